"""A commander from a file of one's own, through the commands: played, counted, on the ladder; and files with faults."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.commanders.from_file import enlist_file
from game.commanders.roster import COMMANDERS
from game.engine.game import Game
from game.engine.saves import read_save, save_game
from game.scenario.loading import load_scenario

from .conftest import Call

ROOT = Path(__file__).parents[2]
NIGHT = "lake_khasan/night_attack"
HEAD = f"{{schema: 1, scenario: {NIGHT}, runs: 3, seed: 1"
"""How a file of an experiment begins."""

ROVER = ROOT / "tests" / "commanders" / "rover.py"
WALKS = """
def orders(game):
    yield next(game.legal_orders()), "one step"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that commands are given in."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.chdir(tmp_path)
    Path("my.py").write_text(WALKS, encoding="utf-8")


def test_play_tells_its_orders_and_the_replay_holds_without_the_file(call: Call) -> None:
    said = call("play", NIGHT, "--commander", "japanese=my.py", "--out", "out").stdout
    assert "Soviet: Officer (own plan), Japanese: my.py\n" in said
    (save,) = Path("out").glob("*.json")
    assert read_save(save).commanders["japanese"] == "my.py"
    Path("my.py").unlink()
    COMMANDERS.pop("my.py")
    assert "verified" in call("replay", "verify", save).stdout
    assert ": one step" in call("replay", "show", save, "--reasons").stdout


def test_simulate_history_and_compare_take_it(call: Call) -> None:
    few = (NIGHT, "--commander", "japanese=my.py", "--runs", 2, "--json")
    document = json.loads(call("simulate", *few).stdout)
    assert document["commanders"] == {"soviet": "officer", "japanese": "my.py"}
    assert json.loads(call("simulate", *few, "--workers", 3).stdout)["digest"] == document["digest"]
    assert json.loads(call("history", *few, code=None).stdout)[0]["commanders"]["japanese"] == "my.py"
    found = json.loads(call("compare", *few, "--without", "III/118").stdout)
    assert found["second"]["commanders"] == found["first"]["commanders"] == document["commanders"]


def test_the_ladder_takes_it(call: Call) -> None:
    line = ("ladder", NIGHT, "--runs", 1, "--commander", "random", "--commander", "my.py", "--json")
    document = json.loads(call(*line).stdout)
    assert document["commanders"] == ["random", "my.py"]
    assert document["meetings"][0]["commander"] == "my.py"


def test_one_of_several_and_one_of_compiled_parts(call: Call) -> None:
    Path("two.py").write_text(f"{WALKS}\ndef still(game):\n    return []\n", encoding="utf-8")
    Path("rover.py").write_text(ROVER.read_text(encoding="utf-8"), encoding="utf-8")
    sides = ("--commander", "japanese=two.py:still", "--commander", "soviet=rover.py")
    said = call("play", NIGHT, *sides, "--out", "out").stdout
    assert "Soviet: rover.py, Japanese: two.py:still\n" in said
    (save,) = Path("out").glob("*.json")
    record = read_save(save).game.record
    assert [bool(turn.orders) for turn in record if turn.side == "japanese"] == [False] * 3
    reasons = {reason for turn in record for reason in turn.reasons.values()}
    assert reasons == {"as far as it can get"}


def test_without_luck_its_games_differ_all_the_same(call: Call) -> None:
    said = call("simulate", NIGHT, "--commander", "japanese=my.py", "--runs", 2, "--luck", "none").stdout
    assert "2 games" in said
    assert "Without luck the games differ only in what 'my.py' may pick at random." in said
    Path("my.py").write_text(f"AT_RANDOM = False\n{WALKS}", encoding="utf-8")
    said = call("simulate", NIGHT, "--commander", "japanese=my.py", "--runs", 2, "--luck", "none").stdout
    assert "without luck all games are identical; 2 were asked for, 1 is played" in said.lower()


