"""How much room the order of battle needs: what stands before the words of a line, names, columns. Nothing is drawn.

All widths are pixels of the sheet that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.desk.sheets import Sheet
from game.ui.forces import Line
from game.ui.forces_columns import ALWAYS, COLUMNS, FIRST
from game.view.lettering import Face, measure

COUNTER: Final = 34
INDENT: Final = 14
ARROW: Final = 16
STRIPE: Final = 6
"""Pixels of what stands before the name of a formation, at scale 1."""
BESIDE: Final = 8
"""Room between that, or a counter, and the words."""
GAP: Final = 10
"""Room between columns."""


def before(sheet: Sheet, line: Line) -> int:
    """Return how much room stands before the words of a line."""
    return sheet.px(INDENT) * line.depth + sheet.px((COUNTER if line.unit else ARROW + STRIPE) + BESIDE)


def face_of_name(line: Line) -> Face:
    """Return the letters in which the name of a line is written."""
    return "Regular" if line.unit else "Bold"


def width_of_name(sheet: Sheet, line: Line) -> int:
    """Return how wide a name is."""
    return measure(line.name, face_of_name(line), sheet.size)[0]


def widths_of_columns(sheet: Sheet, lines: Sequence[Line]) -> dict[str, int]:
    """Return how wide each column is, by its name: as its head and all that it says of the lines.

    The first has room for what stands before the words of a line, too.
    """
    widths = {
        column.name: max(_bold(sheet, words) for words in {column.head, *map(column.words, lines), *column.also})
        for column in COLUMNS
    }
    first = COLUMNS[0]
    at_left = (before(sheet, line) + _bold(sheet, first.words(line)) for line in lines)
    widths[first.name] = max(widths[first.name], *at_left)
    return {name: width + sheet.px(GAP) for name, width in widths.items()}


def width_of_window(sheet: Sheet, lines: Sequence[Line], room: int) -> int:
    """Return how wide the window is over a map of some width: at most half, unless what counts most needs more."""
    widths, edges = widths_of_columns(sheet, lines), 2 * sheet.margin
    names = max(before(sheet, line) + width_of_name(sheet, line) for line in lines)
    wanted = max(names, sum(widths.values())) + edges
    least = sum(widths[name] for name in FIRST[:ALWAYS]) + edges
    return min(room, max(least, min(wanted, room // 2)))


def _bold(sheet: Sheet, words: str) -> int:
    return measure(words, "Bold", sheet.size)[0]
