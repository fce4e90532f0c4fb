"""Between orders as people write them and the records that compiled rules read, kind by kind.

`order_table` says which of these belong to which kind of order.
"""

from __future__ import annotations

from typing import Any

from game.core.errors import IllegalOrderError
from game.core.terms import ORDER_WORDS, Reason, Role, Tolerance
from game.engine.orders import Attack, Bombard, Exit, Fight, Move, Order
from game.rules.scratch import MAX_PATH, MAX_UNITS
from game.scenario.grids import why_not_on_map
from game.scenario.loading import Scenario
from game.scenario.suggesting import did_you_mean


def _unit_row(scenario: Scenario, order: Order, unit: str) -> int:
    row = scenario.names.unit_row.get(unit)
    if row is None:
        known = [*(ORDER_WORDS if isinstance(order, Attack) else ()), *scenario.names.units]
        near = did_you_mean(unit, known)  # a misspelt word of an order reads like one more unit
        sentence = f"there is no unit {unit!r} in this scenario (rule 1.2){near}"
        raise IllegalOrderError(order, Reason.NO_SUCH_UNIT, sentence)
    return row


def _hex_row(scenario: Scenario, order: Order, text: str) -> int:
    row = scenario.hex_row(text)
    if row is None:
        raise IllegalOrderError(
            order, Reason.PATH_BROKEN, f"hex {text} is not on the map: {why_not_on_map(scenario.map, text)} (rule 3.1)"
        )
    return row


def _hex_number(scenario: Scenario, row: int) -> str:
    number = scenario.hex_number(row)
    assert number is not None, f"an order about hex row {row}"
    return number


def _write_units(scenario: Scenario, record: Any, order: Order) -> None:
    units = [_unit_row(scenario, order, unit) for unit in order.named]
    if len(units) > MAX_UNITS:
        raise IllegalOrderError(order, Reason.TOO_MANY, f"an order names at most {MAX_UNITS} units (rule 1.2)")
    record.count = len(units)
    record.units[: len(units)] = units


def _named(scenario: Scenario, record: Any) -> list[str]:
    return [scenario.names.units[int(record.units[i])] for i in range(int(record.count))]


# --- marches --------------------------------------------------------------------------------------------------------


def write_move(scenario: Scenario, record: Any, order: Move, stands_in: str | None) -> None:
    """Write a march; `stands_in` is where the unit is, which its path must begin with. Raises IllegalOrderError."""
    _write_units(scenario, record, order)
    rows = _path_rows(scenario, order, stands_in)
    record.length = len(rows)
    record.path[: len(rows)] = rows
    record.target = rows[-1]


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


def read_move(scenario: Scenario, start_hexes: Any, record: Any) -> Move:
    """Return the march in a record; `start_hexes` gives the row of the hex of each unit before it."""
    rows = [int(start_hexes[int(record.units[0])]), *record.path[: int(record.length)].tolist()]
    return Move(_named(scenario, record)[0], tuple(_hex_number(scenario, row) for row in rows))


def write_exit(scenario: Scenario, record: Any, order: Exit, stands_in: str | None) -> None:
    """Write an exit; `stands_in` is where the unit is, which the order must name. Raises IllegalOrderError."""
    _write_units(scenario, record, order)
    row = _hex_row(scenario, order, order.hex)
    if stands_in is None:
        raise IllegalOrderError(order, Reason.NOT_ON_MAP, f"{order.unit} is not on the map (rule 1.2)")
    if order.hex != stands_in:
        sentence = f"the order says {order.hex}, but {order.unit} is in {stands_in} (rule 3.7)"
        raise IllegalOrderError(order, Reason.NO_EXIT, sentence)
    record.target = row
    record.length = 0


def read_exit(scenario: Scenario, start_hexes: Any, record: Any) -> Exit:
    """Return the exit in a record."""
    return Exit(_named(scenario, record)[0], _hex_number(scenario, int(record.target)))


# --- fights ---------------------------------------------------------------------------------------------------------


def write_attack(scenario: Scenario, record: Any, order: Attack, stands_in: str | None) -> None:
    """Write an assault; those who support it must have guns. Raises IllegalOrderError."""
    _write_units(scenario, record, order)
    for unit in order.support:
        if scenario.world.units[scenario.names.unit_row[unit]].role != Role.ARTILLERY:
            raise IllegalOrderError(order, Reason.NOT_ARTILLERY, f"{unit} has no guns to support with (rule 6.1)")
    _write_target(scenario, record, order)
    record.holding = order.holding
    record.tolerance = order.tolerance


def write_bombard(scenario: Scenario, record: Any, order: Bombard, stands_in: str | None) -> None:
    """Write a bombardment. Raises IllegalOrderError."""
    _write_units(scenario, record, order)
    _write_target(scenario, record, order)
    record.holding = 0
    record.tolerance = Tolerance.UNSAID


def _write_target(scenario: Scenario, record: Any, order: Fight) -> None:
    record.target = _hex_row(scenario, order, order.target)
    record.length = 0


def read_attack(scenario: Scenario, start_hexes: Any, record: Any) -> Attack:
    """Return the assault in a record; whoever has guns supports it."""
    named = _named(scenario, record)
    guns = [unit for unit in named if scenario.world.units[scenario.names.unit_row[unit]].role == Role.ARTILLERY]
    return Attack(
        _hex_number(scenario, int(record.target)),
        tuple(unit for unit in named if unit not in guns),
        tuple(guns),
        bool(record.holding),
        Tolerance(int(record.tolerance)) if record.tolerance else Tolerance.IGNORE,
    )


def read_bombard(scenario: Scenario, start_hexes: Any, record: Any) -> Bombard:
    """Return the bombardment in a record."""
    return Bombard(_hex_number(scenario, int(record.target)), _named(scenario, record)[0])
