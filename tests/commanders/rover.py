"""A commander as somebody may write one: every unit marches as far as it can get, and nobody fights."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.commanders.commander import Commander
from game.commanders.player import MOST_ORDERS
from game.core._jit import entry
from game.core.terms import Status
from game.rules.movement import can_end, write_move
from game.rules.orders import carry_out, find_reach
from game.rules.scratch import Scratch
from game.scenario.world import State, World


class Memory(NamedTuple):
    """What the rover keeps in mind of a player turn."""

    looked_at: NDArray[np.int64]  # (1,) units that have been looked at


@entry
def begin_turn(world: World, state: State, scratch: Scratch, memory: Memory) -> None:
    """Begin a player turn."""
    memory.looked_at[0] = 0


@entry
def next_order(world: World, state: State, scratch: Scratch, memory: Memory) -> int:
    """Write the next march into `scratch.order`; returns 0 when there is no more."""
    while memory.looked_at[0] < len(world.units):
        unit = int(memory.looked_at[0])
        memory.looked_at[0] += 1
        if state.units[unit].status != Status.PRESENT or world.units[unit].side != state.clock[0].active:
            continue
        found = find_reach(world, state, scratch, unit)
        farthest = int(scratch.search.reached[found - 1])
        if found > 1 and can_end(world, state, unit, farthest) == 1 and write_move(scratch, unit, farthest) > 0:
            return 1
    return 0


@entry
def play_turn(world: World, state: State, scratch: Scratch, memory: Memory) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    begin_turn(world, state, scratch, memory)
    acted = 0
    for _ in range(MOST_ORDERS):
        if next_order(world, state, scratch, memory) == 0:
            break
        acted += carry_out(world, state, scratch)
    return acted


ROVER = Commander(
    name="rover",
    about="Marches everybody as far as the roads go.",
    new_memory=lambda world, scratch, plans: Memory(np.zeros(1, np.int64)),
    begin_turn=begin_turn,
    next_order=next_order,
    play_turn=play_turn,
    explain=lambda game, scratch, memory, order: "as far as it can get",
)
