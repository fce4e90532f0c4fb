"""Who owned the ground, day by day, in how many runs: one sum over all runs of a point, not a row for each of them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.terms import SIDES
from game.scenario.loading import Scenario
from game.scenario.schema.scenario_file import Calendar
from game.scenario.world import State, World


def day_turns(calendar: Calendar) -> list[int]:
    """Return the last turn that ends on each day; one that ends at midnight belongs to the day that is over."""
    days = [(calendar.end_of(turn) - timedelta(minutes=1)).date() for turn in _turns(calendar)]
    ends = [turn for turn, (day, after) in zip(_turns(calendar), pairwise(days), strict=False) if day != after]
    return [*ends, calendar.last_turn]


def _turns(calendar: Calendar) -> range:
    return range(calendar.first_turn, calendar.last_turn + 1)


def no_control(scenario: Scenario, days: int) -> NDArray[np.int32]:
    """(D, H, SIDES) Return sums over no runs."""
    return np.zeros((days, len(scenario.world.hexes), SIDES), np.int32)


class ControlNotes:
    """Sums over the runs that one thread has played."""

    def __init__(self, scenario: Scenario) -> None:
        calendar = scenario.file.calendar
        turns = day_turns(calendar)
        self.day = {turn - calendar.first_turn: day for day, turn in enumerate(turns)}
        self.ends = np.array(turns)
        self.sums = no_control(scenario, len(turns))
        self.owners = np.zeros(self.sums.shape[:2], np.int8)
        self.turn = 0

    def begin(self, state: State) -> None:
        """Begin a run, which goes on from this state."""
        self.owner = state.hexes.view(np.ndarray)["owner"]
        self.turn = 0

    def take(self, _world: World, _state: State, _row: NDArray[Any]) -> None:
        """Look at the ground at the end of a turn."""
        if self.turn in self.day:
            self.owners[self.day[self.turn]] = self.owner
        self.turn += 1

    def finish(self, reached: int) -> None:
        """Add a run that came to the end of the turn `reached`; after that the ground stays as it was."""
        self.owners[self.ends > reached] = self.owner
        for side in range(SIDES):
            self.sums[..., side] += self.owners == side
