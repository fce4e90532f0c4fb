"""Every kind of order has its row, and the row is of that kind."""

from __future__ import annotations

from typing import get_args

import pytest

from game.core.terms import OrderKind, Tolerance
from game.engine.order_table import ORDER_TABLE
from game.engine.orders import Attack, Bombard, Fight, Move, Order

ORDERS: list[tuple[Order, tuple[str, ...], str, str]] = [
    (Move("A", ("0101", "0102")), ("A",), "0102", "A: march from <0101> to <0102>"),
    (Attack("0203", ("A", "B"), ("G",)), ("A", "B", "G"), "0203", "A, B with the guns of G: assault on <0203>"),
    (Attack("0203", ("A",), tolerance=Tolerance.LIMIT), ("A",), "0203", "A: assault on <0203>, limit losses"),
    (Attack("0203", ("A",), holding=True), ("A",), "0203", "A: assault on <0203>, no advance"),
    (Bombard("0203", "G"), ("G",), "0203", "G: bombardment of <0203>"),
]


@pytest.mark.parametrize("kind", OrderKind, ids=lambda kind: kind.name)
def test_every_kind_has_a_row_with_a_value_of_that_kind(kind):
    row = ORDER_TABLE[kind]
    assert row.order.kind is kind
    assert row.order in get_args(Order)
    assert (row.forecast is not None) == (row.order in get_args(Fight))


@pytest.mark.parametrize(("order", "named", "where", "words"), ORDERS, ids=str)
def test_an_order_says_whom_it_names_where_and_what(order, named, where, words):
    assert (order.named, order.where) == (named, where)
    assert ORDER_TABLE[order.kind].words(order, "<{}>".format) == words
