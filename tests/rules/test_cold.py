"""Bitter cold tells on whoever is out of shelter (rulebook 7.6)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.errors import ScenarioError
from game.core.terms import EventKind
from tests.tabletop import Table, of_kind, tabletop

FIELD = "R1 R2 . .\n . . . B1"
GROUND = ". v . .\n . . . ."
STEADY = {"recovery": [0, 0, 0, 0], "rest": 0, "rest_in_zone": 0}


def board(cold: list[list[int]] | None = None, **options: Any) -> Table:
    """R1 is in the open, R2 in a village; nothing else changes their state."""
    return tabletop(FIELD, GROUND, cold=cold, rules={**STEADY, **options.pop("rules", {})}, **options)


def test_cold_costs_cohesion_and_tires() -> None:
    """7.6: 16 and 12 a turn of eight hours, in the open only, on cold turns only."""
    table = board([[2, 3]])
    states = []
    for _ in range(3):
        table.next_turn()
        states.append([(int(table.unit(unit).cohesion), int(table.unit(unit).fatigue)) for unit in ("R1", "R2", "B1")])
    after_two = (100 - 2 * 16, 2 * 12)
    assert states == [
        [(84, 12), (100, 0), (100, 0)],  # Blue's player turn of turn 2 is still to come
        [after_two, (100, 0), (84, 12)],
        [after_two, (100, 0), after_two],
    ]


def test_it_is_for_eight_hours() -> None:
    """In half the time half of it."""
    table = board([[2, 2]], turn_hours=4)
    table.next_turn()
    assert (table.unit("R1").cohesion, table.unit("R1").fatigue) == (92, 6)


def test_it_may_rout() -> None:
    """7.1: as any loss of cohesion, at 12."""
    table = board([[2, 2]], R1={"cohesion": 28})
    assert [event.unit for event in of_kind(table.next_turn(), EventKind.ROUTED)] == ["R1"]


def test_without_cold_nothing_changes() -> None:
    table = board()
    table.next_turn()
    assert (table.unit("R1").cohesion, table.unit("R1").fatigue) == (100, 0)


@pytest.mark.parametrize(
    ("cold", "message"),
    [([[3, 2]], "should be the first turn of the cold, then the last"), ([[2, 90]], "turn 90 is not in the calendar")],
)
def test_times_of_cold_are_checked(cold: list[list[int]], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        board(cold)
