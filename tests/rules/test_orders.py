"""Who may be ordered at all (rulebook 1.2), and that an order either happens whole or not at all."""

from __future__ import annotations

import pytest

from game.core.errors import IllegalOrderError
from game.core.terms import EventKind, OrderKind, Reason
from game.engine.orders import Attack, Bombard, Move, Order
from game.rules import orders as rules_orders
from game.rules.scratch import MAX_PATH, MAX_UNITS
from tests.tabletop import Table, kinds, tabletop

FIELD = """
    RG1  R1   .    .
      .    B1   .    .
    R2   .    .    BG1
"""


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (Move("R9", ("0100", "0200")), Reason.NO_SUCH_UNIT),
        (Attack("0101", ("R9",)), Reason.NO_SUCH_UNIT),
        (Attack("0101", ("R1",), ("R9",)), Reason.NO_SUCH_UNIT),
        (Attack("0101", ()), Reason.NO_SUCH_UNIT),
        (Bombard("0101", "R9"), Reason.NO_SUCH_UNIT),
        (Move("B1", ("0101", "0201")), Reason.NOT_ACTIVE_SIDE),
        (Attack("0100", ("B1",)), Reason.NOT_ACTIVE_SIDE),
        (Attack("0101", ("R1", "B1")), Reason.NOT_ACTIVE_SIDE),
        (Bombard("0100", "BG1"), Reason.NOT_ACTIVE_SIDE),
        (Move("R3", ("0000", "0100")), Reason.NOT_ON_MAP),
        (Attack("0101", ("R3",)), Reason.NOT_ON_MAP),
        (Attack("0101", ("R1",), ("RG3",)), Reason.NOT_ON_MAP),
        (Bombard("0101", "RG3"), Reason.NOT_ON_MAP),
        (Attack("0101", ("R1", "R1")), Reason.TWICE_NAMED),
        (Attack("0101", ("R1",), ("RG1", "RG1")), Reason.TWICE_NAMED),
        (Attack("0101", ("R1",) * MAX_UNITS), Reason.TWICE_NAMED),
        (Attack("0101", ("R1",) * (MAX_UNITS + 1)), Reason.TOO_MANY),
        (Attack("0101", ("R1",), ("RG1",) * 24), Reason.TOO_MANY),
        (Attack("0999", ("R1",)), Reason.PATH_BROKEN),
        (Bombard("9999", "RG1"), Reason.PATH_BROKEN),
        (Move("R1", ("0100", "9999")), Reason.PATH_BROKEN),
        (Move("R1", ("0100", "0200") * 25), Reason.TOO_FEW_POINTS),
        (Attack("0101", ("R1",)), Reason.LEGAL),
        (Attack("0101", ("R1",), ("RG1",)), Reason.LEGAL),
    ],
    ids=str,
)
def test_who_may_be_ordered(order: Order, reason: Reason) -> None:
    """1.2: units of the side whose turn it is, on the map, each once, no more than an order holds."""
    table = tabletop(FIELD, R3={"hex": "0002", "turn": 3}, RG3={"hex": "0002", "turn": 3})
    assert table.why(order) is reason


def test_infantry_does_not_support_from_afar() -> None:
    """6.1: who is named in support fires from where he stands, so he must have guns for it."""
    table = tabletop(FIELD)
    assert table.why(table.assault("B1", by=["R1"], support=["R2"])) is Reason.NOT_ARTILLERY


def test_guns_named_among_the_attackers_support() -> None:
    """5.1: artillery fires from where it stands, wherever in the order it is named."""
    table = tabletop(FIELD)
    first, second = table.game.copy(), table.game.copy()
    first.play(table.assault("B1", by=["R1", "RG1"]))
    second.play(table.assault("B1", by=["R1"], support=["RG1"]))
    assert first.digest() == second.digest()


def test_nobody_is_ordered_when_the_game_is_over() -> None:
    """2.1."""
    table = tabletop(FIELD, turns=1)
    order = table.move("R1", "0200")
    table.next_turn()
    assert table.game.outcome is not None
    assert table.why(order) is Reason.GAME_OVER
    with pytest.raises(IllegalOrderError, match="the game is over"):
        table.end_turn()


def test_an_illegal_order_changes_nothing() -> None:
    """1.2."""
    table = tabletop(FIELD)
    before, record = table.game.digest(), [list(turn.orders) for turn in table.game.record]
    with pytest.raises(IllegalOrderError) as caught:
        table.march("R1", "0300")
    assert caught.value.reason is Reason.PATH_BROKEN
    assert table.game.digest() == before
    assert [turn.orders for turn in table.game.record] == record
    assert int(table.state.clock[0].logged) == 0


def test_check_and_forecast_leave_everything_as_it_is() -> None:
    """1.2: asking is free."""
    table = tabletop(FIELD)
    before = [array.tobytes() for array in table.state]
    list(table.game.legal_orders())
    table.game.check(table.assault("B1", by=["R1"]))
    table.forecast("B1", by=["R1"], support=["RG1"])
    table.forecast_bombardment("B1", "RG1")
    table.reach("R1")
    assert [array.tobytes() for array in table.state] == before


def give(table: Table, kind: int, target: str, *units: str) -> Reason:
    """Give an order as a compiled commander does: as a record."""
    order = table.game.scratch.order[0]
    order.kind, order.target, order.length, order.count = kind, table.hex_row(target), 0, len(units)
    order.holding = 0
    order.units[: len(units)] = [table.row(unit) for unit in units]
    return Reason(rules_orders.give(table.world, table.state, table.game.scratch))


def test_records_go_through_the_same_door() -> None:
    """1.2: what a commander writes for himself is checked as well."""
    table = tabletop(FIELD)
    before = table.game.digest()
    assert give(table, OrderKind.ATTACK, "0101", "R2") is Reason.NOT_ADJACENT
    assert give(table, OrderKind.ATTACK, "0000", "R1") is Reason.NOBODY_THERE
    assert give(table, OrderKind.BOMBARD, "0101", "R1") is Reason.NOT_ARTILLERY
    assert table.game.digest() == before
    assert give(table, OrderKind.BOMBARD, "0101", "RG1") is Reason.LEGAL
    assert table.game.digest() != before


@pytest.mark.parametrize(
    ("count", "unit", "reason"),
    [
        (0, 0, Reason.NO_SUCH_UNIT),
        (MAX_UNITS + 1, 0, Reason.TOO_MANY),
        (1, -1, Reason.NO_SUCH_UNIT),
        (1, 5, Reason.NO_SUCH_UNIT),  # five units: 0 to 4
        (1, 0, Reason.LEGAL),
    ],
)
def test_nonsense_in_a_record_is_refused(count: int, unit: int, reason: Reason) -> None:
    """1.2: compiled code does not check its indices, so the check does."""
    table = tabletop(FIELD)
    assert len(table.world.units) == 5
    order = table.game.scratch.order[0]
    order.kind, order.target, order.count = OrderKind.ATTACK, table.hex_row("0101"), count
    order.units[0] = unit
    assert rules_orders.check(table.world, table.state, table.game.scratch) == reason


def test_a_path_has_room_for_any_march() -> None:
    """3.1: the cheapest step costs one quarter point, so no march is longer than a turn has quarters."""
    assert MAX_PATH == 48


def test_events_of_an_order_are_its_own() -> None:
    """1.2: each order tells what it brought and nothing of the one before."""
    table = tabletop(FIELD)
    assert EventKind.BOMBARDMENT in kinds(table.bombard("B1", "RG1"))
    assert EventKind.BOMBARDMENT not in kinds(table.march("R1", "0200"))
