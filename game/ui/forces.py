"""The forces of a side as a tree of formations and units, with what each has left and where it is. No drawing here.

Strength is men: now, and at first. Losses count from what has been on the map; what is still awaited has lost nothing.
A formation has the sum of its units' men, and their mean cohesion and fatigue, by men.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.core.terms import NOWHERE, Status
from game.engine.game import Game
from game.engine.surveys import men_at_start
from game.scenario.loading import Scenario
from game.view.looks import localised

WHOLE = 100
"""Per cent of those who surely come."""

FATES = {
    Status.WITHDRAWN: "withdrawn",
    Status.DESTROYED: "destroyed",
    Status.SURRENDERED: "surrendered",
    Status.EXITED: "exited",
}


@dataclass(frozen=True)
class Strength:
    """Men now, men at first, and men lost so far."""

    now: int = 0
    first: int = 0
    lost: int = 0

    def __add__(self, other: Strength) -> Strength:
        """Return both together."""
        return Strength(self.now + other.now, self.first + other.first, self.lost + other.lost)

    @property
    def share_lost(self) -> int:
        """Losses in per cent of the first strength."""
        return round(100 * self.lost / self.first) if self.first else 0


@dataclass(frozen=True)
class Condition:
    """The state of units on the map: men, cohesion and fatigue times men, and the lowest supply (`Supply`)."""

    men: int = 0
    cohesion_men: int = 0
    fatigue_men: int = 0
    supply: int | None = None

    def __add__(self, other: Condition) -> Condition:
        """Return both together."""
        lowest = min((level for level in (self.supply, other.supply) if level is not None), default=None)
        return Condition(
            self.men + other.men,
            self.cohesion_men + other.cohesion_men,
            self.fatigue_men + other.fatigue_men,
            lowest,
        )

    @property
    def cohesion(self) -> int | None:
        """The mean cohesion, by men; None where nobody is on the map."""
        return round(self.cohesion_men / self.men) if self.men else None

    @property
    def fatigue(self) -> int | None:
        """The mean fatigue, by men; None where nobody is on the map."""
        return round(self.fatigue_men / self.men) if self.men else None


@dataclass(frozen=True)
class Line:
    """A formation or a unit in the tree; `unit` is None for a formation. `row` is that of units or of formations."""

    row: int
    depth: int
    name: str
    unit: str | None
    strength: Strength
    fate: str
    condition: Condition = Condition()
    task: str = ""


Sorting = Callable[[Line], Any]
"""What lines beside each other are sorted by; without one they stand as in the order of battle."""


def forces_of(
    game: Game,
    side: str,
    folded: frozenset[int] = frozenset(),
    tasks: Mapping[int, str] | None = None,
    by: Sorting | None = None,
) -> list[Line]:
    """Return a side's formations, each followed by its units and its parts; what is in a folded one is left out.

    `tasks` are those of units, by row, in words; `by` sorts within each formation.
    """
    names = localised(game.scenario).names
    wanted = names.side_row[side]
    tops = [
        row
        for row, parent in enumerate(names.formation_parents)
        if parent == NOWHERE and names.formation_sides[row] == wanted
    ]
    return _in_order([_branch(game, row, 0, folded, tasks or {}, by) for row in tops], by)


def units_listed(game: Game, side: str, tasks: Mapping[int, str], by: Sorting | None) -> list[Line]:
    """Return all units of a side without their formations."""
    found = [replace(line, depth=0) for line in forces_of(game, side, tasks=tasks) if line.unit]
    return found if by is None else sorted(found, key=by)


def _in_order(branches: list[list[Line]], by: Sorting | None) -> list[Line]:
    """Return branches one after the other, sorted by what stands at their head."""
    if by is not None:
        branches = sorted(branches, key=lambda branch: by(branch[0]))
    return [line for branch in branches for line in branch]


def _branch(
    game: Game, formation: int, depth: int, folded: frozenset[int], tasks: Mapping[int, str], by: Sorting | None
) -> list[Line]:
    """Return a formation followed by all in it, as far as it is not folded."""
    names = localised(game.scenario).names
    own = np.flatnonzero(game.world.units.formation == formation).tolist()
    parts = [row for row, parent in enumerate(names.formation_parents) if parent == formation]
    units = [[_unit_line(game, row, depth + 1, tasks)] for row in own]
    below = [_branch(game, row, depth + 1, folded, tasks, by) for row in parts]
    heads = [branch[0] for branch in (*units, *below)]
    present = sum(game.state.units.status[row] == Status.PRESENT for row in units_in(game.scenario, formation))
    head = Line(
        formation,
        depth,
        names.formation_names[formation],
        None,
        sum((line.strength for line in heads), Strength()),
        f"{present} on map" if present else "",
        sum((line.condition for line in heads), Condition()),
        _common_task(line.task for line in heads),
    )
    return [head, *([] if formation in folded else [*_in_order(units, by), *_in_order(below, by)])]


def _unit_line(game: Game, row: int, depth: int, tasks: Mapping[int, str]) -> Line:
    names = localised(game.scenario).names
    return Line(
        row,
        depth,
        names.unit_names[row],
        names.units[row],
        strength_of(game, row),
        fate_of(game, row),
        condition_of(game, row),
        tasks.get(row, ""),
    )


def _common_task(tasks: Iterable[str]) -> str:
    """Return the task that parts of a formation have in common, as far as they have one."""
    found = {task for task in tasks if task}
    return found.pop() if len(found) == 1 else "several" if found else ""


def condition_of(game: Game, unit: int) -> Condition:
    """Return the state of a unit; nothing counts of one that is not on the map."""
    now = game.state.units[unit]
    if now.status != Status.PRESENT:
        return Condition()
    men = max(1, int(game.state.unit_figures[unit].men))
    return Condition(men, men * int(now.cohesion), men * int(now.fatigue), int(now.supply))


def strength_of(game: Game, unit: int) -> Strength:
    """Return what a unit has and has lost."""
    men, first = int(game.state.unit_figures[unit].men), first_strength(game, unit)
    status = Status(int(game.state.units[unit].status))
    if status is Status.AWAITED:
        return Strength(0, first, 0)
    if status is Status.PRESENT:
        return Strength(men, first, max(0, first - men))
    if status in (Status.WITHDRAWN, Status.EXITED):
        return Strength(0, first, max(0, first - men))
    return Strength(0, first, first)


def first_strength(game: Game, unit: int) -> int:
    """Return the men that a unit begins with: the crews of all its items."""
    return men_at_start(game, unit)


def fate_of(game: Game, unit: int) -> str:
    """Return where a unit is, or what has become of it, in a word or two."""
    now = game.state.units[unit]
    status = Status(int(now.status))
    if status is Status.PRESENT:
        return game.scenario.hex_number(int(now.hex)) or ""
    if status is Status.AWAITED:
        return due_words(game, unit)
    return FATES[status]


def due_words(game: Game, unit: int) -> str:
    """Return when an awaited unit comes, with its chance if it has one: "due turn 4", "30 % from turn 6"."""
    fixed = game.world.units[unit]
    turn, until, chance = int(fixed.arrival), int(fixed.until), int(fixed.chance)
    if 0 < until < game.turn:
        return "does not come"
    when = f"{chance} % " if chance < WHOLE else ""
    if when:
        return f"{when}a turn" if turn <= game.turn else f"{when}from turn {turn}"
    return f"due turn {turn}" if turn > game.turn else "awaited"


def line_of_formations(scenario: Scenario, unit: int) -> list[int]:
    """Return the formations that hold a unit, its own first, the highest last."""
    line = [int(scenario.world.units[unit].formation)]
    while scenario.names.formation_parents[line[-1]] != NOWHERE:
        line.append(scenario.names.formation_parents[line[-1]])
    return line


def units_in(scenario: Scenario, formation: int) -> list[int]:
    """Return the rows of all units of a formation and of its parts."""
    names = localised(scenario).names
    inside = {formation}
    for row, parent in enumerate(names.formation_parents):  # a formation stands after its parent
        if parent in inside:
            inside.add(row)
    rows: list[int] = np.flatnonzero(np.isin(scenario.world.units.formation, list(inside))).tolist()
    return rows


def hexes_of(game: Game, formation: int) -> frozenset[int]:
    """Return the hexes where units of a formation stand."""
    return frozenset(
        int(game.state.units[row].hex)
        for row in units_in(game.scenario, formation)
        if game.state.units[row].status == Status.PRESENT
    )


def is_commanded(game: Game, unit: str) -> bool:
    """Whether a unit is on the map and of the side whose turn it is."""
    return bool(commanded_of(game, [unit]))


def commanded_of(game: Game, units: Iterable[str]) -> list[str]:
    """Return those of some units that are on the map and of the side whose turn it is, each once, in their order."""
    names = game.scenario.names
    side = names.side_row[game.active_side]
    mine = (game.world.units.side == side) & (game.state.units.status == Status.PRESENT)
    rows = set(np.flatnonzero(mine & (game.state.units.hex != NOWHERE)).tolist())
    return [unit for unit in dict.fromkeys(units) if names.unit_row[unit] in rows]
