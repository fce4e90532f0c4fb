"""Whole games between compiled commanders, for the tests beside this file; as a script it prints digests as JSON.

python tests/whole_games/playing.py SCENARIO COMMANDER COMMANDER SEED..
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from game.commanders.player import Player
from game.commanders.roster import hired
from game.commanders.whole_game import play_game
from game.core.terms import Phase, Reason
from game.rules.orders import give
from game.rules.sequence import begin_game, end_player_turn
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import State

SCENARIOS = (
    *(f"lake_khasan/{name}" for name in ("night_attack", "fortieth_division", "corps_assault", "campaign")),
    "khalkhin_gol/august_encirclement",
)


def players(scenario: Scenario, commanders: tuple[str, str]) -> tuple[Player, ...]:
    """Return the players of two commanders, by the sides of the scenario, with the plans that they follow."""
    return hired(scenario, scenario.world, dict(zip(scenario.names.sides, commanders, strict=True)))


def play(scenario: Scenario, commanders: tuple[str, str], seed: int, log_rows: int = 0) -> State:
    """Return the state at the end of one game whose player turns are played inside compiled code."""
    state = scenario.start.copy(log_rows, seed)
    play_game(scenario.world, state, players(scenario, commanders))
    return state


def play_by_player_turns(scenario: Scenario, commanders: tuple[str, str], seed: int) -> Iterator[State]:
    """Yield the state after the orders of each player turn and after its end."""
    world, both = scenario.world, players(scenario, commanders)
    scratch = both[0].scratch
    state = scenario.start.copy(log_rows=1 << 16, seed=seed)
    begin_game(world, state, scratch)
    yield state
    while state.clock.phase[0] != Phase.OVER:
        player = both[int(state.clock.active[0])]
        player.begin_turn(world, state)
        while player.next_order(world, state):
            assert give(world, state, scratch) == Reason.LEGAL
        yield state
        end_player_turn(world, state, scratch)
        yield state
        state.clock.logged[0] = 0


def main(name: str, first: str, second: str, *seeds: str) -> None:
    """Print the final digest of each seed."""
    scenario = load_scenario(name)
    print(json.dumps([play(scenario, (first, second), int(seed)).digest() for seed in seeds]))


if __name__ == "__main__":
    main(*sys.argv[1:])
