"""The officer at a board drawn in text: what it is told to do, and what it orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.commanders.roster import take_turn
from game.engine.orders import Attack, Bombard, Move
from tests.tabletop import Table


def officer(table: Table) -> list[Any]:
    """Let the officer lead the active side for a turn; return the steps."""
    named = any(one.side == table.game.active_side for one in table.scenario.plans)
    return take_turn(table.game, "officer:plan" if named else "officer")


def plan(*tasks: dict[str, Any], side: str = "red", **phase: Any) -> dict[str, list[dict[str, Any]]]:
    """A plan of one phase."""
    return {side: [{**phase, "tasks": list(tasks)}]}


def attacks(given: Sequence[Any]) -> list[Attack]:
    """The assaults among the orders."""
    return [step.order for step in given if isinstance(step.order, Attack)]


def shelled(given: Sequence[Any]) -> list[str]:
    """The hexes that are shelled, in the order of the orders."""
    return [step.order.target for step in given if isinstance(step.order, Bombard)]


def moved(given: Sequence[Any]) -> set[str]:
    """Who marched."""
    return {step.order.unit for step in given if isinstance(step.order, Move)}
