"""Plans in words: who does what in which phase, and when a condition holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from game.core.hexes import distance, parse_number
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.schema.plan import Condition, GunTask, PlanFile, PlanPhase, Target, Task

HOW: Final[dict[str, Callable[[Any], str]]] = {
    "mass": lambda units: f"when {so_many(units, 'unit')} {'stands' if units == 1 else 'stand'} ready",
    "floor": lambda percent: f"at a chance of {percent} % or more" if percent else "at any price",
    "tolerance": lambda losses: f"losses: {losses}",
    "pushes": lambda assaults: f"at most {so_many(assaults, 'assault')} a turn",
    "break_off": lambda percent: f"not below {percent} % of its strength",
    "near": lambda steps: f"within {so_many(steps, 'hex', 'hexes')} of it",
}
"""What is said of how a task is to be done."""


NEAR: Final = 3
"""Hexes between a hex and a place by which it is called."""

Named = Callable[[str], str]
"""What a hex, an area or a place is called."""


def lines_of(plan: PlanFile, scenario: Scenario) -> Iterator[str]:
    """Yield a plan of a scenario line by line; hexes are called by the places at or near them too."""
    named = names_of_hexes(scenario)
    yield f"{plan.name} ({plan.side}={plan.id})"
    yield plan.about
    for phase in plan.phases:
        yield ""
        yield f"{phase.name}: {when(phase)}"
        for task in phase.tasks:
            yield f"  {', '.join(task.units)}: {task_in_words(task, named)}"
        for guns in phase.guns:
            yield f"  {', '.join(guns.units)}: {guns_in_words(guns, named)}"


def when(phase: PlanPhase) -> str:
    """Return when a phase is in force."""
    said = []
    if phase.turns is not None:
        first, last = phase.turns
        said.append(f"turn {first}" if first == last else f"turns {first} to {last}")
    if phase.dates is not None:
        said.append(f"{phase.dates[0]} to {phase.dates[1]}")
    if phase.when is not None:
        said.append(f"when {condition_in_words(phase.when)}")
    return ", ".join(said) or "always"


def names_of_hexes(scenario: Scenario) -> Named:
    """Return what says of a hex which place is in it, or which is the nearest; areas and places keep their names."""
    places = [(found, place.name) for place in scenario.map.places if (found := parse_number(place.hex)) is not None]

    def named(target: str) -> str:
        hex_ = parse_number(target)
        if hex_ is None or not places:
            return target
        away, name = min((distance(*hex_, *there), name) for there, name in places)
        if away > NEAR:
            return target
        return f"{target} near {name}" if away else f"{target} ({name})"

    return named


def task_in_words(task: Task, named: Named) -> str:
    """Return what units are to do, and how."""
    lines = task.delay or [getattr(task, task.kind)]
    target = " then ".join(_listed(line, named) for line in lines)
    said = [f"{task.kind} {target}"]
    if task.along:
        said.append(f"along {_listed(task.along, named)}")
    said += [say(value) for key, say in HOW.items() if (value := getattr(task, key)) is not None]
    if task.stand:
        said.append("does not leave the hex for any reason")
    if not task.raid:
        said.append("no assaults but for this task")
    if task.until is not None:
        said.append(f"until {condition_in_words(task.until)}")
    return "; ".join(said)


def guns_in_words(guns: GunTask, named: Named) -> str:
    """Return what guns fire at, and what they keep."""
    return f"{guns.kind} {_listed(getattr(guns, guns.kind), named)}; {so_many(guns.keep, 'mission')} kept"


def condition_in_words(condition: Condition) -> str:
    """Return when a condition holds; what is joined stands in brackets."""
    return next(say(value) for name, say in _SAID.items() if (value := getattr(condition, name)) is not None)


def _joined(parts: Sequence[Condition], joiner: str) -> str:
    return "(" + f" {joiner} ".join(condition_in_words(part) for part in parts) + ")"


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "turn": lambda turn: f"turn {turn} has come",
    "date": lambda moment: f"{moment} has come",
    "holds": lambda about: f"{about.side} holds all of {about.area}",
    "lost": lambda about: f"{about.side} holds nothing of {about.area}",
    "attacked": lambda about: f"{about.by} has assaulted {about.area}",
    "strength": lambda about: f"{', '.join(about.units)} below {about.below} %",
    "cut_off": lambda about: f"{', '.join(about.units)} cut off",
    "not_": lambda condition: f"not ({condition_in_words(condition)})",
    "all_of": lambda parts: _joined(parts, "and"),
    "any_of": lambda parts: _joined(parts, "or"),
}
"""By field of a condition, which has one."""


def _listed(target: Target, named: Named) -> str:
    return ", ".join(map(named, [target] if isinstance(target, str) else target))
