"""Tasks that are played in another process: what goes there of the experiment, and what comes back.

What comes back is the content of a part, which is looked at as one from a file is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from game.batch.experiment import Experiment
from game.batch.experiments.crews import Table
from game.batch.experiments.parts import DamagedPartError, decoded, encoded
from game.batch.experiments.plan_file import experiment_in, plan_of
from game.batch.experiments.stretches import Task
from game.batch.results import Results
from game.core.errors import UsageError
from game.scenario.loading import canonical_digest, from_documents

Order = dict[str, Any]
"""What another process needs of an experiment, as plain data (`order_of`)."""


def order_of(experiment: Experiment) -> Order:
    """Return all that another process needs of an experiment."""
    bases = {point.base.digest: point.base for point in experiment.points}
    plan = plan_of(experiment, "")
    return {
        "key": canonical_digest(plan),
        "plan": plan,
        "bases": [{"digest": key, "name": one.name, "documents": one.documents} for key, one in bases.items()],
    }


def play_task(order: Order, point: int, first: int, runs: int) -> bytes:
    """Play a task of an order; returns the content of a part."""
    return encoded(_table(_Key(order)).play(Task(point, range(first, first + runs))))


def unpacked(experiment: Experiment, task: Task, content: bytes) -> Results:
    """Return what a task has brought elsewhere. Raises UsageError for content that is not that of its part."""
    room = experiment.points[task.point].room(task.runs, experiment.seed, experiment.notes)
    try:
        return decoded(content, room)
    except DamagedPartError as error:
        raise UsageError(f"a worker sent what is no part: {error}; has it the same version?") from error


class _Key:
    """An order as a key."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def __hash__(self) -> int:
        return hash(self.order["key"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.order["key"] == self.order["key"]


@lru_cache(maxsize=2)
def _table(key: _Key) -> Table:
    """Return the table of an experiment, set up once in a process."""
    order = key.order
    bases = {one["digest"]: from_documents(one["documents"], one["name"]) for one in order["bases"]}
    return Table(experiment_in(order["plan"], bases))
