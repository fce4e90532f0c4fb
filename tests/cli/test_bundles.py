"""Rules compiled as one: what is compiled with what, what is not compiled again, and what happens if it does not work.

How compiled code is kept, and what may happen to it, is in `test_compiling`.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.cli import compiling, doctor
from game.commanders.player import Player
from game.core import _jit
from game.core._jit import crew, settings
from game.core._jit.bundles import Bundle, bundle_of
from game.core.code_cache import CodeCache
from game.core.terms import Status
from game.engine.game import Game
from game.rules.orders import find_reach
from game.rules.scratch import new_scratch
from game.scenario.loading import load_scenario
from tests.commanders import rover

from . import odd_rules, rover_examples, small_rules

pytestmark = pytest.mark.skipif(not _jit.COMPILED or bool(settings.why_each()), reason="nothing is bundled in this run")

KEY = "0123456789abcdef"


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A fresh cache, whose words end up here."""
    said: list[str] = []
    monkeypatch.setattr(_jit, "CACHE", CodeCache(tmp_path, KEY, said.append))
    importlib.reload(small_rules)  # other tests may have had it compiled
    yield said
    importlib.reload(small_rules)  # forget what was compiled for the test
    importlib.reload(odd_rules)


def kept(tmp_path: Path) -> set[str]:
    return {path.name.partition("-")[0].removesuffix(".code") for path in (tmp_path / KEY).glob("*.code")}


# --- what is compiled with what -------------------------------------------------------------------------------------


def test_a_function_belongs_to_the_innermost_bundle_around_it() -> None:
    officer = Bundle("officer", "game.commanders.officer", "game.commanders.officer.examples")
    bundles = [_jit.RULES, officer]
    assert bundle_of("game.rules.combat", bundles) == _jit.RULES
    assert bundle_of("game.commanders.officers", bundles) == _jit.RULES
    assert bundle_of("game.commanders.officer", bundles) == officer
    assert bundle_of("game.commanders.officer.plans.tasks", bundles) == officer
    assert bundle_of("tests.cli.small_rules", bundles) is None


def test_all_rules_are_one_bundle() -> None:
    compiling.warm_up()
    assert [name.partition("-")[0] for name in _jit.CACHE.needed() or []] == ["at_random", "cadet", "officer", "rules"]


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A commander that is added where the rules are compiled already: the folder of compiled code."""
    compiling.warm_up()
    (tmp_path / _jit.KEY).mkdir()
    for name in ("rules", "needed"):
        shutil.copy(_jit.CACHE.folder / f"{name}.code", tmp_path / _jit.KEY)
    monkeypatch.setattr(_jit, "CACHE", CodeCache(tmp_path, _jit.KEY))
    monkeypatch.setattr(_jit, "BUNDLES", [_jit.RULES, rover_examples.BUNDLE])
    yield tmp_path / _jit.KEY
    importlib.reload(rover)


def test_what_a_commander_adds_is_compiled_for_that_commander(added: Path) -> None:
    """Entries of the rules are called where they lie; single rules are compiled once more, into the commander."""
    rules = (added / "rules.code").stat().st_mtime_ns
    assert not compiling.is_warm()
    compiling.warm_up()
    assert compiling.is_warm()
    assert (added / "rules.code").stat().st_mtime_ns == rules
    assert len(list(added.glob("rover-*.code"))) == 1
    (own,) = [names for bundle, names in _jit.provider().functions.items() if "rover" in bundle]
    ours = {name.rpartition(".")[2] for name in own if "rover" in name}
    assert ours == {"begin_turn", "next_order", "play_turn"}
    assert {"game.rules.movement.can_end", "game.rules.movement.write_move"} <= set(own)
    assert not any(name.endswith((".find_reach", ".reach")) for name in own)
    assert len(own) < 15
    assert marches_of_rover() > 3
    assert len(_jit.provider().functions) == 2


def marches_of_rover() -> int:
    """Let the commander play a player turn; return how many orders it gave."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1)
    return len(Player(rover.ROVER, game.world).take_turn(game))


def test_a_commander_in_no_bundle_is_compiled_when_it_is_called() -> None:
    importlib.reload(rover)
    assert marches_of_rover() > 3
    own = [names for bundle, names in _jit.provider().functions.items() if "rover" in bundle]
    assert [len(names) < 15 for names in own] == [True, True]  # `begin_turn` and `next_order`, each with what it calls


COUNTED = """
from game.core import _jit
names = _jit.build_bundles()
for name, bundle in zip(names, _jit.BUNDLES):
    counted = [f"{found.py_func.__module__}.{found.py_func.__qualname__}" for found in _jit.contents_of(bundle)]
    print(sorted(counted) == sorted(_jit.provider().functions[name]))
"""


def test_the_work_of_a_bundle_is_what_goes_into_it() -> None:
    """It is counted before anything is compiled; and the bar of progress moves by it.

    In a process of its own: in this one tests have imported entries that are compiled when they are asked for.
    """
    compiling.warm_up()
    answer = subprocess.run([sys.executable, "-c", COUNTED], check=True, capture_output=True, text=True).stdout
    assert answer.split() == ["True"] * len(_jit.BUNDLES)


