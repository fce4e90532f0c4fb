"""`scenario new` writes a battle that is whole and sound, at any size that can be asked for, and that both can win."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
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
from game.scenario.new_battle.fighting import PLANS
from game.scenario.new_battle.making import FILES, make_battle
from game.scenario.new_battle.scales import SCALES
from game.scenario.new_battle.wanted import KNOWN_SIDES, LEAST_COLUMNS, LEAST_ROWS, LEAST_TURNS, Wanted, usual
from tests.pictures import png


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
    scale=st.sampled_from(sorted(SCALES)),
    columns=st.integers(LEAST_COLUMNS, 60),
    rows=st.integers(LEAST_ROWS, 60),
    turns=st.integers(LEAST_TURNS, 20),
    sides=st.lists(st.sampled_from([*KNOWN_SIDES, "red", "blue"]), min_size=2, max_size=2, unique=True),
    data=st.data(),
)
def test_whatever_is_asked_for_is_sound(
    scale: str, columns: int, rows: int, turns: int, sides: list[str], data: st.DataObject
) -> None:
    of, size = SCALES[scale], {"columns": columns, "rows": rows, "turns": turns}
    step = st.integers(of.minutes[0] // of.step, of.minutes[1] // of.step)
    length = {"hex_size": data.draw(st.integers(*of.widths)), "turn_minutes": data.draw(step) * of.step}
    wanted = replace(usual("b", scale), sides=(sides[0], sides[1]), **size, **length)  # type: ignore[arg-type]
    with TemporaryDirectory() as home:
        scenario = load_scenario(make_battle(wanted, Path(home)))
    assert scenario.names.sides == tuple(sides)
    assert (scenario.map.columns, scenario.map.rows) == (columns, rows)
    assert scenario.file.calendar.minutes == length["turn_minutes"]
    assert (scenario.file.rule_set or "") == of.rule_set
    assert [side.plan for side in scenario.file.sides.values()] == [*PLANS.values()]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", [{}, {"columns": 12, "rows": 8, "turns": 3}, {"columns": 101}])
def test_all_that_can_be_taken_up_is_valid(tmp_path: Path, scale: str, size: dict[str, int]) -> None:
    """Every line whose # has none or several blanks after it, taken up at once."""
    path = make_battle(replace(usual("clash", scale), **size), tmp_path)  # type: ignore[arg-type]
    for name in FILES:
        text = (path.parent / name).read_text(encoding="utf-8")
        (path.parent / name).write_text(re.sub(r"(?m)^#(?! \S)", "", text), encoding="utf-8")
    (path.parent / "the_hill.png").write_bytes(png(8, 8))
    file, forces = load_scenario(path).file, load_scenario(path).forces
    assert file.pictures
    assert file.weather.cold
    assert file.sides["japanese"].exits
    assert any(one.chance < 100 and one.drawn for one in file.deployment)
    assert all(side.flag and side.colour for side in forces.sides.values())


def test_an_assault_in_a_short_turn_costs_as_much_as_in_a_longer_one(tmp_path: Path) -> None:
    """`lethality` is for eight hours; the file has more of it for short turns, nothing where the library's will do."""
    found = {}
    for minutes in (10, 30):
        battle = replace(usual(f"in_{minutes}", "platoons"), turn_minutes=minutes)
        found[minutes] = load_scenario(make_battle(battle, tmp_path)).file.rules["lethality"]
    assert found == {10: [48000, 18000], 30: [16000, 6000]}
    assert not load_scenario(make_battle(usual("in_hours"), tmp_path)).file.rules


