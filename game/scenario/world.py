"""World and State: the arrays that the rules read and write.

`World` never changes during a game and is shared by all runs; `State` is everything that does change. Each is a
NamedTuple of a few structured arrays, so that a rule reads the same compiled and in plain Python
(`state.units[u].cohesion`), and a copy is a handful of memory copies. What the search needs is packed in plain arrays
beside them.

Dimensions: H hexes, U units, A areas, C crossings, T turns (row 0 unused, so that a turn is its own row), M mobility
classes, L kinds of light. Fields are ordered so that no record has padding: the digest hashes bytes.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES, Kind, Light, Mobility
from game.scenario.rule_values import RULE_VALUES, rule_fields

SLOTS: Final = 12
"""Kinds of items that one unit can hold."""

KINDS: Final = len(Kind)
MOBILITIES: Final = len(Mobility)
LIGHTS: Final = len(Light)
LUCK: Final = len(RULE_VALUES["luck"].bounds)

Records = np.recarray[Any, Any]


def record(fields: list[Any]) -> np.dtype[Any]:
    """Return a record type that is aligned and yet has no padding, so that the digest sees nothing but fields.

    Its rows read as attributes, so that all `records` share this one type. Else numpy makes a type for each array, and
    to know it again takes two thirds of the time of a call of compiled code.
    """
    kind = np.dtype(fields, align=True)
    assert kind.itemsize == np.dtype(fields).itemsize, f"padding in {fields}"
    return np.dtype((np.record, kind))


HEX = record(
    [
        ("neighbour", "<i2", (6,)),  # row of the neighbour across each hexside, NOWHERE off the map
        ("across", "<i2", (6,)),  # thousandths: fire of an attack out of this hex across each hexside
        ("column", "<i2"),
        ("row", "<i2"),
        ("elevation", "<i2"),  # metres
        ("crossing", "<i2"),  # row of the crossing that serves this water hex, NOWHERE without one
        ("carry", "<i2", (6,)),  # supply distance into the neighbour across each hexside, tens of metres of open ground
        ("terrain", "i1"),
        ("water", "i1"),  # 1: may be crossed by boat only, never stayed in
        ("cover", "<i2"),  # thousandths, of the terrain
        ("exposure", "<i2"),  # thousandths, of the terrain
        ("entrench_max", "i1"),
        ("road", "i1"),  # 1 where a road or track passes
        ("armour", "<i2"),  # thousandths, of the terrain: what armour makes of its fire here
    ]
)

EQUIPMENT = record(
    [
        ("soft", "<i4"),
        ("range", "<i4"),  # metres
        ("hard", "<i2"),
        ("penetration", "<i2"),
        ("close", "<i2"),
        ("armour", "<i2"),
        ("crew", "<i2"),
        ("crew_loss", "<i2"),
        ("frontage", "<i2"),
        ("exposure", "<i2"),  # thousandths for each of the crew
        ("kind", "i1"),
        ("indirect", "i1"),
        ("spare", "<i2"),
    ]
)

UNIT = record(
    [
        ("items", "<i2", (SLOTS,)),  # equipment row of each slot, NOWHERE for an unused one
        ("count", "<i2", (SLOTS,)),  # items at the start
        ("quality", "<i2"),
        ("formation", "<i2"),
        ("type", "<i2"),
        ("arrival", "<i2"),  # turn; 0: on the map from the start
        ("arrival_hex", "<i2"),
        ("withdrawal", "<i2"),  # turn; 0: never
        ("condition_area", "<i2"),  # arrives only while condition_side holds this area; NOWHERE: always
        ("condition_side", "i1"),
        ("side", "i1"),
        ("role", "i1"),
        ("echelon", "i1"),
        ("mobility", "i1"),
        ("entrenched", "i1"),  # levels on arrival
        ("cohesion", "<i2"),  # on arrival
        ("fatigue", "<i2"),
        ("missions", "<i2"),  # fire missions carried when full
        ("stock", "<i2"),  # turns a unit lives on what it carries
        ("start_missions", "<i2"),
        ("morale", "<i2"),  # thousandths: how much more than the norm it takes to make the unit give ground
    ]
)

CROSSING = record(
    [
        ("day", "<i4"),  # men's frontage a turn
        ("night", "<i4"),
        ("side", "<i2"),
        ("heavy", "<i2"),
        ("disorder", "<i2"),
        ("spare", "<i2"),
    ]
)

AWARD = record(
    [
        ("points", "<i4"),
        ("contested", "<i4"),
        ("per", "<i4"),
        ("free", "<i4"),
        ("award", "<i2"),
        ("side", "<i2"),
        ("of", "<i2"),
        ("area", "<i2"),
        ("kind", "<i2"),
        ("spare", "<i2", (3,)),
    ]
)

TURN = record(
    [
        ("lift", "<i2", (SIDES,)),  # fire missions reaching each side's depots
        ("light", "<i2"),
        ("hours", "<i2"),
    ]
)

RULES = record(rule_fields())
"""Every number of the rulebook that is not a property of an item, a unit or the ground."""


class World(NamedTuple):
    """Everything that stays as it is. Plain arrays are shared read-only; see the module for the dimensions."""

    hexes: Records  # (H,) HEX
    equipment: Records  # (E,) EQUIPMENT
    units: Records  # (U,) UNIT
    crossings: Records  # (C,) CROSSING; one idle row where a map has none
    awards: Records  # (P,) AWARD
    calendar: Records  # (T,) TURN, by turn number
    rules: Records  # (1,) RULES
    edges: NDArray[np.int16]  # (M, 2, H, 6) quarter points to enter the neighbour, by day and by night; 0: closed
    bog: NDArray[np.int16]  # (M, H, 6) thousandths: chance to stick on entering the neighbour
    areas: NDArray[np.int8]  # (A, H) 1: the hex belongs to the area
    area_hexes: NDArray[np.int16]  # rows of the hexes of every area that are not water, area after area
    area_first: NDArray[np.int32]  # (A + 1,) place of each area's first in `area_hexes`, and the end
    denied: NDArray[np.int8]  # (T, H) bits: 1 << (side * 2 + Deny) where a side may not enter or fire
    sources: NDArray[np.int8]  # (SIDES, H) 1: a supply source of the side
    home: NDArray[np.int16]  # (SIDES, H) supply distance to the nearest source with nobody in the way, tens of metres
    levels: NDArray[np.int32]  # (V,) least margin of each rung of the victory ladder, best first
    # (6,) hex size in metres, columns, first turn, last turn, first side of a turn, 1 without luck
    frame: NDArray[np.int32]


UNIT_STATE = record(
    [
        # what follows from the items, kept beside them because every rule asks for it
        ("fire", "<i4"),  # soft fire of all items, hundredths of a rifleman
        ("armour_fire", "<i4"),  # of that, the fire of armoured items
        ("targets", "<i4"),  # thousandths of a man exposed to soft fire
        ("frontage", "<i4"),  # room taken in a hex, in men
        ("men", "<i4"),
        ("armour", "<i4"),  # armoured items
        ("items", "<i2", (SLOTS,)),
        ("carry", "<i2", (SLOTS,)),  # thousandths of an item lost but not yet taken, 0 to 999
        ("hex", "<i2"),
        ("below", "<i2"),  # next unit down the stack, NOWHERE at the bottom
        ("cohesion", "<i2"),  # 0 to 100
        ("fatigue", "<i2"),  # 0 to 100
        ("mp_left", "<i2"),  # quarter points
        ("digging", "<i2"),  # turns' work towards the next level of entrenchment, hundredths
        ("stock", "<i2"),  # turns of supply carried
        ("missions", "<i2"),  # fire missions carried
        ("distance", "<i2"),  # supply distance to the nearest source, tens of metres; UNREACHED: cut off
        ("status", "i1"),
        ("entrenchment", "i1"),  # levels
        ("supply", "i1"),
        ("attacked", "i1"),  # 1: has attacked or fired this turn
        ("moved", "i1"),  # 1: has moved this turn
        ("pinned", "i1"),  # 1: entered a zone of control or stuck: moves no more this turn
        ("defended", "i1"),  # times it fired defensively since its last own turn
        ("routed", "i1"),  # 1: broken; no zone, no attack, until it rallies
        ("zone", "i1"),  # 1: its zone of control is counted in `hexes.zone`
        ("spare", "i1"),
    ]
)

HEX_STATE = record(
    [
        ("load", "<i4"),  # frontage of the stack, in men
        ("top", "<i2"),  # first unit of the stack
        ("zone", "<i2", (SIDES,)),  # how many units of each side hold this hex in their zone of control
        ("owner", "i1"),  # side that was last here, NOWHERE at first on nobody's ground
        ("spare", "i1"),
    ]
)

SIDE_STATE = record(
    [
        ("losses", "<i4", (KINDS,)),  # men and items lost so far, by kind; men of lost crews count as men
        ("crew_carry", "<i4"),  # thousandths of a man lost with items but not yet counted
        ("captured", "<i4"),  # of the men, those who surrendered
        ("points", "<i4"),
        ("depot", "<i4"),  # fire missions in the depots
    ]
)

CLOCK = record(
    [
        ("seed", "<i8"),
        ("turn", "<i4"),
        ("active", "<i4"),  # side whose orders are due
        ("phase", "<i4"),
        ("draws", "<i4"),  # assaults and bombardments resolved this side-turn: keeps their draws apart
        ("level", "<i4"),  # rung of the ladder when over, else NOWHERE
        ("logged", "<i4"),  # rows used in the log
    ]
)

EVENT = record(
    [
        ("kind", "<i4"),
        ("turn", "<i4"),
        ("side", "<i4"),
        ("unit", "<i4"),
        ("from_hex", "<i4"),
        ("to_hex", "<i4"),
        ("numbers", "<i4", (4,)),  # what they are depends on the kind: `rules.effects.log.FIELDS`
    ]
)


class State(NamedTuple):
    """Everything that changes in a game. `log` has no rows where nobody listens; results never depend on it."""

    units: Records  # (U,) UNIT_STATE
    hexes: Records  # (H,) HEX_STATE
    sides: Records  # (SIDES,) SIDE_STATE
    crossings: NDArray[np.int32]  # (C,) lift used this side-turn
    clock: Records  # (1,) CLOCK
    log: Records  # (R,) EVENT

    def copy(self, log_rows: int | None = None, seed: int | None = None) -> State:
        """Return an independent copy, with a log of its own of `log_rows` rows (default: as many as here).

        With a seed its luck is another from here on; so does every game begin.
        """
        rows = len(self.log) if log_rows is None else log_rows
        log = twin(self.log) if rows == len(self.log) else new_log(rows)
        clock = twin(self.clock)
        if seed is not None:
            clock.seed[0] = seed
        return State(twin(self.units), twin(self.hexes), twin(self.sides), self.crossings.copy(), clock, log)

    def digest(self) -> str:
        """Return the 64-bit hash of everything but the log, as 16 hexadecimal digits."""
        digest = hashlib.blake2b(digest_size=8)
        clock = twin(self.clock)
        clock.logged[0] = 0
        for array in (self.units, self.hexes, self.sides, self.crossings, clock):
            digest.update(array.tobytes())
        return digest.hexdigest()


def twin(rows: Records) -> Records:
    """Return a copy of records as one block of bytes: numpy would copy them field by field, ten times slower."""
    return rows.view(np.ndarray).view(np.uint8).copy().view(rows.dtype).view(np.recarray)


def records(dtype: np.dtype[Any], rows: int) -> Records:
    """Return `rows` zeroed records of `dtype` whose fields read as attributes."""
    return np.zeros(rows, dtype).view(np.recarray)


def new_log(rows: int) -> Records:
    """Return an empty event log of `rows` rows."""
    return records(EVENT, rows)


def empty_hexes(rows: int) -> Records:
    """Return hex states with no units, owned by nobody."""
    hexes = records(HEX_STATE, rows)
    hexes.top[:] = NOWHERE
    hexes.owner[:] = NOWHERE
    return hexes
