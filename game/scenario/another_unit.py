"""A scenario with one unit more: the copy of one that is there, in the same formation and the same state, in a hex."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any, Final

from game.scenario.changes import unit_entries
from game.scenario.loading import Documents, Scenario, from_documents

LONGEST_ID: Final = 32
"""Letters of the id of a unit."""

SUFFIX: Final = "-more"


def with_another(scenario: Scenario, unit: str, hex_: str) -> Scenario:
    """Return the scenario with a copy of a unit that is deployed, which comes into play when that one does, in a hex.

    It is of the same formation, so that it does what a plan says of that; what a plan says of the unit alone it says
    not of the copy.

    Raises
    ------
    ScenarioError : the scenario is not sound with it, as where the hex has no room.
    """
    documents = copy.deepcopy(scenario.documents)
    units = _siblings(documents, unit)
    mine = next(entry for entry in units if entry["id"] == unit)
    id_ = _free_id(unit, set(unit_entries(documents)))
    units.append({**copy.deepcopy(mine), "id": id_, "name": f"{mine['name']} (one more)"})
    deployment = documents["scenario"]["deployment"]
    place = next(place for place, entry in enumerate(deployment) if entry["unit"] == unit)
    deployment.append({**copy.deepcopy(deployment[place]), "unit": id_, "hex": hex_})
    documents["scenario"].pop("tests", None)  # what the file expects, it expects of the battle as it was
    made = from_documents(documents, scenario.name)
    return replace(made, changes=(*scenario.changes, f"with {id_}, a copy of {unit}, in {hex_}"))


def _siblings(documents: Documents, unit: str) -> list[dict[str, Any]]:
    """Return the units of the formation that a unit is in, as the forces list them."""
    waiting = [formation for side in documents["forces"]["sides"].values() for formation in side["formations"]]
    while waiting:
        formation = waiting.pop()
        units: list[dict[str, Any]] = formation.get("units", [])
        if any(entry["id"] == unit for entry in units):
            return units
        waiting += formation.get("formations", [])
    raise AssertionError(unit)


def _free_id(unit: str, taken: set[str]) -> str:
    """Return an id for the copy of a unit that no other has."""
    ids = [f"{unit[: LONGEST_ID - len(SUFFIX) - 4]}{SUFFIX}{number or ''}" for number in range(len(taken) + 1)]
    return next(id_ for id_ in ids if id_ not in taken)
