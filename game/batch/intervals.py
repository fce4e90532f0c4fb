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


def wilson(count: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's interval for a share of which `count` of `total` were seen; (0, 1) where nothing was."""
    if total == 0:
        return 0.0, 1.0
    share = count / total
    scale = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def percentile(values: NDArray[Any], value: float) -> float:
    """Return the per cent of (N,) amounts that lie below a value, those equal to it counting half."""
    below = float(np.count_nonzero(values < value)) + float(np.count_nonzero(values == value)) / 2
    return round(100 * below / len(values), 1)
