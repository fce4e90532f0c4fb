"""The panels around the map. Each is a class of its own file with the four methods of `Panel`.

A panel draws onto its rectangle what it gets as `Seen`, keeps what it has drawn until `refresh`, and answers what a
click means with an `Intent`.
"""

from __future__ import annotations

from typing import Protocol

import pygame

from game.ui.seen import Seen


class Panel(Protocol):
    """A part of the board's window."""

    rect: pygame.Rect

    def refresh(self, seen: Seen) -> None:
        """Redraw at the next `draw`: session or selection have changed."""

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Take an event; returns whether it is used up."""
        ...

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw onto the window."""
