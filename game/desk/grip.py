"""The mouse on a map, on the board and in a replay: what is a click and what a drag, and what the wheel does."""

from __future__ import annotations

from typing import Final

import pygame

from game.desk.map_view import MapView

DRAG_FROM: Final = 6
"""Pixels that the pointer must move with a button down before it drags the map."""

NOTCH: Final = 80
"""Pixels that one notch of a wheel that is turned sideways scrolls."""


class Grip:
    """A button that is held down on a map: it becomes a click, or a drag once the mouse has moved."""

    def __init__(self) -> None:
        self.is_dragging = False
        self._press: tuple[int, tuple[int, int]] | None = None

    def press(self, event: pygame.event.Event) -> None:
        """Take hold."""
        self._press, self.is_dragging = (event.button, event.pos), False

    def move(self, event: pygame.event.Event, view: MapView) -> None:
        """Drag the map along, unless the button has been let go of meanwhile where nobody heard of it."""
        if self._press is None:
            return
        button, (x, y) = self._press
        if is_up(button, event):
            self.let_go()
            return
        if abs(event.pos[0] - x) + abs(event.pos[1] - y) > DRAG_FROM:
            self.is_dragging = True
        if self.is_dragging:
            view.pan(-event.rel[0], -event.rel[1])

    def release(self, event: pygame.event.Event) -> int | None:
        """Let go; return the button if that was a click."""
        pressed, dragged = self._press, self.is_dragging
        self.let_go()
        return event.button if pressed is not None and pressed[0] == event.button and not dragged else None

    def let_go(self) -> None:
        """Forget the button that is down: a drag ends, and what was pressed is no click."""
        self._press, self.is_dragging = None, False


def is_up(button: int, moved: pygame.event.Event) -> bool:
    """Whether a motion of the mouse shows that a button is up, though nobody has heard that it was let go of."""
    return button <= len(moved.buttons) and not moved.buttons[button - 1]


def roll(event: pygame.event.Event, view: MapView) -> None:
    """Zoom a map by the wheel where the mouse is; a wheel that is turned or tilted sideways scrolls."""
    if event.y:
        view.zoom(1 if event.y > 0 else -1, pygame.mouse.get_pos())
    elif event.x:
        view.pan(event.x * NOTCH, 0)
