"""The plans that a staff plays out: those that a side has, the officer's own, and variants of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.commanders.officer.stakes import FLOOR
from game.scenario.schema.plan import PlanFile, Task

MOST_OWN: Final = 6
"""Plans of its own side that a staff plays out."""

STEP: Final = 20
"""Per cent by which the chance asked for is lower in a bolder plan, and higher in a more careful one."""


def variant(plan: PlanFile, word: str, by: int) -> PlanFile:
    """Return a plan whose attacks ask for a chance higher by so many per cent; those at any price stay as they are."""

    def changed(task: Task) -> Task:
        if task.attack is None or task.floor == 0:
            return task
        floor = FLOOR if task.floor is None else task.floor
        return task.model_copy(update={"floor": min(95, max(1, floor + by))})

    phases = [phase.model_copy(update={"tasks": [changed(task) for task in phase.tasks]}) for phase in plan.phases]
    id_, name = f"{plan.id}_{word.replace(' ', '_')}"[:48], f"{plan.name}, {word}"
    return plan.model_copy(update={"id": id_, "name": name, "phases": phases})


def candidates(plans: Sequence[PlanFile]) -> list[PlanFile]:
    """Return what a staff plays out of what a side could follow: the plans, then the first bolder and more careful."""
    found = list(plans[:MOST_OWN])
    for word, by in (("bolder", -STEP), ("more careful", STEP)):
        if found and len(found) < MOST_OWN:
            found.append(variant(plans[0], word, by))
    return found
