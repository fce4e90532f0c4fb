"""The mouse on a map, on the board and in a replay: what is a click and what a drag."""

from __future__ import annotations

from typing import Final

import pygame

DRAG_FROM: Final = 6
"""Pixels that the pointer must move with a button down before it drags the map."""


class Grip:
    """A button that is held down on a map: it becomes a click, or a drag once the mouse has moved."""

    def __init__(self) -> None:
        self.is_dragging = False
        self._press: tuple[int, tuple[int, int]] | None = None

    def press(self, event: pygame.event.Event) -> None:
        """Take hold."""
        self._press, self.is_dragging = (event.button, event.pos), False

    def move(self, event: pygame.event.Event) -> tuple[int, int]:
        """Return by how many pixels the map is dragged along, across and down.

        It stays where it is if the button has been let go of meanwhile where nobody heard of it.
        """
        if self._press is None:
            return 0, 0
        button, (x, y) = self._press
        if is_up(button, event):
            self.let_go()
            return 0, 0
        if abs(event.pos[0] - x) + abs(event.pos[1] - y) > DRAG_FROM:
            self.is_dragging = True
        return (event.rel[0], event.rel[1]) if self.is_dragging else (0, 0)

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
