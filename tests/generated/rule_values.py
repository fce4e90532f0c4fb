"""The numbers of the rulebook that a generated scenario sets for itself."""

from __future__ import annotations

from typing import Any, Final

from game.scenario.loading import Documents
from game.scenario.world import LUCK
from tests.generated.wishes import Wish

FAIR: Final = 1000


def rule_values(wish: Wish, libraries: Documents) -> dict[str, Any]:
    """Return some rules with other values."""
    choose = wish.choose.apart("rules")
    shipped = libraries["rules"]["rules"]
    found: dict[str, Any] = {}
    for name in choose.some(list(shipped), 12):
        value = shipped[name]["value"]
        by = choose.pick((50, 80, 125, 200))
        scaled = [number * by // 100 for number in (value if isinstance(value, list) else [value])]
        found[name] = scaled if isinstance(value, list) else scaled[0]
    if "luck" in found:
        spread = choose.pick((0, 500, FAIR))
        found["luck"] = [FAIR - spread] * (LUCK // 2) + [FAIR + spread] * (LUCK // 2)
    return found
