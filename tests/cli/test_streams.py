"""Standard streams that are closed, full, read by nobody or of another encoding; Ctrl+C at any moment of the start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NIGHT = "lake_khasan/night_attack"
PROGRAM = f"{sys.executable} -m game"
LIGHT = ["--help", "--version", "scenario list --json", "scenario schema map", "doctor"]

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full and a POSIX shell")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    home = {"SDL_VIDEODRIVER": "dummy", **environment}
    return subprocess.run(
        ["bash", "-c", line],
        cwd=ROOT,
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("line", [*LIGHT, f"simulate {NIGHT} --runs 1"])
def test_an_output_that_cannot_be_written_is_one_sentence(line: str) -> None:
    closed = shell(f"{PROGRAM} {line} >&-")
    assert (closed.returncode, closed.stderr) == (2, "borderwars: standard output is closed\n")
    full = shell(f"{PROGRAM} {line} >/dev/full")
    assert (full.returncode, full.stderr) == (2, "borderwars: standard output: No space left on device\n")


@pytest.mark.parametrize("line", ["--help", "scenario list"])
def test_streams_that_are_not_needed_may_be_closed(line: str) -> None:
    plain = shell(f"{PROGRAM} {line}").stdout
    for closed in ("2>&-", "2>/dev/full", "<&-", "<&- 2>&-"):
        done = shell(f"{PROGRAM} {line} {closed}")
        assert (done.returncode, done.stdout, done.stderr) == (0, plain, "")


def test_bad_ends_keep_their_exit_code_where_they_cannot_be_reported() -> None:
    for closed in ("2>&-", "2>/dev/full", "<&- >&- 2>&-"):
        assert shell(f"{PROGRAM} simulate nowhere {closed}").returncode == 2


def test_nothing_is_printed_into_a_file_that_took_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    out = tmp_path / "rows"
    assert shell(f"{PROGRAM} simulate {NIGHT} --runs 1 --out {out} <&- >&- 2>&-").returncode == 2
    assert json.loads((out / "summary.json").read_bytes())["runs"] == 1


@pytest.mark.parametrize("line", ["--help", "scenario schema", f"simulate {NIGHT} --runs 1"])
def test_a_reader_that_goes_away_is_no_fault(line: str) -> None:
    done = shell(f"{PROGRAM} {line} | true; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("141\n", "")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1251", "utf-16"])
def test_json_is_json_whatever_the_terminal_writes(encoding: str, tmp_path: Path) -> None:
    """A path with letters that the terminal lacks, and with a byte that is no letter at all."""
    folder = os.fsencode(tmp_path / "Хасан_張_é_") + b"\xff"
    Path(os.fsdecode(folder)).mkdir()
    for source in (ROOT / "scenarios" / "lake_khasan").glob("*.yaml"):
        Path(os.fsdecode(folder), source.name).write_bytes(source.read_bytes())
    scenario = os.fsdecode(folder) + "/night_attack.yaml"
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0"} if encoding == "ascii" else {}
    words = ["simulate", scenario, "--runs", "1", "--json", "--out", tmp_path / "rows"]
    environment = {**os.environ, **locale, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "game", *words], cwd=ROOT, env=environment, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout.decode("utf-8"))["scenario"]
    assert document == scenario or locale
    for name in ("summary.json", "manifest.json"):
        assert json.loads((tmp_path / "rows" / name).read_bytes().decode("utf-8"))["runs"] == 1


INTERRUPTED_WHILE_LOADING = """
import os, signal, sys
count, moment = 0, int(sys.argv.pop(1))
def hook(event, arguments):
    global count
    if event == "import" and "game.cli.streams" in sys.modules | {arguments[0]: 0}:
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGINT)
import game.__main__
sys.addaudithook(hook)
game.__main__.main()
"""


@pytest.mark.parametrize("moment", [1, 4, 20, 80, 200, 400])
def test_an_interrupt_while_anything_is_loaded_is_quiet(moment: int) -> None:
    words = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, str(moment), "scenario", "check", NIGHT]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


INTERRUPTED_AT_THE_DOOR = """
import sys, _signal
def hook(event, arguments):
    if event == "import" and "game.__main__" in sys.modules and arguments[0] != "game.__main__":
        _signal.raise_signal(_signal.SIGINT)
sys.addaudithook(hook)
import game.__main__
game.__main__.main()
"""


def test_an_interrupt_is_seen_to_before_anything_is_loaded() -> None:
    """The first of all that the door itself loads is where it comes."""
    words = [sys.executable, "-c", INTERRUPTED_AT_THE_DOOR]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_interrupt_that_the_shell_has_switched_off_stays_off() -> None:
    words = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, "50", "--version"]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )  # fmt: skip
    assert done.returncode == 0


@pytest.mark.parametrize("line", ["scenario check lake_khasan/night_attack", "doctor", "simulate --help"])
def test_a_working_folder_that_is_gone_is_one_sentence(tmp_path: Path, line: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    found = shell(f"cd {gone}; rmdir {gone}; {sys.executable} -P -m game {line}", PYTHONPATH=str(ROOT))
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "borderwars: the folder that you are in no longer exists; go to another one\n"
