"""The turns at the board: ending one's own, the commander's in the background, the next player's, the end of the game.

A commander plays on a copy of the game in a thread; then its steps are shown on the map one by one, and only at the end
does the session take the played game over. Until then the session holds the position before the opponent's turn, so
that a window closed at any moment has lost nothing but thoughts.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from game.commanders.roster import DEFAULT
from game.core.errors import CommanderError, SaveError
from game.desk.keys import Action
from game.desk.presses import REST_OF_TURN
from game.desk.questions import Question
from game.desk.sheets import Button
from game.engine.game import Game
from game.engine.replay import Step
from game.ui.chart import Ways
from game.ui.choosing import Choosing
from game.ui.intents import EndTurn
from game.ui.mail.mailing import Arrived, Mailing
from game.ui.ordering import Ordering
from game.ui.panels.happened import Happened
from game.ui.play import Play
from game.ui.playback.happenings import entries_of
from game.ui.playback.passages import is_worth_showing
from game.ui.playback.playing_intents import ShowAgain
from game.ui.playback.showing import Showing
from game.ui.questions import IdleUnits
from game.ui.saves.save_folder import save_session
from game.ui.screens.report import Report
from game.ui.seats import Seats
from game.ui.session import Session
from game.ui.thinking import Thinking
from game.view.looks import localised
from game.view.marks import Marks


class Turns:
    """Whose turn it is in one play, and what happens between the player's turns."""

    def __init__(self, play: Play, choosing: Choosing, showing: Showing, orders: Ordering) -> None:
        self.play = play
        self.choosing = choosing
        self.showing = showing
        self.orders = orders
        self.seats = Seats(play, choosing)
        self.mailing = Mailing(play)
        self.thinking: Thinking | Arrived | None = None
        self._played: tuple[Game, list[Step]] | None = None
        self._is_reported = False
        self._tells_again = False

    def ways(self) -> Ways:
        """Return how intents are carried out that are about whole turns."""
        return {EndTurn: self.end, ShowAgain: lambda _: self.show_again()}

    @property
    def shows_opponent(self) -> bool:
        """Whether a commander's turn is being shown, which the session has not taken over yet."""
        return self._played is not None

    @property
    def busy(self) -> bool:
        """Whether a commander thinks or its turn is being shown."""
        return self.thinking is not None or self.shows_opponent

    def close(self) -> None:
        """Let go of everything; a thought that is still being thought is forgotten."""
        self.thinking = self._played = self.play.playback = self.showing.followed = None

    def go_on(self) -> None:
        """Go on: take over what has been shown, begin the next turn, announce the end of the game."""
        session = self.play.session
        if self.play.playback is not None:
            if self.showing.is_over:
                self._take_over()
        elif self.thinking is not None:
            if self.thinking.done:
                self._show_thoughts(self.thinking)
        elif (arrived := self.mailing.look()) is not None:
            self.thinking = arrived
        elif session.game.outcome is not None:
            guide = self.play.guide
            if not self._is_reported and (guide is None or guide.is_over):  # what a course says at its end comes first
                self.show_report()
        elif not session.awaits_mail and not session.is_humans_turn:
            self.thinking = Thinking(session.game, session.players[session.game.active_side])

    # --- the player's turn ------------------------------------------------------------------------------------------

    def end(self, intent: EndTurn) -> None:
        """End the turn; unless that is sure, ask first if units, an attack or the staff still wait for orders.

        After the end of the game, show the report.
        """
        session, draft = self.play.session, self.play.selection.draft
        if session.game.outcome is not None:
            self.show_report()
        elif session.awaits_mail and not self.busy:
            self.mailing.show()
        elif self.orders.may_order():
            now = session.awaiting()
            if not intent.sure and (now.asked or now.unled or (draft is not None and draft.is_composed)):
                self.play.popups.show(IdleUnits(self.play, now.asked, now.left_out, now.unled))
            else:
                self.end_turn()

    def end_turn(self) -> None:
        """Close the player turn of a player at the board."""
        session = self.play.session
        side = session.game.active_side
        self.showing.stop()
        self._close(Happened)
        session.end_turn()
        self._begin()
        if session.is_humans_turn and session.game.active_side != side:
            self.seats.get_up(side)
            self._hand_over()

    def _hand_over(self) -> None:
        session = self.play.session
        names = localised(session.scenario).names
        side = names.side_adjectives[names.side_row[session.game.active_side]]
        words = [f"It is the {side} player's turn. Pass the mouse, then press Ready."]
        answers: list[Button] = [("ready", "Ready", self._sit_down)]
        self.play.popups.show(Question(self.play, f"Hand over to the {side} player", words, answers))

    def _sit_down(self) -> None:
        self.seats.sit_down(self.play.session.game.active_side)
        self._tell()

    # --- the commander's turn ---------------------------------------------------------------------------------------

    def _show_thoughts(self, thinking: Thinking | Arrived) -> None:
        """Show what the commander has ordered, or take it over at once."""
        self.thinking = None
        if isinstance(thinking.error, CommanderError):
            self._relieve(thinking.side, thinking.error)
            return
        if thinking.error is not None:
            raise thinking.error
        self._played = thinking.game, thinking.steps
        is_seen = any(is_worth_showing(step) for step in thinking.steps)
        if not is_seen or not self.showing.show_turn(self.play.session.game, thinking.steps):
            self._take_over()

    def show_again(self) -> None:
        """Show the last turn of a commander once more; then list again what happened in it."""
        last_turn = self.play.session.last_turn
        if last_turn is None or self.busy:
            return
        if not any(is_worth_showing(step) for step in last_turn[1]):
            self.play.say("The last turn had nothing that could be shown on the map: nobody marched or fought.")
        else:
            self.showing.stop()
            self._close(Happened)
            self._tells_again = self.showing.show_turn(*last_turn, again=True)

    def _relieve(self, side: str, fault: CommanderError) -> None:
        """A commander of one's own has failed: another one leads, from where its turn began."""
        self.play.session.players[side] = DEFAULT
        words = [f"{fault}.", f"Nothing of its turn was carried out. The {DEFAULT} leads its side from now on."]
        self.play.popups.show(Question(self.play, "The commander has failed", words, [("go_on", "Continue", None)]))

    def _take_over(self) -> None:
        """The showing has ended: the session takes over what was played."""
        self.showing.stop()
        if self._played is None:
            if self._tells_again:
                self._tells_again = False
                self._tell()
            return
        game, steps = self._played
        self._played = None
        self.play.session.take_over(game, steps)
        self._begin()
        if self.play.session.is_humans_turn:
            self._tell()

    # --- the next turn ----------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """A turn begins. No press that was meant for what was before may count in a person's, nor after the end.

        In a commander's turn every press is welcome: its caption says that any key goes on.
        """
        session = self.play.session
        self.play.marks = Marks()
        self.choosing.select(None)
        self.play.selection.task = None  # it was for the units of whose turn it was, and as they stood then
        if self.play.is_open and (session.is_humans_turn or session.game.outcome is not None):
            self.play.window.hush(REST_OF_TURN)

    def _tell(self) -> None:
        """Open the list of what happened, if anything has."""
        if entries_of(self.play.shown):
            self.play.popups.show(Happened(self.play))

    def say_too_soon(self, action: Action) -> None:
        """Say that a key has done nothing, because it was pressed for what was there before."""
        if action is Action.END_TURN:
            key = self.play.window.keys.shown(action)
            self.play.say(f"Your turn has just begun. To end it, let the keys rest, then press {key} again.")
        else:
            self.play.say("That key was pressed for what was here before. Let the keys rest, then press it again.")

    def show_report(self) -> None:
        """Open the report of a game that is over."""
        if self.play.session.game.outcome is not None and self.play.popups.find(Report) is None:
            self._is_reported = True
            self.play.popups.show(Report(self.play, partial(keep_replay, self.play.session)))

    def _close(self, kind: type[Happened]) -> None:
        found = self.play.popups.find(kind)
        if found is not None:
            self.play.popups.close(found)


def keep_replay(session: Session) -> str:
    """Write the game, which is its own replay, among the named saves; return in words what has come of it."""
    name = f"{session.scenario.title}, seed {session.game.seed}, {datetime.now():%d %b %H.%M.%S}"
    try:
        return f"Saved as '{save_session(session, name).stem}'; the menu has it under Replay."
    except SaveError as error:
        return f"Not saved: {error}"
