"""Why a commander gave the orders that are shown or listed, in words for the caption and for lists. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.view.looks import localised_words

MOST: Final = 3
"""Different reasons of marches shown together that are named at once."""


def why(scenario: Scenario, step: Step) -> tuple[str, ...]:
    """Return the reason of a step as a line for lists, nothing where none is known; places as the map calls them."""
    return (f"why: {localised_words(scenario, step.reason)}",) if step.reason else ()


def why_together(scenario: Scenario, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the reasons of steps that are shown at the same time, each once, with the units that have it."""
    given: dict[str, list[str]] = {}
    for step in steps:
        if step.order is not None and step.reason:
            given.setdefault(localised_words(scenario, step.reason), []).extend(step.order.named)
    if len(steps) == 1:
        return tuple(f"why: {reason}" for reason in given)
    lines = [f"{', '.join(units)}: {reason}" for reason, units in given.items()]
    if len(lines) <= MOST:
        return tuple(lines)
    left = [unit for units in list(given.values())[MOST:] for unit in units]
    return (*lines[:MOST], f"{', '.join(left)}: for other reasons (see the log)")
