"""Conditions, the closed vocabulary on which plans hang (docs/plans.md)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.core.terms import Result
from game.engine.plain import plain
from game.rules.conditions import judge_all
from game.scenario.plan_table import table_of
from tests.tabletop import Table, tabletop

BOARD = """
    .   R1  .   .
      .   B1  B2  .
    .   .   .   .
"""
AREAS = {"hill": ["0101", "0201"], "post": ["0101"], "wood": ["0002"]}


def board(when: dict[str, Any], **options: Any) -> Table:
    """A board whose only plan hangs on a condition."""
    tasks = [{"units": ["R1"], "hold": "0100"}]
    options = {"areas": AREAS, "controls": {"blue": ["hill"]}, **options}
    return tabletop(BOARD, plans={"red": [{"when": when, "tasks": tasks}]}, **options)


def holds(table: Table) -> bool:
    """Whether the condition of the plan holds now: the last of those it is made of."""
    plans = table_of(table.scenario, table.scenario.plans)
    found = np.zeros(len(plans.conditions), np.int8)
    plain(judge_all)(table.world, table.state, plans, found)
    return bool(found[-1])


@pytest.mark.parametrize(("turn", "so"), [(1, True), (2, False)])
def test_from_a_turn_on(turn: int, so: bool) -> None:
    """The board is at turn 1; it goes on being so afterwards."""
    table = board({"turn": turn})
    assert holds(table) is so
    table.next_turn()
    table.next_turn()
    assert holds(table)


@pytest.mark.parametrize(
    ("date", "turns"),
    [("1938-07-02T00:00", 0), ("1938-07-02T00:01", 1), ("1938-07-02T08:00", 1), ("1938-07-02T08:01", 2)],
)
def test_from_a_moment_on(date: str, turns: int) -> None:
    """A turn that begins at the moment is the first in which it is so."""
    table = board({"date": date}, start="1938-07-02T00:00")
    for _ in range(turns):
        assert not holds(table)
        table.next_turn()
    assert holds(table)


def test_a_side_holds_an_area_while_all_of_it_is_its_own() -> None:
    """The rest of the hill is Blue's; the post is all there is to hold."""
    assert holds(board({"holds": {"side": "blue", "area": "hill"}}))
    assert not holds(board({"holds": {"side": "red", "area": "hill"}}))
    one = board({"holds": {"side": "blue", "area": "hill"}}, result=Result.ROUTED)
    one.attack("B1", by=["R1"])
    assert one.where("R1") == "0101"
    assert not holds(one)


def test_an_area_is_lost_while_no_hex_of_it_is_left() -> None:
    """Of the hill Blue keeps a hex."""
    for area, so in (("hill", False), ("post", True)):
        table = board({"lost": {"side": "blue", "area": area}}, result=Result.ROUTED)
        assert not holds(table)
        table.attack("B1", by=["R1"])
        assert holds(table) is so


@pytest.mark.parametrize(("area", "by", "so"), [("hill", "red", True), ("wood", "red", False), ("hill", "blue", False)])
def test_an_area_has_been_assaulted_once_a_hex_of_it_was(area: str, by: str, so: bool) -> None:
    """Whatever came of it, and for ever after."""
    table = board({"attacked": {"area": area, "by": by}}, result=Result.REPULSED)
    assert not holds(table)
    table.attack("B1", by=["R1"])
    assert holds(table) is so
    table.next_turn()
    assert holds(table) is so


@pytest.mark.parametrize(("below", "so"), [(50, False), (51, True)])
def test_units_are_below_a_share_of_their_first_men(below: int, so: bool) -> None:
    """300 of 600 men are left to both, of whom one is dead to the last man."""
    table = board({"strength": {"units": ["B"], "below": below}}, B1={"items": {"riflemen": 300}})
    assert not holds(table)
    table.state.units.status[table.row("B1")] = 3
    assert holds(table) is so


def test_who_is_still_to_come_is_not_weak() -> None:
    """Its men count whole before it arrives."""
    table = board({"strength": {"units": ["R2"], "below": 100}}, R2={"hex": "0002", "turn": 3})
    assert not holds(table)


@pytest.mark.parametrize(("distances", "so"), [((32_000, 32_000), True), ((32_000, 10), False), ((10, 10), False)])
def test_units_are_cut_off_when_supply_reaches_none_of_them(distances: tuple[int, int], so: bool) -> None:
    """As the last trace of supply found."""
    table = board({"cut_off": {"units": ["B"]}})
    for unit, distance in zip(("B1", "B2"), distances, strict=True):
        table.state.units.distance[table.row(unit)] = distance
    assert holds(table) is so


def test_nobody_on_the_map_is_not_cut_off() -> None:
    """Of those who have gone or are still to come nothing is said."""
    assert not holds(board({"cut_off": {"units": ["R2"]}}, R2={"hex": "0002", "turn": 3}))


YES: dict[str, Any] = {"turn": 1}
NO: dict[str, Any] = {"turn": 9}


@pytest.mark.parametrize(
    ("when", "so"),
    [
        ({"all": [YES, YES]}, True),
        ({"all": [YES, NO]}, False),
        ({"any": [NO, YES]}, True),
        ({"any": [NO, NO]}, False),
        ({"not": NO}, True),
        ({"not": YES}, False),
        ({"all": [{"any": [NO, YES]}, {"not": {"all": [YES, NO]}}]}, True),
        ({"not": {"any": [{"not": YES}, {"all": [YES, YES]}]}}, False),
    ],
)
def test_conditions_are_joined(when: dict[str, Any], so: bool) -> None:
    """And, or, not, one within the other."""
    assert holds(board(when)) is so
