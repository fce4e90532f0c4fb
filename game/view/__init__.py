"""What is drawn: the map, the counters and the sheet that holds both, in pygame-ce; board and pages build on it.

The map and what lies on it:

    map_painter     the whole map as one picture        ground         areas of colour; `roughness` of their edges
    contours        lines of height                     map_lines      roads, frontiers, slopes, grid
    labels          names, kept clear of each other     marks          what overlays lay over it
    mark_lines      outlines, ways, what is dimmed
    counters        units and their stacks              counter_signs  signs of their state; `counter_names`
    symbols         signs of arms                       silhouettes    pictures of arms instead
    formation_markers  instead of counters where the map is small     front_line     between what sides control
    sheet           the map framed, with its title      legend         samples of all that it shows
    render          a picture of a position in a file   heat          marks of a hex by the share of games
    side_inks       marks in the colours of the sides   staff_marks   orders to formations, as on a staff map
    tileset_pictures  what a map looks like in Tiled

How things look, and the pens:

    flags           of sides                            battle_pictures  those that a battle brings
    theme           every colour, line and style        looks          what the player has chosen of it
    widgets         buttons, lists, lines to type in    flowing        pages of text
    lettering       letters                             curves         lines
    patterns        of areas                            fields         smooth surfaces over the hexes
    camera          geometry of the hex grid            large_pictures handled in bands
    sound           click, march, guns                  colour_vision  how it looks to eyes that tell fewer colours
    contrast        letters that can be read on their ground

Nothing here knows a rule, changes a state or opens a window.
"""

import os

# pygame greets on standard output unless told not to before it is imported, and `--json` documents go there.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
