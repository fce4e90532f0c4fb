"""From one value a hex to a smooth surface: the interpolation that relief, contours and shores share.

Rows are interpolated along, then down, by cubic curves that pass through the value of every hex centre; the whole of it
is two matrix products. A Weave is made for one size of picture and used for many fields. The sharp kind keeps peaks
(elevation), the flat kind never overshoots (areas: 1 inside, 0 outside, their edge at EDGE).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.view.camera import CORNER, ROW_PITCH, Camera

Floats = NDArray[np.float32]
Kernel = Callable[[NDArray[np.float64]], NDArray[np.float64]]

EDGE: Final = 0.45
"""Where a field of areas has its edge: a lone hex is above it, a lone gap below."""
MIX: Final = 0.6

_TENSION: Final = 0.32
"""Half of Catmull-Rom's would overshoot beside cliffs, none would make terraces."""


def sharp(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cardinal spline: through every value, smooth, with a little overshoot."""
    x = np.abs(x)
    near = 1 + x * x * ((2 - _TENSION) * x - (3 - _TENSION))
    far = -_TENSION * x * (x - 2) ** 2 + _TENSION * (x - 2) ** 2
    return np.where(x < 1, near, np.where(x < 2, far, 0.0))  # noqa: PLR2004


def soft(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cubic B-spline: rounds off, does not pass through the values."""
    x = np.abs(x)
    return np.where(x < 1, 2 / 3 - x * x + x**3 / 2, np.where(x < 2, (2 - x) ** 3 / 6, 0.0))  # noqa: PLR2004


def flat(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half a step, half a B-spline: rounds the zigzag of hexes off, and yet no hex falls on the wrong side of EDGE."""
    near = np.abs(x)
    step = np.where(near < 1, 1 - near * near * (3 - 2 * near), 0.0)
    return MIX * soft(x) + (1 - MIX) * step


class Weave:
    """Interpolation from (R, C) hex values to a picture of (height, width) samples."""

    def __init__(self, camera: Camera, kernel: Kernel) -> None:
        xs = (np.arange(camera.width) + 0.5 - camera.left) / camera.scale - 0.5
        ys = ((np.arange(camera.height) + 0.5 - camera.top) / camera.scale - CORNER) / ROW_PITCH
        self._even = _matrix(xs, camera.columns, kernel)
        self._odd = _matrix(xs - 0.5, camera.columns, kernel)
        self._down = _matrix(ys, camera.rows, kernel)
        self._between = _pair(xs, camera.columns), _pair(xs - 0.5, camera.columns), _pair(ys, camera.rows)

    def field(self, values: NDArray[np.generic]) -> Floats:
        """Return the smooth surface over hex values of shape (R, C), as (height, width)."""
        given = values.astype(np.float32)
        rows = np.empty((given.shape[0], self._even.shape[0]), np.float32)
        rows[0::2] = given[0::2] @ self._even.T
        rows[1::2] = given[1::2] @ self._odd.T
        surface: Floats = self._down @ rows
        return surface

    def limited(self, values: NDArray[np.generic]) -> Floats:
        """Return the smooth surface, nowhere beyond the four hexes around a sample; so flat ground stays flat."""
        given = values.astype(np.float32)
        surface: Floats = np.clip(self.field(given), self._around(given, np.minimum), self._around(given, np.maximum))
        return surface

    def _around(self, given: Floats, pick: Callable[[Floats, Floats], Floats]) -> Floats:
        """Return the least or the greatest of the four hexes around each sample."""
        (west_even, east_even), (west_odd, east_odd), (north, south) = self._between
        rows = np.empty((given.shape[0], len(west_even)), np.float32)
        rows[0::2] = pick(given[0::2][:, west_even], given[0::2][:, east_even])
        rows[1::2] = pick(given[1::2][:, west_odd], given[1::2][:, east_odd])
        return pick(rows[north], rows[south])


def _pair(places: NDArray[np.floating[Any]], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the values on both sides of each place, by row; beyond the ends the last value goes on."""
    first = np.floor(places).astype(np.int64)
    return np.clip(first, 0, count - 1), np.clip(first + 1, 0, count - 1)


def _matrix(places: NDArray[np.floating[Any]], count: int, kernel: Kernel) -> Floats:
    """Return the (samples, count) weights of each value at each place; beyond the ends the last value goes on."""
    weights = np.zeros((len(places), count), np.float32)
    first = np.floor(places).astype(np.int64)
    places = places.astype(np.float64)
    for step in (-1, 0, 1, 2):
        index = first + step
        np.add.at(weights, (np.arange(len(places)), np.clip(index, 0, count - 1)), kernel(places - index))
    return weights


def distance_inside(area: Floats) -> Floats:
    """Return about how many pixels each sample of an area's field lies inside its edge (negative: outside)."""
    down, across = np.gradient(area)
    steep = np.sqrt(down * down + across * across)
    distance: Floats = np.clip((area - EDGE) / np.maximum(steep, 1e-4), -1e4, 1e4).astype(np.float32)
    return distance
