"""Reads the log of a run at the end of the turns that somebody asks for, and when it fills up; then it is free again.

Most of the time of a batch is in compiled code, and what Python does after each turn is not: so the log is read as
rarely as it can be, by all who want something of it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import Phase
from game.scenario.world import State, World

EVENTS_EACH: Final = 64
"""Events of a unit in one turn for which a log has room: whatever leads, games have some four on average."""

Log = NDArray[Any]
"""(E,) `EVENT` as plain records: a record array takes longer to give a field than the rest takes."""

Reader = Callable[[Log], None]
"""Takes in the events since it was called last, which begin and end between two turns."""


def rows_of_turns(world: World, turns: int) -> int:
    """Return how many rows of a log so many turns may fill."""
    return turns * (EVENTS_EACH * (len(world.units) + 1) + len(world.hexes))


class LogReader:
    """Hands the log of one run to its readers.

    `asked` are the rows of the turns, from 0, at whose end it is read in any case, as at the end of the run; then
    `write` fills the table of the turn. With `room`, the rows that one turn may fill, it is read too when fewer are
    left.
    """

    def __init__(
        self,
        state: State,
        readers: Sequence[Reader],
        asked: Collection[int] = (),
        write: Reader | None = None,
        room: int = 0,
    ) -> None:
        clock = state.clock.view(np.ndarray)
        self.log, self.logged, self.phase = state.log.view(np.ndarray), clock["logged"], clock["phase"]
        self.readers, self.asked, self.write, self.turns = readers, frozenset(asked), write, 0
        self.full = len(self.log) - room if room else len(self.log) + 1

    def take(self, _world: World, state: State, table: NDArray[Any]) -> None:
        """Read the log at the end of a turn, if it is time."""
        self.turns += 1
        logged = self.logged.item()
        asked = self.turns - 1 in self.asked or self.phase.item() == Phase.OVER
        if not asked and logged < self.full:
            return
        assert logged <= len(self.log), f"{logged} events are too many"
        for read in self.readers:
            read(self.log[:logged])
        if asked and self.write is not None:
            self.write(table)
        state.clock["logged"][0] = 0
