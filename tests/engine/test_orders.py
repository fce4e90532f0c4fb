"""Between orders as people write them and the records that rules read; their texts are in `tests/properties`."""

from __future__ import annotations

import pytest

from game.core.errors import IllegalOrderError, OrderTextError
from game.core.terms import OrderKind, Reason
from game.engine.order_table import read_order, write_order
from game.engine.orders import Attack, Bombard, Exit, Move, Order, parse
from game.rules.scratch import MAX_PATH, MAX_UNITS
from tests.tabletop import Table, tabletop

FIELD = """
    RG1  R1   .    .
      R3   B1   .    .
    R2   .    .    BG1
"""

ORDERS: list[Order] = [
    Move("R2", ("0002", "0102")),
    Move("R2", ("0002", "0102", "0202")),
    Attack("0101", ("R1",)),
    Attack("0101", ("R3", "R1"), ("RG1",)),
    Attack("0101", ("R1", "R3"), (), True),
    Bombard("0101", "RG1"),
    Exit("R2", "0002"),
]


def written(table: Table, order: Order) -> None:
    one = isinstance(order, Move | Exit)
    stands = table.where(order.unit) if one and order.unit in table.scenario.names.unit_row else None
    write_order(table.scenario, table.game.scratch, order, stands)


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_what_is_written_is_read(order: Order) -> None:
    table = tabletop(FIELD)
    written(table, order)
    assert read_order(table.scenario, table.state.units.hex, table.game.scratch.order[0]) == order


@pytest.mark.parametrize("first", ORDERS, ids=str)
@pytest.mark.parametrize("second", ORDERS, ids=str)
def test_one_order_leaves_nothing_to_the_next(first: Order, second: Order) -> None:
    """The record is used again: a path, units, `holding` of the order before must not shine through."""
    table = tabletop(FIELD)
    written(table, first)
    written(table, second)
    assert read_order(table.scenario, table.state.units.hex, table.game.scratch.order[0]) == second


def test_the_record_of_a_march() -> None:
    table = tabletop(FIELD)
    written(table, Move("R2", ("0002", "0102", "0202")))
    record = table.game.scratch.order[0]
    assert (record.kind, record.count, record.units[0]) == (OrderKind.MOVE, 1, table.row("R2"))
    assert record.length == 2
    assert record.path[:2].tolist() == [table.hex_row("0102"), table.hex_row("0202")]
    assert record.target == table.hex_row("0202")


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (Move("R2", ("0102", "0202")), Reason.PATH_BROKEN),  # it stands in 0002
        (Move("R2", ("0002", "0152")), Reason.PATH_BROKEN),
        (Move("R2", ("0002",)), Reason.PATH_BROKEN),
        (Move("R2", ()), Reason.PATH_BROKEN),
        (Move("R2", ("0002", "nowhere")), Reason.PATH_BROKEN),
        (Move("R2", ("0002", *["0102", "0002"] * 25)), Reason.TOO_FEW_POINTS),
        (Move("R7", ("0002", "0102")), Reason.NO_SUCH_UNIT),
        (Attack("0101", ("R1",), ("R3",)), Reason.NOT_ARTILLERY),
        (Attack("0101", ("R1",) * (MAX_UNITS + 1)), Reason.TOO_MANY),
        (Attack("0101", ("R1",), ("RG1",) * MAX_UNITS), Reason.TOO_MANY),
    ],
    ids=str,
)
def test_what_cannot_be_written_is_refused(order: Order, reason: Reason) -> None:
    with pytest.raises(IllegalOrderError) as caught:
        written(tabletop(FIELD), order)
    assert caught.value.reason is reason


def test_limits_of_an_order() -> None:
    """The longest path and the largest assault that fit a record."""
    table = tabletop(FIELD)
    written(table, Move("R2", ("0002", *["0102", "0002"] * (MAX_PATH // 2))))
    assert table.game.scratch.order[0].length == MAX_PATH
    written(table, Attack("0101", ("R1",) * MAX_UNITS))
    assert table.game.scratch.order[0].count == MAX_UNITS


def test_orders_are_values() -> None:
    assert Move("A", ("0000", "0100")) == Move("A", ("0000", "0100"))
    assert len({*ORDERS, *ORDERS}) == len(ORDERS)
    with pytest.raises(AttributeError):
        ORDERS[0].unit = "B"  # type: ignore[misc,union-attr]


def test_a_text_that_is_no_order_says_what_one_looks_like() -> None:
    with pytest.raises(OrderTextError, match="'march on' is not an order; write 'move UNIT HEX>HEX'"):
        parse("march on")
    with pytest.raises(OrderTextError) as caught:
        parse("x" * 10_000)
    assert len(str(caught.value)) < 300
