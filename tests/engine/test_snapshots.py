"""Positions that no play leads to, though every number in them fits the others, are refused."""

from __future__ import annotations

import pytest

from game.core._jit import COMPILED
from game.core.errors import SaveError
from game.engine.saves import read_save, save_text
from game.rules import effects
from tests.tabletop import tabletop


@pytest.mark.skipif(COMPILED, reason="moves a unit by one rule alone")
def test_enemies_in_one_stack_are_refused() -> None:
    """Loads and zones are those that they would make; only that they would never stand there."""
    table = tabletop("R1 . B1\n . . .")
    effects.relocate(table.world, table.state, table.row("R1"), table.hex_row("0200"))
    with pytest.raises(SaveError, match="a stack in its snapshot is inconsistent"):
        read_save(save_text(table.game).encode("ascii"))


@pytest.mark.parametrize(("ground", "deepest"), [("m", 1), (".", 3), ("S", 2)])
def test_a_unit_dug_in_deeper_than_its_ground_allows_is_refused(ground: str, deepest: int) -> None:
    """4.6: marsh lets nobody dig in further than the first level, grass to the third, a rocky summit to the second."""
    table = tabletop("R1 . B1", ground=f"{ground} . .")
    table.state.units.entrenchment[table.row("R1")] = deepest
    assert read_save(save_text(table.game).encode("ascii"))
    table.state.units.entrenchment[table.row("R1")] = deepest + 1
    with pytest.raises(SaveError, match=r"dug in deeper|out of bounds"):
        read_save(save_text(table.game).encode("ascii"))
