"""The officer leaves the map where its plan says so, and nobody else does (docs/plans.md)."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.roster import play_out, take_turn
from game.core.errors import ScenarioError
from game.core.terms import Status
from game.engine.orders import Exit, Move
from tests.commanders.led import officer, plan
from tests.tabletop import Table, tabletop

FIELD = """
    R2 .  .  .  .
      .  .  .  R1 .
    .  .  .  RG1 .
      B1 .  .  .  .
"""
EDGE: dict[str, Any] = {"areas": {"east": [f"040{y}" for y in range(4)]}, "exits": {"red": ["east"], "blue": ["west"]}}
EDGE["areas"]["west"] = ["0000", "0003"]
LEAVE = {"units": ["R1", "RG1"], "exit": "east"}


def board(*tasks: dict[str, Any], **options: Any) -> Table:
    awards = [{"side": "red", "award": "exited", "of": "red", "points": 5}]
    return tabletop(FIELD, **EDGE, plans=plan(*tasks), awards=awards, turns=4, **options)


def test_it_marches_to_the_exit_and_leaves() -> None:
    """Guns too; with points left in the same turn."""
    table = board(LEAVE, {"units": ["R2"], "hold": "0000"})
    steps = officer(table)
    assert [str(step.order) for step in steps if isinstance(step.order, Exit)] == ["exit R1 0402", "exit RG1 0402"]
    assert next(step.reason for step in steps if isinstance(step.order, Exit)) == (
        "Phase 1: leaves the map, as it is to, for 5 points"
    )
    march = next(step for step in steps if isinstance(step.order, Move))
    assert march.reason.startswith("Phase 1: to leave the map by")
    assert table.unit("R1").status == Status.EXITED
    assert table.unit("R2").status == Status.PRESENT


def test_who_stands_at_the_exit_already_leaves_at_once() -> None:
    table = board({"units": ["R1"], "exit": "east"}, R1={"hex": "0400"})
    assert str(officer(table)[0].order) == "exit R1 0400"


def test_who_has_too_few_points_leaves_next_turn() -> None:
    table = board(LEAVE)
    table.unit("R1").mp_left = table.cost("R1", "0301-E")
    officer(table)
    assert table.where("R1") == "0402"
    table.end_turn()
    table.end_turn()
    officer(table)
    assert table.unit("R1").status == Status.EXITED


@pytest.mark.parametrize("leader", ["cadet", "officer"])
def test_nobody_leaves_for_no_reason(leader: str) -> None:
    """Units at an exit stay where no plan names it, and no points are given for it."""
    table = tabletop(FIELD, **EDGE, turns=4, R1={"hex": "0400"})
    while table.game.outcome is None:
        take_turn(table.game, leader)
        table.game.end_turn()
    assert Status.EXITED not in table.state.units.status.tolist()


def test_random_finds_the_exit() -> None:
    """It does whatever is legal, now and then."""
    left = 0
    for seed in range(6):
        table = tabletop(FIELD, **EDGE, turns=6, seed=seed)
        play_out(table.game, {"red": "random", "blue": "random"})
        left += table.state.units.status.tolist().count(Status.EXITED)
    assert left > 0


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("west", "'west' is no exit of red; its exits are east"),
        ("0400", "should be the id of an exit of red"),
        ("aest", "there is no area or place 'aest'"),
    ],
)
def test_a_plan_leaves_by_exits_only(target: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        board({"units": ["R1"], "exit": target})
