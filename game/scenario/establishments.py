"""What a unit is: what its type says, with what the unit says itself in its place. Items are put together elsewhere."""

from __future__ import annotations

from typing import Final

from game.scenario.schema.forces import Unit
from game.scenario.schema.libraries import UnitType

OVERRIDES: Final = ("role", "echelon", "mobility", "symbol", "quality", "morale", "night_assault", "missions")
"""Keys that a unit may say itself; else its type's hold."""


def establishment(unit: Unit, noun: UnitType) -> UnitType:
    """Return the type of a unit as it is for this unit."""
    own = {key: value for key in OVERRIDES if (value := getattr(unit, key)) is not None}
    if unit.type_name is not None:
        own["name"] = unit.type_name
    return noun.model_copy(update=own) if own else noun
