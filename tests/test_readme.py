"""What the README promises: its commands and its program, as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
COMMANDS = [line.split("#")[0].strip() for line in SHELL if line.split()[:1] == ["borderwars"]]
FEW_RUNS = "12"
"""Games of a command in the ordinary run, more than a worker plays at a time; how many there are is no matter here."""
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(words: list[str], tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder of its own, with a home of its own, and the checkout's scenarios in reach.

    There is no display, so that `play` ends by itself; the board is played in tests/window.
    """
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    home["SDL_VIDEODRIVER"] = "dummy"
    return subprocess.run(
        words, cwd=tmp_path, env={**os.environ, **home}, capture_output=True, text=True, timeout=300, check=False
    )


def runs_well(command: str, tmp_path: Path) -> None:
    """`history` may answer "no" (exit 1): its table is measured, not promised. A report has games played before it."""
    words = shlex.split(command)
    for before in [line for line in COMMANDS if words[1:2] == ["report"] and f"--out {words[2]}" in line]:
        runs_well(re.sub(r"(?<=--runs )\d+", FEW_RUNS, before), tmp_path)
        (tmp_path / "scenarios").unlink()
    done = run([str(Path(sys.executable).with_name(words[0])), *words[1:]], tmp_path)
    assert done.returncode in ((0, 1) if "history" in words else (0,)), done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_run(command, tmp_path):
    """As they stand there, but for the number of games."""
    runs_well(re.sub(r"(?<=--runs )\d+", FEW_RUNS, command), tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("command", [command for command in COMMANDS if "--runs" in command])
def test_the_commands_of_the_readme_run_with_all_their_games(command, tmp_path):
    runs_well(command, tmp_path)


def test_the_readme_names_commands_of_each_door():
    named = {word for command in COMMANDS for word in command.split()[1:2]}
    assert named >= {"play", "simulate", "history", "scenario"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_programs_of_the_readme_run(program, tmp_path):
    done = run([sys.executable, "-c", program], tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.match(r"[0-9a-f]{16} None", done.stdout)
