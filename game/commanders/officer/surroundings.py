"""What lies around: who touches each hex, who is the stronger, where the nearest enemies are."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.fire import clear, spread_fire
from game.commanders.ground.ways import FAR, flood
from game.commanders.officer.mind import Doing, Mind
from game.core._jit import rule
from game.core.terms import SIDES, Mobility, Role, Status
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.scenario.world import State, World

NEIGHBOURHOOD: Final = 3
"""Steps from which a unit can join a fight within a turn or so."""

STRONGER: Final = 120
"""Own fire against the enemy's on the whole map, in per cent, from which who has no task goes for the enemy."""

EMPTY_GROUND: Final = 30
"""Quarter points that ground without an enemy counts as farther away for them."""

FARTHEST: Final = 240
"""Quarter points beyond which nobody is drawn to an enemy."""


@rule
def look_around(world: World, state: State, mind: Mind, side: int) -> None:
    """Draw up the maps of fire: who touches each hex, who could join a fight there."""
    clear(mind.own_fire)
    clear(mind.own_mass)
    clear(mind.enemy_fire)
    clear(mind.threat)
    for which in range(SIDES):
        mind.strength[which] = 0
    for unit in range(len(world.units)):
        row, fire = state.units[unit], int(state.unit_figures[unit].fire)
        if row.status != Status.PRESENT or row.routed == 1:
            continue
        mind.strength[int(world.units[unit].side)] += fire
        line = world.units[unit].role != Role.ARTILLERY
        if world.units[unit].side == side:
            spread_fire(world, mind.own_fire, int(row.hex), fire, 1)
            if line:
                spread_fire(world, mind.own_mass, int(row.hex), fire, NEIGHBOURHOOD)
        else:
            spread_fire(world, mind.enemy_fire, int(row.hex), fire, 1)
            if line:
                spread_fire(world, mind.threat, int(row.hex), fire, NEIGHBOURHOOD)


@rule
def is_stronger(mind: Mind, side: int) -> int:
    """Return 1 if a side has clearly more fire on the map than the other."""
    return 1 if mind.strength[side] * 100 >= mind.strength[1 - side] * STRONGER else 0


@rule
def draw_pressure(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Measure the ways to the nearest enemies, for those of the stronger side to whom no task is left."""
    field = mind.pressure
    anybody = 0
    for unit in range(len(world.units)):
        anybody = 1 if mind.doing[unit] == Doing.FREE else anybody
    if anybody == 0 or is_stronger(mind, side) == 0:
        for hex_ in range(len(field)):
            field[hex_] = 0
        return
    for hex_ in range(len(field)):
        field[hex_] = FAR
    for unit in range(len(world.units)):
        hex_ = int(state.units[unit].hex)
        enemy = state.units[unit].status == Status.PRESENT and world.units[unit].side != side
        if enemy and may_enter(state, side, hex_) == 1:
            field[hex_] = 0
    for hex_ in range(len(field)):
        if mind.ground[hex_] == 1 and state.hexes[hex_].owner == 1 - side and may_enter(state, side, hex_) == 1:
            field[hex_] = min(int(field[hex_]), EMPTY_GROUND)
    flood(world, state.spans, scratch, Mobility.FOOT, field, FARTHEST)
