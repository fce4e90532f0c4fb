"""The focus: which thing on a page or in a question the keys press, how keys lead it on, and how it is seen.

Tab and Shift+Tab go through everything in the order of reading, arrows to what lies next in their direction; Enter and
Space press. Whoever has a focus says where its stops are: name -> place in the window, only those that can be used.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

import pygame

from game.desk.keys import key_of
from game.view.theme import INK, PAPER

PRESSES: Final = ("enter", "space")
"""Keys that press, with nothing held beside them."""

ARROWS: Final = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}

ASIDE: Final = 3
"""How much farther away a stop seems for each pixel that it lies off the line."""

Name = TypeVar("Name", bound=Hashable)


def presses(event: pygame.event.Event) -> bool:
    """Whether a key presses what has the focus."""
    return key_of(event) in PRESSES


def moved(event: pygame.event.Event, stops: Mapping[Name, pygame.Rect], here: Name | None) -> Name | None:
    """Return where the focus goes by a key; None if the key leads nowhere."""
    if event.key == pygame.K_TAB:
        return _next(stops, here, -1 if event.mod & pygame.KMOD_SHIFT else 1)
    if event.key in ARROWS and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
        return _towards(stops, here, ARROWS[event.key])
    return None


def draw_focus(surface: pygame.Surface, rect: pygame.Rect) -> None:
    """Draw a frame around what has the focus: a dark line and a bright one, seen on any ground without colours."""
    pygame.draw.rect(surface, PAPER, rect.inflate(4, 4), 2)
    pygame.draw.rect(surface, INK, rect.inflate(10, 10), 3)


def _next(stops: Mapping[Name, pygame.Rect], here: Name | None, step: int) -> Name | None:
    names = sorted(stops, key=lambda name: (stops[name].top, stops[name].left))
    if not names:
        return None
    if here not in names:
        return names[0 if step > 0 else -1]
    return names[(names.index(here) + step) % len(names)]


def _towards(stops: Mapping[Name, pygame.Rect], here: Name | None, way: tuple[int, int]) -> Name | None:
    """Return the nearest stop in a direction."""
    if here is None or here not in stops:
        return _next(stops, None, 1)
    start = stops[here]
    ahead = {name: _distance(start, rect, way) for name, rect in stops.items() if name != here}
    reached = {name: distance for name, distance in ahead.items() if distance is not None}
    return min(reached, key=lambda name: reached[name], default=None)


def _distance(start: pygame.Rect, end: pygame.Rect, way: tuple[int, int]) -> int | None:
    """Return how far an end seems in a direction, None if it does not lie there."""
    across, down = end.centerx - start.centerx, end.centery - start.centery
    gap_across = max(0, end.left - start.right, start.left - end.right)
    gap_down = max(0, end.top - start.bottom, start.top - end.bottom)
    if way[0]:
        on, off = across * way[0], gap_down
    else:
        on, off = (down * way[1] if gap_down or not gap_across else 0), gap_across
    return on + ASIDE * off if on > 0 else None
