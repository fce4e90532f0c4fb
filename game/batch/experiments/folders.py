"""The folder that an experiment fills: what it is for, the parts that have been played, in the end tables.

    experiment.json   the experiment, as it was asked for (`plan_file`)
    bases/            the scenarios that its points change
    parts/            what was played, task by task: the rows, packed
    runs.csv ...      the tables, with scenarios, summary.json and manifest.json, when all is played (`rows`)

Every file is written whole or not at all: a kill at any moment leaves what was there. A folder is for one experiment,
and nothing in it is overwritten unless that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, overload

from game.batch.experiment import Experiment, ExperimentResults
from game.batch.experiments.parts import DamagedPartError, decoded, encoded
from game.batch.experiments.plan_file import FORMAT, VERSION, experiment_in, plan_of, what_differs
from game.batch.experiments.stretches import Stretches, Task, task_length, tasks_up_to
from game.batch.noting import IN_FOLDERS, asked_notes
from game.batch.results import Results, joined
from game.batch.rows import our_files
from game.batch.scenario_files import read_scenario, scenario_text
from game.core.errors import UsageError
from game.core.files import refused_as_usage, require_folder, write_whole
from game.scenario.names import so_many
from game.scenario.suggesting import listed, quote

PLAN: Final = "experiment.json"
BASES: Final = "bases"
PARTS: Final = "parts"

BESIDE: Final = (PLAN, BASES, PARTS, "report.html", "plots")
"""What lies in a folder beside the files of the rows."""

MOST_PLAN: Final = 50_000_000
"""Bytes of a file of plain data in a folder."""

POINTS_AT_HAND: Final = 2
"""Points whose rows are kept when all are gone through."""

If = Literal["new", "resume", "replace"]
"""What is to happen where a folder has an experiment: refuse, go on with it, put another in its place."""


@dataclass(frozen=True)
class Folder:
    """A folder with its experiment; a `running.Store` of what is played."""

    path: Path
    experiment: Experiment

    def part(self, task: Task) -> Path:
        """Return the file of what a task brings."""
        return self.path / PARTS / f"point_{task.point:04d}" / f"runs_{task.runs.start:08d}.npz"

    def load(self, task: Task) -> Results | None:
        """Return what a task has brought, None if that is not there or not whole: then it is played again."""
        try:
            return self._read(task)
        except (OSError, DamagedPartError):
            return None

    def keep(self, task: Task, results: Results) -> None:
        """Put what a task has brought into the folder. Raises UsageError where that cannot be written."""
        path = self.part(task)
        with refused_as_usage(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, encoded(results))

    def _read(self, task: Task) -> Results:
        """Return what a task has brought. Raises OSError and DamagedPartError."""
        content = self.part(task).read_bytes()
        return decoded(
            content, self.experiment.points[task.point].room(task.runs, self.experiment.seed, self.experiment.notes)
        )

    # --- when all is there ------------------------------------------------------------------------------------------

    def results(self) -> ExperimentResults:
        """Return what the experiment has brought; its points are read when they are asked for.

        Raises
        ------
        UsageError : not all of it has been played, or a part is damaged.
        """
        stretches, there = self.played()
        if there < stretches.runs:
            raise UsageError(
                f"{self.path}: {there} of {so_many(stretches.runs, 'game')} have been played; go on with --resume"
            )
        runs = [stretches.runs_of(point.number) for point in self.experiment.points]
        return ExperimentResults(self.experiment, _Points(self, tuple(runs)))

    def played(self) -> tuple[Stretches, int]:
        """Return what there is to be played, as far as is known, and how many runs of it are there."""
        stretches, there = Stretches(self.experiment, task_length(self.experiment)), 0
        while (task := stretches.next()) is not None:
            found = self.load(task) if self.experiment.stop is not None else None
            if found is not None:
                stretches.done(task, found)
            there += len(task.runs) if found is not None or self._is_there(task) else 0
        return stretches, there

    def _is_there(self, task: Task) -> bool:
        return self.experiment.stop is None and self.part(task).is_file()

    def point(self, number: int, runs: int) -> Results:
        """Return all runs of a point. Raises UsageError for a part that is not there or is damaged."""
        return joined(map(self._part_of_point, tasks_up_to(self.experiment, number, runs)), runs)

    def _part_of_point(self, task: Task) -> Results:
        """Return what a task has brought, which is said to be there. Raises UsageError."""
        try:
            return self._read(task)
        except (OSError, DamagedPartError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise UsageError(f"{self.part(task)}: {said}; go on with --resume to play it again") from error


class _Points(Sequence[Results]):
    """The rows of each point, read when they are asked for: all of them need not fit into memory."""

    def __init__(self, folder: Folder, runs: tuple[int, ...]) -> None:
        self._folder, self._runs = folder, runs
        self._read = lru_cache(maxsize=POINTS_AT_HAND)(self._load)

    def __len__(self) -> int:
        return len(self._runs)

    @overload
    def __getitem__(self, at: int) -> Results: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Results]: ...
    def __getitem__(self, at: int | slice) -> Results | Sequence[Results]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._read(at % len(self))

    def _load(self, number: int) -> Results:
        return self._folder.point(number, self._runs[number])


# --- beginning and opening ------------------------------------------------------------------------------------------


def begin_folder(path: Path, experiment: Experiment, if_there: If = "new", command: str = "") -> Folder:
    """Make a folder ready for an experiment, or open that of one that is to go on.

    Parameters
    ----------
    if_there : what is to happen where the folder has an experiment
    command : the command line, to be kept

    Raises
    ------
    UsageError : the folder cannot be written to, has an experiment that is not to be replaced, another one than is to
    be gone on with, or files of other making with the names of ours.
    """
    require_folder(path)
    there = _plan_in(path)
    if there is not None and if_there == "resume":
        experiment = _noting_as(there, experiment)
    plan = plan_of(experiment, command)
    if there is None:
        foreign = [name for name in our_files(path) if (path / name).exists()]
        if foreign and not (if_there == "replace" and _is_old_batch(path)):
            what = f"the folder has {listed(foreign)}, but not from an experiment that could go on"
            raise UsageError(f"{path}: {what}; name another folder, or move them away")
    elif if_there == "resume":
        different = list(what_differs(plan, there))
        if different:
            what = f"what was played there differs in {listed(different)}"
            raise UsageError(f"{path}: it cannot go on: {what}; ask for the same again, or name another folder")
        return Folder(path, experiment)
    elif if_there == "new":
        what = f"{quote(str(there.get('name')))}, seed {there.get('seed')}"
        or_else = "--resume goes on with it, --replace puts this in its place; or name another folder"
        raise UsageError(f"{path}: the folder has {what}; {or_else}")
    with refused_as_usage(path):
        _clear(path)
        for base in {point.base.digest: point.base for point in experiment.points}.values():
            _write(path / _base_name(base.digest), scenario_text(base))
        _write(path / PLAN, json.dumps(plan, indent=1))
    return Folder(path, experiment)


def _noting_as(there: dict[str, Any], experiment: Experiment) -> Experiment:
    """Return an experiment that notes what is noted in its folder, where that differs in what all folders have now."""
    noted = there.get("notes")
    mine = set(noted) if isinstance(noted, list) and all(isinstance(note, str) for note in noted) else None
    if mine is None or not mine <= experiment.notes or not experiment.notes - mine <= IN_FOLDERS:
        return experiment
    return replace(experiment, notes=asked_notes(mine))


def open_folder(path: Path) -> Folder:
    """Return the folder of an experiment, whoever has played it.

    Raises
    ------
    UsageError : it is none, is damaged, or was played by other rules.
    """
    plan = _plan_in(path)
    if plan is None:
        raise UsageError(f"{path}: there is no {PLAN} of an experiment in this folder")
    try:
        points = plan.get("points")
        digests = {str(point["base"]) for point in points} if isinstance(points, list) else set()
        bases = {digest: read_scenario(path / _base_name(digest)) for digest in digests if digest.isalnum()}
        return Folder(path, experiment_in(plan, bases))
    except (KeyError, TypeError) as error:
        raise UsageError(f"{path / PLAN}: it is damaged ({error})") from error
    except UsageError as error:
        raise UsageError(f"{path / PLAN}: {error}") from error


def read_folder(path: Path) -> ExperimentResults:
    """Return what the experiment of a folder has brought.

    Raises
    ------
    UsageError : there is none, it is damaged, or has not been played to its end.
    """
    return open_folder(path).results()


def _plan_in(path: Path) -> dict[str, Any] | None:
    """Return the plan in a folder, None if there is no file of it. Raises UsageError for one of other making."""
    if not (path / PLAN).exists():
        return None
    data = _json_in(path / PLAN)
    if data is None or data.get("format") != FORMAT:
        raise UsageError(f"{path / PLAN}: this is no experiment of ours, or it is damaged")
    if data.get("version") != VERSION:
        raise UsageError(f"{path / PLAN}: its version is {data.get('version')}; this game reads {VERSION}")
    return data


def _is_old_batch(path: Path) -> bool:
    """Whether a folder has the tables of a batch, of the time before there were experiments."""
    data = _json_in(path / "manifest.json")
    return data is not None and data.get("format") == "Border Wars batch"


def _json_in(path: Path) -> dict[str, Any] | None:
    """Return the plain data in a file, None if they cannot be read."""
    try:
        if path.stat().st_size > MOST_PLAN:
            return None
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _base_name(digest: str) -> str:
    """Return the name of the file of a scenario that the points change."""
    return f"{BASES}/{digest}.json"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("ascii"))


def _clear(path: Path) -> None:
    """Take away what an earlier experiment has left; what is not ours stays."""
    (path / PLAN).unlink(missing_ok=True)  # first: without it nothing here is taken for whole
    for name in our_files(path):
        (path / name).unlink(missing_ok=True)
    for pattern, folders in ((f"{PARTS}/point_*/runs_*.npz", f"{PARTS}/point_*"), (f"{BASES}/*.json", BASES)):
        for file in path.glob(pattern):
            file.unlink(missing_ok=True)
        for folder in path.glob(folders):
            _remove_if_empty(folder)
    _remove_if_empty(path / PARTS)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
