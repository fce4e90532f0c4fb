"""The program as a whole: help, version, bad ends, and what is not imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import game
from game.cli import main
from game.commanders import roster
from game.core.errors import BorderWarsError

from .conftest import Call

ROOT = Path(__file__).parents[2]
HEAVY = ("numba", "pygame", "matplotlib", "pyarrow", "rich", "numpy")


def loaded_by(code: str) -> set[str]:
    """Which heavy packages a fresh process has loaded after running some code."""
    watch = f"{code}\nimport sys\nprint('\\nLOADED', *(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.splitlines()[-1].split()[1:])


def command(line: str) -> str:
    return f"from game.cli import main\ntry: main({line.split()!r})\nexcept SystemExit as end: assert not end.code"


def test_importing_the_game_loads_nothing() -> None:
    assert loaded_by("import game, game.cli") == set()


def test_public_names_are_loaded_when_they_are_asked_for() -> None:
    assert loaded_by("from game import load_scenario, ScenarioError") <= {"numpy"}
    assert "numba" in loaded_by("from game import Game")


def test_every_public_name_is_there() -> None:
    for name in game.__all__:
        assert getattr(game, name).__name__ if name != "Order" else game.Order
    assert set(game.__all__) <= set(dir(game))
    assert set(game.__all__) == set(game._HOME)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = game.nothing


@pytest.mark.parametrize("line", ["--help", "--version", "simulate --help", "scenario list", "scenario schema map"])
def test_light_commands_do_not_load_the_compiler(line: str) -> None:
    assert not loaded_by(command(line)) & {"numba", "pygame", "rich"}


def test_a_check_without_tests_does_not_load_the_compiler(tmp_path: Path) -> None:
    for path in (ROOT / "scenarios" / "lake_khasan").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    scenario = tmp_path / "night_attack.yaml"
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text[: text.index("\ntests:")] + "\n", encoding="utf-8")
    assert not loaded_by(command(f"scenario check {scenario}")) & {"numba", "pygame"}


def test_help_names_every_commander(call: Call) -> None:
    """It is the one place beside the roster that does: help loads nothing that could ask the roster."""
    said = call("simulate", "--help").stdout
    assert f"{roster.DEFAULT} (the default)" in said
    assert [name for name in roster.COMMANDERS if name not in said] == []


def test_help_names_every_command(call: Call) -> None:
    said = call("--help").stdout
    for name in ("play", "simulate", "history", "scenario", "replay", "bench", "doctor"):
        assert name in said
        assert call(name, "--help").stdout.startswith(f"Usage: borderwars {name}")


def test_version(call: Call) -> None:
    assert call("--version").stdout.startswith("borderwars, version ")


def test_module_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", "--version"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.startswith("borderwars, version ")


@pytest.mark.parametrize(
    "words",
    [
        ("simulate", "lake_khasan/night_attack", "--out", ""),
        ("scenario", "check", ""),
        ("scenario", "render", "lake_khasan/night_attack", "-o", ""),
        ("replay", "show", ""),
        ("play", "--load", ""),
    ],
)
def test_an_empty_path_is_not_the_folder_one_stands_in(call: Call, words: tuple[str, ...]) -> None:
    assert "it must name a file or folder, and is empty" in call(*words, code=2).stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("simlate", "No such command 'simlate'. Did you mean 'simulate'?"),
        ("simulate", "Missing argument 'SCENARIO'"),
        ("simulate --rns 5 lake_khasan/campaign", "No such option '--rns'"),
        ("--nonsense", "No such option '--nonsense'"),
        ("scenario chekc", "No such command 'chekc'"),
        ("replay verify", "Missing argument 'FILE'"),
    ],
)
def test_wrong_use_is_one_line(call: Call, line: str, words: str) -> None:
    result = call(*line.split(), code=2)
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_errors_of_ours_are_their_text_and_nothing_else(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    def fail(*others: object) -> None:
        raise BorderWarsError("the bridge is down")

    monkeypatch.setattr("game.scenario.loading.load_scenario", fail)
    assert call("simulate", "x", code=2).stderr == "borderwars: the bridge is down\n"


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*others: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.scenario.loading.load_scenario", interrupt)
    result = CliRunner().invoke(main, ["simulate", "x"])
    assert result.exit_code == 130
    assert result.output.strip() == ""


def test_faults_of_our_own_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*others: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("game.scenario.loading.load_scenario", fail)
    assert isinstance(CliRunner().invoke(main, ["simulate", "x"]).exception, ZeroDivisionError)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe that can be closed")
def test_a_closed_pipe_is_quiet() -> None:
    line = f"{sys.executable} -m game scenario schema | head -c 10"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == ""
    assert len(done.stdout) == 10
