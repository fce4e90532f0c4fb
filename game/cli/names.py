"""What sides and commanders are called before people: ids are for files and options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.scenario.loading import Scenario


def side_words(scenario: Scenario) -> dict[str, str]:
    """Return what each side is called, by its id: "Soviet"."""
    return dict(zip(scenario.names.sides, scenario.names.side_adjectives, strict=True))


def commander_words(scenario: Scenario, commanders: Mapping[str, str]) -> str:
    """Return who commands which side by which plan: "Soviet: cadet, Japanese: officer (plan historical)"."""
    from game.commanders.roster import plan_followed, taken_apart

    words = side_words(scenario)
    said = []
    for side, name in commanders.items():
        plan = plan_followed(scenario, side, name)
        said.append(f"{words[side]}: {taken_apart(name)[0]}" + (f" (plan {plan.id})" if plan is not None else ""))
    return ", ".join(said)
