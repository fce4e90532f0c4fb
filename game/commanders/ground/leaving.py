"""What it is worth to leave the map, as commanders see it (rulebook 3.7, 10.2)."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, Award
from game.rules.exits import items_of_kind
from game.rules.strengths import men_at_start
from game.scenario.world import State, World


@rule
def is_counted(world: World, state: State, award: int, unit: int, hex_: int, turn: int) -> int:
    """Return 1 if an award would count a unit that leaves from a hex in a turn, as strong as it is now."""
    row = world.awards[award]
    if row.award != Award.EXITED or world.counted[award, unit] == 0 or (row.by > 0 and turn > row.by):
        return 0
    if row.area != NOWHERE and world.areas[int(row.area), hex_] == 0:
        return 0
    return 1 if int(state.unit_figures[unit].men) * 100 >= men_at_start(world, state, unit) * int(row.strength) else 0


@rule
def worth_of_leaving(world: World, state: State, unit: int, hex_: int, turn: int) -> int:
    """Return what a side gains on the other if a unit leaves the map from a hex in a turn, thousandths of a point.

    Where so many units or items make a point each counts for its part.
    """
    side = int(world.units[unit].side)
    worth = 0
    for award in range(len(world.awards)):
        if is_counted(world, state, award, unit, hex_, turn) == 0:
            continue
        row = world.awards[award]
        so_many = 1 if row.kind == NOWHERE else items_of_kind(world, state, unit, int(row.kind))
        gained = so_many * int(row.points) * 1000 // int(row.per)
        worth += gained if row.side == side else -gained
    return worth
