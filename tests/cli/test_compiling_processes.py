"""Whole processes that compile, are killed, stopped, share a cache or find it damaged.

Most have a few small functions as their rules; the full set takes the rules themselves. Each is tried in both ways of
compiling.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.batch.runner import run_batch
from game.core import _jit
from game.core._jit import settings
from game.core._jit.settings import EACH
from game.core.code_cache import ENTRY, PART, USED, CodeCache
from game.scenario.loading import load_scenario
from tests.damages import DAMAGES

from . import small_rules

pytestmark = pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")

ROOT = Path(__file__).parents[2]
SMALL_KILLS, FULL_KILLS = 2, 30
REAL_DAMAGES, REAL_KILLS = 28, 4
BATTLES = ("lake_khasan/night_attack", "lake_khasan/campaign", "khalkhin_gol/august_encirclement")


# --- whole processes ------------------------------------------------------------------------------------------------


def process(*command: str, base: Path, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(base)}
    whole = [*before, sys.executable, "-m", *command]
    pipe = subprocess.PIPE
    return subprocess.Popen(whole, env=environment, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def small_start(base: Path) -> tuple[str, str]:
    started = process("tests.cli.small_start", base=base)
    said, odd = started.communicate(timeout=300)
    assert started.returncode == 0, odd
    return said.removeprefix("begun\n"), odd


def killed_half_way(base: Path, times: int) -> None:
    luck = random.Random(times)
    for _ in range(times):
        started = process("tests.cli.small_start", base=base)
        assert started.stdout is not None
        assert started.stdout.readline() == "begun\n"
        time.sleep(luck.uniform(0, 1))
        started.kill()
        started.communicate()
        if luck.random() < 0.3:
            assert small_start(base)[0] == f"{small_rules.RIGHT}\n"
            assert not list(base.rglob(f"*{PART}"))
            shutil.rmtree(base)
    small_start(base)
    assert small_start(base) == (f"{small_rules.RIGHT}\n", "")
    assert not list(base.rglob(f"*{PART}"))


def test_a_start_killed_half_way_is_no_harm(tmp_path: Path, way: str) -> None:
    killed_half_way(tmp_path / "compiled", SMALL_KILLS)


@pytest.mark.full
def test_many_starts_killed_half_way_are_no_harm(tmp_path: Path, way: str) -> None:
    killed_half_way(tmp_path / "compiled", FULL_KILLS)


def test_two_processes_compile_at_once(tmp_path: Path, way: str) -> None:
    both = [process("tests.cli.small_start", base=tmp_path) for _ in range(2)]
    for started in both:
        said, odd = started.communicate(timeout=300)
        assert said == f"begun\n{small_rules.RIGHT}\n"
        assert len(odd.splitlines()) == 1
    assert small_start(tmp_path) == (f"{small_rules.RIGHT}\n", "")


@pytest.mark.skipif(not shutil.which("setpriv") or os.geteuid() != 0, reason="only root can make folders of others")
def test_what_another_user_has_compiled_is_used(tmp_path: Path, way: str) -> None:
    """As on a machine where the administrator has compiled the rules for all; nobody else may write there."""
    base = tmp_path / "compiled"
    small_start(base)
    (folder,) = base.iterdir()
    without_rights = ("setpriv", "--bounding-set=-all")
    for complete in (True, False):
        for path in (base, folder, *folder.iterdir()):
            os.chown(path, 65534, 65534)
        before = {path: path.stat().st_mtime_ns for path in base.rglob("*")}
        started = process("tests.cli.small_start", base=base, before=without_rights)
        said, odd = started.communicate(timeout=300)
        assert said == f"begun\n{small_rules.RIGHT}\n"
        assert {path: path.stat().st_mtime_ns for path in base.rglob("*")} == before
        if complete:
            assert odd == ""
            next(folder.glob("*.second-*" if way == EACH else "small-*")).unlink()
        else:
            assert "cannot be kept" in odd
            assert len(odd.splitlines()) == 1


def test_settings_of_numba_do_not_lead_elsewhere(tmp_path: Path, way: str) -> None:
    """One that changes while the program runs has Numba read all of them again; and what is compiled goes by them."""
    code = (
        "import os; from game.core import _jit; os.environ['NUMBA_CACHE_DIR'] = 'elsewhere'; "
        "os.environ['NUMBA_DEBUG_CACHE'] = '0'; from tests.cli import small_rules; print(small_rules.result())"
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{small_rules.RIGHT}\n", "")
    assert not (ROOT / "elsewhere").exists()
    (folder,) = tmp_path.iterdir()
    assert len(list(folder.glob(f"*{ENTRY}"))) == (5 if way == EACH else 2)  # what Python calls, each with its callees
    subprocess.run(run, env={**environment, "NUMBA_BOUNDSCHECK": "1"}, cwd=ROOT, capture_output=True, check=True)
    assert len(list(tmp_path.iterdir())) == 2


def test_code_that_cannot_be_kept_is_compiled_each_time(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without optimising, Numba's code holds addresses of the process that made it."""
    monkeypatch.setenv("NUMBA_OPT", "0")
    for _ in range(2):
        said, odd = small_start(tmp_path)
        assert said == f"{small_rules.RIGHT}\n"
        assert ("cannot be kept" if way == EACH else "good for one process") in odd.splitlines()[1]
        assert len(odd.splitlines()) == 2


def at_work(started: subprocess.Popen[str], base: Path, way: str) -> list[int]:
    """Wait until a process compiles; return its workers, where that can be seen."""
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    while not list(base.rglob(f"*-*{ENTRY}" if way == EACH else USED)):
        assert started.poll() is None
        time.sleep(0.05)
    if way == EACH or not children.exists():
        return []
    while not children.read_text():
        assert started.poll() is None
        time.sleep(0.05)
    time.sleep(2)
    return [int(word) for word in children.read_text().split()]


