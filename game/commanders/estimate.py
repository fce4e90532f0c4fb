"""The staff estimate: a position played on many times by compiled commanders, in background threads.

    work = Estimate(game, runs=200)
    work.start()
    while not work.finished: ...
    work.findings()

Runs differ by their seeds alone, which follow from the game's seed and the number of the run, so that the same position
always gives the same estimate, and none of them has the luck that the game itself will have. Without luck all runs may
be one and the same (`roster.differs_by_seed`); then one is played, however many are asked for. Nothing of the game is
written: every run plays on a copy of its state.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.roster import differs_by_seed, hired, is_known, stand_in, usual_leader
from game.commanders.whole_game import play_on
from game.core.machine import cores, stand_back
from game.core.seeds import run_seeds
from game.core.terms import NOWHERE, SIDES, Phase
from game.engine.game import Game
from game.scenario.loading import Scenario
from game.scenario.world import KINDS

RUNS: Final = 200
APART: Final = 0x5EED57AF
"""Keeps the seeds of an estimate apart from the game's own and from those of a batch."""


@dataclass(frozen=True)
class Findings:
    """What N runs from one position brought; H hexes, K kinds of losses, sides in the scenario's order."""

    scenario: Scenario
    digest: str
    commanders: Mapping[str, str]  # side -> who led it in the runs
    levels: NDArray[np.int16]  # (N,) row of the level reached, NOWHERE for a run that was not over
    points: NDArray[np.int32]  # (N, SIDES)
    losses: NDArray[np.int32]  # (N, SIDES, K) from the position on
    held: NDArray[np.int32]  # (SIDES, H) in how many runs a side owns the hex at the end

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.levels)

    def outcomes(self) -> list[tuple[str, int]]:
        """Return each victory level, best for the first side first, with the number of runs that reached it."""
        return [
            (level.name, int(np.count_nonzero(self.levels == row)))
            for row, level in enumerate(self.scenario.file.victory.levels)
        ]

    def share_of_first(self) -> NDArray[np.float64]:
        """(H,) the share of runs in which the first side owns a hex at the end; NaN where nobody ever does."""
        either = self.held.sum(axis=0)
        return np.where(either > 0, self.held[0] / np.maximum(either, 1), np.nan)


class Estimate:
    """One estimate at work. `done` may be read at any time from any thread.

    It starts from what `side` knows (default: the side whose orders are due).
    """

    def __init__(
        self,
        game: Game,
        runs: int = RUNS,
        commanders: Mapping[str, str] | None = None,
        workers: int | None = None,
        side: str | None = None,
    ) -> None:
        names = {side: (commanders or {}).get(side, "") for side in game.scenario.names.sides}
        known = {
            side: stand_in(name) if is_known(game.scenario, side, name) else usual_leader(game.scenario, side)
            for side, name in names.items()
        }
        self.is_one_game = not differs_by_seed(game.luck, known)
        runs = 1 if self.is_one_game else runs
        self.runs = runs
        self.digest = game.digest()
        self.done = 0
        self._scenario, self._world = game.scenario, game.world
        self._start = game.seen_by(side or game.active_side).state.copy(log_rows=0)
        self._commanders = known
        self._seeds = estimate_seeds(game.seed, runs)
        self._next = iter(range(runs))
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._levels = np.full(runs, NOWHERE, np.int16)
        self._points = np.zeros((runs, SIDES), np.int32)
        self._losses = np.zeros((runs, SIDES, KINDS), np.int32)
        self._held = np.zeros((SIDES, len(self._start.hexes)), np.int32)
        count = max(1, min(workers or cores(), runs))
        self._threads = [threading.Thread(target=self._work, name="estimate", daemon=True) for _ in range(count)]
        self.error: BaseException | None = None

    def start(self) -> None:
        """Begin to play."""
        for thread in self._threads:
            thread.start()

    def cancel(self) -> None:
        """Stop after the runs that are being played; returns at once."""
        self._cancelled.set()

    def wait(self) -> None:
        """Return when all is played."""
        for thread in self._threads:
            thread.join()

    @property
    def finished(self) -> bool:
        """Whether all runs have been played."""
        return self.done == self.runs

    def findings(self) -> Findings:
        """Return what all runs brought."""
        assert self.finished, "the estimate is still being played"
        return Findings(
            self._scenario, self.digest, self._commanders, self._levels, self._points, self._losses, self._held
        )

    def _work(self) -> None:
        stand_back()  # else a window on as few cores waits for its turn, and stutters
        try:
            self._play_all()
        except BaseException as error:  # shown by whoever asked for the estimate; a thread has nobody to show it to
            self.error = error
            self._cancelled.set()

    def _play_all(self) -> None:
        players = hired(self._scenario, self._world, self._commanders)
        while not self._cancelled.is_set():
            with self._lock:
                run = next(self._next, None)
            if run is None:
                return
            state = self._start.copy(seed=int(self._seeds[run]))
            play_on(self._world, state, players)
            with self._lock:
                over = state.clock.phase[0] == Phase.OVER
                self._levels[run] = state.clock.level[0] if over else NOWHERE
                self._points[run] = state.sides.points
                self._losses[run] = state.sides.losses - self._start.sides.losses
                for side in range(SIDES):
                    self._held[side] += state.hexes.owner == side
                self.done += 1


def estimate(
    game: Game, runs: int = RUNS, commanders: Mapping[str, str] | None = None, workers: int | None = None
) -> Findings:
    """Return the estimate of a position; waits for it."""
    work = Estimate(game, runs, commanders, workers)
    work.start()
    work.wait()
    if work.error is not None:
        raise work.error
    return work.findings()


def estimate_seeds(seed: int, runs: int) -> NDArray[np.int64]:
    """(N,) the seeds of the runs of an estimate, from 0 to 2**63 - 1."""
    return run_seeds(seed ^ APART, runs, APART)
