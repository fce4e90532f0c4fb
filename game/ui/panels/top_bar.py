"""The bar at the top: turn, date, light, whose turn it is, points of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.view.lettering import Face, Rgb, write
from game.view.sheet import moment
from game.view.theme import FRAME, INK, PAPER, side_styles

if TYPE_CHECKING:
    from game.ui.board import Board


class TopBar:
    """One bar over the whole width."""

    def __init__(self, rect: pygame.Rect) -> None:
        self.rect = rect
        self._picture: pygame.Surface | None = None

    def refresh(self, board: Board) -> None:
        """Draw anew at the next `draw`."""
        self._picture = None

    def handle(self, event: pygame.event.Event, board: Board) -> bool:
        """The bar takes no events."""
        return False

    def draw(self, surface: pygame.Surface, board: Board) -> None:
        """Draw the bar."""
        if self._picture is None:
            self._picture = self._painted(board)
        surface.blit(self._picture, self.rect)

    def _painted(self, board: Board) -> pygame.Surface:
        game, names = board.session.game, board.session.scenario.names
        picture = pygame.Surface(self.rect.size)
        picture.fill(PAPER)
        pygame.draw.line(picture, FRAME, (0, self.rect.height - 1), (self.rect.width, self.rect.height - 1))
        size = round(self.rect.height * 0.5)
        x = 12
        styles = side_styles(names.sides)
        active = names.side_row[game.active_side]
        points = game.points()
        score = " : ".join(f"{names.side_adjectives[row]} {points[side]}" for row, side in enumerate(names.sides))
        parts: list[tuple[str, Rgb, Face]] = [
            (moment(game.scenario, game.state), INK, "Bold"),
            (f"{names.side_adjectives[active]} orders", styles[active].body, "Bold"),
            (f"points {score}", INK, "Regular"),
        ]
        for text, ink, face in parts:
            letters = write(text, face, size, ink)
            picture.blit(letters, (x, (self.rect.height - letters.get_height()) // 2))
            x += letters.get_width() + 28
        return picture
