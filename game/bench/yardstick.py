"""A fixed piece of work by which times measured on different machines, or at different hours, can be compared.

It is what the game does most: a search over a board of hexes, step by step, and a score for every hex that was
reached. It stands by itself and is kept as it is: were it changed, or made to call what changes, no figure could be
held against an older one. `REFERENCE` is what it takes where the bars were set.
"""

from __future__ import annotations

import statistics
import time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry

REFERENCE: Final = 12.8
"""Milliseconds of processor time on the machine for which the bars are set, with nothing else to do."""

ROUNDS: Final = 1000
ANSWER: Final = 577_238
"""What the work comes to, in plain Python and compiled: proof that it has been done, and that it is the same work."""

WIDTH: Final = 64
HEXES: Final = WIDTH * WIDTH
REACH: Final = 160
FAR: Final = 1_000_000
UNQUEUED: Final = -1


@entry
def walk(marks: NDArray[np.int32], way: NDArray[np.int32], rounds: int) -> int:
    """Search from one hex after another; return a sum over what was found.

    Parameters
    ----------
    marks : (HEXES,) written: the cost of reaching each hex
    way : (HEXES,) written: the queue of hexes from which to go on, each with the next one; the last has itself
    rounds : how many hexes to search from
    """
    total = 0
    for turn in range(rounds):
        for hex_ in range(HEXES):
            marks[hex_] = FAR
            way[hex_] = UNQUEUED
        first = (turn * 2654435761 + 97) % HEXES
        last = first
        marks[first] = 0
        way[first] = first
        waiting = 1
        while waiting > 0:
            here = first
            first = int(way[here])
            way[here] = UNQUEUED
            waiting -= 1
            cost = int(marks[here])
            row = here // WIDTH
            column = here % WIDTH
            for side in range(6):
                up = side // 2 - 1
                there_row = row + up
                there_column = column + (2 * (side % 2) - 1 if up == 0 else side % 2 - 1 + row % 2)
                if 0 <= there_row < WIDTH and 0 <= there_column < WIDTH:
                    there = there_row * WIDTH + there_column
                    ground = (there * 2654435761 >> 9) % 7
                    after = cost + 6 + ground * ground
                    if after < int(marks[there]) and after <= REACH:
                        marks[there] = after
                        if int(way[there]) == UNQUEUED:
                            if waiting > 0:
                                way[last] = there
                            else:
                                first = there
                            way[there] = there
                            last = there
                            waiting += 1
        for hex_ in range(HEXES):
            cost = int(marks[hex_])
            if cost < FAR:
                total = (total * 31 + cost * 1000 // (turn + cost + 1)) % 1_000_003
    return total


def milliseconds(rounds: int = 5) -> float:
    """Return what the work takes here and now: the median of so many times, in processor time of this thread."""
    marks, way = np.zeros(HEXES, np.int32), np.zeros(HEXES, np.int32)
    walk(marks, way, 1)
    times = []
    for _ in range(rounds):
        began = time.thread_time()
        walk(marks, way, ROUNDS)
        times.append((time.thread_time() - began) * 1000)
    return statistics.median(times)


def pace() -> float:
    """Return how long this machine now takes for what took 1 where the bars were set."""
    return milliseconds() / REFERENCE
