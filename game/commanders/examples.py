"""A value for every parameter that compiled functions have which Python calls, by its name.

What compiles ahead of need takes types from them. Importing this imports all of those functions; no compiled code is
called, as it is not there yet.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from game.commanders import roster  # noqa: F401 - marks functions
from game.commanders.at_random.lots import new_lots
from game.commanders.cadet.accounts import new_parts, new_weights
from game.commanders.cadet.mind import blank_mind
from game.core.terms import SIDES
from game.engine import surveys  # noqa: F401 - marks functions, with those of `engine.game`
from game.rules.rehearsal import new_rehearsal
from game.rules.scratch import new_scratch
from game.scenario.library import scenario_names
from game.scenario.loading import load_scenario

SMALLEST: Final = "lake_khasan/night_attack"


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    known = scenario_names()
    scenario = load_scenario(SMALLEST if SMALLEST in known else known[0])
    world = scenario.world
    scratch = new_scratch(world)
    return {
        "world": world,
        "state": scenario.start.copy(1),
        "spare": scenario.start.copy(0),
        "scratch": scratch,
        "mind": blank_mind(world),
        "orders": scratch.order,
        "numbers": np.zeros(1, np.int32),
        "marks": np.zeros(len(world.hexes), np.int32),
        "way": np.zeros(len(world.hexes), np.int32),
        "lots": new_lots(),
        "owned": np.zeros((len(world.areas), SIDES), np.int16),
        "parts": new_parts(),
        "weights": new_weights(),
        "rehearsal": new_rehearsal(world, scenario.start, 1, 1),
    }
