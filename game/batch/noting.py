"""What is noted of a batch beyond losses and ground turn by turn, as asked for: units, hexes, fights, points by turn.

All of it is written into arrays of numbers while the runs are played, and none of it changes a game. Units and control
cost some hundredths of the time; where fights are noted, games take several times as long (`combats`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from threading import Lock, local
from typing import Any, Final, Literal, cast, get_args

import numpy as np
from numpy.typing import NDArray

from game.batch.combats import COLUMNS, CombatNotes
from game.batch.control import ControlNotes, day_turns, no_control
from game.batch.happenings import HappeningNotes, no_happenings, room_for_happenings
from game.batch.log_reading import Reader, rows_of_turns
from game.batch.recording import Row, Take
from game.batch.standings import no_standings, take_standings
from game.batch.units import UnitNote, UnitNotes
from game.commanders.player import Player
from game.core.arguments import one_of
from game.core.errors import UsageError
from game.scenario.loading import Scenario
from game.scenario.world import State, World

Noted = Literal["units", "control", "happenings", "combats", "standings"]
"""What may be noted."""

NOTED: Final[tuple[Noted, ...]] = get_args(Noted)

IN_FOLDERS: Final[frozenset[Noted]] = frozenset({"units", "control", "happenings"})
"""What is noted in every folder: it costs little, and nobody wants to play all again for it."""

TURNS_OF_LOG: Final = 2
"""Turns for which the log of a run has room where nothing else asks for more: it is read before one is left."""

Arrays = dict[str, NDArray[Any]]


def asked_notes(notes: Collection[str]) -> frozenset[Noted]:
    """Return what is to be noted. Raises UsageError for anything else."""
    if isinstance(notes, str) or not isinstance(notes, Collection):
        raise UsageError(f"what is noted is a set of some of {', '.join(NOTED)}, not {notes!r:.100}")
    return frozenset(cast("Noted", one_of(note, "what is noted", NOTED)) for note in notes)


def no_notes(scenario: Scenario, runs: int) -> Arrays:
    """Return the arrays of `Results` where nothing of this is noted."""
    return {
        "units": np.zeros((runs, 0, len(UnitNote)), np.int32),
        "control": no_control(scenario, 0),
        **no_happenings(runs),
        "standings": no_standings(runs, 0),
        "combats": np.zeros((0, COLUMNS), np.int32),
        "combat_counts": np.zeros(0, np.int32),
        "combat_units": np.zeros(0, np.int16),
    }


def room_for_notes(scenario: Scenario, commanders: Mapping[str, str], runs: int, notes: frozenset[Noted]) -> Arrays:
    """Return the arrays of `Results` for so many runs of which something is noted, and none has been played."""
    arrays = no_notes(scenario, runs)
    if "units" in notes:
        arrays["units"] = np.zeros((runs, len(scenario.world.units), len(UnitNote)), np.int32)
    if "control" in notes:
        arrays["control"] = no_control(scenario, len(day_turns(scenario.file.calendar)))
    if "happenings" in notes:
        arrays |= room_for_happenings(scenario, commanders, runs)
    if "standings" in notes:
        arrays["standings"] = no_standings(runs, scenario.file.calendar.turns)
    if "combats" in notes:
        arrays["combat_counts"] = np.zeros(runs, np.int32)
    return arrays


class Noting:
    """Notes of all runs of a batch, from several threads."""

    def __init__(
        self, scenario: Scenario, commanders: Mapping[str, str], world: World, runs: int, notes: frozenset[Noted]
    ) -> None:
        self.scenario, self.commanders, self.world, self.notes = scenario, commanders, world, notes
        self.arrays = room_for_notes(scenario, commanders, runs, notes)
        self.fights: list[tuple[NDArray[np.int32], NDArray[np.int16]] | None] = [None] * runs
        self.mine, self.lock = local(), Lock()
        self.sums: list[ControlNotes] = []

    @property
    def room(self) -> int:
        """Rows of the log that one turn may fill; 0 where nobody here reads it."""
        return rows_of_turns(self.world, 1) if self.notes & {"units", "happenings", "combats"} else 0

    def of_thread(self) -> RunNotes:
        """Return what notes the runs of this thread."""
        if not hasattr(self.mine, "notes"):
            self.mine.notes = RunNotes(self)
            if self.mine.notes.control is not None:
                with self.lock:
                    self.sums.append(self.mine.notes.control)
        found: RunNotes = self.mine.notes
        return found

    def result(self) -> Arrays:
        """Return the arrays when all runs have been played."""
        if "control" in self.notes:
            self.arrays["control"] = np.stack([one.sums for one in self.sums]).sum(axis=0, dtype=np.int32)
        if "combats" in self.notes:
            fought = [found for found in self.fights if found is not None]
            assert len(fought) == len(self.fights)
            self.arrays["combats"] = np.concatenate([fights for fights, _ in fought])
            self.arrays["combat_counts"] = np.array([len(fights) for fights, _ in fought], np.int32)
            self.arrays["combat_units"] = np.concatenate([units for _, units in fought])
        return self.arrays


class RunNotes:
    """Notes of one run after another."""

    def __init__(self, noting: Noting) -> None:
        self.noting, self.world = noting, noting.world
        calendar = noting.scenario.file.calendar
        self.units = UnitNotes(self.world, calendar.turns) if "units" in noting.notes else None
        self.control = ControlNotes(noting.scenario) if "control" in noting.notes else None
        happenings = "happenings" in noting.notes
        self.happenings = HappeningNotes(noting.scenario, noting.commanders, self.world) if happenings else None
        self.combats: CombatNotes | None = None
        self.nothing = np.zeros((calendar.turns, 0), np.int8)

    def begin(self, state: State, players: Sequence[Player]) -> None:
        """Begin a run, which goes on from this state."""
        if self.units is not None:
            self.units.begin(state)
        if self.control is not None:
            self.control.begin(state)
        if self.happenings is not None:
            self.happenings.begin(players)
        if "combats" in self.noting.notes:
            self.combats = CombatNotes(self.world, state)
            for player in players:
                player.watcher = self.combats.note

    @property
    def readers(self) -> list[Reader]:
        """Who reads the log; where fights are noted somebody has to, or it would fill up."""
        found: list[Reader] = [] if self.units is None else [self.units.read]
        if self.happenings is not None:
            found.append(self.happenings.events.read)
        return found or ([lambda log: None] if self.combats is not None else [])

    def takers(self, run: int) -> list[tuple[Take, Row]]:
        """Return what looks at the state at the end of each turn of a run."""
        found: list[tuple[Take, Row]] = [] if self.control is None else [(self.control.take, self.nothing)]
        if "standings" in self.noting.notes:
            found.append((take_standings, self.noting.arrays["standings"][run]))
        return found

    def watch(self) -> None:
        """Take note at the end of a player turn."""
        if self.units is not None:
            self.units.watch()
        if self.happenings is not None:
            self.happenings.phases.watch()

    def finish(self, run: int, state: State, reached: int) -> None:
        """Keep the notes of a run that is over and came to the end of the turn `reached`."""
        if self.units is not None:
            self.units.finish(state, reached, self.noting.arrays["units"][run])
        if self.control is not None:
            self.control.finish(reached)
        if self.happenings is not None:
            self.happenings.finish(self.noting.arrays, run)
        if self.combats is not None:
            self.noting.fights[run] = self.combats.arrays()
