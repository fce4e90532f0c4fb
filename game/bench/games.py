"""The time of games, cadet on both sides, and of the pieces of work that are done in them most."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from game.batch.runner import run_batch
from game.commanders.cadet.commander import CADET
from game.commanders.cadet.mind import weighed
from game.commanders.player import players_of
from game.commanders.roster import take_turn
from game.commanders.whole_game import play_game, player_turns
from game.core.errors import BorderWarsError
from game.engine.game import Game
from game.engine.order_table import forecast_of, read_order
from game.engine.orders import Attack
from game.rules import orders as rules_orders
from game.rules.sequence import begin_game
from game.scenario.loading import Scenario
from game.scenario.world import State

SEED = 1938


def player(scenario: Scenario) -> Callable[[int], State]:
    """Return a function that plays one game of a seed, cadet on both sides, and returns the state at its end."""
    players = players_of(scenario.world, [CADET, CADET])

    def play(seed: int) -> State:
        state = scenario.start.copy(log_rows=0, seed=seed)
        play_game(scenario.world, state, players)
        return state

    return play


def timed(play: Callable[[int], object], first: int, games: int) -> float:
    """Return the milliseconds of processor time of one game, over some games of seeds from `first` on."""
    began = time.process_time()
    for game in range(games):
        play(first + game)
    return (time.process_time() - began) * 1000 / games


def game_time(scenario: Scenario, batches: int, games: int = 10) -> float:
    """Return the milliseconds of processor time of one game: the median over batches of games."""
    play = player(scenario)
    play(SEED)
    return statistics.median(timed(play, SEED + batch * games, games) for batch in range(batches))


def unit_actions(scenario: Scenario, games: int = 5) -> tuple[float, float]:
    """Return the unit-actions of one game, cadet on both sides, on average, as they are counted strictly.

    First units of which an order was weighed, each once a player turn; then units that acted, for every order that was
    carried out.
    """
    world, players = scenario.world, players_of(scenario.world, [CADET, CADET])
    considered = acted = 0
    for game in range(games):
        state = scenario.start.copy(log_rows=0, seed=SEED + game)
        begin_game(world, state, players[0].scratch)
        for played in player_turns(world, state, players):
            considered += weighed(played.player.memory)
            acted += played.acted
    return considered / games, acted / games


def two_threads(scenario: Scenario, rounds: int, runs: int = 64) -> float:
    """Return how many times faster two threads are than one: the median over rounds."""
    run_batch(scenario, 2, SEED, workers=2)
    ratios = []
    for _ in range(rounds):
        one, two = (run_batch(scenario, runs, SEED, workers=workers).seconds for workers in (1, 2))
        ratios.append(one / two)
    return statistics.median(ratios)


def _microseconds(work: Callable[[], object], loops: int = 2000, rounds: int = 7) -> float:
    """Return the median processor time of a piece of work."""
    work()
    times = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(loops):
            work()
        times.append((time.process_time() - began) * 1e6 / loops)
    return statistics.median(times)


def copy_time(scenario: Scenario) -> float:
    """Return the microseconds that a copy of the state takes."""
    state = Game.new(scenario, SEED).state.copy(log_rows=0)
    return _microseconds(state.copy)


def forecast_time(scenario: Scenario) -> float:
    """Return the microseconds of one exact forecast of an assault with supporting guns, called from Python."""
    game = before_an_assault(scenario)
    return _microseconds(lambda: rules_orders.forecast(game.world, game.state, game.scratch))


def outlook_time(scenario: Scenario) -> float:
    """Return the microseconds of the forecast that people see: the same assault fought with every different luck."""
    game = before_an_assault(scenario)
    order = read_order(game.scenario, game.state.units.hex, game.scratch.order[0])
    assert isinstance(order, Attack)
    return _microseconds(lambda: forecast_of(scenario, game.world, game.state, game.scratch, order), loops=200)


def before_an_assault(scenario: Scenario) -> Game:
    """Return a game in which an assault with guns, or at least an assault, has just been checked, and not given."""
    found = None
    twin = Game.new(scenario, SEED)
    while twin.outcome is None:
        before = twin.copy()
        orders = [step.order for step in take_turn(twin, CADET.name)]
        for place, order in enumerate(orders):
            if isinstance(order, Attack) and (found is None or len(order.support) > len(found[2].support)):
                found = (before, orders[:place], order)
        twin.end_turn()
    if found is None:
        raise BorderWarsError(f"no assault is made in {scenario.name}")
    game, earlier, assault = found
    for order in earlier:
        assert order is not None
        game.play(order)
    assert game.check(assault)
    return game