def end_soon(workers: list[int]) -> bool:
    """Whether workers are no more, or will not be in a moment."""
    for _ in range(200):
        left = [worker for worker in workers if Path(f"/proc/{worker}/cmdline").exists() and "Z" not in state(worker)]
        if not left:
            return True
        time.sleep(0.05)
    return False


def state(process_id: int) -> str:
    """The state of a process, Z for one that has ended and that nobody has asked about."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_ctrl_c_while_compiling_is_one_line(tmp_path: Path, way: str) -> None:
    started = process("game", "doctor", "--warm", base=tmp_path)
    workers = at_work(started, tmp_path, way)
    started.send_signal(signal.SIGINT)
    said, odd = started.communicate(timeout=120)
    assert started.returncode == 130
    assert said == ""
    assert [line.partition(":")[0] for line in odd.splitlines()] == ["borderwars", "borderwars"]
    assert "happens once" in odd.splitlines()[0]
    assert "stopped" in odd.splitlines()[1]
    assert not list(tmp_path.rglob(f"*{PART}"))
    assert end_soon(workers)


def test_workers_end_with_the_process_that_they_work_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.WAY, raising=False)
    started = process("game", "doctor", "--warm", base=tmp_path)
    workers = at_work(started, tmp_path, "bundled")
    started.kill()
    started.communicate()
    assert end_soon(workers)
    assert not list(tmp_path.rglob(f"*{ENTRY}"))


# --- the rules themselves -------------------------------------------------------------------------------------------


def one_game(base: Path, battle: str = BATTLES[0], runs: int = 1) -> tuple[str, list[str]]:
    started = process("game", "simulate", battle, "--runs", str(runs), "--seed", "7", "--json", base=base)
    said, odd = started.communicate(timeout=1200)
    assert started.returncode == 0, odd
    return json.loads(said)["digest"], odd.splitlines()


@pytest.fixture(scope="module")
def usual() -> None:
    """This process has chosen its own way before a test asks for another."""
    _jit.why_one_by_one()


@pytest.fixture
def real(tmp_path: Path, way: str) -> Path:
    """A folder with the rules compiled in one way or the other."""
    assert process("game", "doctor", "--warm", base=tmp_path).wait(1200) == 0
    return tmp_path


def needed_of(base: Path) -> list[Path]:
    """The files that a run needs."""
    (folder,) = base.iterdir()
    cache = CodeCache(base, folder.name)
    needed = cache.needed()
    cache.release()
    assert needed
    return [folder / f"{name}{ENTRY}" for name in needed]


@pytest.mark.full
def test_games_are_the_same_after_any_damage(real: Path, way: str) -> None:
    luck = random.Random(REAL_DAMAGES)
    right, odd = one_game(real)
    assert odd == []
    files = needed_of(real)
    for count in range(REAL_DAMAGES if way == EACH else len(DAMAGES)):
        path = luck.choice(files)
        if "next_order" in path.name or "play_on" in path.name:  # these two alone take a quarter of all the time
            path = files[0]
        DAMAGES[count % len(DAMAGES)](path, luck)
        digest, odd = one_game(real)
        assert digest == right
        assert len(odd) == 1, odd
        assert "compiled again" in odd[0]
        assert one_game(real) == (right, [])


@pytest.mark.full
def test_rules_compiled_by_starts_that_were_killed_play_the_same(real: Path, tmp_path: Path) -> None:
    luck = random.Random(REAL_KILLS)
    right, _ = one_game(real)
    base = tmp_path / "cold"
    for _ in range(REAL_KILLS):
        started = process("game", "doctor", "--warm", base=base)
        time.sleep(luck.uniform(2, 15))
        started.kill()
        started.communicate()
    assert one_game(base)[0] == right
    assert one_game(base) == (right, [])
    assert not list(base.rglob(f"*{PART}"))


@pytest.mark.full
def test_games_are_the_same_in_both_ways_of_compiling(usual: None, real: Path, way: str) -> None:
    """This process has its rules from elsewhere, in the way that is usual here."""
    for battle in BATTLES:
        scenario = load_scenario(battle)
        assert one_game(real, battle, 10)[0] == run_batch(scenario, 10, 7).digest()


def test_doctor_tells_what_it_has_looked_at(tmp_path: Path) -> None:
    """Two files of other content in the folder of the rules: one sound, one not."""
    cache = CodeCache(tmp_path, _jit.CACHE.key)
    cache.write("give", b"code")
    cache.complete(["give"])
    said = process("game", "doctor", base=tmp_path).communicate(timeout=120)[0]
    assert re.search(r"compiled rules .*complete: 2 files", said)
    (cache.folder / f"give{ENTRY}").write_bytes(b"")
    looked = process("game", "doctor", base=tmp_path)
    said = looked.communicate(timeout=120)[0]
    assert looked.returncode == 1
    assert "damaged: 1 of 2 files" in said
    assert "DAMAGED: compiled rules" in said


def test_doctor_mends_what_no_run_needs(tmp_path: Path) -> None:
    cache = CodeCache(tmp_path, _jit.CACHE.key)
    cache.write("give", b"code")
    cache.complete(["give"])
    (cache.folder / f"spare{ENTRY}").write_bytes(b"cut")
    mended = process("game", "doctor", "--warm", base=tmp_path)
    assert mended.communicate(timeout=120) == ("The rules are compiled.\n", "")
    assert mended.returncode == 0
    assert process("game", "doctor", base=tmp_path).wait(120) == 0
