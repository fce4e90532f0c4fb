"""Fights as commanders propose them: the chance of one just forecast, the best of a list, a bombardment."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import NOWHERE, OrderKind, Result
from game.rules.scratch import Scratch
from game.scenario.world import LUCK, State, World

PAIRS: Final = LUCK * LUCK
"""Pairs of luck, all equally likely, that an assault may have."""


@rule
def ways_to_win(scratch: Scratch) -> int:
    """Return how many of the PAIRS of luck make the assault just forecast drive the defenders off."""
    ways = 0
    for result in range(Result.WITHDRAWN_ONE, Result.ROUTED + 1):
        ways += int(scratch.forecast[0].results[result])
    return ways


@rule
def most_promising(score: NDArray[np.int64], found: int) -> int:
    """Return the place of the greatest of the first scores, of equal ones the first; NOWHERE if none is above 0."""
    best = NOWHERE
    for i in range(found):
        if score[i] > 0 and (best == NOWHERE or score[i] > score[best]):
            best = i
    return best


@rule
def hex_of_friends(world: World, state: State, target: int, direction: int, side: int) -> int:
    """Return the hex next to a target in a direction if units of a side stand there, else NOWHERE."""
    there = int(world.hexes[target].neighbour[direction])
    if there == NOWHERE or state.hexes[there].top == NOWHERE:
        return NOWHERE
    return there if world.units[int(state.hexes[there].top)].side == side else NOWHERE


@rule
def write_bombardment(scratch: Scratch, unit: int, target: int) -> None:
    """Write into the order that a gun unit shells a hex."""
    order = scratch.order[0]
    order.kind = OrderKind.BOMBARD
    order.target = target
    order.length = 0
    order.count = 1
    order.units[0] = unit
