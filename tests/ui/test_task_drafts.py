"""An order to formations as it is put together by clicks and lines, and as the task that it becomes."""

from __future__ import annotations

import pytest

from game.engine.game import Game
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import Condition, GunTask, Task
from game.ui.command.task_drafts import TaskDraft, draft_of_task, kinds_for, named_together, units_of


def task(draft: TaskDraft) -> Task:
    found = draft.task()
    assert isinstance(found, Task)
    return found


def test_an_attack_goes_along_what_is_clicked() -> None:
    found = task(TaskDraft(("A",)).with_target("0101").with_target("0202").with_target("0303"))
    assert (found.along, found.attack) == (["0101", "0202"], "0303")


def test_what_is_clicked_again_is_out() -> None:
    assert task(TaskDraft(("A",)).with_target("0101").with_target("0202").with_target("0202")).attack == "0101"


def test_a_line_to_hold_is_dragged_or_clicked() -> None:
    dragged = TaskDraft(("A",), "hold").with_line(["0101", "0201", "0301", "0301"])
    assert task(dragged).hold == ["0101", "0201", "0301"]
    assert task(TaskDraft(("A",), "hold").with_target("0101").with_target("0201")).hold == ["0101", "0201"]


def test_a_delay_has_line_behind_line() -> None:
    draft = TaskDraft(("A",), "delay").with_line(["0101", "0201"]).with_line(["0102", "0202"]).with_target("0103")
    assert task(draft).delay == [["0101", "0201"], ["0102", "0202"], "0103"]


@pytest.mark.parametrize("kind", ["screen", "reserve", "withdraw", "march", "exit"])
def test_others_go_where_the_last_click_was(kind: str) -> None:
    draft = TaskDraft(("A",), kind).with_target("0101").with_target("0202")
    assert getattr(task(draft), kind) == "0202"


def test_guns_fire_at_all_that_is_clicked() -> None:
    found = TaskDraft(("G",), "prepare", keep=2).with_target("0101").with_target("hill").task()
    assert found == GunTask(units=["G"], prepare=["0101", "hill"], keep=2)


def test_nothing_without_a_target() -> None:
    assert TaskDraft(("A",)).task() is None


def test_as_another_task_it_keeps_what_that_can_have() -> None:
    draft = TaskDraft(("A",)).with_target("0101").with_target("0202")
    assert draft.of_kind("march").steps == (("0202",),)
    assert draft.of_kind("hold").steps == (("0202",),)
    assert draft.of_kind("delay").steps == draft.steps


def test_an_area_in_the_place_of_the_hex() -> None:
    draft = TaskDraft(("A",)).with_target("0101").with_target("0202").with_last("hill")
    assert (task(draft).along, task(draft).attack) == (["0101"], "hill")


@pytest.mark.parametrize(
    "given",
    [
        Task(units=["A", "B"], attack="0303", along=["0101"], mass=3, floor=20, tolerance="limit", break_off=40),
        Task(units=["A"], hold=["0101", "0201"], stand=True, raid=False),
        Task(units=["A"], delay=[["0101", "0201"], "0102"]),
        Task(units=["A"], march="0101", near=2),
        Task(units=["A"], attack=["0303", "0304"], pushes=1, source="a book", estimate=True),
        Task(units=["A"], reserve="0101", until=Condition(turn=3)),
        Task(units=["A"], reserve="0101", until=Condition.model_validate({"attacked": {"area": "hill", "by": "red"}})),
        GunTask(units=["G"], interdict=["0101"], keep=0),
    ],
)
def test_an_order_that_was_given_can_be_changed_and_given_again(given: Task | GunTask) -> None:
    assert draft_of_task(given, 0).task() == given


def test_all_that_a_plan_can_say_of_a_task_can_be_said_at_the_board() -> None:
    """Every task of the historical plan of August, taken up as an order and given, is the same one."""
    plan = load_scenario("khalkhin_gol/august_encirclement").plan("soviet", "historical")
    given = [task for phase in plan.phases for task in (*phase.tasks, *phase.guns)]
    for task_ in given:
        assert draft_of_task(task_, 0).task() == task_
    assert {"attack", "hold", "march"} <= {task_.kind for task_ in given}


def test_units_are_called_by_their_formation_where_all_of_it_is_chosen() -> None:
    """Those who come later are then meant, too; who is left over is called by himself."""
    game = Game.new(load_scenario("lake_khasan/corps_assault"), 1)
    regiment = next(name for name in game.scenario.names.formations if len(units_of(game, [name])) > 1)
    inside = units_of(game, [regiment])
    side = game.world.units[game.scenario.names.unit_row[inside[0]]].side
    assert side == game.scenario.names.side_row[game.active_side]
    assert units_of(game, named_together(game, inside)) == inside
    assert len(named_together(game, inside)) == 1
    assert named_together(game, inside[:1]) == tuple(inside[:1])


def test_fire_is_offered_to_guns_alone_and_exits_where_there_are_some() -> None:
    game = Game.new(load_scenario("lake_khasan/corps_assault"), 1)
    names = game.scenario.names
    mine = units_of(game, names.units)
    guns = [unit for unit in mine if "prepare" in kinds_for(game, [unit])]
    assert guns and len(guns) < len(mine)
    assert not any("exit" in kinds_for(game, [unit]) for unit in mine)
