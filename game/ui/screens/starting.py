"""Opening a board or a replay: what it shows is made in a thread, its map painted too, so that it is sharp at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.desk.land import LandStore
from game.desk.waiting import Waiting
from game.desk.window import Scene
from game.engine.saves import Saved
from game.ui.first_view import first_scale
from game.ui.layout import layout_of
from game.ui.replays.film import Film, film_of
from game.ui.requests import ShowMenu
from game.ui.session import Session
from game.view.ground import ground_now


class Opening(Waiting[tuple[Session, LandStore]]):
    """Makes a session in a thread and opens a board on it."""

    def __init__(
        self, title: str, make: Callable[[], Session], board_of: Callable[[Session, LandStore], Scene]
    ) -> None:
        super().__init__(title, lambda: self._made(make), lambda made: self.here.show(board_of(*made)))

    def _made(self, make: Callable[[], Session]) -> tuple[Session, LandStore]:
        session = make()
        land = LandStore(session.scenario, ground_now(session.scenario, session.game.state))
        view = layout_of(self.here).map
        land.prepare(first_scale(session.game, session.viewer, land.scales, view, self.here.scale))
        return session, land

    def back(self) -> None:
        """Go back to the screen beneath; where a window has begun with the board, to the main menu."""
        if self.here.beneath:
            super().back()
        else:
            self.here.ask(ShowMenu())


class Reading(Waiting[Film]):
    """Reads a replay in a thread and shows it in its own place; one that is damaged or diverges says so."""

    def __init__(self, source: Path | str | Saved, viewer_of: Callable[[Film], Scene]) -> None:
        name = source.source if isinstance(source, Saved) else str(source)
        super().__init__(f"Replay of {Path(name).stem}", lambda: film_of(source), self._show)
        self._viewer_of = viewer_of

    def _show(self, film: Film) -> None:
        self.here.take_off()
        self.here.lay_over(self._viewer_of(film))
