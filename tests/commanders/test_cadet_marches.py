"""Where the cadet's units go, and which stay: the surplus in their trenches, the tired where they are."""

from __future__ import annotations

import pytest

from game.commanders.cadet.marches import is_attacking, is_best_off, line_score, way_to_task
from game.commanders.cadet.mind import FALL_BACK, PRESS, STAND, new_mind
from game.commanders.cadet.tasks import TIRED
from game.core.terms import Status
from game.rules import effects
from game.rules.movement import reach
from tests.commanders.desk import at, marchers, orders, task, thinking
from tests.tabletop import Table, tabletop

FEW = {"items": {"riflemen": 60}}
PRESSING = """
    R1+R2 .   .   .   .   .   .   B1
      .   .   .   .   .   .   .   .
"""


# --- those who stand ------------------------------------------------------------------------------------------------


def holding() -> Table:
    """Blue is outnumbered and holds a hill with more than it wants; all are dug in."""
    board = "R1+R2+R3 R4 " + ". " * 18 + "B1 B2 B3\n " + ". " * 22 + "B4"
    award = {"side": "blue", "award": "hold", "area": "hill", "points": 10}
    dug = {unit: {"entrenched": 2} for unit in ("B1", "B2", "B3", "B4")}
    return tabletop(board, first="blue", areas={"hill": ["2100"]}, awards=[award], **dug, R5={"hex": "0001"})


def test_a_weaker_side_s_surplus_stands_in_its_trenches() -> None:
    """Nobody sends it forward, and it does not crowd round the hill."""
    table = holding()
    mind = thinking(table)
    assert {task(table, mind, unit) for unit in ("B3", "B4")} == {STAND}
    places = {unit: table.where(unit) for unit in ("B3", "B4")}
    assert not marchers(table) & {"B3", "B4"}
    assert {unit: table.where(unit) for unit in ("B3", "B4")} == places
    assert {int(table.unit(unit).entrenchment) for unit in ("B3", "B4")} == {2}


def test_who_stands_has_nowhere_to_go() -> None:
    """Every hex is as near to his task as every other."""
    table = holding()
    mind = thinking(table)
    unit = table.row("B3")
    assert {way_to_task(table.world, mind, unit, hex_) for hex_ in range(len(table.world.hexes))} == {0}


def test_who_stands_still_falls_back_when_he_is_outgunned() -> None:
    """He is not nailed to the ground: without trenches, and with a crowd of enemies next to him, he goes."""
    board = "R1+R2+R3 B1 .  .  .  .\n .  .  .  .  .  .\n.  .  .  .  .  ."
    options = {"first": "blue", "rules": {"stack_limit": 12_000}}
    open_ground = tabletop(board, B1=FEW, **options)
    assert task(open_ground, thinking(open_ground), "B1") == STAND
    orders(open_ground)
    assert open_ground.where("B1") != "0100"


# --- those who are best off where they are --------------------------------------------------------------------------


def best_off(table: Table) -> set[str]:
    """Who need not look around; whatever they would find, nothing in their reach would serve them better."""
    mind = thinking(table)
    world, state, scratch = table.world, table.state, table.game.scratch
    found = set()
    for id_, unit in table.scenario.names.unit_row.items():
        if world.units[unit].side != state.clock[0].active or state.units[unit].status != Status.PRESENT:
            continue
        if is_best_off(world, state, scratch, mind, unit) == 1:
            found.add(id_)
            reached = scratch.search.reached[: reach(world, state, scratch, unit)].tolist()
            scores = [line_score(world, state, scratch, mind, unit, hex_) for hex_ in reached]
            assert len(reached) > 1
            assert max(scores) == scores[0]
    return found


def test_who_stands_in_trenches_need_not_look_around() -> None:
    assert {"B3", "B4"} <= best_off(holding())


@pytest.mark.parametrize(("works", "stays"), [(1, False), (2, True)])
def test_works_hold_beside_an_objective_only_if_they_are_worth_more(works: int, stays: bool) -> None:
    """Whoever is near enough to what he holds goes in all the same, unless his works are worth more than that."""
    hill = {"areas": {"hill": ["0100"]}, "controls": {"red": ["hill"]}}
    award = {"side": "red", "award": "hold", "area": "hill", "points": 10}
    table = tabletop("R1 . . . . . . . B1\n . . . . . . . . .", awards=[award], R1={"entrenched": works}, **hill)
    assert (best_off(table) == {"R1"}) is stays
    assert ("R1" in marchers(table)) is (works == 1)


