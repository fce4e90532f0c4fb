"""Stacking by frontage (rulebook 3.4): who stands in a hex, and who else would fit. Nothing here changes state."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE
from game.rules.ways import is_boat
from game.scenario.world import State, World


@rule
def side_in(state: State, hex_: int) -> int:
    """Return the side that stands in a hex, NOWHERE if nobody does."""
    return int(state.hex_figures[hex_].side)


@rule
def enemy_in(state: State, hex_: int, side: int) -> int:
    """Return 1 where units of the other side stand."""
    return 1 if state.hex_figures[hex_].side == 1 - side else 0


@rule
def holds_boats(world: World, state: State, hex_: int) -> int:
    """Return 1 where boats are: nobody else can be with them (rulebook 3.8)."""
    top = int(state.hexes[hex_].top)
    return 0 if top == NOWHERE else is_boat(world, top)


@rule
def units_in(state: State, hex_: int) -> int:
    """Return the number of units in a stack."""
    count = 0
    unit = int(state.hexes[hex_].top)
    while unit != NOWHERE:
        count += 1
        unit = int(state.units[unit].below)
    return count


@rule
def fits(world: World, state: State, unit: int, hex_: int) -> int:
    """Return 1 if a unit may join the friendly stack in a hex; a unit wider than a whole hex fits an empty one."""
    if state.hexes[hex_].top == NOWHERE:
        return 1
    load = int(state.hex_figures[hex_].load) + int(state.unit_figures[unit].frontage)
    if load > world.rules[0].movement.stack_limit:
        return 0
    if units_in(state, hex_) >= int(world.rules[0].movement.stack_units):
        return 0
    return 1
