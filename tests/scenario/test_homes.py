"""Battles of one's own: where they live, by which names they are known, and that a faulty one hides no other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.core.errors import UsageError
from game.core.places import battles_folder, settings_file
from game.scenario import homes
from game.scenario.homes import ADDED, MOST_FILES, WITH_THE_GAME, YOURS, add_homes, listed_scenarios, shipped_names
from game.scenario.library import find_scenario, scenario_names
from game.scenario.loading import load_scenario

KHASAN = Path(__file__).parents[2] / "scenarios" / "lake_khasan"
NIGHT = "lake_khasan/night_attack"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for this test, and nobody else's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(homes, "_added", [])
    monkeypatch.chdir(tmp_path)
    battles_folder().mkdir(parents=True)
    return battles_folder()


def battle(folder: Path, scenario: str = "night_attack") -> Path:
    """Copy a battle into a folder; return the file of its one scenario."""
    folder.mkdir(parents=True)
    for path in [KHASAN / f"{scenario}.yaml", KHASAN / "map.yaml", KHASAN / "forces.yaml", *KHASAN.glob("plan_*.yaml")]:
        shutil.copy(path, folder)
    return folder / f"{scenario}.yaml"


def test_a_battle_in_the_user_s_folder_is_known_by_its_name_beside_the_game_s(home: Path) -> None:
    path = battle(home / "skirmish")
    assert scenario_names() == [*shipped_names(), "skirmish/night_attack"]
    assert find_scenario("skirmish/night_attack") == ("skirmish/night_attack", path)
    assert load_scenario("skirmish/night_attack").name == load_scenario(path).name == "skirmish/night_attack"
    assert {one.home.whose for one in listed_scenarios()} == {WITH_THE_GAME, YOURS}


def test_settings_and_callers_add_folders(home: Path, tmp_path: Path) -> None:
    battle(tmp_path / "by setting" / "one")
    battle(tmp_path / "by option" / "two")
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(json.dumps({"battles": [str(tmp_path / "by setting"), "/nowhere", 7]}))
    add_homes([tmp_path / "by option", "by option"])
    mine = [one for one in listed_scenarios() if one.home.whose != WITH_THE_GAME]
    assert [(one.name, one.home.whose) for one in mine] == [("one/night_attack", ADDED), ("two/night_attack", ADDED)]


def test_a_folder_that_is_added_must_be_there() -> None:
    with pytest.raises(UsageError, match="nowhere: there is no such folder; a folder of battles has a folder for each"):
        add_homes(["nowhere"])


@pytest.mark.parametrize("text", ["", "schema: [", "name: Mine\n", "\0"])
def test_a_faulty_battle_is_listed_and_hides_no_other(home: Path, text: str) -> None:
    battle(home / "zebra")
    (home / "broken").mkdir()
    (home / "broken" / "first.yaml").write_text(text)
    assert scenario_names()[-2:] == ["broken/first", "zebra/night_attack"]
    assert load_scenario("zebra/night_attack").file.name == load_scenario(NIGHT).file.name


def test_map_forces_plans_and_libraries_are_no_scenarios(home: Path) -> None:
    battle(home / "skirmish")
    for kind in ("terrain", "equipment", "unit_types", "rules"):
        (home / "skirmish" / f"{kind}.yaml").write_text(f"schema: 1\n{kind}: {{}}\n")
    assert scenario_names()[len(shipped_names()) :] == ["skirmish/night_attack"]


def test_where_a_name_is_taken_the_game_s_comes_first_and_the_other_stands_by_its_path(home: Path) -> None:
    path = battle(home / "lake_khasan")
    assert load_scenario(NIGHT).digest == load_scenario(KHASAN / "night_attack.yaml").digest
    (other,) = [one for one in listed_scenarios() if one.home.whose == YOURS]
    assert other.name == path.as_posix()
    assert other.fault == f"the name {NIGHT} is taken by {KHASAN / 'night_attack.yaml'}"
    assert load_scenario(other.name).name == path.as_posix()


def test_a_path_may_leave_its_ending_out(tmp_path: Path) -> None:
    battle(tmp_path / "halhamiao")
    assert load_scenario("halhamiao/night_attack").name == "halhamiao/night_attack.yaml"


def test_a_folder_with_everything_in_it_is_no_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the home says so: nothing else is hidden by it."""
    assert MOST_FILES > 1000
    monkeypatch.setattr(homes, "MOST_FILES", 3)
    monkeypatch.setattr(homes, "data_dir", lambda kind: home.parent / "few")
    (home.parent / "few" / "one").mkdir(parents=True)
    battle(home / "skirmish")
    (found,) = listed_scenarios()
    assert found.name == home.as_posix()
    assert found.fault == f"{home}: there are more than 3 files; is this a folder of battles?"


def test_what_is_being_written_is_not_listed(home: Path) -> None:
    battle(home / ".skirmish-1234")
    assert scenario_names() == shipped_names()


def test_a_file_is_no_folder_of_battles(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="file: this is a file; a folder of battles has a folder for each battle"):
        add_homes([tmp_path / "file"])


def test_settings_that_cannot_be_read_name_no_folders(home: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    for text in ("{", "[]", '{"battles": "x"}', '{"battles": ["", "relative"]}', '{"battles": {"a": 1}}', "[" * 50_000):
        settings_file().write_text(text)
        assert scenario_names() == shipped_names()
