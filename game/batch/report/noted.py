"""What a report shows of units and hexes, which only batches have that have noted it: the two inputs, and their source.

`noted_of` is the one place where they are taken from results; a batch whose runs noted neither has neither, and the
sections say so. Whoever has taken them otherwise hands them to `material_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.batch.results import Results, arrays_of
from game.core.errors import UsageError
from game.core.terms import NOWHERE, SIDES, Status

NEVER: Final = 0
"""The first and the last turn of a unit that was never on the map."""

UNIT_FIRST: Final = "unit_first"
UNIT_LAST: Final = "unit_last"
UNIT_FATE: Final = "unit_fate"
UNIT_MEN: Final = "unit_men"
CONTROL: Final = "control"
"""The arrays of results that have these."""


@dataclass(frozen=True)
class UnitFates:
    """When each unit was on the map in each of N runs, by the rows of `world.units`."""

    first: NDArray[np.integer]  # (N, U) the first turn at whose end it was on the map, NEVER if it never was
    last: NDArray[np.integer]  # (N, U) the last such turn
    fate: NDArray[np.integer] | None = None  # (N, U) its Status at the end of the game
    men: NDArray[np.integer] | None = None  # (N, U) men left at the end

    def withdrawn(self) -> NDArray[np.bool_]:
        """(N, U) Return whether each unit left the map alive, as its orders were."""
        none = np.zeros(self.first.shape, np.bool_)
        return none if self.fate is None else np.asarray(self.fate == Status.WITHDRAWN)


@dataclass(frozen=True)
class Control:
    """In how many of N runs each side owned each hex at the end of each turn."""

    counts: NDArray[np.integer]  # (T, H, SIDES)
    runs: int


@dataclass(frozen=True)
class Noted:
    """What was noted of units and hexes in the runs of one point; None where it was not."""

    units: UnitFates | None = None
    control: Control | None = None


def noted_of(results: Results) -> Noted:
    """Return what the runs of a batch have noted of units and hexes."""
    arrays = arrays_of(results)
    units = control = None
    if _has(arrays, UNIT_FIRST) and _has(arrays, UNIT_LAST):
        units = UnitFates(arrays[UNIT_FIRST], arrays[UNIT_LAST], arrays.get(UNIT_FATE), arrays.get(UNIT_MEN))
    if _has(arrays, CONTROL):
        control = Control(arrays[CONTROL], results.runs)
    return Noted(units, control)


def _has(arrays: dict[str, NDArray[np.generic]], name: str) -> bool:
    return name in arrays and arrays[name].size > 0


def require_fitting(results: Results, noted: Noted) -> None:
    """Refuse what was noted of another battle, or of other runs. Raises UsageError."""
    turns, units, hexes = results.scenario.file.calendar.turns, len(results.scenario.names.units), _hexes(results)
    if noted.units is not None:
        tables = (noted.units.first, noted.units.last, noted.units.fate, noted.units.men)
        if any(table is not None and table.shape != (results.runs, units) for table in tables):
            raise UsageError(f"what was noted of units is not of {results.runs} runs with {units} units")
    if noted.control is not None and noted.control.counts.shape != (turns, hexes, SIDES):
        raise UsageError(f"what was noted of hexes is not of {turns} turns, {hexes} hexes and {SIDES} sides")


def _hexes(results: Results) -> int:
    return len(results.scenario.world.hexes)


def men_at_start(results: Results) -> NDArray[np.int64]:
    """(U,) Return the men of each unit when it comes into play, crews among them."""
    world, start = results.scenario.world, results.scenario.start
    listed = world.units["items"]
    crews = np.where(listed == NOWHERE, 0, world.equipment["crew"][listed]).astype(np.int64)
    return np.asarray((start.units["items"] * crews).sum(axis=1))
