"""What it costs to go from hex to hex (rulebook 3.2, 3.3, 3.10, 4.1): by the ground, and by the bridges that stand.

Costs lie ready in the World. Where a hexside has bridges or fords, and where the ground beyond changes, a table has
-1 - s instead; row s of `spans` then says what holds there: `state.spans` for the bridges and the ground of now, a row
of `world.spans_at_start` for the bridges of the start. Nothing else reads these tables but the search for reach, which
has a part of it in its loop. Nothing here changes state.
"""

from __future__ import annotations

import numpy as np

from game.core._jit import rule
from game.core.terms import Mobility
from game.rules.ground import ground_at_start
from game.scenario.world import Records, World


@rule
def edge_cost(world: World, spans: Records, mobility: int, night: int, hex_: int, direction: int) -> int:
    """Return the quarter points in which a mobility class enters the neighbour, by day or by night; 0: closed (3.2)."""
    cost = int(world.edges[mobility, night, hex_, direction])
    return cost if cost >= 0 else int(spans[-1 - cost].cost[mobility, night])


@rule
def is_boat(world: World, unit: int) -> int:
    """Return 1 for a unit that goes by water (rulebook 3.8)."""
    return 1 if world.units[unit].mobility == Mobility.BOAT else 0


@rule
def may_stop(world: World, unit: int, hex_: int) -> int:
    """Return 1 unless a hex is water and the unit no boat (rulebook 3.5)."""
    return 1 if world.hexes[hex_].water == 0 else is_boat(world, unit)


@rule
def bog_chance(world: World, spans: Records, mobility: int, hex_: int, direction: int) -> int:
    """Return the chance, thousandths, to bog down on entering the neighbour; none by a road with its bridge (3.3)."""
    chance = int(world.bog[mobility, hex_, direction])
    return chance if chance >= 0 else int(spans[-1 - chance].bog[mobility])


@rule
def break_chance(world: World, spans: Records, mobility: int, hex_: int, direction: int) -> int:
    """Return the chance, thousandths, to break through the ice of the neighbour; none by a road (3.10)."""
    chance = int(world.breaks[mobility, hex_, direction])
    return chance if chance >= 0 else int(spans[-1 - chance].breaks[mobility])


def on_firm_ground(world: World) -> World:
    """Return a World in which nothing bogs down or breaks through, on no bank of a bridge either."""
    return on_firm_ice(world)._replace(bog=np.zeros_like(world.bog))


def on_firm_ice(world: World) -> World:
    """Return a World in which no ice breaks."""
    return world._replace(breaks=np.zeros_like(world.breaks))


@rule
def carry_distance(world: World, spans: Records, hex_: int, direction: int) -> int:
    """Return the supply distance into the neighbour, tens of metres of open ground; 0: nothing is carried (4.1)."""
    carry = int(world.hexes[hex_].carry[direction])
    return carry if carry >= 0 else int(spans[-1 - carry].carry)


@rule
def are_ways_changed(world: World, spans: Records) -> int:
    """Return 1 if supply is carried anywhere otherwise than at the start: by other bridges, over other ground."""
    start = ground_at_start(world)
    for row in range(len(spans)):
        if spans[row].carry != world.spans_at_start[start, row].carry:
            return 1
    return 0
