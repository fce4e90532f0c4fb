"""An experiment is played: whoever plays it, however often it is broken off, it brings the same rows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch.experiment import Experiment, ExperimentResults, Stop, single
from game.batch.experiments import running
from game.batch.experiments.crews import Done, Threads
from game.batch.experiments.folders import Folder, begin_folder, open_folder, read_folder
from game.batch.experiments.reading import read_experiment
from game.batch.experiments.running import run_experiment
from game.batch.experiments.stretches import Stretches, Task, is_narrow, task_length
from game.batch.figures import figure
from game.batch.results import Results
from game.batch.runner import run_batch
from game.core.errors import UsageError
from game.scenario.loading import load_scenario
from tests.batch.experiments.conftest import digests


def test_each_point_has_the_runs_of_a_batch_of_its_scenario(experiment: Experiment, found: ExperimentResults) -> None:
    for point, results in zip(experiment.points, found.points, strict=True):
        alone = run_batch(point.scenario, experiment.runs, experiment.seed, point.commanders)
        assert results.digest() == alone.digest()
        assert (results.point, results.values) == (point.number, point.values)
    assert len(set(digests(found))) == 4


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("workers", [1, 3])
def test_rows_do_not_depend_on_workers_tasks_or_folder(
    experiment: Experiment, found: ExperimentResults, workers: int, tmp_path: Path
) -> None:
    assert digests(run_experiment(experiment, workers=workers)) == digests(found)
    kept = run_experiment(experiment, tmp_path, workers=workers)
    assert digests(kept) == digests(found) == digests(read_folder(tmp_path))
    assert [results.values for results in kept.points] == [results.values for results in found.points]


def test_progress_counts_runs(experiment: Experiment) -> None:
    seen: list[tuple[int, int]] = []
    run_experiment(experiment, workers=1, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(6, 24), (12, 24), (18, 24), (24, 24)]


# --- broken off and gone on with ------------------------------------------------------------------------------------


class Interrupted(Threads):
    """Threads whose wait for the third task is cut short by Ctrl+C."""

    waited = 0

    def finished(self) -> Done:
        self.waited += 1
        if self.waited == 3:
            raise KeyboardInterrupt
        return super().finished()


@pytest.mark.usefixtures("short")
def test_ctrl_c_keeps_what_is_done_and_what_is_in_hand(
    experiment: Experiment, found: ExperimentResults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(running, "Threads", Interrupted)
        run_experiment(experiment, tmp_path, workers=2)
    kept = len(list(tmp_path.rglob("*.npz")))
    assert 2 <= kept <= 5
    with pytest.raises(UsageError, match=rf"{2 * kept} of 24 games have been played; go on with --resume"):
        read_folder(tmp_path)
    played: list[Task] = []
    monkeypatch.setattr(running, "Threads", _noting(played))
    assert digests(run_experiment(experiment, tmp_path, if_there="resume")) == digests(found)
    assert len(played) == 12 - kept


def _noting(played: list[Task]) -> type[Threads]:
    class Noting(Threads):
        def begin(self, task: Task) -> None:
            played.append(task)
            super().begin(task)

    return Noting


SCRIPT = """
import sys
from pathlib import Path
from game.batch.experiments import stretches
from game.batch.experiments.reading import read_experiment
from game.batch.experiments.running import run_experiment
stretches.SHORTEST = 2
experiment = read_experiment(Path(sys.argv[1]))
run_experiment(experiment, Path(sys.argv[2]), if_there="resume", workers=2)
"""


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.full)])
def test_after_kills_at_any_moment_the_rows_are_the_same(tmp_path: Path, kills: int) -> None:
    """8: a kill loses the tasks in hand at most, and what is there is never half there."""
    source, out = tmp_path / "experiment.yaml", tmp_path / "out"
    source.write_text(TEXT_OF_MANY, encoding="utf-8")
    for kill in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(source), str(out)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        before = _wait_for_parts(out, 1 + len(list(out.rglob("*.npz"))) + kill % 3, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert before <= len(list(out.rglob("*.npz"))) < 100
    many = read_experiment(source)
    resumed = run_experiment(many, out, if_there="resume")
    assert digests(resumed) == digests(run_experiment(many))


def _wait_for_parts(folder: Path, count: int, process: subprocess.Popen[bytes]) -> int:
    """Wait until so many parts are there; the games go on meanwhile."""
    while process.poll() is None:
        if (there := len(list(folder.rglob("*.npz")))) >= count:
            return there
    raise AssertionError("it has come to its end")


TEXT_OF_MANY = """\
schema: 1
name: Many
scenario: lake_khasan/night_attack
commanders: {soviet: cadet, japanese: cadet}
runs: 100
seed: 7
factors:
  - {id: gone, without: [III/118]}
