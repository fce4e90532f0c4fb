"""The wheel: what is in it, and that the game runs from it, far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

import game
from game.batch.runner import run_batch
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario

ROOT = Path(__file__).parents[2]
SMALL = "lake_khasan/night_attack"
PLACES = {"assets": "game/_data/assets", "scenarios": "game/_data/scenarios", "game": "game"}
"""Folders of the checkout, and where they lie in the wheel."""


@dataclass(frozen=True)
class Installed:
    """A fresh environment that has the wheel, and takes the libraries that it needs from the one of the tests."""

    folder: Path
    wheel: Path

    def run(self, program: str, *arguments: str) -> str:
        """Run a program of the environment in a folder of its own; return what it says."""
        work = self.folder / "elsewhere"
        work.mkdir(exist_ok=True)
        left_out = {"PYTHONPATH", "BORDERWARS_DATA", "COLUMNS"}
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            environment[name] = str(self.folder / name)
        command = [str(_programs(self.folder) / program), *arguments]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def _programs(environment: Path) -> Path:
    return environment / ("Scripts" if sys.platform == "win32" else "bin")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder, with_pip=True)
    python = _programs(folder) / "python"
    install = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = (path for path in folder.rglob("site-packages") if path.is_dir())
    # Packages found through such a file are not asked for files of their own, so the checkout stays out of reach.
    (packages / "libraries.pth").write_text(str(Path(pytest.__file__).parents[1]), encoding="utf-8")
    return Installed(folder, wheel)


def test_the_wheel_has_the_package_its_data_and_its_types_and_nothing_else(installed):
    with zipfile.ZipFile(installed.wheel) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = {"game/_data/docs/rulebook.md"}
    for top, place in PLACES.items():
        files = [path for path in (ROOT / top).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        expected |= {f"{place}/{path.relative_to(ROOT / top).as_posix()}" for path in files}
    assert held == expected
    assert "game/py.typed" in held


def test_what_runs_is_what_was_installed(installed):
    where = installed.run("python", "-c", "import game; print(game.__file__)").strip()
    assert Path(where).is_relative_to(installed.folder)
    assert not Path(game.__file__).is_relative_to(installed.folder)
    assert version("borderwars") in installed.run("borderwars", "--version")


def test_the_installed_game_lists_its_scenarios(installed):
    listed = installed.run("borderwars", "scenario", "list", "--json")
    assert [entry["scenario"] for entry in json.loads(listed)] == list(shipped_names())


def test_the_installed_game_plays_the_same_game(installed):
    document = json.loads(installed.run("borderwars", "simulate", SMALL, "--runs", "1", "--seed", "7", "--json"))
    assert document["digest"] == run_batch(load_scenario(SMALL), 1, 7).digest()
