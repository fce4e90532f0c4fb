"""Who holds an area (rulebook 10.1). Nothing here changes state."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE
from game.scenario.world import State, World

CONTESTED: Final = 2
"""Neither side owns all of the area. Other answers are the number of the holding side."""


@rule
def holder(world: World, state: State, area: int) -> int:
    """Return the side that owns every hex of an area that is not water, else CONTESTED.

    A hex belongs to the side whose unit was last in it.
    """
    found = NOWHERE
    for hex_ in range(len(world.hexes)):
        if world.areas[area, hex_] == 0 or world.hexes[hex_].water == 1:
            continue
        owner = int(state.hexes[hex_].owner)
        if owner == NOWHERE or (found != NOWHERE and found != owner):
            return CONTESTED
        found = owner
    return CONTESTED if found == NOWHERE else found
