"""`scenario format`, `scenario diff`, and `scenario render` of saves and of any turn."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from game.cli.positions import Position
from game.commanders.roster import play_out
from game.engine.game import Game
from game.engine.saves import save_game
from game.scenario.changes import changed, read_change
from game.scenario.homes import add_homes
from game.scenario.loading import load_scenario

from .conftest import Call

SHIPPED = Path(__file__).parents[2] / "scenarios"
NIGHT = "lake_khasan/night_attack"
IDLE = {"soviet": "idle", "japanese": "idle"}
LED = ("--commander", "soviet=idle", "--commander", "japanese=cadet")
MESSY = "schema:   1\nname: x\nhex_size: 250\n"


@pytest.fixture
def replay(tmp_path: Path) -> Path:
    """A game of the night attack to its end."""
    game = Game.new(load_scenario(NIGHT), seed=3)
    play_out(game, IDLE)
    save_game(game, tmp_path / "replay.json", IDLE)
    return tmp_path / "replay.json"


# --- format ---------------------------------------------------------------------------------------------------------


def test_format_changes_a_file_once(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MESSY, encoding="utf-8")
    assert (
        call("scenario", "format", path, "--check", code=1).stdout
        == f"would change  {path}: 1 line\n1 file, 1 to be changed\n"
    )
    assert path.read_text(encoding="utf-8") == MESSY
    assert call("scenario", "format", path).stdout == f"changed  {path}: 1 line\n1 file, 1 changed\n"
    assert path.read_text(encoding="utf-8") == MESSY.replace("   ", " ")
    assert call("scenario", "format", path, "--check").stdout == "1 file, none to be changed\n"
    assert list(tmp_path.iterdir()) == [path]


def test_format_writes_through_no_link_of_a_folder(call: Call, tmp_path: Path) -> None:
    inside, outside = tmp_path / "battle", tmp_path / "outside.yaml"
    inside.mkdir()
    outside.write_text("schema:   1\nname:  x\nhex_size:   500\n", encoding="utf-8")
    (inside / "map.yaml").symlink_to(outside)
    done = call("scenario", "format", inside)
    assert "left alone" in done.stderr and "this is a link" in done.stderr
    assert outside.read_text(encoding="utf-8") == "schema:   1\nname:  x\nhex_size:   500\n"


def test_a_pipe_in_a_folder_is_refused(call: Call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "map.yaml")
    for command in ("format", "check"):
        done = call("scenario", command, tmp_path, code=2)
        assert "map.yaml: this is a device or a pipe, not a file" in done.stderr


def test_all_that_is_shipped_is_formatted(call: Call) -> None:
    (said,) = call("scenario", "format", SHIPPED, SHIPPED.parent / "assets", "--check").output.splitlines()
    assert re.fullmatch(r"\d+ files, none to be changed", said)


def test_battles_are_formatted_by_their_names(call: Call, tmp_path: Path) -> None:
    """What comes with the game is only looked at; whoever wants it otherwise makes a copy."""
    assert call("scenario", "format", "halhamiao", NIGHT, "--check").output.endswith(" files, none to be changed\n")
    said = call("scenario", "format", NIGHT, code=2).stderr
    assert said.startswith(f"borderwars: {NIGHT} comes with the game, whose files stay as they are: --check looks at")
    (tmp_path / "home" / "mine").mkdir(parents=True)
    (tmp_path / "home" / "mine" / "map.yaml").write_text(MESSY, encoding="utf-8")
    add_homes([tmp_path / "home"])
    assert "map.yaml: 1 line\n" in call("scenario", "format", "mine").stdout
    assert "no scenario 'nowhere'" in call("scenario", "format", "nowhere", "mine", code=2).stderr


def test_a_faulty_file_stays_and_hides_no_other(call: Call, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.yaml", tmp_path / "good.yaml"
    bad.write_text("a: 1\n  b: 2\n", encoding="utf-8")
    good.write_text(MESSY, encoding="utf-8")
    result = call("scenario", "format", tmp_path, code=2)
    assert f"{bad}:2:4: not YAML" in result.stderr
    assert "good.yaml" in result.stdout
    assert result.stdout.endswith("\n2 files, 1 changed, 1 with faults\n")
    assert bad.read_text(encoding="utf-8") == "a: 1\n  b: 2\n"
    call("scenario", "format", tmp_path / "nowhere.yaml", code=2)


def test_an_empty_file_is_said_to_be_empty(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    for text in ("", "# nothing yet\n"):
        path.write_text(text, encoding="utf-8")
        for asked in (path, tmp_path):
            assert f"{path}: the file is empty" in call("scenario", "format", asked, code=2).stderr


def test_a_map_from_tiled_says_which_ground_it_lacks(call: Call, tmp_path: Path) -> None:
    ground = "schema: 1\nterrain: {ice: {name: Ice, speed: {foot: 3000}, estimate: true}}\n"
    (tmp_path / "terrain.yaml").write_text(ground, encoding="utf-8")
    text = (SHIPPED / "lake_khasan" / "map.yaml").read_text(encoding="utf-8")
    (tmp_path / "map.yaml").write_text(text.replace(": marsh", ": ice"), encoding="utf-8")
    call("scenario", "export-tiled", tmp_path / "map.yaml", "-o", tmp_path / "a.tmj")
    assert "not known" not in call("scenario", "import-tiled", tmp_path / "a.tmj", "-o", tmp_path / "b.yaml").stderr
    (tmp_path / "terrain.yaml").unlink()
    said = call("scenario", "import-tiled", tmp_path / "a.tmj", "-o", tmp_path / "c.yaml").stderr
    assert said == "not known here: ice; a battle's own ground must lie beside the map, in terrain.yaml\n"


def test_a_map_that_is_made_replaces_nothing_but_a_map(call: Call, tmp_path: Path) -> None:
    """Not what it is made from either, by whatever command."""
    recipe, drawn = tmp_path / "recipe.yaml", tmp_path / "map.tmj"
    recipe.write_bytes((SHIPPED / "khalkhin_gol" / "map_recipe.yaml").read_bytes())
    call("scenario", "export-tiled", SHIPPED / "halhamiao" / "map.yaml", "-o", drawn)
    for command, source in (("import-grid", recipe), ("from-geodata", recipe), ("import-tiled", drawn)):
        before = source.read_bytes()
        said = call("scenario", command, source, "-o", source, "--force", code=2).stderr
        assert f"{source} is there already and is no map; --force replaces nothing but maps" in said
        assert source.read_bytes() == before
    made = tmp_path / "map.yaml"
    for force in ((), ("--force",)):
        call("scenario", "import-tiled", drawn, "-o", made, *force)
    assert "--force replaces it" in call("scenario", "import-tiled", drawn, "-o", made, code=2).stderr


def test_files_of_other_programs_in_a_folder_are_left_alone(call: Call, tmp_path: Path) -> None:
    other = tmp_path / "workflow.yaml"
    other.write_text("on:   push\njobs:   {}\n", encoding="utf-8")
    assert "this is no file of a scenario" in call("scenario", "format", tmp_path).stderr
    assert other.read_text(encoding="utf-8") == "on:   push\njobs:   {}\n"


# --- diff -----------------------------------------------------------------------------------------------------------


def test_diff_of_equals(call: Call) -> None:
    assert call("scenario", "diff", NIGHT, SHIPPED / f"{NIGHT}.yaml").stdout == "no differences\n"
    assert json.loads(call("scenario", "diff", NIGHT, NIGHT, "--json").stdout) == []


def test_diff_of_two_scenarios(call: Call) -> None:
    said = call("scenario", "diff", "lake_khasan/campaign", NIGHT, code=1).stdout
    assert said.startswith(f"{NIGHT} differs:\n\nThe battle\n  it is called 'Night attack, 30-31 July 1938', not")
    found = json.loads(call("scenario", "diff", "lake_khasan/campaign", NIGHT, "--json", code=1).stdout)
    assert {"it has 3 turns, not 39"} <= {one["sentence"] for one in found}
    assert set(found[0]) == {"heading", "sentence", "path", "before", "after"}


def test_diff_of_a_battle(call: Call) -> None:
    """Its name is enough if it has but one scenario."""
    assert call("scenario", "diff", "halhamiao", "halhamiao/loopholed_temple").stdout == "no differences\n"
    said = call("scenario", "diff", "halhamiao", "lake_khasan", code=2).stderr
    assert "the battle lake_khasan has several scenarios; say which: lake_khasan/campaign, " in said


def test_diff_of_a_folder(call: Call, tmp_path: Path) -> None:
    call("scenario", "copy", "halhamiao", "mine", "--to", tmp_path)
    assert call("scenario", "diff", tmp_path / "mine", "halhamiao").stdout == "no differences\n"


def test_diff_with_a_save(call: Call, tmp_path: Path) -> None:
    """A save has the scenario in it that it was begun with."""
    scenario = changed(load_scenario(NIGHT), [read_change("arrive", "I/75=+1"), read_change("set", "rules.burnt=300")])
    save_game(Game.new(scenario, seed=1), tmp_path / "a.json")
    said = call("scenario", "diff", NIGHT, tmp_path / "a.json", code=1).stdout
    assert "  burnt is 300, not " in said
    assert "  I/75 arrives in turn 6, and is not there from the start\n" in said


def test_diff_of_what_cannot_be_compared(call: Call, tmp_path: Path) -> None:
    said = call("scenario", "diff", NIGHT, SHIPPED / "lake_khasan" / "map.yaml", code=2).stderr
    assert f"{NIGHT} is a scenario and " in said
    assert "map.yaml is a map: these cannot be compared" in said
    assert "no scenario 'nowhere'" in call("scenario", "diff", "nowhere", NIGHT, code=2).stderr
    assert "no such file" in call("scenario", "diff", NIGHT, tmp_path / "a.json", code=2).stderr


# --- render ---------------------------------------------------------------------------------------------------------


def test_render_of_a_save_and_of_a_turn(call: Call, replay: Path, tmp_path: Path) -> None:
    pictures = []
    for number, asked in enumerate([(replay,), ("--save", replay, "--turn", 5), (replay, "--turn", 7)]):
        path = tmp_path / f"{number}.png"
        call("scenario", "render", *asked, "-o", path, "--scale", 10)
        pictures.append(path.read_bytes())
    assert pictures[0] == pictures[2]
    assert pictures[1] != pictures[0]


def test_render_of_a_turn_that_commanders_play(call: Call, tmp_path: Path) -> None:
    asked = ("scenario", "render", NIGHT, "--scale", 10, "--turn", 5, *LED)
    for name, more in {"a": (), "b": ("--seed", 1938)}.items():
        call(*asked, *more, "-o", tmp_path / f"{name}.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_position_is_that_of_the_record(replay: Path) -> None:
    """The end of a turn is the position in which the next begins, of a replay as of a game that is played for it."""
    again = Position.of(None, replay, 6, None, (), ()).game()
    played = Position.of(NIGHT, None, 6, 3, tuple(IDLE.items()), ()).game()
    assert again.turn == played.turn == 7
    assert again.digest() == played.digest()
    assert [turn.digest for turn in again.record if turn.digest] == [
        turn.digest for turn in played.record if turn.digest
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ((), "give one of them: a SCENARIO, or --save FILE"),
        ((NIGHT, "--save", "REPLAY"), "give one of them: a SCENARIO, or --save FILE"),
        ((NIGHT, "--turn", 8), "has turns 5 to 7, and no turn 8"),
        ((NIGHT, "--seed", 3), "say with --turn how far"),
        (("REPLAY", "--turn", 4), "has turns 5 to 7, and no turn 4"),
        (("REPLAY", "--turn", 6, "--seed", 3), "has been played"),
        (("SAVE", "--turn", 5), "the game stands in turn 5; the end of turn 5 was not played"),
        (("--save", "nowhere.json"), "there is no such file"),
        ((NIGHT, "--turn", 6, "--commander", "sovjet=idle"), "did you mean 'soviet'?"),
    ],
)
def test_positions_that_are_not_there(
    call: Call, replay: Path, tmp_path: Path, asked: tuple[object, ...], words: str
) -> None:
    save_game(Game.new(load_scenario(NIGHT), seed=1), tmp_path / "save.json")
    places = {"REPLAY": replay, "SAVE": tmp_path / "save.json"}
    said = call("scenario", "render", *(places.get(str(one), one) for one in asked), "-o", tmp_path / "a.png", code=2)
    assert words in said.stderr
    assert not (tmp_path / "a.png").exists()
