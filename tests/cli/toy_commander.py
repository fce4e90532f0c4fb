"""A commander of some thirty lines, as somebody may write one: each unit goes as far from where it stands as it can."""

from __future__ import annotations

from game.core import _jit
from game.core.terms import Status
from game.rules.examples import examples  # noqa: F401 - a bundle's module has them
from game.rules.movement import can_end, write_move
from game.rules.orders import find_reach
from game.rules.scratch import Scratch
from game.scenario.world import State, World

BUNDLE = _jit.Bundle("toy", __name__, __name__)
PRESENT = int(Status.PRESENT)


@_jit.rule
def farthest(world: World, state: State, scratch: Scratch, unit: int, found: int) -> int:
    """Return the last of the hexes in reach where a unit may stay, where it stands if there is none."""
    for i in range(found - 1, -1, -1):
        hex_ = int(scratch.reached[i])
        if can_end(world, state, unit, hex_) == 1:
            return hex_
    return int(state.units[unit].hex)


@_jit.entry
def next_of_toy(world: World, state: State, scratch: Scratch) -> int:
    """Write the next order for the active side into `scratch.order`; returns 0 when there is none."""
    for unit in range(len(world.units)):
        if world.units[unit].side != state.clock[0].active or state.units[unit].status != PRESENT:
            continue
        if state.units[unit].moved == 1:
            continue
        hex_ = farthest(world, state, scratch, unit, find_reach(world, state, scratch, unit))
        if hex_ != int(state.units[unit].hex) and write_move(scratch, unit, hex_) > 0:
            return 1
    return 0
