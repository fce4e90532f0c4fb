"""Objectives that those who are meant for them can never enter: areas of awards, targets of plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from game.core.errors import Remark
from game.core.terms import NOWHERE
from game.scenario.checks import plan_part
from game.scenario.force_checks import units_named
from game.scenario.names import so_many
from game.scenario.reading import Spot
from game.scenario.remarks.checked import Checked
from game.scenario.remarks.marches import Marks
from game.scenario.schema.basics import HEX_NUMBER
from game.scenario.schema.plan import TASKS, Task
from game.scenario.schema.scenario_file import AwardEntry

CLOSED_WORDS = "no ground, road, bridge or boat leads there for any unit that it has"
USUAL = "an objective lies where those who are to take it can go"


def awards_for_closed_ground(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on awards for ground that their side may never enter, or that nobody of it can march to."""
    for index, award in enumerate(checked.scenario.file.victory.awards):
        if award.area is None or award.points <= 0:
            continue
        why = _why_not(checked, award)
        if why:
            yield checked.remark("scenario", ("victory", "awards", index, "area"), f"{why}; {USUAL}")


def _why_not(checked: Checked, award: AwardEntry) -> str:
    """Return why a side cannot get an award for ground, as far as that follows from where it can go; "" if it can."""
    scenario, marches = checked.scenario, checked.marches
    side = scenario.names.side_row[award.side]
    ground = _ground(checked, award.area or "")
    if award.award in {"hold", "share"}:
        ground = ground & (scenario.start.hexes.owner != side)
    if award.award == "clear":
        ground = ground & _stood_in(checked, award.of or "")
    if not ground.any():
        return ""
    banned = int((ground & marches.barred[side]).sum())
    open_ = int((ground & marches.of_side(side)).sum())
    whole = int(ground.sum())
    whose = {"hold": "that it does not own at the start", "share": "that it does not own at the start"}.get(
        award.award, f"in which {award.of} stands at the start" if award.award == "clear" else ""
    )
    of = f"the {so_many(whole, 'hex', 'hexes')} of {award.area}{f' {whose}' if whose else ''}"
    if banned and (banned == whole or award.award == "hold"):
        some = "any of" if banned == whole else f"{banned} of"
        return f"{award.side} may in no turn enter {some} {of} ({_bans(checked, side, ground)})"
    if award.award == "ground" and 0 < open_ <= award.free:
        return f"{award.side} can come to {open_} of {of}, and {award.free} of them do not count"
    return "" if open_ else f"{award.side} can march to none of {of}: {CLOSED_WORDS}"


def _ground(checked: Checked, area: str) -> Marks:
    """Return the dry hexes of an area."""
    row = checked.scenario.names.area_row[area]
    return np.asarray(checked.scenario.world.areas[row] == 1) & checked.marches.dry


def _stood_in(checked: Checked, side: str) -> Marks:
    """Return the hexes in which units of a side stand at the start."""
    units = checked.scenario.world.units
    found = np.zeros(len(checked.scenario.world.hexes), bool)
    here = units.arrival_hex[(units.side == checked.scenario.names.side_row[side]) & (units.arrival == 0)]
    found[here[here != NOWHERE]] = True
    return found


def _bans(checked: Checked, side: int, ground: Marks) -> str:
    """Return which bans keep a side from some ground."""
    scenario = checked.scenario
    found = [
        f"permissions[{index}], turns {ban.turns[0]} to {ban.turns[1]}"
        for index, ban in enumerate(scenario.file.permissions)
        if ban.deny == "enter" and scenario.names.side_row[ban.side] == side
        if (_ground(checked, ban.area) & ground).any()
    ]
    return "; ".join(found)


def tasks_out_of_reach(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on targets of tasks to which none of the task's units can ever come."""
    known: dict[tuple[str, ...], Marks] = {}
    for number, plan in enumerate(checked.scenario.plans):
        for place, phase in enumerate(plan.phases):
            for index, task in enumerate(phase.tasks):
                names = tuple(task.units)
                if names not in known:
                    known[names] = _reach_of_named(checked, names)
                if known[names].any():  # else nobody of them comes into this scenario: the plan may be for others too
                    yield from _of_task(
                        checked, plan_part(number), ("phases", place, "tasks", index), task, known[names]
                    )


def _reach_of_named(checked: Checked, names: tuple[str, ...]) -> Marks:
    """Return the dry hexes to which units that are named, alone or with their formation, can ever come."""
    rows = checked.scenario.names.unit_row
    named = units_named(checked.scenario.forces, names)
    return checked.marches.reach_of_all([rows[unit] for unit in named if unit in rows])


def _of_task(checked: Checked, kind: str, spot: Spot, task: Task, open_: Marks) -> Iterator[Remark]:
    for key in (*TASKS, "along"):
        for where, target in _targets(getattr(task, key), (*spot, key)):
            ground = _widened(checked, _target_ground(checked, target), task.near or 0)
            if ground.any() and not (ground & open_).any():
                said = f"none of the units of this task can ever come to {target}, by ground, bans and boats; {USUAL}"
                yield checked.remark(kind, where, said)


def _widened(checked: Checked, ground: Marks, near: int) -> Marks:
    """Return the dry hexes within so many steps of some ground: those in which a unit counts as there."""
    for _ in range(near):
        ground = checked.marches.beside(ground)
    return ground & checked.marches.dry


def _targets(target: str | list[str] | None, spot: Spot) -> Iterator[tuple[Spot, str]]:
    if isinstance(target, str):
        yield spot, target
    for index, one in enumerate(target if isinstance(target, list) else ()):
        yield (*spot, index), one


def _target_ground(checked: Checked, target: str) -> Marks:
    """Return the dry hexes of what a task is for: a hex, an area or a place."""
    scenario = checked.scenario
    if target in scenario.names.area_row:
        return _ground(checked, target)
    numbers = (
        [target] if re.match(HEX_NUMBER, target) else [one.hex for one in scenario.map.places if one.name == target]
    )
    found = np.zeros(len(scenario.world.hexes), bool)
    found[[row for number in numbers if (row := scenario.hex_row(number)) is not None]] = True
    return found & checked.marches.dry
