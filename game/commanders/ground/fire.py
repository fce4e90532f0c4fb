"""Fire over the map, and how far guns reach: what commanders see of who is strong where."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import Role, Status
from game.scenario.world import SLOTS, State, World

JOINING: Final = 3
"""Steps from which a unit can join a fight within a turn or so."""


@rule
def spread_fire(world: World, field: NDArray[np.int64], hex_: int, fire: int, steps: int) -> None:
    """Add fire to every hex within so many steps of a hex.

    Each row of the map holds a run of them, the shorter the farther it is; odd rows lie half a hex to the right.
    """
    here = world.hexes[hex_]
    column, row = int(here.column), int(here.row)
    columns = int(world.frame[0].columns)
    rows = len(world.hexes) // columns
    for y in range(max(0, row - steps), min(rows, row + steps + 1)):
        away = abs(y - row)
        first = column - steps + (away + row % 2) // 2
        for x in range(max(0, first), min(columns, first + 2 * steps + 1 - away)):
            field[y * columns + x] += fire


@rule
def clear(field: NDArray[np.int64]) -> None:
    """Empty a map of fire."""
    for hex_ in range(len(field)):
        field[hex_] = 0


@rule
def longest_range(world: World, state: State, unit: int) -> int:
    """Return the longest range of a unit's indirect fire, metres."""
    best = 0
    for slot in range(SLOTS):
        if state.units[unit].items[slot] > 0:
            item = world.equipment[int(world.units[unit].items[slot])]
            if item.indirect == 1:
                best = max(best, int(item.range))
    return best


@rule
def draw_fire(
    world: World,
    state: State,
    side: int,
    own_fire: NDArray[np.int64],
    own_mass: NDArray[np.int64],
    enemy_fire: NDArray[np.int64],
) -> None:
    """Draw up the maps of fire: friends and enemies who touch each hex, friends who could join a fight there."""
    clear(own_fire)
    clear(own_mass)
    clear(enemy_fire)
    for unit in range(len(world.units)):
        row, fire = state.units[unit], int(state.unit_figures[unit].fire)
        if row.status != Status.PRESENT or row.routed == 1:
            continue
        if world.units[unit].side == side:
            spread_fire(world, own_fire, int(row.hex), fire, 1)
            if world.units[unit].role != Role.ARTILLERY:
                spread_fire(world, own_mass, int(row.hex), fire, JOINING)
        else:
            spread_fire(world, enemy_fire, int(row.hex), fire, 1)


@rule
def shift_fire(world: World, state: State, own_fire: NDArray[np.int64], unit: int, sign: int) -> None:
    """Take a unit's fire out of the map of friends, or put it back where it now stands."""
    row = state.units[unit]
    if row.routed == 0:
        spread_fire(world, own_fire, int(row.hex), int(state.unit_figures[unit].fire) * sign, 1)
