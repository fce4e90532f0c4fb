"""A crew of processes on this machine, for games in which a commander in Python plays along.

Python does one thing at a time in a process, so that threads would only wait for each other. Each process loads the
files of the commanders for itself, from where they were loaded here, and plays only if they still say the same.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Final

from game.batch.experiment import Experiment
from game.batch.experiments.crews import Done, Pool
from game.batch.experiments.elsewhere import Order, order_of, play_task, unpacked
from game.batch.experiments.stretches import Task
from game.commanders.from_file import enlist_file
from game.commanders.roster import code_of, commander_digest, commander_named
from game.core.errors import BorderWarsError, UsageError
from game.scenario.suggesting import quote

_order: Order = {}
"""What a process plays, once it is ready."""

_faults: list[BorderWarsError] = []
"""Why a process cannot play: whoever began it hears of it with the first task."""

SAFE_PATH: Final = "PYTHONSAFEPATH"
"""With this variable Python does not look for its own modules in the folder that a command is given in."""


def can_be_loaded(experiment: Experiment) -> bool:
    """Whether other processes can have the commanders: all that are not the game's own come from files."""
    leaders = [commander_named(name) for point in experiment.points for name in point.commanders.values()]
    return all(leader.digest or not leader.is_slow for leader in leaders)


def _begin(order: Order, code: Mapping[str, str]) -> None:
    """Get a process ready. Ctrl+C is for the one that began it; when that is gone this one goes too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()
    _order.update(order)
    try:
        for name, digest in code.items():
            enlist_file(name)
            if commander_digest(name) != digest:
                raise UsageError(f"{name}: it has been changed since it was loaded")
    except BorderWarsError as error:
        _faults.append(error)


def _leave_with_parent() -> None:
    """Wait for the end of the process that began this one; nobody would take what is played after that."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _play(point: int, first: int, runs: int) -> bytes:
    """Play a task in a process that is ready."""
    for fault in _faults:
        raise fault
    return play_task(_order, point, first, runs)


class Processes(Pool[bytes]):
    """A `Crew` of so many processes."""

    def __init__(self, experiment: Experiment, workers: int) -> None:
        self.experiment = experiment
        names = {name for point in experiment.points for name in point.commanders.values()}
        code = {name: digest for name in sorted(names) for digest in code_of({"": name}).values()}
        begun_with = (order_of(experiment), code)
        super().__init__(
            ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=begun_with), workers
        )

    def __enter__(self) -> Processes:
        self._before = os.environ.get(SAFE_PATH)
        os.environ[SAFE_PATH] = "1"  # for the processes, which begin with the first tasks
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if self._before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = self._before

    def begin(self, task: Task) -> None:
        """Give a task to a process. Raises UsageError where they are gone."""
        try:
            future = self._executor.submit(_play, task.point, task.runs.start, len(task.runs))
        except BrokenProcessPool as error:
            raise self._broken() from error
        self._busy[future] = task

    def finished(self) -> Done:
        """Wait for a process. Raises UsageError where they are gone, and whatever went wrong with the task."""
        task, future = self._first_done()
        try:
            return task, unpacked(self.experiment, task, future.result())
        except BrokenProcessPool as error:
            raise self._broken() from error

    def in_hand(self) -> Iterator[Done]:
        """Let every process finish the task that it is at."""
        return ((task, unpacked(self.experiment, task, content)) for task, content in self._finishing())

    def _broken(self) -> UsageError:
        names = {name for point in self.experiment.points for name in point.commanders.values() if code_of({"": name})}
        whose = f" Can {', '.join(map(quote, sorted(names)))} still be loaded?" if names else ""
        return UsageError(f"a process that played games has ended before its time: was there memory enough?{whose}")
