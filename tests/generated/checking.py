"""One scenario played in every way that must lead to the same game, with the books checked on the way.

What must hold: no exception and no end without an end, the invariants of `tests.recount` after every order, nobody
where he is forbidden, the same digests order by order and in whole compiled games, for one worker and two, and from a
save made at every player turn. `digests` are what other ways of running (plain Python, bounds checks) are compared by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.batch.runner import run_batch
from game.commanders.player import Player
from game.commanders.roster import hired
from game.core.terms import Deny, Status
from game.engine.events import Event
from game.engine.game import Game
from game.engine.orders import Order
from game.engine.saves import read_save, save_text
from game.scenario.loading import Scenario
from game.scenario.world import State, World
from tests.recount import faults, items_logged, losses_logged

PAIRS: Final = (
    *(("officer", "cadet"), ("random", "officer"), ("officer", "officer")),
    *(("cadet", "random"), ("random", "cadet"), ("cadet", "cadet"), ("random", "random")),
)
"""Who plays against whom; the first two have each commander on both sides."""

LOOKS: Final = 60
"""Orders of a player turn after which a large position is counted again; of a small one all are."""

SMALL: Final = 400
"""Hexes of a map on which counting again costs little."""

SEED: Final = 1939
RUNS: Final = 5
"""More than a worker plays at a time."""


@dataclass
class Ledger:
    """What was in the books before an order."""

    items: np.ndarray
    losses: np.ndarray
    trespassers: frozenset[int]
    turn: int


def trespassers(world: World, state: State) -> frozenset[int]:
    """Units that stand where their side may not enter this turn."""
    present = np.flatnonzero(state.units["status"] == Status.PRESENT)
    denied = state.denied[world.units["side"][present], Deny.ENTER, state.units["hex"][present]]
    return frozenset(present[denied != 0].tolist())


def opened(game: Game) -> Ledger:
    """Return the books as they are."""
    state = game.state
    where = trespassers(game.world, state)
    return Ledger(state.units["items"].astype(np.int64), state.sides["losses"].astype(np.int64), where, game.turn)


def check_order(game: Game, before: Ledger, events: list[Event], order: Order | None, *, count: bool = True) -> None:
    """Hold the position after an order, None for the end of a player turn, against the books before it."""
    state = game.state
    assert not count or not (found := faults(game.world, state)), (order, found)
    assert (before.items - items_logged(game, events) == state.units["items"]).all(), order
    assert (before.losses + losses_logged(game, events) == state.sides["losses"]).all(), order
    if game.turn == before.turn and order is not None:
        assert trespassers(game.world, state) <= before.trespassers, order
    assert all(str(event) for event in events)


def reloaded(game: Game) -> Game:
    """Return the game as it comes back from a save; it must be the same game."""
    text = save_text(game)
    found = read_save(text.encode("ascii")).game
    assert found.digest() == game.digest()
    assert found.record == game.record
    assert save_text(found) == text
    return found


def played_out(game: Game, pair: tuple[str, str], *, save: bool = True) -> Game:
    """Play a game to its end, checking each order; after each player turn the game goes on from a save of itself."""
    commanders = dict(zip(game.scenario.names.sides, pair, strict=True))
    players = dict(zip(commanders, hired(game.scenario, game.world, commanders), strict=True))
    every = 1 if len(game.world.hexes) <= SMALL else len(game.world.units) * 2 // LOOKS + 1
    assert not (found := faults(game.world, game.state)), found
    while game.outcome is None:
        for place, (order, events, before) in enumerate(orders_of(players[game.active_side], game)):
            check_order(game, before, events, order, count=place % every == 0)
        before = opened(game)
        check_order(game, before, game.end_turn(), None)
        if save:
            game = reloaded(game)
    return game


def orders_of(player: Player, game: Game) -> Iterator[tuple[Order, list[Event], Ledger]]:
    """Yield each order of a commander once it is carried out, with what it brought and the books before it."""
    before = opened(game)
    for step in player.steps(game):
        assert step.order is not None
        yield step.order, list(step.events), before
        before = opened(game)


def final_digest(scenario: Scenario, pair: tuple[str, str], seed: int = SEED) -> int:
    """Return the digest of the end of a whole compiled game, as a number."""
    commanders = dict(zip(scenario.names.sides, pair, strict=True))
    return int(run_batch(scenario, 1, seed, commanders, workers=1).digests[0])


def check_scenario(scenario: Scenario, pairs: tuple[tuple[str, str], ...] = PAIRS, *, save: bool = True) -> str:
    """Play a scenario in every way; returns the digest of the end of the first game. Raises what goes wrong."""
    digest = ""
    for pair in pairs:
        commanders = dict(zip(scenario.names.sides, pair, strict=True))
        one, two = (run_batch(scenario, RUNS, SEED, commanders, workers=workers) for workers in (1, 2))
        assert one.digest() == two.digest(), f"one worker and two play different games as {pair}"
        assert one.unfinished == 0
        game = played_out(Game.new(scenario, int(one.seeds[0])), pair, save=save)
        assert int(game.digest(), 16) == one.digests[0], f"order by order {pair} play another game"
        digest = digest or game.digest()
    return digest
