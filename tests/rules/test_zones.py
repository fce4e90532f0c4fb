"""Zones of control (rulebook 3.6): who has one, which hexes it covers, and that the counts are kept."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.terms import NOWHERE, Result
from game.rules import effects
from game.rules.zones import in_enemy_zone
from tests.recount import zones_from_scratch
from tests.tabletop import Table, tabletop

FIELD = """
    .   .   .   .   .
      .   .   .   .   .
    .   .   R1  .   .
      .   .   .   .   .
    .   .   .   .   B1
"""
HALF_A_COMPANY = {"zone_frontage": 120}
"""60 men on 500 m."""

AROUND_R1 = {"0202", "0201", "0302", "0203", "0103", "0102", "0101"}


def covered(table: Table, side: int) -> set[str]:
    rows = np.flatnonzero(table.state.hex_figures["zone"][:, side] > 0)
    return {str(table.scenario.hex_number(int(row))) for row in rows}


def kept(table: Table) -> bool:
    return bool((table.state.hex_figures["zone"] == zones_from_scratch(table.world, table.state)).all())


def test_a_zone_is_the_hex_and_its_neighbours() -> None:
    """3.6."""
    table = tabletop(FIELD)
    assert covered(table, 0) == AROUND_R1
    assert covered(table, 1) == {"0404", "0304", "0403", "0303"}
    for number in ("0202", "0101", "0404"):
        row = table.hex_row(number)
        assert in_enemy_zone(table.state, row, 1) == (number in AROUND_R1)
        assert in_enemy_zone(table.state, row, 0) == (number == "0404")


def test_a_zone_stops_at_the_shore() -> None:
    """3.6: neighbours of water are not in it."""
    table = tabletop("~ . .\n R1 ~ B1\n. . .")
    assert covered(table, 0) == {"0001", "0100", "0102", "0002"}


def test_zones_are_counted_not_marked() -> None:
    """3.6: two hold the hex between them, and one of them going leaves the other's zone."""
    table = tabletop("R1 . R2 .\n . . . .\n. . . B1")
    assert int(table.hex_figures("0100").zone[0]) == 2
    table.march("R1", "0001", "0002")
    assert int(table.hex_figures("0100").zone[0]) == 1
    assert kept(table)


@pytest.mark.parametrize(("rifles", "has"), [(300, 1), (60, 1), (59, 0)])
def test_it_takes_half_a_company(rifles: int, has: int) -> None:
    """3.6: `zone_frontage`."""
    table = tabletop(FIELD, R1={"items": {"riflemen": rifles}}, rules=HALF_A_COMPANY)
    assert int(table.figures("R1").zone) == has
    assert covered(table, 0) == (AROUND_R1 if has else set())


@pytest.mark.parametrize(("hex_size", "least"), [(250, 60), (500, 120), (1000, 240)])
def test_a_wide_hex_takes_more_men(hex_size: int, least: int) -> None:
    """3.6: so many for each kilometre of the hex."""
    for rifles, has in [(least, 1), (least - 1, 0)]:
        table = tabletop(
            FIELD, hex_size=hex_size, R1={"items": {"riflemen": rifles}}, rules={"zone_frontage": 240}
        )  # fmt: skip
        assert int(table.figures("R1").zone) == has


def test_losses_may_take_the_zone() -> None:
    """3.6, 5.5: as soon as too few are left."""
    table = tabletop(FIELD, rules=HALF_A_COMPANY)
    for lost, has in [(240_000, 1), (1_000, 0)]:
        effects.carry_loss(table.world, table.state, table.row("R1"), 0, lost)
        effects.refresh_after_losses(table.world, table.state, table.row("R1"))
        assert int(table.figures("R1").zone) == has
        assert kept(table)


def test_breaking_takes_it_and_rallying_gives_it_back() -> None:
    """3.6, 7.3."""
    table = tabletop(FIELD)
    effects.rout(table.world, table.state, table.row("R1"))
    assert covered(table, 0) == set()
    assert kept(table)
    effects.rally(table.world, table.state, table.row("R1"))
    assert covered(table, 0) == AROUND_R1
    assert kept(table)


def test_a_broken_unit_on_the_move_has_none() -> None:
    """3.6, 7.3."""
    table = tabletop(FIELD)
    effects.rout(table.world, table.state, table.row("R1"))
    table.march("R1", "0102")
    assert covered(table, 0) == set()
    assert kept(table)


def test_zones_go_with_their_units() -> None:
    """3.6: through marches, retreats, advances and ends, the counts are what a fresh count gives."""
    for result in Result:
        table = tabletop(
            ". . . .\n . B1 . .\n. R1 R2 .\n . . . .", B1={"items": {"riflemen": 80}}, result=result,
            rules={"attack_time": 4},
        )  # fmt: skip
        table.attack("B1", by=["R1", "R2"])
        assert kept(table), result
        table.next_turn()
        assert kept(table), result


def test_whoever_leaves_the_map_leaves_no_zone() -> None:
    """2.3, 3.6."""
    table = tabletop(FIELD, R1={"withdraws": 2})
    table.next_turn()
    assert int(table.unit("R1").hex) == NOWHERE
    assert covered(table, 0) == set()
    assert kept(table)