def test_a_saved_game_goes_on_with_the_file_or_says_who_leads_instead(call: Call) -> None:
    """A save names its file and brings no code along: what lies there now is not run because of it."""
    save_game(Game.new(load_scenario(NIGHT), 4), "half.json", {"japanese": "my.py"})
    Path("my.py").write_text("raise SystemError('it was run')\n", encoding="utf-8")
    said = call("play", "--load", "half.json", "--out", "again").stdout
    assert "The Japanese side was led by 'my.py', which is not loaded here: the officer goes on in its place" in said
    assert "(--commander japanese=FILE loads a file)." in said
    assert "it was run" not in call("replay", "verify", "half.json").output
    Path("my.py").write_text(WALKS, encoding="utf-8")
    said = call("play", "--load", "half.json", "--commander", "japanese=my.py", "--out", "more").stdout
    assert "is not loaded" not in said
    assert "Japanese: my.py" in said


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("", "nobody.py", "nobody.py: there is no such file"),
        ("def orders(game)\n", "bad.py", "bad.py:1: this is no Python, expected ':': def orders(game)"),
        ("\n\nx = y\n", "bad.py", "bad.py:3: it cannot be loaded, NameError: name 'y' is not defined"),
        ("x = 1\n", "bad.py", "bad.py holds no commander: write a function orders(game)"),
        ("def orders(game): pass\n", "bad.py:bold", "bad.py has no 'bold'; there is orders"),
        (
            "def orders(game):\n    yield 7\n",
            "bad.py",
            "bad.py:2: an order is a Move, an Attack, a Bombard or an Exit, not 7 (turn",
        ),
        (
            "from game import Attack\ndef orders(game):\n    yield Attack('2028', ('I/75',))\n",
            "bad.py",
            "bad.py:3: the order 'attack 2028 with I/75' is not legal: the unit is not next to the hex (rule 5.1)",
        ),
        (
            "def orders(game):\n    if game.turn > 5:\n        return {}['x']\n",
            "bad.py",
            "bad.py:3: KeyError: 'x' (turn 6, japanese, lake_khasan/night_attack with seed ",
        ),
        ("import sys\ndef orders(game):\n    sys.exit(0)\n", "bad.py", "bad.py:3: SystemExit: 0 (turn 5, japanese"),
    ],
)
def test_what_goes_wrong_is_one_sentence(call: Call, text: str, name: str, words: str) -> None:
    Path("bad.py").write_text(text, encoding="utf-8")
    result = call("simulate", NIGHT, "--runs", 2, "--commander", f"japanese={name}", code=2)
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_several_processes_play_what_one_would(call: Call) -> None:
    """Python does one thing at a time, so that workers are processes, each with the file."""
    line = ("simulate", NIGHT, "--runs", 5, "--seed", 3, "--commander", "japanese=my.py", "--json", "--workers")
    alone, many = (json.loads(call(*line, workers).stdout)["digest"] for workers in (1, 2))
    assert many == alone


def test_what_goes_wrong_in_a_process_is_one_sentence_too(call: Call) -> None:
    Path("bad.py").write_text("def orders(game):\n    return {}['x']\n", encoding="utf-8")
    result = call("simulate", NIGHT, "--runs", 5, "--commander", "japanese=bad.py", "--workers", 2, code=2)
    assert "bad.py:2: KeyError: 'x' (turn 5, japanese" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_process_that_is_killed_is_said_and_nothing_hangs(call: Call) -> None:
    """One that has no memory left is killed by the system, in the middle of a game."""
    text = "import os, signal\ndef orders(game):\n    os.kill(os.getpid(), signal.SIGKILL)\n    return []\n"
    Path("bad.py").write_text(text, encoding="utf-8")
    result = call("simulate", NIGHT, "--runs", 5, "--commander", "japanese=bad.py", "--workers", 2, code=2)
    assert "a process that played games has ended before its time: was there memory enough?" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_a_process_cannot_load_is_named_with_the_reason(call: Call) -> None:
    """It is another one when the second process reads it."""
    Path("bad.py").write_text(f"open(__file__, 'a').write('# more')\n{WALKS}", encoding="utf-8")
    result = call("simulate", NIGHT, "--runs", 5, "--commander", "japanese=bad.py", "--workers", 2, code=2)
    assert result.stderr == "borderwars: bad.py: it has been changed since it was loaded\n"


