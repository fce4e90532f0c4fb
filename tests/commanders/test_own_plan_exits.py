"""The officer's own plan where points are given for those who leave the map: who goes, and who bars the way."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.officer.appreciation import Appreciation
from game.commanders.officer.detours import Fire
from game.commanders.officer.leaving import Exits, who_leaves
from game.commanders.officer.planning import own_plan
from game.commanders.officer.ways_out import Ways, halts
from game.commanders.roster import take_turn
from game.core.terms import Status
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import PlanFile, Task
from tests.tabletop import Table, tabletop

FIELD = """
    R1 .  .  .  .  .
      R2 .  .  .  .  B1
    .  .  .  .  .  .
"""
AREAS = {"west": ["0000"], "south": ["0002", "0102"], "hill": ["0101", "0201"]}
EXITS = {"red": ["west", "south"]}
OUT = {"side": "red", "award": "exited", "of": "red", "points": 5}


def board(*awards: dict[str, Any], **options: Any) -> Table:
    return tabletop(FIELD, **{"areas": AREAS, "exits": EXITS, "awards": awards, "turns": 4, **options})


def tasks(plan: PlanFile) -> list[Task]:
    return [task for phase in plan.phases for task in phase.tasks]


def leaving(table: Table) -> dict[str, str]:
    """By unit the exit by which red's own plan lets it leave."""
    found = [task for task in tasks(own_plan(table.scenario, "red")) if task.exit is not None]
    return {unit: str(task.exit) for task in found for unit in task.units}


def test_those_who_count_leave_by_the_nearest_exit() -> None:
    """R1 stands in one; R2 is a step from either, and the first that the side names is as near."""
    assert leaving(board(OUT)) == {"R1": "west", "R2": "west"}
    assert leaving(board({**OUT, "units": ["R2"]})) == {"R2": "west"}


def test_they_leave_where_it_brings_most() -> None:
    assert leaving(board({**OUT, "area": "south"}, {**OUT, "points": 1})) == {"R1": "south", "R2": "south"}


def test_the_others_stay_and_the_plan_says_so() -> None:
    plan = own_plan(board({**OUT, "units": ["R2"]}).scenario, "red")
    assert [(task.units, task.kind) for task in tasks(plan)] == [(["R1"], "attack"), (["R2"], "exit")]
    assert plan.about == (
        "Attacks: this side has 1.0 times the firepower of the enemy without those who leave, and it does not win as "
        "things stand. Goes for the enemy's positions. 1 unit leaves the map by west, for 5.0 points: more than by "
        "staying."
    )


@pytest.mark.parametrize(
    ("award", "options"),
    [
        ({"points": -1}, {}),
        ({"side": "blue"}, {}),
        ({"by": 1}, {"R1": {"hex": "0500"}, "R2": {"hex": "0502"}}),
        ({"area": "west"}, {"turns": 1, "R1": {"hex": "0500"}, "R2": {"hex": "0502"}}),
        ({"units": ["R1"], "area": "south"}, {"R1": {"hex": "0500", "turn": 4}}),
    ],
    ids=["points lost", "points of the enemy", "too late for the award", "too late for the game", "comes too late"],
)
def test_nobody_leaves_for_nothing(award: dict[str, Any], options: dict[str, Any]) -> None:
    assert leaving(board({**OUT, **award}, **options)) == {}


def test_who_is_too_weak_to_count_stays() -> None:
    """In a later position: of 300 men 100 are left, and half are asked for."""
    table = board({**OUT, "strength": 50})
    table.unit("R1").items[0] = 100
    table.state.unit_figures.men[table.scenario.names.unit_row["R1"]] = 100
    found = who_leaves(Appreciation(table.scenario, 0, table.state))
    assert [table.scenario.names.units[one.unit] for one in found] == ["R2"]


@pytest.mark.parametrize(("points", "who"), [(1, {}), (60, {"R1": "west", "R2": "west"})])
def test_ground_that_is_worth_more_is_held(points: int, who: dict[str, str]) -> None:
    """The hill is worth 40 points, and two against one hold it."""
    hold = {"side": "red", "award": "hold", "area": "hill", "points": 40}
    assert leaving(board(hold, {**OUT, "points": points}, controls={"red": ["hill"]})) == who


def test_those_left_behind_do_not_go_for_ground_that_they_cannot_hold() -> None:
    """One battalion against five: it stays where it is, on the far side from the hill."""
    many = {f"B{i}": {"hex": "0501"} for i in range(2, 6)}
    hold = {"side": "red", "award": "hold", "area": "hill", "points": 4}
    table = board(hold, {**OUT, "units": ["R2"]}, controls={"red": ["hill"]}, **many)
    assert [(task.units, task.hold) for task in tasks(own_plan(table.scenario, "red")) if task.hold] == [
        (["R1"], "0000")
    ]


def test_enemies_are_cut_off() -> None:
    """Blue's horsemen come before the battalion, not to where it stands."""
    far = {"exits": {"red": ["east"]}, "areas": {"east": ["1300"]}, "turns": 10}
    row = "R1 . . . . . . . . . . . . .\n . . . . . . . . . . . . . ."
    table = tabletop(row, awards=[OUT], BC1={"hex": "0601"}, **far)
    plan = own_plan(table.scenario, "blue")
    (phase,) = [phase for phase in plan.phases if phase.name == "Across their way"]
    (task,) = phase.tasks
    assert task.units == ["BC1"]
    assert set(task.attack or ()) <= {f"{x:02}00" for x in range(14)}
    assert "0000" not in (task.attack or ())
    assert plan.about.endswith("1 unit goes across the way of enemies who would leave the map for points.")


