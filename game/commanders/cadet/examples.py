"""A value for every parameter of the cadet's compiled functions that Python calls, as in `game.rules.examples`."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.commanders.cadet import accounts, turn  # noqa: F401 - marks functions
from game.commanders.cadet.accounts import new_parts, new_weights
from game.commanders.cadet.mind import blank_mind
from game.rules import examples as of_the_rules


def examples() -> dict[str, Any]:
    """Return the values; what has none is a number."""
    known = of_the_rules.examples()
    return {
        **known,
        "mind": blank_mind(known["world"]),
        "spare": known["state"],
        "orders": known["scratch"].order,
        "numbers": np.zeros(1, np.int32),
        "parts": new_parts(),
        "weights": new_weights(),
    }
