"""What docs/commanders.md says of officer and staff in numbers is what they do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.commanders.officer.guns import LEAST_HARM, SCARCE
from game.commanders.officer.marches import FAR_ENOUGH
from game.commanders.officer.planning import FORMATIONS_FOR_RESERVE, TO_TAKE
from game.commanders.officer.posts import ABOUT
from game.commanders.officer.stakes import COUNTER_ATTACK, FLOOR, HOPELESS
from game.commanders.officer.tasks import NEXT
from game.commanders.roster import made_now
from game.commanders.staff.candidates import MOST_OWN, STEP, candidates
from game.commanders.staff.choosing import GAMES
from game.core.terms import MOVEMENT_QUARTERS
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import GunTask
from tests.tabletop import tabletop

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "commanders.md").read_text(encoding="utf-8")
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
TABLE = tabletop("R1 . B1 .\n . . . .")
MADE_NOW = len(made_now(TABLE.scenario, TABLE.state, 0))
MOST = MOST_OWN + MADE_NOW


def said_of(name: str) -> str:
    """What the manual says of a commander, on one line."""
    _, found = GUIDE.split(f"## What the {name} does\n")
    return " ".join(found.partition("\n## ")[0].split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("officer", f"{COUNTER_ATTACK} per cent or more"),
        ("officer", f"enemies are within {WORDS[ABOUT]} hexes"),
        ("officer", f"Under a chance of {HOPELESS} per cent"),
        ("officer", f"not farther than {WORDS[NEXT // MOVEMENT_QUARTERS]} turns' march"),
        ("officer", f"would hit less than {WORDS[LEAST_HARM // 1000]} man is kept"),
        ("officer", f"guns that defend ask for {WORDS[SCARCE // 1000]} men"),
        ("officer", f"more than {WORDS[FAR_ENOUGH]} hexes from any enemy"),
        ("officer", f"{WORDS[int(TO_TAKE)]} times the enemy's fire for an attack"),
        ("staff", f"at chances of success {STEP} per cent lower"),
        ("staff", f"fewer than {WORDS[MOST_OWN]}"),
        ("staff", f"It tries {WORDS[MOST_OWN]} of them at most"),
        ("staff", f"{WORDS[MADE_NOW].capitalize()} that are made for the position"),
        (
            "staff",
            f"{WORDS[MOST]} at most. Each plan is played {WORDS[GAMES[0]]} times against the plan that an officer",
        ),
        ("staff", f"at the start, and {WORDS[GAMES[1]]} times against the first"),
        ("officer", f"ask for a chance of {FLOOR} per cent"),
        ("officer", f"in reserve, if there are {WORDS[FORMATIONS_FOR_RESERVE]} or more"),
        ("staff", f"{MOST * sum(GAMES)} games in all at most"),
    ],
)
def test_the_manual_says_the_numbers_that_count(name: str, said: str) -> None:
    assert said in said_of(name)


def test_no_more_than_six_plans_are_tried_from_the_start() -> None:
    """However many a scenario has: then there are no variants."""
    plan = load_scenario("lake_khasan/night_attack").plan("soviet", "historical")
    assert len(candidates([plan] * (MOST_OWN + 1))) == MOST_OWN
    assert len(candidates([plan] * (MOST_OWN - 1))) == MOST_OWN
    assert len(candidates([plan])) == len(["the plan", "bolder", "more careful"])


def test_plans_say_of_guns_that_defend_what_their_key_says() -> None:
    """And both mean the guns of the manual, which do not keep all of their fire."""
    page = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", (DOCS / "plans.md").read_text(encoding="utf-8"))
    assert f"`defend` ({GunTask.model_fields['defend'].description})" in " ".join(page.split())
