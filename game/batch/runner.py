"""Plays many runs of one scenario, on threads over compiled code, into compact arrays.

Whole games run inside compiled code, which releases the GIL, so one process uses all cores. Rows are in run order and
the same however many workers there are. Nothing is dropped: a run that is not over at its end counts as unfinished.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from threading import local
from typing import Any, Final, cast, get_args

import numpy as np
from numpy.typing import NDArray

from game.batch.composition import Composition
from game.batch.recording import LOSSES, OWNED, WRITTEN_OFF, Notes
from game.batch.runs import MOST_RUNS, MOST_WORKERS, Run
from game.commanders.player import Player
from game.commanders.roster import commanders_of, differs_by_seed, hired
from game.commanders.whole_game import play_game
from game.core.arguments import instance, one_of, seed_of, text_of, whole
from game.core.errors import UsageError
from game.core.machine import cores
from game.core.seeds import run_seeds
from game.core.terms import NOWHERE, SIDES, Phase
from game.engine.game import Luck, world_with_luck
from game.rules.areas import holders
from game.scenario.loading import Scenario
from game.scenario.suggesting import or_known, quote

UNFINISHED: Final = NOWHERE
"""The level of a run that was not over when it stopped."""

MOST_ROOM: Final = 4_000_000_000
"""Bytes that the rows of a batch may take."""

CHUNK: Final = 4
"""Runs that a worker plays before it reports."""


@dataclass(frozen=True)
class Results:
    """What N runs brought, over T turns, for A areas and K kinds of losses; sides are in the scenario's order.

    Losses are cumulative at the end of each turn; `owned` counts the hexes of an area, without water, that a side owns
    then. Turns that a run did not reach keep the state of its last. `left` and `tallies` are what rows of history on
    composition ask for (`composition.Composition`), empty where none does; no digest has them: the games have.
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
    owned: NDArray[np.int16]  # (N, T, A, SIDES)
    digests: NDArray[np.uint64]  # (N,) of the final states
    left: NDArray[np.int32]  # (N, T, G) items that those have left of whom a share is asked
    tallies: NDArray[np.int32]  # (N, T, SIDES, D) cumulative, by Tally; nothing at turns that no row asks for
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

    def run(self, number: int) -> Run:
        """Return what decides one run. Raises UsageError for one that was not played."""
        number = whole(number, "the number of a run", 0, self.runs - 1)
        return Run(number, self.scenario.name, int(self.seeds[number]), self.commanders)

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
        return sum(rows.nbytes for rows in (*self._rows, self.left, self.tallies))

    @property
    def _rows(self) -> tuple[NDArray[Any], ...]:
        return self.seeds, self.levels, self.points, self.losses, self.written_off, self.owned, self.digests


def run_batch(
    scenario: Scenario,
    runs: int,
    seed: int,
    commanders: Mapping[str, str] | None = None,
    workers: int | None = None,
    luck: Luck = "table",
    progress: Callable[[int], None] | None = None,
) -> Results:
    """Play a scenario many times and return what each run brought, in run order.

    Parameters
    ----------
    commanders : commander by side; a side without one gets the default
    workers : threads; all cores if not given. The results do not depend on it
    progress : called in this thread, now and then, with the number of runs that are done

    Raises
    ------
    UsageError : no runs, no workers, a seed out of bounds, an unknown side or commander, anything of another type.
    """
    scenario = instance(scenario, "the scenario of a batch", Scenario, "load_scenario(name) gives one")
    runs, seed = whole(runs, "the number of runs", 1, MOST_RUNS), seed_of(seed)
    workers = None if workers is None else whole(workers, "the number of workers", 1, MOST_WORKERS)
    luck = cast("Luck", one_of(luck, "luck", get_args(Luck)))
    if progress is not None and not callable(progress):
        raise UsageError(f"progress must be a function that takes a number of runs, not {progress!r:.100}")
    names = commanders_of(scenario, {} if commanders is None else commanders)
    _require_room(_empty(scenario, 1, seed, names, luck), runs)
    began = time.perf_counter()
    results = _empty(scenario, runs, seed, names, luck)
    table = _Table(results)
    chunks = [range(first, min(first + CHUNK, runs)) for first in range(0, runs, CHUNK)]
    done = 0
    for played in _work(table.play, chunks, min(workers or cores(), len(chunks))):
        done += played
        if progress is not None:
            progress(done)
    return replace(results, seconds=time.perf_counter() - began)


