"""A measured figure, the bar it is held against, and how the machine's own speed is taken out of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

TIMES: Final = {"us", "ms", "s"}
RATES: Final = {"1/s"}


@dataclass(frozen=True)
class Figure:
    """One figure against its bar; `least` where the bar is what it must reach, else it must not be passed."""

    what: str
    figure: float
    unit: str
    bar: float
    least: bool = False
    steady: bool = False
    """Kept by a clock, so that a faster machine has no more of it."""
    pace: float = 1.0
    """How long this machine took, when this was measured, for what takes 1 where the bars were set."""

    @property
    def scaled(self) -> float:
        """The figure as it would be on the machine for which the bars are set; it is what is judged."""
        if self.steady:
            return self.figure
        if self.unit in TIMES:
            return self.figure / self.pace
        return self.figure * self.pace if self.unit in RATES else self.figure

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        return self.scaled >= self.bar if self.least else self.scaled <= self.bar

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document; `ratio` is the scaled figure as a multiple of the bar."""
        return {
            "what": self.what,
            "figure": float(f"{self.figure:.4g}"),
            "scaled": float(f"{self.scaled:.4g}"),
            "unit": self.unit,
            "bar": self.bar,
            "ratio": round(self.scaled / self.bar, 3),
            "holds": self.holds,
        }


def at_their_pace(figures: Iterable[Figure], pace: Callable[[], float]) -> Iterator[Figure]:
    """Yield the figures as they are measured, each with the mean of the machine's pace before and after it."""
    before = pace()
    for figure in figures:
        after = pace()
        yield replace(figure, pace=(before + after) / 2)
        before = after
