"""Between orders as people write them and the records that compiled rules read."""

from __future__ import annotations

from typing import Any

from game.core.errors import IllegalOrderError
from game.core.terms import OrderKind, Reason, Role
from game.engine.orders import Attack, Bombard, Move, Order
from game.rules.scratch import MAX_PATH, MAX_UNITS, Scratch
from game.scenario.loading import Scenario


def _unit_row(scenario: Scenario, order: Order, unit: str) -> int:
    row = scenario.names.unit_row.get(unit)
    if row is None:
        raise IllegalOrderError(order, Reason.NO_SUCH_UNIT, f"there is no unit {unit!r} in this scenario (rule 1.2)")
    return row


def _hex_row(scenario: Scenario, order: Order, text: str) -> int:
    row = scenario.hex_row(text)
    if row is None:
        raise IllegalOrderError(order, Reason.PATH_BROKEN, f"hex {text} is not on the map (rule 3.1)")
    return row


def _path_rows(scenario: Scenario, order: Move, stands_in: str | None) -> list[int]:
    """Return the hexes of a march after the one that the unit stands in."""
    if stands_in is None:
        raise IllegalOrderError(order, Reason.NOT_ON_MAP, f"{order.unit} is not on the map (rule 1.2)")
    if len(order.path) <= 1:
        raise IllegalOrderError(order, Reason.PATH_BROKEN, "the path leads nowhere (rule 3.1)")
    if order.path[0] != stands_in:
        sentence = f"the path begins in {order.path[0]}, but {order.unit} is in {stands_in} (rule 3.1)"
        raise IllegalOrderError(order, Reason.PATH_BROKEN, sentence)
    if len(order.path) - 1 > MAX_PATH:
        raise IllegalOrderError(order, Reason.TOO_FEW_POINTS, f"a march has at most {MAX_PATH} hexes (rule 3.1)")
    return [_hex_row(scenario, order, text) for text in order.path[1:]]


def _units_of(scenario: Scenario, order: Order) -> list[int]:
    """Return the units that an order names; those who support an assault must have guns for it."""
    if not isinstance(order, Attack):
        return [_unit_row(scenario, order, order.unit)]
    units = [_unit_row(scenario, order, unit) for unit in (*order.units, *order.support)]
    if len(units) > MAX_UNITS:
        raise IllegalOrderError(order, Reason.TOO_MANY, f"an order names at most {MAX_UNITS} units (rule 1.2)")
    for name, unit in zip(order.support, units[len(order.units) :], strict=True):
        if scenario.world.units[unit].role != Role.ARTILLERY:
            raise IllegalOrderError(order, Reason.NOT_ARTILLERY, f"{name} has no guns to support with (rule 6.1)")
    return units


def write_order(scenario: Scenario, scratch: Scratch, order: Order, stands_in: str | None) -> None:
    """Write an order into `scratch.order`; `stands_in` is where the mover is, which its path must begin with.

    Raises
    ------
    IllegalOrderError : a name that the scenario does not have, a path that starts elsewhere, too many units.
    """
    record = scratch.order[0]
    units = _units_of(scenario, order)
    if isinstance(order, Move):
        rows = _path_rows(scenario, order, stands_in)
        record.kind = OrderKind.MOVE
        record.length = len(rows)
        record.path[: len(rows)] = rows
        record.target = rows[-1]
    else:
        record.target = _hex_row(scenario, order, order.target)
        record.kind = OrderKind.ATTACK if isinstance(order, Attack) else OrderKind.BOMBARD
        record.length = 0
        record.holding = isinstance(order, Attack) and order.holding
    record.count = len(units)
    record.units[: len(units)] = units


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
