"""Ice that breaks (rulebook 3.10): what is heavy in a unit may break through, and is lost for good."""

from __future__ import annotations

from game.core._jit import rule
from game.core.dice import Purpose, draw
from game.core.limits import MOST_MEN
from game.core.terms import Kind
from game.rules import effects
from game.rules.losses import bury
from game.rules.luck import is_without_luck
from game.scenario.world import SLOTS, State, World


@rule
def is_heavy(world: World, unit: int, slot: int) -> int:
    """Return 1 for a slot of guns, tanks or vehicles: men, horses and what they carry find their way."""
    kind = int(world.equipment[int(world.units[unit].items[slot])].kind)
    return 1 if kind in (Kind.GUN, Kind.TANK, Kind.VEHICLE) else 0


@rule
def count_broken(world: World, state: State, unit: int, slot: int, chance: int) -> int:
    """Return how many items of a slot break through on entering the hex where the unit is, at so many thousandths each.

    Each has a draw of its own, told apart by the points that are left. Without luck the mean is lost, parts of an item
    being carried.
    """
    row, clock = state.units[unit], state.clock[0]
    count = int(row.items[slot])
    if is_without_luck(world) == 1:
        return effects.carry_on(state, unit, slot, count * chance)
    broken = 0
    first = (int(row.mp_left) * SLOTS + slot) * MOST_MEN
    for item in range(count):
        thrown = draw(int(clock.seed), int(clock.turn), Purpose.ICE, unit, int(row.hex), first + item)
        if thrown % 1000 < chance:
            broken += 1
    return broken


@rule
def try_ice(world: World, state: State, unit: int, chance: int) -> None:
    """Let what is heavy in a unit break through the ice that it has just entered; it may be the end of the unit."""
    broken = 0
    for slot in range(SLOTS):
        if state.units[unit].items[slot] > 0 and is_heavy(world, unit, slot) == 1:
            lost = count_broken(world, state, unit, slot, chance)
            if lost > 0:
                effects.break_through(world, state, unit, slot, lost)
            broken += lost
    if broken > 0:
        bury(world, state, unit)
