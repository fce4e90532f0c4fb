"""The first screen of a window that goes straight to a battle: waits for it, with the main menu as the way back."""

from __future__ import annotations

from collections.abc import Callable

from game.ui.session import Session
from game.ui.waiting import Waiting


class Starting(Waiting[Session]):
    """Makes a session in a thread and opens the board on it."""

    def __init__(self, title: str, job: Callable[[], Session]) -> None:
        super().__init__(title, job, self._show)

    def back(self) -> None:
        """There is nothing beneath: go to the main menu."""
        from game.ui.menu import MainMenu

        self.here.show(MainMenu())

    def _show(self, session: Session) -> None:
        from game.ui.board import Board

        self.here.show(Board(session))
