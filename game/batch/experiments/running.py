"""Plays an experiment: tasks to a crew, what they bring to a store, until nothing is left to be played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from game.batch.experiment import Experiment, ExperimentResults
from game.batch.experiments.clusters import Cluster
from game.batch.experiments.crews import Crew, Threads
from game.batch.experiments.folders import If, begin_folder
from game.batch.experiments.processes import Processes, can_be_loaded
from game.batch.experiments.stretches import Stretches, Task, task_length
from game.batch.noting import IN_FOLDERS
from game.batch.results import Results, joined
from game.batch.runner import require_room
from game.batch.runs import MOST_WORKERS
from game.commanders.roster import gain_by_threads
from game.core.arguments import instance, path_of, whole
from game.core.machine import cores

FROM: Final = 4
"""Games with a commander in Python from which processes are begun, which takes some seconds."""

Progress = Callable[[int, int], None]
"""Called with how many runs are done and how many there are, as far as is known."""


class Store(Protocol):
    """Where what was played is kept."""

    def load(self, task: Task) -> Results | None:
        """Return what a task has brought, if that was kept before."""
        ...

    def keep(self, task: Task, results: Results) -> None:
        """Keep what a task has brought."""
        ...


class Memory:
    """A `Store` that is gone with the process."""

    def __init__(self) -> None:
        self._parts: dict[int, dict[int, Results]] = {}

    def load(self, task: Task) -> Results | None:
        """Nothing was kept before."""
        return None

    def keep(self, task: Task, results: Results) -> None:
        """Keep what a task has brought."""
        self._parts.setdefault(task.point, {})[task.runs.start] = results

    def point(self, number: int) -> Results:
        """Return all runs of a point, in their order."""
        parts = self._parts[number]
        return joined((parts[first] for first in sorted(parts)), sum(part.runs for part in parts.values()))


def run_experiment(  # noqa: PLR0913 - the door of all experiments: whatever decides how they are played is said here
    experiment: Experiment,
    out: Path | str | None = None,
    *,
    if_there: If = "new",
    workers: int | None = None,
    cluster: str | None = None,
    progress: Progress = lambda done, total: None,
    command: str = "",
    interrupted: Callable[[], None] = lambda: None,
    processes: bool = False,
) -> ExperimentResults:
    """Play an experiment and return what each of its points brought.

    With a folder all that is played is kept there, task by task, and an experiment that was broken off goes on
    (`if_there="resume"`): its rows are those of one that never was. Ctrl+C keeps the tasks that are in hand.

    Parameters
    ----------
    out : the folder; without one everything is in memory alone
    if_there : what is to happen where the folder has an experiment already
    workers : threads, or processes of a cluster that is begun; all cores if not given
    cluster : the address of a Dask scheduler, "local" for one that is begun here; without, threads of this process
    command : the command line, to be kept in the folder
    interrupted : called when Ctrl+C is pressed, before the tasks in hand are waited for
    processes : where Python plays along, as with a commander from a file, play in as many processes as there are
        workers, and not in one thread; a program that asks for that needs its `if __name__ == "__main__"`

    Raises
    ------
    UsageError : the folder or the cluster cannot be used, or anything is of another type.
    """
    instance(experiment, "an experiment", Experiment, "read_experiment(file) gives one")
    workers = whole(workers, "the number of workers", 1, MOST_WORKERS) if workers is not None else cores()
    _require_room(experiment, in_folder=out is not None)
    if out is None:
        memory = Memory()
        play(experiment, memory, _crew(experiment, workers, cluster, processes=processes), progress, interrupted)
        return ExperimentResults(experiment, tuple(memory.point(point.number) for point in experiment.points))
    experiment = replace(experiment, notes=experiment.notes | IN_FOLDERS)
    folder = begin_folder(path_of(out, "the folder"), experiment, if_there, command)
    experiment = folder.experiment  # of an older folder that goes on, which may note less
    play(experiment, folder, _crew(experiment, workers, cluster, processes=processes), progress, interrupted)
    return folder.results()


def _require_room(experiment: Experiment, *, in_folder: bool) -> None:
    """Refuse more rows than memory can hold: those of one point, which are read together, or without a folder all."""
    first = experiment.points[0]
    empty = first.room(range(1), experiment.seed, frozenset())
    runs = experiment.most_runs // (len(experiment.points) if in_folder else 1)
    require_room(empty, runs, experiment.notes | (IN_FOLDERS if in_folder else frozenset()))


def _crew(experiment: Experiment, workers: int, cluster: str | None, *, processes: bool) -> Crew:
    if cluster is not None:
        return Cluster(experiment, cluster, workers)
    slow = not all(gain_by_threads(point.commanders) for point in experiment.points)
    if not slow:  # where fights are noted orders are given one by one, by Python: threads would only wait
        return Threads(experiment, 1 if "combats" in experiment.notes else workers)
    worth_it = workers > 1 and experiment.runs * len(experiment.points) >= FROM and can_be_loaded(experiment)
    return Processes(experiment, workers) if processes and worth_it else Threads(experiment, 1)


def play(
    experiment: Experiment, store: Store, crew: Crew, progress: Progress, interrupted: Callable[[], None] = lambda: None
) -> None:
    """Play what the store has not, to the end of the experiment; `interrupted` is called when Ctrl+C is pressed."""
    stretches, done = Stretches(experiment, task_length(experiment)), 0

    def note(task: Task, results: Results) -> None:
        nonlocal done
        stretches.done(task, results)
        done += len(task.runs)
        progress(done, stretches.runs)

    with crew:
        try:
            while True:
                while crew.has_room and (task := stretches.next()) is not None:
                    if (found := store.load(task)) is not None:
                        note(task, found)
                    else:
                        crew.begin(task)
                if not crew.busy:
                    return
                task, results = crew.finished()
                store.keep(task, results)
                note(task, results)
        except KeyboardInterrupt:
            interrupted()
            for task, results in crew.in_hand():
                store.keep(task, results)
            raise
