"""Who owns the ground and holds an area (rulebook 10.1)."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.terms import NOWHERE, SIDES
from game.rules import effects
from game.rules.effects.zones import has_zone
from game.rules.permissions import may_enter
from game.rules.scratch import Nearness, Scratch
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World

BOTH: Final = (1 << SIDES) - 1
"""Of sides as bits: either."""

CONTESTED: Final = 2
"""Neither side owns all of the area. Other answers are the number of the holding side."""


@rule
def take_ground(world: World, state: State, side: int) -> None:
    """Let the empty hexes that a side alone controls pass to it, where it may enter; at the end of its turn (10.1)."""
    for hex_ in range(len(world.hexes)):
        row = state.hexes[hex_]
        crowd = state.hex_figures[hex_]
        if row.owner == side or crowd.zone[side] == 0 or crowd.zone[1 - side] > 0 or row.top != NOWHERE:
            continue
        if world.hexes[hex_].water == 0 and may_enter(state, side, hex_) == 1:
            effects.own(state, hex_, side, NOWHERE)


@rule
def opens_to(world: World, state: State, hex_: int) -> int:
    """Return which sides' nearness may spread into a hex, a bit each: dry, allowed, in no zone of the other (10.1)."""
    if world.hexes[hex_].water == 1:
        return 0
    sides = 0
    for side in range(SIDES):
        if in_enemy_zone(state, hex_, side) == 0 and may_enter(state, side, hex_) == 1:
            sides |= 1 << side
    return sides


@rule
def begin_near(world: World, state: State, nearness: Nearness) -> int:
    """Let the hexes of all units with zones wait in `nearness`, nothing else being near anybody; returns how many."""
    for hex_ in range(len(world.hexes)):
        nearness.sides[hex_] = 0
        nearness.open[hex_] = opens_to(world, state, hex_)
    found = 0
    for unit in range(len(world.units)):
        if has_zone(world, state, unit) == 1:
            here = int(state.units[unit].hex)
            if nearness.sides[here] == 0:
                nearness.sides[here] = 1 << int(world.units[unit].side)
                nearness.open[here] = 0
                nearness.hexes[found] = here
                found += 1
    return found


@rule
def find_nearest(world: World, state: State, nearness: Nearness) -> int:
    """Fill `nearness` with who has units with zones nearest to each hex, up to `ground_reach`; returns how many (10.1).

    Both sides' search goes on step by step together, so that a hex that both come to in the same step is of both.
    """
    found = begin_near(world, state, nearness)
    first = 0
    for _ in range(int(world.rules[0].ground.ground_reach) // int(world.frame[0].hex_size)):
        last = found
        for place in range(first, last):
            here = int(nearness.hexes[place])
            sides = int(nearness.sides[here])
            for direction in range(6):
                there = int(world.hexes[here].neighbour[direction])
                if there == NOWHERE or (sides & nearness.open[there]) == 0:
                    continue
                if nearness.sides[there] == 0:
                    nearness.hexes[found] = there
                    found += 1
                nearness.sides[there] |= sides & nearness.open[there]
        for place in range(last, found):
            nearness.open[int(nearness.hexes[place])] = 0
        first = last
    return found


@rule
def pass_ground(world: World, state: State, scratch: Scratch) -> None:
    """Let each empty hex pass to the side that alone has units nearest to it; at the end of a turn (10.1)."""
    found = find_nearest(world, state, scratch.nearness)
    for place in range(found):
        hex_ = int(scratch.nearness.hexes[place])
        sides = int(scratch.nearness.sides[hex_])
        if sides == BOTH or state.hexes[hex_].top != NOWHERE:
            continue
        side = sides >> 1
        if state.hexes[hex_].owner != side and in_enemy_zone(state, hex_, side) == 0:
            effects.own(state, hex_, side, NOWHERE)


@rule
def holder(world: World, state: State, area: int) -> int:
    """Return the side that owns every hex of an area that is not water, else CONTESTED (10.1)."""
    found = NOWHERE
    for place in range(int(world.area_first[area]), int(world.area_first[area + 1])):
        owner = int(state.hexes[int(world.area_hexes[place])].owner)
        if owner == NOWHERE or (found != NOWHERE and found != owner):
            return CONTESTED
        found = owner
    return CONTESTED if found == NOWHERE else found


def holders(owned: NDArray[Any], hexes: int) -> NDArray[np.int8]:
    """Return what `holder` says of an area at many times at once (10.1).

    `owned` is (.., SIDES) how many of its `hexes` that are not water each side owns; the answer is (..).
    """
    found = np.full(owned.shape[:-1], CONTESTED, np.int8)
    for side in range(SIDES if hexes else 0):
        found[owned[..., side] == hexes] = side
    return found


@rule
def owned_in(world: World, state: State, area: int, side: int) -> int:
    """Return how many hexes of an area that are not water a side owns (10.1)."""
    count = 0
    for place in range(int(world.area_first[area]), int(world.area_first[area + 1])):
        if state.hexes[int(world.area_hexes[place])].owner == side:
            count += 1
    return count


@entry
def count_owned(world: World, state: State, owned: NDArray[np.uint16]) -> None:
    """Fill (A, SIDES) `owned` with the hexes of each area, without water, that each side owns (10.1)."""
    for area in range(len(world.areas)):
        for side in range(SIDES):
            owned[area, side] = 0
        for place in range(int(world.area_first[area]), int(world.area_first[area + 1])):
            owner = int(state.hexes[int(world.area_hexes[place])].owner)
            if owner != NOWHERE:
                owned[area, owner] += 1
