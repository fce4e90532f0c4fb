"""Who watches random hands: each order, end of a turn and answer needs a fresh press of its own."""

from __future__ import annotations

import pygame

from game.desk.popups import Popup
from game.ui.board import Board
from game.ui.session import HUMAN


class Observer:
    """Counts fresh presses: those of a key that was up and of a button; and what a board has done meanwhile."""

    def __init__(self) -> None:
        self.down: set[int] = set()
        self.fresh = 0
        self._before: tuple[Board, int, list[Popup]] | None = None

    def see(self, event: pygame.event.Event) -> None:
        """Take note of an event before the window does."""
        if event.type == pygame.KEYDOWN and event.key not in self.down:
            self.down.add(event.key)
            self.fresh += 1
        elif event.type == pygame.KEYUP:
            self.down.discard(event.key)
        elif event.type == pygame.MOUSEBUTTONDOWN:
            self.fresh += 1

    def look(self, board: Board | None) -> None:
        """Hold what has happened since the last look against the presses since then."""
        now = None if board is None else (board, done(board), questions(board))
        if now is not None and self._before is not None and self._before[0] is now[0]:
            answered = [asked for asked in self._before[2] if asked not in now[2]]
            acts = max(0, now[1] - self._before[1])
            assert acts <= self.fresh, f"{acts} orders and ends of turns by {self.fresh} presses"
            assert len(answered) <= self.fresh, f"{answered} answered by {self.fresh} presses"
        self._before, self.fresh = now, 0


def done(board: Board) -> int:
    """How many orders and ends of turns of those at the board there have been."""
    players = board.session.players
    return sum(players[step.side] == HUMAN for step in board.session.steps)


def questions(board: Board) -> list[Popup]:
    return [popup for popup in board.popups.shown if popup.modal]
