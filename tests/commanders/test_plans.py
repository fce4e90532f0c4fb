"""Plans that a commander is given: those of its own world, and of no other."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.officer.commander import OFFICER
from game.commanders.plans import Plans
from game.commanders.player import Player
from game.commanders.roster import hired
from game.core.errors import UsageError
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
