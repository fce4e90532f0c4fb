"""The clever versions against the obvious ones, on boards at random and on positions of Lake Khasan."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings

from game.commanders.roster import take_turn
from game.core.terms import UNREACHED, Status, Tolerance
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Move
from game.rules.orders import find_reach
from game.rules.supply import trace
from game.scenario.loading import load_scenario
from tests.boards import games
from tests.reference import naive

MANY = settings(max_examples=50)


def check_reach(game: Game) -> int:
    """Hold the reach of every unit against the naive one; returns how many hexes there were."""
    seen = 0
    for unit in range(len(game.world.units)):
        found = int(find_reach(game.world, game.state, game.scratch, unit))
        reached = game.scratch.search.reached[:found].tolist()
        costs = [int(game.scratch.search.cost[hex_]) for hex_ in reached]
        assert dict(zip(reached, costs, strict=True)) == naive.reach(game.world, game.state, unit)
        assert costs == sorted(costs)
        seen += found
    return seen


def check_supply(game: Game) -> None:
    for side in range(2):
        trace(game.world, game.state, game.scratch, side)
        expected = naive.supply(game.world, game.state, side)
        found = game.scratch.supply.distance[side].tolist()
        assert {hex_: far for hex_, far in enumerate(found) if far != UNREACHED} == expected


def some_attacks(game: Game) -> list[Attack]:
    """Every attack by one unit, and by all who could make it together, with all guns."""
    singles = [order for order in game.legal_orders() if isinstance(order, Attack)]
    guns = [order.unit for order in game.legal_orders() if isinstance(order, Bombard)] if singles else []
    found = list(singles)
    for target in sorted({order.target for order in singles}):
        units = tuple(order.units[0] for order in singles if order.target == target)
        for support in ((), tuple(dict.fromkeys(guns))):
            order = Attack(target, units, support)
            if game.check(order):
                found.append(order)
    return found


def check_forecasts(game: Game, most: int = 12) -> int:
    rows = game.scenario.names.unit_row
    attacks = some_attacks(game)[:most]
    allowed = [*game.world.rules[0].assault.break_off.tolist(), 1000]
    for number, one in enumerate(attacks):
        order = replace(one, tolerance=Tolerance(1 + number % 3))
        forecast = game.forecast(order)
        assert isinstance(forecast, AttackForecast)
        target = game.scenario.hex_row(order.target)
        assert target is not None
        units, support = [rows[unit] for unit in order.units], [rows[unit] for unit in order.support]
        chances, lost = naive.forecast(game.world, game.state, units, support, target, allowed[number % 3])
        assert forecast.chances == chances, order
        assert [forecast.attackers_hit, forecast.defenders_hit, forecast.vehicles_hit] == lost, order
    return len(attacks)


@MANY
@given(games())
def test_reach_on_boards_at_random(game: Game) -> None:
    check_reach(game)
    game.end_turn()
    check_reach(game)


@MANY
@given(games())
def test_supply_on_boards_at_random(game: Game) -> None:
    check_supply(game)


@settings(max_examples=80)
@given(games())
def test_forecasts_on_boards_at_random(game: Game) -> None:
    check_forecasts(game, 3)


def check_ground(game: Game) -> None:
    """End a player turn and hold the owners of all hexes against the naive ones."""
    side = int(game.state.clock[0].active)
    before = game.state.hexes["owner"].tolist()
    passing = dict.fromkeys(naive.ground(game.world, game.state, side), side)
    if side != game.world.frame[0].first_side:
        passing |= naive.near_ground(game.world, game.state)
    game.end_turn()
    after = game.state.hexes["owner"].tolist()
    assert after == [passing.get(hex_, owner) for hex_, owner in enumerate(before)]


@MANY
@given(games())
def test_ground_on_boards_at_random(game: Game) -> None:
    """Both sides, and again when they have marched."""
    for _ in range(2):
        check_ground(game)
    close_in(game)
    check_ground(game)


def close_in(game: Game) -> None:
    """March everyone who can next to an enemy, and leave time for an assault."""
    enemies = {int(row.hex) for row in game.state.units if row.status == Status.PRESENT} - own_hexes(game)
    beside = {str(game.scenario.hex_number(int(n))) for hex_ in enemies for n in game.world.hexes[hex_].neighbour}
    moved = set()
    for order in [order for order in game.legal_orders() if isinstance(order, Move)]:
        if order.unit not in moved and order.path[-1] in beside and game.check(order):
            game.play(order)
            moved.add(order.unit)


def own_hexes(game: Game) -> set[int]:
    """Where the side stands whose turn it is."""
    own = game.world.units["side"] == game.state.clock[0].active
    return set(game.state.units["hex"][own & (game.state.units["status"] == Status.PRESENT)].tolist())


@lru_cache(maxsize=1)
def positions() -> list[Game]:
    """The night attack before its first order, and as both sides close with each other and fight at random."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 7)
    found = [game.copy()]
    for _ in range(3):
        close_in(game)
        found.append(game.copy())
        take_turn(game, "random")
        game.end_turn()
    return found


@pytest.mark.parametrize("number", range(4))
def test_positions_of_lake_khasan(number: int) -> None:
    game = positions()[number]
    present = int((game.state.units["status"] == Status.PRESENT).sum())
    assert check_reach(game) >= present
    check_supply(game)
    assert check_forecasts(game) >= (3 if number else 0)
    check_ground(game.copy())
