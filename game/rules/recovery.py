"""Rest (rulebook 7): cohesion and fatigue come back, routed units rally. Acts at the start of a side's turn."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import MOVEMENT_QUARTERS, Result, Role, Status, Supply
from game.rules import effects
from game.rules.aftermath import no_way_out
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World


@rule
def recover(world: World, state: State, unit: int, side: int) -> None:
    """Give one unit what its last turn has earned it: more away from the enemy, less when badly supplied (7.1-7.3).

    A routed unit that is out of supply and in an enemy zone is lost (7.4).
    """
    rules = world.rules[0].rest
    row = state.units[unit]
    near = in_enemy_zone(state, int(row.hex), side)
    if row.attacked == 0 or world.units[unit].role != Role.ARTILLERY:
        rest = int(rules.rest_in_zone) if near == 1 else int(rules.rest)
        effects.tire(state, unit, -(rest * int(row.mp_left) // MOVEMENT_QUARTERS))
    share = int(rules.recovery_in_zone) if near == 1 else 1000
    effects.steady(state, unit, int(rules.recovery[int(row.supply)]) * share // 1000)
    if row.routed == 1 and row.cohesion >= rules.rally:
        effects.rally(world, state, unit)
    elif row.routed == 0 and row.cohesion <= rules.collapse:
        effects.rout(world, state, unit)
    elif row.routed == 1 and near == 1 and row.supply == Supply.NONE:
        no_way_out(world, state, unit, Result.ROUTED)


@rule
def recover_side(world: World, state: State, side: int) -> None:
    """Let every unit of a side on the map recover (7)."""
    for unit in range(len(world.units)):
        if state.units[unit].status == Status.PRESENT and world.units[unit].side == side:
            recover(world, state, unit, side)


@rule
def recover_from_suppression(world: World, state: State, side: int) -> None:
    """Let every unit of a side be as before that was suppressed, when its own turn is over (6.6)."""
    for unit in range(len(world.units)):
        if state.units[unit].suppressed == 1 and world.units[unit].side == side:
            effects.come_up(state, unit)
