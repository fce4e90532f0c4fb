"""Rest (rulebook 7): cohesion and fatigue come back, broken units rally. Acts at the start of a side's turn."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import Status
from game.rules import effects
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World

PRESENT: Final = int(Status.PRESENT)


@rule
def recover(world: World, state: State, unit: int, side: int) -> None:
    """Give one unit what its last turn has earned it: more away from the enemy, less when badly supplied (7.1-7.3)."""
    rules = world.rules[0]
    row = state.units[unit]
    near = in_enemy_zone(state, int(row.hex), side)
    if row.moved == 0 and row.attacked == 0:
        effects.tire(state, unit, -int(rules.rest_in_zone) if near == 1 else -int(rules.rest))
    share = int(rules.recovery_in_zone) if near == 1 else 1000
    effects.steady(state, unit, int(rules.recovery[int(row.supply)]) * share // 1000)
    if row.routed == 1 and row.cohesion >= rules.rally:
        effects.rally(world, state, unit)


@rule
def recover_side(world: World, state: State, side: int) -> None:
    """Let every unit of a side on the map recover (7)."""
    for unit in range(len(world.units)):
        if state.units[unit].status == PRESENT and world.units[unit].side == side:
            recover(world, state, unit, side)
