"""Stacking by frontage (rulebook 3.4)."""

from __future__ import annotations

import pytest

from game.core.terms import NOWHERE, Reason
from game.rules import effects
from game.rules.stacking import enemy_in, fits, side_in, units_in
from tests.tabletop import Table, tabletop

CROWD = """
    R1  R2+R3  .   .
      .   .   .   .
    .   .   .   B1
"""


@pytest.mark.parametrize(("hex_size", "limit"), [(250, 600), (500, 1200), (1000, 2400), (333, 799)])
def test_room_goes_with_the_width_of_the_hex(hex_size: int, limit: int) -> None:
    """3.4: the rule is given for a kilometre."""
    table = tabletop(CROWD, hex_size=hex_size, rules={"stack_limit": 2400})
    assert table.rules.movement.stack_limit == limit


@pytest.mark.parametrize(("limit", "reason"), [(1800, Reason.LEGAL), (1798, Reason.STACK_FULL)])
def test_the_last_man_fits_exactly(limit: int, reason: Reason) -> None:
    """3.4: 300 more beside 600, in a hex for 900 or for 899."""
    table = tabletop(CROWD, rules={"stack_limit": limit})
    assert table.why(table.move("R1", "0100")) is reason


@pytest.mark.parametrize(("most", "reason"), [(3, Reason.LEGAL), (2, Reason.STACK_FULL)])
def test_so_many_units_and_no_more(most: int, reason: Reason) -> None:
    """3.4: however small."""
    table = tabletop(CROWD, rules={"stack_units": most})
    assert table.why(table.move("R1", "0100")) is reason


def test_a_unit_wider_than_a_hex_fits_an_empty_one() -> None:
    """3.4: else it could go nowhere."""
    table = tabletop(CROWD, R1={"items": {"riflemen": 1}}, rules={"stack_limit": 1200})
    effects.lose_items(table.world, table.state, table.row("R1"), 0, -900)  # 901 men
    effects.refresh_after_losses(table.world, table.state, table.row("R1"))
    assert fits(table.world, table.state, table.row("R1"), table.hex_row("0101")) == 1
    assert fits(table.world, table.state, table.row("R1"), table.hex_row("0100")) == 0


def test_frontage_is_not_men() -> None:
    """3.4: a gun of seven men takes the room of twelve, a tank of three likewise."""
    table = tabletop("RG1 RT1\n B1 .")
    gun, tank = table.equipment("gun_76mm_1927"), table.equipment("t26")
    assert table.figures("RG1").frontage == 8 * gun.frontage != 8 * gun.crew
    assert table.figures("RT1").frontage == 16 * tank.frontage != 16 * tank.crew


def test_who_stands_where() -> None:
    """3.4."""
    table = tabletop(CROWD)

    def sides(number: str) -> list[int]:
        row = table.hex_row(number)
        return [side_in(table.state, row), *(enemy_in(table.state, row, s) for s in (0, 1))]

    assert sides("0100") == [0, 0, 1]
    assert sides("0302") == [1, 1, 0]
    assert sides("0101") == [NOWHERE, 0, 0]
    assert units_in(table.state, table.hex_row("0100")) == 2


def loads(table: Table) -> dict[str, int]:
    rows = range(len(table.state.hexes))
    return {str(table.scenario.hex_number(row)): int(table.state.hex_figures[row].load) for row in rows}


def test_stacks_are_kept_whoever_leaves_them() -> None:
    """3.4: from the top, from the middle, from the bottom."""
    board = "R1+R2+R3+R4 . .\n . . .\n. . B1"
    for leaver in ("R1", "R2", "R3", "R4"):
        table = tabletop(board, rules={"stack_limit": 9000})
        before = table.stack("0000")
        table.march(leaver, "0100")
        assert table.stack("0000") == [unit for unit in before if unit != leaver]
        assert table.stack("0100") == [leaver]
        assert int(table.unit(leaver).below) == NOWHERE
        assert (loads(table)["0000"], loads(table)["0100"]) == (900, 300)


def test_the_last_to_come_lies_on_top() -> None:
    """3.4."""
    table = tabletop("R1 R2 .\n . . B1", rules={"stack_limit": 9000})
    table.march("R1", "0100")
    assert table.stack("0100") == ["R1", "R2"]
    assert int(table.hex("0000").top) == NOWHERE


def test_losses_make_room() -> None:
    """3.4, 5.5: the load is what is left."""
    table = tabletop(CROWD)
    effects.carry_loss(table.world, table.state, table.row("R2"), 0, 120_000)
    effects.refresh_after_losses(table.world, table.state, table.row("R2"))
    assert loads(table)["0100"] == 480
