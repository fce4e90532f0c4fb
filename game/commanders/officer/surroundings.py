"""What lies around: who touches each hex, who is the stronger, where the nearest enemies are."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.fire import JOINING, clear, draw_fire, spread_fire
from game.commanders.ground.strength import is_stronger, weigh_sides
from game.commanders.ground.ways import FAR, flood
from game.commanders.officer.mind import Doing, Mind
from game.core._jit import rule
from game.core.terms import Mobility, Role, Status
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.scenario.world import State, World

EMPTY_GROUND: Final = 30
"""Quarter points that ground without an enemy counts as farther away for them."""

FARTHEST: Final = 240
"""Quarter points beyond which nobody is drawn to an enemy."""


@rule
def look_around(world: World, state: State, mind: Mind, side: int) -> None:
    """Draw up the maps of fire, add up both sides, and mark where enemies of the line could join a fight."""
    draw_fire(world, state, side, mind.own_fire, mind.own_mass, mind.enemy_fire)
    weigh_sides(world, state, mind.strength)
    clear(mind.threat)
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or row.routed == 1 or world.units[unit].side == side:
            continue
        if world.units[unit].role != Role.ARTILLERY:
            spread_fire(world, mind.threat, int(row.hex), int(state.unit_figures[unit].fire), JOINING)


@rule
def draw_pressure(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Measure the ways to the nearest enemies, for those of the stronger side to whom no task is left."""
    field = mind.pressure
    anybody = 0
    for unit in range(len(world.units)):
        anybody = 1 if mind.doing[unit] == Doing.FREE else anybody
    if anybody == 0 or is_stronger(mind.strength, side) == 0:
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
