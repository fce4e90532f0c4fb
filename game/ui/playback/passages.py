"""Steps in passages: as many at once as an eye can follow. Marches of one formation, a fight, guns on one hex, an end.

A passage is never longer than what follows without a break, so that it can be played on as a whole. No drawing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.core.hexes import parse_number
from game.core.terms import EventKind
from game.engine.event_words import order_words, place
from game.engine.orders import Bombard, Exit, Move, Order
from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.ui.forces import line_of_formations
from game.view.looks import localised

NEAR: Final = 12
"""Hexes between marches that one view shows together."""


def passages_of(scenario: Scenario, steps: Sequence[Step]) -> list[int]:
    """Return where each passage of some steps begins."""
    begins: list[int] = []
    units: set[str] = set()
    for number, step in enumerate(steps):
        if not begins or not _goes_on(scenario, steps[begins[-1]].order, step.order, units):
            begins.append(number)
            units = set()
        units.update(step.order.named if step.order is not None else ())
    return begins


def passage_words(scenario: Scenario, steps: Sequence[Step]) -> str:
    """Return what a passage is, in words: "40th Rifle Division: 6 units march"."""
    scenario = localised(scenario)
    orders = [step.order for step in steps if step.order is not None]
    if not orders:
        return "the end of the turn"
    first, units = orders[0], [unit for order in orders for unit in order.named]
    if len(orders) == 1:
        return order_words(scenario, first)
    if isinstance(first, Bombard):
        return f"{', '.join(units)}: bombardment of {place(scenario, first.target)}"
    what = "leave the map" if isinstance(first, Exit) else "march"
    return f"{formation_words(scenario, units)}: {so_many(len(units), 'unit')} {what}"


def formation_words(scenario: Scenario, units: Sequence[str]) -> str:
    """Return the name of the lowest formation that holds all of some units, or else that of the first one's."""
    lines = [line_of_formations(scenario, scenario.names.unit_row[unit]) for unit in units]
    common = next((row for row in lines[0] if all(row in line for line in lines)), lines[0][0])
    return localised(scenario).names.formation_names[common]


def formation_shown(scenario: Scenario, unit: str) -> int:
    """Return the row of the formation that a unit is shown with: the highest but one, if there are several above it."""
    line = line_of_formations(scenario, scenario.names.unit_row[unit])
    return line[-2] if len(line) > 1 else line[-1]


def is_worth_showing(step: Step) -> bool:
    """Whether a step has anything to be seen on the map."""
    return step.order is not None or any(event.kind is not EventKind.TURN_BEGAN for event in step.events)


def _goes_on(scenario: Scenario, first: Order | None, order: Order | None, units: set[str]) -> bool:
    """Whether an order belongs to the passage that begins with another and holds these units so far."""
    if first is None or order is None or type(first) is not type(order) or units & set(order.named):
        return False
    if isinstance(first, Bombard) and isinstance(order, Bombard):
        return first.target == order.target
    if not isinstance(first, Move | Exit) or not isinstance(order, Move | Exit):
        return False
    together = formation_shown(scenario, first.named[0]) == formation_shown(scenario, order.named[0])
    return together and _near(first, order)


def _near(one: Move | Exit, other: Move | Exit) -> bool:
    """Whether two marches begin and end near each other, so that one view shows both."""
    ends = [(one.path[0], other.path[0])] if isinstance(one, Move) and isinstance(other, Move) else []
    return all(_apart(here, there) <= NEAR for here, there in [*ends, (one.where, other.where)])


def _apart(here: str, there: str) -> int:
    """Return how many columns or rows lie between two hexes, whichever are more."""
    start, end = parse_number(here), parse_number(there)
    assert start is not None and end is not None, "hexes of a march that was made"
    return max(abs(start[0] - end[0]), abs(start[1] - end[1]))
