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
    ScenarioError : the file of a plan has faults, or there is none.
    """
    from game.commanders.roster import (
        WITH_PLAN,
        commander_named,
        require_follower,
        require_leader,
        require_side,
        taken_apart,
    )

    chosen = put_together(commanders, plans)
    for side, name in chosen.items():
        require_side(scenario, side)
        leader, plan = taken_apart(name)
        if is_file(scenario, side, plan):
            require_follower(commander_named(leader))
            file = file_for(scenario, side, plan)
            scenario, chosen[side] = scenario.with_plan(file), leader + WITH_PLAN + file.id
        require_leader(scenario, side, chosen[side])
    return scenario, chosen


def put_together(commanders: Mapping[str, str], plans: Mapping[str, str]) -> dict[str, str]:
    """Return who leads each side that something is said of, with the plan that is named. Raises UsageError."""
    from game.commanders.roster import FOLLOWER, WITH_PLAN, names_plan

    chosen = dict(commanders)
    for side, plan in plans.items():
        leader = chosen.get(side, FOLLOWER)
        if names_plan(leader):
            raise UsageError(
                f"--commander {side}={leader} and --plan {side}={plan} both name a plan of one side; give one of them"
            )
        chosen[side] = leader + WITH_PLAN + plan
    return chosen


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


def is_file(scenario: Scenario, side: str, plan: str) -> bool:
    """Whether what is given as a plan is a path: one by its looks, or what lies there and is no plan of the side."""
    from game.commanders.roster import is_plan, names_file
    from game.scenario.library import is_there

    return names_file(plan) or (not is_plan(scenario, side, plan) and is_there(Path(plan)))


def require_no_file(commanders: Mapping[str, str], plans: Mapping[str, str]) -> None:
    """Refuse plans that are files: a saved game has the plans of the scenario that it was begun with."""
    from game.commanders.roster import names_file, taken_apart

    for name in (*plans.values(), *(taken_apart(leader)[1] for leader in commanders.values())):
        if names_file(name):
            raise UsageError(f"a saved game goes on by the plans that it has: {quote(name)} cannot be added to it")
