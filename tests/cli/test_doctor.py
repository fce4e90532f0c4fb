"""`doctor`: what it says, and that what it compiles ahead is what games use."""

from __future__ import annotations

import pytest

from game.bench import games, growth, parts
from game.bench.bars import SMALL
from game.cli import compiling, doctor
from game.commanders.cadet.commander import CADET
from game.commanders.cadet.probes import Work, play_record
from game.commanders.player import Player
from game.core import _jit
from game.core.errors import UsageError
from game.scenario.loading import load_scenario

from .conftest import Call

needs_compiler = pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")


def test_doctor_says_what_is_there(call: Call) -> None:
    said = call("doctor").stdout
    for words in ("numba", "pygame-ce", "scenarios", "compiled rules", "display"):
        assert words in said


def test_doctor_says_what_is_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "EXTRAS", {"nonesuch": "nothing at all"})
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said = call("doctor").stdout
    assert "missing: nonesuch, for nothing at all" in said
    assert "missing: a display" in said


def test_doctor_fails_when_the_game_cannot_run(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(kind: str) -> None:
        raise UsageError(f"no folder {kind!r}")

    monkeypatch.setattr("game.scenario.homes.data_dir", fail)
    said = call("doctor", code=1).stdout
    assert "MISSING: no folder 'scenarios'" in said


def test_warm_is_said_once(call: Call) -> None:
    assert call("doctor", "--warm").stdout in {
        "The rules are compiled.\n",
        "NUMBA_DISABLE_JIT is set: the rules run as plain Python, nothing is compiled.\n",
    }


def used() -> set[str]:
    """What this process has of compiled code: bundles, and signatures of functions that are compiled one by one."""
    bundled = {name.partition("-")[0] for name in _jit.provider().functions}
    one_by_one = _jit.functions_of(_jit.RULES) if _jit.why_one_by_one() else []
    return bundled | {f"{function.__name__} {called}" for function in one_by_one for called in function.signatures}


@needs_compiler
def test_compiling_ahead_compiles_what_games_use() -> None:
    compiling.compile_all()
    before = used()
    scenario = load_scenario(SMALL)
    player = Player(CADET, scenario.world)
    games.game_time(scenario, 1, 1)
    games.before_an_assault(scenario)
    parts.replay(scenario, player, parts.record(scenario, player, 1), Work.ORDERS)
    for larger in growth.larger_scenarios(scenario).values():
        games.player(larger)(1)
    assert used() - {f"{play_record.__module__}.play_record"} == before
    assert _jit.most_signatures() == 1