def test_what_is_fought_over_is_the_same_at_all_sizes(tmp_path: Path) -> None:
    """Who begins where, seen from the summit."""
    found = []
    for size in ((12, 8), (20, 16), (60, 40)):
        scenario = load_scenario(make_battle(Wanted(f"b{size[0]}", columns=size[0], rows=size[1]), tmp_path))
        hexes = [scenario.hex_row(one.hex) for one in scenario.file.deployment if one.turn is None]
        found.append({(row % size[0] - size[0] // 2, row // size[0] - size[1] // 2) for row in hexes})
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sides": ("null", "red")}, "a side cannot have the id 'null': in a file that word is no text"),
        ({"sides": ("_", "red")}, "cannot have the id '_': small letters, digits and _, beginning with a letter"),
        ({"sides": ("a" * 49, "red")}, "beginning with a letter, at most 48"),
        ({"name": "My"}, "a battle cannot be called 'My': small letters, digits and _, beginning with a letter"),
        ({"name": "con"}, "on Windows it is a device"),
        ({"name": "../x"}, "a battle cannot be called"),
        ({"columns": 3}, "the number of columns must be a whole number from 12 to 200, not 3"),
        (
            {"hex_size": 10},
            "the width of a hex in metres, for battalions, must be a whole number from 250 to 2000, not 10",
        ),
        ({"turn_minutes": 0}, "the hours of a turn must be a whole number from 1 to 24, not 0"),
        ({"turn_minutes": 90}, "turns of battalions must be whole hours, not 90 minutes"),
        ({"scale": "squads"}, "the scale must be battalions, companies or platoons, not 'squads'"),
        (
            {"scale": "platoons", "hex_size": 250, "turn_minutes": 240},
            "the minutes of a turn, for platoons, must be a whole number from 10 to 30, not 240",
        ),
        (
            {"scale": "platoons", "hex_size": 250, "turn_minutes": 12},
            "turns of platoons must be a multiple of 5 minutes, not 12 minutes",
        ),
        ({"holders": 0}, "the strength of who holds the hill in per cent must be a whole number from 5 to 250, not 0"),
        ({"quality": 9}, "the quality of who holds the hill in per cent must be a whole number from 20 to 250, not 9"),
        ({"start": "1935-02-30T04:00"}, "the start must be a date and time that there is, like 1938-08-02T04:00, not"),
        ({"start": "1938-8-2"}, "the start must be like 1938-08-02T04:00, not '1938-8-2'"),
        ({"start": "0938-08-02T04:00"}, "from 1800 to 2190"),
        ({"latitude": float("nan")}, "the latitude must be from -66 to 66 degrees, not nan"),
        ({"turns": 2}, "the number of turns must be a whole number from 3 to 400, not 2"),
        ({"title": "x" * 101}, "the title must be one line of at most 100 letters"),
        ({"title": "a\nb"}, "the title must be one line"),
        ({"title": "\x1b[A"}, "the title must be one line"),
        ({"title": "\udcff"}, "the title must be one line"),
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


def test_wheels_begin_on_open_ground_on_the_smallest_map(tmp_path: Path) -> None:
    """Woods reach into the lines there."""
    smallest = {"columns": LEAST_COLUMNS, "rows": LEAST_ROWS, "turns": LEAST_TURNS}
    for scale in SCALES:
        wanted = replace(usual(f"clash_{scale}", scale), sides=("japanese", "soviet"), **smallest)  # type: ignore[arg-type]
        assert load_scenario(make_battle(wanted, tmp_path)).file.deployment


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


def test_only_whole_battles_are_copied(tmp_path: Path) -> None:
    source, home = Path(shutil.copytree(data_dir("scenarios") / "halhamiao", tmp_path / "source")), tmp_path / "home"
    home.mkdir()
    (source / "plan.yml").write_text("schema: 1\n", encoding="utf-8")
    (source / "map.yaml").rename(tmp_path / "map.yaml")
    (source / "map.yaml").symlink_to(tmp_path / "map.yaml")
    with pytest.raises(
        UsageError, match=r"'map.yaml' and 'plan.yml' cannot be copied: only files .yaml are, and no li"
    ):
        copy_battle(source, "mine", home)
    (source / "loopholed_temple.yaml").unlink()
    with pytest.raises(UsageError, match="there is no scenario in it"):
        copy_battle(source, "mine", home)
    assert not list(home.iterdir())
    with pytest.raises(UsageError, match=r"map.yaml: this is a file, not a folder"):
        make_battle(Wanted("mine"), tmp_path / "map.yaml")
