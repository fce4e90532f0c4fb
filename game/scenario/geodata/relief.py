"""A grid of heights (ESRI ASCII, degrees) to the height of each hex: the median of its values.

Values without data do not count. A hex without any takes the height of the nearest hex that has one.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.core.hexes import centre, neighbours
from game.scenario.geodata.sheet import OUTSIDE, Floats, Rows, Sheet
from game.scenario.reading import decode, fail, load_bytes
from game.scenario.schema.basics import Height, bounds_of
from game.scenario.suggesting import quote

MOST_BYTES: Final = 64_000_000
MOST_CELLS: Final = 8_000_000
HEAD: Final = ("ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize", "nodata_value")
_WORD: Final = re.compile(r"\S+")
LOWEST, HIGHEST = bounds_of(Height)


@dataclass(frozen=True)
class Grid:
    """Values from the north-west, in metres; NaN where there is no data. `west` and `south` are centres of values."""

    values: Floats
    west: float
    south: float
    size: float


def heights(path: Path, name: str, sheet: Sheet) -> tuple[list[int], int]:
    """Return the height of every hex in metres, and how many hexes had none of their own.

    Raises
    ------
    ScenarioError : the grid cannot be read, or has no data on the map.
    """
    grid = read_grid(path, name)
    found = _medians(grid, sheet)
    own = np.isfinite(found)
    if not own.any():
        fail(name, "the grid has no height anywhere on the map: is it in degrees, and of the same country?")
    found = np.floor(found + 0.5)
    for wrong in found[own & ((found < LOWEST) | (found > HIGHEST))][:1]:
        fail(
            name,
            f"{int(wrong)} is no height in metres from {LOWEST} to {HIGHEST}; values without data need NODATA_value",
        )
    return _filled(found, sheet), int((~own).sum())


def _medians(grid: Grid, sheet: Sheet) -> Floats:
    """Return the median (H,) of the values of every hex; the value at its centre where none has its own there."""
    hexes, metres = _cells_on(grid, sheet)
    order = np.lexsort((metres, hexes))
    hexes, metres = hexes[order], metres[order]
    first = np.searchsorted(hexes, np.arange(sheet.columns * sheet.rows))
    count = np.bincount(hexes, minlength=sheet.columns * sheet.rows)
    middle = first + np.maximum(count - 1, 0) // 2
    found = np.where(count > 0, np.append(metres, np.nan)[np.minimum(middle, len(metres))], np.nan)
    return np.where(count > 0, found, _at_centres(grid, sheet))


def _cells_on(grid: Grid, sheet: Sheet) -> tuple[Rows, Floats]:
    """Return hex and height of the values on the map that have data."""
    lines, across = grid.values.shape
    longitudes = grid.west + grid.size * np.arange(across, dtype=np.float64)
    hexes, metres = [], []
    for line in range(lines):
        latitudes = np.full(across, grid.south + grid.size * (lines - 1 - line))
        at = sheet.hexes_at(*sheet.spots(longitudes, latitudes))
        used = (at != OUTSIDE) & np.isfinite(grid.values[line])
        hexes.append(at[used])
        metres.append(grid.values[line][used])
    return np.concatenate(hexes), np.concatenate(metres)


def _at_centres(grid: Grid, sheet: Sheet) -> Floats:
    """Return the height of the value in which the centre of every hex lies."""
    spots = np.array([centre(column, row) for row in range(sheet.rows) for column in range(sheet.columns)])
    longitudes, latitudes = sheet.degrees(spots[:, 0], spots[:, 1])
    lines, across = grid.values.shape
    column = np.floor((longitudes - grid.west) / grid.size + 0.5)
    line = lines - 1 - np.floor((latitudes - grid.south) / grid.size + 0.5)
    inside = (column >= 0) & (column < across) & (line >= 0) & (line < lines)
    at = np.where(inside, line, 0).astype(np.int64), np.where(inside, column, 0).astype(np.int64)
    return np.where(inside, grid.values[at], np.nan)


def _filled(found: Floats, sheet: Sheet) -> list[int]:
    """Carry heights to hexes without one, step by step from all that have one."""
    result: list[int | None] = [int(one) if isfinite(one) else None for one in found.tolist()]
    waiting = deque(row for row, metres in enumerate(result) if metres is not None)
    while waiting:
        row = waiting.popleft()
        for _, x, y in neighbours(row % sheet.columns, row // sheet.columns, sheet.columns, sheet.rows):
            if result[x + y * sheet.columns] is None:
                result[x + y * sheet.columns] = result[row]
                waiting.append(x + y * sheet.columns)
    return [metres for metres in result if metres is not None]


# --- the file -------------------------------------------------------------------------------------------------------


def read_grid(path: Path, name: str) -> Grid:
    """Return the values of a file. Raises ScenarioError."""
    lines = decode(load_bytes(path, name, MOST_BYTES), name).split("\n")
    head, begin = _head(lines, name)
    columns, rows = _count(head, "ncols", name), _count(head, "nrows", name)
    if columns * rows > MOST_CELLS:
        fail(name, f"the grid has {columns} x {rows} values; {MOST_CELLS} are the most: cut it to the map")
    size = _head_number(head, "cellsize", name)
    if size <= 0:
        fail(name, "cellsize should be more than 0", head["cellsize"][1], 1)
    west, south = _lower(head, "xll", size, name), _lower(head, "yll", size, name)
    if not (abs(west) <= 180 and abs(south) <= 90 and size <= 10):  # noqa: PLR2004
        fail(name, "the grid is not in degrees of longitude and latitude: export it again in WGS 84 (EPSG:4326)")
    values = _cells(lines, begin, columns * rows, name)
    if "nodata_value" in head:
        values = np.where(values == _head_number(head, "nodata_value", name), np.nan, values)
    return Grid(values.reshape(rows, columns), west, south, size)


def _head(lines: list[str], name: str) -> tuple[dict[str, tuple[str, int]], int]:
    """Return the keys above the values with value and line, and the index of the first line of values."""
    head: dict[str, tuple[str, int]] = {}
    for index, line in enumerate(lines[: len(HEAD)]):
        words = line.split()
        if not words or not words[0][0].isalpha() or words[0].lower() == "nan":
            return head, index
        key = words[0].lower()
        if key not in HEAD or len(words) != 2:  # noqa: PLR2004
            fail(
                name,
                f"{quote(line.strip()[:40])} is no line of an ESRI ASCII grid; such are {', '.join(HEAD)}",
                index + 1,
                1,
            )
        head[key] = words[1], index + 1
    return head, min(len(lines), len(HEAD))


def _head_number(head: dict[str, tuple[str, int]], key: str, name: str) -> float:
    if key not in head:
        fail(name, f"the grid does not say its {key}")
    text, line = head[key]
    value = _number(text)
    if value is None:
        fail(name, f"{key} should be a number, not {quote(text[:40])}", line, 1)
    return value


def _count(head: dict[str, tuple[str, int]], key: str, name: str) -> int:
    value = _head_number(head, key, name)
    if value != int(value) or not 1 <= value <= MOST_CELLS:
        fail(name, f"{key} should be a whole number from 1 to {MOST_CELLS}", head[key][1], 1)
    return int(value)


def _lower(head: dict[str, tuple[str, int]], key: str, size: float, name: str) -> float:
    """Return the centre of the first values: they are given by corner or by centre."""
    if f"{key}center" in head:
        return _head_number(head, f"{key}center", name)
    return _head_number(head, f"{key}corner", name) + size / 2


def _cells(lines: list[str], begin: int, wanted: int, name: str) -> Floats:
    values = np.empty(wanted)
    filled = 0
    for index in range(begin, len(lines)):
        words = lines[index].split()
        if filled + len(words) > wanted:
            fail(name, f"there are more values than ncols x nrows, which is {wanted}", index + 1, 1)
        values[filled : filled + len(words)] = _values(lines[index], index + 1, name)
        filled += len(words)
    if filled < wanted:
        fail(name, f"there are {filled} values, and ncols x nrows is {wanted}: the file is cut short")
    return values


def _values(text: str, line: int, name: str) -> Any:
    values = [_number(word) for word in text.split()]
    for word, value in zip(_WORD.finditer(text) if None in values else (), values, strict=False):
        if value is None:
            fail(name, f"{quote(word[0][:40])} is not a height in metres", line, word.start() + 1)
    return values


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None
