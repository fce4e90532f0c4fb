"""A value for every parameter of `rover`'s compiled functions that Python calls: so it can be compiled ahead."""

from __future__ import annotations

from typing import Any

from game.core._jit import Bundle
from game.rules import examples as of_the_rules
from game.scenario.plan_arrays import no_plans
from tests.commanders import rover

BUNDLE = Bundle("rover", rover.__name__, __name__)


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    known = of_the_rules.examples()
    return {**known, "memory": rover.ROVER.new_memory(known["world"], known["scratch"], no_plans(known["world"]))}
