"""Plays many runs of one scenario, on threads over compiled code, into compact arrays.

Whole games run inside compiled code, which releases the GIL, so one process uses all cores. Rows are in run order and
the same however many workers there are. Nothing is dropped: a run that is not over at its end counts as unfinished.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import islice
from threading import local
from typing import Final, cast, get_args

import numpy as np

from game.batch.composition import Composition
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


def run_batch(
    scenario: Scenario,
    runs: int | range,
    seed: int,
    commanders: Mapping[str, str] | None = None,
    workers: int | None = None,
    luck: Luck = "table",
    progress: Callable[[int], None] | None = None,
) -> Results:
    """Play a scenario many times and return what each run brought, in run order.

    Parameters
    ----------
    runs : how many; or a range, which of them: the others are played elsewhere (`results.joined`)
    commanders : commander by side; a side without one gets the default
    workers : threads; all cores if not given. The results do not depend on it; with a commander in Python it is one
    progress : called in this thread, now and then, with the number of runs that are done

    Raises
    ------
    UsageError : no runs, no workers, a seed out of bounds, an unknown side or commander, anything of another type.
    """
    scenario = instance(scenario, "the scenario of a batch", Scenario, "load_scenario(name) gives one")
    first, runs = _asked(runs)
    seed = seed_of(seed)
    workers = None if workers is None else whole(workers, "the number of workers", 1, MOST_WORKERS)
    luck = cast("Luck", one_of(luck, "luck", get_args(Luck)))
    if progress is not None and not callable(progress):
        raise UsageError(f"progress must be a function that takes a number of runs, not {progress!r:.100}")
    names = commanders_of(scenario, {} if commanders is None else commanders)
    _require_room(_empty(scenario, 1, seed, names, luck), runs)
    began = time.perf_counter()
    results = _empty(scenario, runs, seed, names, luck, first)
    table = _Table(results)
    chunks = [range(row, min(row + CHUNK, runs)) for row in range(0, runs, CHUNK)]
    done = 0
    workers = (workers or cores()) if gain_by_threads(names) else 1
    for played in _work(table.play, chunks, min(workers, len(chunks))):
        done += played
        if progress is not None:
            progress(done)
    return replace(results, seconds=time.perf_counter() - began)


def _asked(runs: int | range) -> tuple[int, int]:
    """Return the number of the first run that is asked for, and how many. Raises UsageError."""
    if not isinstance(runs, range):
        return 0, whole(runs, "the number of runs", 1, MOST_RUNS)
    if runs.step != 1 or not 0 <= runs.start < runs.stop <= MOST_RUNS:
        raise UsageError(f"runs from {runs.start} to {runs.stop} in steps of {runs.step} cannot be played")
    return runs.start, len(runs)


def _require_room(one: Results, runs: int) -> None:
    """Refuse more rows, each like those of one run, than memory can be expected to hold."""
    if runs * one.nbytes > MOST_ROOM:
        most = MOST_ROOM // one.nbytes
        raise UsageError(
            f"the rows of {runs} runs of {one.scenario.name} do not fit into memory; ask for at most {most}"
        )


def _empty(
    scenario: Scenario, runs: int, seed: int, commanders: Mapping[str, str], luck: Luck, first: int = 0
) -> Results:
    world, turns = scenario.world, scenario.file.calendar.turns
    left, tallies = Composition(scenario).tables(runs, turns)
    return Results(
        scenario=scenario,
        seed=seed,
        luck=luck,
        commanders=commanders,
        seeds=run_seeds(seed, runs, first=first),
        levels=np.full(runs, UNFINISHED, np.int16),
        points=np.zeros((runs, SIDES), np.int32),
        losses=LOSSES.rows(world, runs, turns),
        written_off=WRITTEN_OFF.rows(world, runs, turns),
        owned=OWNED.rows(world, runs, turns),
        digests=np.zeros(runs, np.uint64),
        left=left,
        tallies=tallies,
        first=first,
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
