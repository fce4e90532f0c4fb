"""Checks of plans: who and what they name exists, each task and each condition is one, and turns are played."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from pydantic import BaseModel

from game.scenario.reading import Spot
from game.scenario.schema.basics import HEX_NUMBER, Moment
from game.scenario.schema.forces import Formation
from game.scenario.schema.plan import Condition, GunTask, PlanFile, PlanPhase, SideAndArea, Target, Task
from game.scenario.setting import Setting
from game.scenario.suggesting import listed, or_known, quote

TASKS: Final = ("attack", "hold", "delay", "screen", "reserve", "withdraw", "march")
GUN_TASKS: Final = ("prepare", "support", "defend", "interdict")
"""The keys of which a task of units, or of guns, has exactly one."""

BELONGS_TO: Final[Mapping[str, str]] = {
    "along": "attack",
    "mass": "attack",
    "floor": "attack",
    "tolerance": "attack",
    "pushes": "attack",
    "break_off": "attack",
    "stand": "hold",
    "until": "reserve",
}
"""Keys of a task that say something of one kind of task only."""

MOST_DEPTH: Final = 8
"""How deep conditions are nested, at most."""


@dataclass(frozen=True)
class Placing:
    """Where the checks of one plan write, and what they look things up in."""

    setting: Setting
    kind: str  # the plan's name among the parts of the report
    plan: PlanFile

    def add(self, spot: Spot, message: str) -> None:
        """Note a problem of the plan."""
        self.setting.report.add(self.kind, spot, message)

    def whole(self, spot: Spot) -> bool:
        """Whether nothing at, below or around a spot was left out."""
        return self.setting.report.whole(self.kind, spot)

    @cached_property
    def formations(self) -> Mapping[str, str]:
        """Side of each formation of the forces."""
        return {
            name: side for side, noun in self.setting.nouns.forces.sides.items() for name in _below(noun.formations)
        }

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of the places of the map."""
        return frozenset(place.name for place in self.setting.nouns.map.places)


def check_plans(setting: Setting, plans: Mapping[str, PlanFile]) -> None:
    """Check all plans of a scenario; `plans` by their names among the parts of the report."""
    seen: set[tuple[str, str]] = set()
    for kind, plan in plans.items():
        placing = Placing(setting, kind, plan)
        setting.report.known(kind, ("side",), plan.side, setting.sides, "side")
        setting.report.sourced(kind, (), plan)
        if (plan.side, plan.id) in seen and placing.whole(("id",)):
            placing.add(("id",), f"{plan.side} has a plan {quote(plan.id)} already; ids must differ")
        seen.add((plan.side, plan.id))
        for index, phase in enumerate(plan.phases):
            _check_phase(placing, ("phases", index), phase)


def _check_phase(placing: Placing, spot: Spot, phase: PlanPhase) -> None:
    if phase.turns is not None:
        if phase.dates is not None:
            placing.add((*spot, "dates"), "should not stand beside `turns`: one of them says when")
        if phase.turns[0] > phase.turns[1]:
            placing.add((*spot, "turns"), "should be the first turn and the last, in this order")
    exist = [_check_moment(placing, (*spot, "dates", index), moment) for index, moment in enumerate(phase.dates or ())]
    if phase.dates is not None and all(exist) and phase.dates[0] > phase.dates[1]:
        placing.add((*spot, "dates"), "should be the first moment and the last, in this order")
    if phase.when is not None:
        _check_condition(placing, (*spot, "when"), phase.when, 1)
    if not phase.tasks and not phase.guns and placing.whole(spot):
        placing.add(spot, "has neither tasks nor guns")
    for index, task in enumerate(phase.tasks):
        _check_task(placing, (*spot, "tasks", index), task)
    for index, guns in enumerate(phase.guns):
        _check_guns(placing, (*spot, "guns", index), guns)


def _check_task(placing: Placing, spot: Spot, task: Task) -> None:
    _check_units(placing, spot, task.units, placing.plan.side)
    found = _one_of(placing, spot, task, {key: key for key in TASKS}, "task")
    for key, whose in BELONGS_TO.items():
        if found and found != whose and key in task.model_fields_set:
            placing.add((*spot, key), f"belongs to `{whose}`, and this task is `{found}`")
    for key in (*(key for key in TASKS if key != "delay"), "along"):
        target = getattr(task, key)
        if target is not None:
            _check_target(placing, (*spot, key), target)
    for index, line in enumerate(task.delay or ()):
        _check_target(placing, (*spot, "delay", index), line)
    if task.until is not None:
        _check_condition(placing, (*spot, "until"), task.until, 1)


