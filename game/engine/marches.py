"""Where a march would leave its unit, found before it is ordered: tried on a copy on firm ground and firm ice.

Luck on soft ground and on ice is not looked up: `may_bog_down` and `may_break_through` only say that it matters.
Without luck nothing bogs down, and what soft ground costs is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.core.errors import IllegalOrderError
from game.core.terms import NOWHERE, QUARTER, Reason, Supply
from game.engine.game import Game, PlayerTurn
from game.engine.order_table import write_order
from game.engine.orders import Attack, Move
from game.engine.plain import plain
from game.engine.surveys import side_of, supply_of
from game.rules import orders as rules_orders
from game.rules.ice import is_heavy
from game.rules.ways import bog_chance, break_chance, on_firm_ground, on_firm_ice
from game.scenario.world import World


@dataclass(frozen=True)
class MarchEnd:
    """A unit at the end of a march that soft ground has not held.

    `supply` is what reaches the hex by the lines of then (rulebook 4.1), `entrenchment_lost` in levels (8.1); `attack`
    is what the rules would say of an assault from there (5.1): LEGAL if there is an enemy whom the unit may assault,
    else why it may assault none, None with no enemy beside it; `soft` are the points that soft ground costs
    without luck (3.3).
    """

    points_left: float
    fatigue: int
    cohesion: int
    pinned: bool
    entrenchment_lost: int
    supply: Supply
    attack: Reason | None
    may_bog_down: bool
    soft: float = 0.0
    may_break_through: bool = False


def may_bog_down(game: Game, order: Move) -> bool:
    """Whether a march leads over ground that may hold the unit (rulebook 3.3); without luck none does."""
    return game.luck != "none" and _is_soft(game, order)


def may_break_through(game: Game, order: Move) -> bool:
    """Whether a march leads over ice through which a gun, tank or vehicle of the unit may break (rulebook 3.10)."""
    unit = game.scenario.names.unit_row[order.unit]
    heavy = plain(is_heavy)
    if not any(count and heavy(game.world, unit, slot) for slot, count in enumerate(game.state.units[unit]["items"])):
        return False
    chance, spans, mobility = plain(break_chance), game.state.spans, int(game.world.units[unit].mobility)
    return any(chance(game.world, spans, mobility, here, direction) > 0 for here, direction in _steps(game, order))


def _steps(game: Game, order: Move) -> Iterator[tuple[int, int]]:
    """Yield the steps of a march: out of which hex, in which direction."""
    for here, there in pairwise(game.scenario.hex_row(number) for number in order.path):
        assert here is not None
        yield here, int(np.flatnonzero(game.world.hexes.neighbour[here] == there)[0])


def _is_soft(game: Game, order: Move) -> bool:
    """Whether a march leads over soft ground with room: nobody bogs down where there is none (rulebook 3.3)."""
    mobility = int(game.world.units[game.scenario.names.unit_row[order.unit]].mobility)
    for end, (here, direction) in enumerate(_steps(game, order), start=2):
        soft = plain(bog_chance)(game.world, game.state.spans, mobility, here, direction) > 0
        if soft and game.check(Move(order.unit, order.path[:end])).reason is not Reason.STACK_FULL:
            return True
    return False


def march_end(game: Game, order: Move) -> MarchEnd:
    """Return how a legal march would leave its unit. Raises IllegalOrderError for one that the rules forbid."""
    ahead = _marched(game, on_firm_ground(game.world), order)
    soft = 0.0
    unit = game.scenario.names.unit_row[order.unit]
    if game.luck == "none" and _is_soft(game, order):
        held_by_nothing = _points_left(ahead, unit)
        ahead = _marched(game, on_firm_ice(game.world), order)
        soft = held_by_nothing - _points_left(ahead, unit)
    before, after = game.state.units[unit], ahead.state.units[unit]  # cards would read much that is not asked for
    row = game.scenario.hex_row(order.path[-1])
    assert row is not None
    return MarchEnd(
        points_left=_points_left(ahead, unit),
        fatigue=int(after.fatigue),
        cohesion=int(after.cohesion),
        pinned=bool(after.pinned),
        entrenchment_lost=int(before.entrenchment) - int(after.entrenchment),
        supply=supply_of(ahead, side_of(game, unit)).level(row),
        attack=_attack(ahead, order.unit, row),
        may_bog_down=may_bog_down(game, order),
        soft=soft,
        may_break_through=may_break_through(game, order),
    )


def _points_left(game: Game, unit: int) -> float:
    return int(game.state.units[unit].mp_left) / QUARTER


def _attack(ahead: Game, unit: str, hex_: int) -> Reason | None:
    """Return the Reason why a unit may assault none of its neighbours, LEGAL if it may; None without an enemy there."""
    side = ahead.world.units[ahead.scenario.names.unit_row[unit]].side
    found = None
    for there in ahead.world.hexes.neighbour[hex_]:
        top = NOWHERE if there == NOWHERE else int(ahead.state.hexes[there].top)
        if top == NOWHERE or ahead.world.units[top].side == side:
            continue
        found = ahead.check(Attack(str(ahead.scenario.hex_number(int(there))), (unit,))).reason
        if found is Reason.LEGAL:
            return found
    return found


def _marched(game: Game, world: World, order: Move) -> Game:
    """Return the game after a march, by this world and by what the side of the unit knows."""
    seen = game.seen_by(side_of(game, game.scenario.names.unit_row[order.unit]))
    record = [PlayerTurn(game.turn, game.active_side)]
    ahead = Game(game.scenario, world, seen.state.copy(log_rows=0), game.luck, record, game.scratch)
    start = game.scenario.hex_number(int(seen.state.units[game.scenario.names.unit_row[order.unit]].hex))
    write_order(game.scenario, ahead.scratch, order, start)
    if rules_orders.give(ahead.world, ahead.state, ahead.scratch) != Reason.LEGAL:  # asked at every move of the mouse
        verdict = ahead.check(order)
        raise IllegalOrderError(order, verdict.reason, verdict.sentence)
    return ahead
