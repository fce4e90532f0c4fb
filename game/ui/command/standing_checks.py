"""Whether standing orders are such as a plan file may hold: no others are kept, so that every save can be read."""

from __future__ import annotations

from pydantic import ValidationError

from game.commanders.standing_orders import StandingOrders
from game.core.errors import ScenarioError
from game.core.limits import MOST_PHASES
from game.scenario.loading import Scenario, plan_from_document


def why_not_kept(scenario: Scenario, orders: StandingOrders) -> str:
    """Return in a sentence why standing orders cannot be kept; "" if they can."""
    if len(orders.phases()) > MOST_PHASES:
        return f"A plan has {MOST_PHASES} phases at most, orders given beside it counted as one."
    try:
        plan = orders.plan()
        if plan is not None:
            plan_from_document(scenario, plan.model_dump(mode="json", by_alias=True, exclude_unset=True))
    except ValidationError as error:
        return f"That cannot be ordered: {error.errors()[0]['msg']}."
    except ScenarioError as error:
        return f"That cannot be ordered: {error.problems[0].message}."
    return ""
