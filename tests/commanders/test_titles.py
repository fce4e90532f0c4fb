"""What commanders are called before people."""

from __future__ import annotations

import pytest

from game.commanders.roster import COMMANDERS, DEFAULT
from game.commanders.titles import levels, plans_of, title_of, titles
from game.scenario.loading import load_scenario

PLANS = {"pincers": "From both sides", "wait": "Wait for the 8th"}


@pytest.mark.parametrize(
    ("name", "plans", "title"),
    [
        ("cadet", PLANS, "Cadet"),
        ("officer", PLANS, "Officer (own plan)"),
        ("officer:wait", PLANS, "Officer (Wait for the 8th)"),
        ("officer:own", PLANS, "Officer (own plan)"),
        ("officer", {}, "Officer (own plan)"),
        ("officer:own", {"own": "Mine"}, "Officer (Mine)"),
        ("officer:gone", PLANS, "Officer (gone)"),
        ("napoleon:waterloo", PLANS, "Napoleon"),
    ],
)
def test_a_commander_is_called_by_its_plan(name: str, plans: dict[str, str], title: str) -> None:
    assert title_of(name, plans) == title


def test_who_commands_which_side() -> None:
    scenario = load_scenario("lake_khasan/night_attack")
    assert list(plans_of(scenario, "soviet")) == ["historical", "east_shore"]
    said = titles(scenario, {"soviet": "officer:east_shore", "japanese": "cadet"})
    assert said == "Soviet: Officer (Behind the lake), Japanese: Cadet"


def test_everybody_can_be_chosen_the_easiest_first() -> None:
    found = levels()
    assert set(found) == set(COMMANDERS)
    assert list(found.values())[:2] == ["Easy", "Normal"]
    assert list(found)[-1] == "idle"
    assert found[DEFAULT] == "Normal"
