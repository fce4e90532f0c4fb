"""`batch`: experiments on the command line, and folders that are gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.experiments.conftest import TEXT, write
from tests.cli.conftest import Call


def test_it_says_what_each_point_came_to_and_what_differs(call: Call, tmp_path: Path) -> None:
    done = call("batch", str(write(tmp_path)))
    assert done.exit_code == 0, done.output
    assert "A battalion less\nWhat the third battalion is worth.\n4 points, design grid, seed 7\n" in done.stdout
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["point", "0", "1", "2", "3"] in lines
    assert ["rifles", "1.0", "1.3", "1.0", "1.3"] in lines and ["games", "6", "6", "6", "6"] in lines
    assert (
        "Point 1 (gone as it is, rifles 1.3): 6 games are too few for anything to be sure; 20 may be enough."
        in done.stdout
    )


def test_json_is_one_document(call: Call, tmp_path: Path) -> None:
    said = json.loads(call("batch", str(write(tmp_path)), "--json", "--runs", "3", "--seed", "5").stdout)
    assert (said["runs"], said["seed"], len(said["points"]), len(said["differences"])) == (3, "5", 4, 3)


def test_those_that_come_with_the_game_are_listed(call: Call) -> None:
    assert "luck" in call("batch", "--list").stdout
    assert {"experiment": "luck", "name": "Luck"} in json.loads(call("batch", "--list", "--json").stdout)


def test_a_folder_is_not_overwritten_but_gone_on_with(call: Call, tmp_path: Path) -> None:
    source, out = str(write(tmp_path)), str(tmp_path / "out")
    first = call("batch", source, "--out", out)
    assert first.exit_code == 0 and "written: " in first.stdout
    again = call("batch", source, "--out", out, code=2)
    assert "the folder has 'A battalion less', seed 7; --resume goes on with it, --replace puts this" in again.stderr
    resumed = call("batch", source, "--out", out, "--resume")
    assert resumed.exit_code == 0 and resumed.stdout == first.stdout
    assert call("batch", source, "--out", out, "--replace", "--seed", "8").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--resume"], "--resume is about a folder: name it with --out"),
        (["--replace"], "--replace is about a folder: name it with --out"),
        (["--resume", "--replace", "--out", "x"], "give one of them"),
    ],
)
@pytest.mark.parametrize("command", ["batch", "simulate", "history", "compare"])
def test_what_does_not_go_together(call: Call, command: str, words: list[str], message: str) -> None:
    given = "luck" if command == "batch" else "lake_khasan/night_attack"
    done = call(command, given, *words, *(("--without", "III/118") if command == "compare" else ()), code=2)
    assert message in done.stderr


def test_an_experiment_that_is_not_there(call: Call) -> None:
    done = call("batch", "lukc", code=2)
    assert done.stderr == "borderwars: there is no experiment 'lukc'; did you mean 'luck'?\n"
    assert "say which experiment" in call("batch", code=2).stderr


def test_compare_and_simulate_go_on_too(call: Call, tmp_path: Path) -> None:
    for command, more in (("simulate", ()), ("compare", ("--without", "III/118"))):
        words = (command, "lake_khasan/night_attack", *more, "--runs", "4", "--out", str(tmp_path / command))
        first = call(*words)
        assert first.exit_code == 0, first.output
        call(*words, code=2)
        parts = sorted((tmp_path / command).rglob("*.npz"))
        parts[-1].unlink()
        assert call(*words, "--resume").exit_code == 0
        call(*words[:-3], "5", *words[-2:], "--resume", code=2)


def _run(source: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    words = ["batch", str(source), "--out", str(out), "--workers", "2", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "game", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


@pytest.mark.parametrize("presses", [1, pytest.param(20, marks=pytest.mark.full)])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path, presses: int) -> None:
    source = write(tmp_path, TEXT.replace("runs: 6", "runs: 4000"))
    out, there = tmp_path / "out", 0
    for press in range(presses):
        process = _run(source, out, *(("--resume",) if press else ()))
        while process.poll() is None and len(list(out.rglob("*.npz"))) < there + 3:
            pass
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        assert process.returncode == 130
        there = len(list(out.rglob("*.npz")))
        assert f"{there * 40} of 16000 games are kept in {out}; go on with".encode() in said
        assert f"borderwars batch {source} --out {out} --workers 2 --resume".encode() in said
    assert not list(out.rglob("*.part"))
