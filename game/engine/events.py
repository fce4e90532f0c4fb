"""Events: what happened, as frozen values made from the rows of the log.

A row is ten integers (`game.scenario.world.EVENT`); what its four numbers mean depends on the kind and is said once, in
`game.rules.effects.log.FIELDS`. A field's name says how to read it: `unit`, `equipment`, `crossing`, `side`, `supply`,
`result`, `level`, `terrain` (and the same with `_before`) are rows of the scenario's lists or members of an enum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from game.core.terms import NOWHERE, EventKind, Result, Supply
from game.rules.effects.log import FIELDS
from game.scenario.loading import Scenario

MEMBERS: Final[Mapping[str, type[IntEnum]]] = {"supply": Supply, "result": Result}
LISTS: Final = {
    "equipment": "equipment",
    "crossing": "crossings",
    "side": "sides",
    "level": "levels",
    "terrain": "terrain",
    "counts_as": "terrain",
}
"""Fields whose numbers are members of an enum, and those whose numbers are rows of a list of `Names`."""

HIT: Final = (EventKind.LOST, EventKind.DISABLED, EventKind.BROKE_THROUGH)
"""Kinds of events that take items from a unit, and men of their crews."""


@dataclass(frozen=True)
class Event:
    """One thing that happened. `unit`, `from_hex` and `to_hex` are names as printed, None where there is none."""

    kind: EventKind
    turn: int
    side: str
    unit: str | None
    from_hex: str | None
    to_hex: str | None
    values: tuple[tuple[str, Any], ...]

    def __getitem__(self, field: str) -> Any:
        """Return the value of a field of `FIELDS`."""
        return dict(self.values)[field]

    def __str__(self) -> str:
        """One line, for logs and for the terminal."""
        words = [self.kind.name.lower()]
        words += [name for name in (self.unit, self.from_hex) if name]
        if self.to_hex and self.to_hex != self.from_hex:
            words.append(f"> {self.to_hex}")
        words += [f"{name}={value}" for name, value in self.values]
        return " ".join(words)


def _read(scenario: Scenario, name: str, number: int) -> Any:
    """Return the value of a field: a name if it is a row of a list or a member of an enum, else the number."""
    name = name.removesuffix("_before")
    if name in MEMBERS:
        return MEMBERS[name](number).name.lower() if number != NOWHERE else None
    if name in LISTS:
        return getattr(scenario.names, LISTS[name])[number] if number != NOWHERE else None
    return number


def read_event(scenario: Scenario, row: Any) -> Event:
    """Return the value of one row of the log."""
    kind = EventKind(int(row.kind))
    unit = int(row.unit)
    return Event(
        kind=kind,
        turn=int(row.turn),
        side=scenario.names.sides[int(row.side)],
        unit=scenario.names.units[unit] if unit != NOWHERE else None,
        from_hex=scenario.hex_number(int(row.from_hex)),
        to_hex=scenario.hex_number(int(row.to_hex)),
        values=tuple(
            (name, _read(scenario, name, int(number))) for name, number in zip(FIELDS[kind], row.numbers, strict=False)
        ),
    )
