"""The closed vocabularies of the game: every word that is a number inside the arrays.

An enum here is the one place where a word gets its number. Files use the lower-case name ("twilight"),
compiled rules use the number. Words that authors may add to (terrain, equipment, unit types, areas) are not
here: they live in data files and become row numbers when a scenario is compiled.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

SIDES: Final = 2
"""Two sides fight every scenario; allies of one side share it."""

QUARTER: Final = 4
"""Quarters of a movement point: points are counted in them."""

MOVEMENT_QUARTERS: Final = 12 * QUARTER
"""Quarter movement points in a turn: twelve points, whatever the turn's length (rulebook 3.1)."""

SUPPLY_METRES: Final = 10
"""Metres of open ground in one of the units that supply distance is counted in."""

UNREACHED: Final = 32_000
"""A cost that no path has."""

ORDER_WORDS: Final = ("support", "minimise", "limit", "ignore", "holding")
"""Words between the names of the units in an order: no unit can be called so."""

CONTESTED_NAME: Final = "contested"
"""The state of an area that neither side holds, in files and tables: no side can be called so."""

UNFINISHED_NAME: Final = "unfinished"
"""The outcome of a run that was not over when it stopped, in tables: no level can be called so."""

NOWHERE: Final = -1
"""The hex of a unit that is not on the map; the unit at the bottom of a stack; "none" for any row number."""


class Light(IntEnum):
    """The light that most of a turn has (rulebook 2.2)."""

    DAY = 0
    TWILIGHT = 1
    MOONLIT = 2
    DARK = 3


class Mobility(IntEnum):
    """How a unit moves (rulebook 3.2)."""

    FOOT = 0
    MOUNTED = 1
    HORSE_DRAWN = 2
    WHEELED = 3
    TRACKED = 4
    RAIL = 5
    BOAT = 6


class Kind(IntEnum):
    """What an item is, for losses and for what may hurt it (rulebook 5.2)."""

    MEN = 0
    MACHINE_GUN = 1
    MORTAR = 2
    GUN = 3
    TANK = 4
    VEHICLE = 5


class Role(IntEnum):
    """What a unit is for; commanders and counters read it, and artillery gives support (rulebook 6)."""

    INFANTRY = 0
    ARMOUR = 1
    ARTILLERY = 2
    CAVALRY = 3
    ENGINEER = 4
    SUPPORT = 5
    HEADQUARTERS = 6


class Echelon(IntEnum):
    """The size of a unit as its counter shows it."""

    SECTION = 0
    PLATOON = 1
    COMPANY = 2
    BATTALION = 3
    REGIMENT = 4
    BRIGADE = 5
    DIVISION = 6
    CORPS = 7


class Status(IntEnum):
    """Where a unit stands in its life."""

    AWAITED = 0
    PRESENT = 1
    WITHDRAWN = 2
    DESTROYED = 3
    SURRENDERED = 4
    EXITED = 5


class Supply(IntEnum):
    """How well a unit is supplied (rulebook 4.2)."""

    NONE = 0
    LOW = 1
    STRAINED = 2
    FULL = 3


class Deny(IntEnum):
    """What a permission may forbid a side in an area (rulebook 9)."""

    ENTER = 0
    FIRE = 1


class Award(IntEnum):
    """What victory points are given for (rulebook 10)."""

    FIXED = 0
    HOLD = 1
    LOSSES = 2
    GROUND = 3
    CLEAR = 4
    SHARE = 5
    DESTROYED = 6
    EXITED = 7


class OrderKind(IntEnum):
    """What an order asks for."""

    MOVE = 1
    ATTACK = 2
    BOMBARD = 3
    EXIT = 4


class Fire(IntEnum):
    """The four fires of an assault; a bombardment has only the first."""

    ATTACKER = 0
    DEFENDER = 1
    ATTACKER_ON_ARMOUR = 2
    DEFENDER_ON_ARMOUR = 3


class Term(IntEnum):
    """The named factors of a combat value, in the order in which they are multiplied (rulebook 5.3)."""

    QUALITY = 0
    COHESION = 1
    FATIGUE = 2
    SUPPLY = 3
    LIGHT = 4
    GROUND = 5
    ENTRENCHMENT = 6
    HEXSIDE = 7
    DIRECTION = 8
    COMBINED_ARMS = 9
    SUPPRESSION = 10
    OBSERVATION = 11
    TANK_GROUND = 12
    DENSITY = 13
    ISOLATION = 14
    BREACH = 15
    GUNS_BY_NIGHT = 16
    NIGHT_TRAINING = 17


