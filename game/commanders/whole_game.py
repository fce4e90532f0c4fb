"""Commanders at work inside compiled code: one proposes an order, it is given, until no more is proposed.

A commander is a number here; `roster` has the names. A commander never writes the state: it writes `scratch.order`, and
what drives the game gives that order by the same door as a player's.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.at_random import next_at_random
from game.commanders.cadet import next_of_cadet
from game.commanders.mind import TRACED, Mind, open_page
from game.core._jit import entry, rule
from game.core.terms import SIDES, OrderKind, Phase, Status
from game.rules.areas import owned_in
from game.rules.orders import give
from game.rules.scratch import Scratch
from game.rules.sequence import begin_game, end_side_turn
from game.scenario.world import KINDS, State, World

RANDOM: Final = 0
CADET: Final = 1
OVER: Final = int(Phase.OVER)
PRESENT: Final = int(Status.PRESENT)
MOVE: Final = int(OrderKind.MOVE)
FIRST_TURN: Final = 2
LAST_TURN: Final = 3
"""Places in `world.frame`."""

ORDERS_EACH: Final = 4
"""Orders for each unit of both sides that a commander may propose in a side-turn; a bound, never met."""


@entry
def next_order(world: World, state: State, scratch: Scratch, mind: Mind, commander: int) -> int:
    """Write a commander's next order for the active side into `scratch.order`; returns 0 when it has no more.

    `mind.open_page` comes before the first of a side-turn; each order is given before the next is asked for.
    """
    if commander == CADET:
        return next_of_cadet(world, state, scratch, mind)
    return next_at_random(world, state, scratch, mind)


@rule
def take_notes(world: World, state: State, turn: int, losses: NDArray[np.int32], owned: NDArray[np.int16]) -> None:
    """Write down, at the end of a turn, what has been lost and who owns what."""
    for side in range(SIDES):
        for kind in range(KINDS):
            losses[turn, side, kind] = state.sides[side].losses[kind]
        for area in range(len(world.areas)):
            owned[turn, area, side] = owned_in(world, state, area, side)


@rule
def units_on_map(world: World, state: State, side: int) -> int:
    """Return how many units a side has on the map."""
    count = 0
    for unit in range(len(world.units)):
        if state.units[unit].status == PRESENT and world.units[unit].side == side:
            count += 1
    return count


@entry
def play_on(
    world: World,
    state: State,
    scratch: Scratch,
    mind: Mind,
    commanders: NDArray[np.int64],
    losses: NDArray[np.int32],
    owned: NDArray[np.int16],
    side_turns: int,
) -> int:
    """Play on from the start of a side-turn, for so many side-turns or to the end; returns the unit-actions.

    A unit-action is a unit on the map that its commander decides about in its side-turn, or a unit sent into a fight.

    Parameters
    ----------
    commanders : (SIDES,) the commander of each side
    losses : (T, SIDES, KINDS) filled with the cumulative losses at the end of each turn
    owned : (T, A, SIDES) filled with the hexes of each area, without water, that each side owns at the end of each turn
    """
    actions = 0
    for number in range(side_turns):
        if state.clock[0].phase == OVER:
            break
        turn = int(state.clock[0].turn)
        open_page(mind)
        if number > 0:  # the end of the last side-turn has traced supply for this one
            mind.page[TRACED] = 1
        actions += units_on_map(world, state, int(state.clock[0].active))
        for _ in range(ORDERS_EACH * len(world.units)):
            if next_order(world, state, scratch, mind, int(commanders[int(state.clock[0].active)])) == 0:
                break
            if scratch.order[0].kind != MOVE:
                actions += int(scratch.order[0].count)
            give(world, state, scratch)
        end_side_turn(world, state, scratch)
        if state.clock[0].phase == OVER or state.clock[0].turn != turn:
            take_notes(world, state, turn, losses, owned)
    return actions


def play_game(
    world: World,
    state: State,
    scratch: Scratch,
    mind: Mind,
    commanders: NDArray[np.int64],
    losses: NDArray[np.int32],
    owned: NDArray[np.int16],
) -> int:
    """Play a game from its set-up to its end; as `play_on`. The calendar bounds it: every game ends."""
    begin_game(world, state, scratch)
    turns = int(world.frame[LAST_TURN]) - int(world.frame[FIRST_TURN]) + 1
    return int(play_on(world, state, scratch, mind, commanders, losses, owned, SIDES * turns))
