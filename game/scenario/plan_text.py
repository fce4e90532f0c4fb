"""The canonical text of a plan: a task a line, as an author would write it by hand and go on from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from game.scenario.map_text import STEP, entries, value_lines
from game.scenario.schema.plan import PlanFile

FIRST: Final = ("schema", "id", "side", "name", "about", "source", "estimate")
"""What stands above the phases, in this order."""

ONE_A_LINE: Final = ("tasks", "guns")
"""The parts of a phase whose entries stand in lines of their own, however short they are."""


def plan_text(plan: PlanFile) -> str:
    """Return the text of the file of a plan; what it does not say is left out."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: PlanFile) -> Iterator[str]:
    data = plan.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    for key in (*FIRST, *(key for key in data if key not in FIRST)):
        if key == "phases":
            yield "phases:"
            for phase in data[key]:
                yield from _phase(phase)
        elif key in data:
            yield from value_lines(f"{key}:", data[key], "")


def _phase(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a phase: a key a line, below `tasks` and `guns` one for each of them."""
    begins, indent = f"{STEP}- ", STEP * 2
    for key, value in data.items():
        if key in ONE_A_LINE and value:
            yield f"{begins}{key}:"
            yield from entries(value, indent + STEP)
        else:
            yield from value_lines(f"{begins}{key}:", value, indent)
        begins = indent
