"""The geometry of the hex grid in pixels: centres, corners and hexsides of pointy-top hexes, and the hex at a point.

A Camera says where hexes lie on a surface. Lengths are pixels, x to the east and y to the south. Corners have exact
integer places too ("lattice points": half columns, thirds of a row), so that hexsides can be joined into lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.hexes import centre, digits_of, number

Point = tuple[float, float]
LatticePoint = tuple[int, int]

ROW_PITCH: Final = 0.8660254037844386
"""Distance between rows, in distances between centres."""

CORNER: Final = 0.5773502691896257
"""Distance from centre to corner, in distances between centres."""

_CORNERS: Final = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
"""Corners clockwise from the top, from the centre, in lattice units; hexside d lies between corners d and d + 1."""


@dataclass(frozen=True)
class Camera:
    """Where the hexes of a map lie: `scale` pixels between centres, the map's rectangle at (left, top)."""

    columns: int
    rows: int
    scale: float
    left: float = 0.0
    top: float = 0.0

    @property
    def width(self) -> int:
        """Width in pixels of the rectangle that holds all hexes."""
        return ceil((self.columns + 0.5) * self.scale)

    @property
    def height(self) -> int:
        """Height in pixels of the rectangle that holds all hexes."""
        return ceil(((self.rows - 1) * ROW_PITCH + 2 * CORNER) * self.scale)

    def zoomed(self, factor: float) -> Camera:
        """Return the camera of the same view drawn `factor` times as large."""
        return Camera(self.columns, self.rows, self.scale * factor, self.left * factor, self.top * factor)

    def spot(self, x: float, y: float) -> Point:
        """Return the pixel of a place given in distances between centres from the centre of hex 0000."""
        return self.left + (x + 0.5) * self.scale, self.top + (y + CORNER) * self.scale

    def centre(self, column: int, row: int) -> Point:
        """Return the centre of a hex."""
        return self.spot(*centre(column, row))

    def centres(self, hexes: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return x and y of the centres of hexes given by their rows in the arrays."""
        x, y = centre(hexes % self.columns, hexes // self.columns)  # type: ignore[arg-type]  # arrays do as well
        return self.spot(x, y)  # type: ignore[return-value]  # arrays again

    def box_of(self, hexes: Sequence[int]) -> pygame.Rect:
        """Return the rectangle around the centres of hexes given by their rows in the arrays; there is one at least."""
        x, y = self.centres(np.asarray(hexes, np.int64))
        left, top = floor(x.min()), floor(y.min())
        return pygame.Rect(left, top, ceil(x.max()) - left, ceil(y.max()) - top)

    def lattice(self, point: LatticePoint) -> Point:
        """Return the pixel of a lattice point."""
        return self.spot(point[0] / 2, point[1] * ROW_PITCH / 3)

    def corners(self, column: int, row: int) -> list[Point]:
        """Return the six corners of a hex, clockwise from the top."""
        return [self.lattice(point) for point in lattice_corners(column, row)]

    def hexes(self) -> Iterator[tuple[int, int]]:
        """Yield (column, row) of all hexes in the order of the arrays."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield column, row

    def number(self, column: int, row: int) -> str:
        """Return the printed number of a hex."""
        return number(column, row, digits_of(self.columns, self.rows))

    def hexes_at(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Return the columns and rows of the hexes under many pixels, and which of those hexes are on the map."""
        upper = np.floor(((y - self.top) / self.scale - CORNER) / ROW_PITCH).astype(np.int64)
        tried = []
        for row in (upper, upper + 1):
            column = np.rint((x - self.left) / self.scale - 0.5 - 0.5 * (row & 1)).astype(np.int64)
            cx, cy = self.spot(*centre(column, row))  # type: ignore[arg-type]  # arrays do as well
            tried.append((column, (cx - x) ** 2 + (cy - y) ** 2))
        lower = tried[1][1] < tried[0][1]
        column, row = np.where(lower, tried[1][0], tried[0][0]), np.where(lower, upper + 1, upper)
        return column, row, (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)

    def hex_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return (column, row) of the hex under a pixel, None beside the map."""
        down = ((y - self.top) / self.scale - CORNER) / ROW_PITCH
        best: tuple[float, tuple[int, int]] | None = None
        for row in (floor(down), floor(down) + 1):
            column = round((x - self.left) / self.scale - 0.5 - 0.5 * (row & 1))
            cx, cy = self.centre(column, row)
            far = (cx - x) ** 2 + (cy - y) ** 2
            if best is None or far < best[0]:
                best = far, (column, row)
        assert best is not None
        column, row = best[1]
        return best[1] if 0 <= column < self.columns and 0 <= row < self.rows else None


def lattice_corners(column: int, row: int) -> list[LatticePoint]:
    """Return the six corners of a hex as lattice points, clockwise from the top."""
    x, y = 2 * column + (row & 1), 3 * row
    return [(x + dx, y + dy) for dx, dy in _CORNERS]


def lattice_hexside(column: int, row: int, direction: int) -> tuple[LatticePoint, LatticePoint]:
    """Return both ends of a hexside, clockwise as seen from the hex."""
    corners = lattice_corners(column, row)
    return corners[direction], corners[(direction + 1) % 6]
