"""Checks of the shared libraries: ground, equipment, unit types and the numbers of the rulebook."""

from __future__ import annotations

from typing import Final

from game.scenario.compiling import rule_shapes
from game.scenario.reading import Spot
from game.scenario.report import Report
from game.scenario.schema.libraries import EquipmentLibrary, Ground, RulesLibrary, UnitTypeLibrary
from game.scenario.suggesting import quote
from game.scenario.world import LUCK, SLOTS

MOST: Final = 2**31 - 1
FAIR_LUCK: Final = LUCK * 1000


def check_ground(report: Report, ground: Ground) -> None:
    """Every entry has a source; water has nothing that only land can have."""
    for group in ("terrain", "hexsides", "roads", "bridges"):
        for id_, noun in getattr(ground, group).items():
            report.sourced("terrain", (group, id_), noun)
    for id_, terrain in ground.terrain.items():
        for field in ("speed", "bog", "entrench_max"):
            if terrain.water and getattr(terrain, field):
                report.add("terrain", ("terrain", id_, field), f"{field} does not go with water: boats cross it")


def check_equipment(report: Report, library: EquipmentLibrary) -> None:
    """Every entry has a source."""
    for id_, noun in library.equipment.items():
        report.sourced("equipment", ("equipment", id_), noun)


def check_unit_types(report: Report, library: UnitTypeLibrary, equipment: EquipmentLibrary | None) -> None:
    """Every entry has a source; its items exist and fit into a unit."""
    for id_, noun in library.unit_types.items():
        spot: Spot = ("unit_types", id_)
        report.sourced("unit_types", spot, noun)
        if equipment is not None:
            for item in noun.items:
                report.known("unit_types", (*spot, "items", item), item, equipment.equipment, "equipment", key=True)
        if len(noun.items) > SLOTS:
            report.add("unit_types", (*spot, "items"), f"has {len(noun.items)} kinds of items; {SLOTS} is the most")


def check_rules(report: Report, library: RulesLibrary) -> None:
    """Every number of the rulebook is there once, and of the right shape."""
    shapes = rule_shapes()
    for name, noun in library.rules.items():
        if report.known("rules", ("rules", name), name, shapes, "rule", key=True):
            check_rule_value(report, "rules", ("rules", name, "value"), name, noun.value)
    for name in shapes:
        if name not in library.rules and report.whole("rules", ("rules", name)):
            report.add("rules", ("rules",), f"the rule {quote(name)} is missing", key=True)


def check_rule_value(report: Report, kind: str, spot: Spot, name: str, value: int | list[int]) -> None:
    """A rule is one number, or a row of as many as the rulebook has; luck is fair."""
    count = rule_shapes()[name]
    numbers = value if isinstance(value, list) else [value]
    if isinstance(value, list) != (count > 0) or (count and len(numbers) != count):
        is_ = f"a list of {len(numbers)}" if isinstance(value, list) else "one number"
        report.add(kind, spot, f"should be {f'a list of {count} numbers' if count else 'one number'}, not {is_}")
    elif any(abs(number) > MOST for number in numbers):
        report.add(kind, spot, f"should lie between -{MOST} and {MOST}")
    elif name == "luck" and (sum(numbers) != FAIR_LUCK or min(numbers) < 0):
        total = f"they add up to {sum(numbers)}" if min(numbers) >= 0 else f"{min(numbers)} is less than 0"
        report.add(kind, spot, f"luck must be fair: {LUCK} numbers from 0 on that add up to {FAIR_LUCK}; {total}")
