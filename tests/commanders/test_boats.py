"""Commanders on the water: they fire at boats and from them, and boats keep out of fire that they cannot bear."""

from __future__ import annotations

import pytest

from game.commanders.roster import take_turn
from game.engine.orders import Bombard, Exit, Move
from tests.commanders.led import officer, plan
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


@pytest.mark.parametrize(
    ("task", "said"), [({"march": "0001"}, "marches to 0001"), ({"exit": "west"}, "to leave the map by 0001")]
)
def test_boats_that_are_to_go_somewhere_go_there_under_fire(task: dict[str, str], said: str) -> None:
    """Those with no such task stay where they give more than they take."""
    edge = {"areas": {"west": ["0001"]}, "exits": {"red": ["west"]}, "turn_minutes": 30}
    table = banks(R1={"type": BOAT, "hex": "0401"}, **edge, plans=plan({"units": ["R1"], **task}))
    steps = officer(table)
    assert str(steps[0].order).endswith(">0001") and steps[0].reason == f"Phase 1: {said}"
    assert isinstance(steps[-1].order, Exit if "exit" in task else Bombard)


@pytest.mark.parametrize(("banned", "goes"), [("blue", "0101"), (None, "0301")])
def test_a_boat_does_not_fear_fire_that_is_forbidden(banned: str | None, goes: str) -> None:
    """9.2"""
    bans = {"areas": {"near": ["0101"]}, "permissions": [(banned, "fire", "near", (1, 2))]} if banned else {}
    table = banks(R1={"type": BOAT, "hex": "0101", "cohesion": 20}, B1={**GUNS, "hex": "0102"}, hex_size=1000, **bans)
    take_turn(table.game, "officer")
    assert table.where("R1") == goes


@pytest.mark.parametrize("commander", COMMANDERS)
def test_a_boat_fires_at_who_endangers_it(commander: str) -> None:
    """At the guns, not at the company beside them, of which more men would be hit."""
    few = {"sparse_targets": 20, "direct_men": 150}
    table = banks(B2={"hex": "0102", "items": {"riflemen": 150}}, rules=few)
    steps = take_turn(table.game, commander)
    assert [step.order.target for step in steps if isinstance(step.order, Bombard)] == ["0202"]
