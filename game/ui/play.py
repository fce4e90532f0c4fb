"""A game in play at the board: what is true of it, what is chosen, what stands in the window. Panels see it as `Seen`.

The parts of the board (choosing, ordering, turns, ...) read and change it; whatever changes says so by `refresh`.
"""

from __future__ import annotations

from typing import Final

import pygame

from game.commanders.estimate import Findings
from game.commanders.standing_orders import StandingOrders
from game.desk.land import LandStore
from game.desk.map_view import MapView
from game.desk.popups import Popups
from game.desk.rule_texts import sections
from game.desk.window import Window
from game.engine.service import ServiceRoll
from game.ui.chart import Chart
from game.ui.command.proposals import Proposals
from game.ui.first_view import look_first
from game.ui.layout import layout_of
from game.ui.panels import Panel
from game.ui.playback.animation import Playback
from game.ui.service_book import ServiceBook
from game.ui.session import Session, Shown, read_ahead
from game.ui.tutorial.walkthrough import Walkthrough
from game.view.marks import Marks

SAID_FOR: Final = 10.0
"""Seconds that a message stays in the bottom line."""


class Play(Chart):
    """What there is on one board."""

    def __init__(self, session: Session, land: LandStore | None = None) -> None:
        super().__init__()
        self.session = session
        self.popups = Popups()
        self.panels: list[Panel] = []
        self.playback: Playback | None = None
        self.marks = Marks()
        """What a list has marked on the map."""
        self.findings: Findings | None = None
        self.guide: Walkthrough | None = None
        self.proposals: Proposals | None = None
        """What the staff has proposed last."""
        self._book = ServiceBook()
        self.is_card_open = False
        self.tip = ""
        self.is_renewed = True
        """Whether there may be something new to draw."""
        self._land = land
        self._said_for = 0.0
        self._now: tuple[object, ...] = ()
        self._shown: Shown

    def open(self, window: Window) -> None:
        """Lay out the map for the window."""
        self.window, self.layout = window, layout_of(window, has_tools=True)
        if not self.is_open:
            self.map = MapView(self.session.scenario, self.layout.map, self._land, window.scale)
            look_first(self.map, self.game, self.session.viewer, window.scale)
            self._read_ahead()
        else:
            self.map.resize(self.layout.map)
        self.map.show_grid, self.map.show_labels = window.settings.grid, window.settings.labels

    def _read_ahead(self) -> None:
        """See to what the first click on a unit would have to wait for: compiled rules, records, texts of rules."""
        read_ahead(self.game)
        self.roll()
        sections()

    def close(self) -> None:
        """Let go of the map."""
        if self.is_open:
            self.map.land.close()

    # --- what is seen -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> Shown:
        """The session as far as it has been played back, or as it is; what its viewer does not know left out."""
        session, playback = self.session, self.playback
        played = playback.played if playback is not None else 0
        now = session.game, len(session.steps), session.viewer, playback, played
        if now != self._now:
            self._now = now
            self._shown = as_it_is(session) if playback is None else as_far_as(session, playback)
        return self._shown

    @property
    def is_showing(self) -> bool:
        """Whether orders are being played back on the map."""
        return self.playback is not None

    @property
    def may_order(self) -> bool:
        """Whether it is the player's turn to give orders."""
        return self.session.is_humans_turn

    def roll(self) -> ServiceRoll:
        """Return what every unit has done, as far as the game is shown."""
        return self._book.roll_of(self.shown)

    @property
    def standing(self) -> StandingOrders:
        """What formations have been ordered to do by whose turn it is, or by the only person who plays."""
        side = self.session.person or self.session.game.active_side
        return self.session.standing_of(side)

    @property
    def may_undo(self) -> bool:
        """Whether there is something that the player can take back."""
        return self.may_order and self.session.why_no_undo is None

    @property
    def may_redo(self) -> bool:
        """Whether there is something that the player has taken back and can order again."""
        return self.may_order and self.session.can_redo

    @property
    def kept_clear(self) -> tuple[pygame.Rect, ...]:
        """Where the sheet of the tutorial stands, and what it points at."""
        return () if self.guide is None or self.guide.is_over else self.guide.kept_clear(self)

    # --- what changes -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Have everything redrawn: the position or the selection has changed."""
        super().refresh()
        self.refresh_panels()
        self.popups.refresh(self)

    def refresh_panels(self) -> None:
        """Have the panels redrawn where something has changed."""
        self.is_renewed = True
        for panel in self.panels:
            panel.refresh(self)

    def explain(self, tip: str) -> None:
        """Say in the bottom line what a click on the term under the pointer does."""
        self.tip = tip
        self.refresh_panels()

    def say(self, message: str, is_error: bool = False) -> None:
        """Say something to the player in the bottom line."""
        self.selection.message, self.selection.is_error = message, is_error
        self._said_for = 0.0
        self.refresh()

    def let_message_go(self, seconds: float) -> None:
        """Take the message away after a while."""
        self._said_for += seconds
        if self.selection.message and self._said_for > SAID_FOR:
            self.say("")


def as_it_is(session: Session) -> Shown:
    """Return a session as its viewer knows it now."""
    game = session.game.seen_by(session.viewer)
    return Shown(game, session.players, list(session.steps), may_show_again=session.last_turn is not None)


def as_far_as(session: Session, playback: Playback) -> Shown:
    """Return a session as far as a playback has shown it: its game, and the steps that have led there."""
    carried_out = (place for place in reversed(range(len(session.steps))) if session.steps[place] is playback.steps[0])
    earlier = session.steps[: next(carried_out, len(session.steps))]
    return Shown(playback.game, session.players, [*earlier, *playback.steps[: playback.played]])
