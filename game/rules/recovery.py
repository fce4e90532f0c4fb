"""Rest (rulebook 7): cohesion and fatigue come back, routed units rally. Acts at the start of a side's turn."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Result, Role, Status, Supply
from game.rules import effects
from game.rules.aftermath import no_way_out
from game.rules.ground import terrain_of
from game.rules.rates import in_turn
from game.rules.zones import in_enemy_zone
from game.scenario.world import SLOTS, State, World


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
        effects.tire(state, unit, -in_turn(state, rest, int(row.mp_left), MOVEMENT_QUARTERS))
    share = int(rules.recovery_in_zone) if near == 1 else 1000
    effects.steady(state, unit, in_turn(state, int(rules.recovery[int(row.supply)]), share, 1000))
    if row.routed == 1 and row.cohesion >= rules.rally:
        effects.rally(world, state, unit)
    elif row.routed == 0 and row.cohesion <= rules.collapse:
        effects.rout(world, state, unit)
    elif row.routed == 1 and near == 1 and row.supply == Supply.NONE:
        no_way_out(world, state, unit, Result.ROUTED)


@rule
def is_in_the_cold(world: World, state: State, unit: int) -> int:
    """Return 1 for a unit on the map that bitter cold tells on this turn: it is out of shelter (7.6)."""
    if world.calendar[int(state.clock[0].turn)].cold == 0:
        return 0
    return 1 - int(world.terrain[terrain_of(state, int(state.units[unit].hex))].shelter)


@rule
def freeze(world: World, state: State, unit: int) -> None:
    """Let the cold of a turn tell on a unit that is out of shelter: on its cohesion, and it tires (7.6)."""
    rules = world.rules[0].rest
    if is_in_the_cold(world, state, unit) == 1:
        effects.steady(state, unit, -in_turn(state, int(rules.cold_cohesion), 1, 1))
        effects.tire(state, unit, in_turn(state, int(rules.cold_fatigue), 1, 1))


@rule
def repair(world: World, state: State, unit: int, side: int) -> None:
    """Repair a share of the vehicles that lie disabled with a unit, those named first in its items first (7.5).

    It must be supplied and not routed; in an enemy zone it goes more slowly. No more come back than the stack has room
    for.
    """
    row = state.units[unit]
    disabled = 0
    for slot in range(SLOTS):
        disabled += int(row.disabled[slot])
    if disabled == 0 or row.supply == Supply.NONE or row.routed == 1:
        return
    rules = world.rules[0].rest
    share = int(rules.recovery_in_zone) if in_enemy_zone(state, int(row.hex), side) == 1 else 1000
    work = int(row.repairs) + disabled * in_turn(state, min(1_000_000, int(rules.repair)), share, 1000)
    for slot in range(SLOTS):
        count = min(int(row.disabled[slot]), work // 1000)
        if count > 0:
            count = min(count, room_for(world, state, unit, slot))
        if count > 0:
            work -= 1000 * effects.repair(world, state, unit, slot, count)
            effects.refresh_after_losses(world, state, unit)
    effects.carry_repairs(state, unit, min(work, 999))


@rule
def room_for(world: World, state: State, unit: int, slot: int) -> int:
    """Return how many more items of a slot the stack of a unit has room for; a unit alone always has room (3.4)."""
    row = state.units[unit]
    frontage = int(world.equipment[int(world.units[unit].items[slot])].frontage)
    if frontage == 0 or (state.hexes[int(row.hex)].top == unit and row.below == NOWHERE):
        return int(row.disabled[slot])
    return max(0, int(world.rules[0].movement.stack_limit) - int(state.hex_figures[int(row.hex)].load)) // frontage


@rule
def recover_side(world: World, state: State, side: int) -> None:
    """Let every unit of a side on the map repair what it can, freeze and recover (7)."""
    for unit in range(len(world.units)):
        if state.units[unit].status == Status.PRESENT and world.units[unit].side == side:
            repair(world, state, unit, side)
            freeze(world, state, unit)
            recover(world, state, unit, side)


@rule
def recover_from_suppression(world: World, state: State, side: int) -> None:
    """Let every unit of a side be as before that was suppressed, when its own turn is over (6.6)."""
    for unit in range(len(world.units)):
        if state.units[unit].suppressed == 1 and world.units[unit].side == side:
            effects.come_up(state, unit)
