"""The hand at the mouse: clicks, drags, the wheel, and scrolling by keys and at the edge of the window.

It answers whoever shows the map with what is meant; clicks are told apart from drags by its `Grip`.
"""

from __future__ import annotations

from typing import Final

import pygame

from game.desk.grip import Grip
from game.desk.keys import Action
from game.desk.window import Window
from game.ui.intents import Click, Pan, PointAt, Zoom
from game.ui.seen import MapSeen

EDGE: Final = 4
"""Pixels from the edge of the window at which the map scrolls."""

SPEED: Final = 1000
"""Pixels a second that the map scrolls by keys and at the edge."""

NOTCH: Final = 80
"""Pixels that one notch of a wheel that is turned or tilted sideways scrolls."""

SCROLL_KEYS: Final = (Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN)

LEFT, MIDDLE, RIGHT = 1, 2, 3


def held_scroll(window: Window) -> tuple[int, int]:
    """Return whither the keys that are held scroll: -1, 0 or 1 across and down."""
    held = {action: window.presses.is_held(action, window.keys) for action in SCROLL_KEYS}
    return (
        held[Action.PAN_RIGHT] - held[Action.PAN_LEFT],
        held[Action.PAN_DOWN] - held[Action.PAN_UP],
    )


class Pointer:
    """The mouse over the map of the board, or of a replay."""

    def __init__(self, seen: MapSeen) -> None:
        self.seen = seen
        self.grip = Grip()

    def handle(self, event: pygame.event.Event) -> None:
        """Take an event of the mouse."""
        view = self.seen.map
        if event.type == pygame.MOUSEWHEEL:
            self._roll(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and view.view.collidepoint(event.pos):
            self.grip.press(event)
            self._point(event.pos)  # keys and lists may have pointed elsewhere since it moved
        elif event.type == pygame.MOUSEMOTION:
            right, down = self.grip.move(event)
            self._pan(-right, -down)
            self._point(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP:
            button = self.grip.release(event)
            if button is not None:
                self.seen.answer(Click(button, view.hex_at(event.pos)))

    def _point(self, spot: tuple[int, int]) -> None:
        self.seen.answer(PointAt(self.seen.map.hex_at(spot)))

    def _roll(self, event: pygame.event.Event) -> None:
        """Zoom where the mouse is; a wheel that is turned or tilted sideways scrolls."""
        if event.y:
            self.seen.answer(Zoom(1 if event.y > 0 else -1, pygame.mouse.get_pos()))
        else:
            self._pan(event.x * NOTCH, 0)

    def _pan(self, right: float, down: float) -> None:
        if right or down:
            self.seen.answer(Pan(right, down))

    def scroll(self, seconds: float) -> bool:
        """Scroll the map while an arrow key is down or the pointer is at the edge of the window; whether it moved."""
        window, view = self.seen.window, self.seen.map
        dx, dy = held_scroll(window)
        if window.settings.scroll_at_edge and pygame.mouse.get_focused() and not self.grip.is_dragging:
            x, y = pygame.mouse.get_pos()
            width, height = window.surface.get_size()
            dx += (x >= width - EDGE) - (x < EDGE)
            dy += (y >= height - EDGE) - (y < EDGE)
        before = view.left, view.top
        self._pan(dx * SPEED * seconds, dy * SPEED * seconds)
        return (view.left, view.top) != before
