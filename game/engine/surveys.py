"""What the rules say of a position beside single orders: where a unit can go, what the enemy can reach, supply.

For people who look at a board. Everything is worked out by the rules themselves on the game or on a copy of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, QUARTER, SUPPLY_METRES, UNREACHED, Reason, Supply, Term
from game.engine.forecast import Outlook, attack_outlook
from game.engine.game import Game
from game.engine.orders import Attack, Move
from game.engine.plain import plain
from game.rules.bombardment import check_fire, check_fire_ready
from game.rules.breaching import isolation_of
from game.rules.combat import check_fit
from game.rules.direct_fire import is_direct
from game.rules.movement import points_to_march
from game.rules.strengths import count_at_start
from game.rules.strengths import men_at_start as men_of
from game.rules.surveys import find_ends, find_threat, survey_supply
from game.rules.troops import cohesion_term, fatigue_term, supply_term
from game.rules.victory import level_at, points_of


@dataclass(frozen=True)
class Reach:
    """Where a unit can go this turn. `cost` is (H,) quarter points, UNREACHED elsewhere."""

    unit: str
    start: int
    cost: NDArray[np.int32]
    previous: NDArray[np.int32]
    hexes: tuple[int, ...]
    ends: frozenset[int]

    def way(self, hex_: int) -> tuple[int, ...]:
        """Return the cheapest way to a hex in reach, from where the unit stands, both included."""
        return tuple(reversed(_followed(self.previous, hex_)))

    def points(self, hex_: int) -> float:
        """Return what the way to a hex costs, in movement points."""
        return int(self.cost[hex_]) / QUARTER


@dataclass(frozen=True)
class SupplyMap:
    """How a side's supply runs now.

    `metres` is (H,) metres of open ground, -1 where none comes; `line` is (H,) the next hex on the way; `limits` are
    the most metres of full, strained and low supply.
    """

    side: str
    metres: NDArray[np.int32]
    line: NDArray[np.int32]
    limits: tuple[int, int, int]

    def level(self, hex_: int) -> Supply:
        """Return the level of supply that reaches a hex; what a unit carries is not counted."""
        metres = int(self.metres[hex_])
        if metres < 0:
            return Supply.NONE
        for limit, level in zip(self.limits, (Supply.FULL, Supply.STRAINED, Supply.LOW), strict=True):
            if metres <= limit:
                return level
        return Supply.NONE

    def way(self, hex_: int) -> tuple[int, ...]:
        """Return the way from a hex to its supply source; empty where none leads there."""
        if self.metres[hex_] < 0:
            return ()
        return tuple(_followed(self.line, hex_))


def _followed(next_hex: NDArray[np.int32], hex_: int) -> list[int]:
    """Return a hex, and those that one comes to from it by (H,) the next of each, to the last."""
    rows = [hex_]
    while (there := int(next_hex[rows[-1]])) != NOWHERE:
        assert len(rows) <= len(next_hex), "a way without an end"
        rows.append(there)
    return rows


def side_of(game: Game, row: int) -> str:
    """Return the id of the side of a unit."""
    return game.scenario.names.sides[int(game.world.units[row].side)]


def reach_of(game: Game, unit: str) -> Reach:
    """Return where a unit can go now, by what its side knows (3.1-3.6). Raises KeyError for an unknown unit."""
    row = game.scenario.names.unit_row[unit]
    game = game.seen_by(side_of(game, row))
    marks = np.zeros(len(game.world.hexes), np.int32)
    found = int(find_ends(game.world, game.state, game.scratch, row, NOWHERE, marks))
    return Reach(
        unit=unit,
        start=int(game.state.units[row].hex),
        cost=game.scratch.search.cost.copy(),
        previous=game.scratch.search.previous.copy(),
        hexes=tuple(game.scratch.search.reached[:found].tolist()),
        ends=frozenset(np.flatnonzero(marks).tolist()),
    )


def further_reach(game: Game, reach: Reach) -> frozenset[int]:
    """Return where a unit could be after its next turn, were nobody else to move: beyond the rim of its reach.

    Asked of a copy in which it begins a fresh turn on each hex of the rim in its turn. From inside the rim it comes no
    further, but for the odd hex where the ground is against it.
    """
    row = game.scenario.names.unit_row[reach.unit]
    game = game.seen_by(side_of(game, row))
    inside = reach.ends | {reach.start}
    ahead = game.state.copy(log_rows=0)
    marks = np.zeros(len(game.world.hexes), np.int32)
    found: set[int] = set()
    for hex_ in sorted(inside):
        if all(int(there) in inside for there in game.world.hexes.neighbour[hex_] if there != NOWHERE):
            continue
        find_ends(game.world, ahead, game.scratch, row, hex_, marks)
        found |= set(np.flatnonzero(marks).tolist())
    return frozenset(found - inside)


def can_do_more(game: Game, unit: int) -> bool:
    """Whether a unit, by its row, can do anything more this turn: march (3.1), assault (5.1), fire at range (6.1, 6.7).

    Whether there is an enemy or open ground for it is not asked.
    """
    world, state = game.world, game.state
    if plain(points_to_march)(state, unit) > 0:
        return True
    return Reason.LEGAL in (plain(check_fit)(world, state, unit), plain(check_fire_ready)(world, state, unit))


def why_no_fire(game: Game, unit: int, hex_: int) -> Reason:
    """Return why a unit cannot fire on a hex, both by their rows, in its own turn, or LEGAL (6.1, 6.2, 6.7)."""
    return Reason(int(plain(check_fire)(game.world, game.state, unit, hex_)))


def outlook_of(game: Game, order: Attack) -> Outlook | None:
    """Return what an assault promises by what the active side knows; None where it is not legal."""
    if not game.check(order):
        return None
    seen = game.seen_by(game.active_side)
    return attack_outlook(game.scenario, game.world, seen.state, game.scratch)


def fires_directly(game: Game, unit: int, hex_: int) -> bool:
    """Whether a unit that fires on a hex, both by their rows, fires over open sights: at or from boats (6.7)."""
    return bool(plain(is_direct)(game.world, game.state, unit, hex_))


def troop_terms(game: Game, unit: int) -> dict[Term, int]:
    """Return what the state of a unit, by its row, makes of its fire, in thousandths (5.3)."""
    world, state = game.world, game.state
    return {
        Term.QUALITY: int(world.units[unit].quality),
        Term.COHESION: plain(cohesion_term)(world, state, unit),
        Term.FATIGUE: plain(fatigue_term)(world, state, unit),
        Term.SUPPLY: plain(supply_term)(world, state, unit),
    }


def lost_to_isolation(game: Game, unit: int) -> int:
    """Return the thousandths of what its works give that a unit, by its row, loses because it is cut off (5.4)."""
    return int(plain(isolation_of)(game.world, game.state, unit))


def march(game: Game, reach: Reach, hex_: int) -> Move:
    """Return the order that takes a unit to a hex in its reach by the cheapest way."""
    numbers = [game.scenario.hex_number(row) for row in reach.way(hex_)]
    return Move(reach.unit, tuple(number for number in numbers if number is not None))


def threat_of(game: Game, side: str) -> NDArray[np.int32]:
    """(H,) how many units of a side, as the other knows it, could get into each hex or attack it with a fresh turn."""
    game = game.seen_by(next(other for other in game.scenario.names.sides if other != side))
    marks = np.zeros(len(game.world.hexes), np.int32)
    ahead = game.state.copy(log_rows=0)
    find_threat(game.world, ahead, game.scratch, game.scenario.names.side_row[side], marks)
    return marks


def supply_of(game: Game, side: str) -> SupplyMap:
    """Return how a side's supply runs now, by what it knows (rulebook 4.1)."""
    game = game.seen_by(side)
    row = game.scenario.names.side_row[side]
    survey_supply(game.world, game.state, game.scratch, row)
    distance = game.scratch.supply.distance[row].astype(np.int32)
    rules = game.world.rules[0].supply
    return SupplyMap(
        side,
        np.where(distance == UNREACHED, -1, distance * SUPPLY_METRES),
        game.scratch.supply.line[row].copy(),
        (
            int(rules.supply_full) * SUPPLY_METRES,
            int(rules.supply_strained) * SUPPLY_METRES,
            int(rules.supply_low) * SUPPLY_METRES,
        ),
    )


