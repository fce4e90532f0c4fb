"""An experiment: what is varied, at which points, and what every point brought. A batch alone is one with one point.

A point is one scenario as it is played there, with its commanders and luck; all points are played with the same seeds.
`experiments.reading` makes one from a file, `experiments.running` plays it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from game.batch.noting import Noted
from game.batch.results import Results
from game.batch.runner import empty_results
from game.engine.game import Luck
from game.scenario.changes import Change, changed
from game.scenario.loading import Scenario

Value = int | float | str
"""What a factor is at a point: a number, or the name of a level."""

Design = Literal["grid", "one_at_a_time", "list", "latin_hypercube"]

KEPT: Final = 16
"""Scenarios that are kept compiled, of those that the points change."""


@dataclass(frozen=True)
class Level:
    """What a factor can be: its value, and what is changed, who leads and how luck falls there."""

    value: Value
    changes: tuple[Change, ...] = ()
    commanders: Mapping[str, str] = field(default_factory=dict)
    luck: Luck | None = None


@dataclass(frozen=True)
class Factor:
    """One thing that is varied; its first level is what is usual. Of a Latin hypercube the levels are those it took."""

    id: str
    title: str
    levels: tuple[Level, ...]

    @property
    def is_number(self) -> bool:
        """Whether all its values are numbers, so that one lies between others."""
        return all(isinstance(level.value, (int, float)) for level in self.levels)


@dataclass(frozen=True)
class Point:
    """What is played at one place of the design."""

    number: int
    values: Mapping[str, Value]  # of the factors, by their ids
    base: Scenario = field(repr=False)
    changes: tuple[Change, ...]
    commanders: Mapping[str, str]
    luck: Luck

    @property
    def scenario(self) -> Scenario:
        """The scenario with the changes of this point. Raises UsageError and ScenarioError, as `changed`."""
        return _made(_Recipe(self.base, self.changes))

    def room(self, runs: range, seed: int, notes: frozenset[Noted]) -> Results:
        """Return room for some runs here, none of them played yet."""
        return self.placed(empty_results(self.scenario, runs, seed, self.commanders, self.luck, notes))

    def placed(self, results: Results) -> Results:
        """Return results of games that were played here, with where that is."""
        return replace(results, point=self.number, values=self.values)

    def __str__(self) -> str:
        """Return what the factors are here, in words."""
        return ", ".join(f"{id_} {value}" for id_, value in self.values.items())


@dataclass(frozen=True)
class Stop:
    """When enough games of a point have been played."""

    measure: str
    half_width: float
    most: int


@dataclass(frozen=True)
class Experiment:
    """A question put to the simulator."""

    name: str
    about: str
    factors: tuple[Factor, ...]
    design: Design
    runs: int
    seed: int
    points: tuple[Point, ...] = field(repr=False, default=())
    measures: tuple[str, ...] | None = None
    stop: Stop | None = None
    notes: frozenset[Noted] = frozenset()
    """What is noted beside outcomes, losses and ground."""

    @property
    def most_runs(self) -> int:
        """The most games that may be played."""
        return len(self.points) * (self.runs if self.stop is None else self.stop.most)


@dataclass(frozen=True)
class ExperimentResults:
    """What an experiment brought: the rows of each of its points, in the order of the points."""

    experiment: Experiment
    points: Sequence[Results]


def single(
    scenario: Scenario, commanders: Mapping[str, str], luck: Luck, runs: int, seed: int, name: str | None = None
) -> Experiment:
    """Return the experiment in which nothing is varied: a batch. The commanders are those of both sides."""
    point = Point(0, {}, scenario, (), dict(commanders), luck)
    return Experiment(name or scenario.file.name, "", (), "list", runs, seed, (point,))


class _Recipe:
    """A scenario and what is changed in it, as a key: two are one if their words are."""

    def __init__(self, base: Scenario, changes: tuple[Change, ...]) -> None:
        self.base, self.changes = base, changes
        self.key = (base.digest, base.name, base.changes, tuple(map(repr, changes)))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Recipe) and other.key == self.key


@lru_cache(maxsize=KEPT)
def _made(recipe: _Recipe) -> Scenario:
    return changed(recipe.base, recipe.changes)
