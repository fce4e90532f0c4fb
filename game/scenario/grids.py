"""The text grids of a map, and the order of its hexes.

A grid is a block of text, one line a row. Nothing here complains: rows that are too short, too long or missing are
`map_checks.py`; whoever compiles a map has had it checked.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from game.core.hexes import DIRECTIONS, digits_of, number, parse_number, step
from game.scenario.schema.mapsheet import MapFile
from game.scenario.suggesting import quote

NO_REGION: Final = "."
"""A hex outside all regions, unless the region legend says otherwise."""

NUMERALS: Final = {4: "four", 6: "six"}
"""How many digits hex numbers have, in words."""

_WORD: Final = re.compile(r"\S+")


def grid_rows(text: str) -> list[str]:
    """Return the rows of a grid."""
    return text.rstrip("\n").split("\n")


def elevation_words(row: str) -> list[tuple[int, str]]:
    """Return the numbers of one row of the elevation grid as text, each with its offset in the row."""
    return [(found.start(), found[0]) for found in _WORD.finditer(row)]


def terrain_ids(map_file: MapFile) -> list[str]:
    """Return the terrain id of every hex, in the order of the arrays."""
    return [map_file.legend[character] for row in grid_rows(map_file.terrain) for character in row]


def known_terrain(map_file: MapFile) -> dict[int, str]:
    """Return the terrain id of the hexes that a grid with faults gives one."""
    return {
        column + row * map_file.columns: map_file.legend[character]
        for row, text in enumerate(grid_rows(map_file.terrain)[: map_file.rows])
        for column, character in enumerate(text[: map_file.columns])
        if character in map_file.legend
    }


def region_hexes(map_file: MapFile) -> dict[str, set[int]]:
    """Return the hexes of every region; a region that the grid does not show has none."""
    found: dict[str, set[int]] = {region: set() for region in map_file.region_legend.values()}
    for row, text in enumerate(grid_rows(map_file.regions or "")):
        for column, character in enumerate(text):
            region = map_file.region_legend.get(character)
            if region is not None and column < map_file.columns and row < map_file.rows:
                found[region].add(column + row * map_file.columns)
    return found


def hex_row(map_file: MapFile, printed: str) -> int | None:
    """Return the row of a printed hex number in the arrays, or None if it is not on the map."""
    place = parse_number(printed)
    if (
        place is None
        or place[0] >= map_file.columns
        or place[1] >= map_file.rows
        or len(printed) != length_of(map_file)
    ):
        return None
    return place[0] + place[1] * map_file.columns


def hex_number(map_file: MapFile, row: int) -> str:
    """Return the printed number of a hex by its row in the arrays."""
    return number(row % map_file.columns, row // map_file.columns, digits_of(map_file.columns, map_file.rows))


def length_of(map_file: MapFile) -> int:
    """Return how many digits the printed numbers of a map have: 4 or 6."""
    return 2 * digits_of(map_file.columns, map_file.rows)


def hex_of(reference: str) -> str:
    """Return the printed number of the hex that a hexside reference like "0412-SE" names."""
    return reference.partition("-")[0]


def why_not_on_map(map_file: MapFile, printed: str) -> str:
    """Return what hex numbers of a map are like, for one that is not among them."""
    length = length_of(map_file)
    if len(printed) != length:
        return f"hex numbers of this map have {NUMERALS[length]} digits, like {quote(hex_number(map_file, 0))}"
    last = hex_number(map_file, map_file.columns * map_file.rows - 1)
    digits = length // 2
    return f"columns {0:0{digits}d} to {last[:digits]}, rows {0:0{digits}d} to {last[digits:]}"


def hexside(map_file: MapFile, reference: str) -> tuple[int, int, int] | None:
    """Return (hex, direction, neighbour) of a hexside reference like "0412-SE", or None if it is not on the map."""
    here = hex_row(map_file, hex_of(reference))
    if here is None:
        return None
    direction = DIRECTIONS.index(reference.rpartition("-")[2])
    column, row = step(here % map_file.columns, here // map_file.columns, direction)
    if not (0 <= column < map_file.columns and 0 <= row < map_file.rows):
        return None
    return here, direction, column + row * map_file.columns


def road_steps(map_file: MapFile, path: list[str]) -> list[tuple[int, int, int] | None]:
    """Return (hex, direction, neighbour) of each step of a road; None where two hexes are not adjacent or not there."""
    rows = [hex_row(map_file, printed) for printed in path]
    return [_step_between(map_file, *pair) for pair in pairwise(rows)]


def _step_between(map_file: MapFile, here: int | None, there: int | None) -> tuple[int, int, int] | None:
    if here is None or there is None:
        return None
    wanted = (there % map_file.columns, there // map_file.columns)
    for direction in range(6):
        if step(here % map_file.columns, here // map_file.columns, direction) == wanted:
            return here, direction, there
    return None
