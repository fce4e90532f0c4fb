"""What each side came with and what of it was lost, by kind."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.batch.results import Results
from game.batch.units import UnitNote
from game.core.terms import NOWHERE, SIDES, Kind
from game.scenario.loading import Scenario
from game.scenario.world import KINDS


def brought(scenario: Scenario) -> NDArray[np.int64]:
    """(U, KINDS) Return what each unit has when it comes into play; men are the crews of all its items."""
    world, start = scenario.world, scenario.start
    listed, counts = world.units["items"], start.units["items"].astype(np.int64)
    there = listed != NOWHERE
    found = np.zeros((len(listed), KINDS), np.int64)
    for kind in Kind:
        each = world.equipment["crew"] if kind == Kind.MEN else world.equipment["kind"] == kind
        found[:, kind] = (counts * np.where(there, each[listed], 0)).sum(axis=1)
    return found


def losses(results: Results) -> dict[str, dict[str, dict[str, Any]]]:
    """Return by side and kind what came and was lost, on average, and the share; units have been noted.

    The share is of the sums over all games, and null where nothing of the kind came.
    """
    came = (results.units[:, :, UnitNote.FIRST_TURN] > 0).astype(np.int64)
    each, sides = brought(results.scenario), results.scenario.world.units["side"]
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for side in range(SIDES):
        mine = np.flatnonzero(sides == side)
        there = (came[:, mine] @ each[mine]).mean(axis=0)
        lost = results.losses[:, -1, side].mean(axis=0)
        found[results.scenario.names.sides[side]] = {
            kind.name.lower(): {
                "came": round(float(there[kind]), 2),
                "lost": round(float(lost[kind]), 2),
                "share": round(float(lost[kind] / there[kind]), 4) if there[kind] else None,
            }
            for kind in Kind
        }
    return found
