"""`scenario new` writes a battle that is whole and sound, at any size that can be asked for, and that both can win."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.errors import UsageError
from game.scenario.formatting import formatted
from game.scenario.homes import data_dir
from game.scenario.json_schema import SCHEMAS
from game.scenario.loading import load_scenario
from game.scenario.new_battle.copying import copy_battle
from game.scenario.new_battle.making import FILES, make_battle
from game.scenario.new_battle.wanted import KNOWN_SIDES, LEAST_COLUMNS, LEAST_ROWS, WIDTHS, Wanted


def test_it_is_sound_commented_and_laid_out(tmp_path: Path) -> None:
    path = make_battle(Wanted("clash"), tmp_path)
    assert path == tmp_path / "clash" / "first.yaml"
    scenario = load_scenario(path)
    assert scenario.file.name == "Clash"
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([*FILES, SCHEMAS])
    for name in FILES:
        text = (path.parent / name).read_text(encoding="utf-8")
        assert text.count("\n# ") >= 2, "it says what may be changed"
        assert formatted(text, name) == text
        named = text.split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).read_text(encoding="utf-8").startswith("{"), "editors find what they check by"


def test_both_sides_have_the_same_ground(tmp_path: Path) -> None:
    """Villages and woods as in a mirror; of the hill too, but that every other row stands half a hex to the right."""
    scenario = load_scenario(make_battle(Wanted("clash", columns=21, rows=13), tmp_path))
    for line in filter(None, scenario.map.terrain.split("\n")):
        assert abs(line[:10].count("h") - line[11:].count("h")) <= 1
        for character in "vw":
            assert line[:10].count(character) == line[11:].count(character)


@settings(max_examples=12)
@given(
    columns=st.integers(LEAST_COLUMNS, 60),
    rows=st.integers(LEAST_ROWS, 60),
    hex_size=st.integers(*WIDTHS),
    turn_hours=st.integers(1, 24),
    sides=st.lists(st.sampled_from([*KNOWN_SIDES, "red", "blue"]), min_size=2, max_size=2, unique=True),
)
def test_whatever_is_asked_for_is_sound(
    columns: int, rows: int, hex_size: int, turn_hours: int, sides: list[str]
) -> None:
    wanted = Wanted("b", "", columns, rows, hex_size, turn_hours=turn_hours, sides=(sides[0], sides[1]))
    with TemporaryDirectory() as home:
        scenario = load_scenario(make_battle(wanted, Path(home)))
    assert scenario.names.sides == tuple(sides)
    assert (scenario.map.columns, scenario.map.rows) == (columns, rows)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "My"}, "a battle cannot be called 'My': small letters, digits and _, beginning with a letter"),
        ({"name": "con"}, "on Windows it is a device"),
        ({"name": "../x"}, "a battle cannot be called"),
        ({"columns": 3}, "the number of columns must be a whole number from 12 to 200, not 3"),
        ({"hex_size": 10}, "the width of a hex in metres must be a whole number from 250 to 2000, not 10"),
        ({"turn_hours": 0}, "the hours of a turn must be a whole number from 1 to 24, not 0"),
        ({"start": "1938-8-2"}, "the start must be like 1938-08-02T04:00, not '1938-8-2'"),
        ({"start": "0938-08-02T04:00"}, "from 1800 to 2190"),
        ({"latitude": float("nan")}, "the latitude must be from -66 to 66 degrees, not nan"),
        ({"turns": 2}, "the number of turns must be a whole number from 3 to 400, not 2"),
        ({"title": "x" * 101}, "the title must be one line of at most 100 letters"),
        ({"title": "a\nb"}, "the title must be one line"),
        ({"name": "lake_khasan"}, "there is a battle lake_khasan already, in "),
        ({"sides": ("red", "contested")}, "no side can have the id 'contested'"),
        ({"sides": ("red", "red")}, "both sides cannot be 'red'"),
        ({"sides": ("Red", "blue")}, "a side cannot have the id 'Red'"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(tmp_path: Path, asked: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(UsageError) as caught:
        make_battle(Wanted(**{"name": "mine", **asked}), tmp_path)
    assert said in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "clash").mkdir()
    with pytest.raises(UsageError, match="clash is there already; give the new battle another name"):
        make_battle(Wanted("clash"), tmp_path)
    assert not list((tmp_path / "clash").iterdir())


def test_a_battle_that_is_there_can_be_begun_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a package would hold, with the line and the schemas that editors check by; never over another battle."""
    source = Path(shutil.copytree(data_dir("scenarios") / "halhamiao", tmp_path / "source"))
    (source / "notes.ods").write_bytes(b"x")
    (source / "broken.yaml").write_text("a: [", encoding="utf-8")
    folder, left_out = copy_battle(source, "mine", tmp_path / "home")
    assert left_out == ("notes.ods",)
    assert (folder / "broken.yaml").read_text(encoding="utf-8") == "a: ["
    for path in sorted(source.glob("*.yaml")):
        first, _, rest = (folder / path.name).read_text(encoding="utf-8").partition("\n")
        if path.name != "broken.yaml":
            assert rest == path.read_text(encoding="utf-8"), path.name
            named = first.removeprefix("# yaml-language-server: $schema=")
            assert (folder / named).is_file(), path.name
    there = load_scenario(folder / "loopholed_temple.yaml")
    assert there.digest == load_scenario("halhamiao/loopholed_temple").digest
    again = copy_battle(folder, "again", tmp_path / "home")[0]
    assert (again / "map.yaml").read_bytes() == (folder / "map.yaml").read_bytes(), "one such line is enough"
    for name, words in (("lake_khasan", "there is a battle lake_khasan already"), ("mine", "is there already")):
        with pytest.raises(UsageError, match=words):
            copy_battle(source, name, tmp_path / "home")
    with pytest.raises(UsageError, match="cannot be the name of its folder everywhere"):
        copy_battle(source, "../mine", tmp_path / "home")
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == ["again", "mine"]
