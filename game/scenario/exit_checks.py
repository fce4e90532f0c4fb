"""Checks of exits: areas at the edge of the map, and points for those who leave by them (rulebook 3.7, 10.2)."""

from __future__ import annotations

from collections.abc import Sequence

from game.scenario.force_checks import units_named
from game.scenario.grids import hex_number
from game.scenario.map_checks import AREA_PARTS
from game.scenario.reading import Spot
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.scenario_file import AwardEntry
from game.scenario.setting import Setting, open_water
from game.scenario.suggesting import quote


def check_exits(setting: Setting, spot: Spot, exits: Sequence[str]) -> None:
    """Every exit is an area all hexes of which lie at the edge of the map; in some of them a unit can stay."""
    for index, area in enumerate(exits):
        here = (*spot, index)
        if not setting.known_area(here, area):
            continue
        if area in exits[:index]:
            setting.add(here, f"{quote(area)} is an exit of this side already")
        elif setting.report.sound("map", *AREA_PARTS) and setting.report.sound("scenario", "areas"):
            _check_hexes(setting, here, area)


def _check_hexes(setting: Setting, spot: Spot, area: str) -> None:
    hexes, map_file = setting.areas[area], setting.nouns.map
    inside = next((row for row in sorted(hexes) if not at_edge(map_file, row)), None)
    if inside is not None:
        number = quote(hex_number(map_file, inside))
        setting.add(spot, f"hex {number} of {area} is not at the edge of the map; an exit has only hexes that are")
    elif hexes and not hexes - (setting.water - open_water(setting)):
        setting.add(spot, f"{quote(area)} is all water, where nobody can stay")


def at_edge(map_file: MapFile, row: int) -> bool:
    """Whether a hex is of the first or last column or row."""
    x, y = row % map_file.columns, row // map_file.columns
    return x in (0, map_file.columns - 1) or y in (0, map_file.rows - 1)


def check_exited(setting: Setting, spot: Spot, award: AwardEntry) -> None:
    """The units that count are of the side, and it has an exit by which they can leave; the turn is played."""
    scenario = setting.nouns.scenario
    if award.by is not None:
        setting.in_calendar((*spot, "by"), award.by)
    whose = award.of
    if whose is None or whose not in scenario.sides or not setting.whole("sides"):
        return
    exits = scenario.sides[whose].exits
    if not exits:
        setting.add((*spot, "of"), f"{whose} has no exits; name them in `exits` of its entry in `sides`")
    elif award.area is not None and award.area in setting.areas and award.area not in exits:
        setting.add((*spot, "area"), f"{quote(award.area)} is no exit of {whose}; its exits are {', '.join(exits)}")
    _check_units(setting, (*spot, "units"), award.units, whose)


def _check_units(setting: Setting, spot: Spot, names: Sequence[str], whose: str) -> None:
    """They exist, are of the side, and somebody of them comes into play."""
    known = setting.units_and_formations
    for index, name in enumerate(names):
        if not setting.report.known("scenario", (*spot, index), name, known, "unit or formation"):
            return
        if known[name] != whose and whose in setting.sides:
            setting.add((*spot, index), f"{quote(name)} is of the side {known[name]}, not of {whose}")
            return
    deployed = {entry.unit for entry in setting.nouns.scenario.deployment}
    if names and setting.whole("deployment") and not deployed & units_named(setting.nouns.forces, list(names)):
        setting.add(spot, "should name somebody who comes into play in this scenario")
