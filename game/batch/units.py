"""What is noted of every unit of a run: when it came and went, how many men it had, what it did, what became of it.

Comings, goings and fights stand in the log (`log_reading`). It does not name all who take part in an assault: for that
the marks of those who have attacked are kept after each player turn, and looked at together when the run is over.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.log_reading import Log
from game.core.terms import SIDES, EventKind, Status
from game.scenario.world import State, World


class UnitNote(IntEnum):
    """The columns of `Results.units`."""

    FIRST_TURN = 0  # in which it came into play; 0: it never came
    LAST_TURN = 1  # in which it left the map; of those who are there at the end, the last that the run came to
    MEN_FIRST = 2  # when it came
    MEN_LAST = 3  # at the end, or when it was called away; 0 of those who are lost
    ASSAULTS = 4  # that it took part in, guns in support apart
    DEFENCES = 5  # assaults on the hex where it stood
    MISSIONS = 6  # fire missions fired, in its own turn and in defence
    STATUS = 7  # a Status


LOST: Final = (EventKind.DESTROYED, EventKind.SURRENDERED)
GONE: Final = (EventKind.WITHDREW, EventKind.EXITED, EventKind.DRIFTED, *LOST)


def _marked(*kinds: EventKind) -> NDArray[np.bool_]:
    """(kinds of events) whether it is one of these; to look that up is the quickest way to tell."""
    marks = np.zeros(max(EventKind) + 1, np.bool_)
    marks[list(kinds)] = True
    return marks


_OPENS: Final = _marked(EventKind.ASSAULT, EventKind.BOMBARDMENT)
_STOOD: Final = _marked(EventKind.SHAKEN, EventKind.DESTROYED)
"""One of these is logged of every defender in an assault."""
_GONE: Final = _marked(*GONE)
_WANTED: Final = _OPENS | _STOOD | _GONE | _marked(EventKind.ARRIVED, EventKind.FIRED)


class UnitNotes:
    """Notes on the units of one run after another; it serves one thread."""

    def __init__(self, world: World, turns: int) -> None:
        units = len(world.units)
        self.side = np.asarray(world.units["side"]).astype(np.int64)
        self.attacked = np.zeros((SIDES * turns, units), np.int8)
        """(player turns, U) 1: had attacked or fired in its last own turn, at the end of the player turn."""
        self.status = np.zeros((SIDES * turns + 1, units), np.int8)
        """(player turns + 1, U) at the end of the one before."""
        first = int(world.frame["first_side"][0])
        movers = np.arange(SIDES * turns) % SIDES ^ first
        self.own = movers[:, None] == self.side
        self.notes = np.zeros((units, len(UnitNote)), np.int32)
        self.events: list[Log] = []
        self.played = 0

    def begin(self, state: State) -> None:
        """Begin a run, which goes on from this state."""
        units = state.units.view(np.ndarray)
        self.marks, self.now = units["attacked"], units["status"]
        self.notes[:] = 0
        self.events = []
        self.status[0] = Status.PRESENT
        self.played = 0

    def watch(self) -> None:
        """Keep the marks at the end of a player turn."""
        self.attacked[self.played] = self.marks
        self.played += 1
        self.status[self.played] = self.now

    def read(self, log: Log) -> None:
        """Take in events: those that matter are kept until the run is over."""
        self.events.append(log.take(np.flatnonzero(_WANTED.take(log["kind"]))))

    def _count_events(self) -> NDArray[np.int64]:
        """Note what the events of the run say; return (U,) how many missions each unit has fired in its own turns."""
        events = np.concatenate(self.events)
        kinds, units, turns, numbers = (events[name] for name in ("kind", "unit", "turn", "numbers"))
        came, gone, fired = kinds == EventKind.ARRIVED, _GONE.take(kinds), kinds == EventKind.FIRED
        notes, everyone = self.notes, len(self.notes)
        notes[units[came], UnitNote.FIRST_TURN] = turns[came]
        notes[units[came], UnitNote.MEN_FIRST] = numbers[came, 0]
        notes[units[gone], UnitNote.LAST_TURN] = turns[gone]
        notes[:, UnitNote.MISSIONS] = np.bincount(units[fired], minlength=everyone)
        notes[:, UnitNote.DEFENCES] = self._defences(events)
        return np.bincount(units[fired & (numbers[:, 1] == 0)], minlength=everyone)

    def _defences(self, events: Log) -> NDArray[np.int64]:
        """(U,) Return in how many assaults each unit was in the hex: of the others' side, and in what followed one."""
        kinds, units = events["kind"], events["unit"]
        opens = _OPENS.take(kinds)
        fight = np.cumsum(opens)
        openers = np.append(0, kinds[opens])  # before the first there is none
        stood = _STOOD.take(kinds) & (self.side[units] != events["side"]) & (openers[fight] == EventKind.ASSAULT)
        once = np.zeros((len(openers), len(self.notes)), np.bool_)
        once[fight[stood], units[stood]] = True
        return np.asarray(np.count_nonzero(once, axis=0))

    def finish(self, state: State, reached: int, table: NDArray[Any]) -> None:
        """Fill (U, notes) the table of a run that is over and came to the end of the turn `reached`."""
        notes, status, fired = self.notes, self.now, self._count_events()
        there, here = status == Status.PRESENT, slice(self.played)
        notes[there, UnitNote.LAST_TURN] = reached
        men = np.asarray(state.unit_figures["men"])
        notes[:, UnitNote.MEN_LAST] = np.where(there | np.isin(status, (Status.WITHDRAWN, Status.EXITED)), men, 0)
        # A mark is of this player turn if the unit was there when it began: nobody takes it from those who are gone.
        marks = self.attacked[here] & self.own[here] & (self.status[here] == Status.PRESENT)
        notes[:, UnitNote.ASSAULTS] = np.count_nonzero(marks, axis=0) - fired
        notes[:, UnitNote.STATUS] = status
        table[:] = notes
