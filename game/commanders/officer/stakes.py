"""What a task of the officer stakes in an assault: the least chance of success, and what may be lost."""

from __future__ import annotations

from typing import Final

from game.commanders.officer.mind import Doing, Mind
from game.core._jit import rule
from game.core.terms import NOWHERE, Tolerance
from game.scenario.plan_arrays import UNSAID

HOPELESS: Final = 1
"""Chance of success, per cent, under which nobody assaults, at any price, unless others can follow."""

FLOOR: Final = 25
"""Least chance of success, per cent, where a plan does not say one."""

FLOOR_OF: Final = (HOPELESS, 60, FLOOR, HOPELESS)
"""The same by Tolerance; where a plan says nothing, what an assault promises decides."""

COUNTER_ATTACK: Final = 30
"""The same for who retakes its post."""


@rule
def floor_of(mind: Mind, unit: int) -> int:
    """Return the least chance of success, per cent, from which a unit's task lets it assault its target."""
    row = int(mind.task[unit])
    if mind.doing[unit] != Doing.ATTACK or row == NOWHERE:
        return COUNTER_ATTACK
    task = mind.plan.tasks[row]
    if task.floor != UNSAID:
        return int(task.floor)
    tolerance = int(task.tolerance)
    if tolerance == Tolerance.MINIMISE:
        return FLOOR_OF[1]
    if tolerance == Tolerance.LIMIT:
        return FLOOR_OF[2]
    return HOPELESS


@rule
def tolerance_of(mind: Mind, unit: int) -> int:
    """Return what a unit's task lets an assault cost before it is broken off, a Tolerance.

    A task that says nothing is pressed home; what no attack asks for limits its losses.
    """
    row = int(mind.task[unit])
    if mind.doing[unit] != Doing.ATTACK or row == NOWHERE:
        return Tolerance.LIMIT
    said = int(mind.plan.tasks[row].tolerance)
    if said == Tolerance.MINIMISE:
        return Tolerance.MINIMISE
    if said == Tolerance.LIMIT:
        return Tolerance.LIMIT
    return Tolerance.IGNORE
