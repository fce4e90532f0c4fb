"""Plays many runs of one scenario, on threads over compiled code, into compact arrays.

Whole games run inside compiled code, which releases the GIL, so one process uses all cores. Rows are in run order and
the same however many workers there are. Nothing is dropped: a run that is not over at its end counts as unfinished.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from itertools import islice
from threading import local
from typing import Any, Final, cast, get_args

import numpy as np

from game.batch.combats import COLUMNS, most_fights
from game.batch.composition import Composition
from game.batch.noting import TURNS_OF_LOG, Noted, Noting, asked_notes, room_for_notes
from game.batch.recording import LOSSES, OWNED, WRITTEN_OFF, Notes
from game.batch.results import UNFINISHED, Results
from game.batch.runs import MOST_RUNS, MOST_WORKERS
from game.commanders.player import Player
from game.commanders.roster import commanders_of, gain_by_threads, hired
from game.commanders.whole_game import play_game
from game.core.arguments import instance, one_of, seed_of, whole
from game.core.errors import UsageError
from game.core.machine import cores
from game.core.seeds import run_seeds
from game.core.terms import SIDES, Phase
from game.engine.game import Luck, world_with_luck
from game.scenario.loading import Scenario

MOST_ROOM: Final = 4_000_000_000
"""Bytes that the rows of a batch may take."""

CHUNK: Final = 4
"""Runs that a worker plays before it reports."""


def run_batch(  # noqa: PLR0913 - the door of all batches: whatever decides the runs is said here
    scenario: Scenario,
    runs: int | range,
    seed: int,
    commanders: Mapping[str, str] | None = None,
    workers: int | None = None,
    luck: Luck = "table",
    progress: Callable[[int], None] | None = None,
    *,
    notes: Collection[str] = (),
) -> Results:
    """Play a scenario many times and return what each run brought, in run order.

    Parameters
    ----------
    runs : how many; or a range, which of them: the others are played elsewhere (`results.joined`)
    commanders : commander by side; a side without one gets the default
    workers : threads; all cores if not given. The results do not depend on it; with a commander in Python it is one
    progress : called in this thread, now and then, with the number of runs that are done
    notes : what is noted beside outcomes, losses and ground: "units", "control", "happenings", "combats", "standings"
        (`noting`)

    Raises
    ------
    UsageError : no runs, no workers, a seed out of bounds, an unknown side, commander or note, anything of another
    type.
    """
    scenario = instance(scenario, "the scenario of a batch", Scenario, "load_scenario(name) gives one")
    first, runs = _asked(runs)
    seed = seed_of(seed)
    workers = None if workers is None else whole(workers, "the number of workers", 1, MOST_WORKERS)
    luck = cast("Luck", one_of(luck, "luck", get_args(Luck)))
    if progress is not None and not callable(progress):
        raise UsageError(f"progress must be a function that takes a number of runs, not {progress!r:.100}")
    names, noted = commanders_of(scenario, {} if commanders is None else commanders), asked_notes(notes)
    require_room(empty_results(scenario, range(1), seed, names, luck), runs, noted)
    began = time.perf_counter()
    results = empty_results(scenario, range(first, first + runs), seed, names, luck)
    games = Games(scenario, names, luck)
    noting = Noting(scenario, names, games.world, runs, noted)
    chunks = [range(row, min(row + CHUNK, runs)) for row in range(0, runs, CHUNK)]
    done = 0
    workers = (workers or cores()) if gain_by_threads(names) and "combats" not in noted else 1
    for played in _work(partial(games.play, results, noting), chunks, min(workers, len(chunks))):
        done += played
        if progress is not None:
            progress(done)
    arrays: dict[str, Any] = noting.result()
    return replace(results, **arrays, seconds=time.perf_counter() - began)


def _asked(runs: int | range) -> tuple[int, int]:
    """Return the number of the first run that is asked for, and how many. Raises UsageError."""
    if not isinstance(runs, range):
        return 0, whole(runs, "the number of runs", 1, MOST_RUNS)
    if runs.step != 1 or not 0 <= runs.start < runs.stop <= MOST_RUNS:
        raise UsageError(f"runs from {runs.start} to {runs.stop} in steps of {runs.step} cannot be played")
    return runs.start, len(runs)


def require_room(one: Results, runs: int, notes: frozenset[Noted]) -> None:
    """Refuse more rows, each like those of one run, than memory can be expected to hold. Raises UsageError."""
    world, calendar = one.scenario.world, one.scenario.file.calendar
    each = one.nbytes
    if "units" in notes:
        each += Noting(one.scenario, one.commanders, world, 1, notes).arrays["units"].nbytes
    if "combats" in notes:
        each += most_fights(world, calendar.turns) * COLUMNS * one.combats.itemsize
    if runs * each > MOST_ROOM:
        most = MOST_ROOM // each
        raise UsageError(
            f"the rows of {runs} runs of {one.scenario.name} do not fit into memory; ask for at most {most}"
        )


def empty_results(
    scenario: Scenario,
    numbers: range,
    seed: int,
    commanders: Mapping[str, str],
    luck: Luck,
    notes: frozenset[Noted] = frozenset(),
) -> Results:
    """Return room for the runs with some numbers, none of them played yet; of fights there are none yet."""
    runs = len(numbers)
    world, turns = scenario.world, scenario.file.calendar.turns
    left, tallies = Composition(scenario).tables(runs, turns)
    noted: dict[str, Any] = room_for_notes(scenario, commanders, runs, notes)
    return Results(
        scenario=scenario,
        seed=seed,
        luck=luck,
        commanders=commanders,
        seeds=run_seeds(seed, runs, first=numbers.start),
        levels=np.full(runs, UNFINISHED, np.int16),
        points=np.zeros((runs, SIDES), np.int32),
        losses=LOSSES.rows(world, runs, turns),
        written_off=WRITTEN_OFF.rows(world, runs, turns),
        owned=OWNED.rows(world, runs, turns),
        digests=np.zeros(runs, np.uint64),
        left=left,
        tallies=tallies,
        reached=np.zeros(runs, np.int32),
        first=numbers.start,
        **noted,
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


class Games:
    """Plays games of one scenario between the same commanders; each thread has players of its own."""

    def __init__(self, scenario: Scenario, commanders: Mapping[str, str], luck: Luck) -> None:
        self.scenario, self.commanders, self.luck = scenario, commanders, luck
        self.world = world_with_luck(scenario.world, luck)
        self.takers = [measure.taker(self.world, scenario.start) for measure in (LOSSES, WRITTEN_OFF, OWNED)]
        self.mine = local()

    def played(self, runs: range, seed: int, notes: frozenset[Noted] = frozenset()) -> Results:
        """Return what some runs of a batch bring, played in this thread."""
        results = empty_results(self.scenario, runs, seed, self.commanders, self.luck)
        noting = Noting(self.scenario, self.commanders, self.world, len(runs), notes)
        began = time.perf_counter()
        self.play(results, noting, range(len(runs)))
        arrays: dict[str, Any] = noting.result()
        return replace(results, **arrays, seconds=time.perf_counter() - began)

    def play(self, results: Results, noting: Noting, rows: range) -> int:
        """Play the runs of some rows of results and fill them; returns how many."""
        players = self._players()
        for row in rows:
            self._play_one(players, results, noting, row)
        return len(rows)

    def _players(self) -> tuple[Player, ...]:
        if not hasattr(self.mine, "players"):
            self.mine.players = hired(self.scenario, self.world, self.commanders)
        players: tuple[Player, ...] = self.mine.players
        return players

    def _play_one(self, players: tuple[Player, ...], rows: Results, noting: Noting, run: int) -> None:
        first = rows.scenario.file.calendar.first_turn
        log_rows = max(rows.composition.log_rows, TURNS_OF_LOG * noting.room)
        state = rows.scenario.start.copy(log_rows=log_rows, seed=int(rows.seeds[run]))
        noted = noting.of_thread()
        noted.begin(state, players)
        tables = (rows.losses[run], rows.written_off[run], rows.owned[run])
        taken = [*zip(self.takers, tables, strict=True), *noted.takers(run)]
        left, tallies = rows.left[run], rows.tallies[run]
        taken += rows.composition.takers(state, left, tallies, noted.readers, noting.room)
        notes = Notes(self.world, first, taken)
        play_game(self.world, state, players, notes, noted.watch)
        over = state.clock.phase[0] == Phase.OVER
        turns = int(state.clock.turn[0]) + (1 if over else 0) - first
        notes.fill(turns)
        rows.reached[run] = first + turns - 1
        noted.finish(run, state, first + turns - 1)
        rows.levels[run] = state.clock.level[0] if over else UNFINISHED
        rows.points[run] = state.sides.points
        rows.digests[run] = int(state.digest(), 16)
