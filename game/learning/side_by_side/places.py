"""Where each number of an observation stands, for compiled code and Python alike; `learning.features` explains them."""

from __future__ import annotations

from enum import IntEnum


class OfUnit(IntEnum):
    """Numbers of a unit, in order."""

    EXISTS = 0
    PRESENT = 1
    AWAITED = 2
    ARRIVAL = 3
    ROLE = 4
    ECHELON = 5
    MOBILITY = 6
    QUALITY = 7
    MORALE = 8
    NIGHT_ASSAULT = 9
    ROW = 10
    COLUMN = 11
    MEN = 12
    ARMOUR = 13
    DISABLED = 14
    FIRE = 15
    FRONTAGE = 16
    RANGE = 17
    COHESION = 18
    FATIGUE = 19
    POINTS = 20
    ENTRENCHMENT = 21
    DIGGING = 22
    SUPPLY = 23
    DISTANCE = 24
    STOCK = 25
    MISSIONS = 26
    DEFENDED = 27
    ROUTED = 28
    ATTACKED = 29
    MOVED = 30
    PINNED = 31
    SUPPRESSED = 32
    NAMED = 33


class OfHex(IntEnum):
    """Numbers of a hex, in order."""

    OWN = 0
    ENEMY = 1
    OWN_UNITS = 2
    ENEMY_UNITS = 3
    LOAD = 4
    OWN_ZONE = 5
    ENEMY_ZONE = 6
    NO_ENTRY = 7
    NO_FIRE = 8
    TARGET = 9


class OfSide(IntEnum):
    """Numbers of a side, in order; those lost by kind are six."""

    POINTS = 0
    LOST_MEN = 1
    LOST_MACHINE_GUN = 2
    LOST_MORTAR = 3
    LOST_GUN = 4
    LOST_TANK = 5
    LOST_VEHICLE = 6
    OFF_TANK = 7
    OFF_VEHICLE = 8
    CAPTURED = 9
    DEPOT = 10


class OfClock(IntEnum):
    """Numbers of the time and of the decision, in order."""

    TURN = 0
    TURNS_LEFT = 1
    LIGHT = 2
    MINUTES = 3
    FIRST = 4
    DECIDING = 5
    STAGE = 6
    DECISIONS_LEFT = 7
    OVER = 8
