"""Work space of the rules: buffers that a game in progress reuses, and the two records that rules hand each other.

Nothing here is part of the game: a rule may leave anything in its buffers and must not rely on what it finds there.
Each thread has one Scratch of its own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES, UNREACHED, Fire, Term
from game.scenario.world import Records, World, record, records

MAX_PATH: Final = 48
MAX_UNITS: Final = 24
"""Units that one order may name; also the most units on one side of an assault."""

BUCKETS: Final = 2048
"""Distances that the search keeps apart at once; the longest single step must be shorter."""

ORDER = record(
    [
        ("kind", "<i2"),
        ("target", "<i2"),  # hex attacked or bombarded, last hex of a move
        ("length", "<i2"),  # hexes in the path after the start
        ("count", "<i2"),  # units named
        ("holding", "<i2"),  # attack: 1 if nobody advances into the hex won
        ("path", "<i2", (MAX_PATH,)),
        ("units", "<i2", (MAX_UNITS,)),  # move: the mover; attack: attackers and supporting guns in the order named
    ]
)
TERMS: Final = len(Term)
FIRES: Final = len(Fire)

BATTLE = record(
    [
        ("raw", "<i8", (FIRES,)),  # before the terms
        ("value", "<i8", (FIRES,)),  # raw times all terms: the number used
        ("terms", "<i4", (FIRES, TERMS)),  # thousandths
        ("targets", "<i8", (2,)),  # thousandths of a man exposed: attackers, defenders
        ("armour", "<i4", (2,)),  # armoured items: attackers, defenders
        ("shared", "<i4", (2,)),  # what the counts below do not say: support fire of attackers, of defenders
        (
            "shown",
            "<i4",
            (2,),
        ),  # thousandths: how well attackers, defenders can be hit, by their number; for losses only
        ("resolve", "<i4"),  # thousandths: morale of the defenders, which divides the odds
        ("trapped", "<i4"),  # defenders who had to leave and found no way out, in the fight that was fought last
        ("side", "<i4"),
        ("target", "<i4"),
        ("attackers", "<i4"),
        ("supports", "<i4"),
        ("defenders", "<i4"),
        ("guns", "<i4"),
        ("attacker", "<i2", (MAX_UNITS,)),
        ("support", "<i2", (MAX_UNITS,)),
        ("defender", "<i2", (MAX_UNITS,)),
        ("gun", "<i2", (MAX_UNITS,)),
    ]
)


class Scratch(NamedTuple):
    """Buffers of one thread. H hexes, U units."""

    cost: NDArray[np.int32]  # (H,) cheapest cost found by the last reach; UNREACHED elsewhere
    previous: NDArray[np.int32]  # (H,) hex before, on the cheapest path
    reached: NDArray[np.int32]  # (H,) hexes of the last reach, nearest first
    heads: NDArray[np.int32]  # (BUCKETS,) first entry of each distance
    entry_hex: NDArray[np.int32]  # (6 H + 6,)
    entry_next: NDArray[np.int32]  # (6 H + 6,)
    distance: NDArray[np.int32]  # (SIDES, H) supply distance of the last trace
    line: NDArray[np.int32]  # (SIDES, H) next hex towards the source
    rank: NDArray[np.int32]  # (H,) ring buffer of the searches for a free hex
    order: Records  # (1,) ORDER
    battle: Records  # (1,) BATTLE
    detail: NDArray[np.int64]  # (2,) what an illegal order needs and has
    chance: NDArray[np.int64]  # (9,) results of the last forecast
    tally: NDArray[np.int64]  # (1,) hexes in `reached`


def new_scratch(world: World) -> Scratch:
    """Return buffers for games on this world."""
    hexes = len(world.hexes)
    return Scratch(
        cost=np.full(hexes, UNREACHED, np.int32),
        previous=np.full(hexes, NOWHERE, np.int32),
        reached=np.zeros(hexes, np.int32),
        heads=np.full(BUCKETS, NOWHERE, np.int32),
        entry_hex=np.zeros(6 * hexes + 6, np.int32),
        entry_next=np.zeros(6 * hexes + 6, np.int32),
        distance=np.full((SIDES, hexes), UNREACHED, np.int32),
        line=np.full((SIDES, hexes), NOWHERE, np.int32),
        rank=np.zeros(hexes, np.int32),
        order=records(ORDER, 1),
        battle=records(BATTLE, 1),
        detail=np.zeros(2, np.int64),
        chance=np.zeros(9, np.int64),
        tally=np.zeros(1, np.int64),
    )
