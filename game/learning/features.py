"""What an observation says, number by number: the name of each feature, its bounds, and what it is.

All features are whole numbers in the units of the rules, so that nothing is rounded and each can be held against the
unit card; whoever wants them between 0 and 1 divides by the bound (`space["units"].high`). Where a figure has no bound
of its own in the rules it is cut at the one that stands here, and its description says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import (
    MOVEMENT_QUARTERS,
    SIDES,
    SUPPLY_METRES,
    UNREACHED,
    Award,
    Echelon,
    Kind,
    Light,
    Mobility,
    Role,
    Supply,
)
from game.learning.actions import Actions
from game.learning.setting import Setting
from game.scenario.schema.basics import Works, bounds_of
from game.scenario.world import World

MOST_OF_A_BYTE: Final = 255
MOST_DIGGING: Final = 1000
MOST_VALUE: Final = 1000
LOST_TWICE: Final = 2
"""Losses are cut at so many times all that the larger side has: vehicles are repaired, and may be lost again."""


@dataclass(frozen=True)
class Feature:
    """One number of an observation, with the least and the greatest value that it has."""

    name: str
    low: int
    high: int
    about: str


# --- units ----------------------------------------------------------------------------------------------------------


def unit_features(setting: Setting) -> list[Feature]:
    """Return what is said of a unit, (2S, F) of it; from `row` on 0 unless it is on the map."""
    world = setting.world
    rows, columns = map_size(world)
    most = most_of_a_unit(world)
    works = bounds_of(Works)[1]
    artillery = world.rules[0].artillery
    return [
        Feature("exists", 0, 1, "1; 0 in a slot that the smaller side leaves empty, where all else is 0 too"),
        Feature("present", 0, 1, "1 on the map"),
        Feature("awaited", 0, 1, "1 before it comes; 0 with `present` 0: it is gone"),
        Feature("arrival", 0, _most(world.units.arrival), "turn in which it comes; 0: there from the start"),
        Feature("role", 0, max(Role), "a Role: infantry, armour, artillery, .."),
        Feature("echelon", 0, max(Echelon), "an Echelon: section to corps"),
        Feature("mobility", 0, max(Mobility), "a Mobility: foot, mounted, horse-drawn, wheeled, tracked, rail, boat"),
        Feature("quality", 0, _most(world.units.quality), "thousandths of the ordinary"),
        Feature("morale", 0, _most(world.units.morale), "thousandths of the norm"),
        Feature("night_assault", 0, 1, "1: trained for the assault by night"),
        Feature("row", 0, rows - 1, "row of its hex on the map"),
        Feature("column", 0, columns - 1, "column of its hex"),
        Feature("men", 0, most["men"], "men"),
        Feature("armour", 0, most["armour"], "armoured vehicles that are fit"),
        Feature("disabled", 0, most["armour"], "vehicles that lie disabled with it"),
        Feature("fire", 0, most["fire"], "fire on men, hundredths of a rifleman"),
        Feature("frontage", 0, most["frontage"], "room that it takes, in men"),
        Feature("range", 0, most["range"], "hexes that its guns reach at range"),
        Feature("cohesion", 0, 100, "cohesion"),
        Feature("fatigue", 0, 100, "fatigue"),
        Feature("points", 0, MOVEMENT_QUARTERS, "quarter movement points left"),
        Feature("entrenchment", 0, works, "levels"),
        Feature("digging", 0, MOST_DIGGING, "hundredths of the next level that are dug; cut"),
        Feature("supply", 0, max(Supply), "a Supply: none, low, strained, full"),
        Feature(
            "distance", 0, UNREACHED, f"way to a supply source, {SUPPLY_METRES} m of open ground; {UNREACHED}: none"
        ),
        Feature("stock", 0, _most(world.units.stock), "turns of supply that it carries"),
        Feature(
            "missions", 0, _most(world.units.missions, world.units.start_missions), "fire missions that it carries"
        ),
        Feature(
            "defended", 0, max(1, int(artillery.defensive_missions)), "times it fired in defence since its last turn"
        ),
        Feature("routed", 0, 1, "1: routed"),
        Feature("attacked", 0, 1, "1: has attacked or fired this turn"),
        Feature("moved", 0, 1, "1: has marched this turn"),
        Feature("pinned", 0, 1, "1: marches no more this turn"),
        Feature("suppressed", 0, 1, "1: kept down by guns"),
        Feature("named", 0, 1, "1: in the order that is being prepared"),
    ]


def most_of_a_unit(world: World) -> dict[str, int]:
    """Return the most that any unit has of what follows from its items: what it began with."""
    items, count = world.units.items, world.units.count.astype(np.int64)
    known = items >= 0
    row = np.where(known, items, 0)
    each = {name: np.where(known, world.equipment[name][row].astype(np.int64), 0) for name in _FOLLOWING}
    tanks = np.where(each["armour"] > 0, count, 0)
    reach = np.where((each["indirect"] == 1) & (count > 0), each["range"], 0) // int(world.frame[0].hex_size)
    return {
        "men": _most((count * each["crew"]).sum(axis=1)),
        "armour": _most(tanks.sum(axis=1)),
        "fire": _most((count * each["soft"]).sum(axis=1)),
        "frontage": _most((count * each["frontage"]).sum(axis=1)),
        "range": _most(reach),
    }


_FOLLOWING: Final = ("crew", "armour", "soft", "frontage", "range", "indirect")


# --- sides, clock, map ----------------------------------------------------------------------------------------------


def side_features(setting: Setting) -> list[Feature]:
    """Return what is said of a side, (2, F) of it, the own side first."""
    world = setting.world
    whole = whole_of_a_side(world)
    lost = [Feature(f"lost_{kind.name.lower()}", 0, whole[kind], f"{_plural(kind)} lost so far; cut") for kind in Kind]
    off = [
        Feature(f"off_{kind.name.lower()}", 0, whole[kind], f"{_plural(kind)} written off; cut") for kind in VEHICLES
    ]
    most = most_points(world, whole)
    return [
        Feature("points", -most, most, "victory points as things stand; cut"),
        *lost,
        *off,
        Feature("captured", 0, whole[Kind.MEN], "men who surrendered; cut"),
        Feature("depot", 0, MOST_DEPOT, "fire missions in the depots; cut"),
    ]


VEHICLES: Final = (Kind.TANK, Kind.VEHICLE)
MOST_DEPOT: Final = 1000


def whole_of_a_side(world: World) -> dict[Kind, int]:
    """Return the bound of losses by kind: LOST_TWICE times what the larger side has."""
    items, count = world.units.items, world.units.count.astype(np.int64)
    row = np.where(items >= 0, items, 0)
    kinds = np.where(items >= 0, world.equipment.kind[row], -1)
    men = count * np.where(items >= 0, world.equipment.crew[row], 0)
    found = {}
    for kind in Kind:
        each = men if kind is Kind.MEN else np.where(kinds == kind, count, 0)
        by_side = [int(each[world.units.side == side].sum()) for side in range(SIDES)]
        found[kind] = max(1, LOST_TWICE * max(by_side))
    return found


def most_points(world: World, whole: dict[Kind, int]) -> int:
    """Return the most victory points, above nothing or below, that the awards of a side can add up to."""
    sums = [0] * SIDES
    for row in world.awards:
        points = max(abs(int(row.points)), abs(int(row.contested)))
        if row.award == Award.LOSSES:
            points *= whole[Kind(int(row.kind))] // max(1, int(row.per))
        elif row.award == Award.GROUND:
            points *= len(world.hexes)
        elif row.award == Award.EXITED:
            most = len(world.units) if row.kind < 0 else whole[Kind(int(row.kind))]
            points *= most // max(1, int(row.per))
        sums[int(row.side)] += points
    return max(1, *sums)


def clock_features(setting: Setting) -> list[Feature]:
    """Return what is said of the time and of the decision, (F,) of it."""
    frame = setting.world.frame[0]
    last = int(frame.last_turn)
    return [
        Feature("turn", 0, last, "turn"),
        Feature("turns_left", 0, last, "turns after this one"),
        Feature("light", 0, max(Light), "a Light: day, twilight, moonlit, dark"),
        Feature("minutes", 0, _most(setting.world.calendar.minutes), "minutes of the turn"),
        Feature("first", 0, 1, "1: the own side's orders are due first in each turn"),
        Feature("deciding", 0, 1, "1: the own side is to decide"),
        Feature("stage", 0, 2, "what is decided next: 0 the unit, 1 the hex, 2 who joins the assault"),
        Feature("decisions_left", 0, setting.decisions_a_turn, "decisions left in this player turn"),
        Feature("over", 0, 1, "1: the game is over"),
    ]


HEX_FEATURES: Final = (
    Feature("own", 0, 1, "1: ground of the own side"),
    Feature("enemy", 0, 1, "1: ground of the enemy"),
    Feature("own_units", 0, MOST_OF_A_BYTE, "own units in it"),
    Feature("enemy_units", 0, MOST_OF_A_BYTE, "enemy units in it"),
    Feature("load", 0, MOST_OF_A_BYTE, "frontage in it, per cent of what may stand there; cut"),
    Feature("own_zone", 0, MOST_OF_A_BYTE, "own units that have it in their zone of control; cut"),
    Feature("enemy_zone", 0, MOST_OF_A_BYTE, "enemy units that have it in theirs; cut"),
    Feature("no_entry", 0, 1, "1: the own side may not enter it this turn"),
    Feature("no_fire", 0, 1, "1: the own side may not fire into it this turn"),
    Feature("target", 0, 1, "1: the assault that is being prepared is on it"),
)
"""What is said of a hex: planes (F, rows, columns), bytes."""


def ground_features(setting: Setting) -> list[Feature]:
    """Return what is said of a hex of the map; it changes with the ground alone: planes (F, rows, columns)."""
    world = setting.world
    height = world.hexes.elevation
    kinds = np.unique(world.counts_as[:, world.hexes.terrain])
    cover, works = world.terrain.cover[kinds], world.terrain.entrench_max[kinds]
    most = min(MOST_VALUE, most_points(world, whole_of_a_side(world)))
    ways = [
        Feature(f"{who}_{number}", 0, MOVEMENT_QUARTERS, f"quarter points {what} across hexside {number}; 0: closed")
        for who, what in (("foot", "on foot by day"), ("wheels", "on wheels by day"))
        for number in range(6)
    ]
    return [
        Feature(
            "terrain",
            0,
            max(1, len(setting.scenario.names.terrain) - 1),
            "row of its kind of ground in `scenario.names.terrain`",
        ),
        Feature("elevation", min(0, int(height.min())), _most(height), "metres"),
        Feature("water", 0, 1, "1: water"),
        Feature("road", 0, 1, "1: a road or track passes"),
        Feature("cover", 0, _most(cover), "thousandths of fire that gets through"),
        Feature("works", 0, _most(works), "levels that can be dug"),
        Feature("own_source", 0, 1, "1: a supply source of the own side"),
        Feature("enemy_source", 0, 1, "1: a supply source of the enemy"),
        Feature("own_value", 0, most, "victory points that the areas around it are worth to the own side; cut"),
        Feature("enemy_value", 0, most, "victory points that they are worth to the enemy; cut"),
        *ways,
        *(_EXITS if world.exits.any() else ()),
    ]


_EXITS: Final = (
    Feature("own_exit", 0, 1, "1: own units may leave the map from it; only in scenarios with exits"),
    Feature("enemy_exit", 0, 1, "1: the enemy's may; likewise"),
)


def map_size(world: World) -> tuple[int, int]:
    """Return the rows and columns of the map."""
    columns = int(world.frame[0].columns)
    return len(world.hexes) // columns, columns


def bounds(features: list[Feature] | tuple[Feature, ...], dtype: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the least and the greatest values of features, (F,) each."""
    return np.array([one.low for one in features], dtype), np.array([one.high for one in features], dtype)


def shapes(setting: Setting, actions: Actions) -> dict[str, tuple[list[Feature], tuple[int, ...], type[Any]]]:
    """Return the parts of an observation: features, shape without them, type. Planes have their features first."""
    size = map_size(setting.world)
    parts: dict[str, tuple[list[Feature], tuple[int, ...], type[Any]]] = {
        "units": (unit_features(setting), (SIDES * actions.slots,), np.int32),
        "hexes": (list(HEX_FEATURES), size, np.uint8),
        "sides": (side_features(setting), (SIDES,), np.int32),
        "clock": (clock_features(setting), (), np.int32),
    }
    if setting.ground:
        parts["ground"] = (ground_features(setting), size, np.int16)
    return parts


def _most(*arrays: NDArray[Any]) -> int:
    """Return the greatest number in some arrays, at least 1, so that one can divide by it."""
    return max(1, *(int(array.max()) for array in arrays if array.size))


def _plural(kind: Kind) -> str:
    word = kind.name.lower().replace("_", " ")
    return word if kind is Kind.MEN else f"{word}s"
