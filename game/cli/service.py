"""Service records as lines for the terminal: a table of what every formation and unit of both sides has done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from game.cli.texts import in_words
from game.engine.game import Game
from game.engine.replay import Step
from game.engine.service import ServiceRoll
from game.engine.service_table import COLUMNS, LEGEND, Row, service_rows
from game.scenario.loading import Scenario

FIGURE: Final = 8
"""Letters that a column of figures takes."""


def service_lines(scenario: Scenario, start: Game, steps: Iterable[Step]) -> Iterator[str]:
    """Yield a table for each side that has done anything in the steps of a game."""
    roll = ServiceRoll(scenario, start)
    roll.enter(steps)
    shown = in_words(scenario)
    for side, adjective in zip(shown.names.sides, shown.names.side_adjectives, strict=True):
        rows = [row for row in service_rows(shown, roll, side) if row.has_served]
        if rows:
            named = [(_name(row), row) for row in rows]
            widest = max(len(name) for name, _ in named)
            yield ""
            yield f"{f'{adjective} formations and units':<{widest}}" + "".join(f"{head:>{FIGURE}}" for head in COLUMNS)
            for name, row in named:
                figures = (f"{row.figure(head):,}" if row.figure(head) else "-" for head in COLUMNS)
                yield f"{name:<{widest}}" + "".join(f"{figure:>{FIGURE}}" for figure in figures)
    if roll.services:
        yield f"\n{LEGEND}"


def _name(row: Row) -> str:
    name = row.name if row.unit in (None, row.name) else f"{row.unit} ({row.name})"
    return f"{'  ' * row.depth}{name}"
