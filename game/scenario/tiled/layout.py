"""Where hexes, corners and hexsides are in a file of Tiled: hexagonal, stagger axis y, stagger index odd.

That is the layout of our maps: points to the north, odd rows half a hex to the east. Pixels count from the north-west;
hexes of Tiled may be a little stretched, and the nearest hex is looked for as if they were not. Corners have whole
numbers: half widths from the west, and two levels a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Final

from game.core.hexes import centre, digits_of, number, step

Point = tuple[float, float]
Corner = tuple[int, int]
Hex = tuple[int, int]
Side = tuple[int, int, int]
"""Column, row and direction of a hexside, named from one of its two hexes."""

_CLOCKWISE: Final[tuple[Corner, ...]] = ((1, 0), (2, 1), (2, 2), (1, 3), (0, 2), (0, 1))
"""Corners of a hex from the north: its hexside d lies between corner d and the next, and the hex to the right of it."""

ROW: Final = 0.8660254037844386
"""Distance of two rows in distances of two hexes of a row."""


@dataclass(frozen=True)
class Layout:
    """Size of a map in hexes, and of its hexes in pixels; `side` is the length of an upright hexside."""

    columns: int
    rows: int
    width: int = 56
    height: int = 64
    side: int = 32

    def number(self, column: int, row: int) -> str:
        """Return the printed number of a hex."""
        return number(column, row, digits_of(self.columns, self.rows))

    @property
    def pitch(self) -> float:
        """Pixels from row to row."""
        return (self.height + self.side) / 2

    def middle(self, column: int, row: int) -> Point:
        """Return the centre of a hex."""
        x, _ = centre(column, row)
        return (x + 0.5) * self.width, row * self.pitch + self.height / 2

    def hex_at(self, point: Point) -> Hex | None:
        """Return the hex of a point, or None beside the map."""
        x, y = point[0] / self.width - 0.5, (point[1] - self.height / 2) / self.pitch * ROW
        if not (abs(x) <= self.columns + 2 and abs(y) <= self.rows + 2):  # also what is no number
            return None
        near = [(round(x - 0.5 * (row & 1)), row) for row in range(int(y / ROW) - 1, int(y / ROW) + 3)]
        column, row = min(near, key=lambda cell: hypot(centre(*cell)[0] - x, centre(*cell)[1] - y))
        return (column, row) if 0 <= column < self.columns and 0 <= row < self.rows else None

    def corner(self, corner: Corner) -> Point:
        """Return the place of a corner."""
        row, lower = divmod(corner[1], 2)
        return corner[0] * self.width / 2, row * self.pitch + lower * (self.height - self.side) / 2

    def edge(self, side: Side) -> tuple[Corner, Corner]:
        """Return the corners of a hexside, so that its hex is on the right of whoever goes from the first to the other.

        The neighbour's name for the same hexside has them the other way round.
        """
        column, row, direction = side
        ends = (_CLOCKWISE[direction], _CLOCKWISE[(direction + 1) % 6])
        first, last = ((2 * column + (row & 1) + x, 2 * row + y) for x, y in ends)
        return first, last

    @cached_property
    def sides(self) -> dict[tuple[Corner, Corner], Side]:
        """The hexsides of all hexes by their corners, the hex on the right."""
        every = ((column, row, side) for row in range(self.rows) for column in range(self.columns) for side in range(6))
        return {self.edge(side): side for side in every}

    @cached_property
    def ways(self) -> dict[Corner, list[Corner]]:
        """The corners of the map, each with those that a hexside leads to."""
        ways: dict[Corner, dict[Corner, None]] = {}
        for first, last in self.sides:
            ways.setdefault(first, {})[last] = None
            ways.setdefault(last, {})[first] = None
        return {corner: list(there) for corner, there in ways.items()}

    def corner_at(self, point: Point) -> Corner | None:
        """Return the nearest corner of the map, or None if a point is not beside one."""
        x, y = point
        if not (-self.width <= x <= (self.columns + 2) * self.width and abs(y) <= (self.rows + 3) * self.pitch):
            return None
        left, top = round(2 * x / self.width), 2 * round(y / self.pitch)
        around = ((left + across, top + down) for across in (-1, 0, 1) for down in (-2, -1, 0, 1, 2))
        near = [corner for corner in around if corner in self.ways]
        return min(near, key=lambda corner: _far(self.corner(corner), point), default=None)

    def along(self, start: Corner, end: Corner) -> Iterator[tuple[Corner, Corner]]:
        """Yield the hexsides of the way from corner to corner that keeps closest to the straight line.

        Each step comes nearer to the end. Where the map has a gap in the way, which only its rim can have, it stops.
        """
        here = start
        while here != end:
            there = min(self.ways[here], key=lambda corner: _far(_even(corner), _even(end)))
            if _far(_even(there), _even(end)) >= _far(_even(here), _even(end)):
                return
            yield here, there
            here = there

    def reversed_side(self, side: Side) -> Side | None:
        """Return the name of a hexside from its other hex, or None at the edge of the map."""
        column, row = step(*side)
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return (column, row, (side[2] + 3) % 6) if inside else None


def _even(corner: Corner) -> Point:
    """Return the place of a corner where hexes are regular, so that the nearer of two is sure to be."""
    row, lower = divmod(corner[1], 2)
    return corner[0] / 2, row * ROW + lower * ROW / 3


def _far(here: Point, there: Point) -> float:
    return round(hypot(here[0] - there[0], here[1] - there[1]), 6)