"""


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "of_others", "of_another_point"])
def test_a_damaged_part_is_played_again(
    experiment: Experiment, found: ExperimentResults, tmp_path: Path, damage: str
) -> None:
    run_experiment(experiment, tmp_path)
    first, second, *_ = sorted(tmp_path.rglob("*.npz"))
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 0xFF
    damaged = {"cut": content[:-40], "changed": content, "emptied": b"", "of_others": second.read_bytes()}
    damaged["of_another_point"] = (tmp_path / "parts" / "point_0001" / first.name).read_bytes()
    first.write_bytes(bytes(damaged[damage]))
    with pytest.raises(UsageError, match=r"runs_00000000.npz: .*; go on with --resume to play it again"):
        assert read_folder(tmp_path).points[0]
    assert digests(run_experiment(experiment, tmp_path, if_there="resume")) == digests(found)


# --- the folder -----------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten_unless_that_is_asked_for(
    experiment: Experiment, found: ExperimentResults, tmp_path: Path
) -> None:
    run_experiment(experiment, tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="the folder has 'A battalion less', seed 7; --resume goes on with it"):
        run_experiment(experiment, tmp_path)
    other = replace(experiment, seed=8)
    with pytest.raises(UsageError, match=r"what was played there differs in the seed \(7 there, 8 now\)"):
        run_experiment(other, tmp_path, if_there="resume")
    assert digests(read_folder(tmp_path)) == digests(found)
    replaced = run_experiment(other, tmp_path, if_there="replace")
    assert digests(replaced) != digests(found)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", [True, False])
def test_more_rows_than_memory_holds_are_refused_before_a_game_is_played(
    experiment: Experiment, tmp_path: Path, folder: bool
) -> None:
    huge = replace(experiment, runs=10_000_000)
    with pytest.raises(UsageError, match="do not fit into memory; ask for at most"):
        run_experiment(huge, tmp_path if folder else None)
    assert not list(tmp_path.iterdir())


def test_a_changed_scenario_does_not_go_on(experiment: Experiment, tmp_path: Path) -> None:
    run_experiment(experiment, tmp_path)
    points = (experiment.points[0], *(replace(point, changes=()) for point in experiment.points[1:]))
    with pytest.raises(UsageError, match="what was played there differs in the scenario at point 1"):
        run_experiment(replace(experiment, points=points), tmp_path, if_there="resume")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("experiment.json", "{", "this is no experiment of ours, or it is damaged"),
        ("experiment.json", '{"format": "another"}', "this is no experiment of ours, or it is damaged"),
        (
            "experiment.json",
            '{"format": "Border Wars experiment", "version": 9}',
            "its version is 9; this game reads 1",
        ),
        ("runs.csv", "a,b", "the folder has runs.csv, but not from an experiment that could go on"),
    ],
)
def test_files_of_other_making_stay(
    experiment: Experiment, tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    for if_there in ("new", "resume", "replace"):
        with pytest.raises(UsageError, match=message):
            run_experiment(experiment, tmp_path, if_there=if_there)  # type: ignore[arg-type]  # one of three
    assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_a_folder_tells_everything_by_itself(experiment: Experiment, tmp_path: Path) -> None:
    begin_folder(tmp_path, experiment, command=["batch", "x.yaml"])
    again = open_folder(tmp_path).experiment
    assert [point.scenario.digest for point in again.points] == [point.scenario.digest for point in experiment.points]
    assert [point.changes for point in again.points] == [point.changes for point in experiment.points]
    assert (again.name, again.runs, again.seed, again.measures) == ("A battalion less", 6, 7, experiment.measures)


def test_where_nothing_can_be_written_one_sentence_says_so(experiment: Experiment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="this is a file, not a folder"):
        run_experiment(experiment, tmp_path / "file")


def test_a_full_disk_ends_it_with_a_sentence_and_what_is_kept_is_whole(
    experiment: Experiment, found: ExperimentResults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, kept = Folder.keep, 0

    def full(self: Folder, task: Task, results: Results) -> None:
        nonlocal kept
        kept += 1
        if kept > 2:
            monkeypatch.setattr("game.core.files.os.fsync", _no_room)
        keep(self, task, results)

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "keep", full)
        with pytest.raises(UsageError, match="it cannot be written to: No space left on device"):
            run_experiment(experiment, tmp_path, workers=1)
    monkeypatch.undo()
    assert len(list(tmp_path.rglob("*.npz"))) == 2 and not list(tmp_path.rglob("*.part"))
    assert digests(run_experiment(experiment, tmp_path, if_there="resume")) == digests(found)


def _no_room(_: int) -> None:
    raise OSError(28, "No space left on device")


# --- until it is sure enough ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("short")
def test_a_point_stops_when_its_interval_is_narrow_enough(experiment: Experiment, tmp_path: Path) -> None:
    stop = Stop("lost.soviet.men", half_width=30, most=60)
    until = replace(experiment, points=experiment.points[:2], stop=stop)
    found = run_experiment(until, tmp_path, workers=3)
    runs = [results.runs for results in found.points]
    for results in found.points:
        values = figure(results, "lost.soviet.men").values
        ends = range(6, results.runs, 6)
        assert not any(is_narrow(stop, values[:end]) for end in ends)
        assert results.runs == 60 or is_narrow(stop, values)
    assert min(runs) < 60
    assert [results.runs for results in run_experiment(until, workers=1).points] == runs
    assert [results.runs for results in read_folder(tmp_path).points] == runs


def test_what_never_varies_is_sure_at_once_and_what_varies_too_much_ends_at_the_most(experiment: Experiment) -> None:
    one = experiment.points[:1]
    still = replace(experiment, points=one, stop=Stop("lost.soviet.tank", half_width=0.1, most=60))
    assert run_experiment(still).points[0].runs == 6
    wild = replace(experiment, points=one, stop=Stop("lost.soviet.men", half_width=0.1, most=14))
    assert run_experiment(wild).points[0].runs == 14


def test_tasks_are_some_hundred_of_a_long_stretch(experiment: Experiment) -> None:
    assert task_length(replace(experiment, runs=6)) == 20
    assert task_length(replace(experiment, runs=10_000)) == 100
    assert task_length(replace(experiment, runs=1_000_000)) == 500
    stretches = Stretches(replace(experiment, runs=50), 20)
    assert list(_tasks(stretches))[:4] == [
        Task(0, range(20)),
        Task(0, range(20, 40)),
        Task(0, range(40, 50)),
        Task(1, range(20)),
    ]
    assert stretches.runs == 200


def _tasks(stretches: Stretches) -> Iterator[Task]:
    while (task := stretches.next()) is not None:
        yield task


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("runs", 2**70),
        ("runs", -1),
        ("runs", "many"),
        ("seed", "-5"),
        ("points", []),
        ("points", [1]),
        ("stop", {"measure": "margin", "half_width": 1, "most": 10**12}),
        ("factors", 3),
        ("notes", "all"),
    ],
)
def test_a_plan_that_was_changed_is_refused_in_a_sentence(
    experiment: Experiment, tmp_path: Path, key: str, value: object
) -> None:
    run_experiment(experiment, tmp_path)
    plan = json.loads((tmp_path / "experiment.json").read_text(encoding="utf-8"))
    (tmp_path / "experiment.json").write_text(json.dumps({**plan, key: value}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"experiment.json: it is damaged"):
        read_folder(tmp_path)


def test_a_plan_of_another_battle_does_not_fit_the_parts(experiment: Experiment, tmp_path: Path) -> None:
    run_experiment(experiment, tmp_path)
    plan = json.loads((tmp_path / "experiment.json").read_text(encoding="utf-8"))
    plan["points"][2]["changes"] = []
    (tmp_path / "experiment.json").write_text(json.dumps(plan), encoding="utf-8")
    with pytest.raises(UsageError, match=r"is of another kind|it is of other runs"):
        assert read_folder(tmp_path).points[2]


# --- folders and parts of other making --------------------------------------------------------------------------------


LEADERS = {"soviet": "officer:historical", "japanese": "officer:historical"}


def changed_part(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the arrays of a part, and pack them again."""
    with np.load(path) as part:
        arrays = dict(part)
    change(arrays)
    np.savez(path, **arrays)


