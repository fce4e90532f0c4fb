"""What commanders are called before people: by how hard they are to beat, and with the plan that they follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.commanders.officer.planning import OWN
from game.commanders.roster import COMMANDERS, DEFAULT, is_code, is_known, taken_apart
from game.scenario.loading import Scenario
from game.scenario.suggesting import quote

LEVELS: Final = {"cadet": "Easy", "officer": "Normal", "staff": "Hard"}
"""What those are called whom one chooses an opponent among, the easiest first; all others are to compare with."""

OWN_TITLE: Final = "own plan"


def levels() -> dict[str, str]:
    """Return what whoever chooses is shown for each commander: the levels, the easiest first, then all others by name.

    Those who do most come first among the others.
    """
    found = {name: level for name, level in LEVELS.items() if name in COMMANDERS}
    return found | {name: called(name) for name in reversed(COMMANDERS) if name not in found}


def called(name: str) -> str:
    """Return what a commander is called, named alone: "Cadet"; of a file the last part of its path, as it is."""
    return name.replace("\\", "/").rpartition("/")[2] if is_code(name) else name.capitalize()


def plans_of(scenario: Scenario, side: str) -> dict[str, str]:
    """Return the plans of a side, id -> title, in the order in which the scenario lists them."""
    return {plan.id: plan.name for plan in scenario.plans if plan.side == side}


def title_of(name: str, plans: Mapping[str, str]) -> str:
    """Return what a commander is called that is named with a plan or without: "Officer (The eighth)", "Cadet".

    `plans` are those of its side, as `plans_of` has them. It need not be known, nor its plan: a save may name others.
    """
    alone, plan = taken_apart(name)
    if alone not in COMMANDERS or not COMMANDERS[alone].follows_plans:
        return called(name if is_code(name) else alone)
    title = called(alone)
    plan = plan or OWN
    return f"{title} ({plans.get(plan, OWN_TITLE if plan == OWN else plan)})"


def titles(scenario: Scenario, commanders: Mapping[str, str]) -> str:
    """Return who commands which side by which plan: "Soviet: Cadet, Japanese: Officer (The eighth)"."""
    words = dict(zip(scenario.names.sides, scenario.names.side_adjectives, strict=True))
    said = {side: title_of(name, plans_of(scenario, side)) for side, name in commanders.items()}
    return ", ".join(f"{words[side]}: {title}" for side, title in said.items())


def words_for_missing(scenario: Scenario, saved: Mapping[str, str]) -> dict[str, str]:
    """Return, for each side whose commander in a save is not known here, a sentence that says who goes on instead.

    Of a file a save has the name alone: it is code, and is never loaded because of a save.
    """
    words = dict(zip(scenario.names.sides, scenario.names.side_adjectives, strict=True))
    return {
        side: f"The {words[side]} side was led by {quote(name)}, which is not loaded here: the {DEFAULT} goes on in "
        f"its place{f' (--commander {side}=FILE loads a file)' if is_code(name) else ''}."
        for side, name in saved.items()
        if not is_known(scenario, side, name)
    }
