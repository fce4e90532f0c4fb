"""`doctor` and `bench`: what they say, not how fast this machine is."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator

import pytest

from game.cli import bench, compiling, doctor, measures
from game.cli.measures import Figure
from game.core import _jit
from game.core.errors import UsageError
from game.engine.orders import Attack
from game.scenario.loading import load_scenario

from .conftest import Call
from .test_simulate import example, shape

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

    monkeypatch.setattr("game.scenario.library.data_dir", fail)
    said = call("doctor", code=1).stdout
    assert "MISSING: no folder 'scenarios'" in said


def test_warm_is_said_once(call: Call) -> None:
    assert call("doctor", "--warm").stdout in {
        "The rules are compiled.\n",
        "NUMBA_DISABLE_JIT is set: the rules run as plain Python, nothing is compiled.\n",
    }


@needs_compiler
def test_every_function_that_python_calls_can_be_compiled_ahead() -> None:
    """Its parameters have names that stand for the same things everywhere, or are whole numbers."""
    values = compiling.examples()
    found = compiling.entries()
    assert len(found) >= 10
    for function in found:
        for name, parameter in inspect.signature(function.py_func).parameters.items():
            assert name in values or parameter.annotation == "int", f"{function.__name__}: {name}"


@needs_compiler
def test_compiling_ahead_compiles_what_games_use() -> None:
    compiling.compile_all()
    before = {id(function): list(function.signatures) for function in compiling.entries()}
    measures.game_time(load_scenario(measures.SMALL), 1, 1)
    measures.before_an_assault(load_scenario(measures.SMALL))
    assert {id(function): list(function.signatures) for function in compiling.entries()} == before
    assert measures.most_signatures() == 1


def test_a_figure_against_its_bar() -> None:
    assert Figure("a", 30, "ms", 60).holds
    assert not Figure("a", 61, "ms", 60).holds
    assert Figure("a", 2, "times", 1.8, least=True).holds
    assert not Figure("a", 1.7, "times", 1.8, least=True).holds
    assert Figure("a", 30.0, "ms", 60).as_data() == {
        "what": "a", "figure": 30.0, "unit": "ms", "bar": 60, "ratio": 0.5, "holds": True
    }  # fmt: skip


def test_bench_prints_its_figures(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def figures(quick: bool) -> Iterator[Figure]:
        yield Figure("one", 1, "ms", 2)
        yield Figure("two", 3, "ms", 2)

    monkeypatch.setattr(measures, "figures", figures)
    rows = json.loads(call("bench", "--json", "--quick").stdout)
    assert [row["what"] for row in rows] == ["one", "two"]
    assert shape(rows) == shape(example("bench"))
    said = call("bench").stdout
    assert "NO" in said
    assert bench.__doc__


def test_what_is_measured_is_the_game() -> None:
    scenario = load_scenario(measures.SMALL)
    assert measures.unit_actions(scenario, 1) > 10
    assert measures.copy_time(scenario) > 0
    game = measures.before_an_assault(scenario)
    assert game.outcome is None
    assert game.scratch.order[0].kind == 2
    assert isinstance(next(game.legal_orders()), object)
    assert Attack is not None


def test_a_process_that_fails_is_one_sentence() -> None:
    from game.core.errors import BorderWarsError

    with pytest.raises(BorderWarsError, match="a process of the measurement failed"):
        measures.child("nonsense")
