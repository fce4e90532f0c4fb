"""Plans in words: who does what in which phase, and when a condition holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

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


def lines_of(plan: PlanFile) -> Iterator[str]:
    """Yield a plan line by line."""
    yield f"{plan.name} ({plan.side}={plan.id})"
    yield plan.about
    for phase in plan.phases:
        yield ""
        yield f"{phase.name}: {when(phase)}"
        for task in phase.tasks:
            yield f"  {', '.join(task.units)}: {task_in_words(task)}"
        for guns in phase.guns:
            yield f"  {', '.join(guns.units)}: {guns_in_words(guns)}"


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


def task_in_words(task: Task) -> str:
    """Return what units are to do, and how."""
    target = " then ".join(_place(line) for line in task.delay) if task.delay else _place(getattr(task, task.kind))
    said = [f"{task.kind} {target}"]
    if task.along:
        said.append(f"along {', '.join(task.along)}")
    said += [say(value) for key, say in HOW.items() if (value := getattr(task, key)) is not None]
    if task.stand:
        said.append("does not leave the hex for any reason")
    if not task.raid:
        said.append("no other assaults")
    if task.until is not None:
        said.append(f"until {condition_in_words(task.until)}")
    return "; ".join(said)


def guns_in_words(guns: GunTask) -> str:
    """Return what guns fire at, and what they keep."""
    return f"{guns.kind} {_place(getattr(guns, guns.kind))}; {so_many(guns.keep, 'mission')} kept"


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


def _place(target: Target) -> str:
    return target if isinstance(target, str) else ", ".join(target)