def _check_guns(placing: Placing, spot: Spot, guns: GunTask) -> None:
    _check_units(placing, spot, guns.units, placing.plan.side)
    _one_of(placing, spot, guns, {key: key for key in GUN_TASKS}, "task")
    for key in GUN_TASKS:
        target = getattr(guns, key)
        if target is not None:
            _check_target(placing, (*spot, key), target)


def _one_of(placing: Placing, spot: Spot, noun: BaseModel, keys: Mapping[str, str], what: str) -> str:
    """Return the one key of several that a noun has; none or more than one is a problem. `keys` by field."""
    found = [key for name, key in keys.items() if getattr(noun, name) is not None]
    if len(found) != 1 and placing.whole(spot):
        said = f"has {listed((f'`{key}`' for key in found), 'and')}" if found else "has none"
        known = listed((f"`{key}`" for key in keys.values()), "and")
        placing.add(spot, f"should have exactly one {what} of {known}; it {said}")
    return found[0] if len(found) == 1 else ""


def _check_units(placing: Placing, spot: Spot, names: list[str], side: str | None) -> None:
    """Units and formations exist, and are of the side if one is given."""
    units = {name: owner for name, (owner, _) in placing.setting.units.items()}
    known = {**placing.formations, **units}
    for index, name in enumerate(names):
        here = (*spot, "units", index)
        if not placing.setting.report.known(placing.kind, here, name, known, "unit"):
            continue
        if side is not None and known[name] != side and side in placing.setting.sides:
            placing.add(here, f"{quote(name)} is {known[name]}, and the plan is {side}'s")


def _check_target(placing: Placing, spot: Spot, target: Target) -> None:
    """A target is a hex on the map, an area or a place."""
    if isinstance(target, list):
        if not target:
            placing.add(spot, "should have at least 1 entry")
        for index, one in enumerate(target):
            _check_target(placing, (*spot, index), one)
        return
    if re.match(HEX_NUMBER, target):
        placing.setting.report.on_map(placing.kind, spot, target, placing.setting.nouns.map)
        return
    known = [*placing.setting.areas, *sorted(placing.places)]
    report = placing.setting.report
    if target not in known and target.casefold() not in report.left_out and report.all_known("area"):
        placing.add(spot, f"there is no area or place {quote(target)}{or_known(target, known)}")


def _check_condition(placing: Placing, spot: Spot, condition: Condition, depth: int) -> None:
    if depth > MOST_DEPTH:
        placing.add(spot, f"is nested too deeply; {MOST_DEPTH} conditions in each other are the most")
        return
    names = {name: field.alias or name for name, field in type(condition).model_fields.items()}
    _one_of(placing, spot, condition, names, "condition")
    report, sides, areas = placing.setting.report, placing.setting.sides, placing.setting.areas
    if condition.date is not None:
        _check_moment(placing, (*spot, "date"), condition.date)
    for key, about in (("holds", condition.holds), ("lost", condition.lost)):
        if isinstance(about, SideAndArea):
            report.known(placing.kind, (*spot, key, "side"), about.side, sides, "side")
            report.known(placing.kind, (*spot, key, "area"), about.area, areas, "area")
    if condition.attacked is not None:
        report.known(placing.kind, (*spot, "attacked", "area"), condition.attacked.area, areas, "area")
        report.known(placing.kind, (*spot, "attacked", "by"), condition.attacked.by, sides, "side")
    if condition.strength is not None:
        _check_units(placing, (*spot, "strength"), condition.strength.units, None)
    if condition.cut_off is not None:
        _check_units(placing, (*spot, "cut_off"), condition.cut_off.units, None)
    for key, parts in (("all", condition.all_of), ("any", condition.any_of)):
        for index, part in enumerate(parts or ()):
            _check_condition(placing, (*spot, key, index), part, depth + 1)
    if condition.not_ is not None:
        _check_condition(placing, (*spot, "not"), condition.not_, depth + 1)


def _check_moment(placing: Placing, spot: Spot, moment: Moment) -> bool:
    """Return whether it is a day and an hour that exists."""
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        placing.add(spot, f"{quote(moment)} is not a day and hour that exists")
        return False
    return True


def _below(formations: list[Formation]) -> Iterator[str]:
    for formation in formations:
        yield formation.id
        yield from _below(formation.formations)
