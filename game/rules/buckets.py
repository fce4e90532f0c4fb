"""Hexes that wait in a search for the nearest, by distance; those up to BUCKETS apart share a ring of chains."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE
from game.rules.scratch import BUCKETS, Buckets


@rule
def empty(buckets: Buckets) -> None:
    """Let no hex wait."""
    for bucket in range(BUCKETS):
        buckets.first[bucket] = NOWHERE


@rule
def put(buckets: Buckets, place: int, hex_: int, distance: int) -> None:
    """Let a hex wait at its distance; `place` counts the entries since `empty`."""
    bucket = distance % BUCKETS
    buckets.hexes[place] = hex_
    buckets.next[place] = buckets.first[bucket]
    buckets.first[bucket] = place


@rule
def take_all(buckets: Buckets, distance: int) -> int:
    """Take the chain of a distance out and return its first entry, NOWHERE where none waits."""
    bucket = distance % BUCKETS
    head = int(buckets.first[bucket])
    buckets.first[bucket] = NOWHERE
    return head
