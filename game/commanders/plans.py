"""The plans of a game's two sides: those that are followed, and whatever else might be done.

`followed` is what a commander carries out. Who chooses for itself finds in `open` what each side may do instead, and
makes the table of any two plans with `table`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.core.errors import UsageError
from game.core.terms import NOWHERE
from game.scenario.loading import Scenario
from game.scenario.plan_arrays import PlanTable, men_at_start, no_plans
from game.scenario.schema.plan import PlanFile
from game.scenario.world import State, World

Pair = tuple[PlanFile | None, PlanFile | None]
"""A plan for each side, in the scenario's order."""


@dataclass(frozen=True)
class Plans:
    """What the sides of one game mean to do, and could."""

    followed: PlanTable
    open: tuple[tuple[PlanFile, ...], tuple[PlanFile, ...]] = field(default=((), ()), repr=False)
    """By side, what it could do, the plan that it is expected to follow first; empty where nobody chooses."""

    table: Callable[[Sequence[PlanFile]], PlanTable] | None = field(default=None, repr=False)
    """Returns the table of some plans, at most one a side."""

    now: Callable[[State, int], Sequence[PlanFile]] | None = field(default=None, repr=False)
    """Returns the plans that a side could make in a later position; None where nobody chooses."""

    scenario: Scenario | None = field(default=None, repr=False)
    """What is played, for commanders who read and give orders by name; None where nobody has said."""

    def require(self, world: World) -> None:
        """Take plans that were made for this world. Raises UsageError for others: compiled code does not look."""
        table = self.followed
        fits = np.array_equal(table.men, men_at_start(world))
        last_hex = max(table.group_hexes.tolist(), default=NOWHERE)
        last_area = max(table.conditions.area.tolist(), default=NOWHERE)
        if not fits or last_hex >= len(world.hexes) or last_area >= len(world.areas):
            raise UsageError("the plans are those of another scenario")


def without_plans(world: World) -> Plans:
    """Return the plans of sides that have none."""
    return Plans(no_plans(world))
