"""Where the cadet presses: ways to the enemies that a stronger side can get at, weak ones counting as nearer.

A side that is the stronger on the whole does not leave idle what no objective wants: it goes for the nearest enemy, and
rather for a weak one than for trenches in front. So attacks on flanks come of themselves.
"""

from __future__ import annotations

from typing import Final

from game.commanders.cadet.mind import Mind
from game.commanders.ground.ways import FAR, flood
from game.core._jit import rule
from game.core.terms import NOWHERE, Mobility, Status
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.scenario.world import State, World

HARDNESS: Final = 4000
"""Fire of a stack, hundredths of a rifleman, that counts as one quarter point of way."""

HARDEST: Final = 40
"""Quarter points that the strongest stack counts as farther away."""

EMPTY_GROUND: Final = 30
"""Quarter points that ground without an enemy counts as farther away."""

FARTHEST: Final = 240
"""Quarter points beyond which nobody is drawn to an enemy."""


@rule
def hardness(world: World, state: State, hex_: int) -> int:
    """Return how many quarter points farther a stack counts for its fire and its works."""
    fire = 0
    unit = int(state.hexes[hex_].top)
    while unit != NOWHERE:
        row = state.units[unit]
        if row.routed == 0:
            fire += int(state.unit_figures[unit].fire) * (2 + int(row.entrenchment)) // 2
        unit = int(row.below)
    return min(HARDEST, fire // HARDNESS)


@rule
def draw_pressure(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Fill `mind.pressure` with the quarter points on foot from every hex to the enemy that draws most.

    Ground of the enemy's that points are given for draws as well, but less.
    """
    field = mind.pressure
    for hex_ in range(len(field)):
        field[hex_] = FAR
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side == side:
            continue
        hex_ = int(row.hex)
        if field[hex_] < FAR or may_enter(state, side, hex_) == 0:
            continue
        field[hex_] = hardness(world, state, hex_)
    for hex_ in range(len(field)):
        if mind.ground[hex_] == 0 or state.hexes[hex_].owner != 1 - side or field[hex_] < FAR:
            continue
        if may_enter(state, side, hex_) == 1:
            field[hex_] = EMPTY_GROUND
    flood(world, state.spans, scratch, Mobility.FOOT, field, FARTHEST)
