"""Unevenness for the edges of areas, which nature never rules: the same at every zoom, and nowhere the same.

Each place of a picture takes what lies a little beside it. So all areas move together, and no gap opens where two meet.
How far beside is a sum of waves that run in all directions; each is a product of a row and a column, so that a whole
picture of them is one product of matrices.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.view.camera import Camera
from game.view.fields import Floats

WAVES: Final = 16
LENGTHS: Final = 5.3, 0.8
"""Of the longest and the shortest wave, in hexes."""
GOLDEN: Final = 2.399963
"""Radians from the direction of one wave to that of the next: none runs as another does."""
REACH: Final = 0.3
"""How far an edge is moved at most, in hexes: the middle of a hex that lies alone stays inside."""


class Roughness:
    """Where each place of a picture of a map takes its ground from."""

    def __init__(self, camera: Camera) -> None:
        reach = REACH * camera.scale
        across, down = np.arange(camera.width, dtype=np.int32)[None, :], np.arange(camera.height, dtype=np.int32)
        aside = np.rint(reach * waves(camera, 0.0)).astype(np.int32)
        below = np.rint(reach * waves(camera, 1.1)).astype(np.int32)
        np.clip(aside + across, 0, camera.width - 1, out=aside)
        np.clip(below + down[:, None], 0, camera.height - 1, out=below)
        self._from = aside + below * np.int32(camera.width)

    def on(self, area: Floats) -> Floats:
        """Return the field of an area with uneven edges."""
        moved: Floats = np.take(area, self._from)
        return moved


def waves(camera: Camera, first: float) -> Floats:
    """Return a sum of waves over a picture of a map, between -1 and 1; `first` is the phase of the first of them."""
    across = ((np.arange(camera.width) + 0.5 - camera.left) / camera.scale).astype(np.float32)
    down = ((np.arange(camera.height) + 0.5 - camera.top) / camera.scale).astype(np.float32)
    columns: list[NDArray[np.float32]] = []
    rows: list[NDArray[np.float32]] = []
    for number in range(WAVES):
        share = number / (WAVES - 1)
        pace = 2 * pi / (LENGTHS[0] * (LENGTHS[1] / LENGTHS[0]) ** share)
        along = across * np.float32(pace * cos(number * GOLDEN + first)) + np.float32(number * 1.7 + first)
        over = down * np.float32(pace * sin(number * GOLDEN + first))
        height = np.float32(0.55 * (1 - 0.7 * share))
        columns += [height * np.sin(along), height * np.cos(along)]  # sin(a + b) = sin a cos b + cos a sin b
        rows += [np.cos(over), np.sin(over)]
    surface: Floats = np.stack(rows, axis=1) @ np.stack(columns)
    return np.clip(surface, -1, 1, out=surface)
