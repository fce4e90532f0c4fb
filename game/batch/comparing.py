"""Two batches held against each other: what differs, by how much, and how sure that is.

Runs with one number have one seed in both. Where that makes them alike the interval of a difference is the narrower for
it, and where it does not nothing is lost: it is that of the mean of the differences, run by run. Shares of games have
one that takes the two apart, since theirs has to hold where a share is nothing or all.

Looked at together, one in twenty of many differences would seem sure by luck alone. So each is said to be `sure` only
if its interval does not hold zero even when Bonferroni's rule has widened it for as many as there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.figures import Figure, figure, figures
from game.batch.intervals import is_skewed, plain_data, share_difference, student
from game.batch.results import Results
from game.core.arguments import instance
from game.core.errors import UsageError

SURE: Final = 0.95
"""How sure an interval is."""

FEWEST: Final = 2
"""Runs of each batch from which there are intervals."""

ENOUGH: Final = 20
"""Runs of each batch from which a difference can be sure: of fewer all may be alike by luck."""


@dataclass(frozen=True)
class Difference:
    """One figure of two batches, and how far the second is from the first; shares are in per cent."""

    id: str
    measure: str
    kind: str  # "amount" or "share"
    first: float
    second: float
    difference: float
    interval_95: tuple[float, float] | None  # None of one run
    effect: float | None  # the difference in standard deviations of the two batches together; None where none varies
    sure: bool
    skewed: bool = False  # whether few games decide it, so that the interval is surer of itself than it should be

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return plain_data(self)


@dataclass(frozen=True)
class Comparison:
    """What N runs of two batches differ in."""

    rows: tuple[Difference, ...]
    same: int  # runs that are the same game in both, to the last bit
    correlation: float | None  # of the margins of runs with one seed; None where one does not vary

    @property
    def sure(self) -> int:
        """How many differences are sure, all looked at together."""
        return sum(row.sure for row in self.rows)


def compare_batches(
    first: Results, second: Results, measures: Sequence[str] | None = None, among: int = 1
) -> Comparison:
    """Return what two batches differ in, the same seeds in both.

    Parameters
    ----------
    measures : ids of figures (`figures.figure`); all that both have if not given
    among : so many such comparisons are looked at together, as those of all points of an experiment with the first

    Raises
    ------
    UsageError : they have other seeds or sides, or are no batches; a measure is not there.
    """
    for one in (first, second):
        instance(one, "a batch that is compared", Results, "run_batch gives one")
    if not np.array_equal(first.seeds, second.seeds):
        raise UsageError("the two batches have other seeds: play both with the same seed and as many runs")
    if first.scenario.names.sides != second.scenario.names.sides:
        raise UsageError("the two batches are of battles with other sides")
    pairs = _pairs(first, second, measures)
    pairs = [(a, b) for a, b in pairs if np.ptp(np.concatenate((a.values, b))) > 0]  # the others are one throughout
    rows = tuple(difference(a, b, len(pairs) * among) for a, b in pairs)
    margins = [one.points[:, 0].astype(np.float64) - one.points[:, 1] for one in (first, second)]
    return Comparison(rows, int(np.count_nonzero(first.digests == second.digests)), _correlation(*margins))


def _pairs(first: Results, second: Results, measures: Sequence[str] | None) -> list[tuple[Figure, NDArray[np.float64]]]:
    """Return each figure of the first batch with its values in the second. Raises UsageError."""
    if measures is not None:
        return [(figure(first, one), figure(second, one).values) for one in measures]
    other = {one.id: one.values for one in figures(second)}
    return [(one, other[one.id]) for one in figures(first) if one.id in other]


def difference(first: Figure, b: NDArray[np.float64], many: int) -> Difference:
    """Return how a figure differs; `many` are looked at together."""
    a = first.values
    apart = b - a
    mean, runs = float(np.mean(apart)), len(apart)
    interval, sure = None, False
    if runs >= FEWEST and first.kind == "share":
        shares = float(np.mean(a)) / 100, float(np.mean(b)) / 100
        near, far = (share_difference(*shares, runs, _deviate(share)) for share in (1 - SURE, (1 - SURE) / many))
        interval = (round(100 * near[0], 2), round(100 * near[1], 2))
        sure = runs >= ENOUGH and not far[0] <= 0 <= far[1]
    elif runs >= FEWEST:
        error = float(np.std(apart, ddof=1)) / math.sqrt(runs)
        half, wide = (student(runs - 1, _deviate(share)) * error for share in (1 - SURE, (1 - SURE) / many))
        interval = (round(mean - half, 2), round(mean + half, 2))
        sure = runs >= ENOUGH and abs(mean) > wide
    spread = math.sqrt((float(np.var(a)) + float(np.var(b))) / 2)
    return Difference(
        id=first.id,
        measure=first.title,
        kind=first.kind,
        first=round(float(np.mean(a)), 2),
        second=round(float(np.mean(b)), 2),
        difference=round(mean, 2),
        interval_95=interval,
        effect=round(mean / spread, 2) if spread > 0 else None,
        sure=sure,
        skewed=first.kind != "share" and is_skewed(apart),
    )


def _deviate(outside: float) -> float:
    """Return the normal deviate beyond which, on both ends together, so large a share lies."""
    return NormalDist().inv_cdf(1 - outside / 2)


def _correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float | None:
    """Return how far two columns go together, None where one does not vary."""
    if len(a) < FEWEST or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None
    return round(float(np.corrcoef(a, b)[0, 1]), 2)
