"""What is noted of runs for the rows of history about composition: who lost, to what, and what was done.

`Composition` says what the rows of a scenario ask for. What lies in the state is taken from there; assaults, fire
missions and what men fell to are in the log, which a run keeps only where a row asks for one of these: no result
depends on it. Whoever wants outcomes, losses or ground goes to `recording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.log_reading import Log, LogReader, Reader, rows_of_turns
from game.batch.recording import Row, Take
from game.core.terms import NOWHERE, SIDES, EventKind, Kind, Role
from game.rules.effects.log import FIELDS
from game.rules.strengths import counts_at_start
from game.scenario.loading import Scenario
from game.scenario.plan_table import units_called
from game.scenario.schema.scenario_file import ShareLostMeasure
from game.scenario.world import State, World


class Tally(IntEnum):
    """What is counted for each side from the start of a run: men by what they fell to, and what was done."""

    BOMBARDMENT = 0  # men lost to bombardments
    ASSAULT = 1  # men lost in assaults that the side made
    DEFENCE = 2  # men lost in assaults on the side, with those lost in retreat, in last stands and as prisoners
    ASSAULTS = 3  # assaults made
    MISSIONS = 4  # fire missions fired
    GUNS = 5  # guns of the units that have fired at least one
    PRISONERS = 6  # men of the side who were captured
    EXITED = 7  # units that have left the map by an exit
    ICE = 8  # men lost with what broke through the ice


CAUSES: Final = (Tally.BOMBARDMENT, Tally.ASSAULT, Tally.DEFENCE, Tally.ICE)
"""What men fall to; together they are all that a side has lost."""

_COSTS: Final = frozenset(kind for kind, says in FIELDS.items() if says[:1] == ("equipment",) and says[-1] == "men")
"""Events that cost men, whose number is the last of the row."""

_WANTED: Final = np.zeros(max(EventKind) + 1, np.int8)
"""(kinds of events) 1 for those that are counted: the others, most of a log, are passed over at once."""
_WANTED[[EventKind.BOMBARDMENT, EventKind.ASSAULT, EventKind.FIRED, EventKind.EXITED, *_COSTS]] = 1


@dataclass(frozen=True)
class Composition:
    """What the rows of a scenario's history ask for."""

    scenario: Scenario

    @cached_property
    def shares(self) -> list[ShareLostMeasure]:
        """Whose losses are asked for, each once, in the order of the rows."""
        asked = [entry.share_lost for entry in self.scenario.file.history if entry.share_lost is not None]
        return [share for place, share in enumerate(asked) if share not in asked[:place]]

    @cached_property
    def counted(self) -> list[int]:
        """Rows of the turns, from 0, at whose end a row asks what was done or what men fell to."""
        asked = [entry for entry in self.scenario.file.history if entry.cause is not None or entry.count is not None]
        turns = {turn for entry in asked for turn in (entry.turn, entry.since) if turn is not None}
        return sorted(turn - self.scenario.file.calendar.first_turn for turn in turns)

    @cached_property
    def log_rows(self) -> int:
        """Rows of the log that a run needs from one of these turns to the next, or to its end."""
        ends = [-1, *self.counted, self.scenario.file.calendar.turns - 1]
        turns = max(later - sooner for sooner, later in pairwise(ends))
        return rows_of_turns(self.scenario.world, turns) if self.counted else 0

    def tables(self, runs: int, turns: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return room for what `shares` have left, (N, T, G), and for tallies, (N, T, SIDES, D), if anybody asks."""
        left = np.zeros((runs, turns if self.shares else 0, len(self.shares)), np.int32)
        return left, np.zeros((runs, turns if self.counted else 0, SIDES, len(Tally)), np.int32)

    def takers(
        self, state: State, left: Row, tallies: Row, others: Sequence[Reader] = (), room: int = 0
    ) -> list[tuple[Take, Row]]:
        """Return what fills the rows of the one run that goes from a state, turn by turn, with those rows.

        `others` read the log with it, which then has `room` (`LogReader`).
        """
        found: list[tuple[Take, Row]] = [(self._take_left, left)] if self.shares else []
        if self.counted:
            counts = _Counts(self.scenario.world, state)
            reader = LogReader(state, [counts.read, *others], self.counted, counts.write, room)
            return [*found, (reader.take, tallies)]
        if others:
            nothing = np.zeros((self.scenario.file.calendar.turns, 0), np.int32)
            return [*found, (LogReader(state, others, room=room).take, nothing)]
        return found

    @cached_property
    def at_start(self) -> NDArray[np.int32]:
        """(G,) Return what the `shares` have when they come into play."""
        found = np.zeros(len(self.shares), np.int32)
        self._take_left(self.scenario.world, self.scenario.start, found)
        return found

    def share_lost(self, left: NDArray[np.int32], share: ShareLostMeasure, row: int) -> NDArray[Any]:
        """Return (N,) per cent of what some came with that was lost by the end of a turn; `row` is that of the turn."""
        place = self.shares.index(share)
        began = max(1, int(self.at_start[place]))
        return np.asarray(np.round(100.0 * (began - left[:, row, place]) / began, 2))

    def _take_left(self, world: World, state: State, table: NDArray[Any]) -> None:
        for place, weights in enumerate(self._weights):
            absent = world.units["count"] - counts_at_start(world, state) if len(state.drawn) else 0
            table[place] = int(((state.units["items"] + absent) * weights).sum())  # who was never there is not lost

    @cached_property
    def _weights(self) -> list[NDArray[np.int64]]:
        """Return for each of the `shares` (U, SLOTS) what an item of each slot counts."""
        return [self._weights_of(share) for share in self.shares]

    def _weights_of(self, share: ShareLostMeasure) -> NDArray[np.int64]:
        world, kind = self.scenario.world, Kind[share.kind.upper()]
        members = sorted({row for name in share.units for row in units_called(self.scenario, name)})
        listed = world.units["items"]
        items = world.equipment[listed]
        each = items["crew"] if kind == Kind.MEN else items["kind"] == kind
        weights = np.zeros(listed.shape, np.int64)
        weights[members] = np.where(listed == NOWHERE, 0, each)[members]
        return weights


class _Counts:
    """What was done in one run so far, read off the log."""

    def __init__(self, world: World, state: State) -> None:
        self.totals = [[0] * len(Tally) for _ in range(SIDES)]
        self.sides = world.units["side"].tolist()
        # Plain views: a record array takes longer to give a field than the rest of this takes.
        self.captured, self.items = (rows.view(np.ndarray) for rows in (state.sides["captured"], state.units["items"]))
        listed = world.units["items"]
        is_gun = (listed != NOWHERE) & (world.equipment["kind"][listed] == Kind.GUN)
        self.is_gun = is_gun & (world.units["role"] == Role.ARTILLERY)[:, None]
        self.fired: set[int] = set()
        self.opener, self.shells = NOWHERE, False  # of the last fight: what is lost between fights is put down to it

    def read(self, log: Log) -> None:
        """Add events to the totals."""
        wanted = log[np.flatnonzero(_WANTED[log["kind"]])]
        kinds, units, costs = wanted["kind"].tolist(), wanted["unit"].tolist(), wanted["numbers"][:, -1].tolist()
        for kind, unit, men in zip(kinds, units, costs, strict=True):
            side = self.sides[unit]
            if kind == EventKind.BROKE_THROUGH:
                self.totals[side][Tally.ICE] += men
            elif kind in _COSTS:
                assert self.opener != NOWHERE, "somebody was lost before any fight"
                attacking = Tally.ASSAULT if side == self.opener else Tally.DEFENCE
                cause = Tally.BOMBARDMENT if self.shells else attacking
                self.totals[side][cause] += men
            elif kind == EventKind.FIRED:
                self._count_fire(unit, side)
            elif kind == EventKind.EXITED:
                self.totals[side][Tally.EXITED] += 1
            else:
                self.opener, self.shells = side, kind == EventKind.BOMBARDMENT
                self.totals[side][Tally.ASSAULTS] += not self.shells

    def write(self, table: NDArray[Any]) -> None:
        """Write the totals into (SIDES, D) a table."""
        for side, captured in enumerate(self.captured.tolist()):
            self.totals[side][Tally.PRISONERS] = captured
        table[:] = self.totals

    def _count_fire(self, unit: int, side: int) -> None:
        """Count a mission, and the guns that a unit of artillery has when it fires for the first time."""
        self.totals[side][Tally.MISSIONS] += 1
        if unit not in self.fired:
            self.totals[side][Tally.GUNS] += int(self.items[unit][self.is_gun[unit]].sum())
        self.fired.add(unit)


def tallied(by: Sequence[Tally], tallies: NDArray[np.int32], side: int, row: int, since: int | None) -> NDArray[Any]:
    """Return (N,) what a side has of some tallies by the end of a turn, or since that of another."""
    counted = tallies[:, :, side, list(by)].sum(axis=2)
    return np.asarray(counted[:, row] if since is None else counted[:, row] - counted[:, since])
