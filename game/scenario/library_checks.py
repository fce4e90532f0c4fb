"""Checks of the shared libraries: ground, equipment, unit types and the numbers of the rulebook."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from game.scenario.reading import Spot
from game.scenario.report import Report
from game.scenario.rule_values import RULE_VALUES, Value, wrong_numbers
from game.scenario.schema.libraries import EquipmentLibrary, Ground, RulesLibrary, UnitTypeLibrary
from game.scenario.suggesting import quote
from game.scenario.world import SLOTS

NEVER_ASSAULT: Final = frozenset({"artillery", "headquarters"})
"""Roles of units that cannot be trained for what they never do (rulebook 5.1)."""


def assaults_nobody(role: str) -> str:
    """Return why units of a role are not trained for the assault by night."""
    return f"does not go with the role {quote(role)}, which assaults nobody"


def check_ground(report: Report, ground: Ground) -> None:
    """Every entry has a source; water has nothing that only land can have, and land nothing for boats."""
    for group in ("terrain", "hexsides", "roads", "bridges"):
        for id_, noun in getattr(ground, group).items():
            report.sourced("terrain", (group, id_), noun)
    for id_, terrain in ground.terrain.items():
        if terrain.water and terrain.entrench_max:
            report.add("terrain", ("terrain", id_, "entrench_max"), "entrench_max does not go with water")
        for field in ("speed", "bog"):
            for mobility in getattr(terrain, field):
                if (mobility == "boat") != terrain.water:
                    report.add("terrain", ("terrain", id_, field, mobility), _not_for(mobility, field))
        if terrain.water and terrain.breaks:
            report.add("terrain", ("terrain", id_, "breaks"), "breaks does not go with water, which has no ice")
        elif "boat" in terrain.breaks:
            report.add("terrain", ("terrain", id_, "breaks", "boat"), "breaks does not go with boats")
    for id_, road in ground.roads.items():
        if "boat" in road.speed:
            report.add("terrain", ("roads", id_, "speed", "boat"), _not_for("boat", "speed"))


def _not_for(mobility: str, field: str) -> str:
    if mobility == "boat":
        return f"{field} of boats goes with water only"
    return f"{field} of {mobility} does not go with water: only boats go there, others cross it at crossings"


def check_equipment(report: Report, library: EquipmentLibrary) -> None:
    """Every entry has a source."""
    for id_, noun in library.equipment.items():
        report.sourced("equipment", ("equipment", id_), noun)


def check_unit_types(
    report: Report, library: UnitTypeLibrary, equipment: EquipmentLibrary | None, symbols: Collection[str]
) -> None:
    """Every entry has a source; its symbol and its items exist, and these fit into a unit."""
    for id_, noun in library.unit_types.items():
        spot: Spot = ("unit_types", id_)
        report.sourced("unit_types", spot, noun)
        report.known("unit_types", (*spot, "symbol"), noun.symbol, symbols, "symbol")
        if noun.night_assault and noun.role in NEVER_ASSAULT:
            report.add("unit_types", (*spot, "night_assault"), assaults_nobody(noun.role))
        if equipment is not None:
            for item in noun.items:
                report.known("unit_types", (*spot, "items", item), item, equipment.equipment, "equipment", key=True)
        if len(noun.items) > SLOTS:
            report.add("unit_types", (*spot, "items"), f"has {len(noun.items)} kinds of items; {SLOTS} is the most")


def check_rules(report: Report, library: RulesLibrary) -> None:
    """Every number of the rulebook is there once, of the right shape, within its bounds, and goes with what it can."""
    for name, noun in library.rules.items():
        if not report.known("rules", ("rules", name), name, RULE_VALUES, "rule", key=True):
            continue
        check_rule_value(report, "rules", ("rules", name, "value"), name, noun.value, noun.unit)
        per = RULE_VALUES[name].per
        if noun.per is not None and noun.per != per:
            allowed = f"only with {quote(per)}" if per else "with no scale"
            report.add("rules", ("rules", name, "per"), f"{name} goes {allowed}, not with {quote(noun.per)}")
    for name in RULE_VALUES:
        if name not in library.rules and report.whole("rules", ("rules", name)):
            report.add("rules", ("rules",), f"the rule {quote(name)} is missing", key=True)


def check_rule_value(report: Report, kind: str, spot: Spot, name: str, value: Value, unit: str = "") -> None:
    """A rule is one number within its bounds, or a row of as many as the rulebook has; luck is fair."""
    for place, fault in wrong_numbers(RULE_VALUES[name], value, unit):
        report.add(kind, spot if place is None else (*spot, place), fault)
