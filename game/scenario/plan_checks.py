"""Checks of plans: who and what they name exists, each task and each condition is one thing, times are in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pydantic import BaseModel

from game.core.limits import MOST_AIMS
from game.scenario.force_checks import units_named
from game.scenario.grids import hex_row
from game.scenario.reading import Spot
from game.scenario.schema.basics import HEX_NUMBER
from game.scenario.schema.plan import GUN_TASKS, TASKS, Condition, GunTask, PlanFile, PlanPhase, Target, Task
from game.scenario.setting import Setting, open_water
from game.scenario.suggesting import listed, or_known, quote

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
class PlanChecks:
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

    @property
    def known(self) -> Mapping[str, str]:
        """Side of each unit and formation of the forces."""
        return self.setting.units_and_formations

    @cached_property
    def targets(self) -> Sequence[str]:
        """Ids of the areas and names of the places."""
        return [*self.setting.areas, *(place.name for place in self.setting.nouns.map.places)]

    @cached_property
    def open_water(self) -> set[int]:
        """The hexes of water in which boats that fight can stay."""
        return open_water(self.setting)


def check_plans(setting: Setting, plans: Mapping[str, PlanFile]) -> None:
    """Check all plans of a scenario; `plans` by their names among the parts of the report."""
    seen: set[tuple[str, str]] = set()
    for kind, plan in plans.items():
        checks = PlanChecks(setting, kind, plan)
        setting.report.known(kind, ("side",), plan.side, setting.sides, "side")
        setting.report.sourced(kind, (), plan)
        if (plan.side, plan.id) in seen and checks.whole(("id",)):
            checks.add(("id",), f"{plan.side} has a plan {quote(plan.id)} already; ids must differ")
        seen.add((plan.side, plan.id))
        if (count := len(set(_targets(plan)))) > MOST_AIMS:
            checks.add(("phases",), f"aim at {count:,} different targets; {MOST_AIMS:,} are the most of one plan")
        for index, phase in enumerate(plan.phases):
            _check_phase(checks, ("phases", index), phase)


def check_usual_plans(setting: Setting, plans: Sequence[PlanFile]) -> None:
    """The plan by which a side is led where nobody says otherwise is one of its plans; `plans` are those read."""
    scenario = setting.nouns.scenario
    if len(plans) < len(scenario.plans):
        return  # what a file that has faults is called is not known
    for side, setup in scenario.sides.items():
        ids = [plan.id for plan in plans if plan.side == side]
        if setup.plan is not None and setup.plan not in ids:
            hint = or_known(setup.plan, ids) if ids else "; it has none"
            setting.add(("sides", side, "plan"), f"{side} has no plan {quote(setup.plan)}{hint}")


def _targets(plan: PlanFile) -> Iterator[tuple[str, ...]]:
    """Yield what the tasks of a plan aim at, lists as a whole."""
    for phase in plan.phases:
        for task in (*phase.tasks, *phase.guns):
            for key in (*TASKS, *GUN_TASKS, "along"):
                target = getattr(task, key, None)
                lines = target if key in ("delay", "along") else [target]
                yield from (((line,) if isinstance(line, str) else tuple(line)) for line in lines or () if line)


def _check_phase(checks: PlanChecks, spot: Spot, phase: PlanPhase) -> None:
    if phase.turns is not None:
        if phase.dates is not None:
            checks.add((*spot, "dates"), "should not stand beside `turns`: one of them says when")
        if phase.turns[0] > phase.turns[1]:
            checks.add((*spot, "turns"), "should be the first turn and the last, in this order")
    dates = [
        checks.setting.report.moment(checks.kind, (*spot, "dates", index), moment)
        for index, moment in enumerate(phase.dates or ())
    ]
    first, last = dates or (None, None)
    if first is not None and last is not None and first > last:
        checks.add((*spot, "dates"), "should be the first moment and the last, in this order")
    if phase.when is not None:
        _check_condition(checks, (*spot, "when"), phase.when, 1)
    if not phase.tasks and not phase.guns and checks.whole(spot):
        checks.add(spot, "has neither tasks nor guns")
    for index, task in enumerate(phase.tasks):
        _check_task(checks, (*spot, "tasks", index), task)
    for index, guns in enumerate(phase.guns):
        _check_guns(checks, (*spot, "guns", index), guns)


def _check_task(checks: PlanChecks, spot: Spot, task: Task) -> None:
    _check_units(checks, spot, task.units, checks.plan.side)
    afloat = _are_boats(checks.setting, task.units)
    found = _one_of(checks, spot, task, {key: key for key in TASKS}, "task")
    for key, whose in BELONGS_TO.items():
        if found and found != whose and key in task.model_fields_set:
            checks.add((*spot, key), f"belongs to `{whose}`, and this task is `{found}`")
    for key in (*(key for key in TASKS if key != "delay"), "along"):
        target = getattr(task, key)
        if target is not None:
            _check_target(checks, (*spot, key), target, afloat)
    if task.exit is not None:
        _check_exit(checks, (*spot, "exit"), task.exit)
    for index, line in enumerate(task.delay or ()):
        _check_target(checks, (*spot, "delay", index), line, afloat)
    if task.until is not None:
        _check_condition(checks, (*spot, "until"), task.until, 1)


def _are_boats(setting: Setting, names: Sequence[str]) -> bool:
    """Whether the units that are named, alone or with their formation, are boats that fight, all of them."""
    types = setting.nouns.unit_types.unit_types
    units = [setting.units[unit][1] for unit in units_named(setting.nouns.forces, names)]
    mobilities = {unit.mobility or (types[unit.type].mobility if unit.type in types else None) for unit in units}
    return mobilities == {"boat"}


def _check_exit(checks: PlanChecks, spot: Spot, target: Target) -> None:
    """What a task leaves the map by is an exit of the side, or several of them."""
    sides = checks.setting.nouns.scenario.sides
    exits = sides[checks.plan.side].exits if checks.plan.side in sides else []
    for index, area in enumerate([target] if isinstance(target, str) else target):
        if area in checks.setting.areas and area not in exits and checks.setting.whole("sides"):
            known = f"its exits are {listed(exits)}" if exits else "it has none"
            checks.add(spot if isinstance(target, str) else (*spot, index), _no_exit(checks, area, known))
        elif re.match(HEX_NUMBER, area):
            checks.add(spot, f"should be the id of an exit of {checks.plan.side}, which is an area, not a hex")


def _no_exit(checks: PlanChecks, area: str, known: str) -> str:
    return f"{quote(area)} is no exit of {checks.plan.side}; {known} (`exits` of the side in the scenario)"


def _check_guns(checks: PlanChecks, spot: Spot, guns: GunTask) -> None:
    _check_units(checks, spot, guns.units, checks.plan.side)
    _one_of(checks, spot, guns, {key: key for key in GUN_TASKS}, "task")
    for key in GUN_TASKS:
        target = getattr(guns, key)
        if target is not None:
            _check_target(checks, (*spot, key), target)


def _one_of(checks: PlanChecks, spot: Spot, noun: BaseModel, keys: Mapping[str, str], what: str) -> str:
    """Return the one key of several that a noun has; none or more than one is a problem. `keys` by field."""
    found = [key for name, key in keys.items() if getattr(noun, name) is not None]
    if len(found) != 1 and checks.whole(spot):
        said = f"has {listed((f'`{key}`' for key in found), 'and')}" if found else "has none"
        known = listed((f"`{key}`" for key in keys.values()), "and")
        checks.add(spot, f"should have exactly one {what} of {known}; it {said}")
    return found[0] if len(found) == 1 else ""


def _check_units(checks: PlanChecks, spot: Spot, names: list[str], side: str | None) -> None:
    """Units and formations exist, and are of the side if one is given."""
    for index, name in enumerate(names):
        here = (*spot, "units", index)
        if not checks.setting.report.known(checks.kind, here, name, checks.known, "unit or formation"):
            continue
        if side is not None and checks.known[name] != side and side in checks.setting.sides:
            checks.add(here, f"{quote(name)} is of the side {checks.known[name]}, and the plan of {side}")


def _check_target(checks: PlanChecks, spot: Spot, target: Target, afloat: bool = False) -> None:
    """A target is a hex on the map, an area or a place, on land; for boats that fight (`afloat`) on their water."""
    if isinstance(target, list):
        if not target:
            checks.add(spot, "should have at least 1 entry")
        for index, one in enumerate(target):
            _check_target(checks, (*spot, index), one, afloat)
        return
    if re.match(HEX_NUMBER, target):
        row = checks.setting.report.on_map(checks.kind, spot, target, checks.setting.nouns.map)
        if row is not None and not _stays(checks, row, afloat):
            said = "no water for boats" if afloat else "water, where nobody can stay"
            checks.add(spot, f"{quote(target)} is {said}")
        return
    if not checks.setting.report.known(checks.kind, spot, target, checks.targets, "area or place"):
        return
    hexes = checks.setting.areas.get(target)
    if hexes is None:
        hexes = frozenset(
            hex_row(checks.setting.nouns.map, place.hex) or 0
            for place in checks.setting.nouns.map.places
            if place.name == target
        )
    if hexes and checks.setting.report.sized() and not any(_stays(checks, row, afloat) for row in hexes):
        said = "has no water for boats" if afloat else "is all water, where nobody can stay"
        checks.add(spot, f"{quote(target)} {said}")


def _stays(checks: PlanChecks, row: int, afloat: bool) -> bool:
    """Whether those whom a task is for can stay in a hex: boats on water that they can go on, others on land."""
    return row in checks.open_water if afloat else row not in checks.setting.water


def _check_condition(checks: PlanChecks, spot: Spot, condition: Condition, depth: int) -> None:
    if depth > MOST_DEPTH:
        checks.add(spot, f"is nested too deeply; {MOST_DEPTH} conditions in each other are the most")
        return
    names = {name: field.alias or name for name, field in type(condition).model_fields.items()}
    _one_of(checks, spot, condition, names, "condition")
    report, sides, areas = checks.setting.report, checks.setting.sides, checks.setting.areas
    if condition.date is not None:
        report.moment(checks.kind, (*spot, "date"), condition.date)
    for key, about in (("holds", condition.holds), ("lost", condition.lost)):
        if about is not None:
            report.known(checks.kind, (*spot, key, "side"), about.side, sides, "side")
            report.known(checks.kind, (*spot, key, "area"), about.area, areas, "area")
    if condition.attacked is not None:
        report.known(checks.kind, (*spot, "attacked", "area"), condition.attacked.area, areas, "area")
        report.known(checks.kind, (*spot, "attacked", "by"), condition.attacked.by, sides, "side")
    if condition.strength is not None:
        _check_units(checks, (*spot, "strength"), condition.strength.units, None)
    if condition.cut_off is not None:
        _check_units(checks, (*spot, "cut_off"), condition.cut_off.units, None)
    for key, parts in (("all", condition.all_of), ("any", condition.any_of)):
        for index, part in enumerate(parts or ()):
            _check_condition(checks, (*spot, key, index), part, depth + 1)
    if condition.not_ is not None:
        _check_condition(checks, (*spot, "not"), condition.not_, depth + 1)
