"""`scenario`: list, check, render, schema."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from game.scenario.json_schema import KINDS, file_of, json_schema

from .conftest import Call

SOURCE = Path(__file__).parents[2] / "scenarios" / "lake_khasan"
NIGHT = "lake_khasan/night_attack"


@pytest.fixture
def battle(tmp_path: Path) -> Path:
    """A folder with a copy of the smallest scenario."""
    for source in SOURCE.glob("*.yaml"):
        if source.stem in {"map", "forces", "night_attack"} or source.stem.startswith("plan_"):
            (tmp_path / source.name).write_bytes(source.read_bytes())
    return tmp_path


def change(battle: Path, old: str, new: str) -> Path:
    path = battle / "night_attack.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_list(call: Call) -> None:
    said = call("scenario", "list").stdout
    assert "lake_khasan/night_attack" in said
    assert "Night attack, 30-31 July 1938" in said
    listed = json.loads(call("scenario", "list", "--json").stdout)
    (one,) = [one for one in listed if one["scenario"] == NIGHT]
    assert one["name"] == "Night attack, 30-31 July 1938"
    assert (one["where"], one["fault"]) == ("with the game", "")
    assert one["path"].endswith(f"{NIGHT}.yaml")


def test_own_battles_are_listed_checked_and_played_by_name(call: Call, battle: Path) -> None:
    """A folder of battles that one call is given; a faulty one is listed with what to do about it."""
    (battle / "second.yaml").write_text("schema: [", encoding="utf-8")
    listed = call("--battles", battle.parent, "scenario", "list").stdout
    assert f"{battle.name}/night_attack" in listed
    assert f"has faults: borderwars scenario check {battle.name}/second" in listed
    assert call("--battles", battle.parent, "scenario", "check", f"{battle.name}/night_attack").stdout.startswith(
        "ok  "
    )
    said = call("--battles", battle.parent / "nowhere", "scenario", "list", code=2).stderr
    assert "nowhere: there is no such folder" in said


def test_check_by_name_and_by_path_and_by_folder(call: Call, battle: Path) -> None:
    assert "18 units, 2,700 hexes, 3 turns, 5 of 5 tests hold" in call("scenario", "check", NIGHT).stdout
    assert call("scenario", "check", battle / "night_attack.yaml").stdout.startswith("ok  ")
    assert call("scenario", "check", battle).stdout.count("ok  ") == 1


def test_check_tells_the_faults_of_every_file(call: Call, battle: Path) -> None:
    path = change(battle, "order_of_play: [japanese, soviet]", "order_of_play: [japanese, sovjet]")
    result = call("scenario", "check", path, NIGHT, code=2)
    assert "there is no side 'sovjet'; did you mean 'soviet'?" in result.stderr
    assert "order_of_play: [japanese, sovjet]" in result.stderr
    assert "ok  lake_khasan/night_attack" in result.stdout


def test_check_fails_when_a_test_of_a_scenario_does(call: Call, battle: Path) -> None:
    path = change(battle, '{unit: "I/75", turn: 5, reaches: "2230"}', '{unit: "I/75", turn: 5, cannot_reach: "2230"}')
    said = call("scenario", "check", path, code=1).stdout
    assert said.startswith("FAILED  ")
    assert "4 of 5 tests hold" in said
    assert "I/75, turn 5: reaches 2230 from 2231, but should not" in said


def test_a_hex_that_is_not_reached_has_its_cost_and_its_reason(call: Call, battle: Path) -> None:
    path = change(battle, '{unit: "I/75", turn: 5, reaches: "2230"}', '{unit: "I/75", turn: 5, reaches: "2210"}')
    said = call("scenario", "check", path, code=1).stdout
    words = r"cannot reach 2210 from 2231, but should: the way costs [0-9.]+ movement points, it has 12; .*rule 3"
    assert re.search(words, said)


def test_a_unit_that_is_not_there_fails_its_test(call: Call, battle: Path) -> None:
    change(battle, '{unit: "19Eng", hex: "1937",', '{unit: "19Eng", hex: "1937", turn: 6,')
    path = change(battle, '{unit: "I/75", turn: 5, reaches: "2230"}', '{unit: "19Eng", turn: 5, reaches: "1936"}')
    assert "19Eng, turn 5: is not on the map then" in call("scenario", "check", path, code=1).stdout


def test_a_test_of_a_later_turn_is_looked_at_then(call: Call, battle: Path) -> None:
    path = change(battle, '{unit: "I/75", turn: 5, reaches: "2230"}', '{unit: "I/75", turn: 7, reaches: "2230"}')
    assert "5 of 5 tests hold" in call("scenario", "check", path).stdout


@pytest.mark.parametrize(("name", "words"), [("nowhere", "there is no scenario 'nowhere'"), ("a.yaml", "no such file")])
def test_check_of_nothing(call: Call, name: str, words: str) -> None:
    result = call("scenario", "check", name, code=2)
    assert words in result.stderr


def test_check_of_an_empty_folder(call: Call, tmp_path: Path) -> None:
    assert "there is no scenario in this folder" in call("scenario", "check", tmp_path, code=2).stderr


def test_render(call: Call, tmp_path: Path) -> None:
    said = call("scenario", "render", NIGHT, "-o", tmp_path / "a.png", "--scale", "10").stdout
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "pixels)" in said


def test_render_in_a_language(call: Call, tmp_path: Path) -> None:
    """English unless another is asked for."""
    pictures = {}
    for language in ("en", "ru", "ja"):
        path = tmp_path / f"{language}.png"
        call("scenario", "render", NIGHT, "-o", path, "--scale", "10", "--no-counters", "--language", language)
        pictures[language] = path.read_bytes()
    call("scenario", "render", NIGHT, "-o", tmp_path / "a.png", "--scale", "10", "--no-counters")
    assert (tmp_path / "a.png").read_bytes() == pictures["en"]
    assert len(set(pictures.values())) == 3
    call("scenario", "render", NIGHT, "-o", tmp_path / "a.png", "--language", "fr", code=2)


def test_render_to_a_place_that_makes_no_sense(call: Call, tmp_path: Path) -> None:
    assert ".png" in call("scenario", "render", NIGHT, "-o", tmp_path / "a.txt", code=2).stderr
    assert "folder" in call("scenario", "render", NIGHT, "-o", tmp_path / "b" / "a.png", code=2).stderr


def test_schema(call: Call) -> None:
    assert json.loads(call("scenario", "schema").stdout) == json_schema("scenario")
    assert json.loads(call("scenario", "schema", "map").stdout) == json_schema("map")
    assert "no schema of 'mapp'; did you mean 'map'?" in call("scenario", "schema", "mapp", code=2).stderr


def test_schemas_of_all_kinds_go_into_a_folder(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    said = call("scenario", "schema", "--all", "-o", folder).stdout.splitlines()
    assert said == [f"written: {folder / file_of(kind)}" for kind in KINDS]
    assert json.loads((folder / "recipe.schema.json").read_text(encoding="utf-8")) == json_schema("recipe")
    assert "go together" in call("scenario", "schema", "--all", code=2).stderr
    assert "go together" in call("scenario", "schema", "map", "-o", folder, code=2).stderr
    assert "not both" in call("scenario", "schema", "map", "--all", "-o", folder, code=2).stderr
    assert "not a folder" in call("scenario", "schema", "--all", "-o", folder / "map.schema.json", code=2).stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scenarios/lake_khasan/map.yaml", "a map"),
        ("scenarios/khalkhin_gol/forces.yaml", "forces"),
        ("assets/data/rules.yaml", "the numbers of the rulebook"),
        ("scenarios/khalkhin_gol/map_recipe.yaml", "a recipe for a map"),
    ],
)
def test_a_file_of_another_kind_is_checked_as_what_it_is(call: Call, name: str, words: str) -> None:
    path = Path(__file__).parents[2] / name
    assert call("scenario", "check", path).stdout == f"ok  {path}: {words}\n"


def test_the_faults_of_a_map_are_those_of_the_map_alone(call: Call, battle: Path) -> None:
    path = battle / "map.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("hex_size: 250", "hex_size: much\ncolour: green"), encoding="utf-8")
    said = call("scenario", "check", path, code=2).stderr
    assert "hex_size: should be a whole number, not 'much'" in said
    assert "unknown key 'colour'" in said
    assert said.endswith("2 problems\n")


def test_a_map_is_not_played(call: Call) -> None:
    said = call("simulate", SOURCE / "map.yaml", "--runs", 1, code=2).stderr
    assert "this is a map, not a scenario" in said
    assert said.endswith("1 problem\n")


def test_a_scenario_file_may_have_any_ending(call: Call, battle: Path) -> None:
    (battle / "night_attack.yaml").rename(battle / "night.txt")
    assert call("scenario", "check", battle / "night.txt").stdout.startswith("ok  ")
    assert "there is no scenario" in call("scenario", "check", battle / "nowhere.txt", code=2).stderr


def test_what_is_no_file_is_not_waited_for(call: Call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "a device or a pipe" in call("scenario", "check", tmp_path / "pipe.yaml", code=2).stderr
    assert "a device or a pipe" in call("scenario", "check", "/dev/zero", code=2).stderr
    assert "no scenario in this folder" in call("scenario", "check", tmp_path, code=2).stderr
    assert "folder" in call("simulate", tmp_path, code=2).stderr
    assert "File name too long" in call("scenario", "check", "x" * 5000 + ".yaml", code=2).stderr
