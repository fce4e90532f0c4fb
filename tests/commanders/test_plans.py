"""Plans that a commander is given: those of its own world, and of no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.commanders.officer.commander import OFFICER
from game.commanders.officer.readiness import FIT
from game.commanders.officer.stakes import FLOOR_OF
from game.commanders.officer.tasks import DEFAULT_NEAR
from game.commanders.plans import Plans
from game.commanders.player import Player
from game.commanders.roster import hired
from game.core.errors import UsageError
from game.core.terms import Tolerance
from game.scenario.plan_table import table_of
from tests.tabletop import tabletop

ROW = "{} . . . {} .\n . . . . . ."


@pytest.mark.parametrize(
    "other",
    [
        {"R1": {"items": {"riflemen": 200}}},
        {"areas": {"hill": ["0400"]}},
        {"drawing": "{} . {} .\n . . . .", "areas": {"hill": ["0100"], "wood": ["0000"]}},
    ],
    ids=["other men", "fewer areas", "fewer hexes"],
)
def test_plans_of_another_scenario_are_refused(other: dict[str, Any]) -> None:
    """Compiled code does not look whether a row is there: other men, areas or hexes are another scenario."""
    lost = {"lost": {"side": "blue", "area": "wood"}}
    phases = [{"when": lost, "tasks": [{"units": ["R1"], "hold": "0401"}]}]
    options: dict[str, Any] = {"areas": {"hill": ["0400"], "wood": ["0000"]}, "plans": {"red": phases}}
    one = tabletop(ROW.format("R1", "B1"), **options)
    plans = Plans(table_of(one.scenario, one.scenario.plans))
    plans.require(one.world)
    Player(OFFICER, one.world, plans)
    drawing = other.pop("drawing", ROW)
    two = tabletop(drawing.format("R1", "B1"), **{**options, "plans": None, **other})
    with pytest.raises(UsageError, match="the plans are those of another scenario"):
        Player(OFFICER, two.world, plans)


def test_a_plan_of_a_battle_without_areas() -> None:
    """Its conditions name none; it is followed as any other."""
    when = {"all": [{"turn": 1}, {"not": {"cut_off": {"units": ["R1"]}}}]}
    phases = [{"when": when, "tasks": [{"units": ["R"], "hold": "0200"}]}]
    table = tabletop(ROW.format("R1", "B1"), plans={"red": phases})
    assert len(table.world.areas) == 0
    player = hired(table.scenario, table.world, {"red": "officer:plan", "blue": "idle"})[0]
    assert [str(step.order) for step in player.take_turn(table.game)] == ["move R1 0000>0100>0200"]


def test_the_page_of_plans_says_what_the_officer_does_where_a_plan_says_nothing() -> None:
    page = (Path(__file__).parents[2] / "docs" / "plans.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    minimise, limit, ignore = (Tolerance.MINIMISE, Tolerance.LIMIT, Tolerance.IGNORE)
    assert f"floors of {FLOOR_OF[minimise]}, {FLOOR_OF[limit]} and {FLOOR_OF[ignore]} per cent" in rows["tolerance"]
    assert f"from a cohesion of {FIT[minimise]}, {FIT[limit]} and {FIT[ignore]}." in rows["tolerance"]
    assert f"from a cohesion of {FIT[Tolerance.UNSAID]} |" in rows["tolerance"]
    assert rows["near"].endswith(f"| {DEFAULT_NEAR} |")
