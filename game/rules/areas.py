"""Who owns the ground and holds an area (rulebook 10.1)."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.terms import NOWHERE, SIDES
from game.rules import effects
from game.rules.permissions import may_enter
from game.scenario.world import State, World

CONTESTED: Final = 2
"""Neither side owns all of the area. Other answers are the number of the holding side."""


@rule
def take_ground(world: World, state: State, side: int) -> None:
    """Let the empty hexes that a side alone controls pass to it, where it may enter; at the end of its turn (10.1)."""
    for hex_ in range(len(world.hexes)):
        row = state.hexes[hex_]
        if row.owner == side or row.zone[side] == 0 or row.zone[1 - side] > 0 or row.top != NOWHERE:
            continue
        if world.hexes[hex_].water == 0 and may_enter(world, state, side, hex_) == 1:
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
def count_owned(world: World, state: State, owned: NDArray[np.int16]) -> None:
    """Fill (A, SIDES) `owned` with the hexes of each area, without water, that each side owns (10.1)."""
    for area in range(len(world.areas)):
        for side in range(SIDES):
            owned[area, side] = 0
        for place in range(int(world.area_first[area]), int(world.area_first[area + 1])):
            owner = int(state.hexes[int(world.area_hexes[place])].owner)
            if owner != NOWHERE:
                owned[area, owner] += 1
