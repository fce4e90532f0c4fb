"""A board in a real window, driven by posted events: for tests of turns, animation, estimate and report."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.desk.popups import Popup
from game.desk.settings import Settings
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.scenes import open_window
from game.ui.session import HUMAN, Session

NIGHT_ATTACK = "lake_khasan/night_attack"
FRAME = 1 / 60


class Table:
    """A window with a board, and a hand on its keys and mouse."""

    def __init__(self, soviet: str = HUMAN, japanese: str = "cadet", animation: str = "normal", seed: int = 1) -> None:
        self.window = open_window(Settings(animation=animation, scroll_at_edge=False), (1280, 800))  # type: ignore[arg-type]  # one of four
        self.session = Session.new(load_scenario(NIGHT_ATTACK), seed, {"soviet": soviet, "japanese": japanese})
        self.board = Board(self.session)
        self.window.show(self.board)
        self.window.frame(0.0)

    def key(self, key: int, mod: int = 0, unicode: str = "") -> None:
        """Press a key and let it go, after a rest."""
        self.window.presses.go_on(1.0)
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=mod, unicode=unicode))
        self.window.frame(0.0)

    def click(self, spot: tuple[int, int], button: int = 1) -> None:
        """Click somewhere, after a rest."""
        self.window.presses.go_on(1.0)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=spot, button=button))
        self.window.frame(0.0)

    def press(self, popup: Popup, name: str) -> None:
        """Click a named spot of a window."""
        self.window.frame(0.0)
        self.click(popup.spots(self.board.play)[name].center)

    def until(self, wanted: Callable[[], bool], seconds: float = 60.0) -> None:
        """Let frames pass until something is so."""
        began = pygame.time.get_ticks()
        while not wanted():
            assert pygame.time.get_ticks() - began < 1000 * seconds, "it never came"
            self.window.frame(FRAME)
            pygame.time.wait(1)

    def end_turn(self) -> None:
        """End the turn by keys, though units wait."""
        self.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        if self.board.popups.modal:
            self.key(pygame.K_RETURN)

    def close(self) -> None:
        """Leave the board."""
        self.board.close()
