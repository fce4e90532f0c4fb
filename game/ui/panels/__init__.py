"""The panels around the map. Each is a class of its own file with the four methods of `Panel`.

A panel draws onto its rectangle from the session and the selection, and keeps what it has drawn until `refresh`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pygame

if TYPE_CHECKING:
    from game.ui.board import Board


class Panel(Protocol):
    """A part of the board's window."""

    rect: pygame.Rect

    def refresh(self, board: Board) -> None:
        """Draw anew at the next `draw`: session or selection have changed."""

    def handle(self, event: pygame.event.Event, board: Board) -> bool:
        """Take an event; returns whether it is used up."""
        ...

    def draw(self, surface: pygame.Surface, board: Board) -> None:
        """Draw onto the window."""
