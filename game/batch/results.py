"""What runs of one scenario brought, in compact arrays: a table of a million rows never stands in memory.

Runs that were played apart, by several workers or at several times, are `joined` to what one worker would have brought.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.composition import Composition
from game.batch.noting import no_notes
from game.batch.runs import Run
from game.commanders.roster import differs_by_seed
from game.core.arguments import text_of, whole
from game.core.errors import UsageError
from game.core.terms import NOWHERE, SIDES
from game.engine.game import Luck
from game.rules.areas import holders
from game.scenario.loading import Scenario
from game.scenario.suggesting import or_known, quote

UNFINISHED: Final = NOWHERE
"""The level of a run that was not over when it stopped."""

RAGGED: Final = frozenset({"combats", "combat_units"})
"""Arrays of results that have as many rows as there were fights."""

SUMMED: Final = frozenset({"control"})
"""Arrays of results that are sums over all runs, without an axis for these."""


@dataclass(frozen=True)
class Results:
    """What N runs brought, over T turns, for A areas and K kinds of losses; sides are in the scenario's order.

    Losses are cumulative at the end of each turn; `owned` counts the hexes of an area, without water, that a side owns
    then. Turns that a run did not reach keep the state of its last. `left` and `tallies` are what rows of history on
    composition ask for (`composition.Composition`), empty where none does; no digest has them: the games have.

    What follows is there if it was to be noted (`noting`), else empty: U units, D days, H hexes, P phases of plans
    (`happenings.phases_followed`), F fights in the order of the runs, Q units in them.
    """

    scenario: Scenario = field(repr=False)
    seed: int
    luck: Luck
    commanders: Mapping[str, str]
    seeds: NDArray[np.int64]  # (N,)
    levels: NDArray[np.int16]  # (N,) row of the level reached, UNFINISHED for a run that was not over
    points: NDArray[np.int32]  # (N, SIDES)
    losses: NDArray[np.int32]  # (N, T, SIDES, K)
    written_off: NDArray[np.int32]  # (N, T, SIDES, K) of the vehicles lost or disabled, those written off
    owned: NDArray[np.uint16]  # (N, T, A, SIDES)
    digests: NDArray[np.uint64]  # (N,) of the final states
    left: NDArray[np.int32]  # (N, T, G) items that those have left of whom a share is asked
    tallies: NDArray[np.int32]  # (N, T, SIDES, tallies) cumulative, by Tally; nothing at turns that no row asks for
    reached: NDArray[np.int32]  # (N,) the last turn to whose end a run came; one before the first if it came to none
    units: NDArray[np.int32]  # (N, U, notes) by `units.UnitNote`
    control: NDArray[np.int32]  # (D, H, SIDES) runs in which a side owned a hex when the last turn of a day was over
    events: NDArray[np.int32]  # (N, kinds) how often each kind came, by EventKind
    phases: NDArray[np.int16]  # (N, P) turn in which each phase of the plans was first in force, NEVER: it never was
    standings: NDArray[np.int32]  # (N, T, SIDES) victory points if the game had ended with the turn
    combats: NDArray[np.int32]  # (F, columns) by `combats.CombatNote`, then losses by kind
    combat_counts: NDArray[np.int32]  # (N,) how many fights each run has
    combat_units: NDArray[np.int16]  # (Q,) rows of the units in each fight, by `combats.GROUPS`
    seconds: float = 0.0
    first: int = 0  # the number of the first of these runs; others of the batch may have been played elsewhere
    point: int = 0  # of an experiment
    values: Mapping[str, int | float | str] = field(default_factory=dict)  # of the factors there, by their ids

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.seeds)

    @cached_property
    def composition(self) -> Composition:
        """What the rows of the scenario's history ask for."""
        return Composition(self.scenario)

    @property
    def unfinished(self) -> int:
        """How many of them were not over when they stopped."""
        return int(np.count_nonzero(self.levels == UNFINISHED))

    @property
    def is_one_game(self) -> bool:
        """Whether all runs are one and the same game: without luck nothing differs, whatever the seed (1.3)."""
        return not differs_by_seed(self.luck, self.commanders)

    def turn_row(self, turn: int) -> int:
        """Return the row of a turn in `losses` and `owned`. Raises UsageError for one that is not played."""
        calendar = self.scenario.file.calendar
        return whole(turn, "the turn", calendar.first_turn, calendar.last_turn) - calendar.first_turn

    def hexes_of(self, area: str) -> int:
        """Return how many hexes of an area are not water. Raises UsageError for an area that there is not."""
        first, row = self.scenario.world.area_first, self._area_row(area)
        return int(first[row + 1] - first[row])

    def holders(self, area: str) -> NDArray[np.int8]:
        """Return (N, T) who holds an area at the end of each turn: a side, or `rules.areas.CONTESTED`.

        Raises
        ------
        UsageError : the scenario has no such area.
        """
        return holders(self.owned[:, :, self._area_row(area)], self.hexes_of(area))

    def holder_at_start(self, area: str) -> int:
        """Return who holds an area before the first turn: a side, or `rules.areas.CONTESTED`.

        Raises
        ------
        UsageError : the scenario has no such area.
        """
        world, row = self.scenario.world, self._area_row(area)
        hexes = world.area_hexes[world.area_first[row] : world.area_first[row + 1]]
        owner = np.asarray(self.scenario.start.hexes["owner"])[hexes]
        owned = np.array([np.count_nonzero(owner == side) for side in range(SIDES)], np.int16)
        return int(holders(owned[None, :], self.hexes_of(area))[0])

    def run(self, number: int) -> Run:
        """Return what decides one run. Raises UsageError for one that was not played."""
        number = whole(number, "the number of a run", self.first, self.first + self.runs - 1)
        return Run(number, self.scenario.name, int(self.seeds[number - self.first]), self.commanders)

    def of_rows(self, rows: range | NDArray[np.intp]) -> Results:
        """Return the runs of some rows, without what is noted of units, hexes and fights."""
        notes = no_notes(self.scenario, len(rows))
        kept = {name: array[list(rows)] for name, array in arrays_of(self).items() if name not in notes}
        arrays: dict[str, Any] = kept | notes
        return replace(self, **arrays)

    def _area_row(self, area: str) -> int:
        rows = self.scenario.names.area_row
        if text_of(area, "the area") not in rows:
            raise UsageError(f"{self.scenario.name} has no area {quote(area)}{or_known(area, rows)}")
        return rows[area]

    def digest(self) -> str:
        """Return the 64-bit hash of all rows in run order, as 16 hexadecimal digits."""
        digest = hashlib.blake2b(digest_size=8)
        for rows in self._rows:
            digest.update(np.ascontiguousarray(rows).data)
        return digest.hexdigest()

    @property
    def nbytes(self) -> int:
        """How much memory the rows take."""
        return sum(array.nbytes for array in arrays_of(self).values())

    @property
    def _rows(self) -> tuple[NDArray[Any], ...]:
        return self.seeds, self.levels, self.points, self.losses, self.written_off, self.owned, self.digests


