"""What is noted of runs is the recorder's own business: measures are taken at the end of turns, and compile nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.batch.recording import LOSSES, Measure, Notes
from game.batch.results import Results
from game.commanders.player import players_of
from game.commanders.roster import commander_named
from game.commanders.whole_game import play_game
from game.core import _jit
from game.core.terms import SIDES
from game.scenario.loading import Scenario
from game.scenario.world import State, World


def weary(world: World, state: State, table: NDArray[Any]) -> None:
    for side in range(SIDES):
        table[side] = state.units["fatigue"][world.units["side"] == side].sum()


FATIGUE = Measure(np.int32, lambda world: (SIDES,), weary)


def test_a_new_measure_is_noted_and_compiles_nothing(scenario: Scenario, results: Results) -> None:
    """Beside one that the batch has: turn by turn they are those of the same game."""
    world, calendar = scenario.world, scenario.file.calendar
    before = dict(_jit.provider().functions) if _jit.COMPILED else {}
    losses, fatigue = (measure.rows(world, 1, calendar.turns)[0] for measure in (LOSSES, FATIGUE))
    players = players_of(world, [commander_named(results.commanders[side]) for side in scenario.names.sides])
    state = scenario.start.copy(log_rows=0, seed=int(results.seeds[0]))
    takers = [measure.taker(world, state) for measure in (LOSSES, FATIGUE)]
    notes = Notes(world, calendar.first_turn, list(zip(takers, (losses, fatigue), strict=True)))
    play_game(world, state, players, notes)
    assert losses.tolist() == results.losses[0].tolist()
    assert fatigue[-1].sum() == state.units.fatigue.sum()
    assert len({tuple(row) for row in fatigue.tolist()}) > 1
    assert before == (dict(_jit.provider().functions) if _jit.COMPILED else {})


def test_turns_that_were_not_reached_stay_as_the_last(scenario: Scenario) -> None:
    row = np.arange(6, dtype=np.int32).reshape(3, 2)
    Notes(scenario.world, 5, [(FATIGUE.take, row)]).fill(2)
    assert row.tolist() == [[0, 1], [2, 3], [2, 3]]
