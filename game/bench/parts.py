"""How the time of a game, cadet on both sides, is shared out among its parts.

A game is recorded, then played again by its orders with more and more of the cadet's thinking
(`commanders.cadet.probes`). A part's share is what it adds. It counts with whatever it does to the parts beside it:
caches, mostly.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.bench.games import SEED
from game.commanders.cadet.commander import CADET
from game.commanders.player import Player
from game.core.terms import Phase
from game.rules.orders import give
from game.rules.sequence import begin_game, end_player_turn
from game.scenario.loading import Scenario
from game.scenario.world import Records, State

if TYPE_CHECKING:  # else imported where it is used: it is compiled by whatever compiles all that is imported
    from game.commanders.cadet.probes import Work

REACH = "reach: where units can march"
SCORING = "scoring: where they march best"
SUPPLY = "supply"
COMBAT = "combat: weighed and fought"
APPRECIATION = "appreciation: fire, objectives, tasks"
REST = "rest"


@dataclass(frozen=True)
class Record:
    """The orders of a game, the number of player turn and stage of each, and the digest of the state they lead to."""

    seed: int
    orders: Records
    numbers: NDArray[np.int32]
    digest: str


def shares(scenario: Scenario, rounds: int, games: int) -> dict[str, float]:
    """Return the per cent of a game's time that each part takes, all together 100."""
    from game.commanders.cadet.probes import Work

    time_of = _times(scenario, rounds, games)
    seconds = {
        REACH: time_of[Work.REACH] - time_of[Work.APPRECIATION],
        SCORING: time_of[Work.MARCHES] - time_of[Work.REACH],
        SUPPLY: time_of[Work.SUPPLY] - time_of[Work.COPY],
        COMBAT: time_of[Work.WHOLE] - time_of[Work.MARCHES] + time_of[Work.FIGHTS] - time_of[Work.COPY],
        APPRECIATION: time_of[Work.APPRECIATION] - time_of[Work.ORDERS],
    }
    seconds[REST] = time_of[Work.WHOLE] - sum(seconds.values())
    return {part: value * 100 / time_of[Work.WHOLE] for part, value in seconds.items()}


def _times(scenario: Scenario, rounds: int, games: int) -> dict[Work, float]:
    """Return the seconds that some games take with each Work.

    Of each game the shortest time of all rounds counts: it is the same game every time, and small differences between
    large times are wanted.
    """
    from game.commanders.cadet.probes import Work

    player = Player(CADET, scenario.world)
    records = [record(scenario, player, SEED + game) for game in range(games)]
    shortest = {work: [float("inf")] * games for work in Work}
    for _ in range(rounds):
        for work, times in shortest.items():
            for game, played in enumerate(records):
                times[game] = min(times[game], replay(scenario, player, played, work)[0])
    return {work: sum(times) for work, times in shortest.items()}


def replay(scenario: Scenario, player: Player, played: Record, work: Work) -> tuple[float, State]:
    """Play a recorded game again with so much work; return the seconds of processor time, and the state at the end."""
    from game.commanders.cadet.probes import play_record

    state = _begun(scenario, player, played.seed)
    spare = state.copy()
    began = time.process_time()
    play_record(scenario.world, state, player.scratch, player.memory, spare, played.orders, played.numbers, int(work))
    return time.process_time() - began, state


def record(scenario: Scenario, player: Player, seed: int) -> Record:
    """Play a game, cadet on both sides, and return its orders."""
    state = _begun(scenario, player, seed)
    orders, numbers = zip(*_orders(scenario, player, state), strict=True)
    together = np.concatenate(orders).view(np.recarray)
    return Record(seed, together, np.array(numbers, np.int32), state.digest())


def _begun(scenario: Scenario, player: Player, seed: int) -> State:
    state = scenario.start.copy(log_rows=0, seed=seed)
    begin_game(scenario.world, state, player.scratch)
    return state


def _orders(scenario: Scenario, player: Player, state: State) -> Iterator[tuple[Records, int]]:
    """Play a game that has begun to its end; yield a copy of each order, and its number as `probes` has it."""
    from game.commanders.cadet.probes import STAGES

    world, scratch, mind = scenario.world, player.scratch, player.memory
    player_turn = 0
    while state.clock[0].phase != Phase.OVER:
        player.begin_turn(world, state)
        while player.next_order(world, state):
            yield scratch.order.copy(), player_turn * STAGES + int(mind.page[0].stage)
            give(world, state, scratch)
        end_player_turn(world, state, scratch)
        player_turn += 1
