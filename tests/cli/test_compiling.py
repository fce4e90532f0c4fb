"""Compiling ahead of need: whatever has happened to the cache, the program runs, and says what it does in one line.

It is tried on a few small functions that go through the same code as the rules; whole processes are elsewhere.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from game.cli import compiling
from game.core import _jit
from game.core._jit import crew
from game.core._jit.work import CompileWork
from game.core.code_cache import ENTRY, PART, USED, CodeCache
from tests.damages import DAMAGES

from . import small_rules

pytestmark = pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")

KEY = "0123456789abcdef"
SMALL_DAMAGES, FULL_DAMAGES = 8, 200


class Small:
    """Starts of the program with the small functions as its rules, each with what it says."""

    def __init__(self, base: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.base = base
        self.way = way
        self.lines: list[str] = []
        self._before: dict[Path, int] = {}
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(_jit, "BUNDLES", [small_rules.BUNDLE])
        monkeypatch.setattr(crew, "MOST", small_rules.WORKERS)
        monkeypatch.setattr(compiling, "complain", self.lines.append)

    @property
    def folder(self) -> Path:
        return self.base / KEY

    def begin(self) -> None:
        """Be as a process is that has just been started."""
        self.lines.clear()
        self._before = self.written()
        self._monkeypatch.setattr(_jit, "FUNCTIONS", [])
        self._monkeypatch.setattr(_jit, "CACHE", CodeCache(self.base, KEY, self.lines.append))
        importlib.reload(small_rules)

    def start(self) -> list[str]:
        """Start again, check the result, return what was said."""
        self.begin()
        compiling.warm_up()
        assert small_rules.result() == small_rules.RIGHT
        assert not list(self.base.rglob(f"*{PART}"))
        return self.lines.copy()

    def written(self) -> dict[Path, int]:
        """When each entry was written."""
        return {path: path.stat().st_mtime_ns for path in self.folder.glob(f"*-*{ENTRY}")}

    def compiled_again(self) -> set[str]:
        """What the last start had to compile: functions, or all of them as the bundle."""
        new = {path.name.partition("-")[0] for path, when in self.written().items() if self._before.get(path) != when}
        return {name.rpartition(".")[2] for name in new}

    def all_of(self, functions: str) -> set[str]:
        """Some functions, as `compiled_again` has them."""
        return {"small"} if self.way == "bundled" else set(functions.split())

    def entry(self, function: str) -> Path:
        """The entry that has the code of a function."""
        return next(self.folder.glob("small-*" if self.way == "bundled" else f"*.{function}-*"))


@pytest.fixture
def small(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> Small:
    return Small(tmp_path / "compiled", way, monkeypatch)


def test_the_first_start_says_one_line_and_the_second_none(small: Small) -> None:
    (line,) = small.start()
    assert "happens once" in line
    assert small.compiled_again() == small.all_of("spread climb longest first second")
    assert small.start() == []
    assert small.compiled_again() == set()


def test_only_what_is_damaged_is_compiled_again(small: Small) -> None:
    small.start()
    small.entry("second").write_bytes(b"")
    (line,) = small.start()
    assert "compiled again" in line
    assert small.compiled_again() == small.all_of("second")
    assert small.start() == []


def test_what_is_missing_is_compiled_as_if_it_had_never_been(small: Small) -> None:
    small.start()
    small.entry("first").unlink()
    (line,) = small.start()
    assert "happens once" in line
    assert small.compiled_again() == small.all_of("first")


def test_code_that_no_longer_fits_is_compiled_again(small: Small) -> None:
    """Its check sum holds, but nothing can be made of it."""
    small.start()
    for content in (b"", b"cos\nsystem_of_yore\n.", b"no pickle at all", b'[["first"], {}, [], 9]\n\x7fELF'):
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
    small.begin()
    compiling.warm_up(shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(set(shares)) >= 6  # a step for each function


def test_the_last_functions_are_the_largest_part_of_the_work() -> None:
    """Counting functions showed 204 of 208 for half of the time."""
    rules = _jit.contents_of(_jit.RULES)
    work = CompileWork(rules)
    weights = {function.__name__: work._open[id(function)] for function in rules}
    assert max(weights, key=lambda name: weights[name]) == "give"
    assert weights["give"] > 0.05 * sum(weights.values())


def test_whoever_hears_of_progress_can_stop_it(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(share: float) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    workers: list[subprocess.Popen[bytes]] = []

    def noted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        workers.append(subprocess.Popen(*arguments, **options))
        return workers[-1]

    monkeypatch.setattr(crew, "start", noted)
    small.begin()
    with pytest.raises(KeyboardInterrupt):
        compiling.warm_up(stop)
    assert bool(workers) == (small.way == "bundled")
    assert all(worker.poll() is not None for worker in workers)
    assert len(small.compiled_again()) < 5
    assert small.start() != []


def test_every_parameter_that_is_no_number_has_an_example() -> None:
    """What has none is taken for a number, and the code compiled ahead is not the code that is asked for."""
    entries = [entry for bundle in _jit.BUNDLES for entry in _jit.entries_of(bundle)]
    assert len(entries) >= 10
    lacking = {
        f"{function.__name__}({name})"
        for function, values in entries
        for (name, parameter), value in zip(inspect.signature(function.py_func).parameters.items(), values, strict=True)
        if parameter.annotation != "int" and isinstance(value, int) and function.__module__.startswith("game.")
    }
    assert lacking == set()


# --- what the code is made of ---------------------------------------------------------------------------------------


def imported_by(path: Path) -> dict[str, str]:
    """The names that a module takes from others of the game, each with its home."""
    found = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: str(node.module)
        for node in found
        for alias in node.names
        if str(node.module).startswith("game.")
    }


NO_PART = {"game.core._jit", "game.scenario.suggesting"}
"""The compiler, which counts by itself, and words of messages."""


@pytest.mark.parametrize("bundle", _jit.BUNDLES, ids=lambda bundle: bundle.name)
def test_all_that_compiled_code_is_made_of_decides_its_key(bundle: _jit.Bundle) -> None:
    """Numbers from other modules are built into the code; were one of them left out, old code would go on unnoticed."""
    assert _jit.contents_of(bundle) != []
    rules = {path for pattern in _jit.COMPILED_SOURCES for path in _jit.GAME.glob(pattern)} - {_jit.KEEPER}
    own = set(_jit.GAME.parent.joinpath(*bundle.home.split(".")).glob("**/*.py")) if bundle is not _jit.RULES else set()
    counted = rules | own
    waiting = {inspect.getfile(function.py_func) for function in _jit.functions_of(bundle)}
    assert {Path(path) for path in waiting} <= counted
    homes = set()
    for function in _jit.functions_of(bundle):
        taken = imported_by(Path(inspect.getfile(function.py_func)))
        homes |= {taken[name] for name in function.py_func.__code__.co_names if name in taken}
    seen: set[Path] = set()
    while homes:
        path = Path(str(importlib.import_module(homes.pop()).__file__))
        if path not in seen:
            seen.add(path)
            homes |= set(imported_by(path).values()) - NO_PART
    assert seen <= counted
