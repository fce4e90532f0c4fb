"""What happened in a run: how often each kind of event came, and when each phase of a plan was first in force.

Events are counted as the log is read (`log_reading`). The phases are those of the plans that are followed from the
first turn on; who chooses a plan each turn has none here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.batch.log_reading import Log
from game.commanders.player import Player
from game.commanders.roster import is_code, plan_followed
from game.core.terms import SIDES, EventKind
from game.scenario.loading import Scenario
from game.scenario.plan_table import table_of
from game.scenario.world import World

KINDS_OF_EVENTS: Final = max(EventKind) + 1
"""Places for the counts of events, by `EventKind`; the first is not used."""

NEVER: Final = -1
"""The turn in which a phase was first in force that never was."""

KEPT: Final = 64
"""Battles of which the phases are remembered: a plan that the officer makes takes some time."""


class EventNotes:
    """Counts of the events of one run after another; it serves one thread."""

    def __init__(self) -> None:
        self.counts = np.zeros(KINDS_OF_EVENTS, np.int64)

    def begin(self) -> None:
        """Begin a run."""
        self.counts[:] = 0

    def read(self, log: Log) -> None:
        """Take in events."""
        self.counts += np.bincount(log["kind"], minlength=KINDS_OF_EVENTS)


class Phase(NamedTuple):
    """A phase of a plan that a side follows: which it is there, from 1, and what it is called."""

    side: int
    plan: str
    number: int
    name: str
    can_come: bool
    """Whether its turns are among those of the scenario: a plan may serve longer battles too."""


def phases_followed(scenario: Scenario, commanders: Mapping[str, str]) -> tuple[Phase, ...]:
    """Return the phases of the plans that are followed, as their table has them; those of the first side first.

    A commander from a file has none: whoever reads what it has played need not have loaded it.
    """
    return _phases(_Followed(scenario, commanders))


class PhaseNotes:
    """When each phase was first in force in one run after another; it serves one thread."""

    def __init__(self, world: World, phases: Sequence[Phase], first_turn: int) -> None:
        self.first_side, self.first_turn = int(world.frame["first_side"][0]), first_turn
        self.of_side = [np.array([phase.side == side for phase in phases], np.bool_) for side in range(SIDES)]
        self.since = np.full(len(phases), NEVER, np.int16)
        self.in_force: list[NDArray[np.int8] | None] = [None] * SIDES
        self.played = 0

    def begin(self, players: Sequence[Player]) -> None:
        """Begin a run between these players."""
        self.in_force = [
            player.in_force if mine.any() else None for player, mine in zip(players, self.of_side, strict=True)
        ]
        self.since[:] = NEVER
        self.played = 0

    def watch(self) -> None:
        """Look at what was in force when a player turn is over."""
        turn, side = self.first_turn + self.played // SIDES, self.played % SIDES ^ self.first_side
        self.played += 1
        if (now := self.in_force[side]) is not None:
            self.since[(now != 0) & self.of_side[side] & (self.since == NEVER)] = turn


class _Followed:
    """A battle and who leads in it, as a key: two are one if their words are."""

    def __init__(self, scenario: Scenario, commanders: Mapping[str, str]) -> None:
        self.scenario, self.commanders = scenario, commanders
        self.key = (scenario.name, scenario.digest, scenario.changes, tuple(sorted(commanders.items())))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Followed) and other.key == self.key


@lru_cache(maxsize=KEPT)
def _phases(battle: _Followed) -> tuple[Phase, ...]:
    found: list[Phase] = []
    calendar = battle.scenario.file.calendar
    for row, side in enumerate(battle.scenario.names.sides):
        name = battle.commanders[side]
        plan = None if is_code(name) else plan_followed(battle.scenario, side, name)
        if plan is None:
            continue
        spans = table_of(battle.scenario, [plan]).phases
        can_come = (spans.first <= calendar.last_turn) & (spans.last >= calendar.first_turn)
        for number, (phase, can) in enumerate(zip(plan.phases, can_come.tolist(), strict=True), 1):
            found.append(Phase(row, plan.id, number, phase.name, can))
    return tuple(found)


def no_happenings(runs: int) -> dict[str, NDArray[Any]]:
    """Return the arrays of `Results` where nothing of this is noted."""
    return {"events": np.zeros((runs, 0), np.int32), "phases": np.zeros((runs, 0), np.int16)}


def room_for_happenings(scenario: Scenario, commanders: Mapping[str, str], runs: int) -> dict[str, NDArray[Any]]:
    """Return the arrays of `Results` for runs of which none has been played."""
    return {
        "events": np.zeros((runs, KINDS_OF_EVENTS), np.int32),
        "phases": np.full((runs, len(phases_followed(scenario, commanders))), NEVER, np.int16),
    }


class HappeningNotes:
    """Both for one thread."""

    def __init__(self, scenario: Scenario, commanders: Mapping[str, str], world: World) -> None:
        self.events = EventNotes()
        phases = phases_followed(scenario, commanders)
        self.phases = PhaseNotes(world, phases, scenario.file.calendar.first_turn)

    def begin(self, players: Sequence[Player]) -> None:
        """Begin a run."""
        self.events.begin()
        self.phases.begin(players)

    def finish(self, arrays: Mapping[str, NDArray[Any]], run: int) -> None:
        """Keep what a run that is over has brought."""
        arrays["events"][run] = self.events.counts
        arrays["phases"][run] = self.phases.since
