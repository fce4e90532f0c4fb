"""Without luck all games are one game (rulebook 1.3): their rows are equal, and nothing is said of chance."""

from __future__ import annotations

import numpy as np
import pytest

from game.batch.history import compare
from game.batch.results import Results
from game.batch.runner import run_batch
from game.batch.tables import summary
from game.commanders.roster import differs_by_seed
from game.scenario.loading import Scenario


@pytest.fixture(scope="module")
def certain(scenario: Scenario) -> Results:
    return run_batch(scenario, 4, seed=3, workers=1, luck="none")


@pytest.mark.parametrize("seed", [3, 1938])
def test_every_run_is_the_same(scenario: Scenario, certain: Results, seed: int) -> None:
    """Not in luck, not in bogging, not in what commanders do."""
    again = run_batch(scenario, 4, seed=seed, workers=2, luck="none")
    assert again.is_one_game
    for name in ("levels", "points", "losses", "owned"):
        rows = getattr(again, name)
        assert all(np.array_equal(row, getattr(certain, name)[0]) for row in rows), name


def test_one_game_has_no_interval(certain: Results) -> None:
    document = summary(certain)
    assert all(level["interval_95"] is None for level in document["outcomes"])
    assert sorted(level["share"] for level in document["outcomes"])[-1] == 1
    for row in compare(certain):
        assert row.central_50[0] == row.central_50[1]
        assert row.central_90[0] == row.central_90[1]


def test_with_luck_there_are_intervals(results: Results) -> None:
    assert not results.is_one_game
    assert all(len(level["interval_95"]) == 2 for level in summary(results)["outcomes"])


def test_a_commander_who_decides_at_random_makes_games_differ(scenario: Scenario) -> None:
    found = run_batch(scenario, 4, seed=3, commanders={"soviet": "random"}, workers=1, luck="none")
    assert not found.is_one_game
    assert len({row.tobytes() for row in found.losses}) > 1


def test_what_makes_games_differ() -> None:
    assert differs_by_seed("table", {"soviet": "cadet", "japanese": "cadet"})
    assert not differs_by_seed("none", {"soviet": "cadet", "japanese": "cadet"})
    assert differs_by_seed("none", {"soviet": "random", "japanese": "cadet"})
