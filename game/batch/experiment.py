"""An experiment: what is varied, at which points, and what every point brought. A batch alone is one with one point.

A point is one scenario as it is played there, with its commanders and luck; all points are played with the same seeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.batch.results import Results
from game.scenario.changes import Change

Value = int | float | str
"""What a factor is at a point: a number, or the name of a level."""


@dataclass(frozen=True)
class Level:
    """What a factor can be: its value, and what is changed, or who leads, or how luck falls there."""

    value: Value
    changes: tuple[Change, ...] = ()
    scenario: str | None = None
    commanders: Mapping[str, str] = field(default_factory=dict)
    luck: str | None = None


@dataclass(frozen=True)
class Factor:
    """One thing that is varied. Where it has bounds, a point may have any value between them."""

    id: str
    title: str
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Experiment:
    """A question put to the simulator."""

    name: str
    about: str
    factors: tuple[Factor, ...]
    design: str
    runs: int
    seed: int


@dataclass(frozen=True)
class ExperimentResults:
    """What an experiment brought: the rows of each of its points, in the order of the points."""

    experiment: Experiment
    points: tuple[Results, ...]
