"""What one more battalion would change: which unit is added to a side, and where.

It is the copy of a typical unit of the side's infantry: of the type in which most of its infantry men serve, the one
with the median strength of those that come first. It comes when that one does, as strong and as rested, in the same hex
if there is room, else in the nearest hex with room: first in those that the side owns and no enemy stands beside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.batch.balance.losing import brought
from game.core.errors import ScenarioError
from game.core.terms import NOWHERE, Kind, Role
from game.scenario.another_unit import with_another
from game.scenario.grids import hex_number, hex_row
from game.scenario.loading import Scenario

ROLES: Final = (Role.INFANTRY, Role.CAVALRY, Role.ENGINEER, Role.ARMOUR)
"""Of which role a unit is added: the first that the side has."""

MOST_TRIES: Final = 13
"""Hexes that are tried: each is a whole scenario that is checked."""

MOST_STEPS: Final = 2
"""How far from the unit that is copied."""


@dataclass(frozen=True)
class Addition:
    """A unit that was added to a side, with the scenario in which it is."""

    side: int
    unit: str  # that was copied
    name: str
    type: str
    formation: str
    men: int
    hex: str
    turn: int  # of arrival; 0: on the map from the start
    scenario: Scenario = field(repr=False)

    @property
    def words(self) -> str:
        """What was added, in words."""
        when = f", from turn {self.turn}" if self.turn else ""
        return f"{self.men:,} men in {self.hex}{when}, a copy of {self.name} ({self.type})"


def addition(scenario: Scenario, side: int) -> Addition | None:
    """Return one more unit for a side; None where it has none to be copied, or there is no room near by."""
    unit = typical_unit(scenario, side)
    if unit is None:
        return None
    for hex_ in _hexes(scenario, side, unit):
        try:
            made = with_another(scenario, scenario.names.units[unit], hex_)
        except ScenarioError:
            continue
        return _added(scenario, side, unit, hex_, made)
    return None


def typical_unit(scenario: Scenario, side: int) -> int | None:
    """Return the row of the unit that is copied: of those of its type that come first, and without a condition."""
    units, men = scenario.world.units, brought(scenario)[:, Kind.MEN]
    for role in ROLES:
        rows = np.flatnonzero((units["side"] == side) & (units["role"] == role) & (men > 0))
        if not len(rows):
            continue
        of_type = np.bincount(units["type"][rows], weights=men[rows])
        alike = rows[units["type"][rows] == int(of_type.argmax())].tolist()
        comes = {row: (units["condition_area"][row] != NOWHERE, int(units["arrival"][row])) for row in alike}
        first = [row for row in alike if comes[row] == min(comes.values())]
        return int(sorted(first, key=lambda row: (int(men[row]), row))[(len(first) - 1) // 2])
    return None


def _hexes(scenario: Scenario, side: int, unit: int) -> list[str]:
    """Return the hexes in which the unit may come, the best first."""
    here = next(entry.hex for entry in scenario.file.deployment if entry.unit == scenario.names.units[unit])
    row, steps = hex_row(scenario.map, here), {}
    assert row is not None
    neighbours, owner = scenario.world.hexes["neighbour"], scenario.start.hexes["owner"]
    steps[row] = 0
    for hex_ in (waiting := [row]):
        if steps[hex_] < MOST_STEPS:
            for there in neighbours[hex_].tolist():
                if there != NOWHERE and there not in steps:
                    steps[there] = steps[hex_] + 1
                    waiting.append(there)
    near = _beside_the_enemy(scenario, side)
    ordered = sorted(steps, key=lambda hex_: (steps[hex_] > 0, owner[hex_] != side, hex_ in near, steps[hex_], hex_))
    return [hex_number(scenario.map, hex_) for hex_ in ordered[:MOST_TRIES]]


def _beside_the_enemy(scenario: Scenario, side: int) -> set[int]:
    """Return the hexes beside an enemy who is there from the start."""
    enemies = {unit for unit, row in scenario.names.unit_row.items() if scenario.world.units["side"][row] != side}
    stands = [entry.hex for entry in scenario.file.deployment if entry.unit in enemies and entry.turn is None]
    rows = [row for hex_ in stands if (row := hex_row(scenario.map, hex_)) is not None]
    return {there for row in rows for there in scenario.world.hexes["neighbour"][row].tolist()}


def _added(scenario: Scenario, side: int, unit: int, hex_: str, made: Scenario) -> Addition:
    names, units = scenario.names, scenario.world.units
    return Addition(
        side=side,
        unit=names.units[unit],
        name=names.unit_names[unit],
        type=names.unit_kinds[unit],
        formation=names.formation_names[int(units["formation"][unit])],
        men=int(brought(scenario)[unit, Kind.MEN]),
        hex=hex_,
        turn=int(units["arrival"][unit]),
        scenario=made,
    )
