"""A figure against its bar, judged at the pace of the machine, and the yardstick that tells it."""

from __future__ import annotations

import ast
import hashlib
import inspect

import numpy as np
import pytest

from game.bench import yardstick
from game.bench.figures import Figure, at_their_pace
from game.core import _jit


def test_a_figure_against_its_bar() -> None:
    assert Figure("a", 30, "ms", 60).holds
    assert not Figure("a", 61, "ms", 60).holds
    assert Figure("a", 2, "times", 1.8, least=True).holds
    assert not Figure("a", 1.7, "times", 1.8, least=True).holds
    assert Figure("a", 30.0, "ms", 60).as_data() == {
        "what": "a", "figure": 30.0, "scaled": 30.0, "unit": "ms", "bar": 60, "ratio": 0.5, "holds": True
    }  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "scaled"),
    [
        (Figure("a game", 30, "ms", 20, pace=2.0), 15),
        (Figure("a rate", 80_000, "1/s", 100_000, least=True, pace=2.0), 160_000),
        (Figure("frames of a clock", 60, "1/s", 60, least=True, steady=True, pace=0.5), 60),
        (Figure("memory", 30, "MB", 32, pace=2.0), 30),
        (Figure("a ratio", 1.9, "times", 1.8, least=True, pace=0.5), 1.9),
    ],
    ids=lambda value: value.what if isinstance(value, Figure) else "",
)
def test_what_takes_time_is_judged_as_on_the_machine_of_the_bars(figure: Figure, scaled: float) -> None:
    """A machine at pace 2 takes twice as long; what it keeps in memory is not twice as much."""
    assert (figure.scaled, figure.holds) == (scaled, True)
    assert figure.as_data()["figure"] == figure.figure


def test_each_figure_has_the_pace_of_before_and_after_it() -> None:
    paces = iter([1.0, 2.0, 4.0])
    found = at_their_pace([Figure("a", 1, "ms", 1), Figure("b", 1, "ms", 1)], lambda: next(paces))
    assert [figure.pace for figure in found] == [1.5, 3.0]


def test_the_yardstick_is_what_it_has_always_been() -> None:
    """Whoever changes it loses every older figure: then `REFERENCE` is measured again, and the changelog says so."""
    source = inspect.getsource(inspect.unwrap(getattr(yardstick.walk, "py_func", yardstick.walk)))
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    function.body = function.body[1:]  # what the docstring says may change
    assert hashlib.sha256(ast.unparse(function).encode()).hexdigest()[:12] == "f8b271eb1784"
    sizes = (yardstick.WIDTH, yardstick.HEXES, yardstick.REACH, yardstick.FAR, yardstick.UNQUEUED, yardstick.ROUNDS)
    assert sizes == (64, 4096, 160, 1_000_000, -1, 1000)
    marks, way = np.zeros(yardstick.HEXES, np.int32), np.zeros(yardstick.HEXES, np.int32)
    assert yardstick.walk(marks, way, yardstick.ROUNDS) == yardstick.ANSWER
    assert yardstick.walk(marks, way, 1) == yardstick.walk(marks, way, 1)


@pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")
def test_the_pace_is_a_number_near_one_on_machines_of_today() -> None:
    assert 0.1 < yardstick.pace() < 20
