"""Contour lines, true to the elevation of every hex: levels, tracing on a mesh of triangles, joining into lines.

The mesh samples the same smooth surface as the tints of `ground.py`, a few times a hex, and each of its triangles is
taken as plane; so lines neither cross nor break. Points are in distances between hex centres (see `Camera.spot`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.view.camera import CORNER, Camera, Point
from game.view.curves import chain
from game.view.fields import EDGE, Floats, Weave, flat, sharp

SAMPLES: Final = 5
"""Mesh points in a distance between hex centres."""
MOST_LEVELS: Final = 24
INDEX_EVERY: Final = 5
BELOW: Final = 0.5
"""Elevations are whole metres: a line runs this far below its height, so that flat ground lies clearly on one side."""
INTERVALS: Final = (10, 20, 25, 50, 100, 200, 250, 500)
"""Metres between contour lines: the first that needs no more than MOST_LEVELS levels."""

Corners = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Contour:
    """One line of equal height, in points as `Camera.spot` takes them; `index` lines are thick and bear it."""

    height: int
    index: bool
    points: list[Point]


def interval(lowest: int, highest: int) -> int:
    """Return the metres between contour lines for a map of these heights."""
    for metres in INTERVALS:
        if (highest - lowest) / metres <= MOST_LEVELS:
            return metres
    return INTERVALS[-1]


def contours(heights: NDArray[np.generic], water: NDArray[np.generic]) -> list[Contour]:
    """Return the contour lines of a map, broken off at the water. Both arrays are (rows, columns)."""
    camera = Camera(heights.shape[1], heights.shape[0], SAMPLES)
    surface = Weave(camera, sharp).limited(heights)
    wet = Weave(camera, flat).field(water) > EDGE
    lowest, highest = int(heights.min()), int(heights.max())
    metres = interval(lowest, highest)
    found = []
    mesh = triangles(*surface.shape)
    for height in range((lowest // metres + 1) * metres, highest + 1, metres):
        for line in trace(surface, mesh, height - BELOW):
            index = height % (metres * INDEX_EVERY) == 0
            found += [
                Contour(height, index, [_spot(point, surface.shape) for point in part]) for part in _dry(line, wet)
            ]
    return found


def triangles(rows: int, columns: int) -> Corners:
    """Return the three corners of each triangle of a mesh of samples, two to a square, as rows of the flat mesh."""
    number = np.arange(rows * columns).reshape(rows, columns)
    nw, ne, sw, se = (part.ravel() for part in (number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:]))
    return np.concatenate([nw, nw]), np.concatenate([ne, se]), np.concatenate([se, sw])


def trace(surface: Floats, mesh: Corners, height: float) -> list[list[Point]]:
    """Return the lines along which a surface has a height, in samples of the surface as (x, y)."""
    places: dict[int, Point] = {}
    pairs = []
    for first, x1, y1, second, x2, y2 in _crossings(surface, mesh, height):
        places[first], places[second] = (x1, y1), (x2, y2)
        pairs.append((first, second))
    return [[places[key] for key in line] for line in chain(pairs)]


def _crossings(surface: Floats, mesh: Corners, height: float) -> list[tuple[int, float, float, int, float, float]]:
    """Return where the height crosses each triangle: key, x and y of a point on one of its sides, and on another."""
    above = (surface > height).ravel().astype(np.int8)
    high = above[mesh[0]] + above[mesh[1]] + above[mesh[2]]
    crossed = np.flatnonzero((high == 1) | (high == 2))  # noqa: PLR2004
    corners = np.stack([corner[crossed] for corner in mesh])
    alone = np.argmax(above[corners] == (high[crossed] == 1), axis=0)  # the corner on its own side of the line
    line = np.arange(len(crossed))
    apex, left, right = (corners[(alone + turn) % 3, line] for turn in range(3))
    found = (*_on_side(surface, apex, left, height), *_on_side(surface, apex, right, height))
    return list(zip(*(column.tolist() for column in found), strict=True))


def _on_side(
    surface: Floats, a: NDArray[np.int64], b: NDArray[np.int64], height: float
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return a key for each side of a triangle, and x and y of the point on it that has the height."""
    a, b = np.minimum(a, b), np.maximum(a, b)
    flat_surface, columns = surface.ravel().astype(np.float64), surface.shape[1]
    share = (height - flat_surface[a]) / (flat_surface[b] - flat_surface[a])
    x = a % columns + share * (b % columns - a % columns)
    y = a // columns + share * (b // columns - a // columns)
    return a * surface.size + b, x, y


def _dry(line: list[Point], wet: NDArray[np.bool_]) -> list[list[Point]]:
    """Return the parts of a line that are not in water."""
    parts: list[list[Point]] = [[]]
    for x, y in line:
        if wet[round(y), round(x)]:
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [part for part in parts if len(part) > 1]


def _spot(point: Point, shape: tuple[int, ...]) -> Point:
    """Turn samples of the mesh into distances between hex centres from the centre of hex 0000."""
    x, y = _outward(point[0], shape[1]), _outward(point[1], shape[0])
    return (x + 0.5) / SAMPLES - 0.5, (y + 0.5) / SAMPLES - CORNER


def _outward(place: float, count: int) -> float:
    """Move what lies on the first or last sample out to the edge of the map, half a sample on."""
    return place - 1 if place <= 0 else place + 1 if place >= count - 1 else place
