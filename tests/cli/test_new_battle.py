"""`scenario new` and `scenario ids` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.cli import main
from game.core.places import battles_folder
from game.scenario.meanings import CLOSED, MEANINGS, meanings_of
from tests.cli.conftest import Call


def test_a_new_battle_is_in_the_user_s_folder_and_known_by_name(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = call("scenario", "new", "my_clash", "--turns", 3, "--sides", "mongolian, japanese", "--title", "Die Höhe")
    said = made.stdout
    assert made.stderr.startswith("of 100 games of two officers the sides win: Mongolian side ")
    assert " per cent of all men, in " in made.stderr
    assert (battles_folder() / "my_clash" / "first.yaml").is_file()
    assert "Die Höhe: " in said
    assert "  borderwars play my_clash/first\n" in said
    assert "ok  my_clash/first: 10 units, 280 hexes, 3 turns" in call("scenario", "check", "my_clash/first").stdout
    assert "Mongolian" in call("simulate", "my_clash/first", "--runs", 2).stdout
    assert "there is a battle my_clash already" in call("scenario", "new", "my_clash", code=2).stderr
    assert (
        "there are two sides, as in soviet,japanese, not 'red'"
        in call("scenario", "new", "b", "--sides", "red", code=2).stderr
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("new", "--columns INTEGER Columns of hexes. [12 to 200]"),
        ("new", "[battalions: 250 to 2000, companies: 300 to 1000, platoons: 200 to 500]"),
        ("new", "Hours of a turn, for battalions. [battalions: 1 to 24]"),
        ("new", "[companies: 20 to 60 by 5, platoons: 10 to 30 by 5]"),
        ("new", "--turns INTEGER Number of turns. [3 to 400]"),
        ("new", "--latitude FLOAT Degrees north. [-66 to 66]"),
        ("import-tiled", "otherwise the property. [50 to 20000]"),
        ("from-geodata", "that of the recipe if not given. [50 to 20000]"),
        ("render", "Pixels between the centres of hexes. [default: 32] [8 to 128]"),
    ],
)
def test_help_says_between_what_a_number_must_be(call: Call, command: str, said: str) -> None:
    assert said in " ".join(call("scenario", command, "--help").stdout.split())


def test_each_answer_is_looked_at_when_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words in which options are refused; and asked for again."""
    monkeypatch.setattr("game.cli.new_battle.is_asked_at_a_terminal", lambda: True)
    answers = (
        *("squads", "platoons", "", "11", "x", "12", "8", "1000", "300", "soon", "", "12", "15", "2"),
        *("4", "80", "48", "", "red", "red,red", "red,blue"),
    )
    command = ["scenario", "new", "small", "--to", str(tmp_path)]
    result = CliRunner().invoke(main, [*command, "--hex-size", "300"], input="\n".join(answers[:1]), prog_name="b")
    assert result.exit_code != 0, "who has no more answers is not asked for ever"
    assert not list(tmp_path.iterdir())
    result = CliRunner().invoke(main, command, input="\n".join(answers) + "\n", prog_name="borderwars")
    assert result.exit_code == 0, result.output
    said = [line.split("Error: ")[1] for line in result.stderr.split("\n") if "Error: " in line]
    assert said == [
        "the scale must be battalions, companies or platoons, not 'squads'",
        "the number of columns must be a whole number from 12 to 200, not 11",
        "'x' is not a valid integer.",
        "the width of a hex in metres, for platoons, must be a whole number from 200 to 500, not 1000",
        "the start must be like 1938-08-02T04:00, not 'soon'",
        "turns of platoons must be a multiple of 5 minutes, not 12 minutes",
        "the number of turns must be a whole number from 3 to 400, not 2",
        "the latitude must be from -66 to 66 degrees, not 80.0",
        "there are two sides, as in soviet,japanese, not 'red'",
        "both sides cannot be 'red'",
    ]
    text = (tmp_path / "small" / "first.yaml").read_text(encoding="utf-8")
    assert "turn_minutes: 15, turns: 4" in text


