"""The position that the board shows: the session's, or while orders are played back the game as far as they have come.

Map, panels and overlays all read it here (`board.flow.shown`), so that they never tell of different positions. What may
be ordered, taken back or saved is the session's own affair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.terms import NOWHERE
from game.engine.surveys import Reach, reach_of
from game.ui.animation import Playback
from game.ui.session import Session

if TYPE_CHECKING:
    from game.ui.board import Board


def as_far_as(session: Session, playback: Playback) -> Session:
    """Return a session as far as a playback has shown it: its game, and the steps that have led there."""
    own = bool(session.steps) and session.steps[-1] is playback.steps[-1]  # carried out before it is shown
    earlier = session.steps[: -len(playback.steps)] if own else session.steps
    return Session(playback.game, session.players, [*earlier, *playback.steps[: playback.played]])


def aim(board: Board) -> None:
    """Choose the hex where the chosen unit is shown, and find where it can go if the player may order that now."""
    chosen, game = board.selection, board.flow.shown.game
    chosen.reach = None
    if chosen.unit is not None:
        hex_ = int(game.state.units[game.scenario.names.unit_row[chosen.unit]].hex)
        chosen.hex = None if hex_ == NOWHERE else hex_
        chosen.reach = _reach(board, chosen.unit)


def _reach(board: Board, unit: str) -> Reach | None:
    game = board.flow.shown.game
    row = game.scenario.names.unit_row[unit]
    mine = game.world.units[row].side == game.scenario.names.side_row[game.active_side]
    may = board.session.is_humans_turn and board.flow.playback is None
    return reach_of(game, unit) if mine and may and game.state.units[row].hex != NOWHERE else None
