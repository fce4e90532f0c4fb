"""Intervals against figures from the textbooks."""

from __future__ import annotations

import numpy as np
import pytest

from game.batch.intervals import Z_50, Z_90, percentile, spread, wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)  # fmt: skip
def test_wilson(count: int, total: int, low: float, high: float) -> None:
    """81 of 263 is Newcombe's example (Statistics in Medicine 17, 1998, table I, method 3)."""
    assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


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
