"""The numbers of the rulebook that a generated scenario sets for itself: a little otherwise, or at their bounds."""

from __future__ import annotations

from typing import Any

from game.scenario.loading import Documents
from game.scenario.rule_values import FAIR, RULE_VALUES, Rule, numbers_of
from tests.generated.choosing import Chooser
from tests.generated.wishes import Wish


def rule_values(wish: Wish, libraries: Documents) -> dict[str, Any]:
    """Return some rules with other values; in every second scenario any that the bounds allow."""
    choose = wish.choose.apart("rules")
    wild = choose.one_in(2)
    found: dict[str, Any] = {}
    for name in choose.some(list(RULE_VALUES), 12):
        rule = RULE_VALUES[name]
        numbers = _fair(choose, rule) if rule.fair else _any(choose, rule) if wild else None
        if numbers is None:
            by = choose.pick((50, 80, 125, 200))
            shipped = numbers_of(libraries["rules"]["rules"][name]["value"])
            pairs = zip(shipped, rule.bounds, strict=True)
            numbers = [min(max(number * by // 100, least), most) for number, (least, most) in pairs]
        found[name] = numbers if rule.row else numbers[0]
    return found


def _any(choose: Chooser, rule: Rule) -> list[int]:
    numbers = [choose.edge(*bounds) for bounds in rule.bounds]
    return sorted(numbers) if rule.rising else numbers


def _fair(choose: Chooser, rule: Rule) -> list[int]:
    """A table with the mean that it must have: calm, wide, or all of its luck in one entry."""
    count = len(rule.bounds)
    spread = choose.pick((0, FAIR // 2, FAIR))
    if choose.one_in(4):
        return [0] * (count - 1) + [FAIR * count]
    return [FAIR - spread] * (count // 2) + [FAIR + spread] * (count // 2)