def arrays_of(results: Results) -> dict[str, NDArray[Any]]:
    """Return the arrays of results by the names of their fields."""
    found = {one.name: getattr(results, one.name) for one in fields(results)}
    return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


def joined(parts: Iterable[Results], runs: int) -> Results:
    """Return the runs of several results as one, in the order in which they are given; together they are so many.

    All noted the same. What is a row of a run comes into its place at once, so that parts need not be kept; rows of
    fights come one after another; sums over runs are added up.
    """
    first: Results | None = None
    arrays: dict[str, Any] = {}
    fights: dict[str, list[NDArray[Any]]] = {name: [] for name in RAGGED}
    done, seconds = 0, 0.0
    for part in parts:
        if first is None:
            first = part
            arrays = {name: _room_like(array, name, part, runs) for name, array in arrays_of(part).items()}
        for name, array in arrays_of(part).items():
            if name in SUMMED:
                arrays[name] += array
            elif name in RAGGED:
                fights[name].append(array)
            elif len(array):
                arrays[name][done : done + part.runs] = array
        done, seconds = done + part.runs, seconds + part.seconds
    assert first is not None
    assert done == runs
    arrays |= {name: np.concatenate(rows) for name, rows in fights.items()}
    return replace(first, **arrays, seconds=seconds)


def _room_like(array: NDArray[Any], name: str, part: Results, runs: int) -> NDArray[Any]:
    """Return room for what an array of a part is a part of; of fights, that is made in the end."""
    by_run = name not in SUMMED and len(array) == part.runs
    return np.zeros((runs, *array.shape[1:]) if by_run else array.shape, array.dtype)
