"""Positions to draw, set up by hand: drawing must not need the rules, which take a minute to compile."""

from __future__ import annotations

import copy
from typing import Any

from game.core.terms import NOWHERE, Status
from game.scenario.loading import Scenario, from_documents
from game.scenario.world import SLOTS, State


def set_up(scenario: Scenario) -> State:
    """The units that are on the map from the start, in their hexes."""
    state = scenario.start.copy()
    for row, unit in enumerate(scenario.world.units):
        state.unit_figures.men[row] = sum(
            int(unit["count"][slot]) * int(scenario.world.equipment[int(unit["items"][slot])].crew)
            for slot in range(SLOTS)
            if unit["items"][slot] != NOWHERE
        )
        if unit.arrival == 0:
            put(state, row, int(unit.arrival_hex))
    return state


def put(state: State, unit: int, hex_: int) -> None:
    """Lay a unit on top of a stack."""
    state.units.status[unit] = Status.PRESENT
    state.units.hex[unit] = hex_
    state.units.below[unit] = state.hexes.top[hex_]
    state.hexes.top[hex_] = unit


def changed(scenario: Scenario, **documents: Any) -> Scenario:
    """A scenario whose documents have been changed: `map=lambda document: ...` changes its copy in place."""
    copies = copy.deepcopy(scenario.documents)
    for kind, change in documents.items():
        change(copies[kind])
    copies.pop("plans", None)  # they name places, which a test may take away
    return from_documents(copies)