class Result(IntEnum):
    """How an assault ends for the defender (rulebook 5.6)."""

    REPULSED = 0
    HELD = 1
    WITHDRAWN_ONE = 2
    WITHDRAWN_TWO = 3
    ROUTED = 4


class Fate(IntEnum):
    """What became of a unit in a fight."""

    STAYS = 0  # and did not have to go
    ADVANCES = 1
    FALLS_BACK = 2
    BREAKS_OUT = 3  # had no way out, and has got through to another hex after a last stand
    DESTROYED = 4
    SURRENDERS = 5


class Phase(IntEnum):
    """Where the sequence of play stands."""

    ORDERS = 0
    OVER = 1


class EventKind(IntEnum):
    """What can happen; `game.rules.effects.log` says what the numbers of each event are."""

    TURN_BEGAN = 1
    ARRIVED = 2
    DELAYED = 3
    WITHDREW = 4
    MOVED = 5
    FERRIED = 6
    BOGGED = 7
    ASSAULT = 8
    BOMBARDMENT = 9
    FIRED = 10
    LOST = 11
    SHAKEN = 12
    ROUTED = 13
    RALLIED = 14
    RETREATED = 15
    ADVANCED = 16
    DESTROYED = 17
    SURRENDERED = 18
    ENTRENCHED = 19
    SUPPLY = 20
    OWNER = 21
    ENDED = 22
    BROKE_OUT = 23
    LEFT_GUNS = 24
    BREACHED = 25
    BROKEN_OFF = 26
    SUPPRESSED = 27
    DISABLED = 28
    ABANDONED = 29
    REPAIRED = 30
    EXITED = 31
    GROUND_CHANGED = 32
    BROKE_THROUGH = 33
    DRIFTED = 34


class Reason(IntEnum):
    """Why an order is not legal; the engine has a sentence for each."""

    LEGAL = 0
    NO_SUCH_UNIT = 1
    NOT_ACTIVE_SIDE = 2
    NOT_ON_MAP = 3
    GAME_OVER = 4
    ROUTED = 5
    PINNED = 6
    PATH_BROKEN = 7
    CLOSED_GROUND = 8
    ENEMY_THERE = 9
    TOO_FEW_POINTS = 10
    ZONE_STOPS = 11
    STACK_FULL = 12
    FORBIDDEN_AREA = 13
    NO_BOATS = 14
    ENDS_IN_WATER = 15
    NOBODY_THERE = 16
    NOT_ADJACENT = 17
    ALREADY_ATTACKED = 18
    CANNOT_ATTACK = 19
    NO_ATTACKER = 20
    NOT_ARTILLERY = 21
    OUT_OF_RANGE = 22
    NO_AMMUNITION = 23
    FORBIDDEN_FIRE = 24
    TWICE_NAMED = 25
    TOO_MANY = 26
    ASSAULT_CROWDED = 27
    NO_EXIT = 28
    ON_WATER = 29
    NOT_IN_SIGHT = 30


class ConditionKind(IntEnum):
    """What a condition asks for; plans hang on conditions (docs/plans.md)."""

    TURN = 0
    HOLDS = 1
    LOST = 2
    ATTACKED = 3
    STRENGTH = 4
    CUT_OFF = 5
    ALL = 6
    ANY = 7
    NOT = 8


class TaskKind(IntEnum):
    """What a plan asks of units, and from PREPARE on of guns."""

    ATTACK = 0
    HOLD = 1
    DELAY = 2
    SCREEN = 3
    RESERVE = 4
    WITHDRAW = 5
    MARCH = 6
    EXIT = 7
    PREPARE = 8
    SUPPORT = 9
    DEFEND = 10
    INTERDICT = 11


class Tolerance(IntEnum):
    """What an assault may cost before it is broken off (rulebook 5.6); a plan need not say it, an order does."""

    UNSAID = 0
    MINIMISE = 1
    LIMIT = 2
    IGNORE = 3
