"""Plans in words: which there are, who does what in which phase, and when a condition holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.core.errors import UsageError
from game.scenario.loading import Scenario
from game.scenario.plan_checks import GUN_TASKS, TASKS
from game.scenario.schema.plan import Condition, GunTask, PlanFile, PlanPhase, Target, Task
from game.scenario.suggesting import or_known, quote

HOW: Final = {
    "mass": "when {} stand ready",
    "floor": "from a chance of {} %",
    "tolerance": "losses: {}",
    "pushes": "at most {} a turn",
    "break_off": "not below {} % of its strength",
    "near": "within {} hexes of it",
}
"""What is said of how a task is to be done."""


def plan_named(scenario: Scenario, side: str, name: str) -> PlanFile:
    """Return a plan of a side. Raises UsageError, with the name that may be meant."""
    plans = {plan.id: plan for plan in scenario.plans if plan.side == side}
    if name not in plans:
        raise UsageError(f"{scenario.name} has no plan {quote(name)} for {side}{or_known(name, plans)}")
    return plans[name]


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
    kind = next(key for key in TASKS if getattr(task, key) is not None)
    target = " then ".join(_place(line) for line in task.delay) if task.delay else _place(getattr(task, kind))
    said = [f"{kind} {target}"]
    if task.along:
        said.append(f"along {', '.join(task.along)}")
    said += [words.format(getattr(task, key)) for key, words in HOW.items() if getattr(task, key) is not None]
    if task.stand:
        said.append("leaves the hex for nothing")
    if not task.raid:
        said.append("no other assaults")
    if task.until is not None:
        said.append(f"until {condition_in_words(task.until)}")
    return "; ".join(said)


def guns_in_words(guns: GunTask) -> str:
    """Return what guns fire at, and what they keep."""
    kind = next(key for key in GUN_TASKS if getattr(guns, key) is not None)
    missions = "mission" if guns.keep == 1 else "missions"
    return f"{kind} {', '.join(getattr(guns, kind))}; {guns.keep} {missions} kept"


def condition_in_words(condition: Condition) -> str:
    """Return when a condition holds; what is joined stands in brackets."""
    if condition.turn is not None:
        return f"turn {condition.turn} has come"
    if condition.date is not None:
        return f"{condition.date} has come"
    if condition.holds is not None:
        return f"{condition.holds.side} holds {condition.holds.area}"
    if condition.lost is not None:
        return f"{condition.lost.side} has lost {condition.lost.area}"
    if condition.attacked is not None:
        return f"{condition.attacked.by} has assaulted {condition.attacked.area}"
    if condition.strength is not None:
        return f"{', '.join(condition.strength.units)} below {condition.strength.below} %"
    if condition.cut_off is not None:
        return f"{', '.join(condition.cut_off.units)} cut off"
    if condition.not_ is not None:
        return f"not ({condition_in_words(condition.not_)})"
    if condition.all_of is not None:
        return _joined(condition.all_of, "and")
    assert condition.any_of is not None, "a condition that was checked has one key"
    return _joined(condition.any_of, "or")


def _joined(parts: Sequence[Condition], joiner: str) -> str:
    return "(" + f" {joiner} ".join(condition_in_words(part) for part in parts) + ")"


def _place(target: Target) -> str:
    return target if isinstance(target, str) else ", ".join(target)
