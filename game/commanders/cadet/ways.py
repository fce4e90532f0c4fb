"""Ways over the ground with nobody in it: how far every hex is from one, or from the nearest of several."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.terms import NOWHERE
from game.rules.scratch import BUCKETS, Scratch
from game.scenario.world import World

FAR: Final = 30_000
"""Way to a hex that cannot be reached."""


@rule
def flood(world: World, scratch: Scratch, mobility: int, field: NDArray[np.int32], farthest: int) -> None:
    """Fill `field` with the way from each hex to the nearest of those that have one already; FAR from `farthest` on.

    Such a start may lie some quarter points ahead; everywhere else `field` is FAR. Buckets by distance, as in `reach`.
    """
    heads, entry_hex, entry_next = scratch.heads, scratch.entry_hex, scratch.entry_next
    edges = world.edges[mobility, 0]
    for bucket in range(BUCKETS):
        heads[bucket] = NOWHERE
    used = 0
    for hex_ in range(len(field)):
        if field[hex_] < FAR:
            bucket = int(field[hex_]) % BUCKETS
            entry_hex[used] = hex_
            entry_next[used] = heads[bucket]
            heads[bucket] = used
            used += 1
    waiting = used
    points = 0
    while waiting > 0 and points < farthest:
        head = int(heads[points % BUCKETS])
        heads[points % BUCKETS] = NOWHERE
        while head != NOWHERE:
            here = int(entry_hex[head])
            head = int(entry_next[head])
            waiting -= 1
            if field[here] != points:  # a shorter way was found after this entry was made
                continue
            for direction in range(6):
                there = int(world.hexes[here].neighbour[direction])
                if there == NOWHERE:
                    continue
                step = int(edges[there, (direction + 3) % 6])
                total = points + step
                if step == 0 or total >= min(farthest, int(field[there])):
                    continue
                field[there] = total
                entry_hex[used] = there
                entry_next[used] = heads[total % BUCKETS]
                heads[total % BUCKETS] = used
                used += 1
                waiting += 1
        points += 1


@entry
def measure_way(world: World, scratch: Scratch, mobility: int, goal: int, way: NDArray[np.int32]) -> None:
    """Fill `way` with the quarter points from every hex to `goal` with nobody in the way.

    Boats count: water is passed where a crossing serves it.
    """
    for hex_ in range(len(way)):
        way[hex_] = FAR
    way[goal] = 0
    flood(world, scratch, mobility, way, FAR)
