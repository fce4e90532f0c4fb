"""How sure a batch is: intervals of shares and of amounts. Plain numpy and arithmetic, the same on every machine."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Z_50: Final = 0.6744897501960817
Z_90: Final = 1.6448536269514722
Z_95: Final = 1.959963984540054
"""Standard normal deviates of central intervals of 50, 90 and 95 per cent."""


GAMES_FOR_SKEW: Final = 25
"""Amounts of which a mean needs, for each unit of the square of their skewness, to be as sure as it says."""


@dataclass(frozen=True)
class Spread:
    """Where an amount lies over many runs: mean, median, and the intervals that hold the middle 50 and 90 per cent."""

    mean: float
    median: float
    central_50: tuple[float, float]
    central_90: tuple[float, float]

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return plain_data(self)


def plain_data(figures: Any) -> dict[str, Any]:
    """Return the fields of a dataclass for a JSON document, intervals as lists."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(figures).items()}


def spread(values: NDArray[Any]) -> Spread:
    """Return where (N,) amounts lie, N at least 1; quantiles are interpolated, all figures rounded to hundredths."""
    low_90, low_50, median, high_50, high_90 = (
        round(float(value), 2) for value in np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95))
    )
    return Spread(round(float(np.mean(values)), 2), median, (low_50, high_50), (low_90, high_90))


def mean_interval(values: NDArray[Any]) -> tuple[float, float] | None:
    """Return Student's interval of 95 per cent of the mean of what (N,) amounts were drawn from, None of one alone."""
    if len(values) < 2:  # noqa: PLR2004 - one alone says nothing of how far others lie
        return None
    mean, half = float(np.mean(values)), half_width(values)
    return round(mean - half, 2), round(mean + half, 2)


def half_width(values: NDArray[Any]) -> float:
    """Return how far Student's interval of 95 per cent of the mean goes up and down, of (N,) amounts, N at least 2."""
    return student_95(len(values) - 1) * float(np.std(values, ddof=1)) / math.sqrt(len(values))


def is_skewed(values: NDArray[Any]) -> bool:
    """Whether few of (N,) amounts decide their mean, so that Student's interval covers it less often than it says.

    That is so of fewer than 25 times the square of the skewness (Cochran, Sampling Techniques, 1977, 2.15).
    """
    apart = np.asarray(values, np.float64) - np.mean(values)
    spread_of = float(np.mean(apart**2))
    skewness = float(np.mean(apart**3)) / spread_of**1.5 if spread_of > 0 else 0.0
    return len(values) < GAMES_FOR_SKEW * skewness**2


def student_95(freedom: int) -> float:
    """Return the deviate of Student's central interval of 95 per cent, with so many degrees of freedom."""
    return student(freedom, Z_95)


def student(freedom: int, z: float) -> float:
    """Return the deviate of Student's central interval that is as sure as that of the normal one with the deviate z.

    One and two degrees of freedom have a formula. From three on it is Fisher and Cornish's series about z: of intervals
    of 95 per cent wrong by less than one part in 100, of surer ones by more where there are few degrees.
    """
    sure = math.erf(z / math.sqrt(2))
    if freedom == 1:
        return math.tan(math.pi * sure / 2)
    if freedom == 2:  # noqa: PLR2004 - of its own formula
        return sure * math.sqrt(2 / (1 - sure * sure))
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def wilson(count: float, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's interval for a share of which `count` of `total` were seen; (0, 1) where nothing was."""
    if total == 0:
        return 0.0, 1.0
    share = count / total
    scale = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def share_difference(a: float, b: float, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return the interval of the second share less the first, each seen in so many games (Newcombe, 1998, method 10).

    It is made of Wilson's intervals of the two, so that it holds where one share is nothing or all.
    """
    (low_a, high_a), (low_b, high_b) = (wilson(share * total, total, z) for share in (a, b))
    low = b - a - math.sqrt((b - low_b) ** 2 + (high_a - a) ** 2)
    return low, b - a + math.sqrt((high_b - b) ** 2 + (a - low_a) ** 2)


def median_rank(total: int, sure: float = 0.95) -> int:
    """Return the rank k, from 1, such that a median lies between the k-th least and the k-th greatest of `total` draws.

    So many draws lie below the median as heads come up in as many tosses, whatever is drawn: k is the greatest for
    which k to total - k heads have at least the chance `sure`. 0 if there is none: fewer than six draws are too few.
    """
    rank = total // 2
    ways = math.lgamma(total + 1) - math.lgamma(rank + 1) - math.lgamma(total - rank + 1)  # of millions none is slow
    chance = math.exp(ways - total * math.log(2))
    found = chance if 2 * rank == total else 2 * chance
    while found < sure and rank > 0:
        chance *= rank / (total - rank + 1)
        rank -= 1
        found += 2 * chance
    return rank


def median_interval(values: NDArray[Any]) -> tuple[float, float] | None:
    """Return the interval of 95 per cent of the median of what (N,) amounts were drawn from, None of too few."""
    rank = median_rank(len(values))
    if rank == 0:
        return None
    ordered = np.sort(values)
    return round(float(ordered[rank - 1]), 2), round(float(ordered[-rank]), 2)


def effective_number(columns: NDArray[np.float64]) -> float | None:
    """Return how many columns of (N, R) figures there are when what goes together counts once; None where none varies.

    (sum of the eigenvalues)^2 / (sum of their squares) of the correlation matrix of the columns that vary: as many as
    there are if none goes with another, 1 if all say the same.
    """
    varying = columns[:, np.ptp(columns, axis=0) > 0] if len(columns) else columns[:, :0]
    if varying.shape[1] == 0:
        return None
    centred = varying - np.mean(varying, axis=0)
    scaled = centred / np.sqrt(np.sum(centred * centred, axis=0))
    correlation = scaled.T @ scaled
    return round(float(np.trace(correlation) ** 2 / np.sum(correlation * correlation)), 2)


def percentile(values: NDArray[Any], value: float) -> float:
    """Return the per cent of (N,) amounts that lie below a value, those equal to it counting half."""
    below = float(np.count_nonzero(values < value)) + float(np.count_nonzero(values == value)) / 2
    return round(100 * below / len(values), 1)
