"""`scenario pack` and `scenario install`: a battle is given away and played by somebody else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from .conftest import Call

SOURCE = Path(__file__).parents[2] / "scenarios" / "lake_khasan"


@pytest.fixture
def battle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small battle, in the working folder of one who has no battles installed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "skirmish"
    folder.mkdir()
    for source in SOURCE.glob("*.yaml"):
        if source.stem in {"map", "forces", "night_attack"} or source.stem.startswith("plan_"):
            (folder / source.name).write_bytes(source.read_bytes())
    return folder


def test_a_battle_is_packed_looked_at_installed_and_known(call: Call, battle: Path, tmp_path: Path) -> None:
    (battle / "notes.ods").write_bytes(b"x")
    packed = call("scenario", "pack", "skirmish")
    content = (tmp_path / "skirmish.bwbattle").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    assert packed.stdout.splitlines()[-1] == f"written: skirmish.bwbattle, {len(content):,} bytes, sha256 {digest}"
    assert packed.stderr == "left out, as no package holds such: notes.ods\n"
    looked = call("scenario", "install", "skirmish.bwbattle", "--look").stdout
    for said in (f"sha256 {digest}", "Night attack, 30-31 July 1938", "forces.yaml", "sound; nothing was installed"):
        assert said in looked
    assert not (tmp_path / "data").exists()
    installed = call("scenario", "install", "skirmish.bwbattle").stdout
    assert installed.endswith("play it: borderwars play skirmish/night_attack\n")
    assert "skirmish/night_attack" in call("scenario", "list").stdout


def test_one_that_is_there_stays_unless_it_is_to_be_replaced(call: Call, battle: Path, tmp_path: Path) -> None:
    call("scenario", "pack", battle, "-o", "a.bwbattle")
    assert "there is such a file already" in call("scenario", "pack", battle, "-o", "a.bwbattle", code=2).stderr
    call("scenario", "pack", battle, "-o", "a.bwbattle", "--force")
    assert "ends in .bwbattle" in call("scenario", "pack", battle, "-o", "a.zip", code=2).stderr
    call("scenario", "install", "a.bwbattle")
    mine = tmp_path / "data" / "borderwars" / "battles" / "skirmish" / "map.yaml"
    mine.write_text("mine\n")
    assert "--replace puts this one in its place" in call("scenario", "install", "a.bwbattle", code=2).stderr
    assert mine.read_text() == "mine\n"
    assert "it is kept in" in call("scenario", "install", "a.bwbattle", "--replace").stderr
    document = json.loads(call("scenario", "install", "a.bwbattle", "--as", "other", "--json").stdout)
    assert document["installed"] == str(mine.parent.parent / "other")
    assert document["scenarios"] == [
        {"scenario": "night_attack", "name": "Night attack, 30-31 July 1938", "sound": True}
    ]


def test_into_another_folder_it_is_played_by_its_path(call: Call, battle: Path, tmp_path: Path) -> None:
    call("scenario", "pack", battle)
    (tmp_path / "shelf").mkdir()
    said = call("scenario", "install", "skirmish.bwbattle", "--to", "shelf").stdout
    assert said.endswith("play it: borderwars play shelf/skirmish/night_attack.yaml\n")


def test_faults_are_said_and_nothing_is_written(call: Call, battle: Path, tmp_path: Path) -> None:
    scenario = battle / "night_attack.yaml"
    scenario.write_text(
        scenario.read_text(encoding="utf-8").replace("map: map.yaml", "map: mop.yaml"), encoding="utf-8"
    )
    assert "skirmish/night_attack.yaml:" in call("scenario", "pack", "skirmish", code=2).stderr
    assert not (tmp_path / "skirmish.bwbattle").exists()
    call("scenario", "pack", "skirmish", "--faulty")
    refused = call("scenario", "install", "skirmish.bwbattle", code=2).stderr
    assert "there is no file 'mop.yaml' beside this one" in refused
    assert refused.endswith("; nothing was installed\n")
    assert not (tmp_path / "data").exists()
    assert call("scenario", "install", "skirmish.bwbattle", "--look", code=1).stderr.startswith("it has faults: ")
    assert call("scenario", "install", "skirmish.bwbattle", "--faulty", code=1).stdout.endswith("battles/skirmish\n")


def test_what_is_no_package_is_refused_in_one_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "x.bwbattle").write_bytes(b"PK\x03\x04" + bytes(100))
    for path in (tmp_path / "x.bwbattle", tmp_path / "none", tmp_path):
        assert len(call("scenario", "install", path, code=2).stderr.splitlines()) == 1
