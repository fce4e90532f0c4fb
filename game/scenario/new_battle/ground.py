"""The ground of a new battle: a hill in the middle, and on both sides of it the same, as in a mirror."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.hexes import distance
from game.scenario.new_battle.wanted import Wanted

GRASS, HILL, WOOD, MARSH, VILLAGE = ".hwmv"
LEGEND = {GRASS: "grass", HILL: "hill", WOOD: "wooded_hill", MARSH: "marsh", VILLAGE: "village"}

MOST_OF_HILL = 3
"""Hexes that the hill goes out from the middle at most: those who attack begin not far from it."""

LOW, HIGH = 20, 80
"""Metres of the plain, and of the hill."""


def middle(wanted: Wanted) -> tuple[int, int]:
    """Return the hex in the middle of the map."""
    return wanted.columns // 2, wanted.rows // 2


def reach_of_hill(wanted: Wanted) -> int:
    """Return how many hexes the hill goes out from the middle."""
    return min(MOST_OF_HILL, max(1, min(wanted.columns, wanted.rows) // 8))


def terrain(wanted: Wanted) -> list[str]:
    """Return the rows of the grid of ground."""
    return ["".join(_kind(wanted, column, row) for column in range(wanted.columns)) for row in range(wanted.rows)]


def elevation(wanted: Wanted) -> list[str]:
    """Return the rows of the grid of heights: the hill falls off to the plain within a few hexes."""
    slope = (HIGH - LOW) / (reach_of_hill(wanted) + 2)
    return [
        " ".join(
            str(max(LOW, round(HIGH - slope * distance(*middle(wanted), column, row))))
            for column in range(wanted.columns)
        )
        for row in range(wanted.rows)
    ]


def villages(wanted: Wanted) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the hexes of the two villages, one behind each side."""
    column, row = max(1, wanted.columns // 10), wanted.rows // 2
    return (column, row), (wanted.columns - 1 - column, row)


def crest(wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield the hexes of the hill, from the middle outwards."""
    hexes = [(column, row) for row in range(wanted.rows) for column in range(wanted.columns)]
    near = sorted(hexes, key=lambda hex_: (distance(*middle(wanted), *hex_), hex_))
    yield from (hex_ for hex_ in near if distance(*middle(wanted), *hex_) <= reach_of_hill(wanted))


def lines_of_start(wanted: Wanted, place: int) -> Iterator[tuple[int, int]]:
    """Yield hexes in which units of a side can begin: from the middle of its line outwards, then the line behind it."""
    ahead = max(1, wanted.columns // 2 - reach_of_hill(wanted) - 3)
    for back in range(2):
        column = ahead - back if place == 0 else wanted.columns - 1 - ahead + back
        for out in range(wanted.rows):
            row = wanted.rows // 2 + (out + 1) // 2 * (1 if out % 2 else -1)
            if 0 <= row < wanted.rows and out % 4 in (0, 3, 1):
                yield column, row


def _kind(wanted: Wanted, column: int, row: int) -> str:
    here = (column, row)
    if here in villages(wanted):
        return VILLAGE
    if distance(*middle(wanted), *here) <= reach_of_hill(wanted):
        return HILL
    mirrored = min(column, wanted.columns - 1 - column), min(row, wanted.rows - 1 - row)
    if distance(*mirrored, wanted.columns // 3, wanted.rows // 5) <= max(1, wanted.rows // 12):
        return WOOD
    if distance(*mirrored, wanted.columns // 2, 0) <= max(1, wanted.rows // 10):
        return MARSH
    return GRASS