def test_what_is_compiled_already_is_no_part_of_the_work(added: Path) -> None:
    """Where only a commander has to be compiled, the bar begins at nothing and goes to its end."""
    shares: list[float] = []
    compiling.warm_up(shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_an_entry_of_its_own_is_compiled_with_all_that_it_calls(lines: list[str], tmp_path: Path) -> None:
    assert small_rules.result() == small_rules.RIGHT
    assert kept(tmp_path) == {"tests.cli.small_rules.first", "tests.cli.small_rules.second"}
    assert lines == []


# --- what happens if it does not work -------------------------------------------------------------------------------


def test_what_cannot_be_bundled_is_compiled_in_the_ordinary_way(lines: list[str]) -> None:
    importlib.reload(odd_rules)
    assert odd_rules.quarter(43) == 10
    (line,) = lines
    assert "tests.cli.odd_rules.half does not say what it returns" in line
    assert odd_rules.quarter(43) == 10


def test_what_is_compiled_in_the_ordinary_way_calls_bundles_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """One function that cannot be bundled costs itself alone."""
    said: list[str] = []
    monkeypatch.setattr(_jit.CACHE, "_say", said.append)
    monkeypatch.setattr(_jit.CACHE, "has_reported", False)
    importlib.reload(odd_rules)
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1)
    scratch = new_scratch(game.world)
    for unit in np.flatnonzero(game.state.units.status == Status.PRESENT):
        reached = find_reach(game.world, game.state, scratch, int(unit))
        assert odd_rules.half_of_reach(game.world, game.state, scratch, int(unit)) == reached // 2
    assert "half_of_reach is compiled in the ordinary way" in said[0]
    assert len(find_reach.overloads) == 1
    assert _jit.why_one_by_one() == ""


@pytest.mark.parametrize(
    "code", ["raise SystemExit(3)", "import os; os.abort()", "print('hello')", "import sys; sys.stdin.buffer.read(9)"]
)
def test_workers_that_end_or_talk_nonsense_are_done_without(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def odd(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code], **options)

    monkeypatch.setattr(crew, "start", odd)
    importlib.reload(small_rules)
    assert small_rules.result() == small_rules.RIGHT
    assert len(lines) == 1
    assert "in the ordinary way" in lines[0]


def test_where_no_process_can_be_started_there_is_the_ordinary_way(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(crew, "start", refused)
    importlib.reload(small_rules)
    assert small_rules.result() == small_rules.RIGHT
    assert "not here" in lines[0]


def test_sources_that_have_just_changed_are_not_kept_as_the_old_ones(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_jit, "KEY", "of yesterday")
    importlib.reload(small_rules)
    assert small_rules.result() == small_rules.RIGHT
    assert "have changed" in lines[0]
    assert "tests.cli.small_rules.spread" in kept(tmp_path)  # by itself, as Numba compiled it


def test_a_version_that_was_not_tried_goes_the_ordinary_way(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TRIED", {})
    importlib.reload(small_rules)
    assert small_rules.result() == small_rules.RIGHT
    assert "has not been tried" in doctor.way_of_compiling()
    assert lines == []
    assert _jit.provider().functions == {}


@pytest.mark.parametrize("tried", [settings.TRIED, {}], ids=["in a bundle", "by itself"])
def test_a_function_returns_what_it_says_in_both_ways(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, tried: dict[str, str]
) -> None:
    """Numba by itself finds no `max` of a whole number and a member of an enum."""
    monkeypatch.setattr(settings, "TRIED", tried)
    importlib.reload(odd_rules)
    assert (odd_rules.larger(0, 12), odd_rules.larger(0, 3), odd_rules.larger(7, 3)) == (2, 1, 7)
    assert lines == []
    assert bool(_jit.provider().functions) is bool(tried)


def test_once_done_without_it_stays_so(lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every start would try for half a minute before it fell back."""
    monkeypatch.setattr(_jit, "BUNDLES", [small_rules.BUNDLE])
    monkeypatch.setattr(crew, "start", lambda *_, **__: subprocess.Popen([sys.executable, "-c", ""]))
    importlib.reload(small_rules)
    compiling.warm_up()
    monkeypatch.undo()
    monkeypatch.setattr(_jit, "BUNDLES", [small_rules.BUNDLE])
    monkeypatch.setattr(_jit, "CACHE", CodeCache(tmp_path, KEY, lines.append))
    assert compiling.is_warm()
    assert _jit.why_one_by_one() != ""


def test_what_is_marked_in_the_script_that_is_run_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Nobody else could import it."""
    script = tmp_path / "script.py"
    lines = ["from game.core._jit import entry", "@entry", "def more(x: int) -> int:", "    return x + 1", "more(1)"]
    script.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script], cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False
    )
    assert "must be in a module that is imported, a file of its own" in done.stderr
