"""A value for every parameter of `rover`'s compiled functions that Python calls: so it can be compiled ahead."""

from __future__ import annotations

from typing import Any

from game.commanders.plans import without_plans
from game.core._jit import Bundle
from game.rules import examples as of_the_rules
from tests.commanders import rover

BUNDLE = Bundle("rover", rover.__name__, __name__)


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    known = of_the_rules.examples()
    return {**known, "memory": rover.ROVER.new_memory(known["world"], known["scratch"], without_plans(known["world"]))}
