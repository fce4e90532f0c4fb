"""What a report shows of units and hexes, which only batches have that have noted it: the two inputs, and their source.

`noted_of` is the one place where they are taken from results; a batch whose runs noted neither has neither, and the
sections say so. Whoever has taken them otherwise hands them to `material_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.batch.control import day_turns
from game.batch.results import Results
from game.batch.units import UnitNote
from game.core.errors import UsageError
from game.core.terms import NOWHERE, SIDES, Status

NEVER: Final = 0
"""The first and the last turn of a unit that was never on the map."""


@dataclass(frozen=True)
class UnitFates:
    """When each unit was on the map in each of N runs, by the rows of `world.units`."""

    first: NDArray[np.integer]  # (N, U) the first turn at whose end it was on the map, NEVER if it never was
    last: NDArray[np.integer]  # (N, U) the last such turn
    fate: NDArray[np.integer] | None = None  # (N, U) its Status at the end of the game
    men: NDArray[np.integer] | None = None  # (N, U) men left at the end

    def withdrawn(self) -> NDArray[np.bool_]:
        """(N, U) Return whether each unit left the map alive, called away or by an exit."""
        none = np.zeros(self.first.shape, np.bool_)
        return none if self.fate is None else np.isin(self.fate, (Status.WITHDRAWN, Status.EXITED))


@dataclass(frozen=True)
class Control:
    """In how many of N runs each side owned each hex at the end of each day."""

    counts: NDArray[np.integer]  # (D, H, SIDES)
    runs: int


@dataclass(frozen=True)
class Noted:
    """What was noted of units and hexes in the runs of one point; None where it was not."""

    units: UnitFates | None = None
    control: Control | None = None


def noted_of(results: Results) -> Noted:
    """Return what the runs of a batch have noted of units and hexes."""
    return Noted(
        units=_fates(results) if results.units.size else None,
        control=Control(results.control, results.runs) if results.control.size else None,
    )


def _fates(results: Results) -> UnitFates:
    """Return the fates of units: of those who have left the map the last turn at whose end they had not."""
    first, last, men, status = (
        results.units[:, :, column]
        for column in (UnitNote.FIRST_TURN, UnitNote.LAST_TURN, UnitNote.MEN_LAST, UnitNote.STATUS)
    )
    there = results.scenario.file.calendar.last_turn  # to the end, however early the game was over
    return UnitFates(first, np.where(status == Status.PRESENT, there, last - 1), status, men)


def require_fitting(results: Results, noted: Noted) -> None:
    """Refuse what was noted of another battle, or of other runs. Raises UsageError."""
    scenario = results.scenario
    days, units, hexes = len(day_turns(scenario.file.calendar)), len(scenario.names.units), len(scenario.world.hexes)
    if noted.units is not None:
        tables = (noted.units.first, noted.units.last, noted.units.fate, noted.units.men)
        if any(table is not None and table.shape != (results.runs, units) for table in tables):
            raise UsageError(f"what was noted of units is not of {results.runs} runs with {units} units")
    if noted.control is not None and noted.control.counts.shape != (days, hexes, SIDES):
        raise UsageError(f"what was noted of hexes is not of {days} days, {hexes} hexes and {SIDES} sides")


def men_at_start(results: Results) -> NDArray[np.int64]:
    """(U,) Return the men of each unit when it comes into play, crews among them."""
    world, start = results.scenario.world, results.scenario.start
    listed = world.units["items"]
    crews = np.where(listed == NOWHERE, 0, world.equipment["crew"][listed]).astype(np.int64)
    return np.asarray((start.units["items"] * crews).sum(axis=1))
