"""Pointing out: an outline around hexes of the map, a frame around buttons, and an arrow at each.

Their shape, a heavy arrow with a pale rim, tells them apart from all else on the board, not their colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def kept_around(seen: MapSeen, hex_: int) -> pygame.Rect:
    """Return the box around a hex and the arrow that points at it."""
    box, long = box_of(seen, hex_), seen.window.px(LONG + CLEAR)
    return pygame.Rect(box.left, box.top if _is_below(seen, box) else box.top - long, box.width, box.height + long)


def _is_below(seen: MapSeen, box: pygame.Rect) -> bool:
    """Whether there is no room for an arrow above a box."""
    return box.top - seen.window.px(LONG + CLEAR) < seen.map.view.top


def draw_hexes_pointed(surface: pygame.Surface, seen: MapSeen, hexes: Iterable[int]) -> None:
    """Draw what points at hexes of the map, as far as they are in view."""
    clip, view = surface.get_clip(), seen.map.view
    surface.set_clip(view)
    for hex_ in hexes:
        draw_outline(surface, seen.map.camera, frozenset((hex_,)), POINTING, view)
        box = box_of(seen, hex_)
        below = _is_below(seen, box)
        _arrow(surface, seen.window, box.midbottom if below else box.midtop, UP if below else DOWN)
    surface.set_clip(clip)


def draw_spots_pointed(
    surface: pygame.Surface, seen: MapSeen, spots: Iterable[pygame.Rect], taken: Sequence[pygame.Rect]
) -> None:
    """Draw what points at spots of the window, hiding as few as can be of all buttons, whose spots are `taken`."""
    for rect in spots:
        at_edge = rect.left - seen.window.px(LONG) < seen.layout.side.left < rect.left  # it comes from the map then
        point_at(surface, seen.window, rect, RIGHT if at_edge else _way_clear(surface, seen.window, rect, taken))


def _way_clear(surface: pygame.Surface, window: Window, rect: pygame.Rect, taken: Sequence[pygame.Rect]) -> Way:
    """Return the way from below, or that from above if an arrow hides fewer buttons there, or lies in the window."""
    size = window.px(HEAD) * 4 // 3, window.px(LONG + CLEAR)
    below, above = pygame.Rect((0, 0), size), pygame.Rect((0, 0), size)
    below.midtop, above.midbottom = rect.midbottom, rect.midtop
    outer = surface.get_rect()
    costs = [(not outer.contains(box), len(box.collidelistall(taken))) for box in (below, above)]
    return DOWN if costs[1] < costs[0] else UP


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
