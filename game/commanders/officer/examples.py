"""A value for every parameter of the officer's compiled functions that Python calls, as in `game.rules.examples`."""

from __future__ import annotations

from typing import Any

from game.commanders.officer import turn  # noqa: F401 - marks functions
from game.commanders.officer.mind import new_mind
from game.rules import examples as of_the_rules
from game.scenario.plan_arrays import no_plans


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    known = of_the_rules.examples()
    return {**known, "mind": new_mind(known["world"], known["scratch"], no_plans(known["world"]))}
