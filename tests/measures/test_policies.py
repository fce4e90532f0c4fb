"""The policies that commanders are held against: what each orders that the cadet would not, and what it would not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.commanders.cadet.policies import BY_CHANCE, FAIR, IN_WORKS, LIMITING, POLICIES, WORKS, keep_works
from game.commanders.commander import Commander
from game.commanders.player import Player
from game.commanders.roster import COMMANDERS
from game.core.terms import Tolerance
from game.engine.order_table import write_order
from game.engine.orders import Attack, Bombard, Move, Order
from tests.tabletop import Table, tabletop

FEW = {"items": {"riflemen": 60}}
CLOSE = ". . . .\n R2 R1+RG1 B1 .\n. . . ."


def given(table: Table, commander: Commander) -> list[Order]:
    """Let a commander give the orders of the active side; return them."""
    return [step.order for step in Player(commander, table.world).take_turn(table.game) if step.order is not None]


def test_they_lead_no_side_of_a_player_s() -> None:
    assert not {policy.name for policy in POLICIES} & set(COMMANDERS)


# --- works ----------------------------------------------------------------------------------------------------------


def kept(order: Order, works: int) -> tuple[int, int]:
    """Whether an order is given by a side whose R1 and guns stand in works, and whether nobody advances by it."""
    table = tabletop(CLOSE, R1={"entrenched": works}, RG1={"entrenched": 3}, R2={"entrenched": 0})
    scratch = table.game.scratch
    start = order.path[0] if isinstance(order, Move) else None
    write_order(table.scenario, scratch, order, start)
    return int(keep_works(table.world, table.state, scratch)), int(scratch.order[0].holding)


@pytest.mark.parametrize(("works", "stays"), [(WORKS - 1, False), (WORKS, True)])
def test_nobody_marches_out_of_works(works: int, stays: bool) -> None:
    assert kept(Move("R1", ("0101", "0200")), works) == (0 if stays else 1, 0)


@pytest.mark.parametrize(("works", "stays"), [(WORKS - 1, False), (WORKS, True)])
def test_nobody_advances_out_of_works(works: int, stays: bool) -> None:
    """He fights from there. Guns do not advance, whatever they stand in."""
    assert kept(Attack("0201", ("R1",), ("RG1",)), works) == (1, 1 if stays else 0)


def test_guns_fire_from_works() -> None:
    assert kept(Bombard("0201", "RG1"), WORKS) == (1, 0)


def test_the_others_go_where_the_cadet_sends_them() -> None:
    """It goes on behind an order that was not given; of the rest it knows as much as before."""
    board = "R1+R2 . . . . . . B1\n R3 . . . . . . ."
    free, dug = tabletop(board, B1=FEW), tabletop(board, B1=FEW, R2={"entrenched": WORKS})
    assert {order.unit for order in given(free, IN_WORKS) if isinstance(order, Move)} == {"R1", "R2", "R3"}
    assert {order.unit for order in given(dug, IN_WORKS) if isinstance(order, Move)} == {"R1", "R3"}


# --- limits ---------------------------------------------------------------------------------------------------------


def test_it_limits_losses_in_every_assault_and_does_what_the_cadet_does_else() -> None:
    board = ". . . . . .\n . R1+R2 B1 . . R3\n. . . . . ."
    orders = [given(tabletop(board, B1=FEW), commander) for commander in (COMMANDERS["cadet"], LIMITING)]
    assert any(isinstance(order, Attack) for order in orders[0])
    assert [
        replace(order, tolerance=Tolerance.LIMIT) if isinstance(order, Attack) else order for order in orders[0]
    ] == (orders[1])


# --- chance ---------------------------------------------------------------------------------------------------------


def test_a_fair_chance_is_taken_whatever_it_costs() -> None:
    """Each man of Red's is worth 2 points to Blue, and the hex next to nothing."""
    dear = [{"side": "blue", "award": "losses", "of": "red", "kind": "men", "per": 1, "points": 2}]
    found = []
    for commander in (COMMANDERS["cadet"], BY_CHANCE):
        table = tabletop(". . . .\n . R1+R2 B1 .\n. . . .", awards=dear, B1={"items": {"riflemen": 150}})
        expected = table.forecast("0201", ["R1", "R2"])
        assert expected.success * 1000 >= FAIR
        found.append(any(isinstance(order, Attack) for order in given(table, commander)))
    assert found == [False, True]


def test_none_is_made_without_one() -> None:
    """However dear the enemy's men are, whom the assault would hit."""
    dear = [{"side": "red", "award": "losses", "of": "blue", "kind": "men", "per": 1, "points": 2}]
    table = tabletop(". . . .\n . R1+R2 B1+B2 .\n. . . .", awards=dear)
    assert table.forecast("0201", ["R1", "R2"]).success * 1000 < FAIR
    assert not any(isinstance(order, Attack) for order in given(table, BY_CHANCE))


def test_guns_help_wherever_they_can() -> None:
    table = tabletop(CLOSE, R2={"hex": "0101"}, B1=FEW)
    attack = next(order for order in given(table, BY_CHANCE) if isinstance(order, Attack))
    assert attack.support == ("RG1",)
