"""Commanders on the water: they fire at boats and from them, and boats keep out of fire that they cannot bear."""

from __future__ import annotations

import pytest

from game.commanders.roster import take_turn
from game.engine.orders import Bombard, Move
from tests.rules.test_boats import BOAT
from tests.rules.test_direct_fire import GUNS, banks

COMMANDERS = ("cadet", "officer")


@pytest.mark.parametrize("commander", COMMANDERS)
def test_a_boat_fires_at_whom_it_sees(commander: str) -> None:
    """6.7"""
    steps = take_turn(banks().game, commander)
    assert [step.order.target for step in steps if isinstance(step.order, Bombard)] == ["0202"]


@pytest.mark.parametrize("commander", COMMANDERS)
def test_guns_of_the_line_fire_at_boats(commander: str) -> None:
    """6.7"""
    table = banks()
    table.end_turn()
    steps = take_turn(table.game, commander)
    assert [str(step.order) for step in steps if isinstance(step.order, Bombard)] == ["bombard 0001 with B1"]


@pytest.mark.parametrize("commander", COMMANDERS)
def test_a_shaken_boat_goes_where_less_fire_reaches_it(commander: str) -> None:
    """Hexes of a kilometre: two away the guns hit half as well as next to it."""
    table = banks(R1={"type": BOAT, "hex": "0101", "cohesion": 20}, B1={**GUNS, "hex": "0102"}, hex_size=1000)
    marches = [step.order for step in take_turn(table.game, commander) if isinstance(step.order, Move)]
    assert [march.path[-1] for march in marches] == ["0301"]
