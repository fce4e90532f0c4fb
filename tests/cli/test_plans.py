"""`plan`: list, show, check; what is wrong is one message and exit code 2."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.commanders.roster import plan_followed
from game.scenario.loading import load_scenario, read_plan
from tests.scenario.tiny import lay_out

from .conftest import Call


@pytest.fixture(autouse=True)
def battle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny battle, which has one plan."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BORDERWARS_DATA", str(tmp_path))
    return tmp_path / "scenarios" / "tiny"


def test_list(call: Call) -> None:
    said = call("plan", "list", "tiny/clash").stdout
    assert "blue" in said and "take" in said and "Take the hill" in said
    (listed,) = json.loads(call("plan", "list", "tiny/clash", "--json").stdout)
    assert (listed["side"], listed["plan"], listed["name"]) == ("blue", "take", "Take the hill")


def test_show(call: Call) -> None:
    said = call("plan", "show", "tiny/clash", "blue=take").stdout
    assert "Gather: turns 1 to 2\n  B: march 0404\n" in said
    shown = json.loads(call("plan", "show", "tiny/clash", "blue=take", "--json").stdout)
    assert shown["phases"][1]["tasks"][0]["attack"] == "hilltop"


def test_show_what_the_officer_makes(call: Call) -> None:
    said = call("plan", "show", "tiny/clash", "red=own").stdout
    assert "The officer's own plan (red=own)" in said
    assert call("plan", "show", "tiny/clash", "red", "--commander", "officer").stdout == said


def test_show_a_file(call: Call, battle: Path) -> None:
    """One of one's own, before it is in any scenario."""
    mine = battle / "mine.yaml"
    text = (battle / "plan_blue_take.yaml").read_text(encoding="utf-8")
    mine.write_text(text.replace("id: take", "id: mine"), encoding="utf-8")
    said = call("plan", "show", "tiny/clash", f"blue={mine}").stdout
    assert said == call("plan", "show", "tiny/clash", "blue=take").stdout.replace("blue=take", "blue=mine")
    result = call("plan", "show", "tiny/clash", f"red={mine}", code=2)
    assert "mine.yaml is a plan of the side 'blue', not of 'red'" in result.stderr
    mine.write_text(text.replace("march:", "marsh:"), encoding="utf-8")
    result = call("plan", "show", "tiny/clash", f"blue={mine}", code=2)
    assert "mine.yaml:11:22: phases[0].tasks[0].marsh: unknown key 'marsh'; did you mean 'march'?" in result.stderr


@pytest.mark.parametrize("which", ["blue=take", "blue=own", "red=own"])
def test_a_plan_as_a_file_to_begin_from(call: Call, battle: Path, which: str) -> None:
    text = call("plan", "show", "tiny/clash", which, "--yaml").stdout
    mine = battle / "mine.yaml"
    mine.write_text(text, encoding="utf-8")
    assert f"mine.yaml: {which}, " in call("plan", "check", "tiny/clash", mine).stdout
    side, name = which.split("=")
    wanted = plan_followed(load_scenario("tiny/clash"), side, f"officer:{name}")
    assert wanted is not None
    assert read_plan(load_scenario("tiny/clash"), mine) == wanted


def test_a_file_named_own_is_followed_rather_than_a_plan_made(battle: Path) -> None:
    scenario = load_scenario("tiny/clash")
    mine = battle / "mine.yaml"
    text = (battle / "plan_blue_take.yaml").read_text(encoding="utf-8")
    mine.write_text(text.replace("id: take", "id: own"), encoding="utf-8")
    plan = read_plan(scenario, mine)
    assert plan_followed(scenario.with_plan(plan), "blue", "officer:own") == plan
    assert plan_followed(scenario, "blue", "officer:own") != plan


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("red --commander cadet", "the commander 'cadet' has no plan"),
        ("red --commander offcer", "there is no commander 'offcer'; did you mean 'officer'?"),
        ("blue=take --commander officer", "none can be named; write: blue --commander officer"),
        ("blue --commander officer:take", "none can be named; write: blue --commander officer"),
        ("green --commander officer", "has no side 'green'"),
        ("blue=take --yaml --json", "leave one out"),
    ],
)
def test_what_no_commander_shows(call: Call, arguments: str, said: str) -> None:
    assert said in call("plan", "show", "tiny/clash", *arguments.split(), code=2).stderr


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("blue=tkae", "tiny/clash has no plan 'tkae' of the side 'blue'; did you mean 'take'?"),
        ("red=take", "tiny/clash has no plan 'take' of the side 'red'; there is only 'own', which the officer makes"),
        ("bleu=take", "tiny/clash has no side 'bleu'; did you mean 'blue'?"),
        ("take", "'take' should be SIDE=PLAN, for example soviet=historical"),
    ],
)
def test_show_what_is_not_there(call: Call, which: str, said: str) -> None:
    result = call("plan", "show", "tiny/clash", which, code=2)
    assert said in result.stderr and "Traceback" not in result.stderr


