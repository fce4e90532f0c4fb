"""The canonical text of a plan: a task a line, as an author would write it by hand and go on from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.scenario.map_text import value_lines
from game.scenario.schema.plan import PlanFile

FIRST: Final = ("schema", "id", "side", "name", "about", "source", "estimate")
"""What stands above the phases, in this order."""


def plan_text(plan: PlanFile) -> str:
    """Return the text of the file of a plan; what it does not say is left out."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: PlanFile) -> Iterator[str]:
    data = plan.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for key in (*FIRST, *(key for key in data if key not in FIRST)):
        if key in data:
            yield from value_lines(f"{key}:", data[key], "")
