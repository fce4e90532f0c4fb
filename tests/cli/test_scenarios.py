"""`scenario`: list, check, render, schema."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from game.core.places import settings_file
from game.scenario.folder_files import files_to_check
from game.scenario.json_schema import KINDS, file_of, json_schema
from tests.pictures import png

from .conftest import Call

SOURCE = Path(__file__).parents[2] / "scenarios" / "lake_khasan"
NIGHT = "lake_khasan/night_attack"
EXPERIMENT = "schema: 1\nname: Which plan\nscenario: night_attack.yaml\nruns: 2\nmeasures: [spirit]\n"


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


def test_titles_are_in_the_language_of_the_settings_where_a_battle_has_them(
    call: Call, battle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = 'schema: 1\nlanguage: ru\nscenarios: {night_attack: {name: "Ночная атака"}}\n'
    (battle / "texts_ru.yaml").write_text(texts, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for language, title in (("ja", "Night attack, 30-31 July 1938"), ("ru", "Ночная атака")):
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_text(json.dumps({"language": language}))
        listed = json.loads(call("--battles", battle.parent, "scenario", "list", "--json").stdout)
        assert title in [one["name"] for one in listed if one["scenario"].startswith(battle.name)]


def test_a_folder_is_checked_with_what_cannot_be_read_in_it(call: Call, battle: Path) -> None:
    (battle / "second.yaml").write_text("name: [", encoding="utf-8")
    result = call("scenario", "check", battle, code=2)
    assert "second.yaml:" in result.stderr
    assert "ok  " in result.stdout


def test_a_battle_s_own_ground_can_be_compared(call: Call, battle: Path) -> None:
    ground = "schema: 1\nterrain:\n  ice: {name: Ice, speed: {foot: 3000}, estimate: true}\n"
    (battle / "terrain.yaml").write_text(ground, encoding="utf-8")
    (battle.parent / "terrain.yaml").write_text(ground.replace("3000", "2000"), encoding="utf-8")
    said = call("scenario", "diff", battle / "terrain.yaml", battle.parent / "terrain.yaml", code=1).stdout
    assert "2000, not 3000" in said


def test_own_battles_are_listed_checked_and_played_by_name(call: Call, battle: Path) -> None:
    """A folder of battles that one call is given; a faulty one is listed with what to do about it."""
    (battle / "second.yaml").write_text("schema: [", encoding="utf-8")
    listed = call("--battles", battle.parent, "scenario", "list").stdout
    assert f"{battle.name}/night_attack" in listed
    assert "second.yaml:2:1: not YAML" in listed
    change(battle, "order_of_play: [japanese, soviet]", "order_of_play: [japanese, sovjet]")
    result = call("--battles", battle.parent, "scenario", "list")
    assert "there is no side 'sovjet'; did you mean 'soviet'?" in result.stdout
    assert "all that is wrong with one: borderwars scenario check " in result.stderr
    change(battle, "order_of_play: [japanese, sovjet]", "order_of_play: [japanese, soviet]")
    assert call("--battles", battle.parent, "scenario", "check", f"{battle.name}/night_attack").stdout.startswith(
        "ok  "
    )
    said = call("--battles", battle.parent / "nowhere", "scenario", "list", code=2).stderr
    assert "nowhere: there is no such folder" in said


def test_check_by_name_and_by_path_and_by_folder(call: Call, battle: Path) -> None:
    assert "18 units, 2,700 hexes, 3 turns, 5 of 5 tests hold" in call("scenario", "check", NIGHT).stdout
    assert call("scenario", "check", battle / "night_attack.yaml").stdout.startswith("ok  ")
    assert call("scenario", "check", battle).stdout.count(" 3 turns, ") == 1


def test_every_file_of_a_folder_is_looked_at(call: Call, battle: Path) -> None:
    """A plan that no scenario lists, an experiment, a second map; what a scenario reads is looked at with it."""
    folder = battle / "inside"
    folder.mkdir()
    listed = (battle / "night_attack.yaml").read_text(encoding="utf-8")
    for path in battle.glob("*.yaml"):
        if path.name in listed or path.stem == "night_attack":
            path.rename(folder / path.name)
    (folder / "workflow.yaml").write_text("on: push\nfactors: {}\njobs: {}\nname: x\nruns-on: y\n", encoding="utf-8")
    assert call("scenario", "check", folder).stdout.count("ok  ") == 1
    (folder / "plan_idle.yaml").write_bytes((folder / "plan_soviet_historical.yaml").read_bytes())
    (folder / "map2.yaml").write_bytes((folder / "map.yaml").read_bytes())
    (folder / "ground.yaml").write_text("schema: 1\nhexsides: {dyke: {name: Dyke, estimate: true}}\n", encoding="utf-8")
    (folder / "wings.yaml").write_text(EXPERIMENT, encoding="utf-8")
    found = call("scenario", "check", folder, code=2)
    assert "wings.yaml:5:12: measures[0]: " in found.stderr
    (folder / "wings.yaml").write_text(EXPERIMENT.replace("spirit", "margin"), encoding="utf-8")
    found = call("scenario", "check", folder)
    assert f"ok  {folder / 'wings.yaml'}: an experiment" in found.stdout
    for name in ("plan_idle", "map2"):
        assert re.search(rf"{name}.yaml:[0-9]+:1: remark: no scenario or experiment of the folder names", found.stderr)
    assert "no scenario reads a library of ground from a file of this name; usual is terrain.yaml" in found.stderr
    with (folder / "wings.yaml").open("a", encoding="utf-8") as stream:
        stream.write("plans: {soviet: plan_idle.yaml}\n")
    assert "plan_idle.yaml:" not in call("scenario", "check", folder).stderr


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
    assert re.search(r"the way costs [0-9.]+ movement points, it has 12; neither ground, .* in its 1 step\n", said)


def test_a_hex_that_is_not_reached_has_its_cost_and_its_reason(call: Call, battle: Path) -> None:
    path = change(battle, '{unit: "I/75", turn: 5, reaches: "2230"}', '{unit: "I/75", turn: 5, reaches: "2210"}')
    said = call("scenario", "check", path, code=1).stdout
    words = (
        r"cannot reach 2210 from 2231, but should: the way costs [0-9.]+ movement points, it has 12; "
        r"what stops it on the step from [0-9]{4} to [0-9]{4}: .*rule 3"
    )
    assert re.search(words, said)


def test_what_stops_a_unit_at_once_is_said_of_its_first_step(call: Call, battle: Path) -> None:
    """The frontier is nearer than the end of its points."""
    change(battle, "tests:\n", 'tests:\n  - {unit: "III/118", turn: 5, reaches: "1929"}\n')
    said = call("scenario", "check", battle / "night_attack.yaml", code=1).stdout
    assert "the side is forbidden to enter that hex this turn (rule 9.1)" in said


def test_remarks_stand_below_and_count_only_if_that_is_asked(call: Call, battle: Path) -> None:
    path = change(battle, "calendar: {", 'areas:\n  nook: {hexes: ["0000"]}\ncalendar: {')
    result = call("scenario", "check", path)
    assert re.search(r"^ok  .*, 5 of 5 tests hold, [0-9]+ remarks?\n", result.stdout)
    assert "remark: areas.nook: the area 'nook' is named by nothing" in result.stderr
    assert "\n      nook: {hexes:" in result.stderr
    assert call("scenario", "check", path, "--strict", code=1).stdout == result.stdout


def test_findings_as_json(call: Call, battle: Path) -> None:
    """Tests that fail and remarks, each with its place; of a file with faults only these."""
    path = change(battle, '{unit: "I/75", turn: 5, reaches: "2230"}', '{unit: "I/75", turn: 5, cannot_reach: "2230"}')
    faulty = battle / "map.yaml"
    found = json.loads(call("scenario", "check", path, "--json", code=1).stdout)
    (test,) = [one for one in found if one["kind"] == "test"]
    assert (test["checked"], test["file"]) == (str(path), str(path))
    assert test["path"].startswith("tests[")
    assert test["message"].startswith("I/75, turn 5: reaches 2230")
    assert path.read_text(encoding="utf-8").split("\n")[test["line"] - 1] == test["excerpt"]
    assert {one["kind"] for one in found} == {"test", "remark"}
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("hex_size: 250", "hex_size: 2"), encoding="utf-8")
    result = call("scenario", "check", faulty, "nowhere", "--json", code=2)
    assert [(one["kind"], one["path"]) for one in json.loads(result.stdout)] == [("fault", "hex_size"), ("fault", "")]
    assert "there is no scenario 'nowhere'" in result.stderr


def test_a_file_alone_has_the_remarks_that_make_sense_for_it(call: Call, battle: Path) -> None:
    path = battle / "map.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("hex_size: 250", "hex_size: 5000"), encoding="utf-8")
    result = call("scenario", "check", path)
    assert result.stdout == f"ok  {path}: a map, 1 remark\n"
    assert "5000 is 5 times the highest in use (1000)" in result.stderr


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
    assert "there is no scenario in this folder, nor" in call("scenario", "check", tmp_path, code=2).stderr


def test_render(call: Call, tmp_path: Path) -> None:
    said = call("scenario", "render", NIGHT, "-o", tmp_path / "a.png", "--scale", "10").stdout
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "pixels)" in said


def test_render_in_a_language(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the settings unless another is asked for, as commands print titles."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    pictures = {}
    for language in ("en", "ru", "ja"):
        path = tmp_path / f"{language}.png"
        call("scenario", "render", NIGHT, "-o", path, "--scale", "10", "--no-counters", "--language", language)
        pictures[language] = path.read_bytes()
    assert len(set(pictures.values())) == 3
    for language in ("en", "ru"):
        call("scenario", "render", NIGHT, "-o", tmp_path / "a.png", "--scale", "10", "--no-counters")
        assert (tmp_path / "a.png").read_bytes() == pictures[language]
        settings_file().parent.mkdir(exist_ok=True)
        settings_file().write_text(json.dumps({"language": "ru"}), encoding="utf-8")
    call("scenario", "render", NIGHT, "-o", tmp_path / "a.png", "--language", "fr", code=2)


def test_render_to_a_place_that_makes_no_sense(call: Call, tmp_path: Path) -> None:
    assert ".png" in call("scenario", "render", NIGHT, "-o", tmp_path / "a.txt", code=2).stderr
    assert "folder" in call("scenario", "render", NIGHT, "-o", tmp_path / "b" / "a.png", code=2).stderr


def test_only_pictures_that_were_drawn_so_are_drawn_over(call: Call, tmp_path: Path) -> None:
    """And of those none that the battle beside it shows, unless it is asked for; files of other kinds never."""
    drawn, briefing, notes = tmp_path / "a.png", tmp_path / "hill.png", tmp_path / "notes.png"
    briefing.write_bytes(png(8, 8))
    notes.write_bytes(b"by hand")
    asked = ("scenario", "render", NIGHT, "--scale", "10", "--no-counters", "-o")
    for _ in range(2):
        call(*asked, drawn)
    for path, words, forced in (
        (briefing, "no command has drawn it; --force replaces it", 0),
        (notes, "is no PNG picture; nothing but those is replaced", 2),
    ):
        before = path.read_bytes()
        assert words in call(*asked, path, code=2).stderr
        call(*asked, path, "--force", code=forced)
        assert (path.read_bytes() == before) is (forced == 2)
    (tmp_path / "first.yaml").write_text("pictures: [{file: a.png}]\n", encoding="utf-8")
    assert "first.yaml shows it; --force replaces it" in call(*asked, drawn, code=2).stderr
    link = tmp_path / "elsewhere" / "link.png"
    link.parent.mkdir()
    link.symlink_to(drawn)
    assert "first.yaml shows it; --force replaces it" in call(*asked, link, code=2).stderr
    balance = ("scenario", "balance", NIGHT, "--runs", 1, "-o", notes)
    assert "nothing but those is replaced" in call(*balance, code=2).stderr


def test_a_picture_of_the_briefing_is_drawn_that_is_named_already(call: Call, battle: Path) -> None:
    """It is a fault until it is there; another that is missing keeps nobody from drawing it."""
    path, rows = battle / "night_attack.yaml", ('file: ground.png, caption: "a"', 'file: later.png, caption: "b"')
    named = "pictures: [" + ", ".join(f"{{{row}, estimate: true}}" for row in rows) + "]\n"
    path.write_text(path.read_text(encoding="utf-8") + named, encoding="utf-8")
    assert "there is no file 'ground.png'" in call("scenario", "check", path, code=2).stderr
    call("scenario", "render", path, "-o", battle / "ground.png", "--scale", "10", "--no-counters")
    assert (battle / "ground.png").exists()


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


def test_a_name_with_a_line_feed_stays_in_its_line(call: Call, tmp_path: Path) -> None:
    """Escaped, so that it is seen which file it is: in answers, in faults and in sentences."""
    recipe = SOURCE.parent / "khalkhin_gol" / "map_recipe.yaml"
    folder = tmp_path / "odd\nfolder"
    folder.mkdir()
    shutil.copy(recipe, folder / "a\x1b.yaml")
    checked = call("scenario", "check", folder).stdout
    assert checked == f"ok  {tmp_path}/odd\\nfolder/a\\x1b.yaml: a recipe for a map\n"
    (folder / "a\x1b.yaml").write_text("schema:   1\nlegend: 3\nhex_size: x\n", encoding="utf-8")
    assert "odd\\nfolder/a\\x1b.yaml:1:1: " in call("scenario", "check", folder, code=2).stderr
    assert "odd\\nfolder/a\\x1b.yaml: 1 line\n" in call("scenario", "format", folder).stdout
    assert (
        r"no\nwhere.yaml: there is no such file"
        in call("scenario", "render", "no\nwhere.yaml", "-o", "a.png", code=2).stderr
    )


def test_a_link_to_what_is_checked_anyway_is_checked_once(call: Call, battle: Path) -> None:
    (battle / "again.yaml").symlink_to("night_attack.yaml")
    (battle / "elsewhere").mkdir()
    (battle / "elsewhere" / "plan.yaml").symlink_to(next(battle.glob("plan_*.yaml")))
    (battle / "elsewhere" / "outside.yaml").symlink_to(SOURCE / "forces.yaml")
    checked = [path.name for path in files_to_check(battle)]
    assert checked == ["outside.yaml", "night_attack.yaml", "plan_soviet_eighth.yaml", "plan_soviet_one_hill.yaml"]
    map_file = battle / "map.yaml"
    map_file.write_text(map_file.read_text(encoding="utf-8").replace("hex_size: 250", "hex_size: 2"), encoding="utf-8")
    assert call("scenario", "check", battle, code=2).stderr.count("hex_size: should be") == 1


def test_hidden_folders_hold_no_battles_and_a_disk_is_no_folder_of_battles(
    call: Call, battle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (battle / ".old").mkdir()
    shutil.copy(battle / "night_attack.yaml", battle / ".old")
    shutil.copy(battle / "map.yaml", battle / ".old")
    assert not [path for path in files_to_check(battle) if ".old" in path.parts]
    assert files_to_check(battle / ".old"), "it is looked at if it is named"
    monkeypatch.setattr("game.scenario.folder_files.MOST_SEEN", 3)
    for command in ("check", "format"):
        said = call("scenario", command, battle, code=2).stderr
        assert said.endswith(f"{battle}: there are more than 3 files in it; name a folder of battles\n")


def test_what_is_no_file_is_not_waited_for(call: Call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "a device or a pipe" in call("scenario", "check", tmp_path / "pipe.yaml", code=2).stderr
    assert "a device or a pipe" in call("scenario", "check", "/dev/zero", code=2).stderr
    assert "a device or a pipe" in call("scenario", "check", tmp_path, code=2).stderr
    assert "folder" in call("simulate", tmp_path, code=2).stderr
    assert "File name too long" in call("scenario", "check", "x" * 5000 + ".yaml", code=2).stderr
