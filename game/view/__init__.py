"""What is drawn: the map, the counters and the sheet that holds both, in pygame-ce; board and editor build on it.

`render.py` writes a picture of a position. `map_painter.py` paints the map, with `ground.py` (areas), `contours.py`,
`map_lines.py` (roads, frontiers, slopes) and `labels.py` (names); `counters.py` draws units with the strokes of
`symbols.py`; `sheet.py` sets the map between title and `legend.py`. `theme.py` has every colour and style, `camera.py`
the geometry of the hex grid, `fields.py` smooth surfaces over it; `curves.py`, `patterns.py` and `lettering.py` are the
pens. Nothing here knows a rule, changes a state or opens a window.
"""

import os

# pygame greets on standard output unless told not to before it is imported, and `--json` documents go there.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
