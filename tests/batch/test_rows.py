"""The files of a batch: what is in them, and that nothing is ever half there."""

from __future__ import annotations

import csv
import hashlib
import json
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch import rows
from game.batch.results import UNFINISHED, Results
from game.batch.rows import prepare_folder, write_rows
from game.core.errors import UsageError


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_row_a_run_and_side(results: Results, tmp_path: Path) -> None:
    write_rows(results, tmp_path)
    found = table(tmp_path / "runs.csv")
    assert [(row["run"], row["side"]) for row in found] == [
        (str(run), side) for run in range(4) for side in ("soviet", "japanese")
    ]
    second = found[3]
    assert second["seed"] == str(results.seeds[1])
    assert second["commander"] == "cadet"
    assert second["level"] == results.scenario.names.levels[results.levels[1]]
    assert second["points"] == str(results.points[1, 1])
    assert second["lost_men"] == str(results.losses[1, -1, 1, 0])
    assert int(second["digest"], 16) == results.digests[1]


def test_one_row_a_run_turn_and_side(results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "BLOCK", 3)
    write_rows(results, tmp_path)
    found = table(tmp_path / "turns.csv")
    assert [(row["run"], row["turn"], row["side"]) for row in found] == [
        (str(run), str(turn), side) for run in range(4) for turn in (5, 6, 7) for side in ("soviet", "japanese")
    ]
    assert found[-1]["lost_men"] == str(results.losses[3, 2, 1, 0])
    assert [int(row["holds_hill_52"]) for row in found[4:6]] == [
        int(results.holders("hill_52")[0, 2] == side) for side in (0, 1)
    ]


@pytest.mark.parametrize("name", ["runs", "turns"])
def test_blocks_of_runs_do_not_show_in_the_files(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However few runs are turned into rows at a time."""
    texts = set()
    for block in (1, 2, 3, 500):
        monkeypatch.setattr(rows, "BLOCK", block)
        write_rows(results, tmp_path)
        texts.add((tmp_path / f"{name}.csv").read_bytes())
    assert len(texts) == 1


def test_parquet_holds_the_same(results: Results, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_rows(results, tmp_path / "csv", "csv")
    written = write_rows(results, tmp_path / "parquet", "parquet")
    assert [path.name for path in written] == ["runs.parquet", "turns.parquet", "summary.json", "manifest.json"]
    for name in ("runs", "turns"):
        found = [
            {key: str(value) for key, value in row.items()}
            for row in parquet.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist()
        ]
        assert found == table(tmp_path / "csv" / f"{name}.csv")


def test_the_manifest_says_what_the_files_are(results: Results, tmp_path: Path) -> None:
    write_rows(results, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["scenario"] == {"name": results.scenario.name, "digest": results.scenario.digest}
    assert (manifest["seed"], manifest["runs"], manifest["unfinished"]) == (7, 4, 0)
    assert manifest["digest"] == results.digest()
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert manifest["files"]["turns.csv"]["rows"] == 24
    assert json.loads((tmp_path / "summary.json").read_text())["digest"] == results.digest()


def test_a_run_that_is_not_over_is_counted_in_the_manifest(results: Results, tmp_path: Path) -> None:
    levels = np.array([0, UNFINISHED, 0, 0], np.int16)
    write_rows(replace(results, levels=levels), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["runs"], manifest["finished"], manifest["unfinished"]) == (4, 3, 1)


def test_two_batches_alike_write_the_same_bytes(results: Results, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_rows(results, tmp_path / folder)
    for name in ("runs.csv", "turns.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_parquet_without_the_extra_names_it(results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"needs the extra 'batch'"):
        write_rows(results, tmp_path, "parquet")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="this is a file, not a folder"):
        prepare_folder(tmp_path / "out", "csv")
    with pytest.raises(UsageError, match="cannot be written to"):
        prepare_folder(tmp_path / "out" / "deeper", "csv")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_failure_while_writing_leaves_earlier_files_whole(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(results, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(results: Results, runs: range) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rows, "_turn_rows", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write_rows(results, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_holds_one_batch_whatever_its_format(results: Results, tmp_path: Path) -> None:
    """Nothing stays beside a manifest that does not name it."""
    pytest.importorskip("pyarrow")
    for format_ in ("csv", "parquet", "csv"):
        write_rows(results, tmp_path, format_)  # type: ignore[arg-type]  # one of two
        manifest = json.loads((tmp_path / "manifest.json").read_text())
        there = {path.name for path in tmp_path.iterdir()}
        assert there == {f"runs.{format_}", f"turns.{format_}", "summary.json", "manifest.json"}
        assert set(manifest["files"]) == there - {"summary.json", "manifest.json"}


def test_an_earlier_batch_is_named_and_the_files_of_others_are_left_alone(results: Results, tmp_path: Path) -> None:
    assert prepare_folder(tmp_path, "csv").earlier == ""
    write_rows(results, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    assert prepare_folder(tmp_path, "parquet").earlier == "lake_khasan/night_attack, 4 games, seed 7"
    (tmp_path / "manifest.json").write_text('{"format": "something else"}')
    with pytest.raises(UsageError, match=r"has runs.csv, .*manifest.json, but not from a batch of ours"):
        prepare_folder(tmp_path, "csv")
    assert (tmp_path / "notes.txt").read_text() == "mine"


WRITING_FOR_EVER = """
import sys
from pathlib import Path
from game import load_scenario, run_batch
from game.batch.rows import write_rows
results = run_batch(load_scenario("lake_khasan/night_attack"), 2, seed=1, commanders={"japanese": "random"}, workers=1)
while True:
    write_rows(results, Path(sys.argv[1]))
    print(flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills the hard way")
@pytest.mark.parametrize("delay", [0.003, 0.02])
def test_a_kill_while_writing_leaves_every_file_whole(tmp_path: Path, delay: float) -> None:
    command = [sys.executable, "-c", WRITING_FOR_EVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            writing.wait(delay)
        writing.send_signal(signal.SIGKILL)
    assert len(table(tmp_path / "runs.csv")) == 4
    assert len(table(tmp_path / "turns.csv")) == 12
    files = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in files} == {
        name: entry["sha256"] for name, entry in files.items()
    }
