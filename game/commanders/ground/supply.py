"""What supply says of a hex to whoever thinks of going there."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, UNREACHED
from game.rules.scratch import Scratch
from game.scenario.world import World

HUNGRY: Final = 150
"""Points that a hex loses where supply is strained; in the coin in which commanders weigh marches."""

STARVING: Final = 500
"""The same where it is low."""


@rule
def supply_score(world: World, scratch: Scratch, side: int, hex_: int) -> int:
    """Return what supply says of a hex. A unit carries supply into an enemy zone, so the way in counts as well."""
    distance = int(scratch.supply.distance[side, hex_])
    if distance == UNREACHED:
        for direction in range(6):
            there = int(world.hexes[hex_].neighbour[direction])
            if there != NOWHERE:
                distance = min(distance, int(scratch.supply.distance[side, there]))
    if distance > world.rules[0].supply.supply_low:
        return -STARVING
    if distance > world.rules[0].supply.supply_strained:
        return -HUNGRY
    return 0
