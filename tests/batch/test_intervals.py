"""Intervals against figures from the textbooks."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from game.batch.intervals import (
    Z_50,
    Z_90,
    effective_number,
    is_skewed,
    mean_interval,
    median_interval,
    median_rank,
    percentile,
    share_difference,
    spread,
    student_95,
    wilson,
)
from game.batch.runs import MOST_RUNS


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)  # fmt: skip
def test_wilson(count: int, total: int, low: float, high: float) -> None:
    """81 of 263 is Newcombe's example (Statistics in Medicine 17, 1998, table I, method 3)."""
    assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_half_a_run_counts_as_half() -> None:
    assert wilson(5, 10)[0] < wilson(5.5, 10)[0] < wilson(6, 10)[0]


@pytest.mark.parametrize(
    ("freedom", "deviate"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (10, 2.228), (30, 2.042), (1000, 1.962)]
)
def test_student_s_deviates_are_those_of_the_tables(freedom: int, deviate: float) -> None:
    assert student_95(freedom) == pytest.approx(deviate, rel=0.01 if freedom == 3 else 0.003)


def test_the_interval_of_a_mean() -> None:
    """Five yields with mean 10 and standard deviation 2: 10 plus or minus 2.776 x 2 / root 5."""
    values = np.array([10 - math.sqrt(8), 10, 10, 10, 10 + math.sqrt(8)])
    assert np.std(values, ddof=1) == pytest.approx(2)
    assert mean_interval(values) == pytest.approx((7.52, 12.48), abs=0.011)
    assert mean_interval(values[:1]) is None
    assert mean_interval(np.array([3, 3, 3])) == (3, 3)


def test_a_surer_interval_is_wider() -> None:
    narrow, wide = wilson(30, 100, Z_50), wilson(30, 100, Z_90)
    assert wide[0] < narrow[0] < 0.3 < narrow[1] < wide[1]


def test_spread() -> None:
    found = spread(np.arange(101))
    assert (found.mean, found.median, found.central_50, found.central_90) == (50, 50, (25, 75), (5, 95))
    assert found.as_data() == {"mean": 50.0, "median": 50.0, "central_50": [25.0, 75.0], "central_90": [5.0, 95.0]}


def test_spread_of_one_run_is_that_run() -> None:
    assert spread(np.array([7])).central_90 == (7, 7)


def test_percentile_counts_equals_half() -> None:
    assert percentile(np.array([1, 2, 2, 3]), 2) == 50
    assert percentile(np.array([1, 2, 2, 3]), 0) == 0
    assert percentile(np.array([1, 2, 2, 3]), 9) == 100


@pytest.mark.parametrize(("total", "rank"), [(1, 0), (5, 0), (6, 1), (8, 1), (9, 2), (10, 2), (20, 6), (100, 40)])
def test_the_rank_of_a_median_is_that_of_the_tables(total: int, rank: int) -> None:
    """Of six draws the least and the greatest: all six on one side of the median in 2 of 64."""
    assert median_rank(total) == rank


@pytest.mark.parametrize("total", [6, 7, 50, 501])
def test_the_rank_of_a_median_is_exact(total: int) -> None:
    def chance(rank: int) -> Fraction:
        return Fraction(sum(math.comb(total, heads) for heads in range(rank, total - rank + 1)), 2**total)

    rank = median_rank(total)
    assert chance(rank) >= Fraction(95, 100) > chance(rank + 1)


def test_the_rank_of_a_median_of_as_many_games_as_there_can_be() -> None:
    """Close to the normal distribution by then: 1.96 standard deviations below the middle."""
    rank = median_rank(MOST_RUNS)
    assert rank == pytest.approx(MOST_RUNS / 2 - 1.96 * math.sqrt(MOST_RUNS) / 2, abs=1)


def test_an_interval_of_the_median_is_in_the_amounts() -> None:
    assert median_interval(np.array([7, 1, 5, 3, 9, 2])) == (1, 9)
    assert median_interval(np.array([7, 1, 5, 3, 9])) is None


def test_effective_numbers() -> None:
    """Two columns that say the same and one of its own: eigenvalues 2, 1 and 0, so 9 in 5."""
    a, b = np.array([1.0, -1, 1, -1]), np.array([1.0, 1, -1, -1])
    assert effective_number(np.stack([a, b], axis=1)) == 2
    assert effective_number(np.stack([a, 1 - 3 * a], axis=1)) == 1
    assert effective_number(np.stack([a, a, b], axis=1)) == 1.8
    assert effective_number(np.stack([a, 0 * a], axis=1)) == 1
    assert effective_number(np.stack([0 * a], axis=1)) is None


def test_few_games_that_decide_a_mean_are_found() -> None:
    """One value among 30 lies far off: the skewness is 5.2, for which 676 values would be enough."""
    rare = np.zeros(30)
    rare[7] = 10.0
    assert is_skewed(rare)
    assert is_skewed(np.tile(rare, 22)), "660 of them are still too few"
    assert not is_skewed(np.tile(rare, 23))
    assert not is_skewed(np.arange(30.0)), "what lies evenly is not skewed, however few"
    assert not is_skewed(np.full(30, 7.0))


@pytest.mark.parametrize(
    ("a", "b", "total", "ends"),
    [
        (0.6, 0.7, 80, (-0.0470, 0.2413)),  # worked by hand from Wilson's intervals
        (0.0, 0.0, 30, (-0.1135, 0.1135)),
        (1.0, 0.0, 30, (-1.0, -0.8395)),
    ],
)
def test_two_shares_have_newcombe_s_interval(a: float, b: float, total: int, ends: tuple[float, float]) -> None:
    assert share_difference(a, b, total) == pytest.approx(ends, abs=0.0005)
