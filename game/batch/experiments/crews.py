"""Who plays the tasks: threads of this process, over compiled code that releases the GIL. `clusters` has the others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from threading import Lock
from types import TracebackType
from typing import Final, Generic, Protocol, TypeVar

from game.batch.experiment import Experiment, Point
from game.batch.experiments.stretches import Task
from game.batch.results import Results
from game.batch.runner import Games

POINTS_AT_HAND: Final = 4
"""Points whose players are kept: tasks come point by point, and a few of the last are still in hand."""

Done = tuple[Task, Results]

Brought = TypeVar("Brought")
"""What a worker of a pool brings back."""


class Crew(Protocol):
    """Whoever plays tasks."""

    def __enter__(self) -> Crew:
        """Get ready."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Go home; what is in hand is left."""
        ...

    @property
    def has_room(self) -> bool:
        """Whether it can take one more task now."""
        ...

    @property
    def busy(self) -> int:
        """How many tasks it has in hand."""
        ...

    def begin(self, task: Task) -> None:
        """Take a task."""
        ...

    def finished(self) -> Done:
        """Wait for any task in hand and return what it brought. Raises whatever went wrong with it."""
        ...

    def in_hand(self) -> Iterator[Done]:
        """Yield what the tasks in hand bring, if that is soon; none is taken any more."""
        ...


class Table:
    """Where the points of an experiment are set up, each when it is asked for; a few stay."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self._games: OrderedDict[int, Games] = OrderedDict()
        self._lock = Lock()

    def play(self, task: Task) -> Results:
        """Play a task."""
        point = self.experiment.points[task.point]
        games = self.games(point)
        return point.placed(games.played(task.runs, self.experiment.seed, self.experiment.notes))

    def games(self, point: Point) -> Games:
        """Return the games of a point."""
        with self._lock:
            if point.number not in self._games:
                self._games[point.number] = Games(point.scenario, point.commanders, point.luck)
                if len(self._games) > POINTS_AT_HAND:
                    self._games.popitem(last=False)
            self._games.move_to_end(point.number)
            return self._games[point.number]


class Pool(Generic[Brought]):
    """What crews of threads and of processes here have in common: an executor, and the tasks that it has in hand."""

    def __init__(self, executor: Executor, workers: int) -> None:
        self.workers = workers
        self._executor = executor
        self._busy: dict[Future[Brought], Task] = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    @property
    def has_room(self) -> bool:
        """Whether a worker is free: one task waits, so that none has to wait for this thread."""
        return len(self._busy) <= self.workers

    @property
    def busy(self) -> int:
        """How many tasks are in hand."""
        return len(self._busy)

    def _first_done(self) -> tuple[Task, Future[Brought]]:
        """Wait for any of them."""
        done, _ = wait(self._busy, return_when=FIRST_COMPLETED)
        future = next(iter(done))
        return self._busy.pop(future), future

    def _finishing(self) -> Iterator[tuple[Task, Brought]]:
        """Let every worker finish the task that it is at; what has not been begun is left."""
        for future, task in list(self._busy.items()):
            if not future.cancel() and future.exception() is None:
                yield task, future.result()
        self._busy.clear()


class Threads(Pool[Results]):
    """A `Crew` of so many threads."""

    def __init__(self, experiment: Experiment, workers: int) -> None:
        super().__init__(ThreadPoolExecutor(workers), workers)
        self.table = Table(experiment)

    def __enter__(self) -> Threads:
        return self

    def begin(self, task: Task) -> None:
        """Give a task to a thread."""
        self._busy[self._executor.submit(self.table.play, task)] = task

    def finished(self) -> Done:
        """Wait for a thread."""
        task, future = self._first_done()
        return task, future.result()

    def in_hand(self) -> Iterator[Done]:
        """Let every thread finish the task that it is at."""
        return self._finishing()
