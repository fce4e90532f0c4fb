"""Who leads the sides, and by which plan: what `--commander` and `--plan` say, put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.core.errors import UsageError
from game.scenario.suggesting import quote

if TYPE_CHECKING:
    from game.scenario.loading import Scenario
    from game.scenario.schema.plan import PlanFile


def led_by(
    scenario: Scenario, commanders: Mapping[str, str], plans: Mapping[str, str]
) -> tuple[Scenario, dict[str, str]]:
    """Return the commanders that are named, each with the plan that it is to follow; a plan alone names the officer.

    A plan that is a file is added to the scenario that is returned.

    Raises
    ------
    UsageError : a side, a commander or a plan is not there, or the commander follows no plans.
    ScenarioError : the file of a plan has faults.
    """
    from game.commanders.roster import FOLLOWER, WITH_PLAN, require_leader, require_side, taken_apart

    chosen = dict(commanders)
    for side, said in plans.items():
        name = said
        require_side(scenario, side)
        leader, other = taken_apart(chosen.get(side, FOLLOWER))
        if other:
            raise UsageError(f"--commander and --plan each name a plan of the side {quote(side)}")
        if is_file(name):
            plan = file_for(scenario, side, name)
            scenario, name = scenario.with_plan(plan), plan.id
        chosen[side] = leader + WITH_PLAN + name
    for side, name in chosen.items():
        require_leader(scenario, require_side(scenario, side), name)
    return scenario, chosen


def file_for(scenario: Scenario, side: str, name: str) -> PlanFile:
    """Return the plan of a side that a file has.

    Raises
    ------
    UsageError : it is a plan of the other side.
    ScenarioError : it has faults, or cannot be read.
    """
    from game.scenario.loading import read_plan

    plan = read_plan(scenario, Path(name))
    if plan.side != side:
        raise UsageError(f"{name} is a plan of the side {quote(plan.side)}, not of {quote(side)}")
    return plan


def is_file(name: str) -> bool:
    """Whether what --plan names is a file."""
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def require_no_file(plans: Mapping[str, str]) -> None:
    """Refuse plans that are files: a saved game has the plans of the scenario that it was begun with."""
    for name in plans.values():
        if is_file(name):
            raise UsageError(f"a saved game goes on by the plans that it has: {quote(name)} cannot be added to it")
