"""What a report is made of: the points of an experiment, what is varied, and which points are drawn as one line.

Every section takes a `Material`. `material_of` makes one of the results of an experiment, or of a batch alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.batch.experiment import Experiment, ExperimentResults, Value, single
from game.batch.report.noted import Noted, noted_of, require_fitting
from game.batch.report.words import LONGEST_LABEL, label
from game.batch.results import Results
from game.core.errors import UsageError
from game.core.terms import NOWHERE, Kind
from game.scenario.loading import Scenario
from game.scenario.world import World

MOST_LINES: Final = 6
"""Points that are drawn as a line each; of more, points with one level of a factor are drawn together."""

MOST_LEVELS: Final = 5
"""Levels of a factor that are kept apart; a factor of numbers with more is cut into thirds."""


@dataclass(frozen=True)
class Point:
    """One point of an experiment: its number from 0, what it is called, and what it brought."""

    number: int
    label: str
    results: Results
    noted: Noted

    @property
    def margins(self) -> NDArray[np.float64]:
        """(N,) Points of the first side less those of the second."""
        points = self.results.points.astype(np.float64)
        return points[:, 0] - points[:, 1]


@dataclass(frozen=True)
class Varied:
    """A factor that is not the same at all points."""

    id: str
    title: str
    values: tuple[Value, ...]  # by point
    is_number: bool

    @property
    def levels(self) -> list[Value]:
        """What it is, each once: numbers from the lowest, names in the order of the points."""
        found = list(dict.fromkeys(self.values))
        return sorted(found, key=float) if self.is_number else found


@dataclass(frozen=True)
class Group:
    """Points whose runs are drawn together."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Grouping:
    """All points, in groups that are told apart by one thing."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Material:
    """The points of an experiment, as all sections of its report need them."""

    experiment: Experiment
    points: tuple[Point, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario of the first point: sides are the same at all."""
        return self.points[0].results.scenario

    @property
    def runs(self) -> int:
        """How many runs there are of all points together."""
        return sum(point.results.runs for point in self.points)

    @property
    def is_one(self) -> bool:
        """Whether there is one point alone."""
        return len(self.points) == 1

    @property
    def has_luck(self) -> bool:
        """Whether runs of any point can differ."""
        return any(not point.results.is_one_game for point in self.points)

    @property
    def has_one_calendar(self) -> bool:
        """Whether all points are played over the same turns."""
        spans = {(p.results.scenario.file.calendar.first_turn, p.results.losses.shape[1]) for p in self.points}
        return len(spans) == 1

    @cached_property
    def varied(self) -> tuple[Varied, ...]:
        """The factors that have a value at every point, and not the same at all."""
        titles = {factor.id: factor.title for factor in self.experiment.factors}
        ids = dict.fromkeys([*titles, *(id_ for point in self.points for id_ in point.results.values)])
        found = []
        for id_ in ids:
            values = tuple(point.results.values[id_] for point in self.points if id_ in point.results.values)
            if len(values) == len(self.points) and len(set(values)) > 1:
                numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
                found.append(Varied(id_, titles.get(id_, id_), values, numbers))
        return tuple(found)

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """What is drawn as one line: each point, or of many points those that are alike in one factor."""
        if len(self.points) <= MOST_LINES or not self.varied or not self.has_one_calendar:
            shown = self.points[:MOST_LINES]
            return (Grouping("points", tuple(Group(point.label, (point,)) for point in shown)),)
        return tuple(Grouping(factor.title, tuple(self._groups(factor))) for factor in self.varied)

    def _groups(self, factor: Varied) -> Iterable[Group]:
        if factor.is_number and len(factor.levels) > MOST_LEVELS:
            ordered = sorted(range(len(self.points)), key=lambda place: float(factor.values[place]))
            for places in np.array_split(np.array(ordered), 3):
                ends = factor.values[places[0]], factor.values[places[-1]]
                name = label(f"{factor.title} {value_words(ends[0])} to {value_words(ends[1])}")
                yield Group(name, tuple(self.points[place] for place in places.tolist()))
            return
        for level in factor.levels[:MOST_LINES]:
            mine = tuple(p for p, value in zip(self.points, factor.values, strict=True) if value == level)
            yield Group(label(f"{factor.title} {value_words(level)}"), mine)


def kinds_of(world: World, side: int) -> set[Kind]:
    """Return the kinds of what a side has to lose."""
    listed = world.units["items"][world.units["side"] == side]
    return {Kind(int(kind)) for kind in world.equipment["kind"][listed[listed != NOWHERE]]}


def value_words(value: Value) -> str:
    """Return the value of a factor as people read it."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def material_of(results: ExperimentResults | Results | Material, noted: Sequence[Noted] | None = None) -> Material:
    """Return what a report is made of.

    Parameters
    ----------
    results : of an experiment, or of a batch alone; what is made already is returned as it is
    noted : by point, what was noted of units and hexes; what the results hold themselves if not given

    Raises
    ------
    UsageError : there are no points or no games, they are of battles with other sides, or something else was given.
    """
    if isinstance(results, Material):
        return results
    if isinstance(results, Results):
        alone = single(results.scenario, results.commanders, results.luck, results.runs, results.seed)
        results = ExperimentResults(alone, (results,))
    if not isinstance(results, ExperimentResults):
        raise UsageError(
            f"a report is made of the results of an experiment or a batch, not of a {type(results).__name__}"
        )
    _require_sound(results)
    found = [noted_of(one) for one in results.points] if noted is None else list(noted)
    if len(found) != len(results.points):
        raise UsageError(f"there are {len(results.points)} points, and what was noted is of {len(found)}")
    for one, mine in zip(results.points, found, strict=True):
        require_fitting(one, mine)
    labels = _labels(results)
    points = (Point(place, *rest) for place, rest in enumerate(zip(labels, results.points, found, strict=True)))
    return Material(results.experiment, tuple(points))


def _require_sound(results: ExperimentResults) -> None:
    if not results.points:
        raise UsageError(
            f"the experiment {results.experiment.name!r:.100} has no points, so there is nothing to report"
        )
    for number, one in enumerate(results.points):
        if one.runs == 0:
            raise UsageError(f"no game was played at point {number} of {results.experiment.name!r:.100}")
    if len({one.scenario.names.sides for one in results.points}) > 1:
        raise UsageError("the points are of battles with other sides: a report holds one pair of sides")


def _labels(results: ExperimentResults) -> list[str]:
    """Return what each point is called: by its values, else by what was changed or played; no two alike.

    Where the titles of several factors make that too long there are the point's number and the ids of the factors.
    """
    titles = {factor.id: factor.title for factor in results.experiment.factors}
    ids = [id_ for id_ in results.points[0].values if len({one.values.get(id_) for one in results.points}) > 1]
    values = [[value_words(one.values.get(id_, "")) for id_ in ids] for one in results.points]
    if not ids:
        found = ["; ".join(one.scenario.changes) or one.scenario.file.name for one in results.points]
    else:
        found = [
            ", ".join(f"{titles.get(id_, id_)} {word}" for id_, word in zip(ids, mine, strict=True)) for mine in values
        ]
    numbered = len(ids) > 1 and max(map(len, found)) > LONGEST_LABEL
    if numbered:
        found = ["; ".join(f"{id_} {word}" for id_, word in zip(ids, mine, strict=True)) for mine in values]
    found = [label(name) for name in found]
    many = numbered or len(set(found)) < len(found)
    return [f"{number}: {name}" if many else name for number, name in enumerate(found)]
