"""Compiling ahead of need: whatever has happened to the cache, the program runs, and says what it does in one line.

Most of it is tried on a few small functions that go through the same code as the rules; the full set takes the rules.
"""

from __future__ import annotations

import importlib
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

from game.cli import compiling
from game.cli.compile_work import CompileWork
from game.core import _jit
from game.core.code_cache import ENTRY, PART, USED, CodeCache
from tests.damages import DAMAGES

from . import small_rules

pytestmark = pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")

KEY = "0123456789abcdef"
SMALL_DAMAGES, FULL_DAMAGES = 28, 200
SMALL_KILLS, FULL_KILLS = 4, 30
REAL_DAMAGES, REAL_KILLS = 28, 4
ONE_GAME = ("simulate", "lake_khasan/night_attack", "--runs", "1", "--json")


class Small:
    """Starts of the program with the small functions as its rules, each with what it says."""

    def __init__(self, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.base = base
        self.lines: list[str] = []
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(compiling, "entries", small_rules.entries)
        monkeypatch.setattr(compiling, "examples", dict)
        monkeypatch.setattr(compiling, "complain", self.lines.append)

    @property
    def folder(self) -> Path:
        return self.base / KEY

    def start(self) -> list[str]:
        """Start anew, check the result, return what was said."""
        self.lines.clear()
        self._monkeypatch.setattr(_jit, "FUNCTIONS", [])
        self._monkeypatch.setattr(_jit, "CACHE", CodeCache(self.base, KEY, self.lines.append))
        importlib.reload(small_rules)
        compiling.warm_up()
        assert small_rules.result() == small_rules.RIGHT
        assert not list(self.base.rglob(f"*{PART}"))
        return self.lines.copy()

    def compiled_anew(self) -> set[str]:
        """The functions that the last start had to compile."""
        return {f.__name__ for f in _jit.FUNCTIONS if f.stats.cache_misses}

    def entry(self, function: str) -> Path:
        return next(self.folder.glob(f"*.{function}-*"))


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    return Small(tmp_path / "compiled", monkeypatch)


def test_the_first_start_says_one_line_and_the_second_none(small: Small) -> None:
    (line,) = small.start()
    assert "happens once" in line
    assert small.compiled_anew() == {"spread", "climb", "longest", "first", "second"}
    assert small.start() == []
    assert small.compiled_anew() == set()


def test_only_what_is_damaged_is_compiled_anew(small: Small) -> None:
    small.start()
    small.entry("second").write_bytes(b"")
    (line,) = small.start()
    assert "compiled anew" in line
    assert small.compiled_anew() == {"second"}
    assert small.start() == []


def test_what_is_missing_is_compiled_as_if_it_had_never_been(small: Small) -> None:
    small.start()
    small.entry("first").unlink()
    (line,) = small.start()
    assert "happens once" in line
    assert small.compiled_anew() == {"first"}


def test_code_that_no_longer_fits_is_compiled_anew(small: Small) -> None:
    """Its check sum holds, but Numba cannot make anything of it."""
    small.start()
    for content in (b"", b"cos\nsystem_of_yore\n.", b"no pickle at all"):
        name = small.entry("second").name.removesuffix(ENTRY)
        CodeCache(small.base, KEY).write(name, content)
        (line,) = small.start()
        assert str(small.folder) in line
        assert small.start() == []


def damaged(small: Small, luck: random.Random, count: int) -> None:
    """Damage one or several files, or lose one; every kind comes up in turn."""
    files = sorted(small.folder.glob(f"*{ENTRY}"))
    which = luck.sample(files, luck.choice((1, 1, 2, len(files))))
    for path in which:
        kind = (*DAMAGES, None)[count % (len(DAMAGES) + 1)]
        if kind is None:
            path.unlink()
        else:
            kind(path, luck)


def survives(small: Small, times: int) -> None:
    luck = random.Random(times)
    small.start()
    for count in range(times):
        damaged(small, luck, count)
        assert len(small.start()) <= 1
        assert _jit.CACHE.is_complete()


def test_a_start_after_any_damage_runs(small: Small) -> None:
    survives(small, SMALL_DAMAGES)


@pytest.mark.full
def test_a_start_after_any_of_many_damages_runs(small: Small) -> None:
    survives(small, FULL_DAMAGES)


# --- no room, no right to write -------------------------------------------------------------------------------------


def test_without_a_place_for_it_all_is_compiled_and_one_line_says_so(small: Small) -> None:
    small.base.write_text("a file")
    for _ in range(2):
        (line,) = small.start()
        assert "cannot be kept" in line
    assert small.base.read_text() == "a file"


def test_without_room_all_is_compiled_and_nothing_is_left(small: Small, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, before[1]))
    try:
        said = small.start()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "happens once" in said[0]
    assert "cannot be kept" in said[1]
    assert len(said) == 2
    assert {path.name for path in tmp_path.rglob("*")} == {"compiled", KEY, USED}


# --- progress -------------------------------------------------------------------------------------------------------


