"""Who is asked for orders, and who is left out because it needs none. Nothing is drawn here.

Left out are headquarters, guns that have nobody to fire at, and units that the staff leads. All of them can be chosen
and ordered as ever; headquarters and guns with an enemy beside them, or without supplies, are asked for all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.delegation import Deputy
from game.commanders.standing_orders import StandingOrders
from game.core.hexes import distance
from game.core.terms import NOWHERE, Reason, Role, Status, Supply
from game.engine.game import Game
from game.engine.orders import parse
from game.engine.surveys import why_no_fire
from game.scenario.plan_table import units_called
from game.scenario.schema.plan import GunTask, Task

LED: Final = "led by the staff"
NO_TARGET: Final = "guns with no target now"
HEADQUARTERS: Final = "headquarters"


@dataclass(frozen=True)
class Awaiting:
    """Who awaits orders in a player turn.

    Parameters
    ----------
    asked : units that are asked for
    left_out : units that could act and need no orders, each with the reason in words
    unled : units that the staff has to lead by standing orders and has not led yet
    """

    asked: list[str]
    left_out: dict[str, str]
    unled: list[str]


def needing_none(game: Game, units: Iterable[str], led: Collection[str]) -> dict[str, str]:
    """Return those of some units of the active side that need no orders, each with the reason in words.

    `led` are those that the staff leads.
    """
    seen, found = game.seen_by(game.active_side), {}
    held = _held_by_enemy(seen)
    for unit in units:
        why = LED if unit in led else _why_none(seen, game.scenario.names.unit_row[unit], held)
        if why is not None:
            found[unit] = why
    return found


def _why_none(game: Game, row: int, held: NDArray[np.intp]) -> str | None:
    """Return why a unit needs no orders by itself; None for one that does."""
    role = game.world.units[row].role
    if role not in (Role.HEADQUARTERS, Role.ARTILLERY) or _is_in_danger(game, row):
        return None
    if role == Role.HEADQUARTERS:
        return HEADQUARTERS
    return None if _has_target(game, row, held) else NO_TARGET


def _is_in_danger(game: Game, row: int) -> bool:
    """Whether a unit has an enemy beside it, or no supplies."""
    now = game.state.units[row]
    near = [int(there) for there in game.world.hexes[int(now.hex)].neighbour if there != NOWHERE]
    enemy = 1 - int(game.world.units[row].side)
    return bool(now.supply == Supply.NONE) or bool((game.state.hex_figures.side[near] == enemy).any())


def _held_by_enemy(game: Game) -> NDArray[np.intp]:
    """Return the hexes where the active side knows of an enemy."""
    side = game.scenario.names.side_row[game.active_side]
    enemies = (game.world.units.side != side) & (game.state.units.status == Status.PRESENT)
    return np.unique(game.state.units.hex[enemies & (game.state.units.hex != NOWHERE)]).astype(np.intp)


def _has_target(game: Game, row: int, held: NDArray[np.intp]) -> bool:
    """Whether guns can fire on any of some hexes now; the nearest is asked first, and none beyond their range."""
    columns, here = game.scenario.map.columns, int(game.state.units[row].hex)

    def steps(hex_: int) -> int:
        return distance(here % columns, here // columns, hex_ % columns, hex_ // columns)

    for hex_ in sorted(held.tolist(), key=steps):
        why = why_no_fire(game, row, hex_)
        if why in (Reason.LEGAL, Reason.OUT_OF_RANGE):
            return why == Reason.LEGAL
    return False


# --- who is led -----------------------------------------------------------------------------------------------------


def led_by(game: Game, orders: StandingOrders) -> frozenset[str]:
    """Return the units on the map for which standing orders of the active side are in force."""
    plan = orders.plan()
    if plan is None:
        return frozenset()
    if orders.loaded:  # which phase of a plan is in force, the officer knows
        return Deputy(game, plan).tasked(game)
    names = game.scenario.names.units
    return frozenset(names[row] for task in orders.given for row in rows_named(game, task))


def rows_named(game: Game, task: Task | GunTask) -> list[int]:
    """Return the rows of the units that a task is for: all that it names, of one for guns the guns among them."""
    rows = [row for name in task.units for row in units_called(game.scenario, name)]
    if isinstance(task, GunTask):
        rows = [row for row in rows if game.world.units[row].role == Role.ARTILLERY]
    return rows


def ordered_by_hand(game: Game) -> set[str]:
    """Return the units that the player has ordered himself this turn: nobody gave a reason for those orders."""
    record = game.record[-1]
    orders = [text for place, (text, _) in enumerate(record.orders) if place not in record.reasons]
    return {unit for text in orders for unit in parse(text).named}
