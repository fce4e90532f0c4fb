"""The sequence of play (rulebook 2): whose turn it is, fresh units, the luck of a turn, the end."""

from __future__ import annotations

from game.core._jit import rule
from game.rules.effects import log
from game.scenario.world import State


@rule
def begin_side(state: State, turn: int, side: int) -> None:
    """Hand the orders to a side."""
    clock = state.clock[0]
    clock.turn = turn
    clock.active = side
    clock.draws = 0
    log.turn_began(state, turn=turn, side=side)


@rule
def refresh_unit(state: State, unit: int, points: int) -> None:
    """Give a unit its movement for a new turn of its side."""
    row = state.units[unit]
    row.mp_left = points
    row.attacked = 0
    row.moved = 0
    row.pinned = 0
    row.defended = 0


@rule
def next_draw(state: State) -> int:
    """Return the number that keeps this assault's or bombardment's luck apart from the others of the player turn."""
    clock = state.clock[0]
    n = int(clock.draws)
    clock.draws = n + 1
    return n


@rule
def end_game(state: State, phase: int, level: int) -> None:
    """Close the game at a victory level."""
    clock = state.clock[0]
    clock.phase = phase
    clock.level = level
    first, second = int(state.sides[0].points), int(state.sides[1].points)
    log.ended(state, level=level, first_points=first, second_points=second)
