"""From plans, which have been checked, to the arrays that commanders read (`plan_arrays`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, ConditionKind, Mobility, TaskKind, Tolerance
from game.scenario.loading import Scenario
from game.scenario.names import branches, units_in
from game.scenario.plan_arrays import CONDITION, PLAN_PHASE, TASK, UNSAID, PlanTable, men_at_start
from game.scenario.schema.basics import HEX_NUMBER
from game.scenario.schema.plan import Condition, GunTask, PlanFile, Target, Task
from game.scenario.world import Records, records


def table_of(scenario: Scenario, plans: Iterable[PlanFile]) -> PlanTable:
    """Return the table of some plans of a scenario, at most one a side; they have been checked against it."""
    names = scenario.names
    table = _Table(scenario)
    for plan in plans:
        table.side = names.sides.index(plan.side)
        for phase in plan.phases:
            first, last = phase.turns or (_turns_within(scenario, phase.dates) if phase.dates else (0, _LAST))
            when = table.condition(phase.when) if phase.when is not None else NOWHERE
            row = table.phase(phase.name, first, last, when)
            for task in phase.tasks:
                table.task(row, task)
            for guns in phase.guns:
                table.guns(row, guns)
    return table.done()


_LAST: Final = 32_000


@dataclass
class _Table:
    """A table that is being written."""

    scenario: Scenario
    side: int = 0
    phases: list[tuple[int, ...]] = field(default_factory=list)
    tasks: list[tuple[int, ...]] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    group_of: list[int] = field(default_factory=list)
    groups: dict[tuple[int, ...], int] = field(default_factory=dict)
    conditions: list[tuple[int, ...]] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    titles: list[bytes] = field(default_factory=list)
    _known_units: dict[str, list[int]] = field(default_factory=dict)
    _known_hexes: dict[tuple[tuple[str, ...], bool], tuple[int, ...]] = field(default_factory=dict)

    def phase(self, title: str, first: int, last: int, condition: int) -> int:
        self.phases.append((self.side, first, last, condition))
        self.titles.append(title.encode())
        return len(self.phases) - 1

    def task(self, phase: int, task: Task) -> None:
        lines: Sequence[Target] = task.delay or [*(task.along or ()), getattr(task, task.kind)]
        self._add(
            phase,
            TaskKind[task.kind.upper()],
            task.units,
            lines,
            mass=_said(task.mass),
            floor=_said(task.floor),
            tolerance=Tolerance[task.tolerance.upper()] if task.tolerance else Tolerance.UNSAID,
            pushes=_said(task.pushes),
            break_off=_said(task.break_off),
            near=_said(task.near),
            stand=int(task.stand),
            raid=int(task.raid),
            until=self.condition(task.until) if task.until is not None else NOWHERE,
            keep=UNSAID,
        )

    def guns(self, phase: int, guns: GunTask) -> None:
        said = dict.fromkeys(("mass", "floor", "pushes", "break_off", "near"), UNSAID)
        targets = [getattr(guns, guns.kind)]
        kind = TaskKind[guns.kind.upper()]
        rest = {"tolerance": 0, "stand": 0, "raid": 0, "until": NOWHERE, "keep": guns.keep}
        self._add(phase, kind, guns.units, targets, **said, **rest)

    def _add(self, phase: int, kind: TaskKind, units: Sequence[str], lines: Sequence[Target], **said: int) -> None:
        afloat = kind < TaskKind.PREPARE and self._are_boats(units)
        groups = [self.hexes([line] if isinstance(line, str) else line, afloat) for line in lines]
        if not all(groups):
            return  # nobody can stand there; checks refuse such a target
        first_unit, end_unit = self.name(units)
        first_group = len(self.group_of)
        self.group_of += [self.groups.setdefault(hexes, len(self.groups)) for hexes in groups]
        row = {
            "side": self.side,
            "kind": int(kind),
            "phase": phase,
            "first_unit": first_unit,
            "end_unit": end_unit,
            "first_group": first_group,
            "end_group": len(self.group_of),
            **said,
        }
        self.tasks.append(tuple(int(row[name]) for name in TASK.names or ()))

    def name(self, units: Sequence[str]) -> tuple[int, int]:
        """Add the units that are named and are in this scenario; returns where they begin and end."""
        first = len(self.named)
        self.named += sorted({row for name in units for row in self._units(name)})
        return first, len(self.named)

    def _units(self, name: str) -> list[int]:
        """Return the rows of a unit or of a formation; looked up once."""
        if name not in self._known_units:
            self._known_units[name] = units_called(self.scenario, name)
        return self._known_units[name]

    def _are_boats(self, names: Sequence[str]) -> bool:
        """Whether those of the units that are in this scenario are boats that fight, all of them."""
        rows = [row for name in names for row in self._units(name)]
        return bool(rows) and bool((self.scenario.world.units.mobility[rows] == Mobility.BOAT).all())

    def hexes(self, targets: Sequence[str], afloat: bool) -> tuple[int, ...]:
        """Return the rows of the hexes of some targets in the order named, those of land, or of water for boats.

        Looked up once.
        """
        key = (tuple(targets), afloat)
        if key not in self._known_hexes:
            found = dict.fromkeys(row for target in targets for row in hexes_called(self.scenario, target))
            water = self.scenario.world.hexes.water
            self._known_hexes[key] = tuple(row for row in found if water[row] == int(afloat))
        return self._known_hexes[key]

    def condition(self, condition: Condition) -> int:
        """Add a condition, after those it is joined of; returns its row."""
        rows = self.scenario.names
        row = dict.fromkeys(CONDITION.names or (), 0) | {"area": NOWHERE}
        if condition.turn is not None:
            row |= {"kind": ConditionKind.TURN, "number": condition.turn}
        elif condition.date is not None:
            first, _ = _turns_within(self.scenario, (condition.date, None))
            row |= {"kind": ConditionKind.TURN, "number": first}
        elif (about := condition.holds or condition.lost) is not None:
            kind = ConditionKind.HOLDS if condition.holds is not None else ConditionKind.LOST
            row |= {"kind": kind, "side": rows.sides.index(about.side), "area": rows.area_row[about.area]}
        elif (assault := condition.attacked) is not None:
            row |= {"kind": ConditionKind.ATTACKED, "side": rows.sides.index(assault.by)}
            row |= {"area": rows.area_row[assault.area]}
        elif (those := condition.strength or condition.cut_off) is not None:
            first, end = self.name(those.units)
            row |= {"kind": ConditionKind.CUT_OFF, "first": first, "end": end}
            if condition.strength is not None:
                row |= {"kind": ConditionKind.STRENGTH, "number": condition.strength.below}
        else:
            row |= self._joined(condition)
        self.conditions.append(tuple(int(row[name]) for name in CONDITION.names or ()))
        return len(self.conditions) - 1

    def _joined(self, condition: Condition) -> dict[str, int]:
        if condition.all_of is not None:
            kind, inner = ConditionKind.ALL, condition.all_of
        elif condition.any_of is not None:
            kind, inner = ConditionKind.ANY, condition.any_of
        else:
            assert condition.not_ is not None
            kind, inner = ConditionKind.NOT, [condition.not_]
        rows = [self.condition(one) for one in inner]
        first = len(self.parts)
        self.parts += rows
        return {"kind": int(kind), "first": first, "end": len(self.parts)}

    def done(self) -> PlanTable:
        return PlanTable(
            phases=_rows(PLAN_PHASE, self.phases),
            tasks=_rows(TASK, self.tasks),
            named=np.array(self.named, np.int16),
            group_of=np.array(self.group_of, np.int32),
            group_first=_ends(list(self.groups)),
            group_hexes=np.array([row for group in self.groups for row in group], np.int32),
            conditions=_rows(CONDITION, self.conditions),
            parts=np.array(self.parts, np.int32),
            men=men_at_start(self.scenario.world),
            words=np.frombuffer(b"".join(self.titles), np.uint8).copy(),
            word_first=_ends(self.titles),
        )


def units_called(scenario: Scenario, name: str) -> list[int]:
    """Return the rows of a unit of the scenario, or of the units of a formation; a unit comes first."""
    names = scenario.names
    if name in names.units:
        return [names.units.index(name)]
    if any(listed.unit.id == name for listed in units_in(branches(scenario.nouns))):
        return []  # it is in the forces, and not in this scenario
    if name not in names.formations:
        return []
    inside = {names.formations.index(name)}
    for row, parent in enumerate(names.formation_parents):  # a parent comes before its children
        if parent in inside:
            inside.add(row)
    return [row for row, formation in enumerate(scenario.world.units.formation.tolist()) if formation in inside]


def hexes_called(scenario: Scenario, target: str) -> list[int]:
    """Return the rows of a hex, an area or a place: what looks like a hex number is one, then areas come first."""
    if not re.match(HEX_NUMBER, target):
        if target in scenario.areas:
            return sorted(scenario.areas[target])
        target = next(place.hex for place in scenario.map.places if place.name == target)
    row = scenario.hex_row(target)
    assert row is not None, "plans are checked"
    return [row]


def _turns_within(scenario: Scenario, dates: tuple[str, str | None]) -> tuple[int, int]:
    """Return the first and the last turn that begin within two moments; none: the first is after the last."""
    calendar = scenario.file.calendar
    first, last = dates
    step = calendar.turn_length

    def after(moment: str) -> Any:
        return (datetime.fromisoformat(moment) - calendar.beginning) / step

    begins = calendar.first_turn + max(0, int(np.ceil(after(first))))
    ends = _LAST if last is None else calendar.first_turn + int(np.floor(after(last)))
    return min(begins, _LAST), max(min(ends, _LAST), 0)


def _said(number: int | None) -> int:
    return UNSAID if number is None else number


def _rows(dtype: np.dtype[Any], rows: Sequence[tuple[int, ...]]) -> Records:
    table = records(dtype, len(rows))
    for place, row in enumerate(rows):
        table[place] = row
    return table


def _ends(parts: Sequence[Sequence[Any]]) -> NDArray[np.int32]:
    """(N + 1,) where each part begins if they are put one after the other, and where the last one ends."""
    return np.cumsum([0, *(len(part) for part in parts)], dtype=np.int32)
