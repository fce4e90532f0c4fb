"""State: everything that changes in a game, and what follows from it.

Each array is one line in `State`, with its start in `starting.compile_start`; copies, digests and saves follow from
the fields. Fields are ordered so that no record has padding: the digest hashes bytes.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES
from game.scenario.world.records import Records, copied, record, records, twin
from game.scenario.world.sizes import KINDS, SLOTS

_UNIT_FIELDS: Final[list[Any]] = [
    ("items", "<i2", (SLOTS,)),
    ("carry", "<i2", (SLOTS,)),  # thousandths of an item lost but not yet taken, 0 to 999
    ("disabled", "<i2", (SLOTS,)),  # vehicles that lie disabled with the unit, none of them among its items
    ("hex", "<i4"),
    ("below", "<i2"),  # next unit down the stack, NOWHERE at the bottom
    ("cohesion", "<i2"),  # 0 to 100
    ("fatigue", "<i2"),  # 0 to 100
    ("mp_left", "<i2"),  # quarter points
    ("digging", "<i2"),  # turns' work towards the next level of entrenchment, hundredths
    ("stock", "<i2"),  # turns of supply carried
    ("missions", "<i2"),  # fire missions carried
    ("distance", "<i2"),  # supply distance to the nearest source, tens of metres; UNREACHED: cut off
    ("suppressed", "<i2"),  # 1: guns have kept it down since its last own turn; over when its own turn ends
    ("repairs", "<i2"),  # thousandths of a vehicle repaired but not yet fit, 0 to 999
    ("status", "i1"),
    ("entrenchment", "i1"),  # levels
    ("supply", "i1"),
    ("attacked", "i1"),  # 1: has attacked or fired this turn
    ("moved", "i1"),  # 1: has moved this turn
    ("pinned", "i1"),  # 1: entered a zone of control or bogged down: moves no more this turn
    ("defended", "i1"),  # times it fired defensively since its last own turn
    ("routed", "i1"),  # 1: no zone, no attack, until it rallies
]
UNIT_STATE = record(_UNIT_FIELDS)
BRIEF_UNIT = record([(name, "<i2" if name == "hex" else kind, *shape) for name, kind, *shape in _UNIT_FIELDS])
"""UNIT_STATE as digests and saves have it where two bytes can tell all hexes of the map."""

BRIEF: Final = 2**15
"""Hexes that two bytes can tell."""

HEX_STATE = record(
    [
        ("top", "<i2"),  # first unit of the stack
        ("owner", "i1"),  # side that was last here, NOWHERE at first on nobody's ground
        ("assaulted", "i1"),  # 1 for the first side, 2 for the second: who has assaulted it so far, added up
    ]
)

SIDE_STATE = record(
    [
        ("losses", "<i4", (KINDS,)),  # men and items lost or disabled so far, by kind; men of lost crews count as men
        ("repaired", "<i4", (KINDS,)),  # of the vehicles, those that were repaired; each may be disabled again
        ("written_off", "<i4", (KINDS,)),  # of the vehicles, those that burnt or were given up
        ("crew_carry", "<i4"),  # thousandths of a man lost with items but not yet counted
        ("burnt_carry", "<i4"),  # thousandths of a vehicle burnt but not yet counted
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
        ("draws", "<i4"),  # assaults and bombardments resolved this player turn: keeps their draws apart
        ("level", "<i4"),  # row of the level reached when over, else NOWHERE
        ("logged", "<i4"),  # rows used in the log
    ]
)

UNIT_FIGURES = record(
    [
        ("fire", "<i4"),  # soft fire of all items, hundredths of a rifleman
        ("armour_fire", "<i4"),  # of that, the fire of armoured items
        ("opens", "<i4"),  # men in works whose works it takes from them in an assault
        ("armour_opens", "<i4"),  # of those, by armoured items
        ("targets", "<i4"),  # thousandths of a man exposed to soft fire
        ("frontage", "<i4"),  # room taken in a hex, in men
        ("men", "<i4"),
        ("armour", "<i4"),  # armoured items
        ("zone", "<i4"),  # 1: its zone of control is counted in `hex_figures.zone`
    ]
)
"""What follows from the items of a unit and where it stands, kept because every rule asks for it."""

HEX_FIGURES = record(
    [
        ("load", "<i4"),  # frontage of the stack, in men
        ("zone", "<i2", (SIDES,)),  # how many units of each side hold this hex in their zone of control
        ("side", "<i2"),  # who stands in it, NOWHERE if nobody does
        ("terrain", "<i2"),  # row of the kind of ground that it counts as this turn
    ]
)
"""What follows from the units in and around a hex, and from the turn."""

PERMISSION_STATE = record(
    [
        ("first", "<i2"),  # the turns in which the ban is in force
        ("last", "<i2"),
    ]
)

DEPARTURE = record(
    [
        ("turn", "<i4"),  # 0: it has not exited
        ("hex", "<i4"),
    ]
)
"""When and from where a unit has left the map by an exit."""

DRAWN = record(
    [
        ("items", "<i2", (SLOTS,)),
    ]
)
"""The items that a unit came with, or will, where strengths are drawn."""

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


_UPPER: Final = UNIT_STATE.fields["hex"][1] + BRIEF_UNIT["hex"].itemsize  # type: ignore[index]  # a record has fields
_BRIEF_BYTES: Final = np.delete(np.arange(UNIT_STATE.itemsize), [_UPPER, _UPPER + 1])
"""The bytes of UNIT_STATE without the upper half of the hex: those of BRIEF_UNIT, numbers being little-endian."""

LOGGED: Final = "logged"
"""The field of the clock that only says how many rows of the log are in use."""

DERIVED: Final = ("unit_figures", "hex_figures", "spans", "denied")
"""The arrays of a State that follow from the others: no digest and no save has them."""


class State(NamedTuple):
    """Everything that changes in a game. `log` has no rows where nobody listens; results never depend on it."""

    units: Records  # (U,) UNIT_STATE
    hexes: Records  # (H,) HEX_STATE
    sides: Records  # (SIDES,) SIDE_STATE
    crossings: NDArray[np.int32]  # (C,) lift used this player turn
    bridges: NDArray[np.int8]  # (B,) 1: the bridge or ford stands
    permissions: Records  # (N,) PERMISSION_STATE
    departures: Records  # (U,) DEPARTURE, or no rows where a scenario has no exits
    drawn: Records  # (U,) DRAWN, or no rows where no strength is drawn
    clock: Records  # (1,) CLOCK
    unit_figures: Records  # (U,) UNIT_FIGURES
    hex_figures: Records  # (H,) HEX_FIGURES
    spans: Records  # (W,) SPAN_FIGURES
    denied: NDArray[np.int8]  # (SIDES, Deny, H) 1: a ban is in force this turn
    log: Records  # (R,) EVENT

    def copy(self, log_rows: int | None = None, seed: int | None = None) -> State:
        """Return an independent copy, with a log of its own of `log_rows` rows (default: as many as here).

        With a seed its luck is another from here on; so does every game begin.
        """
        *arrays, log = self
        logged = twin(log) if log_rows in (None, len(log)) else new_log(log_rows or 0)
        state = State._make([*map(copied, arrays), logged])
        if seed is not None:
            state.clock.seed[0] = seed
        return state

    def digest(self) -> str:
        """Return the 64-bit hash of everything but the log and what follows from the rest, 16 hexadecimal digits."""
        digest = hashlib.blake2b(digest_size=8)
        for name in KEPT:
            array = self.kept(name)
            if name == "clock":
                array = twin(array)
                array[LOGGED] = 0
            digest.update(array.tobytes())
        return digest.hexdigest()

    def kept(self, name: str) -> Any:
        """Return one of `KEPT` as digests and saves have it: as ever on maps that two bytes can tell the hexes of."""
        array = getattr(self, name)
        if name != "units" or len(self.hexes) > BRIEF:
            return array
        rows = array.view(np.ndarray).view(np.uint8).reshape(len(array), UNIT_STATE.itemsize)
        return rows[:, _BRIEF_BYTES].reshape(-1).view(BRIEF_UNIT)


KEPT: Final = tuple(name for name in State._fields if name not in DERIVED and name != "log")
"""The arrays that a game is: all that digests and saves hold."""


def new_log(rows: int) -> Records:
    """Return an empty event log of `rows` rows."""
    return records(EVENT, rows)


def empty_hex_figures(terrain: NDArray[np.int16]) -> Records:
    """Return what follows for hexes of these kinds of ground with nobody in them or near."""
    figures = records(HEX_FIGURES, len(terrain))
    figures.side[:] = NOWHERE
    figures.terrain[:] = terrain
    return figures


def empty_hexes(rows: int) -> Records:
    """Return hex states with no units, owned by nobody."""
    hexes = records(HEX_STATE, rows)
    hexes.top[:] = NOWHERE
    hexes.owner[:] = NOWHERE
    return hexes
