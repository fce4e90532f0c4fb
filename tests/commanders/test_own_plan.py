"""The plan that the officer makes by its own appreciation, where it has none."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.officer.planning import OWN, own_plan
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario, read_plan
from game.scenario.plan_text import plan_text
from game.scenario.schema.plan import PlanFile, Task
from tests.tabletop import Table, tabletop

HILL = {"hill": ["0400"], "wood": ["0000"]}
BOTH = [
    {"side": "red", "award": "hold", "area": "hill", "points": 5},
    {"side": "blue", "award": "hold", "area": "hill", "points": 5},
]
ROW = "{} . . . {} .\n . . . . . ."


def board(red: str, blue: str, **options: Any) -> Table:
    options = {"areas": HILL, "awards": BOTH, "controls": {"blue": ["hill"]}, **options}
    return tabletop(ROW.format(red, blue), **options)


def tasks(plan: PlanFile) -> list[Task]:
    return [task for phase in plan.phases for task in phase.tasks]


@pytest.mark.parametrize("name", shipped_names())
def test_every_scenario_has_one_for_each_side_that_stands_the_checks_of_files(name: str, tmp_path: Any) -> None:
    """It is written down, and read as a file of one's own."""
    scenario = load_scenario(name)
    for side in scenario.names.sides:
        plan = own_plan(scenario, side)
        assert (plan.id, plan.side) == (OWN, side)
        path = tmp_path / f"{side}.yaml"
        path.write_text(plan_text(plan), encoding="utf-8")
        assert read_plan(scenario, path) == plan
        assert own_plan(scenario, side) == plan, "the same again"


def test_who_must_and_can_goes_for_what_points_are_given_for() -> None:
    """Two battalions against one that holds the hill, and standing does not win."""
    plan = own_plan(board("R1+R2", "B1").scenario, "red")
    assert {tuple(task.units) for task in tasks(plan) if task.attack == ["hill"]} == {("R1", "R2")}
    assert plan.about == (
        "Attacks: this side has 2.0 times the firepower of the enemy, and it does not win as things stand. "
        "Goes for hill."
    )


def test_who_stands_in_works_and_wins_by_standing_holds_them() -> None:
    """The weaker side in its trenches stays there."""
    plan = own_plan(board("R1+R2+R3", "B1", B1={"entrenched": 2}).scenario, "blue")
    (task,) = tasks(plan)
    assert (task.units, task.hold) == (["B1"], ["0400"])
    assert plan.about == "Holds hill: this side has 0.3 times the firepower of the enemy, and it wins as things stand."


def test_what_is_held_is_retaken_when_it_is_lost() -> None:
    """Blue in the open: a phase while it holds the hill, and one when it does not."""
    plan = own_plan(board("R1+R2+R3", "B1").scenario, "blue")
    found = {(task.kind, phase.when is not None) for phase in plan.phases for task in phase.tasks}
    assert found == {("hold", True), ("attack", True)}


def test_ground_that_is_banned_to_the_end_is_no_objective() -> None:
    """The hill is worth points and may not be entered in any turn."""
    bans = [("red", "enter", "hill", (1, 10))]
    plan = own_plan(board("R1+R2", "B1", permissions=bans).scenario, "red")
    assert not [task for task in tasks(plan) if task.attack]
    some = [("red", "enter", "hill", (1, 3))]
    plan = own_plan(board("R1+R2", "B1", permissions=some).scenario, "red")
    assert [task for task in tasks(plan) if task.attack]


def test_without_points_for_ground_the_enemys_positions_are_the_objective() -> None:
    """The stronger side goes there; it must, as standing is a draw."""
    plan = own_plan(tabletop(ROW.format("R1+R2", "B1")).scenario, "red")
    assert [task.attack for task in tasks(plan)] == [["0400"]]


