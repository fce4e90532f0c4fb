"""What an assault brought is worded as it happened (rulebook 5.6-5.8), whatever the odds called for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from game.core.terms import NOWHERE, EventKind, Result, Status
from game.engine.event_words import fight, result_words
from game.engine.fights import Reaction, called_for, fought
from game.engine.game import Game
from game.engine.orders import Attack
from game.engine.replay import Step
from tests.boards import games
from tests.tabletop import Table, tabletop

OPEN = """
    .   .   .   .   .   .
      R3  B1  .   .   .   .
    .   R1  R2  .   .   .
"""
POCKET = """
    .   R4  R5  .   .   .
      R3  B1  R6  .   .   .
    .   R1  R2  .   .   .
"""

GAP = POCKET.replace("B1  R6", "B1  . ")
"""A hex of the ring is empty, but in the zones of those beside it."""


def words(table: Table, by: list[str] | None = None, **how: bool) -> str:
    return result_words(table.scenario, fight_out(table, by or ["R1"], **how))


def fight_out(table: Table, by: list[str], **how: bool) -> Step:
    """Assault B1, and return the step."""
    order = table.assault("B1", by, **how)
    return Step(1, "red", order, tuple(table.game.play(order)))


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result.REPULSED, "repulsed"),
        (Result.HELD, "the defender holds"),
        (Result.WITHDRAWN_ONE, "the defender retreats one hex; the hex is taken"),
        (Result.WITHDRAWN_TWO, "the defender retreats two hexes; the hex is taken"),
        (Result.ROUTED, "the defender routs three hexes; the hex is taken"),
    ],
)
def test_with_a_way_out_they_go_as_far_as_the_odds_call_for(result: Result, said: str) -> None:
    """5.6, 5.7."""
    assert words(tabletop(OPEN, result=result)) == said


@pytest.mark.parametrize("result", [Result.WITHDRAWN_ONE, Result.WITHDRAWN_TWO])
def test_with_no_way_out_nobody_falls_back(result: Result) -> None:
    """5.7: they break out, and lose more."""
    table = tabletop(GAP, result=result, rules={"no_way_losses": 150})
    before = int(table.figures("B1").men)
    said = words(table)
    lost = before - int(table.figures("B1").men)
    assert lost > 0
    assert (
        said == f"the defender cannot retreat: it makes a last stand, loses {lost} men and breaks out; the hex is taken"
    )
    assert table.where("B1") == "0201"


def test_who_breaks_with_no_way_out_surrenders() -> None:
    """5.7."""
    assert words(tabletop(POCKET, result=Result.ROUTED)) == "the defender surrenders; the hex is taken"


def test_a_last_stand_is_named_as_one() -> None:
    """5.7: steadfast troops fight on."""
    said = words(tabletop(GAP, result=Result.ROUTED, B1={"morale": 1500}))
    assert re.fullmatch(
        r"the defender cannot retreat: it makes a last stand, loses \d+ men and breaks out; the hex is taken", said
    )


def test_who_finds_no_gap_dies_to_the_last_man() -> None:
    """5.7: steadfast troops, and a ring of units."""
    said = words(tabletop(POCKET, result=Result.WITHDRAWN_ONE, B1={"morale": 1500}))
    assert said == "the defender is destroyed; the hex is taken"


def test_holding_leaves_the_hex() -> None:
    """5.8."""
    table = tabletop(OPEN, result=Result.WITHDRAWN_ONE)
    assert words(table, holding=True) == "the defender retreats one hex; the hex is not taken, as ordered"


def test_why_nobody_goes_in_is_said_where_the_attackers_have_broken() -> None:
    """5.6, 5.8: the nerve of both goes. While one is steady, it goes in."""
    gone = {"cohesion": 13}
    said = words(tabletop(OPEN, result=Result.WITHDRAWN_ONE, R1=gone, R2=gone), ["R1", "R2"])
    assert said.endswith("the defender retreats one hex; the hex is not taken, because the attackers routed")
    assert words(tabletop(OPEN, result=Result.WITHDRAWN_ONE, R1=gone), ["R1", "R2"]).endswith("; the hex is taken")


def test_a_stack_may_go_different_ways() -> None:
    """5.6, 5.7: two fall back; the third, whose nerve is gone, flees."""
    drawing = OPEN.replace("B1", "B1+B2+B3")
    table = tabletop(drawing, result=Result.WITHDRAWN_ONE, B3={"cohesion": 13})
    said = words(table)
    assert said == "two of three defenders retreat one hex, one routs three hexes; the hex is taken"


def test_one_may_run_though_the_others_hold() -> None:
    """5.6."""
    table = tabletop(OPEN.replace("B1", "B1+B2+B3"), result=Result.HELD, B3={"cohesion": 13})
    assert words(table) == "two of three defenders hold, one routs three hexes; the hex is not taken"


@pytest.mark.parametrize("unit", ["B1", "B2"])
def test_who_has_nothing_left_to_be_shaken_is_counted_all_the_same(unit: str) -> None:
    """5.6, 5.7: a broken unit without cohesion, in a pocket, gets out or dies whatever the odds call for."""
    table = tabletop(GAP.replace("B1", "B1+B2"), result=Result.REPULSED, **{unit: {"cohesion": 0, "morale": 1500}})
    table.unit(unit).routed = 1
    step = fight_out(table, ["R1"])
    found = fought(table.scenario, step.order, step.events)
    assert found is not None
    assert found.reactions[unit] is Reaction.BREAKS_OUT
    assert len(found.reactions) == 2


def test_some_surrender_and_some_do_not() -> None:
    """5.7: it goes by the morale of each."""
    board = GAP.replace("B1", "B1+B2+B3")
    table = tabletop(board, result=Result.ROUTED, rules={"lethality": [0, 0]}, B1={"morale": 1500})
    said = words(table)
    assert said == "two of three defenders surrender, one breaks out after a last stand; the hex is taken"


def test_the_lines_of_a_fight_say_both() -> None:
    """What the odds called for stands in the event, what happened in the words."""
    table = tabletop(GAP, result=Result.WITHDRAWN_TWO)
    order = table.assault("B1", ["R1", "R2"])
    step = Step(1, "red", order, tuple(table.game.play(order)))
    (assault,) = [event for event in step.events if event.kind is EventKind.ASSAULT]
    assert called_for(assault) == "retreat two hexes"
    first, *_ = fight(table.scenario, step)
    assert "the defender cannot retreat: it makes a last stand" in first
    assert not re.search("retreated|retreats", " ".join(fight(table.scenario, step)))


@settings(max_examples=60)
@given(games())
def test_what_is_said_is_what_the_board_shows(game: Game) -> None:
    """On boards at random: whoever is said to go has gone, to hold or stand is there, and the hex is whose it is."""
    for order in [order for order in game.legal_orders() if isinstance(order, Attack)][:6]:
        twin = game.copy()
        found = fought(game.scenario, order, twin.play(order))
        assert found is not None
        target = game.scenario.hex_row(order.target)
        assert target is not None
        check(twin, target, found.reactions)
        top = int(twin.state.hexes.top[target])
        mine = top != NOWHERE and game.world.units[top].side == game.state.clock.active[0]
        assert found.taken == mine
        assert ("the hex is taken" in found.words) == mine


def check(game: Game, target: int, reactions: dict[str, Any]) -> None:
    for unit, reaction in reactions.items():
        row = game.state.units[game.scenario.names.unit_row[unit]]
        if reaction is Reaction.HOLDS:
            assert (row.status, row.hex) == (Status.PRESENT, target)
        elif reaction is Reaction.SURRENDERS:
            assert row.status == Status.SURRENDERED
        elif reaction is Reaction.DESTROYED:
            assert row.status == Status.DESTROYED
        else:
            assert row.status == Status.PRESENT
            assert row.hex != target
