"""Playing by mail at the board: when the page of the turn file is due, and the other player's turn once it has come.

What the other one has ordered is shown as a commander's turn is: his orders are played on a copy of the game, and the
session takes that over at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.core.errors import SaveError
from game.engine.game import Game
from game.engine.replay import Step
from game.engine.turn_files import TurnFile, proof, record_of
from game.ui.mail.mail_folder import own_side, require_true_to_kept
from game.ui.play import Play
from game.ui.requests import ShowMail
from game.ui.session import MAIL, Session

SENT_ALREADY: Final = "You have sent this turn already: orders given here go nowhere. Load has the game as it stands."


@dataclass(frozen=True)
class Arrived:
    """A player turn that has come by mail, as `Thinking` has that of a commander."""

    side: str
    game: Game
    steps: list[Step]
    done: bool = True
    error: BaseException | None = None


class Mailing:
    """The mail of one play."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self._looked: tuple[int, int] | None = None

    def look(self) -> Arrived | None:
        """Return the other player's turn if it has come; else show the page of the turn file once, where it is due.

        In a position from before a turn that has been sent it is said that it has been.
        """
        session = self.play.session
        now = id(session.game), len(record_of(session.game))
        if now == self._looked or session.mailed is None or MAIL not in session.players.values():
            return None
        self._looked = now
        return self._found(session)

    def show(self) -> None:
        """Show the page of the turn file."""
        self.play.window.ask(ShowMail(self.play.session))

    def _found(self, session: Session) -> Arrived | None:
        try:
            kept = require_true_to_kept(session)
            arrived = arrived_after(session, kept)
        except SaveError as error:
            self.play.say(f"{error}.", True)
            kept, arrived = None, None
        sent = 0 if kept is None else len(kept.record)
        if session.is_humans_turn and sent > len(record_of(session.game)):
            self.play.say(SENT_ALREADY, True)
        is_sent = sent >= len(record_of(session.game))
        if arrived is None and has_page(session) and (session.awaits_mail or not is_sent):
            self.show()
        return arrived


def has_page(session: Session) -> bool:
    """Whether there is a turn file to be written of a game: orders are to come by mail, or the last were given here."""
    if session.mailed is None or MAIL not in session.players.values():
        return False
    record = record_of(session.game)
    return session.awaits_mail or (not session.is_humans_turn and record[-1].side == own_side(session))


def arrived_after(session: Session, kept: TurnFile | None) -> Arrived | None:
    """Return the player turn that follows on a session's game in what was exchanged, None if none does.

    Raises
    ------
    SaveError : its orders do not lead where it says.
    """
    place = len(record_of(session.game))
    if kept is None or not session.awaits_mail or place >= len(kept.record):
        return None
    game = session.game.copy()
    next_one = TurnFile(kept.scenario, kept.seed, kept.luck, kept.match, kept.record[: place + 1], kept.source)
    return Arrived(kept.record[place].side, game, list(proof(next_one, game)))