@pytest.mark.parametrize(
    "award",
    [
        {"side": "red", "award": "share", "area": "wood", "points": 5},
        {"side": "red", "award": "clear", "area": "wood", "of": "blue", "points": 5},
        {"side": "red", "award": "ground", "area": "wood", "points": 5},
    ],
)
def test_without_points_for_holding_other_ground_is_the_objective(award: dict[str, Any]) -> None:
    """Not the enemy's positions; where points are given for holding, these come first."""
    wood = {"areas": {"hill": ["0400"], "wood": ["0300"]}, "controls": {"blue": ["hill", "wood"]}}
    plan = own_plan(board("R1+R2", "B1", **wood, awards=[award]).scenario, "red")
    assert [task.attack for task in tasks(plan)] == [["wood"]]
    both = own_plan(board("R1+R2", "B1", **wood, awards=[award, *BOTH]).scenario, "red")
    assert [task.attack for task in tasks(both)] == [["hill"]]


@pytest.mark.parametrize("units", ["RG1", "RH1", "RW1"])
def test_a_side_of_guns_or_headquarters_alone_has_a_plan_too(units: str) -> None:
    """Nothing can be attacked with them."""
    plan = own_plan(board(units, "B1").scenario, "red")
    assert plan.phases
    assert not [task for task in tasks(plan) if task.attack and units != "RW1"]


def test_the_last_body_of_many_is_held_back() -> None:
    """Of five formations there is one in reserve in the battle of August."""
    plan = own_plan(load_scenario("khalkhin_gol/august_encirclement"), "soviet")
    reserves = [task for task in tasks(plan) if task.kind == "reserve"]
    assert reserves
    assert all(task.until is not None for task in reserves)


def test_the_weaker_side_holds_nobody_back() -> None:
    """Of twelve formations at Khasan the Japanese need each; the corps that comes has one in reserve."""
    scenario = load_scenario("lake_khasan/campaign")
    kinds = {side: {task.kind for task in tasks(own_plan(scenario, side))} for side in ("soviet", "japanese")}
    assert "reserve" in kinds["soviet"]
    assert "reserve" not in kinds["japanese"]


def test_the_stronger_side_leaves_who_is_not_needed_free() -> None:
    """Six groups go for an objective each; two armoured brigades have no task and go for the enemy."""
    plan = own_plan(load_scenario("khalkhin_gol/august_encirclement"), "soviet")
    attack = {unit for task in tasks(plan) if task.attack for unit in task.units}
    named = {unit for task in tasks(plan) for unit in task.units}
    assert {"I/601", "I/127"} <= attack
    assert not named & {"Cars/7AB", "Cars/9AB"}


def test_enemies_who_are_still_to_come_count_where_something_is_to_be_taken() -> None:
    """On 29 July a company is near the crest of Zaozernaya, a division on its way: a regiment will not do."""
    plan = own_plan(load_scenario("lake_khasan/campaign"), "soviet")
    going = {unit for task in tasks(plan) if task.attack and len(task.attack) > 1 for unit in task.units}
    assert {"I/120", "I/94"} <= going


def test_the_weaker_side_attacks_first_and_holds_later() -> None:
    """A third of the battle is over: what has been taken is held, and the guns keep a mission for its defence."""
    plan = own_plan(load_scenario("lake_khasan/campaign"), "japanese")
    (phase,) = [phase for phase in plan.phases if phase.turns is not None]
    assert phase.turns == (14, 39)
    assert {task.kind for task in phase.tasks} == {"hold"}
    assert {(task.kind, task.keep) for task in phase.guns} == {("defend", 1)}
    first = [task.keep for earlier in plan.phases if earlier is not phase for task in earlier.guns]
    assert first == [0]


def test_who_is_in_works_stays_there_and_the_others_of_his_formation_do_not() -> None:
    """In August: II/26 and III/26 are dug in, the first battalion goes to the gap in the ring."""
    plan = own_plan(load_scenario("khalkhin_gol/august_encirclement"), "japanese")
    line = {unit for task in plan.phases[0].tasks for unit in task.units}
    assert {"II/26", "III/26"} <= line
    assert "I/26" not in line


def test_who_comes_late_is_not_counted_on_where_others_are_at_hand() -> None:
    """The gap in the ring is worth most; the 25th and 27th come from there too, but in turns 17 and 19."""
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    holding = {unit for task in tasks(own_plan(scenario, "japanese")) if task.hold == "ring" for unit in task.units}
    arrivals = scenario.world.units.arrival
    assert holding
    assert all(arrivals[scenario.names.unit_row[unit]] == 0 for unit in holding)
