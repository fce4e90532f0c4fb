"""What is played next: the runs of each point in tasks of a few, and more of them until an interval is narrow enough.

A point is played in stretches of as many runs as the experiment says. Only at the end of a stretch, when all its runs
are there, is it asked whether they are enough: so it does not matter who played them, nor in which order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.batch.experiment import Experiment, Stop
from game.batch.figures import figure
from game.batch.intervals import half_width
from game.batch.results import Results
from game.commanders.roster import is_code

FEWEST_TASKS: Final = 100
"""Into so many tasks a stretch is cut, at least, if it is long: a kill loses the tasks in hand."""

SHORTEST: Final = 20
LONGEST: Final = 500
"""Runs of a task, unless the stretch is shorter."""


@dataclass(frozen=True)
class Task:
    """Some runs of one point, which one worker plays."""

    point: int
    runs: range


def task_length(experiment: Experiment) -> int:
    """Return how many runs a task has: few with a commander from a file, whose games may take seconds each."""
    if any(is_code(name) for point in experiment.points for name in point.commanders.values()):
        return max(1, min(SHORTEST, experiment.runs // FEWEST_TASKS))
    return max(SHORTEST, min(LONGEST, experiment.runs // FEWEST_TASKS))


def tasks_of(point: int, runs: range, length: int) -> Iterator[Task]:
    """Cut some runs of a point into tasks."""
    for first in range(runs.start, runs.stop, length):
        yield Task(point, range(first, min(first + length, runs.stop)))


def tasks_up_to(experiment: Experiment, point: int, runs: int) -> Iterator[Task]:
    """Yield the tasks of a point's first runs, stretch by stretch."""
    for first in range(0, runs, experiment.runs):
        yield from tasks_of(point, range(first, min(first + experiment.runs, runs)), task_length(experiment))


def is_narrow(stop: Stop, values: NDArray[np.float64]) -> bool:
    """Whether the interval of 95 per cent of the mean of (N,) values goes no further up and down than it should."""
    if len(values) < 2:  # noqa: PLR2004 - one alone has no interval
        return False
    return half_width(values) <= stop.half_width


@dataclass
class Stretches:
    """The tasks of an experiment, as far as it is known which there are."""

    experiment: Experiment
    length: int
    _ready: deque[Task] = field(default_factory=deque)
    _missing: dict[int, int] = field(default_factory=dict)  # tasks of the last stretch that are not there, by point
    _reached: dict[int, int] = field(default_factory=dict)  # runs up to the end of the last stretch, by point
    _values: dict[int, dict[int, NDArray[np.float64]]] = field(default_factory=dict)  # of the stop's measure

    def __post_init__(self) -> None:
        for point in self.experiment.points:
            self._ready.extend(self._next_stretch(point.number))

    def next(self) -> Task | None:
        """Return what is to be played next, None if nothing is, as long as nothing else is done."""
        return self._ready.popleft() if self._ready else None

    def done(self, task: Task, results: Results) -> None:
        """Note what a task has brought."""
        stop, point = self.experiment.stop, task.point
        self._missing[point] -= 1
        if stop is None:
            return
        self._values.setdefault(point, {})[task.runs.start] = figure(results, stop.measure).values
        if self._missing[point] == 0 and self._reached[point] < stop.most:
            values = np.concatenate([self._values[point][first] for first in sorted(self._values[point])])
            if not is_narrow(stop, values):
                self._ready.extendleft(reversed(self._next_stretch(point)))  # first: its players are at the table

    def runs_of(self, point: int) -> int:
        """Return how many runs a point has, as far as is known."""
        return self._reached[point]

    @property
    def runs(self) -> int:
        """How many runs there are in all, as far as is known."""
        return sum(self._reached.values())

    def _next_stretch(self, point: int) -> list[Task]:
        begin = self._reached.get(point, 0)
        most = self.experiment.runs if self.experiment.stop is None else self.experiment.stop.most
        end = min(begin + self.experiment.runs, most)
        found = list(tasks_of(point, range(begin, end), self.length))
        self._reached[point], self._missing[point] = end, len(found)
        return found