def test_a_folder_of_before_there_were_events_is_read_and_goes_on(tmp_path: Path) -> None:
    small = single(load_scenario("lake_khasan/night_attack"), LEADERS, "table", 8, 3)
    run_experiment(small, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.npz"):
        changed_part(path, lambda arrays: [arrays.pop(name) for name in ("events", "phases")] and None)
    plan = tmp_path / "out" / "experiment.json"
    plan.write_text(plan.read_text().replace('"happenings",', ""))
    assert "happenings" not in plan.read_text()
    (found,) = read_folder(tmp_path / "out").points
    assert found.events.shape == (8, 0)
    (again,) = run_experiment(small, tmp_path / "out", if_there="resume").points
    assert again.digest() == found.digest()


@pytest.mark.parametrize(
    ("name", "value"), [("levels", 99), ("levels", -7), ("events", -5), ("phases", 9999), ("reached", 0), ("units", -9)]
)
def test_numbers_that_no_game_brings_make_a_part_damaged(tmp_path: Path, name: str, value: int) -> None:
    """What is looked up by them would be somewhere else; the part is played again."""
    small = single(load_scenario("lake_khasan/night_attack"), LEADERS, "table", 4, 3)
    (before,) = run_experiment(small, tmp_path / "out").points
    digest = before.digest()
    (path,) = (tmp_path / "out").rglob("*.npz")
    changed_part(path, lambda arrays: arrays[name].__setitem__(..., value))
    with pytest.raises(UsageError, match=f"its table '{name}' has what cannot be; go on with --resume"):
        list(read_folder(tmp_path / "out").points)
    (again,) = run_experiment(small, tmp_path / "out", if_there="resume").points
    assert again.digest() == digest
