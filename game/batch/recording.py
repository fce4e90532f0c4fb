"""What is noted of the runs of a batch: measures, each taken at the end of every turn, straight into the rows.

A new measure is a line here and a field of `runner.Results`; nothing is compiled again for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import code_for
from game.core.terms import SIDES
from game.rules.areas import count_owned
from game.scenario.world import KINDS, State, World

Row = NDArray[Any]
"""(T, ...) one measure of one run, a place for each turn of the calendar from the first."""


Take = Callable[[World, State, NDArray[Any]], None]
"""Takes a measure of a state."""


@dataclass(frozen=True)
class Measure:
    """A table of numbers that can be taken from a state."""

    dtype: type[np.integer[Any]]
    shape: Callable[[World], tuple[int, ...]]
    take: Take
    """Writes the numbers into the last argument, which has that shape."""

    def taker(self, world: World, state: State) -> Take:
        """Return what takes it, found once for all runs that are played on a world."""
        return code_for(self.take, world, state, self.rows(world, 1, 1)[0, 0])

    def rows(self, world: World, runs: int, turns: int) -> NDArray[Any]:
        """(N, T, ...) Return room for the measure of so many runs and turns."""
        return np.zeros((runs, turns, *self.shape(world)), self.dtype)


def _losses(world: World, state: State, table: NDArray[Any]) -> None:
    table[:] = state.sides["losses"]


def _written_off(world: World, state: State, table: NDArray[Any]) -> None:
    table[:] = state.sides["written_off"]


LOSSES: Final = Measure(np.int32, lambda world: (SIDES, KINDS), _losses)
"""(SIDES, K) cumulative losses by kind."""

WRITTEN_OFF: Final = Measure(np.int32, lambda world: (SIDES, KINDS), _written_off)
"""(SIDES, K) of the vehicles among them, those written off so far."""

OWNED: Final = Measure(np.uint16, lambda world: (len(world.areas), SIDES), count_owned)
"""(A, SIDES) hexes of each area, without water, that a side owns."""


class Notes:
    """The notes of one run: a `whole_game.Recorder`. Each row has what takes its measure (`Measure.taker`)."""

    def __init__(self, world: World, first_turn: int, rows: Sequence[tuple[Take, Row]]) -> None:
        self._world = world
        self._first = first_turn
        self._rows = rows

    def note(self, turn: int, state: State) -> None:
        """Take every measure at the end of a turn."""
        for take, row in self._rows:
            take(self._world, state, row[turn - self._first])

    def fill(self, reached: int) -> None:
        """Let the turns after those that were reached stay as the last of these."""
        for _, row in self._rows:
            if 0 < reached < len(row):
                row[reached:] = row[reached - 1]
