"""Plans as arrays: names are rows, dates turns, targets hexes, and conditions stand after those they are joined of."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import NOWHERE, ConditionKind, TaskKind, Tolerance
from game.scenario.plan_arrays import UNSAID, PlanTable, no_plans, titles_of
from game.scenario.plan_table import table_of
from tests.tabletop import Table, tabletop

BOARD = "R1 R2 . . ~ B1\n . . . . . ."
AREAS = {"hill": ["0300", "0400", "0301"]}


def board(*phases: dict[str, Any], **options: Any) -> tuple[Table, PlanTable]:
    table = tabletop(BOARD, areas=AREAS, plans={"red": list(phases)}, start="1938-07-02T00:00", **options)
    return table, table_of(table.scenario, table.scenario.plans)


def phase(*tasks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"tasks": list(tasks) or [{"units": ["R1"], "hold": "0000"}], **more}


def test_no_plan_is_an_empty_table() -> None:
    table, _ = board(phase())
    none = no_plans(table.world)
    assert (len(none.phases), len(none.tasks), len(none.conditions), len(none.group_first)) == (0, 0, 0, 1)
    assert none.men.tolist() == [300, 300, 300]


def test_a_task_has_its_numbers_and_says_which_it_lacks() -> None:
    said = {"units": ["R"], "attack": "hill", "mass": 2, "floor": 0, "tolerance": "ignore", "pushes": 1, "raid": False}
    _, plans = board(phase(said, {"units": ["R1"], "hold": "0000", "stand": True}))
    attack, hold = plans.tasks
    assert (attack.kind, attack.mass, attack.floor, attack.pushes, attack.raid) == (TaskKind.ATTACK, 2, 0, 1, 0)
    assert (attack.tolerance, attack.break_off, attack.near) == (Tolerance.IGNORE, UNSAID, UNSAID)
    assert (hold.kind, hold.stand, hold.mass, hold.raid, hold.until) == (TaskKind.HOLD, 1, UNSAID, 1, NOWHERE)
    assert plans.named[attack.first_unit : attack.end_unit].tolist() == [0, 1], "a formation means all under it"


def test_targets_are_hexes_without_the_water() -> None:
    table, plans = board(phase({"units": ["R1"], "attack": "hill", "along": ["0200"]}))
    task = plans.tasks[0]
    groups = [
        plans.group_hexes[plans.group_first[group] : plans.group_first[group + 1]].tolist()
        for group in plans.group_of[task.first_group : task.end_group].tolist()
    ]
    assert groups == [[table.hex_row("0200")], [table.hex_row("0300"), table.hex_row("0301")]]


@pytest.mark.parametrize(
    ("dates", "turns"),
    [
        (["1938-07-02T00:00", "1938-07-02T08:00"], (1, 2)),
        (["1938-07-02T00:01", "1938-07-02T15:59"], (2, 2)),
        (["1938-07-02T08:01", "1938-07-02T15:59"], (3, 2)),
        (["1900-01-01T00:00", "2100-01-01T00:00"], (1, 32_000)),
    ],
)
def test_dates_are_the_turns_that_begin_within_them(dates: list[str], turns: tuple[int, int]) -> None:
    """Turns of eight hours from midnight; none begins within the third: its first is after its last."""
    _, plans = board(phase(dates=dates))
    assert (plans.phases[0].first, plans.phases[0].last) == turns


def test_conditions_stand_after_those_they_are_joined_of() -> None:
    when = {"all": [{"turn": 3}, {"not": {"any": [{"cut_off": {"units": ["R1"]}}, {"turn": 5}]}}]}
    _, plans = board(phase(when=when))
    kinds = [ConditionKind(int(kind)) for kind in plans.conditions.kind]
    assert kinds == [
        ConditionKind.TURN,
        ConditionKind.CUT_OFF,
        ConditionKind.TURN,
        ConditionKind.ANY,
        ConditionKind.NOT,
        ConditionKind.ALL,
    ]
    assert plans.phases[0].condition == len(kinds) - 1
    for row, condition in enumerate(plans.conditions):
        if condition.kind in (ConditionKind.ALL, ConditionKind.ANY, ConditionKind.NOT):
            assert all(part < row for part in plans.parts[condition.first : condition.end])


def test_titles_come_back_whatever_they_are_written_in() -> None:
    _, plans = board({**phase(), "name": "Заозёрная 張鼓峰"}, {**phase(), "name": "Then"})
    assert titles_of(plans) == ("Заозёрная 張鼓峰", "Then")
