"""Coordinates of the mapsheet: hexsides, numbers, distances, places of centres."""

from __future__ import annotations

import math
from collections import deque
from itertools import product

import pytest

from game.core import hexes
from game.core.distance import distance as compiled_distance
from game.core.hexes import DIRECTIONS, centre, distance, neighbours, number, parse_number, step

COLUMNS, ROWS = 7, 8
BOARD = list(product(range(COLUMNS), range(ROWS)))


@pytest.mark.parametrize(
    ("here", "around"),
    [
        ((2, 2), [(2, 1), (3, 2), (2, 3), (1, 3), (1, 2), (1, 1)]),  # even row
        ((2, 3), [(3, 2), (3, 3), (3, 4), (2, 4), (1, 3), (2, 2)]),  # odd row, half a hex to the right
    ],
)
def test_the_six_neighbours_clockwise_from_the_north_east(here: tuple[int, int], around: list[tuple[int, int]]) -> None:
    assert [step(*here, direction) for direction in range(6)] == around


def test_the_way_back_is_the_opposite_hexside() -> None:
    for (column, row), direction in product(BOARD, range(6)):
        assert step(*step(column, row, direction), (direction + 3) % 6) == (column, row)


def test_directions_on_paper() -> None:
    """Each hexside lies where its name says, a step away, clockwise by sixty degrees."""
    points = {"NE": -60, "E": 0, "SE": 60, "SW": 120, "W": 180, "NW": -120}
    for (column, row), (direction, name) in product(BOARD, enumerate(DIRECTIONS)):
        x, y = centre(column, row)
        there_x, there_y = centre(*step(column, row, direction))
        assert math.hypot(there_x - x, there_y - y) == pytest.approx(1)
        turned = math.degrees(math.atan2(there_y - y, there_x - x)) - points[name]
        assert math.cos(math.radians(turned)) == pytest.approx(1)


def test_neighbours_on_a_map() -> None:
    assert list(neighbours(0, 0, COLUMNS, ROWS)) == [(1, 1, 0), (2, 0, 1)]
    assert len(list(neighbours(3, 3, COLUMNS, ROWS))) == 6
    pairs = {((c, r), (x, y)) for c, r in BOARD for _, x, y in neighbours(c, r, COLUMNS, ROWS)}
    assert pairs == {(there, here) for here, there in pairs}


def walked(start: tuple[int, int]) -> dict[tuple[int, int], int]:
    """Steps from a hex to every other, by walking."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for _, x, y in neighbours(*here, COLUMNS, ROWS):
            if (x, y) not in steps:
                steps[x, y] = steps[here] + 1
                queue.append((x, y))
    return steps


def test_distance_is_the_number_of_steps() -> None:
    for start in BOARD:
        for there, steps in walked(start).items():
            assert distance(*start, *there) == distance(*there, *start) == steps


def test_the_compiled_distance_is_the_same_function() -> None:
    assert compiled_distance is hexes.distance


@pytest.mark.parametrize(
    ("column", "row", "text"),
    [(0, 0, "0000"), (4, 12, "0412"), (99, 99, "9999"), (0, 7, "0007"), (4, 12, "004012"), (199, 100, "199100")],
)
def test_numbers(column: int, row: int, text: str) -> None:
    assert number(column, row, len(text) // 2) == text
    assert parse_number(text) == (column, row)


@pytest.mark.parametrize(
    ("columns", "rows", "digits"), [(1, 1, 2), (100, 100, 2), (101, 1, 3), (1, 101, 3), (200, 200, 3)]
)
def test_a_map_has_one_kind_of_numbers(columns: int, rows: int, digits: int) -> None:
    assert hexes.digits_of(columns, rows) == digits


@pytest.mark.parametrize("digits", [2, 3])
def test_every_number_round_trips(digits: int) -> None:
    for column, row in product(range(100), range(100)):
        assert parse_number(number(column, row, digits)) == (column, row)


@pytest.mark.parametrize(
    "text", ["", "412", "04120", "0041200", "04a2", " 0412", "0412\n", "-412", "+412", "٠٤١٢", "0412-SE", "04 12"]
)
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None