def test_files_in_the_folder_take_the_place_of_no_module_of_python() -> None:
    """Processes are begun in the folder of the command."""
    Path("my.py").rename("signal.py")
    Path("struct.py").write_text("raise SystemError('it was taken for another')\n", encoding="utf-8")
    program = str(Path(sys.executable).with_name("borderwars"))
    line = ("simulate", NIGHT, "--runs", "5", "--commander", "japanese=signal.py", "--workers", "2", "--json")
    done = subprocess.run([program, *line], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["finished"] == 5


def test_what_it_has_played_can_be_reported_and_played_again(call: Call) -> None:
    """Nothing but to play it again needs its file."""
    pytest.importorskip("matplotlib")
    call("simulate", NIGHT, "--runs", 3, "--commander", "japanese=my.py", "--out", "rows")
    COMMANDERS.pop("my.py")
    assert "written: rows/report.html" in call("report", "rows").stdout
    said = call("replay", "from", "rows", "--run", 1, "-o", "a.json", code=2).stderr
    assert "'my.py' is a file that is not loaded: --commander SIDE=FILE or --load FILE loads one" in said
    said = call("replay", "from", "rows", "--run", 1, "-o", "a.json", "--load", "my.py").stdout
    assert ", as in the row" in said
    assert "verified" in call("replay", "verify", "a.json").stdout


def test_an_experiment_can_name_files_that_are_loaded(call: Call) -> None:
    text = "factors: [{id: who, commander: japanese, values: [idle, my.py]}]"
    Path("who.yaml").write_text(f"{HEAD}, name: Who, {text}}}", encoding="utf-8")
    assert "--load FILE loads one" in call("batch", "who.yaml", code=2).stderr
    assert "my.py" in call("batch", "who.yaml", "--load", "my.py").stdout
    assert "no.py: there is no such file" in call("batch", "who.yaml", "--load", "no.py", code=2).stderr


def test_what_the_line_says_wrong_is_no_fault_of_the_experiment(call: Call) -> None:
    Path("who.yaml").write_text(f"{HEAD}, name: Who}}", encoding="utf-8")
    said = call("batch", "who.yaml", "--commander", "soviet=officer:nosuch", code=2).stderr
    assert said.startswith("borderwars: lake_khasan/night_attack has no plan 'nosuch'")


def test_an_experiment_is_led_by_whom_the_line_names(call: Call) -> None:
    text = f"{HEAD}, name: Guns, commanders: {{soviet: cadet, japanese: idle}}}}"
    Path("guns.yaml").write_text(text, encoding="utf-8")
    call("batch", "guns.yaml", "--commander", "japanese=my.py", "--out", "guns")
    (point,) = json.loads(Path("guns/manifest.json").read_text(encoding="utf-8"))["points"]
    assert point["commanders"] == {"soviet": "cadet", "japanese": "my.py"}
    assert list(point["code"]) == ["japanese"]
    usual = call("simulate", NIGHT, "--runs", 3, "--seed", 1, "--commander", "soviet=cadet",
                 "--commander", "japanese=my.py", "--json")  # fmt: skip
    assert json.loads(usual.stdout)["digest"] == point["digest"]


def test_who_leads_cannot_be_named_where_it_is_varied(call: Call) -> None:
    text = "factors: [{id: who, commander: soviet, values: [cadet, officer]}]"
    Path("who.yaml").write_text(f"{HEAD}, name: Who, {text}}}", encoding="utf-8")
    said = call("batch", "who.yaml", "--commander", "soviet=my.py", code=2).stderr
    assert said == "borderwars: who.yaml varies who leads 'soviet' (factor 'who'): nobody else can be named for it\n"
    assert "has no side 'chinese'" in call("batch", "who.yaml", "--commander", "chinese=my.py", code=2).stderr


def test_every_command_that_takes_one_says_what_is_wrong_with_its_file(call: Call) -> None:
    for line in (
        ("play", NIGHT, "--commander", "soviet=bad.py"),
        ("history", NIGHT, "--commander", "soviet=bad.py"),
        ("batch", "luck", "--commander", "soviet=bad.py"),
        ("compare", NIGHT, "--without", "III/118", "--commander", "soviet=bad.py"),
        ("ladder", NIGHT, "--commander", "random", "--commander", "bad.py"),
        ("plan", "show", NIGHT, "soviet", "--commander", "bad.py"),
    ):
        assert call(*line, code=2).stderr == "borderwars: bad.py: there is no such file\n"


def test_a_game_in_which_it_fails_is_kept_as_far_as_it_went(call: Call) -> None:
    Path("bad.py").write_text(f"{WALKS}    1 // (game.turn < 6)\n", encoding="utf-8")
    result = call("play", NIGHT, "--commander", "japanese=bad.py", "--out", "out", code=2)
    (save,) = Path("out").glob("*.json")
    assert f"replay: {save}" in result.stdout
    assert "verified" in call("replay", "verify", save).stdout
    assert [turn.turn for turn in read_save(save).game.record][-1] == 6


def test_who_follows_no_plan_is_given_none(call: Call) -> None:
    for line in (
        ("simulate", NIGHT, "--commander", "japanese=my.py", "--plan", "japanese=historical"),
        ("plan", "show", NIGHT, "japanese", "--commander", "my.py"),
    ):
        assert "the commander 'my.py' has no plan: a plan can be named for officer only" in call(*line, code=2).stderr


def programs() -> list[str]:
    """The programs of the page."""
    page = (ROOT / "docs" / "commanders.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def test_the_page_shows_one_that_plays(call: Call) -> None:
    """The first program of the page is one, in about fifteen lines."""
    text = programs()[0]
    assert len([line for line in text.splitlines() if line.strip()]) <= 15
    Path("my.py").write_text(text, encoding="utf-8")
    digests = [
        json.loads(call("simulate", NIGHT, "--runs", 1, "--commander", "japanese=my.py", "--json").stdout)["digest"]
        for _ in range(2)
    ]
    assert digests[0] == digests[1]


def test_the_page_shows_how_it_is_loaded_from_python(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "commanders.md").read_text(encoding="utf-8")
    text = next(
        block for block in re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE) if "mine =" in block
    )
    exec(text.replace(", 20, seed", ", 1, seed"), {})
    assert re.match(r"[0-9a-f]{64} \[", capsys.readouterr().out)
    assert enlist_file("my.py") in COMMANDERS
