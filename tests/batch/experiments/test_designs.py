"""Designs: which combinations are played."""

from __future__ import annotations

import pytest

from game.batch.experiments.designs import grid, latin_hypercube, one_at_a_time


def test_a_grid_has_every_combination_and_the_last_factor_varies_fastest() -> None:
    assert list(grid([2, 3])) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]


def test_one_at_a_time_begins_with_the_usual_and_leaves_the_others_as_they_are() -> None:
    assert list(one_at_a_time([2, 3])) == [(0, 0), (1, 0), (0, 1), (0, 2)]


@pytest.mark.parametrize(("factors", "points"), [(1, 1), (3, 7), (5, 40)])
def test_of_a_hypercube_each_stretch_of_each_factor_has_one_point(factors: int, points: int) -> None:
    cube = list(latin_hypercube(factors, points, seed=7))
    assert len(cube) == points
    for column in zip(*cube, strict=True):
        assert sorted(int(place * points) for place in column) == list(range(points))


def test_factors_of_a_hypercube_do_not_go_together() -> None:
    one, other = zip(*latin_hypercube(2, 200, seed=7), strict=True)
    mean = sum((a - 0.5) * (b - 0.5) for a, b in zip(one, other, strict=True)) / 200
    assert abs(12 * mean) < 0.15


def test_the_seed_decides() -> None:
    assert list(latin_hypercube(2, 9, 1)) == list(latin_hypercube(2, 9, 1)) != list(latin_hypercube(2, 9, 2))
    assert list(latin_hypercube(2, 9, 1)) != list(latin_hypercube(2, 9, 1 + 2**32))
