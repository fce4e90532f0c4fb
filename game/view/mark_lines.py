"""Lines of marks: edges of areas, ways with an arrow at their end, and what lies outside an area dimmed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Final

import numpy as np
import pygame

from game.view.camera import CORNER, Camera, LatticePoint, lattice_corners
from game.view.lettering import Rgb
from game.view.theme import HALO

DIM: Final = (58, 46, 30, 74)
"""What lies over the ground outside the area that is meant."""


def dim_outside(surface: pygame.Surface, camera: Camera, area: frozenset[int], view: pygame.Rect) -> None:
    """Dim a part of the surface, all but an area of hexes; the ground inside stays as it is."""
    surface.blit(_veil(camera, area, tuple(view.size), view.topleft), view)


@lru_cache(maxsize=2)
def _veil(camera: Camera, area: frozenset[int], size: tuple[int, int], corner: tuple[int, int]) -> pygame.Surface:
    """Return what dims a view; it is the same from frame to frame while the map stands still."""
    veil = pygame.Surface(size, pygame.SRCALPHA)
    veil.fill(DIM, pygame.Rect(camera.left, camera.top, camera.width, camera.height).move(-corner[0], -corner[1]))
    hole = _hole(camera.scale)
    x, y = camera.centres(np.fromiter(area, np.int64, len(area)))
    left = np.rint(x - hole.get_width() / 2).astype(int) - corner[0]
    top = np.rint(y - hole.get_height() / 2).astype(int) - corner[1]
    veil.fblits([(hole, spot) for spot in zip(left.tolist(), top.tolist(), strict=True)], pygame.BLEND_RGBA_MIN)
    return veil


@lru_cache(maxsize=16)
def _hole(scale: float) -> pygame.Surface:
    """Return a hex that is clear inside and full around it; a pixel wider, so that no line is left between two."""
    size = ceil(scale) + 3, ceil(scale * 2 * CORNER) + 3
    hole = pygame.Surface(size, pygame.SRCALPHA)
    hole.fill((255, 255, 255, 255))
    wide = scale + 1.0
    around = Camera(1, 1, wide, size[0] / 2 - wide / 2, size[1] / 2 - wide * CORNER)
    pygame.draw.polygon(hole, (*DIM[:3], 0), around.corners(0, 0))
    return hole


def draw_outline(surface: pygame.Surface, camera: Camera, area: frozenset[int], ink: Rgb, view: pygame.Rect) -> None:
    """Draw the edge of an area of hexes, with a pale rim so that it stands out on any ground."""
    near = view.inflate(camera.scale * 2, camera.scale * 2)
    width = max(2, round(camera.scale * 0.07))
    ends = [(camera.lattice(a), camera.lattice(b)) for a, b in border_of(area, camera.columns)]
    seen = [pair for pair in ends if near.collidepoint(pair[0]) or near.collidepoint(pair[1])]
    for colour, thick in ((HALO, width + 2), (ink, width)):
        for a, b in seen:
            pygame.draw.line(surface, colour, a, b, thick)
            pygame.draw.circle(surface, colour, a, thick / 2)


@lru_cache(maxsize=32)
def border_of(area: frozenset[int], columns: int) -> tuple[tuple[LatticePoint, LatticePoint], ...]:
    """Return the hexsides around an area: those that belong to one of its hexes only."""
    sides: dict[tuple[LatticePoint, LatticePoint], None] = {}
    for hex_ in area:
        corners = lattice_corners(hex_ % columns, hex_ // columns)
        for here, there in zip(corners, (*corners[1:], corners[0]), strict=True):
            if (there, here) in sides:  # the neighbour goes round the other way
                del sides[there, here]
            else:
                sides[here, there] = None
    return tuple(sides)


def draw_way(
    surface: pygame.Surface, camera: Camera, way: Iterable[int], ink: Rgb, short: float = 0.0, *, thin: bool = False
) -> None:
    """Draw a way as a line through the middles of its hexes, with an arrow at its end; or `short` of it by so many."""
    points = [camera.centre(hex_ % camera.columns, hex_ // camera.columns) for hex_ in way]
    if len(points) <= 1:
        return
    (x0, y0), (x1, y1) = points[-2], points[-1]
    back = min(0.9, short * camera.scale / max(1.0, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5))
    points[-1] = x1 - (x1 - x0) * back, y1 - (y1 - y0) * back
    if thin:
        pygame.draw.aalines(surface, ink, False, points)
        return
    width = max(2, round(camera.scale * 0.1))
    for colour, more in ((HALO, 2), (ink, 0)):
        pygame.draw.lines(surface, colour, False, points, width + more)
        (x0, y0), (x1, y1) = points[-2], points[-1]
        long = max(1.0, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        dx, dy = (x1 - x0) / long, (y1 - y0) / long
        size = width * 2.2 + more
        head = [(x1 + dx * size * 0.6, y1 + dy * size * 0.6)]
        head += [(x1 - dx * size - s * dy * size * 0.8, y1 - dy * size + s * dx * size * 0.8) for s in (1, -1)]
        pygame.draw.polygon(surface, colour, head)
