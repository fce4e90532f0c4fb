"""Who holds an area (rulebook 10.1)."""

from __future__ import annotations

import numpy as np
import pytest

from game.rules.areas import CONTESTED, holder
from tests.tabletop import Table, tabletop

BOARD = """
    R1  .   .   .
      .   ~   .   .
    .   .   .   B1
"""


def held(table: Table, area: str) -> int:
    return int(holder(table.world, table.state, table.scenario.names.area_row[area]))


def test_ground_belongs_to_whoever_was_last_in_it() -> None:
    """10.1: and stays his when he goes."""
    table = tabletop(BOARD, areas={"hill": ["0100"]})
    assert held(table, "hill") == CONTESTED  # nobody's ground
    table.march("R1", "0100", "0200")
    assert table.where("R1") == "0200"
    assert held(table, "hill") == 0
    table.end_turn()
    table.march("B1", "0301")
    table.end_turn()
    table.march("R1", "0100", "0000")
    table.end_turn()
    assert held(table, "hill") == 0


@pytest.mark.parametrize(("controls", "result"), [
    ({"red": ["all"]}, 0), ({"blue": ["all"]}, 1), ({"red": ["west"], "blue": ["east"]}, CONTESTED),
    ({"red": ["west"]}, CONTESTED), ({}, CONTESTED),
])  # fmt: skip
def test_an_area_is_held_whole_or_not(controls: dict[str, list[str]], result: int) -> None:
    """10.1: every hex of it."""
    areas = {"west": ["0200"], "east": ["0201"], "all": ["0200", "0201"]}
    assert held(tabletop(BOARD, areas=areas, controls=controls), "all") == result


def test_water_counts_for_nobody() -> None:
    """10.1: an area with a lake in it can be held, a lake alone cannot."""
    table = tabletop(BOARD, areas={"shore": ["0101", "0201"], "lake": ["0101"]}, controls={"red": ["shore"]})
    assert held(table, "shore") == 0
    assert held(table, "lake") == CONTESTED


def test_by_the_obvious_count() -> None:
    """10.1: the same for every pattern of owners."""
    table = tabletop(BOARD, areas={"all": ["0100", "0101", "0200", "0201"]})
    land = [table.hex_row(number) for number in ("0100", "0200", "0201")]
    for pattern in np.ndindex(3, 3, 3):
        owners = [owner - 1 for owner in pattern]
        for row, owner in zip(land, owners, strict=True):
            table.state.hexes[row].owner = owner
        expected = owners[0] if len(set(owners)) == 1 and owners[0] >= 0 else CONTESTED
        assert held(table, "all") == expected
