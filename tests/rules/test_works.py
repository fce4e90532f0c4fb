"""Field works (rulebook 8.1): digging in at the end of a side's turn."""

from __future__ import annotations

import pytest

from game.core.terms import EventKind
from game.rules import effects
from tests.tabletop import Table, of_kind, tabletop

FAR = """
    R1  .   .   .   .
      .   .   .   .   .
    .   .   .   .   B1
"""


def dug(table: Table, unit: str) -> int:
    """Hundredths of a level."""
    return int(table.unit(unit).entrenchment) * 100 + int(table.unit(unit).digging)


def test_units_that_rest_dig() -> None:
    """8.1: at the end of their own side's turn."""
    table = tabletop(FAR, rules={"digging": 60})
    table.end_turn()
    assert (dug(table, "R1"), dug(table, "B1")) == (60, 0)
    table.end_turn()
    assert (dug(table, "R1"), dug(table, "B1")) == (60, 60)


def test_a_level_is_a_hundred_hundredths() -> None:
    """8.1: what is over goes towards the next."""
    table = tabletop(FAR, rules={"digging": 60})
    logged = []
    levels = []
    for _ in range(5):
        logged += of_kind(table.next_turn(), EventKind.ENTRENCHED)
        levels.append((int(table.unit("R1").entrenchment), int(table.unit("R1").digging)))
    assert levels == [(0, 60), (1, 20), (1, 80), (2, 40), (3, 0)]
    assert [event["entrenchment"] for event in logged if event.unit == "R1"] == [1, 2, 3]


@pytest.mark.parametrize("board", [FAR, "R1 B1 . . .\n . . . . ."])
@pytest.mark.parametrize("unit", ["R1", "RE1"])
def test_slower_near_the_enemy_faster_by_engineers(board: str, unit: str) -> None:
    """8.1."""
    table = tabletop(board.replace("R1", unit))
    rules = table.rules
    work = int(rules.works.digging if board is FAR else rules.works.digging_in_zone) // 1000
    if unit == "RE1":
        work = work * int(rules.works.digging_engineers) // 1000
    table.end_turn()
    assert dug(table, unit) == work


@pytest.mark.parametrize("ground", [".", "m", "h", "S"])
def test_only_as_deep_as_the_ground_allows(ground: str) -> None:
    """8.1: water at spade depth, stone near the surface."""
    table = tabletop("R1 .\n . B1", f"{ground} .\n . .", rules={"digging": 99}, turns=7)
    most = int(table.world.terrain[int(table.ground("0000").terrain)].entrench_max)
    for _ in range(6):
        table.next_turn()
        assert int(table.unit("R1").entrenchment) <= most
    assert int(table.unit("R1").entrenchment) == most


@pytest.mark.parametrize("doing", ["march", "attack", "bombard", "broken", "nothing"])
def test_who_does_something_else_does_not_dig(doing: str) -> None:
    """8.1: marching, attacking, firing; the broken do not dig either."""
    unit = "RG1" if doing == "bombard" else "R1"
    table = tabletop(f". . . .\n {unit} B1 . .\n. . . .")
    if doing == "march":
        table.march("R1", "0000")
    elif doing == "attack":
        table.attack("B1", by=["R1"], holding=True)
    elif doing == "bombard":
        table.bombard("B1", "RG1")
    elif doing == "broken":
        effects.rout(table.world, table.state, table.row("R1"))
    table.end_turn()
    assert (dug(table, unit) > 0) == (doing == "nothing")


def test_answering_an_assault_does_not_stop_the_spades() -> None:
    """6.3, 8.1: defensive fire is no attack of one's own."""
    table = tabletop(". R1 .\n . B1 BG1\n. . .")
    table.attack("B1", by=["R1"])
    assert int(table.unit("BG1").defended) == 1
    table.end_turn()
    table.end_turn()
    assert dug(table, "BG1") > 0


def test_a_unit_that_has_been_driven_out_starts_again() -> None:
    """8.1: works stay where they are, and nobody inherits them."""
    table = tabletop(FAR, R1={"entrenched": 2})
    table.march("R1", "0100")
    table.march("R1", "0000")
    assert dug(table, "R1") == 0
