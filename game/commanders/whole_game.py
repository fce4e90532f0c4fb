"""Whole games between commanders, player turn by player turn, as fast as they go: no log, no record, no reasons.

A player turn runs inside compiled code. Between two of them Python looks on: a Recorder takes note of what is wanted,
so that what is noted has no part in what is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from game.commanders.player import Player
from game.core.terms import Phase
from game.rules.sequence import begin_game
from game.rules.surveys import survey_supply
from game.scenario.world import State, World


class Played(NamedTuple):
    """A player turn that has just been played and ended."""

    turn: int
    player: Player
    acted: int
    """How often a unit has acted: an order that was carried out counts for every unit that it names."""

    ends_turn: bool
    """Whether it was the last of its turn."""


class Recorder(Protocol):
    """Whoever takes notes of a game."""

    def note(self, turn: int, state: State) -> None:
        """Take note of the state at the end of a turn."""
        ...


def play_game(
    world: World,
    state: State,
    players: Sequence[Player],
    recorder: Recorder | None = None,
    watch: Callable[[], None] | None = None,
) -> None:
    """Play a game from its set-up to its end.

    Parameters
    ----------
    players : by side, as `player.players_of` gives them
    recorder : called at the end of each turn
    watch : called at the end of each player turn, before the recorder
    """
    for player in players:
        player.require(world)
    begin_game(world, state, players[0].scratch)
    for played in player_turns(world, state, players):
        if watch is not None:
            watch()
        if recorder is not None and played.ends_turn:
            recorder.note(played.turn, state)


def play_on(world: World, state: State, players: Sequence[Player]) -> None:
    """Play on to the end of the game from the start of a player turn, or from the middle of one."""
    for player in players:
        player.require(world)
    survey_supply(world, state, players[0].scratch, int(state.clock["active"][0]))
    for _ in player_turns(world, state, players):
        pass


def player_turns(world: World, state: State, players: Sequence[Player]) -> Iterator[Played]:
    """Play on to the end of the game, which the calendar bounds; yield each player turn when it has been ended.

    The supply of the active side lies in the players' buffers, as each end of a turn leaves it for the next.
    """
    phase, clock, active = (state.clock[field] for field in ("phase", "turn", "active"))
    over = int(Phase.OVER)  # a number of numpy's held against a member of an enum takes longer than many a rule
    while phase.item() != over:
        turn, side = clock.item(), active.item()
        player = players[side]
        acted = player.play_turn(world, state, side)
        player.end_turn(world, state)
        yield Played(turn, player, acted, phase.item() == over or clock.item() != turn)
