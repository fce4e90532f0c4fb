"""What orders from above forbid (rulebook 9)."""

from __future__ import annotations

import pytest

from game.core.terms import EventKind, Reason, Result
from game.rules.permissions import may_enter, may_fire
from tests.tabletop import of_kind, tabletop

BORDER = """
    RG1  R1   .    .
      .    .    B1   BG1
    .    R2   .    .
"""
BEYOND = {"beyond": ["0200", "0300", "0101", "0201", "0301", "0202", "0302"]}


@pytest.mark.parametrize("side", ["red", "blue"])
@pytest.mark.parametrize("deny", ["enter", "fire"])
def test_a_ban_is_for_one_side_one_kind_one_area_and_some_turns(side: str, deny: str) -> None:
    """9: four bits a hex and turn."""
    table = tabletop(BORDER, areas=BEYOND, permissions=[(side, deny, "beyond", (2, 3))], turns=4)
    for turn in range(1, 5):
        for row in range(len(table.world.hexes)):
            number = str(table.scenario.hex_number(row))
            for who, name in enumerate(("red", "blue")):
                banned = 2 <= turn <= 3 and number in BEYOND["beyond"] and name == side
                enters = not (banned and deny == "enter")
                fires = not (banned and deny == "fire")
                assert may_enter(table.state, who, row) == enters
                assert may_fire(table.state, who, row) == fires
        table.next_turn() if turn < 4 else None


def test_who_may_not_enter_may_not_assault() -> None:
    """9.1: an assault goes into the hex."""
    table = tabletop(BORDER, areas=BEYOND, permissions=[("red", "enter", "beyond", (1, 1))])
    assert table.why(table.move("R1", "0200")) is Reason.FORBIDDEN_AREA
    table = tabletop("R1 B1\n . .", areas={"there": ["0100"]}, permissions=[("red", "enter", "there", (1, 1))])
    assert table.why(table.assault("B1", by=["R1"])) is Reason.FORBIDDEN_AREA
    table.next_turn()
    assert table.why(table.assault("B1", by=["R1"])) is Reason.LEGAL


def test_who_may_not_fire_may_still_assault() -> None:
    """9.2: without his guns."""
    table = tabletop("RG1 R1 B1\n . . .", areas={"there": ["0200"]}, permissions=[("red", "fire", "there", (1, 1))])
    assert table.why(table.assault("B1", by=["R1"])) is Reason.LEGAL
    assert table.why(table.assault("B1", by=["R1"], support=["RG1"])) is Reason.FORBIDDEN_FIRE
    with pytest.raises(Exception, match=r"rule 9\.2"):
        table.bombard("B1", "RG1")


def test_defensive_fire_is_always_free() -> None:
    """9.2: no order forbids to answer an assault."""
    table = tabletop(
        ". R1 .\n . B1 BG1\n. . .", areas={"all": ["0100", "0101"]}, permissions=[("blue", "fire", "all", (1, 9))]
    )
    events = table.attack("B1", by=["R1"])
    assert [event.unit for event in of_kind(events, EventKind.FIRED)] == ["BG1"]


def test_whom_a_ban_finds_may_stay() -> None:
    """9.1: and may leave; coming back is another matter."""
    table = tabletop(
        "R1 . .\n . . B1",
        areas={"here": ["0000"]},
        permissions=[("red", "enter", "here", (1, 9))],
        R1={"entrenched": 1},
    )
    table.next_turn()
    assert table.where("R1") == "0000"
    table.march("R1", "0100")
    table.next_turn()
    assert table.why(table.move("R1", "0000")) is Reason.FORBIDDEN_AREA


def test_nobody_retreats_into_forbidden_ground() -> None:
    """5.7, 9.1: the way out is another, though it is not the best."""
    board = ". . .\n R1 B1 .\n. . ."
    free = tabletop(board, result=Result.WITHDRAWN_ONE)
    free.attack("B1", by=["R1"])
    best = str(free.where("B1"))
    table = tabletop(
        board, result=Result.WITHDRAWN_ONE, areas={"no": [best]}, permissions=[("blue", "enter", "no", (1, 1))]
    )
    table.attack("B1", by=["R1"])
    assert table.where("B1") not in {best, "0101"}


def test_a_ban_holds_for_arrivals() -> None:
    """2.3, 9.1: the next free hex, or none."""
    table = tabletop(
        "R1 . .\n . . B1\n. . .", R2={"hex": "0002", "turn": 2}, areas={"no": ["0002"]},
        permissions=[("red", "enter", "no", (2, 2))],
    )  # fmt: skip
    table.next_turn()
    assert table.where("R2") not in {None, "0002"}
