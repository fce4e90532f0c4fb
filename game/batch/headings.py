"""What the tables of some results are to have, known before the first row is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from game.batch.blocks import has
from game.batch.columns import COLUMNS, Type
from game.batch.results import Results

HISTORY_TABLES: Final = ("rows", "values")
TABLES: Final = tuple(name for name in COLUMNS if name not in HISTORY_TABLES)
ALL_TABLES: Final = (*TABLES, *HISTORY_TABLES)


@dataclass
class Heading:
    """What the tables are to have, known before the first row is written."""

    tables: list[str]
    sides: dict[str, None] = field(default_factory=dict)
    factors: dict[str, Type] = field(default_factory=dict)
    scenarios: dict[str, str] = field(default_factory=dict)
    """The name of each scenario by its digest."""


def heading_of(every: Iterable[Results], with_history: bool) -> Heading:
    """Go through all results once, and return what tables of them have."""
    found, tables = Heading([]), dict.fromkeys(TABLES, False)
    for results in every:
        tables.update({table: True for table in TABLES if has(table, results)})
        found.sides.update(dict.fromkeys(results.scenario.names.sides))
        found.scenarios[results.scenario.digest] = results.scenario.name
        for factor, value in results.values.items():
            found.factors[factor] = _wider(found.factors.get(factor), value)
    found.tables = [table for table, there in tables.items() if there] + list(HISTORY_TABLES if with_history else ())
    return found


def _wider(type_: Type | None, value: float | str) -> Type:
    """Return what a column has to be that has held cells of a type, or none yet, and now holds a value."""
    own: Type = "word" if isinstance(value, str) else "whole" if isinstance(value, int) else "number"
    widths: tuple[Type, ...] = ("whole", "number", "word")
    return own if type_ is None else max(own, type_, key=widths.index)