def test_what_options_say_is_refused_before_anything_is_asked(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.cli.new_battle.is_asked_at_a_terminal", lambda: True)
    for options, fault in (
        (("--rows", 3), "the number of rows must be a whole number from 8 to 200, not 3"),
        (("--scale", "platoons", "--hex-size", 1000), "the width of a hex in metres, for platoons, must be"),
        (("--turn-hours", 1, "--turn-minutes", 30), "a turn has --turn-hours or --turn-minutes, not both"),
        (("--turn-minutes", 30, "--scale", "battalions"), "turns of battalions must be whole hours, not 30 minutes"),
    ):
        result = call("scenario", "new", "b", "--to", tmp_path, *options, code=2)
        assert result.stderr.startswith(f"borderwars: {fault}")
    assert "a battle cannot be called 'B'" in call("scenario", "new", "B", "--to", tmp_path, code=2).stderr
    assert not list(tmp_path.iterdir())


def test_no_id_is_its_own_meaning(call: Call) -> None:
    """But of rules, which are said by value and unit, and of things that are called as their ids are."""
    rows = json.loads(call("scenario", "ids", "--json").stdout)
    closed = {*CLOSED, "symbols"}
    assert {one["kind"] for one in rows} > closed
    for one in rows:
        assert one["meaning"]
        assert one["kind"] not in closed or one["meaning"].casefold() != one["id"].replace("_", " "), one
    assert {kind: set(words) for kind, words in MEANINGS.items()} == {kind: set(meanings_of(kind)) for kind in closed}
    assert "points for an area that the side owns as a whole" in call("scenario", "ids", "awards").stdout


def test_ids_say_all_that_can_be_named(call: Call, tmp_path: Path) -> None:
    rows = json.loads(call("scenario", "ids", "--json").stdout)
    found = {(row["kind"], row["id"]) for row in rows}
    for one in (
        ("unit_types", "soviet_rifle_battalion"),
        ("terrain", "marsh"),
        ("symbols", "infantry"),
        ("awards", "hold"),
    ):
        assert one in found
    assert all(row["meaning"] for row in rows)
    types = [row["meaning"] for row in rows if row["kind"] == "unit_types"]
    assert "Machine-gun section (infantry, wheeled)" in types
    assert "Machine-gun section (infantry, foot)" in types
    assert "there is no kind 'symbls'; did you mean 'symbols'?" in call("scenario", "ids", "symbls", code=2).stderr
    (tmp_path / "equipment.yaml").write_text(
        "schema: 1\nequipment:\n  sled: {name: Sled, kind: vehicle, crew: 2, estimate: true}\n"
    )
    assert "sled" in call("scenario", "ids", "equipment", "--battle", tmp_path).stdout
    (tmp_path / "equipment.yaml").write_text("schema: 1\nequipment:\n  sled: 7\n")
    assert (
        "equipment.yaml:3:9: equipment.sled:"
        in call("scenario", "ids", "equipment", "--battle", tmp_path, code=2).stderr
    )
    assert "there is no such folder" in call("scenario", "ids", "--battle", tmp_path / "no", code=2).stderr


def test_copy_begins_with_a_battle_that_is_there(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    said = call("scenario", "copy", "halhamiao/loopholed_temple", "my_temple").stdout
    assert "my_temple has forces.yaml, loopholed_temple.yaml, map.yaml, " in said
    assert said.endswith("  borderwars play my_temple/loopholed_temple\n")
    assert "no differences" in call("scenario", "diff", "my_temple", "halhamiao").stdout
    assert "there is a battle my_temple already" in call("scenario", "copy", "halhamiao", "my_temple", code=2).stderr
    assert "no battle 'halhamio'" in call("scenario", "copy", "halhamio", "other", code=2).stderr
    assert "temple" in call("scenario", "ids", "terrain", "--battle", "my_temple/loopholed_temple").stdout
