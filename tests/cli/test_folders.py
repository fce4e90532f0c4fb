"""`check-rows` and `replay from`: a folder of rows is proved, and a row of it becomes a replay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.core.places import replays_folder
from tests.cli.conftest import Call

NIGHT = "lake_khasan/night_attack"


@pytest.fixture
def folder(call: Call, tmp_path: Path) -> Path:
    leaders = ("--commander", "soviet=random", "--commander", "japanese=cadet")
    call("simulate", NIGHT, "--runs", 3, "--out", tmp_path / "rows", "--scale", "rules.lethality=1.5", *leaders)
    return tmp_path / "rows"


def test_a_folder_is_proved(call: Call, folder: Path) -> None:
    """0: all right; 1: something is not; 2: it is no folder of rows."""
    assert "all right, 10 files" in call("check-rows", folder).stdout
    document = json.loads(call("check-rows", folder, "--json").stdout)
    assert (document["holds"], document["faults"], document["files"]) == (True, [], 10)
    (folder / "notes.txt").write_text("mine")
    (folder / "areas.csv").unlink()
    said = call("check-rows", folder, code=1).stdout
    assert said == f"{folder}: areas.csv is missing\n{folder}: notes.txt is not of this batch\n"
    assert json.loads(call("check-rows", folder, "--json", code=1).stdout)["holds"] is False
    assert "there is no such folder" in call("check-rows", folder / "nothing", code=2).stderr


def test_a_row_becomes_a_replay_that_is_proved_and_shown(call: Call, folder: Path, tmp_path: Path) -> None:
    """With the changes that were made, which the scenario's own files do not have."""
    replay = tmp_path / "replay.json"
    said = call("replay", "from", folder, "--run", 2, "-o", replay).stdout
    assert f"replay: {replay}" in said
    digest = (folder / "runs.csv").read_text().splitlines()[3].rpartition(",")[2].strip('"')
    assert f"digest {digest}, as in the row" in said
    assert digest in call("replay", "verify", replay).stdout
    assert call("replay", "show", replay).stdout.count("Turn ") > 3


def test_without_a_place_it_is_kept_where_the_menu_finds_it(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice is two files."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for _ in range(2):
        call("replay", "from", folder, "--run", 0)
    found = sorted(path.name for path in replays_folder().iterdir())
    assert len(found) == 2
    assert all(name.startswith("lake_khasan-night_attack-") for name in found)


def test_a_row_of_another_game_makes_no_replay(call: Call, folder: Path, tmp_path: Path) -> None:
    text = (folder / "runs.csv").read_text()
    digest = text.splitlines()[1].rpartition(",")[2].strip('"')
    (folder / "runs.csv").write_text(text.replace(digest, "0123456789abcdef"))
    said = call("replay", "from", folder, "--run", 0, "-o", tmp_path / "replay.json", code=1).stdout
    assert said == f"run 0 does not end as its row says: with digest {digest}, not 0123456789abcdef\n"
    assert not (tmp_path / "replay.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--run", 3), "there is no run 3; point 0 has the runs from 0 to 2"),
        (("--run", 0, "--point", 1), "there is no point 1; there is 0 alone"),
        (("--run", 0, "-o", "/proc/replay.json"), "/proc/replay.json: it cannot be written to"),
        ((), "Missing option '--run'"),
        (("--run", "two"), "'two' is not a whole number"),
    ],
)
def test_what_cannot_be_played_again_is_one_sentence(
    call: Call, folder: Path, arguments: tuple[object, ...], words: str
) -> None:
    assert words in call("replay", "from", folder, *arguments, code=2).stderr
