"""A row becomes a replay: the same game, order by order, from what lies beside the row."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.batch.again import how_it_differs, played_again, row_of
from game.batch.results import Results
from game.batch.rows import write_rows
from game.batch.runner import run_batch
from game.core.errors import UsageError
from game.engine.replay import verify
from game.engine.saves import read_save, save_game
from game.scenario.changes import changed, read_change
from game.scenario.loading import Scenario


@pytest.fixture(scope="module")
def points(scenario: Scenario) -> list[Results]:
    """Two points: as it is, and changed, with a plan, without luck but with a commander who decides at random."""
    other = changed(scenario, [read_change("without", "III/118"), read_change("scale", "rules.lethality=1.5")])
    leaders = {"soviet": "random", "japanese": "officer:historical"}
    second = run_batch(other, range(2, 4), 5, leaders, workers=1, luck="none")
    return [run_batch(scenario, 2, 5, {"soviet": "cadet"}, workers=1), replace(second, point=1, values={"more": 1.5})]


@pytest.mark.parametrize("format_", ["csv", "parquet"])
@pytest.mark.parametrize(("point", "run"), [(0, 0), (0, 1), (1, 3)])
def test_a_row_is_a_replay(points: list[Results], tmp_path: Path, format_: Any, point: int, run: int) -> None:
    """The replay proves itself, and ends as the row."""
    pytest.importorskip("pyarrow")
    write_rows(points, tmp_path, format_)
    row = row_of(tmp_path, run, point)
    results = points[point]
    assert row.scenario.digest == results.scenario.digest
    assert row.scenario.changes == results.scenario.changes
    assert (row.seed, row.luck, row.commanders) == (results.run(run).seed, results.luck, results.commanders)
    game = played_again(row)
    assert how_it_differs(row, game) == ""
    assert int(game.digest(), 16) == results.digests[run - results.first]
    save_game(game, tmp_path / "replay.json", row.commanders)
    assert verify(tmp_path / "replay.json").holds
    assert read_save(tmp_path / "replay.json").commanders == results.commanders


def test_a_game_that_ends_otherwise_is_said_to(points: list[Results], tmp_path: Path) -> None:
    write_rows(points, tmp_path)
    row = row_of(tmp_path, 1)
    game = played_again(row)
    other = replace(row, digest="0" * 16)
    assert how_it_differs(other, game) == (
        f"run 1 does not end as its row says: with digest {row.digest}, not 0000000000000000"
    )
    assert how_it_differs(replace(other, rules=6), game).endswith(
        "it was played under version 6 of the rules, this is version 7"
    )


def change_manifest(folder: Path, **new: Any) -> None:
    document = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**document, **new}))


def test_what_cannot_be_played_again_is_one_sentence(points: list[Results], tmp_path: Path) -> None:
    write_rows(points, tmp_path)
    for run, point, words in (
        (2, 0, "there is no run 2; point 0 has the runs from 0 to 1"),
        (0, 1, "there is no run 0; point 1 has the runs from 2 to 3"),
        (0, 2, "there is no point 2; there are those from 0 to 1"),
        (-1, 0, "the number of a run must be a whole number"),
    ):
        with pytest.raises(UsageError, match=words):
            row_of(tmp_path, run, point)


def without_the_row(folder: Path) -> None:
    with (folder / "runs.csv").open(newline="") as stream:
        rows = [row for row in csv.reader(stream) if row[-9] != "0"]
    (folder / "runs.csv").write_text("\n".join(",".join(row) for row in rows))


def another_scenario(folder: Path) -> None:
    for path in (folder / "scenarios").iterdir():
        path.write_text(path.read_text().replace('"soviet"', '"sowjet"'))


DAMAGES: list[tuple[Any, str]] = [
    (without_the_row, "it has no row of run 0 of point 0"),
    (lambda folder: (folder / "runs.csv").write_text("run,point\n0,0\n"), "the row of the run has no seed"),
    (lambda folder: (folder / "runs.csv").write_bytes(b"\xff"), "this is no CSV of ours"),
    (lambda folder: (folder / "runs.csv").unlink(), "it cannot be read: No such file"),
    (another_scenario, "the scenario in it has been changed: its digest does not fit"),
    (lambda folder: [path.write_text("{}") for path in (folder / "scenarios").iterdir()], "holds no scenario of a"),
    (lambda folder: [path.write_text("{") for path in (folder / "scenarios").iterdir()], "the file is cut off"),
    (lambda folder: [path.unlink() for path in (folder / "scenarios").iterdir()], "the file cannot be read: No such"),
    (lambda folder: change_manifest(folder, points=[]), "there is no point 0; there are none"),
    (lambda folder: change_manifest(folder, points=7), "does not say enough to play a run again"),
    (lambda folder: change_manifest(folder, points=[{"point": 0}]), "does not say enough to play a run again"),
    (lambda folder: change_manifest(folder, files={}), "its manifest names no table of runs"),
]


@pytest.mark.parametrize(("damage", "words"), DAMAGES)
def test_a_damaged_folder_is_one_sentence(points: list[Results], tmp_path: Path, damage: Any, words: str) -> None:
    write_rows(points, tmp_path)
    damage(tmp_path)
    with pytest.raises(UsageError) as caught:
        row_of(tmp_path, 0)
    assert words in str(caught.value)


def test_who_is_not_known_here_cannot_play(points: list[Results], tmp_path: Path) -> None:
    """As a commander of somebody's own, in a program that does not know it."""
    write_rows(points, tmp_path)
    text = (tmp_path / "manifest.json").read_text()
    (tmp_path / "manifest.json").write_text(text.replace('"cadet"', '"vauban"'))
    with pytest.raises(UsageError, match="there is no commander 'vauban'"):
        row_of(tmp_path, 0)
