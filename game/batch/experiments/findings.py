"""What came of an experiment, as plain data for `--json` and print: each point, and how it differs from the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.batch.comparing import Comparison, compare_batches
from game.batch.experiment import Experiment, ExperimentResults
from game.batch.figures import Figure, figure
from game.batch.intervals import mean_interval, median_interval, spread, wilson
from game.batch.results import Results


@dataclass(frozen=True)
class Measured:
    """One figure of one point: mean and median, each with its interval of 95 per cent."""

    id: str
    measure: str
    kind: str
    mean: float
    mean_95: tuple[float, float] | None  # None of one run, and of one game that stands for all
    median: float
    median_95: tuple[float, float] | None  # None of fewer than six runs besides, and of shares
    central_90: tuple[float, float] | None  # nine runs of ten lie between; None of shares

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return {
            "id": self.id,
            "measure": self.measure,
            "kind": self.kind,
            "mean": self.mean,
            "mean_95": None if self.mean_95 is None else list(self.mean_95),
            "median": self.median,
            "median_95": None if self.median_95 is None else list(self.median_95),
            "central_90": None if self.central_90 is None else list(self.central_90),
        }


def measured(results: Results, one: Figure) -> Measured:
    """Return where a figure lies."""
    values, found = one.values, spread(one.values)
    sure = not results.is_one_game
    around = share_interval(values) if one.kind == "share" else mean_interval(values)
    return Measured(
        id=one.id,
        measure=one.title,
        kind=one.kind,
        mean=found.mean,
        mean_95=around if sure else None,
        median=found.median,
        median_95=median_interval(values) if sure and one.kind != "share" else None,
        central_90=found.central_90 if one.kind != "share" else None,
    )


def share_interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return Wilson's interval of 95 per cent of a share, in per cent, of (N,) values that are 100 or 0."""
    low, high = wilson(float(np.count_nonzero(values)), len(values))
    return round(100 * low, 2), round(100 * high, 2)


def headlines(experiment: Experiment) -> tuple[str, ...]:
    """Return the ids of the figures that are shown of every point: those asked for, else margin and men lost."""
    if experiment.measures is not None:
        return experiment.measures
    return ("margin", *(f"lost.{side}.men" for side in experiment.points[0].base.names.sides))


def point_data(found: ExperimentResults) -> Iterator[dict[str, Any]]:
    """Yield what each point is and what its figures are."""
    measures = headlines(found.experiment)
    for point, results in zip(found.experiment.points, found.points, strict=True):
        yield {
            "point": point.number,
            "values": dict(point.values),
            "scenario": results.scenario.name,
            "changes": list(results.scenario.changes),
            "commanders": dict(point.commanders),
            "luck": point.luck,
            "runs": results.runs,
            "unfinished": results.unfinished,
            "digest": results.digest(),
            "measures": [measured(results, figure(results, one)).as_data() for one in measures],
        }


def from_the_first(found: ExperimentResults) -> Iterator[tuple[int, Comparison]]:
    """Yield the number of each other point with what differs there from the first.

    A difference is sure where it is all looked at together: every figure of every point. Where points have other
    numbers of runs, because they stopped at other times, the runs that both have are compared.

    Raises
    ------
    UsageError : the points are of battles with other sides.
    """
    others = len(found.points) - 1
    for number in range(1, others + 1):
        first, second = found.points[0], found.points[number]
        runs = min(first.runs, second.runs)
        both = [one if one.runs == runs else one.of_rows(range(runs)) for one in (first, second)]
        yield number, compare_batches(both[0], both[1], found.experiment.measures, others)


def document(found: ExperimentResults) -> dict[str, Any]:
    """Return everything that `batch --json` prints; docs/json.md describes the keys."""
    experiment = found.experiment
    return {
        "experiment": experiment.name,
        "about": experiment.about,
        "design": experiment.design,
        "runs": experiment.runs,
        "seed": str(experiment.seed),
        "factors": [
            {"id": one.id, "name": one.title, "values": [level.value for level in one.levels]}
            for one in experiment.factors
        ],
        "points": list(point_data(found)),
        "differences": [
            {
                "point": number,
                "same": comparison.same,
                "correlation": comparison.correlation,
                "rows": [row.as_data() for row in comparison.rows],
            }
            for number, comparison in from_the_first(found)
        ],
    }