def test_progress_goes_with_the_work_and_to_its_end(small: Small) -> None:
    shares: list[float] = []
    small.start()
    shutil.rmtree(small.folder)
    small._monkeypatch.setattr(_jit, "FUNCTIONS", [])
    importlib.reload(small_rules)
    compiling.warm_up(shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(set(shares)) == 6  # a step for each function


def test_the_last_functions_are_the_largest_part_of_the_work() -> None:
    """Counting functions showed 204 of 208 for half of the time."""
    compiling.entries()
    rules = [function for function in _jit.FUNCTIONS if re.match(r"game\.(?!commanders\.probes)", function.__module__)]
    work = CompileWork(rules)
    weights = {function.__name__: work._open[id(function)] for function in rules}
    assert max(weights, key=lambda name: weights[name]) == "play_on"
    assert weights["play_on"] > 0.1 * sum(weights.values())


def test_whoever_is_told_of_progress_can_stop_it(small: Small) -> None:
    def stop(share: float) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    small._monkeypatch.setattr(_jit, "FUNCTIONS", [])
    small._monkeypatch.setattr(_jit, "CACHE", CodeCache(small.base, KEY))
    importlib.reload(small_rules)
    with pytest.raises(KeyboardInterrupt):
        compiling.warm_up(stop)
    assert small.start() != []
    assert 0 < len(small.compiled_anew()) < 5


# --- whole processes ------------------------------------------------------------------------------------------------


def process(*command: str, base: Path, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(base)}
    whole = [*before, sys.executable, "-m", *command]
    return subprocess.Popen(whole, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


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


def test_a_start_killed_half_way_is_no_harm(tmp_path: Path) -> None:
    killed_half_way(tmp_path / "compiled", SMALL_KILLS)


@pytest.mark.full
def test_many_starts_killed_half_way_are_no_harm(tmp_path: Path) -> None:
    killed_half_way(tmp_path / "compiled", FULL_KILLS)


def test_two_processes_compile_at_once(tmp_path: Path) -> None:
    both = [process("tests.cli.small_start", base=tmp_path) for _ in range(2)]
    for started in both:
        said, odd = started.communicate(timeout=300)
        assert said == f"begun\n{small_rules.RIGHT}\n"
        assert len(odd.splitlines()) == 1
    assert small_start(tmp_path) == (f"{small_rules.RIGHT}\n", "")


@pytest.mark.skipif(not shutil.which("setpriv") or os.geteuid() != 0, reason="only root can make folders of others")
def test_what_another_user_has_compiled_is_used(tmp_path: Path) -> None:
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
            next(folder.glob("*.second-*")).unlink()
        else:
            assert "cannot be kept" in odd
            assert len(odd.splitlines()) == 1


def test_settings_of_numba_do_not_lead_elsewhere(tmp_path: Path) -> None:
    """One that changes while the program runs has Numba read all of them again; and what is compiled goes by them."""
    code = (
        "import os; from game.core import _jit; os.environ['NUMBA_CACHE_DIR'] = 'elsewhere'; "
        "os.environ['NUMBA_DEBUG_CACHE'] = '0'; from tests.cli import small_rules; print(small_rules.result())"
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, env=environment, cwd=Path.cwd(), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{small_rules.RIGHT}\n", "")
    assert not Path("elsewhere").exists()
    (folder,) = tmp_path.iterdir()
    assert len(list(folder.glob(f"*{ENTRY}"))) == 5
    subprocess.run(run, env={**environment, "NUMBA_BOUNDSCHECK": "1"}, capture_output=True, check=True)
    assert len(list(tmp_path.iterdir())) == 2


def test_ctrl_c_while_compiling_is_one_line(tmp_path: Path) -> None:
    started = process("game", "doctor", "--warm", base=tmp_path)
    while not list(tmp_path.rglob(f"*-*{ENTRY}")):
        assert started.poll() is None
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    said, odd = started.communicate(timeout=120)
    assert started.returncode == 130
    assert said == ""
    assert [line.partition(":")[0] for line in odd.splitlines()] == ["borderwars", "borderwars"]
    assert "happens once" in odd.splitlines()[0]
    assert "stopped" in odd.splitlines()[1]
    assert not list(tmp_path.rglob(f"*{PART}"))


# --- the rules themselves -------------------------------------------------------------------------------------------


def one_game(base: Path) -> tuple[str, list[str]]:
    started = process("game", *ONE_GAME, base=base)
    said, odd = started.communicate(timeout=1200)
    assert started.returncode == 0, odd
    return json.loads(said)["digest"], odd.splitlines()


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the compiled rules."""
    compiling.warm_up()
    shutil.copytree(_jit.CACHE.folder, tmp_path / _jit.CACHE.key)
    return tmp_path


@pytest.mark.full
def test_games_are_the_same_after_any_damage(real: Path) -> None:
    luck = random.Random(REAL_DAMAGES)
    right, odd = one_game(real)
    assert odd == []
    needed = bytes(_jit.CACHE.read("needed") or b"").decode().split()
    for count in range(REAL_DAMAGES):
        path = real / _jit.CACHE.key / f"{luck.choice(needed)}{ENTRY}"
        if "next_order" in path.name or "play_on" in path.name:  # these two alone take a quarter of all the time
            path = path.with_name(f"{needed[0]}{ENTRY}")
        DAMAGES[count % len(DAMAGES)](path, luck)
        digest, odd = one_game(real)
        assert digest == right
        assert len(odd) == 1, odd
        assert "compiled anew" in odd[0]
        assert one_game(real) == (right, [])


@pytest.mark.full
def test_rules_compiled_by_starts_that_were_killed_play_the_same(real: Path, tmp_path: Path) -> None:
    luck = random.Random(REAL_KILLS)
    right, _ = one_game(real)
    base = tmp_path / "cold"
    for _ in range(REAL_KILLS):
        started = process("game", *ONE_GAME, base=base)
        time.sleep(luck.uniform(2, 30))
        started.kill()
        started.communicate()
    assert one_game(base)[0] == right
    assert one_game(base) == (right, [])
    assert not list(base.rglob(f"*{PART}"))


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
