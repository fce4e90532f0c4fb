"""A folder of rows held against its manifest: what is missing, changed, foreign, and what is no such folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.batch import manifest
from game.batch.manifest import VERSION, check_folder, read_manifest
from game.batch.results import Results
from game.batch.rows import write_rows
from game.core.errors import UsageError


@pytest.fixture(scope="module")
def kept(noted: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    write_rows(noted, folder, beside=["parts", "plan.yaml"])
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(kept, tmp_path / "rows"))


def test_a_folder_is_all_right_as_it_was_written(noted: Results, folder: Path) -> None:
    """With what belongs to whoever asked for the rows beside them."""
    (folder / "parts").mkdir()
    (folder / "parts" / "0.npz").write_bytes(b"mine")
    (folder / "plan.yaml").write_text("mine")
    found = check_folder(folder)
    assert found.faults == ()
    rows = sum(entry.get("rows", 0) for entry in read_manifest(folder)["files"].values())
    assert found.rows == rows > 4 * len(noted.scenario.names.units)
    assert found.files == 11


def test_a_folder_of_parquet_is_held_against_its_rows_too(noted: Results, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    write_rows(noted, tmp_path, "parquet")
    assert check_folder(tmp_path).faults == ()
    (tmp_path / "units.parquet").write_bytes(b"PAR1 and no more")
    shutil.copy(tmp_path / "sides.parquet", tmp_path / "runs.parquet")
    assert check_folder(tmp_path).faults == (
        "runs.parquet has been changed: it has 8 rows, not 4",
        "units.parquet has been changed: its rows cannot be counted any more",
    )


def drop_a_line(folder: Path) -> None:
    lines = (folder / "turns.csv").read_text().splitlines(keepends=True)
    (folder / "turns.csv").write_text("".join(lines[:-1]))


def change_a_cell(folder: Path) -> None:
    text = (folder / "sides.csv").read_text()
    (folder / "sides.csv").write_text(text.replace("soviet,", "sovjet,", 1))


def miscount(folder: Path) -> None:
    document = json.loads((folder / "manifest.json").read_text())
    document["files"]["runs.csv"]["rows"] = 5
    (folder / "manifest.json").write_text(json.dumps(document))


DAMAGES: list[tuple[Callable[[Path], Any], str]] = [
    (lambda folder: (folder / "units.csv").unlink(), "units.csv is missing"),
    (drop_a_line, "turns.csv has been changed: it has 23 rows, not 24"),
    (change_a_cell, "sides.csv has been changed"),
    (miscount, "the manifest is wrong about runs.csv: it has 4 rows, not 5"),
    (lambda folder: (folder / "summary.json").write_text("{}"), "summary.json has been changed"),
    (lambda folder: (folder / "units.parquet").write_text(""), "units.parquet is not of this batch"),
    (lambda folder: (folder / "scenarios" / "other.json").write_text(""), "scenarios/other.json is not of this batch"),
    (lambda folder: (folder / ".runs.csv.1234.part").write_text(""), ".runs.csv.1234.part is not of this batch"),
    (lambda folder: (folder / "runs.csv").write_bytes(b"\xff\xfe"), "runs.csv has been changed: its rows cannot be"),
]


@pytest.mark.parametrize(("damage", "words"), DAMAGES)
def test_what_is_wrong_with_a_folder_is_named(folder: Path, damage: Callable[[Path], Any], words: str) -> None:
    damage(folder)
    (fault,) = check_folder(folder).faults
    assert fault.startswith(words)


NO_FOLDERS: list[tuple[str | None, str]] = [
    (None, "there are no tables of a batch here, or not yet: it has no manifest.json"),
    ("{", "it is damaged: this is no JSON"),
    ("[" * 100_000, "it is damaged: this is no JSON"),
    ("[]", "this is not the manifest of a batch"),
    ('{"format": "something else"}', "this is not the manifest of a batch"),
    (f'{{"format": "Border Wars batch", "version": {VERSION + 1}}}', "it was written by a newer version of the game"),
    ('{"format": "Border Wars batch", "version": 2, "files": []}', "what it says of files is none of ours"),
    ('{"format": "Border Wars batch", "version": 2, "files": {"a": {"sha256": 1}}}', "what it says of files is none"),
]


@pytest.mark.parametrize(("text", "words"), NO_FOLDERS)
def test_what_is_no_folder_of_rows_is_one_sentence(tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(UsageError, match=words):
        check_folder(tmp_path)


def test_a_file_or_nothing_at_all_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for name, words in (("file", "this is a file, not a folder"), ("nothing", "there is no such folder")):
        with pytest.raises(UsageError, match=words):
            check_folder(tmp_path / name)


def test_files_outside_the_folder_are_never_read(folder: Path) -> None:
    """Whatever a manifest from elsewhere names."""
    document = json.loads((folder / "manifest.json").read_text())
    (folder.parent / "mine.csv").write_text("secret\n")
    document["files"]["../mine.csv"] = {"rows": 0, "sha256": "0"}
    (folder / "manifest.json").write_text(json.dumps(document))
    with pytest.raises(UsageError, match="it names a file outside the folder"):
        check_folder(folder)


def test_parquet_without_the_extra_names_it(noted: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    write_rows(noted, tmp_path, "parquet")
    monkeypatch.setattr(manifest, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="Parquet needs the extra 'batch'"):
        check_folder(tmp_path)
