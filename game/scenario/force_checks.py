"""Checks of the forces: ids that differ, types and items that exist, units of something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Final

from game.core.terms import CONTESTED_NAME, ORDER_WORDS
from game.scenario.library_checks import NEVER_ASSAULT, assaults_nobody
from game.scenario.reading import Spot
from game.scenario.report import Report
from game.scenario.schema.forces import ForcesFile, Formation, Unit
from game.scenario.schema.libraries import EquipmentLibrary, UnitTypeLibrary
from game.scenario.suggesting import quote
from game.scenario.world import SLOTS

APART: Final = 150
"""By how much the colours of two sides differ at least, red, green and blue together."""


def check_forces(
    report: Report,
    forces: ForcesFile,
    equipment: EquipmentLibrary | None,
    unit_types: UnitTypeLibrary | None,
    symbols: Collection[str],
) -> None:
    """Run all checks of the forces; those against the libraries where these could be read."""
    formations: set[str] = set()
    units: set[str] = set()
    if CONTESTED_NAME in forces.sides:
        message = f"no side can have the id {quote(CONTESTED_NAME)}: it stands for areas that neither side holds"
        report.add("forces", ("sides", CONTESTED_NAME), message, key=True)
    _check_colours(report, forces)
    for spot, _, formation in formations_in(forces):
        report.unique("forces", (*spot, "id"), formation.id, formations, "formation")
    for spot, _, unit in units_with_spots(forces):
        report.unique("forces", (*spot, "id"), unit.id, units, "unit")
        if unit.id in ORDER_WORDS:
            message = f"no unit can have the id {quote(unit.id)}: it is a word of the text of orders"
            report.add("forces", (*spot, "id"), message)
        report.sourced("forces", spot, unit)
        _check_symbol(report, spot, unit, symbols)
        if unit.range is not None and unit.range[0] > unit.range[1]:
            report.add("forces", (*spot, "range"), "should be the lowest number of men, then the highest")
        if equipment is not None:
            for item in unit.items:
                report.known("forces", (*spot, "items", item), item, equipment.equipment, "equipment", key=True)
        if unit_types is not None:
            _check_type(report, spot, unit, unit_types)


def _check_colours(report: Report, forces: ForcesFile) -> None:
    """Sides whose counters have colours of their own can be told apart by them."""
    colours = [(name, bytes.fromhex(side.colour[1:])) for name, side in forces.sides.items() if side.colour is not None]
    for (_, one), (name, other) in pairwise(colours):
        if sum(abs(a - b) for a, b in zip(one, other, strict=True)) < APART:
            report.add("forces", ("sides", name, "colour"), "is too like the colour of the other side")


def _check_symbol(report: Report, spot: Spot, unit: Unit, symbols: Collection[str]) -> None:
    if unit.symbol is not None:
        report.known("forces", (*spot, "symbol"), unit.symbol, symbols, "symbol")


def _check_type(report: Report, spot: Spot, unit: Unit, library: UnitTypeLibrary) -> None:
    """The unit's type exists, and with the unit's own items it is neither empty nor too mixed."""
    if not report.known("forces", (*spot, "type"), unit.type, library.unit_types, "unit type"):
        return
    role = unit.role or library.unit_types[unit.type].role
    if unit.night_assault and role in NEVER_ASSAULT:
        report.add("forces", (*spot, "night_assault"), assaults_nobody(role))
    merged = {**library.unit_types[unit.type].items, **unit.items}
    items = [item for item, count in merged.items() if count > 0]
    if not items and report.whole("forces", spot) and report.sound("unit_types", "unit_types"):
        report.add("forces", spot, "has no items: its type gives none, or they are all set to 0")
    if len(items) > SLOTS and unit.items:
        report.add(
            "forces", (*spot, "items"), f"makes {len(items)} kinds of items with its type's; {SLOTS} is the most"
        )


def formations_in(forces: ForcesFile) -> Iterator[tuple[Spot, str, Formation]]:
    """Yield each formation with its spot in the file and its side."""

    def below(spot: Spot, side: str, formations: list[Formation]) -> Iterator[tuple[Spot, str, Formation]]:
        for index, formation in enumerate(formations):
            here = (*spot, "formations", index)
            yield here, side, formation
            yield from below(here, side, formation.formations)

    for side, noun in forces.sides.items():
        yield from below(("sides", side), side, noun.formations)


def units_named(forces: ForcesFile, names: Iterable[str]) -> frozenset[str]:
    """Return the ids of the units that are named, alone or with their formation; a unit comes first."""
    wanted, units = set(names), {unit.id for _, _, unit in units_with_spots(forces)}
    inside = [formation for _, _, formation in formations_in(forces) if formation.id in wanted - units]
    for formation in inside:
        inside += formation.formations
    return frozenset(wanted & units).union(unit.id for formation in inside for unit in formation.units)


def units_with_spots(forces: ForcesFile) -> Iterator[tuple[Spot, str, Unit]]:
    """Yield each unit with its spot in the file and its side."""
    for spot, side, formation in formations_in(forces):
        for index, unit in enumerate(formation.units):
            yield (*spot, "units", index), side, unit
