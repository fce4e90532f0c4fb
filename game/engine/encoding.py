"""Between orders as people write them and the records that compiled rules read."""

from __future__ import annotations

from typing import Any

from game.core.errors import IllegalOrderError
from game.core.terms import Reason, Role
from game.engine.orders import Attack, Bombard, Move, Order
from game.rules.scratch import MAX_PATH, MAX_UNITS, OrderKind, Scratch
from game.scenario.loading import Scenario


def _unit_row(scenario: Scenario, order: Order, unit: str) -> int:
    row = scenario.names.unit_row.get(unit)
    if row is None:
        raise IllegalOrderError(order, Reason.NO_SUCH_UNIT, f"there is no unit {unit!r} in this scenario")
    return row


def _hex_row(scenario: Scenario, order: Order, text: str) -> int:
    row = scenario.hex_row(text)
    if row is None:
        raise IllegalOrderError(order, Reason.PATH_BROKEN, f"hex {text} is not on the map")
    return row


def write_order(scenario: Scenario, scratch: Scratch, order: Order, stands_in: str | None) -> None:
    """Write an order into `scratch.order`; `stands_in` is where the mover is, which its path must begin with.

    Raises
    ------
    IllegalOrderError : a name that the scenario does not have, a path that starts elsewhere, too many units.
    """
    record = scratch.order[0]
    if isinstance(order, Move):
        if order.path[0] != stands_in:
            there = f"in {stands_in}" if stands_in else "not on the map"
            raise IllegalOrderError(
                order, Reason.PATH_BROKEN, f"the path begins in {order.path[0]}, but {order.unit} is {there}"
            )
        if len(order.path) - 1 > MAX_PATH:
            raise IllegalOrderError(order, Reason.TOO_FEW_POINTS, f"a march has at most {MAX_PATH} hexes")
        rows = [_hex_row(scenario, order, text) for text in order.path[1:]]
        record.kind = OrderKind.MOVE
        record.length = len(rows)
        record.path[: len(rows)] = rows
        record.target = rows[-1]
        units: tuple[str, ...] = (order.unit,)
    else:
        record.kind = OrderKind.ATTACK if isinstance(order, Attack) else OrderKind.BOMBARD
        record.length = 0
        record.holding = isinstance(order, Attack) and order.holding
        record.target = _hex_row(scenario, order, order.target)
        units = (*order.units, *order.support) if isinstance(order, Attack) else (order.unit,)
    if len(units) > MAX_UNITS:
        raise IllegalOrderError(order, Reason.TOO_MANY, f"an order names at most {MAX_UNITS} units")
    record.count = len(units)
    for place, unit in enumerate(units):
        record.units[place] = _unit_row(scenario, order, unit)


def read_order(scenario: Scenario, start_hexes: Any, record: Any) -> Order:
    """Return the order that a record holds; `start_hexes` gives the row of the hex of each unit before it."""
    names = scenario.names.units
    units = [int(record.units[i]) for i in range(int(record.count))]

    def printed(row: int) -> str:
        return str(scenario.hex_number(row))

    if record.kind == OrderKind.MOVE:
        rows = [int(start_hexes[units[0]]), *(int(record.path[i]) for i in range(int(record.length)))]
        return Move(names[units[0]], tuple(printed(row) for row in rows))
    target = printed(int(record.target))
    if record.kind == OrderKind.BOMBARD:
        return Bombard(target, names[units[0]])
    guns = [unit for unit in units if scenario.world.units[unit].role == Role.ARTILLERY]
    return Attack(
        target,
        tuple(names[unit] for unit in units if unit not in guns),
        tuple(names[unit] for unit in guns),
        bool(record.holding),
    )
