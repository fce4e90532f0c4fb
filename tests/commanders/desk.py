"""The cadet at a board drawn in text: what it thinks before its first order, and what it orders."""

from __future__ import annotations

from game.commanders.cadet.mind import Mind, new_mind
from game.commanders.cadet.tasks import assign_tasks, weigh_objectives
from game.commanders.ground.fire import draw_fire
from game.commanders.roster import take_turn
from game.core.hexes import distance, parse_number
from game.engine.orders import Move
from game.rules.supply import trace
from tests.tabletop import Table


def thinking(table: Table) -> Mind:
    """The cadet's mind at the start of the active side's turn: fires, objectives, tasks, pressure."""
    side = int(table.state.clock[0].active)
    scratch = table.game.scratch
    mind = new_mind(table.world, scratch)
    trace(table.world, table.state, scratch, side)
    draw_fire(table.world, table.state, side, mind.own_fire, mind.own_mass, mind.enemy_fire)
    weigh_objectives(table.world, table.state, mind, side)
    assign_tasks(table.world, table.state, scratch, mind, side)
    return mind


def task(table: Table, mind: Mind, unit: str) -> int | str:
    """The task of a unit: the printed number of its objective, or FALL_BACK, STAND, PRESS."""
    number = int(mind.task[table.row(unit)])
    return number if number < 0 else str(table.scenario.hex_number(int(mind.goal[number])))


def at(table: Table, field: object, number: str) -> int:
    """A value of one of the mind's fields by hex."""
    return int(field[table.hex_row(number)])  # type: ignore[index]


def orders(table: Table) -> list[str]:
    """Let the cadet give the orders of the active side; return them as text."""
    return [str(step.order) for step in take_turn(table.game, "cadet")]


def marchers(table: Table) -> set[str]:
    """Let the cadet give the orders of the active side; return who marched."""
    return {step.order.unit for step in take_turn(table.game, "cadet") if isinstance(step.order, Move)}


def steps(a: str, b: str) -> int:
    """Steps between two hexes by their printed numbers."""
    first, second = parse_number(a), parse_number(b)
    assert first is not None and second is not None
    return distance(*first, *second)


def reasons(table: Table) -> dict[str, str]:
    """Let the cadet give the orders of the active side; return why, by the order."""
    return {str(step.order): step.reason for step in take_turn(table.game, "cadet")}


def why(table: Table, unit: str) -> str:
    """Let the cadet give the orders of the active side; return why a unit marches."""
    found = [reason for order, reason in reasons(table).items() if order.startswith(f"move {unit} ")]
    assert len(found) == 1, f"{unit} has {len(found)} marches"
    return found[0]
