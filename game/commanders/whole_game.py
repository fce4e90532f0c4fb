"""Games from the first order to the last inside compiled code, and one side-turn for those who watch.

A commander is a number here; `roster` has the names.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.at_random import random_turn
from game.commanders.cadet import cadet_turn
from game.commanders.mind import Mind
from game.core._jit import entry, rule
from game.core.terms import SIDES, Phase
from game.rules.areas import holder
from game.rules.scratch import Scratch
from game.rules.sequence import begin_game, end_side_turn
from game.scenario.world import KINDS, State, World

RANDOM: Final = 0
CADET: Final = 1
OVER: Final = int(Phase.OVER)
LAST_TURN: Final = 3


@entry
def play_side_turn(world: World, state: State, scratch: Scratch, mind: Mind, commander: int) -> None:
    """Let a commander give its orders for the active side; the turn is not ended."""
    if commander == CADET:
        cadet_turn(world, state, scratch, mind)
    else:
        random_turn(world, state, scratch)


@rule
def take_notes(world: World, state: State, turn: int, losses: NDArray[np.int32], holders: NDArray[np.int8]) -> None:
    """Write down, at the end of a turn, what has been lost and who holds what."""
    for side in range(SIDES):
        for kind in range(KINDS):
            losses[turn, side, kind] = state.sides[side].losses[kind]
    for area in range(len(world.areas)):
        holders[turn, area] = holder(world, state, area)


@entry
def play_game(
    world: World,
    state: State,
    scratch: Scratch,
    mind: Mind,
    commanders: NDArray[np.int64],
    losses: NDArray[np.int32],
    holders: NDArray[np.int8],
) -> int:
    """Play a game from its set-up to its end; returns the number of side-turns played.

    Parameters
    ----------
    commanders : (SIDES,) the commander of each side
    losses : (T, SIDES, KINDS) filled with the cumulative losses at the end of each turn
    holders : (T, A) filled with the holder of each area at the end of each turn

    The calendar bounds the loop: every game ends.
    """
    begin_game(world, state, scratch)
    side_turns = 0
    for _ in range(2 * (int(world.frame[LAST_TURN]) + 1)):
        turn = int(state.clock[0].turn)
        play_side_turn(world, state, scratch, mind, int(commanders[int(state.clock[0].active)]))
        end_side_turn(world, state, scratch)
        side_turns += 1
        if state.clock[0].phase == OVER or state.clock[0].turn != turn:
            take_notes(world, state, turn, losses, holders)
        if state.clock[0].phase == OVER:
            break
    return side_turns
