"""An order to formations that is being put together: who, what, where, and how. A value: each click gives another.

It becomes a task of the plan language (`docs/plans.md`); what has no target yet is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from game.core.limits import MOST_NAMED
from game.core.terms import Role
from game.engine.game import Game
from game.scenario.plan_table import units_called
from game.scenario.schema.plan import GUN_TASKS, TASKS, Condition, GunTask, Task
from game.ui.forces import commanded_of

KINDS: Final = (*TASKS, *GUN_TASKS)

ABOUT: Final = {
    "attack": "take it",
    "hold": "go there and hold it",
    "delay": "fall back from line to line",
    "screen": "watch it, give way to a stronger enemy",
    "reserve": "stand ready there",
    "withdraw": "break away and go there",
    "march": "go there and fight nobody on the way",
    "exit": "leave the map there",
    "prepare": "shell it before it is assaulted",
    "support": "support assaults on it",
    "defend": "fire in its defence",
    "interdict": "shell whoever gathers there",
}
"""What each task is, in a few words."""

BY_STEPS: Final = ("attack", "delay")
"""Tasks that go from one target to the next."""

HOW_TO_ATTACK: Final = ("mass", "floor", "tolerance", "pushes", "break_off")
"""What can be said of an attack alone."""

WITH_LINES: Final = ("hold", "delay")
"""Tasks for which hexes along a line are shared out."""

MOST_MASS: Final = 24
FLOORS: Final = (None, 0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90)
"""Least chances of success that can be said, per cent; None: as the tolerance has it."""
LOSSES: Final = (None, "minimise", "limit", "ignore")
SHARES: Final = (None, 20, 30, 40, 50, 60, 70, 80)
"""Strengths below which a unit assaults no more, per cent."""
KEPT: Final = (0, 1, 2, 3, 4)
PUSHES: Final = (None, 1, 2, 3, 4)
"""Assaults of the units in a turn, at most."""
NEARBY: Final = (None, *range(1, 11))
"""Hexes from the target that count as there; None: the target itself alone."""


@dataclass(frozen=True)
class TaskDraft:
    """An order to formations as far as it has been put together.

    Parameters
    ----------
    units : units and formations by their ids
    kind : a task of the plan language
    steps : what it aims at, one after the other; each is a list of hexes, areas or places
    mass, floor, tolerance, break_off, pushes, near : as in a plan; None where nothing is said
    stand, raid : as in a plan
    until : when a reserve is released
    keep : fire missions that guns keep back
    source, estimate : what a plan says of where the order stands in history
    place : which of the orders that have been given it is to replace
    """

    units: tuple[str, ...]
    kind: str = "attack"
    steps: tuple[tuple[str, ...], ...] = ()
    mass: int | None = None
    floor: int | None = None
    tolerance: str | None = None
    break_off: int | None = None
    pushes: int | None = None
    near: int | None = None
    stand: bool = False
    raid: bool = True
    until: Condition | None = None
    keep: int = 1
    source: str | None = None
    estimate: bool = False
    place: int | None = None

    @property
    def is_for_guns(self) -> bool:
        """Whether it says what guns fire at."""
        return self.kind in GUN_TASKS

    @property
    def draws_lines(self) -> bool:
        """Whether it can be drawn over the map as a line: an axis, or hexes to hold."""
        return self.kind in BY_STEPS or self.kind in WITH_LINES

    def of_kind(self, kind: str) -> TaskDraft:
        """Return it as another task; of its steps those stay that the other can have."""
        steps: tuple[tuple[str, ...], ...]
        if "exit" in (kind, self.kind) and kind != self.kind:
            steps = ()  # an exit is no place to be taken or held, and other places are no exits
        elif kind == "attack":
            steps = tuple((name,) for step in self.steps for name in step)[:MOST_NAMED]
        elif kind in BY_STEPS:
            steps = self.steps
        elif kind in WITH_LINES or kind in GUN_TASKS:
            steps = self.steps[-1:]
        else:
            steps = tuple((step[-1],) for step in self.steps[-1:])
        return replace(self, kind=kind, steps=steps)

    def with_target(self, name: str) -> TaskDraft:
        """Return it with a target clicked in, or out where it was in already.

        An attack goes along what is clicked, from one to the next; lines, and what guns fire at, gather what is
        clicked; all others go where the last click was.
        """
        if any(name in step for step in self.steps):
            left = tuple(tuple(one for one in step if one != name) for step in self.steps)
            return replace(self, steps=tuple(step for step in left if step))
        if self.kind in BY_STEPS:
            return replace(self, steps=(*self.steps, (name,))[:MOST_NAMED])
        if (self.kind in WITH_LINES or self.is_for_guns) and self.steps:
            return replace(self, steps=((*self.steps[0], name)[:MOST_NAMED],))
        return replace(self, steps=((name,),))

    def with_line(self, names: Sequence[str]) -> TaskDraft:
        """Return it with a line that was drawn: for a delay behind those that it has, else in their place."""
        line = tuple(dict.fromkeys(names))[:MOST_NAMED]
        if self.kind == "attack":
            return replace(self, steps=(*self.steps, *((name,) for name in line))[:MOST_NAMED])
        if self.kind == "delay":
            return replace(self, steps=(*self.steps, line)[:MOST_NAMED])
        if self.kind in WITH_LINES or self.is_for_guns:
            return replace(self, steps=(line,))
        return replace(self, steps=((line[-1],),))

    def with_last(self, name: str) -> TaskDraft:
        """Return it with something else in the place of its last target: the area in which that lies, or the hex."""
        return replace(self, steps=(*self.steps[:-1], (name,)))

    def task(self) -> Task | GunTask | None:
        """Return the task of the plan language; None where it has no target yet."""
        if not self.steps or not self.units:
            return None
        data: dict[str, Any] = {"units": list(self.units), "source": self.source}
        if self.estimate:
            data["estimate"] = True
        if self.is_for_guns:
            return GunTask.model_validate(_said({**data, self.kind: list(self.steps[0]), "keep": self.keep}))
        if self.kind == "delay":
            data["delay"] = [_one_or_several(step) for step in self.steps]
        else:
            data[self.kind] = _one_or_several(self.steps[-1])
        return Task.model_validate(_said(data | self._how()))

    def _how(self) -> dict[str, Any]:
        """Return what is said of how it is to be done, as far as it means anything for this kind of task."""
        how: dict[str, Any] = {"near": self.near}
        if self.kind == "attack":
            how |= {"along": [step[0] for step in self.steps[:-1]] or None}
            how |= {key: getattr(self, key) for key in HOW_TO_ATTACK}
        elif self.kind == "reserve":
            how["until"] = self.until
        elif self.kind == "hold" and self.stand:
            how["stand"] = True
        return how if self.raid else {**how, "raid": False}


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """Return what is said, without what is left open: so a plan file has nothing that its author did not mean."""
    return {key: value for key, value in data.items() if value is not None}


def _one_or_several(names: Sequence[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)


def draft_of_task(task: Task | GunTask, place: int) -> TaskDraft:
    """Return an order that was given, to be changed."""
    said = getattr(task, task.kind)
    lines = said if task.kind == "delay" else [said]
    steps = tuple((line,) if isinstance(line, str) else tuple(line) for line in lines)
    if isinstance(task, GunTask):
        draft = TaskDraft(tuple(task.units), task.kind, steps, keep=task.keep, place=place)
        return replace(draft, source=task.source, estimate=task.estimate)
    first = tuple((name,) for name in task.along or ())
    same = ("near", "stand", "raid", "until", "source", "estimate", *HOW_TO_ATTACK)
    how: dict[str, Any] = {key: getattr(task, key) for key in same}
    return TaskDraft(tuple(task.units), task.kind, (*first, *steps), place=place, **how)


def named_together(game: Game, units: Iterable[str]) -> tuple[str, ...]:
    """Return what some units are called together: a formation where all of it that is on the map is among them.

    So an order to a formation counts for those of it, too, that come later.
    """
    scenario, left, found = game.scenario, dict.fromkeys(units), []
    for formation in scenario.names.formations:  # a formation stands before its parts
        inside = [scenario.names.units[row] for row in units_called(scenario, formation)]
        there = commanded_of(game, inside)
        if formation not in scenario.names.units and len(there) > 1 and all(unit in left for unit in there):
            found.append(formation)
            left = {unit: None for unit in left if unit not in there}
    return (*found, *left)


def kinds_for(game: Game, units: Iterable[str]) -> tuple[str, ...]:
    """Return the tasks that can be given to some units: those of guns where there are any, exits where there are."""
    rows = [game.scenario.names.unit_row[unit] for unit in units]
    guns = any(game.world.units[row].role == Role.ARTILLERY for row in rows)
    side = game.scenario.names.side_row[game.active_side]
    exits = bool(game.world.exits[side].any())
    return tuple(kind for kind in KINDS if (kind != "exit" or exits) and (kind not in GUN_TASKS or guns))


def units_of(game: Game, names: Iterable[str]) -> list[str]:
    """Return the units on the map that some ids of units and formations stand for."""
    rows = (row for name in names for row in units_called(game.scenario, name))
    return commanded_of(game, (game.scenario.names.units[row] for row in rows))
