"""A bundle compiled by a crew of workers.

It begins with what Python calls. Each function is translated by whoever is free; what it turns out to call is put to
the same queue, if nobody has yet. So nothing has to be known of an order, and only what is called is compiled. At last
one worker binds all of it.
"""

from __future__ import annotations

from typing import Any, Final

from game.core._jit.bundles import Compiled, Plan, Report
from game.core._jit.crew import Crew
from game.core._jit.messages import Task, Translated
from game.core._jit.names import CannotBundleError

TICK: Final = 0.1
"""Seconds between two reports."""

BINDING: Final = 0.4
"""Seconds that binding takes for each second of a worker's translating, measured."""

UNSEEN: Final = 0.95
"""Where the bar waits if binding takes longer than it should."""


def build(plan: Plan, crew: Crew, size: int, report: Report | None = None) -> Compiled:
    """Return a compiled bundle. Raises CannotBundleError where that cannot be, and whatever `report` raises."""
    progress = _Progress(size, report)
    _check_keys(plan, crew, progress)
    entries = plan.first
    if plan.bundle is not None:
        crew.order("survey", plan.bundle)
        entries, progress.length = progress.wait(crew)
    done, needs = _translate_all(plan, entries, crew, progress)
    _check_keys(plan, crew, progress)  # once more: by now all workers have read them
    entry_names = {(entry.module, entry.function) for entry in entries}
    symbols = [task.symbol for task, _, _ in done if (task.module, task.function) in entry_names]
    progress.binds = True
    shown = frozenset(name for task, _, names in done if task.symbol in symbols for name in names)
    crew.order("bind", plan.name, [code for _, code, _ in done], symbols, shown, list(needs))
    machine_code = progress.wait(crew)
    return Compiled(symbols, needs, [f"{task.module}.{task.function}" for task, _, _ in done], machine_code)


def _check_keys(plan: Plan, crew: Crew, progress: _Progress) -> None:
    """Raise CannotBundleError if the sources are others than those that the code will be kept for."""
    crew.order("keys", plan.home)
    if progress.wait(crew) != plan.key:
        raise CannotBundleError("its sources have changed since this process was started")


def _translate_all(
    plan: Plan, entries: list[Task], crew: Crew, progress: _Progress
) -> tuple[list[tuple[Task, bytes, list[str]]], dict[str, str]]:
    """Have all functions translated; return each with its code and names, and what is needed of other bundles."""
    known: set[str] = set()  # the names of what has been given out
    needs: dict[str, str] = {}
    done = []

    def order(tasks: list[Task]) -> int:
        new = [task for task in tasks if task.symbol not in known]
        for task in new:
            known.add(task.symbol)
            crew.order("translate", task)
        return len(new)

    open_ = order(entries)
    while open_:
        translated = progress.wait(crew)
        open_ -= 1
        done.append((translated.task, translated.code, translated.names))
        progress.note(translated)
        here = []
        for task in translated.calls:
            bundle = plan.elsewhere(task)
            if bundle is None:
                here.append(task)
            else:
                needs[task.symbol] = bundle
        open_ += order(here)
    return sorted(done), needs


class _Progress:
    """How far it is: by what is translated, and then by the time that binding takes after so much translating."""

    def __init__(self, size: int, report: Report | None) -> None:
        self.length = 0
        self.binds = False
        self._report = report
        self._translated = 0
        self._seconds = 0.0
        self._ticks = 0
        self._share = 1 / (1 + size * BINDING)

    def note(self, translated: Translated) -> None:
        """Take note of what is translated."""
        self._translated += translated.length
        self._seconds += translated.seconds

    def wait(self, crew: Crew) -> Any:
        """Return the next answer of a crew; report with it, and while it is not there."""
        while True:
            answer = crew.answer(TICK)
            if self._report is not None:
                self._report(self._done())
            if answer is not None:
                return answer
            self._ticks += self.binds

    def _done(self) -> float:
        if not self.binds:
            return self._share * self._translated / max(1, self.length, self._translated)
        due = max(TICK, self._seconds * BINDING)
        return min(UNSEEN, self._share + (1 - self._share) * self._ticks * TICK / due)
