"""The kinds of orders: what is done with each, in one table.

A row leads from an `OrderKind` to the value that people write, to and from the record that the rules read, its forecast
and its words. What the rules do with a kind is in `rules.orders`: `check` and `give` lead to the functions that check
and resolve it, `forecast` and `rehearse` to those that look ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from game.core.terms import OrderKind, Tolerance
from game.engine.encoding import (
    read_attack,
    read_bombard,
    read_exit,
    read_move,
    write_attack,
    write_bombard,
    write_exit,
    write_move,
)
from game.engine.forecast import AttackForecast, BombardForecast, attack_forecast, bombard_forecast
from game.engine.orders import Attack, Bombard, Exit, Fight, Move, Order
from game.rules.scratch import Scratch
from game.scenario.loading import Scenario
from game.scenario.world import State, World

Place = Callable[[str], str]
"""What gives a hex its name."""


def march_words(order: Move, place: Place) -> str:
    """Return "I/75: march from 2231 to 2130 (Bezymyannaya)"."""
    return f"{order.unit}: march from {place(order.path[0])} to {place(order.path[-1])}"


def attack_words(order: Attack, place: Place) -> str:
    """Return "I/75, III/75 with the guns of 25MA: assault on 2028"."""
    guns = f" with the guns of {', '.join(order.support)}" if order.support else ""
    holding = ", no advance" if order.holding else ""
    losses = "" if order.tolerance == Tolerance.IGNORE else f", {order.tolerance.name.lower()} losses"
    return f"{', '.join(order.units)}{guns}: assault on {place(order.target)}{losses}{holding}"


def bombard_words(order: Bombard, place: Place) -> str:
    """Return "25MA: bombardment of 2028"."""
    return f"{order.unit}: bombardment of {place(order.target)}"


def exit_words(order: Exit, place: Place) -> str:
    """Return "I/75: exit from the map at 0012"."""
    return f"{order.unit}: exit from the map at {place(order.hex)}"


@dataclass(frozen=True)
class OrderRow:
    """One kind of order: its value, how that is written into a record and read from it, its words, its forecast."""

    order: type[Order]
    write: Callable[..., None]
    read: Callable[[Scenario, Any, Any], Order]
    words: Callable[..., str]
    forecast: Callable[..., AttackForecast | BombardForecast] | None = None


ORDER_TABLE: Final = {
    OrderKind.MOVE: OrderRow(Move, write_move, read_move, march_words),
    OrderKind.ATTACK: OrderRow(Attack, write_attack, read_attack, attack_words, attack_forecast),
    OrderKind.BOMBARD: OrderRow(Bombard, write_bombard, read_bombard, bombard_words, bombard_forecast),
    OrderKind.EXIT: OrderRow(Exit, write_exit, read_exit, exit_words),
}


def write_order(scenario: Scenario, scratch: Scratch, order: Order, stands_in: str | None) -> None:
    """Write an order into `scratch.order`; `stands_in` is where the unit of a march or an exit is.

    Raises
    ------
    IllegalOrderError : a name that the scenario does not have, a path that starts elsewhere, too many units.
    """
    record = scratch.order[0]
    ORDER_TABLE[order.kind].write(scenario, record, order, stands_in)
    record.kind = order.kind


def read_order(scenario: Scenario, start_hexes: Any, record: Any) -> Order:
    """Return the order that a record holds; `start_hexes` gives the row of the hex of each unit before it."""
    return ORDER_TABLE[OrderKind(int(record.kind))].read(scenario, start_hexes, record)


def forecast_of(
    scenario: Scenario, world: World, state: State, scratch: Scratch, order: Fight
) -> AttackForecast | BombardForecast:
    """Return exactly what to expect of a fight that is in `scratch.order` and legal; changes nothing."""
    forecast = ORDER_TABLE[order.kind].forecast
    assert forecast is not None
    return forecast(scenario, world, state, scratch, order)
