"""Signs of a unit's state on its counter, each in a place and a shape of its own.

Teeth at the lower edge are levels of entrenchment. At the upper right corner stands want of supply: a dot if strained,
a triangle if low, a square if none comes, a diamond with a cross if the unit is cut off. A white bar across the frame
is a routed unit, a dashed one a unit whose cohesion is low. The turned-down lower right corner is a unit that has done
what it can this turn. Everything is painted on a sheet `OVERSIZE` times as large as the counter.
"""

from __future__ import annotations

from typing import Final

import pygame

from game.core.terms import Supply
from game.view.camera import Point
from game.view.curves import stroke
from game.view.lettering import Rgb
from game.view.theme import INK, PAPER, SUPPLY_COLOURS, SideStyle

OVERSIZE: Final = 4
"""Strokes are drawn so many times as large and shrunk, which makes them smooth."""
SUPPLY_REACH: Final = 0.145
"""Half the size of the sign of supply, in sides of a counter."""
DOG_EAR: Final = 0.23
"""Size of the turned-down corner, in sides of a counter."""
BAR: Final[Rgb] = (255, 255, 255)
DASHES: Final = ((0.0, 0.14), (0.43, 0.57), (0.86, 1.0))
"""Parts of the bar across a unit that no longer holds together."""


def paint_entrenchment(large: pygame.Surface, levels: int, style: SideStyle) -> None:
    """Paint a tooth at the lower edge for each level of entrenchment."""
    side = large.get_width()
    width, height = side * 0.15, side * 0.085
    for level in range(levels):
        x = side * 0.5 + (level - (levels - 1) / 2) * side * 0.2
        corners = ((-width / 2, 0), (-width / 3, -height), (width / 3, -height), (width / 2, 0))
        tooth = [(x + dx, side + dy) for dx, dy in corners]
        pygame.draw.polygon(large, PAPER, tooth)
        stroke(large, style.edge, tooth, OVERSIZE * 0.9)


def paint_supply(large: pygame.Surface, supply: Supply, cut_off: bool = False) -> None:
    """Paint want of supply at the upper right corner."""
    side = large.get_width()
    reach = side * SUPPLY_REACH
    x, y = side - reach * 1.05, reach * 1.05
    colour = SUPPLY_COLOURS[supply]
    if supply == Supply.STRAINED and not cut_off:
        pygame.draw.circle(large, INK, (x, y), reach)
        pygame.draw.circle(large, colour, (x, y), reach - OVERSIZE * 0.9)
        return
    corners: list[Point] = [(0, -1), (1, 0.8), (-1, 0.8)]
    if supply == Supply.NONE:
        corners = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
    if cut_off:
        colour, corners = SUPPLY_COLOURS[Supply.NONE], [(0, -1.05), (1.05, 0), (0, 1.05), (-1.05, 0)]
    points = [(x + dx * reach, y + dy * reach) for dx, dy in corners]
    pygame.draw.polygon(large, colour, points)
    stroke(large, INK, [*points, points[0]], OVERSIZE * 0.9)
    if cut_off:
        arm = reach * 0.42
        for rise in (1, -1):
            stroke(large, INK, [(x - arm, y - arm * rise), (x + arm, y + arm * rise)], OVERSIZE * 1.3)


def paint_bar(large: pygame.Surface, frame: pygame.Rect, dashed: bool) -> None:
    """Paint a white bar from lower left to upper right across the frame."""
    width = large.get_width() * (0.06 if dashed else 0.08)
    (x0, y0), (x1, y1) = (frame.left - width, frame.bottom), (frame.right + width, frame.top)
    for begin, end in DASHES if dashed else ((0.0, 1.0),):
        bar = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in (begin, end)]
        stroke(large, INK, bar, width * 1.9)
        stroke(large, BAR, bar, width)


def ear_begins(style: SideStyle) -> float:
    """Return how far from the left and the top the turned-down corner begins, in sides of a counter."""
    return _ear_ends(style) - DOG_EAR * 0.92


def _ear_ends(style: SideStyle) -> float:
    return 0.925 if style.cut_corners else 0.99


def paint_spent(large: pygame.Surface, style: SideStyle) -> None:
    """Turn down the lower right corner."""
    side, size = large.get_width(), large.get_width() * DOG_EAR
    far, begins = side * _ear_ends(style), side * ear_begins(style)
    ear = [(far, far - size), (far - size, far), (begins, begins)]
    off = [(far, far - size), (side, far - size), (side, side), (far - size, side), (far - size, far)]
    pygame.draw.polygon(large, (*style.edge, 0), off)
    pygame.draw.polygon(large, PAPER, ear)
    stroke(large, INK, [*ear, ear[0]], OVERSIZE * 0.9)
