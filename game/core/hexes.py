"""Coordinates of the mapsheet: pointy-top hexes in odd-r rows (odd rows stand half a hex to the right).

A hex has a row number in the arrays (`column + row * columns`), a printed number ("0412": column 04, row 12, from the
north-west corner, counting from 00) and six hexsides, clockwise from the north-east. A map with more than 100 columns
or rows gives both three digits, in all its numbers ("004012"). Nothing here knows terrain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NewType

HexId = NewType("HexId", int)

DIRECTIONS: Final = ("NE", "E", "SE", "SW", "W", "NW")
"""Names of the hexsides 0 to 5; the opposite of side d is (d + 3) % 6."""

_STEPS: Final = (
    ((0, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (-1, -1)),  # even rows
    ((1, -1), (1, 0), (1, 1), (0, 1), (-1, 0), (0, -1)),  # odd rows
)
_NUMBER: Final = re.compile(r"([0-9]{2})([0-9]{2})\Z|([0-9]{3})([0-9]{3})\Z")

HEX_NUMBER: Final = r"[0-9]{4}(?:[0-9]{2})?"
"""The pattern of a printed number, on whatever map."""

FEW: Final = 100
"""Columns and rows that two digits can count."""


def step(column: int, row: int, direction: int) -> tuple[int, int]:
    """Return column and row of the neighbour across hexside `direction`."""
    dx, dy = _STEPS[row & 1][direction]
    return column + dx, row + dy


def neighbours(column: int, row: int, columns: int, rows: int) -> Iterator[tuple[int, int, int]]:
    """Yield (direction, column, row) of each neighbour that is on a map of this size."""
    for direction in range(6):
        x, y = step(column, row, direction)
        if 0 <= x < columns and 0 <= y < rows:
            yield direction, x, y


def digits_of(columns: int, rows: int) -> int:
    """Return how many digits column and row have each in the printed numbers of a map of this size: 2 or 3."""
    return 2 if max(columns, rows) <= FEW else 3


def number(column: int, row: int, digits: int) -> str:
    """Return the printed number of a hex; `digits` are those of `digits_of` for its map."""
    return f"{column:0{digits}d}{row:0{digits}d}"


def parse_number(text: str) -> tuple[int, int] | None:
    """Return (column, row) of a printed number, or None if the text is neither four digits nor six."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    column, row = (part for part in match.groups() if part is not None)
    return int(column), int(row)


def centre(column: int, row: int) -> tuple[float, float]:
    """Return the centre of a hex in units of the distance between centres; x to the east, y to the south."""
    return column + 0.5 * (row & 1), row * 0.8660254037844386


def distance(column_a: int, row_a: int, column_b: int, row_b: int) -> int:
    """Return the number of steps between two hexes; compiled rules call it from `game.core.distance`."""
    qa = column_a - (row_a - (row_a & 1)) // 2
    qb = column_b - (row_b - (row_b & 1)) // 2
    dq = qa - qb
    dr = row_a - row_b
    return max(abs(dq), abs(dr), abs(dq + dr))
