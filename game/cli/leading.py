"""Who leads the sides, and by which plan: what `--commander` and `--plan` say, put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.options import by_side
from game.core.errors import UsageError
from game.scenario.suggesting import quote

if TYPE_CHECKING:
    from game.scenario.loading import Scenario

Named = tuple[tuple[str, str], ...]


def led_by(scenario: Scenario, commanders: Named, plans: Named) -> tuple[Scenario, dict[str, str]]:
    """Return the commanders that are named, each with the plan that it is to follow; a plan without one needs none named.

    A plan that is a file is added to the scenario that is returned.

    Raises
    ------
    UsageError : a side, a commander or a plan is not there, or the commander follows no plans.
    ScenarioError : the file of a plan has faults.
    """
    from game.commanders.roster import FOLLOWER, WITH_PLAN, plan_followed, require_side, taken_apart
    from game.scenario.loading import read_plan

    chosen = by_side(commanders)
    for side, name in by_side(plans, "--plan").items():
        require_side(scenario, side)
        leader, other = taken_apart(chosen.get(side, FOLLOWER))
        if other:
            raise UsageError(f"--commander and --plan each name a plan of the side {quote(side)}")
        if _is_file(name):
            plan = read_plan(scenario, Path(name))
            if plan.side != side:
                raise UsageError(f"{name} is a plan of {plan.side}, not of {side}")
            scenario, name = scenario.with_plan(plan), plan.id
        chosen[side] = leader + WITH_PLAN + name
    require_all(scenario, chosen)
    for side, name in chosen.items():
        plan_followed(scenario, side, name)
    return scenario, chosen


def require_all(scenario: Scenario, chosen: Mapping[str, str]) -> None:
    """Take sides that the scenario has. Raises UsageError for any other."""
    from game.commanders.roster import require_side

    for side in chosen:
        require_side(scenario, side)


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name
