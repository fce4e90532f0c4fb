"""Ways over the ground with nobody in it: how far every hex is from one, or from the nearest of several."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import NOWHERE
from game.rules import buckets
from game.rules.scratch import Scratch
from game.rules.ways import edge_cost
from game.scenario.world import Records, World

FAR: Final = 30_000
"""Way to a hex that cannot be reached."""


@rule
def flood(
    world: World, spans: Records, scratch: Scratch, mobility: int, field: NDArray[np.int32], farthest: int
) -> None:
    """Fill `field` with the way from each hex to the nearest of those that have one already; FAR from `farthest` on.

    Such a start may lie some quarter points ahead; everywhere else `field` is FAR.
    """
    chains = scratch.buckets
    buckets.empty(chains, farthest)
    used = 0
    for hex_ in range(len(field)):
        if field[hex_] < FAR:
            buckets.put(chains, used, hex_, int(field[hex_]))
            used += 1
    waiting = used
    points = 0
    while waiting > 0 and points < farthest:
        head = buckets.take_all(chains, points)
        while head != NOWHERE:
            here = int(chains.hexes[head])
            head = int(chains.next[head])
            waiting -= 1
            if field[here] != points:  # a shorter way was found after this entry was made
                continue
            for direction in range(6):
                there = int(world.hexes[here].neighbour[direction])
                if there == NOWHERE:
                    continue
                step = edge_cost(world, spans, mobility, 0, there, (direction + 3) % 6)
                total = points + step
                if step == 0 or total >= min(farthest, int(field[there])):
                    continue
                field[there] = total
                buckets.put(chains, used, there, total)
                used += 1
                waiting += 1
        points += 1
