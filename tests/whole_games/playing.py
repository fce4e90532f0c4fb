"""Whole games between compiled commanders, for the tests beside this file; as a script it prints digests as JSON.

python tests/whole_games/playing.py SCENARIO COMMANDER COMMANDER SEED..
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import numpy as np

from game.commanders.mind import new_mind, open_page
from game.commanders.whole_game import CADET, RANDOM, next_order, play_game
from game.core.terms import Phase, Reason
from game.rules.orders import give
from game.rules.scratch import new_scratch
from game.rules.sequence import begin_game, end_side_turn
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import KINDS, SIDES, State

COMMANDERS = {"random": RANDOM, "cadet": CADET}
SCENARIOS = (
    *(f"lake_khasan/{name}" for name in ("night_attack", "fortieth_division", "corps_assault", "campaign")),
    "khalkhin_gol/august_encirclement",
)


def play(scenario: Scenario, commanders: tuple[str, str], seed: int, log_rows: int = 0) -> State:
    """Return the state at the end of one game played inside compiled code."""
    world = scenario.world
    state = scenario.start.copy(log_rows, seed)
    scratch = new_scratch(world)
    turns = len(world.calendar)
    play_game(
        world,
        state,
        scratch,
        new_mind(world, scratch),
        np.array([COMMANDERS[name] for name in commanders]),
        np.zeros((turns, SIDES, KINDS), np.int32),
        np.zeros((turns, len(world.areas), SIDES), np.int16),
    )
    return state


def play_by_side_turns(scenario: Scenario, commanders: tuple[str, str], seed: int) -> Iterator[State]:
    """Yield the state after the orders of each side-turn and after its end."""
    world = scenario.world
    state = scenario.start.copy(log_rows=1 << 16, seed=seed)
    scratch = new_scratch(world)
    mind = new_mind(world, scratch)
    begin_game(world, state, scratch)
    yield state
    while state.clock.phase[0] != Phase.OVER:
        commander = COMMANDERS[commanders[int(state.clock.active[0])]]
        open_page(mind)
        while next_order(world, state, scratch, mind, commander) == 1:
            assert give(world, state, scratch) == Reason.LEGAL
        yield state
        end_side_turn(world, state, scratch)
        yield state
        state.clock.logged[0] = 0


def main(name: str, first: str, second: str, *seeds: str) -> None:
    """Print the final digest of each seed."""
    scenario = load_scenario(name)
    print(json.dumps([play(scenario, (first, second), int(seed)).digest() for seed in seeds]))


if __name__ == "__main__":
    main(*sys.argv[1:])