def options_for(plan: object) -> list[list[str]]:
    """How a plan of the side blue can be given."""
    return [
        ["simulate", "tiny/clash", "--runs", "1", "--plan", f"blue={plan}"],
        ["simulate", "tiny/clash", "--runs", "1", "--commander", f"blue=officer:{plan}"],
        ["history", "tiny/clash", "--runs", "1", "--commander", f"blue=officer:{plan}"],
        ["play", "tiny/clash", "--out", "played", "--plan", f"blue={plan}"],
        ["play", "tiny/clash", "--out", "played", "--commander", f"blue=officer:{plan}"],
        ["plan", "show", "tiny/clash", f"blue={plan}"],
    ]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("nowhere.yaml", "nowhere.yaml: there is no such file"),
        ("nowhere.YML", "nowhere.YML: there is no such file"),
        ("./nowhere", "nowhere: there is no such file"),
        ("folder", "folder: this is a folder, not a file"),
        ("folder/", "folder: this is a folder, not a file"),
        ("notes", "notes:1:1: should start with keys and values"),
        ("tkae", "tiny/clash has no plan 'tkae' of the side 'blue'; did you mean 'take'?"),
    ],
)
def test_what_is_no_plan_is_called_what_it_is(call: Call, plan: str, said: str) -> None:
    """A path by its looks, or by what lies there; everywhere that a plan can be given."""
    Path("folder").mkdir()
    Path("notes").write_text("- not a plan", encoding="utf-8")
    for words in options_for(plan):
        assert said in call(*words, code=2).stderr, words


def test_an_officer_is_given_a_file_as_a_plan_is(call: Call, battle: Path) -> None:
    text = (battle / "plan_blue_take.yaml").read_text(encoding="utf-8")
    Path("mine.yaml").write_text(text.replace("id: take", "id: mine"), encoding="utf-8")
    played = [call(*words).stdout for words in options_for("mine.yaml")[:2]]
    took = [re.sub(r", [0-9.]+ s$", "", said, flags=re.MULTILINE) for said in played]
    assert took[0] == took[1] and "Officer (Take the hill)" in took[0]
    result = call("simulate", "tiny/clash", "--commander", "blue=cadet:mine.yaml", code=2)
    assert "the commander 'cadet' has no plan" in result.stderr


def test_a_plan_comes_before_a_file_that_is_called_like_it(call: Call) -> None:
    Path("take").mkdir()
    assert "Take the hill" in call("plan", "show", "tiny/clash", "blue=take").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--commander blue=officer:", "'officer:' names no plan; write officer:PLAN, or officer alone"),
        ("--commander blue=", "should be SIDE=NAME, for example soviet=cadet or soviet=officer:historical"),
        ("--commander blue=officer:take --plan blue=own", "both name a plan of one side; give one of them"),
        ("--commander blue=officer: --plan blue=own", "both name a plan of one side; give one of them"),
        ("--commander blue=staff --plan blue=take", "chooses its plan itself: a plan can be named for officer only"),
    ],
)
def test_a_plan_that_is_not_named_or_twice(call: Call, options: str, said: str) -> None:
    for command in ("simulate", "history", "play"):
        assert said in call(command, "tiny/clash", *options.split(), code=2).stderr


@pytest.mark.parametrize("command", ["simulate", "history", "play", "ladder"])
def test_help_says_how_a_commander_is_given_a_plan(call: Call, command: str) -> None:
    assert "'officer:PLAN'" in call(command, "--help").stdout


def test_check(call: Call, battle: Path) -> None:
    assert "ok  tiny/clash: 1 plan" in call("plan", "check", "tiny/clash").stdout
    mine = battle / "mine.yaml"
    text = (battle / "plan_blue_take.yaml").read_text(encoding="utf-8")
    mine.write_text(text.replace("id: take", "id: mine"), encoding="utf-8")
    assert "mine.yaml: blue=mine, 2 phases" in call("plan", "check", "tiny/clash", str(mine)).stdout
    mine.write_text(text.replace("[B/1]", "[B/7]"), encoding="utf-8")
    result = call("plan", "check", "tiny/clash", str(mine), code=2)
    assert "mine.yaml:16:18: phases[1].tasks[0].units[0]: there is no unit or formation 'B/7'" in result.stderr


def test_every_file_is_checked(call: Call, battle: Path) -> None:
    (battle / "empty.yaml").write_text("", encoding="utf-8")
    taken = battle / "taken.yaml"
    text = (battle / "plan_blue_take.yaml").read_text(encoding="utf-8")
    taken.write_text(text.replace("floor: 30", "floor: 40"), encoding="utf-8")
    files = (battle / "empty.yaml", battle, taken, battle / "plan_blue_take.yaml")
    result = call("plan", "check", "tiny/clash", *files, code=2)
    assert "taken.yaml: tiny/clash has a plan 'take' of blue already; give yours another id" in result.stderr
    assert "the file is empty" in result.stderr and "this is a folder, not a file" in result.stderr
    assert "blue=take, 2 phases" in result.stdout
