"""How strong both sides of a new battle are: the attack as `troops` has it, the defence as it is asked for.

Men are those who are there in the first turn. Neither side has fewer than a third of the other's: where that is too
much of a defence, or too little, its quality makes the difference.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from game.core.terms import SIDES
from game.scenario.library import read_library
from game.scenario.new_battle.troops import DEFENDER, TROOPS, Formation, Listed
from game.scenario.new_battle.wanted import FULL, HOLDERS, Wanted
from game.scenario.schema.libraries import Equipment, EquipmentLibrary, UnitType, UnitTypeLibrary

FEWEST: Final = 1 / 3
"""The least that a side may have of the other's men."""


def formation(wanted: Wanted, place: int) -> Formation:
    """Return what a side begins with."""
    found = TROOPS[wanted.scale][wanted.names_of(place).troops]
    return found._replace(units=tuple(one for one in found.units if one.held or place != DEFENDER))


def strength(wanted: Wanted, place: int, unit: Listed) -> int:
    """Return the per cent of its strength that a unit begins with."""
    if place != DEFENDER:
        return FULL
    return unit.held if unit.as_it_is else min(FULL, max(1, unit.held * wanted.holders // FULL))


def quality_and_morale(wanted: Wanted, unit: Listed) -> tuple[int, int]:
    """Return both, in thousandths, of a unit of who holds the hill."""
    noun = _types()[unit.type]
    return noun.quality * wanted.quality // FULL, noun.morale * wanted.quality // FULL


def men_there(wanted: Wanted, place: int) -> int:
    """Return the men of a side in the first turn, crews counted."""
    types, crews = _types(), _kinds()
    men = 0
    for unit in formation(wanted, place).units:
        if not unit.turn:
            percent = strength(wanted, place, unit)
            items = types[unit.type].items.items()
            men += sum((2 * count * percent + FULL) // (2 * FULL) * crews[kind].crew for kind, count in items)
    return men


def bounds_of_holders(wanted: Wanted) -> tuple[int, int]:
    """Return least and most per cent with which neither side has fewer than FEWEST of the other's men."""
    least, most = HOLDERS
    attack = men_there(wanted, SIDES - 1 - DEFENDER)
    fair = [
        holders
        for holders in range(least, most + 1)
        if FEWEST <= men_there(replace(wanted, holders=holders), DEFENDER) / attack <= 1 / FEWEST
    ]
    assert fair, "some strength of each formation is within bounds"
    return fair[0], fair[-1]


def _types() -> dict[str, UnitType]:
    """Return the game's unit types."""
    library = read_library("unit_types").model
    assert isinstance(library, UnitTypeLibrary)
    return library.unit_types


def _kinds() -> dict[str, Equipment]:
    """Return the game's kinds of items."""
    library = read_library("equipment").model
    assert isinstance(library, EquipmentLibrary)
    return library.equipment
