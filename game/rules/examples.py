"""A value for every parameter that compiled functions have which Python calls, by its name.

What compiles ahead of need takes types from them. Importing this imports all of the rules; no compiled code is called,
as it is not there yet. Each commander that is compiled for itself has such a module of its own.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from game.core.terms import SIDES
from game.rules import areas, orders, sequence, surveys, victory  # noqa: F401 - marks functions
from game.rules.rehearsal import new_rehearsal
from game.rules.scratch import new_scratch
from game.rules.threats import new_survey
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario

SMALLEST: Final = "lake_khasan/night_attack"


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    known = shipped_names()
    scenario = load_scenario(SMALLEST if SMALLEST in known else known[0])
    world = scenario.world
    return {
        "world": world,
        "state": scenario.start.copy(1),
        "scratch": new_scratch(world),
        "marks": np.zeros(len(world.hexes), np.int32),
        "way": np.zeros(len(world.hexes), np.int32),
        "owned": np.zeros((len(world.areas), SIDES), np.uint16),
        "rehearsal": new_rehearsal(world, scenario.start, 1, 1),
        "survey": new_survey(world, scenario.start),
    }
