"""Two batches held against each other: intervals cover, false alarms are no more than is said (experiments.md)."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from game.batch.comparing import Difference, compare_batches, difference
from game.batch.figures import Figure
from game.batch.results import Results
from game.batch.runner import run_batch
from game.core.errors import UsageError
from game.core.seeds import run_seeds
from game.scenario.changes import changed, read_change
from game.scenario.loading import load_scenario

NIGHT = "lake_khasan/night_attack"
DRAWS = 1000
RUNS = 40


def drawn(effect: float, together: float, many: int = 1) -> list[Difference]:
    """Differences of so many pairs of columns; the second is greater by `effect`, and goes with the first."""
    lots = (run_seeds(1939, DRAWS * 2 * RUNS).astype(np.float64) + 0.5) / 2.0**63
    normal = np.array([NormalDist().inv_cdf(lot) for lot in lots.tolist()]).reshape(DRAWS, 2, RUNS)
    found = []
    for first, own in normal:
        second = together * first + np.sqrt(1 - together**2) * own + effect
        found.append(difference(Figure("x", "x", "amount", first), second, many))
    return found


def covers(one: Difference, effect: float) -> bool:
    assert one.interval_95 is not None
    low, high = one.interval_95
    return low - 0.005 <= effect <= high + 0.005


@pytest.mark.parametrize("effect", [0.0, 0.7])
@pytest.mark.parametrize("together", [0.0, 0.9])
def test_the_interval_holds_what_is_there_in_19_of_20_cases(effect: float, together: float) -> None:
    """Whether games with one seed go together or not."""
    share = np.mean([covers(one, effect) for one in drawn(effect, together)])
    assert share == pytest.approx(0.95, abs=0.025)


def test_it_is_narrower_where_games_go_together() -> None:
    wide, narrow = (np.mean([np.ptp(one.interval_95) for one in drawn(0, together)]) for together in (0, 0.9))  # type: ignore[arg-type]
    assert narrow < wide / 2


def test_of_twenty_that_are_none_one_in_twenty_times_is_called_sure() -> None:
    """Each alone would be in one case of twenty: of twenty together one nearly always would."""
    sure = np.array([one.sure for one in drawn(0, 0, many=20)]).reshape(-1, 20).any(axis=1)
    alone = np.array([one.sure for one in drawn(0, 0)]).reshape(-1, 20).any(axis=1)
    assert np.mean(sure) < 0.15
    assert np.mean(alone) > 0.4


def test_a_large_difference_is_sure_and_its_effect_is_known() -> None:
    found = drawn(1.5, 0, many=20)
    assert np.mean([one.sure for one in found]) > 0.95
    assert np.mean([one.effect for one in found]) == pytest.approx(1.5, abs=0.1)  # type: ignore[arg-type]


def test_of_one_run_there_is_no_interval() -> None:
    one = difference(Figure("x", "x", "amount", np.array([1.0])), np.array([3.0]), 1)
    assert (one.difference, one.interval_95, one.sure, one.effect) == (2.0, None, False, None)


# --- batches --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def night() -> Results:
    return run_batch(load_scenario(NIGHT), 30, seed=7)


def test_a_batch_against_itself_differs_in_nothing(night: Results) -> None:
    found = compare_batches(night, night)
    assert found.same == night.runs
    assert not found.sure
    assert {row.difference for row in found.rows} == {0.0}


def test_who_is_left_out_is_missed(night: Results) -> None:
    """Without the battalion behind the hill the Soviets lose fewer men, because there are fewer."""
    less = changed(night.scenario, [read_change("without", "III/118")])
    found = compare_batches(night, run_batch(less, 30, seed=7))
    (men,) = [row for row in found.rows if row.measure == "Soviet: men lost"]
    assert men.sure
    assert men.difference == pytest.approx(men.second - men.first, abs=0.011)
    assert found.same == 0


def test_figures_that_are_the_same_throughout_are_left_out(night: Results) -> None:
    """Nobody loses a gun by night."""
    measures = {row.measure for row in compare_batches(night, night).rows}
    assert "margin" in measures
    assert not any("vehicles lost" in measure for measure in measures)


def test_batches_of_other_seeds_are_not_compared(night: Results) -> None:
    for other in (run_batch(night.scenario, 30, seed=8), run_batch(night.scenario, 29, seed=7)):
        with pytest.raises(UsageError, match="have other seeds"):
            compare_batches(night, other)


def test_what_is_no_batch_is_refused(night: Results) -> None:
    with pytest.raises(UsageError, match="a batch that is compared"):
        compare_batches(night, "folder")  # type: ignore[arg-type]
