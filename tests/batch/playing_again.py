"""What reports show of units and hexes, noted by playing the runs of a batch again from their seeds."""

from __future__ import annotations

import numpy as np

from game.batch.report.noted import NEVER, Control, Noted, UnitFates
from game.batch.results import Results
from game.commanders.roster import hired
from game.commanders.whole_game import play_game
from game.core.terms import SIDES, Status
from game.engine.game import world_with_luck
from game.scenario.world import State


class Watching:
    """Notes who is on the map and who owns what at the end of each turn of one run."""

    def __init__(self, first_turn: int, units: UnitFates, run: int, counts: np.ndarray) -> None:  # type: ignore[type-arg]
        self.first_turn, self.units, self.run, self.counts = first_turn, units, run, counts

    def note(self, turn: int, state: State) -> None:
        there = state.units["status"] == Status.PRESENT
        self.units.first[self.run][there & (self.units.first[self.run] == NEVER)] = turn
        self.units.last[self.run][there] = turn
        for side in range(SIDES):
            self.counts[turn - self.first_turn, :, side] += state.hexes["owner"] == side


def noted_again(results: Results) -> Noted:
    """Return what the runs would have noted; each is proved to be the same game by its digest."""
    scenario, calendar = results.scenario, results.scenario.file.calendar
    world = world_with_luck(scenario.world, results.luck)
    shape = results.runs, len(scenario.names.units)
    units = UnitFates(*(np.zeros(shape, np.int16) for _ in range(2)), *(np.zeros(shape, np.int32) for _ in range(2)))
    counts = np.zeros((calendar.turns, len(world.hexes), SIDES), np.int32)
    players = hired(scenario, world, results.commanders)
    assert units.fate is not None
    assert units.men is not None
    for run, seed in enumerate(results.seeds.tolist()):
        state = scenario.start.copy(log_rows=0, seed=seed)
        play_game(world, state, players, Watching(calendar.first_turn, units, run, counts))
        assert int(state.digest(), 16) == int(results.digests[run])
        units.fate[run] = state.units["status"]
        units.men[run] = np.where(state.units["status"] == Status.PRESENT, state.unit_figures["men"], 0)
    return Noted(units, Control(counts, results.runs))