# --- those who press ------------------------------------------------------------------------------------------------


def test_what_counts_as_an_attack() -> None:
    """To press is one, to stand or to fall back is none; an objective is one when it is to be taken."""
    awards = [{"side": "red", "award": "hold", "area": area, "points": 5} for area in ("ours", "theirs")]
    table = tabletop(
        "R1 . . . . . . B1\n . . . . . . . .", areas={"ours": ["0100"], "theirs": ["0300"]}, awards=awards,
        controls={"red": ["ours"]}, B1=FEW,
    )  # fmt: skip
    mind = thinking(table)
    assert [is_attacking(mind, what) for what in (PRESS, STAND, FALL_BACK)] == [1, 0, 0]
    goals = [str(table.scenario.hex_number(int(row))) for row in mind.goal]
    assert {goal: is_attacking(mind, number) for number, goal in enumerate(goals)} == {"0100": 0, "0300": 1}


def test_the_way_of_those_who_press_is_the_pressure() -> None:
    table = tabletop(PRESSING, B1=FEW)
    mind = thinking(table)
    assert task(table, mind, "R1") == PRESS
    for number in ("0000", "0300", "0600"):
        assert way_to_task(table.world, mind, table.row("R1"), table.hex_row(number)) == at(
            table, mind.pressure, number
        )


# --- the tired ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fatigue", "goes"), [(TIRED - 1, True), (TIRED, False), (100, False)])
def test_a_tired_unit_stays(fatigue: int, goes: bool) -> None:
    """It rests where it is, while the others go."""
    table = tabletop(PRESSING, B1=FEW)
    effects.tire(table.state, table.row("R1"), fatigue)
    assert marchers(table) == ({"R1", "R2"} if goes else {"R2"})


def test_a_tired_unit_stays_away_from_its_objective_too() -> None:
    """However much that is worth."""
    award = {"side": "red", "award": "hold", "area": "hill", "points": 50}
    for fatigue, goes in [(0, {"R1"}), (TIRED, set())]:
        table = tabletop(
            "R1 . . . . . . . . B1\n . . . . . . . . . .", areas={"hill": ["0300"]}, awards=[award], B1=FEW
        )  # fmt: skip
        effects.tire(table.state, table.row("R1"), fatigue)
        assert marchers(table) == goes


def test_a_tired_unit_goes_all_the_same_when_it_must_fall_back() -> None:
    """Broken and spent, it still runs."""
    table = tabletop(". . . .\n . R1 B1 .\n. . . .", sources={"red": ["0001"]})
    effects.tire(table.state, table.row("R1"), 100)
    effects.rout(table.world, table.state, table.row("R1"))
    assert task(table, thinking(table), "R1") == FALL_BACK
    assert marchers(table) == {"R1"}


@pytest.mark.parametrize(("fatigue", "attacks"), [(TIRED - 1, True), (TIRED, False)])
def test_a_tired_unit_is_not_sent_into_an_assault(fatigue: int, attacks: bool) -> None:
    """Not even against a handful."""
    table = tabletop(". . . .\n . R1 B1 .\n. . . .", B1={"items": {"riflemen": 10}})
    effects.tire(table.state, table.row("R1"), fatigue)
    assert any(order.startswith("attack") for order in orders(table)) is attacks


# --- guns -----------------------------------------------------------------------------------------------------------


def test_guns_without_an_objective_stay_where_they_are_safe() -> None:
    """They stand while the rifles press."""
    table = tabletop(PRESSING.replace("R1+R2 .", "R1+R2 RG1"), B1=FEW)
    mind = thinking(table)
    assert (task(table, mind, "RG1"), task(table, mind, "R1")) == (STAND, PRESS)
    assert marchers(table) == {"R1", "R2"}


def test_guns_do_not_wait_under_fire() -> None:
    """An enemy next to them is reason enough to go, task or no task."""
    table = tabletop(". . . . .\n RG1 B1 . . .\n. . . . .", sources={"red": ["0000"]})
    assert "RG1" in marchers(table)


def test_a_new_mind_has_no_plans() -> None:
    """Everyone stands until he is told otherwise."""
    table = tabletop(PRESSING)
    assert set(new_mind(table.world, table.game.scratch).task.tolist()) == {STAND}
