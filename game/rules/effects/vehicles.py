"""Vehicles that lie disabled (rulebook 5.7, 7.5): given up, or repaired. How they come to lie there is in `combat`."""

from __future__ import annotations

from game.core._jit import rule
from game.core.limits import MOST_REPAIRED
from game.rules.effects import log
from game.scenario.world import SLOTS, State, World


@rule
def abandon(world: World, state: State, unit: int) -> None:
    """Write off all vehicles that lie disabled with a unit."""
    row = state.units[unit]
    side = state.sides[int(world.units[unit].side)]
    for slot in range(SLOTS):
        count = int(row.disabled[slot])
        if count == 0:
            continue
        equipment = int(world.units[unit].items[slot])
        row.disabled[slot] = 0
        side.written_off[int(world.equipment[equipment].kind)] += count
        log.abandoned(state, unit=unit, equipment=equipment, items=count, slot=slot)


@rule
def repair(world: World, state: State, unit: int, slot: int, wanted: int) -> int:
    """Make disabled vehicles of a slot fit again; returns how many: all that are wanted, in any game that is played."""
    row = state.units[unit]
    equipment = int(world.units[unit].items[slot])
    kind = int(world.equipment[equipment].kind)
    side = state.sides[int(world.units[unit].side)]
    fit = min(wanted, MOST_REPAIRED - int(side.repaired[kind]))
    if fit <= 0:
        return 0
    row.disabled[slot] = int(row.disabled[slot]) - fit
    row.items[slot] = int(row.items[slot]) + fit
    side.repaired[kind] += fit
    log.repaired(state, unit=unit, equipment=equipment, items=fit, slot=slot)
    return fit


@rule
def carry_repairs(state: State, unit: int, thousandths: int) -> None:
    """Note the thousandths of a vehicle that are repaired but not yet fit."""
    state.units[unit].repairs = thousandths
