"""Orders to formations as a plan: which task counts, what is taken back, and that a plan that is loaded stays whole."""

from __future__ import annotations

from pathlib import Path

from game.commanders.standing_orders import StandingOrders
from game.scenario.loading import load_scenario, read_plan
from game.scenario.plan_text import plan_text
from game.scenario.schema.plan import GunTask, Task

NIGHT = "lake_khasan/night_attack"


def task(*units: str, **what: object) -> Task:
    """A task of some units."""
    return Task.model_validate({"units": list(units), **what})


def test_a_newer_task_takes_those_it_names_from_the_older() -> None:
    orders = StandingOrders("red").with_task(task("A", "B", hold="0101")).with_task(task("B", "C", attack="0202"))
    assert [(one.units, one.kind) for one in orders.given if isinstance(one, Task)] == [
        (["A"], "hold"),
        (["B", "C"], "attack"),
    ]


def test_a_task_that_names_nobody_any_more_is_gone() -> None:
    orders = StandingOrders("red").with_task(task("A", hold="0101")).with_task(task("A", march="0202"))
    assert [one.kind for one in orders.given if isinstance(one, Task)] == ["march"]


def test_fire_of_guns_and_tasks_of_units_stand_beside_each_other() -> None:
    """The guns of a formation may shell while it marches."""
    guns = GunTask.model_validate({"units": ["A"], "prepare": ["0303"]})
    orders = StandingOrders("red").with_task(task("A", march="0202")).with_task(guns)
    plan = orders.plan()
    assert plan is not None and len(plan.phases[0].tasks) == len(plan.phases[0].guns) == 1


def test_tasks_of_guns_stand_behind_the_others_before_they_are_saved_as_after() -> None:
    """A plan has them in a list of their own; whoever looks at his orders finds each where it was."""
    guns = [GunTask.model_validate({"units": [name], "support": ["0303"]}) for name in ("G", "H")]
    orders = StandingOrders("red").with_task(guns[0]).with_task(task("A", march="0202")).with_task(guns[1])
    orders = orders.with_task(task("B", hold="0101"))
    assert [one.units for one in orders.given] == [["A"], ["B"], ["G"], ["H"]]
    assert orders.with_task_at(0, guns[0].model_copy(update={"units": ["A"]})).given[0].units == ["B"]
    for _ in range(3):
        plan = orders.plan()
        assert plan is not None and StandingOrders.of(plan) == orders, "nor does a plan grow by being saved and read"


def test_orders_over_a_plan_that_is_followed(tmp_path: Path) -> None:
    """They stand last, so they count; withdrawn, the plan is followed again. As a file it is one that commands read."""
    scenario = load_scenario(NIGHT)
    side = scenario.names.sides[0]
    followed = StandingOrders(side).following(scenario.plan(side, "historical"))
    unit = next(name for row, name in enumerate(scenario.names.units) if scenario.world.units[row].side == 0)
    orders = followed.with_task(task(unit, hold="2028"))
    plan = orders.plan()
    assert plan is not None and plan.phases[-1].tasks[0].units == [unit] and plan.phases[:-1] == list(followed.loaded)
    assert orders.without_task(0) == followed and followed.without_plan().is_empty
    file = tmp_path / "my_orders.yaml"
    file.write_text(plan_text(plan), encoding="utf-8")
    assert read_plan(scenario, file) == plan
    assert StandingOrders.of(plan) == orders