def test_nobody_goes_across_the_way_on_ground_that_costs_points() -> None:
    far = {"exits": {"red": ["east"]}, "areas": {"east": ["1300"], "beyond": [f"{x:02}00" for x in range(14)]}}
    row = "R1 . . . . . . . . . . . . .\n . . . . . . . . . . . . . ."
    awards = [OUT, {"side": "blue", "award": "ground", "area": "beyond", "points": -1}]
    plan = own_plan(tabletop(row, awards=awards, BC1={"hex": "0601"}, turns=10, **far).scenario, "blue")
    assert "Across their way" not in [phase.name for phase in plan.phases]


def test_the_others_go_along_the_ways_of_those_who_would_leave() -> None:
    """Not only where red stands now: its way east belongs to it, but for the part on which blue loses points."""
    far = {"exits": {"red": ["east"]}, "areas": {"east": ["1300"], "beyond": [f"{x:02}00" for x in range(9, 14)]}}
    row = "R1 . . . . . . . . . . . . B1\n . . . . . . . . . . . . . ."
    awards = [OUT, {"side": "blue", "award": "ground", "area": "beyond", "points": -1}]
    plan = own_plan(tabletop(row, awards=awards, B2={"hex": "1301"}, turns=10, **far).scenario, "blue")
    (phase,) = [phase for phase in plan.phases if phase.name == "Main effort"]
    assert [task.attack for task in phase.tasks] == [[f"{x:02}00" for x in range(9)]]


def test_the_mutineers_run_and_the_horsemen_are_after_them() -> None:
    """Height 875: nine squads for the frontier, the guards stay; four troops come before three of the squads."""
    scenario = load_scenario("jinchanggou/height_875")
    ours = {unit: task.kind for task in tasks(own_plan(scenario, "soviet")) for unit in task.units}
    assert {unit for unit, kind in ours.items() if kind == "exit"} == {f"M{i}" for i in range(1, 10)}
    assert {kind for unit, kind in ours.items() if not unit.startswith("M")} <= {"hold", "exit"}
    theirs = own_plan(scenario, "japanese")
    across = [unit for phase in theirs.phases if phase.name == "Across their way" for unit in phase.tasks[0].units]
    assert across == ["Horse1", "Horse2", "Horse3", "Horse4"]


def test_boats_go_round_the_enemys_fire() -> None:
    """The shortest way on the Amur leads close under the guns; they halt where these do least, and are out in time."""
    scenario = load_scenario("amur_islands/ten_minutes")
    seen = Appreciation(scenario, scenario.names.side_row["soviet"])
    found = who_leaves(seen)
    assert [scenario.names.units[one.unit] for one in found] == ["BK-72", "BK-74", "308"]
    for one in found:
        fire = Fire(seen, one.unit)
        straight = Ways(seen).timed(one.unit, Ways(seen).shortest(one.unit, one.exit))
        assert fire.risk(one.way) < fire.risk(straight) / 2
        assert one.halts == halts(one.way)[: len(one.halts)]
    plan = own_plan(scenario, "soviet")
    halting = [phase for phase in plan.phases if phase.name == "Round their fire"]
    assert [phase.turns for phase in halting] == [(turn, turn) for turn in range(2, 2 + len(halting))]


def test_the_fire_on_boats_that_leave_together_is_shared_among_them() -> None:
    """A gun fires on three boats no more than on one, and each is in danger of a third of that."""
    scenario = load_scenario("amur_islands/ten_minutes")
    side, boat = scenario.names.side_row["soviet"], scenario.names.unit_row["308"]
    together = Fire(Appreciation(scenario, side), boat)
    others = frozenset(scenario.names.unit_row[name] for name in ("BK-72", "BK-74"))
    alone = Fire(Appreciation(scenario, side, leaving=others), boat)
    below_the_gun = scenario.hex_row("3123")
    assert below_the_gun is not None
    assert 0 < together.share(below_the_gun, 5) < 1 / 2
    assert alone.share(below_the_gun, 5) == pytest.approx(min(1, 3 * together.share(below_the_gun, 5)))


def test_a_boat_costs_what_one_that_is_hit_does() -> None:
    """Four points for each that is hit, and as many again for an armoured boat that is sunk, as half of them are."""
    scenario = load_scenario("amur_islands/ten_minutes")
    exits = Exits(Appreciation(scenario, scenario.names.side_row["soviet"]), scenario.names.side_row["soviet"])
    assert [exits.price(scenario.names.unit_row[name]) for name in ("BK-72", "BK-74", "308")] == [6, 6, 4]


@pytest.mark.parametrize(("worth", "left"), [(0, True), (40, False)])
def test_the_cadet_leaves_where_it_stands_in_its_exit(worth: int, left: bool) -> None:
    """Unless the hex itself is worth more."""
    held = [{"side": "red", "award": "hold", "area": "west", "points": worth}] if worth else []
    table = board(OUT, *held, R2={"hex": "0501"}, B1={"hex": "0502"})
    steps = take_turn(table.game, "cadet")
    assert bool(table.unit("R1").status == Status.EXITED) is left
    assert ("leaves the map, for 5 points" in [step.reason for step in steps]) is left
    assert table.unit("R2").status == Status.PRESENT
