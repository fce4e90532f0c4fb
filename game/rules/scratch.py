"""Work space of the rules: buffers that a game in progress reuses, and the records that rules hand each other.

Nothing here is part of the game. What is asked of `search`, `supply`, `battle` and `forecast` is what the rule named at
each has last left there; all else a rule may leave as it likes and must not rely on what it finds. Each thread has one
Scratch of its own.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES, UNREACHED, Fire, Result, Term
from game.scenario.world import LUCK, Records, World, record, records

MAX_PATH: Final = 48
MAX_UNITS: Final = 24
"""Units that one order may name; also the most units on one side of an assault."""

BUCKETS: Final = UNREACHED + 1
"""Distances that a search keeps apart: all that there are."""

NEAR: Final = 61
"""Hexes looked at for room, at most: the arrival hex and four rings."""

ORDER = record(
    [
        ("target", "<i4"),  # hex attacked or bombarded, last hex of a move
        ("path", "<i4", (MAX_PATH,)),
        ("kind", "<i2"),
        ("length", "<i2"),  # hexes in the path after the start
        ("count", "<i2"),  # units named
        ("holding", "<i2"),  # attack: 1 if nobody advances into the hex won
        ("tolerance", "<i2"),  # attack: a Tolerance; UNSAID is as IGNORE
        ("spare", "<i2"),
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
        ("shown", "<i4", (2,)),  # thousandths: how well attackers, defenders can be hit, by number; for losses only
        ("morale", "<i4"),  # thousandths: morale of the defenders, which divides the odds
        ("tolerance", "<i4"),  # of the order: a Tolerance
        (
            "fought",
            "<i4",
        ),  # thousandths of the assault that were fought, in the one fought last; less than 1000: broken off
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
        ("guns_left", "<i8"),  # guns that the beaten have left behind, in the fight that was fought last
        ("cornered", "<i2", (MAX_UNITS,)),  # 1: this defender had no way out, in the fight that was fought last
    ]
)
Battle = Any
"""A row of BATTLE: who fights whom in one assault or bombardment, and every number of it."""

FORECAST = record(
    [
        ("results", "<i8", (len(Result),)),  # how many of the equally likely pairs of luck give each Result
        ("broken_off", "<i8"),  # in how many pairs an assault is broken off
        ("attackers_hit", "<i8"),  # expected thousandths of men lost to fire; of an assault times the pairs of luck,
        ("defenders_hit", "<i8"),  # of a bombardment times the entries of the table
        ("vehicles_hit", "<i8"),  # likewise of vehicles, of the attackers
        ("odds", "<i8"),  # at even luck, hundredths
        ("luck", "<i4", (LUCK,)),  # each luck of the table once, `lucks` of them
        ("entries", "<i4", (LUCK,)),  # how many entries each has
        ("attacker_hits", "<i8", (LUCK,)),  # of an assault that is fought to its end, by the luck of whose fire it is
        ("defender_hits", "<i8", (LUCK,)),
        ("vehicle_hits", "<i8", (LUCK,)),
        ("lucks", "<i8"),
    ]
)
Forecast = Any
"""A row of FORECAST: what commanders weigh in a fight (rulebook 5.9), what it brings by its fires alone."""

SHORTFALL = record([("needs", "<i8"), ("has", "<i8")])
"""The quarter points that an order needs which is not legal for want of them, and those that its unit has."""


class Buckets(NamedTuple):
    """Hexes that wait in a search, by distance: chains of entries, one for each distance."""

    first: NDArray[np.int32]  # (BUCKETS,) first entry of each chain
    hexes: NDArray[np.int32]  # (6 H + 6,) by entry
    next: NDArray[np.int32]  # (6 H + 6,) the next entry of the chain


class Search(NamedTuple):
    """What the last `movement.reach` found."""

    cost: NDArray[np.int32]  # (H,) cheapest cost; UNREACHED elsewhere
    previous: NDArray[np.int32]  # (H,) hex before, on the cheapest path
    reached: NDArray[np.int32]  # (H,) the hexes, nearest first
    found: NDArray[np.int64]  # (1,) how many there are


class Lines(NamedTuple):
    """How supply runs, by side: what the last `supply.trace` for it found."""

    distance: NDArray[np.int32]  # (SIDES, H) supply distance
    line: NDArray[np.int32]  # (SIDES, H) next hex towards the source
    behind: NDArray[np.int32]  # (H,) hexes whose way home is cut, while it searches


class Nearness(NamedTuple):
    """Who is nearest to the ground: what `areas.find_nearest` found."""

    sides: NDArray[np.int8]  # (H,) the sides that are nearest, a bit each; 0: none within reach
    open: NDArray[np.int8]  # (H,) the sides whose search may still come there
    hexes: NDArray[np.int32]  # (H,) those hexes, nearest first


class Scratch(NamedTuple):
    """Buffers of one thread. H hexes."""

    order: Records  # (1,) ORDER: the order that is checked, resolved or forecast
    battle: Records  # (1,) BATTLE: filled by `combat.prepare_assault` and `bombardment.prepare_fire`
    forecast: Records  # (1,) FORECAST: filled by `aftermath.forecast_attack` and `bombardment.forecast_bombard`
    shortfall: Records  # (1,) SHORTFALL: filled where a check answers TOO_FEW_POINTS
    search: Search
    supply: Lines
    buckets: Buckets
    nearness: Nearness
    near: NDArray[np.int32]  # (NEAR,) hexes looked at for room, nearest first
    counted: NDArray[np.int32]  # (H,) the unit that was counted last on each hex


def new_scratch(world: World) -> Scratch:
    """Return buffers for games on this world."""
    hexes = len(world.hexes)
    return Scratch(
        order=records(ORDER, 1),
        battle=records(BATTLE, 1),
        forecast=records(FORECAST, 1),
        shortfall=records(SHORTFALL, 1),
        search=Search(
            cost=np.full(hexes, UNREACHED, np.int32),
            previous=np.full(hexes, NOWHERE, np.int32),
            reached=np.zeros(hexes, np.int32),
            found=np.zeros(1, np.int64),
        ),
        supply=Lines(
            distance=np.full((SIDES, hexes), UNREACHED, np.int32),
            line=np.full((SIDES, hexes), NOWHERE, np.int32),
            behind=np.zeros(hexes, np.int32),
        ),
        buckets=Buckets(
            first=np.full(BUCKETS, NOWHERE, np.int32),
            hexes=np.zeros(6 * hexes + 6, np.int32),
            next=np.zeros(6 * hexes + 6, np.int32),
        ),
        nearness=Nearness(
            sides=np.zeros(hexes, np.int8), open=np.zeros(hexes, np.int8), hexes=np.zeros(hexes, np.int32)
        ),
        near=np.zeros(NEAR, np.int32),
        counted=np.zeros(hexes, np.int32),
    )
