"""Pointing out: an outline around hexes of the map, a frame around buttons, and an arrow at each.

Their shape, a heavy arrow with a pale rim, tells them apart from all else on the board, not their colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pygame

from game.desk.window import Window
from game.ui.seen import MapSeen
from game.view.camera import CORNER
from game.view.lettering import Rgb
from game.view.mark_lines import draw_outline
from game.view.theme import HALO

POINTING: Final[Rgb] = (176, 24, 96)
LONG, HEAD, THICK, RIM = 30, 14, 6, 2
"""Length of an arrow, of its head, thickness of its shaft and of its rim, in pixels at scale 1."""
CLEAR: Final = 5
"""Pixels between an arrow and what it points at."""

Way = tuple[int, int]
DOWN: Final[Way] = (0, 1)
UP: Final[Way] = (0, -1)
RIGHT: Final[Way] = (1, 0)


def box_of(seen: MapSeen, hex_: int) -> pygame.Rect:
    """Return the box around a hex in the window; it may lie outside the view."""
    scale = seen.map.scale
    box = pygame.Rect(0, 0, round(scale), round(scale * 2 * CORNER))
    box.center = seen.map.spot_of(hex_)
    return box


def draw_pointed(surface: pygame.Surface, seen: MapSeen, hexes: Iterable[int], spots: Iterable[pygame.Rect]) -> None:
    """Draw what points at hexes of the map, as far as they are in view, and at spots of the window."""
    clip, view = surface.get_clip(), seen.map.view
    surface.set_clip(view)
    for hex_ in hexes:
        draw_outline(surface, seen.map.camera, frozenset((hex_,)), POINTING, view)
        box = box_of(seen, hex_)
        below = box.top - seen.window.px(LONG) < view.top
        _arrow(surface, seen.window, box.midbottom if below else box.midtop, UP if below else DOWN)
    surface.set_clip(clip)
    for rect in spots:
        outside = rect.left - seen.window.px(LONG) < seen.layout.side.left < rect.left  # it hides no other button there
        point_at(surface, seen.window, rect, RIGHT if outside else UP)


def point_at(surface: pygame.Surface, window: Window, rect: pygame.Rect, way: Way) -> None:
    """Draw a frame around a button, and an arrow that comes to it."""
    for colour, more, thick in ((HALO, 8, 5), (POINTING, 6, 3)):
        pygame.draw.rect(surface, colour, rect.inflate(more, more), thick)
    _arrow(surface, window, {RIGHT: rect.midleft, UP: rect.midbottom, DOWN: rect.midtop}[way], way)


def _arrow(surface: pygame.Surface, window: Window, at: tuple[int, int], way: Way) -> None:
    """Draw an arrow that ends a little before a point, on its way there."""
    px, (dx, dy) = window.px, way
    for colour, rim in ((HALO, px(RIM)), (POINTING, 0)):
        tip, neck, end = -px(CLEAR) + rim, -px(CLEAR) - px(HEAD) - rim, -px(CLEAR) - px(LONG) - rim
        wide, thin = px(HEAD) * 2 // 3 + rim, px(THICK) // 2 + rim
        outline = [(tip, 0), (neck, wide), (neck, thin), (end, thin), (end, -thin), (neck, -thin), (neck, -wide)]
        points = [(at[0] + along * dx - across * dy, at[1] + along * dy + across * dx) for along, across in outline]
        pygame.draw.polygon(surface, colour, points)
