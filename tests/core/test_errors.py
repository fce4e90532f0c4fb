"""What can go wrong, as people read it."""

from __future__ import annotations

import pytest

from game.core.errors import (
    BorderWarsError,
    IllegalOrderError,
    OrderTextError,
    Problem,
    SaveError,
    ScenarioError,
    UsageError,
)
from game.core.terms import Reason

HERE = Problem("map.yaml", 12, 5, "roads[0].path", "hex '9912' is not on the map", "    path: ['9912']")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (
            HERE,
            "map.yaml:12:5: roads[0].path: hex '9912' is not on the map\n        path: ['9912']\n        ^",
        ),
        (Problem("map.yaml", 3, 1, "", "has a tab"), "map.yaml:3:1: has a tab"),
        (Problem("map.yaml", 0, 0, "", "is empty"), "map.yaml: is empty"),
    ],
)
def test_a_problem_names_its_place(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_the_caret_stands_under_the_column() -> None:
    _, line, caret = str(HERE).split("\n")
    assert line[4:] == HERE.excerpt
    assert caret.index("^") - 4 == HERE.column - 1


@pytest.mark.parametrize(("count", "end"), [(1, "1 problem"), (2, "2 problems"), (3, "3 problems")])
def test_all_problems_are_reported_at_once(count: int, end: str) -> None:
    error = ScenarioError([HERE] * count)
    assert str(error).endswith(f"\n{end}")
    assert str(error).count("is not on the map") == count
    assert error.problems == [HERE] * count


def test_an_illegal_order_has_a_reason_for_programs_and_a_sentence_for_people() -> None:
    error = IllegalOrderError("move A 0000>0100", Reason.PINNED, "moves no more (rule 3.6)")
    assert (error.reason, error.sentence) == (Reason.PINNED, "moves no more (rule 3.6)")
    assert str(error) == "move A 0000>0100: moves no more (rule 3.6)"


@pytest.mark.parametrize("kind", [IllegalOrderError, OrderTextError, SaveError, ScenarioError, UsageError])
def test_one_clause_catches_all_of_them(kind: type[Exception]) -> None:
    assert issubclass(kind, BorderWarsError)
