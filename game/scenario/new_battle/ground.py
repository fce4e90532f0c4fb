"""The ground of a new battle: a hill in the middle, and on both sides of it the same, as in a mirror.

What is fought over is the same on maps of all sizes: who attacks begins four hexes from the summit (nearer in a battle
of few turns), and supplies come in seven hexes from it. A larger map has more ground around that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.hexes import distance
from game.scenario.new_battle.wanted import Wanted

GRASS, HILL, WOOD, MARSH, VILLAGE = ".hwmv"
LEGEND = {GRASS: "grass", HILL: "hill", WOOD: "wooded_hill", MARSH: "marsh", VILLAGE: "village"}

REACH_OF_HILL: Final = 1
"""Hexes that the hill goes out from the middle."""

START: Final = (2, 4)
"""Least and most hexes from the middle to the lines in which troops begin."""

BASE: Final = 7
"""Hexes from the middle to the villages, where supplies come in: so near that the widest hexes are in full supply."""

LOW, HIGH = 20, 80
"""Metres of the plain, and of the hill."""


def middle(wanted: Wanted) -> tuple[int, int]:
    """Return the hex in the middle of the map."""
    return wanted.columns // 2, wanted.rows // 2


def terrain(wanted: Wanted) -> list[str]:
    """Return the rows of the grid of ground."""
    return ["".join(_kind(wanted, column, row) for column in range(wanted.columns)) for row in range(wanted.rows)]


def elevation(wanted: Wanted) -> list[str]:
    """Return the rows of the grid of heights: the hill falls off to the plain within a few hexes."""
    slope = (HIGH - LOW) / (REACH_OF_HILL + 2)
    return [
        " ".join(
            str(max(LOW, round(HIGH - slope * distance(*middle(wanted), column, row))))
            for column in range(wanted.columns)
        )
        for row in range(wanted.rows)
    ]


def villages(wanted: Wanted) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the hexes of the two villages, one behind each side."""
    column, row = max(1, wanted.columns // 2 - BASE), wanted.rows // 2
    return (column, row), (wanted.columns - 1 - column, row)


def crest(wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield the hexes of the hill, from the middle outwards."""
    column, row = middle(wanted)
    about = range(-REACH_OF_HILL - 1, REACH_OF_HILL + 2)
    near = sorted((distance(column, row, column + x, row + y), column + x, row + y) for x in about for y in about)
    yield from ((x, y) for away, x, y in near if away <= REACH_OF_HILL)


def start(wanted: Wanted) -> int:
    """Return how many hexes from the middle troops begin: in few turns of a hex each the hill can still be taken."""
    least, most = START
    return min(most, max(least, wanted.turns - 1))


def lines_of_start(wanted: Wanted, place: int) -> Iterator[tuple[int, int]]:
    """Yield hexes in which units of a side can begin: from the middle of its line outwards, then the line behind it.

    Only such as wheels can stand in: on the smallest maps woods reach into the lines.
    """
    ahead = wanted.columns // 2 - start(wanted)
    for back in range(2):
        column = ahead - back if place == 0 else wanted.columns - 1 - ahead + back
        for out in range(wanted.rows):
            row = wanted.rows // 2 + (out + 1) // 2 * (1 if out % 2 else -1)
            if 0 <= row < wanted.rows and out % 4 in (0, 3, 1) and _kind(wanted, column, row) == GRASS:
                yield column, row


def _kind(wanted: Wanted, column: int, row: int) -> str:
    here = (column, row)
    if here in villages(wanted):
        return VILLAGE
    if distance(*middle(wanted), *here) <= REACH_OF_HILL:
        return HILL
    mirrored = min(column, wanted.columns - 1 - column), min(row, wanted.rows - 1 - row)
    if distance(*mirrored, wanted.columns // 3, wanted.rows // 5) <= max(1, wanted.rows // 12):
        return WOOD
    if distance(*mirrored, wanted.columns // 2, 0) <= max(1, wanted.rows // 10):
        return MARSH
    return GRASS
