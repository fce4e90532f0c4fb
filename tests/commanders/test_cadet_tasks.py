"""What the cadet makes of the position: what to take or hold, and which unit goes to which task."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.commanders.cadet.mind import FALL_BACK, FAR, PRESS, STAND, Mind, new_mind
from game.commanders.cadet.tasks import (
    BREAK_OUT,
    GARRISON,
    NEAR,
    SHAKEN,
    assign_tasks,
    balance,
    choose_task,
    weigh_objectives,
)
from game.commanders.ground.fire import draw_fire, spread_fire
from game.core.hexes import distance
from game.core.terms import NOWHERE, UNREACHED, Supply
from game.rules import effects
from game.rules.supply import trace
from tests.commanders.desk import at, task, thinking
from tests.tabletop import Table, tabletop

RIFLES = 30_000
HILL = {"hill": ["0300"]}
HOLD = [{"side": "red", "award": "hold", "area": "hill", "points": 10}]
LONG = "{} " + ". " * 30 + "B1\n " + ". " * 32


def mind_of(table: Table) -> Mind:
    return new_mind(table.world, table.game.scratch)


# --- objectives -----------------------------------------------------------------------------------------------------


def test_objectives_are_the_dry_hexes_that_points_are_given_for_holding() -> None:
    """Shared among the hexes of an area; the points of both sides add up."""
    awards = [
        {"side": "red", "award": "hold", "area": "shore", "points": 9},
        {"side": "blue", "award": "hold", "area": "hill", "points": 4},
        {"side": "blue", "award": "share", "area": "all", "points": 50},
        {"side": "red", "award": "hold", "area": "all", "points": -3},
    ]
    areas = {"shore": ["0100", "0200", "0300", "0101"], "hill": ["0300"], "all": ["0000", "0300", "0301"]}
    table = tabletop("R1 . . .\n . ~ . B1", areas=areas, awards=awards)
    mind = mind_of(table)
    assert [table.scenario.hex_number(int(row)) for row in mind.goal] == ["0100", "0200", "0300"]
    assert mind.worth.tolist() == [3000, 3000, 7000]


@pytest.mark.parametrize(("way", "share"), [(0, 96), (10, 86), (90, 6)])
def test_a_unit_counts_the_less_the_longer_its_way(way: int, share: int) -> None:
    """Two turns of marching away it counts for nothing."""
    table = tabletop(LONG.format("."), R1={"hex": f"{3 + way // 10:02}00"}, areas=HILL, awards=HOLD)
    assert balance(table.world, table.state, mind_of(table), 0, 0) == RIFLES * share // NEAR


def test_beyond_two_turns_it_counts_for_nothing() -> None:
    table = tabletop(LONG.format("."), R1={"hex": "1300"}, areas=HILL, awards=HOLD)
    mind = mind_of(table)
    assert balance(table.world, table.state, mind, 0, 0) == 0
    assert balance(table.world, table.state, mind, 0, 1) == 0


def test_near_is_by_the_way_not_as_the_crow_flies() -> None:
    """Who stands across a lake is not there; a unit on a road is."""
    ground = ". . . . ~ . . .\n . . . . ~ . . ."
    board = ". . . . . R1 . B1\n . . . . . . . ."
    table = tabletop(board, ground, areas=HILL, awards=HOLD)
    assert balance(table.world, table.state, mind_of(table), 0, 0) == 0
    road = [("track", ["0300", "0400", "0500"])]
    plain, quick = (tabletop(board, roads=roads, areas=HILL, awards=HOLD) for roads in ([], road))
    counted = [int(balance(table.world, table.state, mind_of(table), 0, 0)) for table in (plain, quick)]
    assert counted[0] < counted[1] < RIFLES


# --- who falls back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "falls"),
    [
        *(("none", False), ("broken", True), ("shaken", True), ("shaken_afar", False)),
        *(("cut_off", True), ("cut_off_with_supplies", False)),
    ],
)
def test_who_falls_back(change: str, falls: bool) -> None:
    """The broken, the shaken in an enemy zone, the cut off once their supplies come to an end."""
    board = "R1 . . . .\n . . . . B1" if change == "shaken_afar" else "R1 B1 . . .\n . . . . ."
    sources = {"red": ["0401" if change.startswith("cut_off") else "0000"], "blue": ["0401"]}
    ground = ". . ~ . .\n . ~ . . ." if change.startswith("cut_off") else None
    table = tabletop(board, ground, R1={"items": {"riflemen": 900}}, sources=sources)
    if change == "broken":
        effects.rout(table.world, table.state, table.row("R1"))
    elif change.startswith("shaken"):
        effects.shake(table.state, table.row("R1"), 101 - SHAKEN)
    elif change.startswith("cut_off"):
        left = BREAK_OUT + 1 if change.endswith("supplies") else BREAK_OUT
        effects.set_supply(table.state, table.row("R1"), UNREACHED, Supply.LOW, left)
    assert (task(table, thinking(table), "R1") == FALL_BACK) is falls


def test_units_elsewhere_have_no_task_of_this_side_s() -> None:
    """Of the enemy and of those still to come nothing is asked."""
    table = tabletop("R1 . . . B1\n . . . . .", R2={"hex": "0000", "turn": 4})
    mind = thinking(table)
    assert (task(table, mind, "R2"), task(table, mind, "B1")) == (FALL_BACK, FALL_BACK)


# --- who goes where -------------------------------------------------------------------------------------------------


def garrison(**options: Any) -> Table:
    """Three battalions of Blue beside a hill that wants two, and a strong enemy far away."""
    board = "R1+R2+R3 R4 " + ". " * 18 + "B1 B2 B3\n " + ". " * 23
    award = {"side": "blue", "award": "hold", "area": "hill", "points": 10}
    return tabletop(board, first="blue", areas={"hill": ["2100"]}, awards=[award], **options)


def test_an_objective_takes_what_it_wants_and_no_more() -> None:
    """A quiet one wants a garrison; the first two more than fill it, the third is over."""
    table = garrison()
    mind = thinking(table)
    assert mind.wanted.tolist() == [GARRISON]
    assert mind.sent.tolist() == [2 * RIFLES]
    assert [task(table, mind, unit) for unit in ("B1", "B2", "B3")] == ["2100", "2100", STAND]


def test_those_over_press_when_their_side_is_the_stronger() -> None:
    table = garrison(
        R1={"items": {"riflemen": 50}}, R2={"items": {"riflemen": 50}}, R3={"items": {"riflemen": 50}},
        R4={"items": {"riflemen": 50}},
    )  # fmt: skip
    assert [task(table, thinking(table), unit) for unit in ("B1", "B2", "B3")] == ["2100", "2100", PRESS]


def test_guns_always_fight_for_an_objective() -> None:
    """From afar, however many are there already; without any objective they stand."""
    table = garrison(BG1={"hex": "2201"})
    assert task(table, thinking(table), "BG1") == "2100"
    table = tabletop("RG1 R1 . . . B1\n . . . . . .", B1={"items": {"riflemen": 50}})
    mind = thinking(table)
    assert (task(table, mind, "RG1"), task(table, mind, "R1")) == (STAND, PRESS)


def test_an_objective_that_cannot_be_reached_wants_nobody() -> None:
    """No way leads across the lake."""
    table = tabletop("R1 . . . B1\n . . . . .", ". ~ . . .\n ~ . . . .", areas=HILL, awards=HOLD)
    mind = mind_of(table)
    scratch = table.game.scratch
    trace(table.world, table.state, scratch, 0)
    draw_fire(table.world, table.state, 0, mind.own_fire, mind.own_mass, mind.enemy_fire)
    weigh_objectives(table.world, table.state, mind, 0)
    assert choose_task(table.world, table.state, mind, table.row("R1")) == NOWHERE
    assign_tasks(table.world, table.state, scratch, mind, 0)
    assert task(table, mind, "R1") == STAND


def test_pressure_is_drawn_up_where_somebody_presses() -> None:
    """It is of no use to those who stand, or who have an objective."""
    few = {"items": {"riflemen": 50}}
    strong = tabletop("R1 . . B1\n . . . .", B1=few)
    assert task(strong, thinking(strong), "R1") == PRESS
    assert at(strong, thinking(strong).pressure, "0200") < FAR
    equal = tabletop("R1 . . B1\n . . . .")
    assert task(equal, thinking(equal), "R1") == STAND
    assert at(equal, thinking(equal).pressure, "0200") == FAR
    busy = tabletop("R1 . . B1\n . . . .", B1=few, areas={"hill": ["0200"]}, awards=HOLD)
    assert task(busy, thinking(busy), "R1") == "0200"
    assert at(busy, thinking(busy).pressure, "0200") == FAR


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("number", ["0000", "0203", "0304", "0707", "0406"])
def test_fire_is_spread_over_all_hexes_within_so_many_steps(number: str, steps: int) -> None:
    """In the middle of the map, on even and odd rows, and in its corners."""
    table = tabletop("\n".join(" " * (row % 2) + ". " * 8 for row in range(8)), R1={"hex": "0000"}, B1={"hex": "0700"})
    field = np.zeros(64, np.int64)
    spread_fire(table.world, field, table.hex_row(number), 7, steps)
    column, row = int(number[:2]), int(number[2:])
    near = [distance(column, row, x, y) <= steps for y in range(8) for x in range(8)]
    assert field.tolist() == [7 * is_near for is_near in near]
