"""Ways over the ground with nobody in it: how far every hex is from one, or from the nearest of several."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.terms import NOWHERE
from game.rules.scratch import Scratch
from game.scenario.world import World

FAR: Final = 30_000
"""Way to a hex that cannot be reached."""


@rule
def flood(
    world: World, scratch: Scratch, mobility: int, field: NDArray[np.int32], waiting_hexes: int, farthest: int
) -> None:
    """Lower `field` from the hexes that wait in `scratch.entry_hex` outwards: the way from each hex to the nearest.

    Each hex stands in the ring at most once, so the ring of H + 1 places never overflows. `scratch.entry_next` is 0 for
    every hex that does not wait.
    """
    queue, waiting = scratch.entry_hex, scratch.entry_next
    size = len(field)
    head = 0
    tail = waiting_hexes
    while head != tail:
        here = int(queue[head])
        head = (head + 1) % (size + 1)
        waiting[here] = 0
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            if there == NOWHERE:
                continue
            step = int(world.edges[mobility, 0, there, (direction + 3) % 6])
            if step == 0 or field[here] + step >= min(farthest, int(field[there])):
                continue
            field[there] = field[here] + step
            if waiting[there] == 0:
                waiting[there] = 1
                queue[tail] = there
                tail = (tail + 1) % (size + 1)


@entry
def measure_way(world: World, scratch: Scratch, mobility: int, goal: int, way: NDArray[np.int32]) -> None:
    """Fill `way` with the quarter points from every hex to `goal` with nobody in the way.

    Boats count: water is passed where a crossing serves it.
    """
    for hex_ in range(len(way)):
        way[hex_] = FAR
        scratch.entry_next[hex_] = 0
    way[goal] = 0
    scratch.entry_hex[0] = goal
    flood(world, scratch, mobility, way, 1, FAR)
