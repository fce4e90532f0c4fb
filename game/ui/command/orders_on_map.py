"""What a side has ordered its formations to do, as marks of a staff map: from where it is to where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.commanders.standing_orders import StandingOrders
from game.core.terms import NOWHERE
from game.engine.game import Game
from game.scenario.plan_table import hexes_called
from game.scenario.schema.plan import GunTask, PlanPhase, Task
from game.ui.command.task_drafts import TaskDraft, draft_of_task, units_of
from game.view.staff_marks import StaffMark
from game.view.theme import styles_of

DRAFT_INK: Final = (20, 20, 20)


def marks_of_orders(game: Game, orders: StandingOrders, draft: TaskDraft | None) -> list[StaffMark]:
    """Return the marks of all orders of a side that are in force, and of the one that is being put together."""
    side = game.scenario.names.side_row[orders.side]
    ink = styles_of(game.scenario.names)[side].edge
    skipped = None if draft is None else draft.place
    given = [one for place, one in enumerate(orders.given) if place != skipped]
    phases = [phase for phase in orders.loaded if runs_now(game, phase)]
    tasks: list[Task | GunTask] = [task for phase in phases for task in phase.tasks]
    tasks += [guns for phase in phases for guns in phase.guns]
    marks = [_mark(game, draft_of_task(task, 0), ink) for task in (*tasks, *given)]
    return [*marks, *([_mark(game, draft, DRAFT_INK)] if draft is not None else [])]


def runs_now(game: Game, phase: PlanPhase) -> bool:
    """Whether a phase may be in force on this turn; one that hangs on a condition is not drawn."""
    if phase.when is not None or phase.dates is not None:
        return False
    return phase.turns is None or phase.turns[0] <= game.turn <= phase.turns[1]


def _mark(game: Game, draft: TaskDraft, ink: tuple[int, int, int]) -> StaffMark:
    rows = [game.scenario.names.unit_row[unit] for unit in units_of(game, draft.units)]
    starts = tuple(sorted({int(game.state.units[row].hex) for row in rows} - {NOWHERE}))
    steps = tuple(tuple(_hexes(game, step)) for step in draft.steps)
    label = draft.units[0] if len(draft.units) == 1 else f"{draft.units[0]} +{len(draft.units) - 1}"
    return StaffMark(draft.kind, starts, tuple(step for step in steps if step), label, ink)


def _hexes(game: Game, step: tuple[str, ...]) -> Iterator[int]:
    for name in step:
        yield from hexes_called(game.scenario, name)