def _require_room(one: Results, runs: int) -> None:
    """Refuse more rows, each like those of one run, than memory can be expected to hold."""
    if runs * one.nbytes > MOST_ROOM:
        most = MOST_ROOM // one.nbytes
        raise UsageError(
            f"the rows of {runs} runs of {one.scenario.name} do not fit into memory; ask for at most {most}"
        )


def _empty(scenario: Scenario, runs: int, seed: int, commanders: Mapping[str, str], luck: Luck) -> Results:
    world, turns = scenario.world, scenario.file.calendar.turns
    left, tallies = Composition(scenario).tables(runs, turns)
    return Results(
        scenario=scenario,
        seed=seed,
        luck=luck,
        commanders=commanders,
        seeds=run_seeds(seed, runs),
        levels=np.full(runs, UNFINISHED, np.int16),
        points=np.zeros((runs, SIDES), np.int32),
        losses=LOSSES.rows(world, runs, turns),
        written_off=WRITTEN_OFF.rows(world, runs, turns),
        owned=OWNED.rows(world, runs, turns),
        digests=np.zeros(runs, np.uint64),
        left=left,
        tallies=tallies,
    )


def _work(play: Callable[[range], int], chunks: list[range], workers: int) -> Iterator[int]:
    """Play the chunks and yield how many runs each had, as they are done; one worker needs no threads."""
    if workers == 1:
        yield from map(play, chunks)
        return
    waiting = iter(chunks)
    with ThreadPoolExecutor(workers) as executor:
        busy: set[Future[int]] = {executor.submit(play, chunk) for chunk in islice(waiting, workers)}
        while busy:
            done, busy = wait(busy, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                busy |= {executor.submit(play, chunk) for chunk in islice(waiting, 1)}


class _Table:
    """Where the runs are played: fills the rows of the results; each thread has players of its own."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.world = world_with_luck(results.scenario.world, results.luck)
        self.takers = [measure.taker(self.world, results.scenario.start) for measure in (LOSSES, WRITTEN_OFF, OWNED)]
        self.mine = local()

    def play(self, runs: range) -> int:
        """Play some runs; returns how many."""
        players = self._players()
        for run in runs:
            self._play_one(players, run)
        return len(runs)

    def _players(self) -> tuple[Player, ...]:
        if not hasattr(self.mine, "players"):
            self.mine.players = hired(self.results.scenario, self.world, self.results.commanders)
        players: tuple[Player, ...] = self.mine.players
        return players

    def _play_one(self, players: tuple[Player, ...], run: int) -> None:
        rows, first = self.results, self.results.scenario.file.calendar.first_turn
        state = rows.scenario.start.copy(log_rows=rows.composition.log_rows, seed=int(rows.seeds[run]))
        tables = (rows.losses[run], rows.written_off[run], rows.owned[run])
        taken = list(zip(self.takers, tables, strict=True))
        taken += rows.composition.takers(state, rows.left[run], rows.tallies[run])
        notes = Notes(self.world, first, taken)
        play_game(self.world, state, players, notes)
        over = state.clock.phase[0] == Phase.OVER
        notes.fill(int(state.clock.turn[0]) + (1 if over else 0) - first)
        rows.levels[run] = state.clock.level[0] if over else UNFINISHED
        rows.points[run] = state.sides.points
        rows.digests[run] = int(state.digest(), 16)
