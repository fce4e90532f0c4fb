"""Points brought to the same games, those with seeds that all have, so that they can be held against each other.

A point without luck has one game, which stands for every seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.batch.report.material import Point
from game.batch.results import Results


def common_runs(points: Sequence[Point]) -> list[NDArray[np.intp]]:
    """Return for each point the rows of the runs whose seeds all have, in one order; none where they share no seed."""
    lucky = [point for point in points if not point.results.is_one_game]
    if not lucky:
        return [np.zeros(1, np.intp) for _ in points]
    seeds = lucky[0].results.seeds
    for point in lucky[1:]:
        seeds = seeds[np.isin(seeds, point.results.seeds)]
    return [
        np.zeros(len(seeds), np.intp) if point.results.is_one_game else _rows_of(seeds, point.results.seeds)
        for point in points
    ]


def _rows_of(wanted: NDArray[np.int64], seeds: NDArray[np.int64]) -> NDArray[np.intp]:
    order = np.argsort(seeds, kind="stable")
    return np.asarray(order[np.searchsorted(seeds[order], wanted)])


def aligned(points: Sequence[Point]) -> list[Results]:
    """Return the results of the runs that `common_runs` has, so that rows of one number have one seed."""
    rows = common_runs(points)
    lucky = [place for place, point in enumerate(points) if not point.results.is_one_game]
    seeds = points[lucky[0]].results.seeds[rows[lucky[0]]] if lucky else points[0].results.seeds[:1]
    return [_taken(point.results, mine, seeds) for point, mine in zip(points, rows, strict=True)]


def _taken(results: Results, rows: NDArray[np.intp], seeds: NDArray[np.int64]) -> Results:
    return replace(results.of_rows(rows), seeds=seeds)