def points_by_award(game: Game) -> tuple[int, ...]:
    """Return the points that each award of the scenario gives now, in its order (rulebook 10.2).

    Asked of the rules one award at a time; the sum over a side's awards is its points.
    """
    found = []
    for row in range(len(game.world.awards)):
        alone = game.world._replace(awards=game.world.awards[row : row + 1].view(np.recarray))
        found.append(int(points_of(alone, game.state, int(game.world.awards[row].side))))
    return tuple(found)


def level_now(game: Game) -> tuple[int, int]:
    """Return the margin of points, first side less second, and the row of the level it would reach now (10.3)."""
    points = game.points()
    first, second = game.scenario.names.sides
    margin = points[first] - points[second]
    return margin, plain(level_at)(game.world, margin)


def items_at_start(game: Game, row: int, slot: int) -> int:
    """Return how many items of a slot a unit came with, or will (rulebook 2.4)."""
    return int(plain(count_at_start)(game.world, game.state, row, slot))


def men_at_start(game: Game, row: int) -> int:
    """Return the men that a unit came with, or will, crews counted (rulebook 2.4)."""
    return int(plain(men_of)(game.world, game.state, row))


def is_cold(game: Game, hex_: int | None = None) -> bool:
    """Whether this turn is bitterly cold, in a hex: it is not where there is shelter (rulebook 7.6)."""
    sheltered = hex_ is not None and bool(game.world.terrain[int(game.state.hex_figures[hex_].terrain)].shelter)
    return bool(game.world.calendar[game.turn].cold) and not sheltered
