"""A crew on other machines, or in other processes: tasks go to a Dask scheduler, whose workers need only the game.

Workers may come, go and die: a task that was lost is played again by another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from logging import CRITICAL
from types import TracebackType
from typing import Any, Final

from game.batch.experiment import Experiment
from game.batch.experiments.crews import Done
from game.batch.experiments.elsewhere import Order, order_of, play_task, unpacked
from game.batch.experiments.stretches import Task
from game.commanders.roster import is_code
from game.core.errors import UsageError
from game.scenario.suggesting import quote

LOCAL: Final = "local"
"""The address of a cluster that is begun here."""

_ADDRESS: Final = re.compile(r"(?:tcp|tls|ws|wss)://(?:\[[0-9A-Fa-f:.]+\]|[^\s/:\[\]]+):[0-9]{1,5}/?\Z", re.ASCII)

RETRIES: Final = 5
"""How often a task is given to another worker after one has died over it."""

AHEAD: Final = 3
"""Tasks for each worker that are with the scheduler: so none waits for this process."""

PATIENCE: Final = 20
"""Seconds in which a scheduler answers, and in which a worker is there."""


def _handed_out(order: Order) -> Order:
    """Return an order as it is, to a worker that keeps it for others."""
    return order


class Cluster:
    """A `Crew` behind a Dask scheduler."""

    def __init__(self, experiment: Experiment, address: str, workers: int) -> None:
        if find_spec("distributed") is None:
            raise UsageError("a cluster needs the extra 'cluster': pip install 'borderwars[cluster]'")
        if address != LOCAL and not _ADDRESS.match(address):
            raise UsageError(f"{quote(address)} is no address of a scheduler: tcp://HOST:PORT, or 'local'")
        code = [name for point in experiment.points for name in point.commanders.values() if is_code(name)]
        if code:
            raise UsageError(f"the commander {quote(code[0])} is a file that the workers of a cluster do not have")
        self.experiment, self.address, self.workers = experiment, address, workers
        self._busy: dict[Any, Task] = {}
        self._begun: list[Any] = []  # what is closed at the end

    def __enter__(self) -> Cluster:
        distributed = import_module("distributed")
        try:
            scheduler: Any = self.address
            if self.address == LOCAL:
                scheduler = distributed.LocalCluster(
                    n_workers=self.workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=CRITICAL,
                )
                self._begun.append(scheduler)
            self._client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
            self._begun.append(self._client)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            self.__exit__(None, None, None)
            raise UsageError(f"the cluster {self.address} cannot be used: {error or 'it does not answer'}") from error
        # The result of a task, so that the scheduler makes it again when the workers that had it are gone.
        self._order = self._client.submit(_handed_out, order_of(self.experiment), pure=False, retries=RETRIES)
        self._finished = distributed.as_completed(loop=self._client.loop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in reversed(self._begun):
            one.close()
        self._begun.clear()

    @property
    def has_room(self) -> bool:
        """Whether the workers that there are now have less than they could."""
        there = max(1, sum(self._client.nthreads().values()))
        return bool(len(self._busy) < AHEAD * there)

    @property
    def busy(self) -> int:
        """How many tasks are in hand."""
        return len(self._busy)

    def begin(self, task: Task) -> None:
        """Give a task to the scheduler."""
        future = self._client.submit(
            play_task, self._order, task.point, task.runs.start, len(task.runs), pure=False, retries=RETRIES
        )
        self._busy[future] = task
        self._finished.add(future)

    def finished(self) -> Done:
        """Wait for any worker. Raises UsageError for a task that no worker could play."""
        future = next(self._finished)
        task = self._busy.pop(future)
        try:
            return task, unpacked(self.experiment, task, future.result())
        except UsageError:
            raise
        except Exception as error:  # whatever went wrong on another machine
            raise UsageError(f"a worker of the cluster could not play: {type(error).__name__}: {error}") from error

    def in_hand(self) -> Iterator[Done]:
        """Yield what is there already; nobody waits for machines elsewhere."""
        for future, task in list(self._busy.items()):
            if future.status == "finished":
                yield task, unpacked(self.experiment, task, future.result())
            future.cancel()
        self._busy.clear()
