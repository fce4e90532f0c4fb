"""Hexes that wait in a search for the nearest: a chain for each distance."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE
from game.rules.scratch import Buckets


@rule
def empty(buckets: Buckets, farthest: int) -> None:
    """Let no hex wait; those that will do are no farther than that."""
    for distance in range(farthest + 1):
        buckets.first[distance] = NOWHERE


@rule
def put(buckets: Buckets, place: int, hex_: int, distance: int) -> None:
    """Let a hex wait at its distance; `place` counts the entries since `empty`."""
    buckets.hexes[place] = hex_
    buckets.next[place] = buckets.first[distance]
    buckets.first[distance] = place


@rule
def take_all(buckets: Buckets, distance: int) -> int:
    """Take the chain of a distance out and return its first entry, NOWHERE where none waits."""
    head = int(buckets.first[distance])
    buckets.first[distance] = NOWHERE
    return head
