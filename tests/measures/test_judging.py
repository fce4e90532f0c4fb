"""Where history lies within what games bring, on rows made by hand, and the page that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.scenario.loading import load_scenario
from tests.measures import judging
from tests.measures.calibration import SCENARIOS, SETS, TEST, set_of

PAGE = Path(__file__).parents[2] / "docs" / "calibration.md"


def amount(**changes: Any) -> dict[str, Any]:
    """A row about losses: 100 in history, 80 to 120 accepted, 60 to 140 in the middle nine tenths of games."""
    usual = {"kind": "losses", "measure": "Red losses", "turn": 3, "scenario": "a/b", "set": TEST, "holds": True}
    figures = {"historical": 100, "accepted": (80, 120), "median": 90.0, "central_90": (60.0, 140.0)}
    return {**usual, **figures, "share_accepted": 0.5, **changes}


def held(share: float, **changes: Any) -> dict[str, Any]:
    """A row about a holder, with the share of games that agree with history."""
    return amount(kind="holder", historical=True, accepted=(60, 100), share_accepted=share, **changes)


@pytest.mark.parametrize(
    ("changes", "inside", "width"),
    [
        ({}, True, 2.0),
        ({"central_90": (100.0, 140.0)}, True, 1.0),  # the ends belong to it
        ({"central_90": (100.5, 140.0)}, False, 0.99),
        ({"central_90": (0.0, 99.0)}, False, 2.48),
        ({"accepted": (100, 100), "central_90": (98.0, 102.0)}, True, 4.0),  # a range without width is one wide
    ],
)
def test_history_lies_inside_an_interval_or_not(changes: dict[str, Any], inside: bool, width: float) -> None:
    assert judging.verdict(amount(**changes)) == judging.Verdict(inside, width)


@pytest.mark.parametrize(("share", "inside"), [(0.0, False), (0.049, False), (0.05, True), (1.0, True)])
def test_a_row_of_yes_and_no_is_judged_by_the_games_that_agree(share: float, inside: bool) -> None:
    """And has no width."""
    assert judging.verdict(held(share)) == judging.Verdict(inside, None)


def test_sums_count_rows_amounts_and_what_is_too_wide() -> None:
    rows = [amount(), amount(central_90=(0.0, 121.0), holds=False), amount(central_90=(0.0, 50.0)), held(0), held(1)]
    assert judging.sums(rows) == judging.Sums(5, 4, 3, 3, 2, 1)
    said = judging.in_words("test", judging.sums(rows))
    assert "4 of 5 rows hold" in said
    assert "in 3 (60 %), of amounts in 2 of 3; 1 intervals wider" in said


def test_the_page_takes_the_figures_between_its_marks(tmp_path: Path) -> None:
    """Once more, and they stand there once."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{judging.BEGIN}\nstale\n{judging.END}\nafter\n", encoding="utf-8")
    for runs in (1, 500):
        judging.write(page, judging.page([amount(), held(0)], SETS, runs, 7))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "stale" not in text
    assert text.count("runs a scenario") == 1
    assert "500 runs a scenario from the seed 7" in text
    assert "| Red losses | 3 | test | 100 | 80 to 120 | 90 | 60 to 140 | yes | yes | 2.0 |" in text
    assert "| test set | 2 | 2 | 1 | 2 | 1 | 1 | 0 |" in text


def test_a_page_without_a_place_for_them_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(AssertionError, match="no place"):
        judging.write(page, ["a"])


def test_the_page_of_the_project_has_the_rows_of_today() -> None:
    """All that are not counted apart, in their order, with the set that each belongs to and what is accepted."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(judging.BEGIN)
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in rest.partition(judging.END)[0].splitlines()]
    shown = [(line[0], line[1], line[2], line[4].removesuffix(" %")) for line in lines if len(line) == 10]
    rows = [
        (entry.measure, str(entry.turn), set_of(name, entry.turn), f"{entry.accepted[0]:,} to {entry.accepted[1]:,}")
        for name in SCENARIOS
        for entry in load_scenario(name).file.history
        if not entry.apart
    ]
    assert [row for row in shown if row[1].isdecimal()] == rows
