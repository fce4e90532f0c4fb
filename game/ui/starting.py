"""Opening a board: the session is made and its map is painted in a thread, so that the board is sharp when it comes."""

from __future__ import annotations

from collections.abc import Callable

from game.desk.land import LandStore
from game.desk.waiting import Waiting
from game.ui.board import Board
from game.ui.first_view import first_scale
from game.ui.layout import layout_of
from game.ui.session import Session


class Opening(Waiting[tuple[Session, LandStore]]):
    """Makes a session in a thread and opens the board on it; `dress` is done to the board before it is shown."""

    def __init__(self, title: str, make: Callable[[], Session], dress: Callable[[Board], None] | None = None) -> None:
        super().__init__(title, lambda: self._made(make), self._open)
        self._dress = dress

    def _made(self, make: Callable[[], Session]) -> tuple[Session, LandStore]:
        session = make()
        land = LandStore(session.scenario)
        view = layout_of(self.here).map
        land.prepare(first_scale(session.game, land.scales, view, self.here.scale))
        return session, land

    def _open(self, made: tuple[Session, LandStore]) -> None:
        board = Board(*made)
        if self._dress is not None:
            self._dress(board)
        self.here.show(board)


class Starting(Opening):
    """The first screen of a window that goes straight to a battle, with the main menu as the way back."""

    def back(self) -> None:
        """There is nothing beneath: go to the main menu."""
        from game.ui.menu import MainMenu

        self.here.show(MainMenu())
