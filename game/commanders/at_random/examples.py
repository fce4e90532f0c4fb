"""A value for every parameter of its compiled functions that Python calls, as in `game.rules.examples`."""

from __future__ import annotations

from typing import Any

from game.commanders.at_random.lots import new_lots
from game.rules import examples as of_the_rules


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    return {**of_the_rules.examples(), "lots": new_lots()}
