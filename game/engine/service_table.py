"""Service records as a table: a row for every formation and unit of a side, columns that rows can be sorted by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.terms import NOWHERE
from game.engine.event_words import hit_words, place
from game.engine.service import Engagement, Service, ServiceRoll, together
from game.scenario.loading import Scenario

COLUMNS: Final[Mapping[str, Callable[[Service], int]]] = {
    "fights": lambda service: service.fought,
    "men": lambda service: service.lost["men"],
    "guns": lambda service: service.lost["gun"],
    "tanks": lambda service: service.lost["tank"] + service.lost["tank disabled"],
    "enemy": lambda service: service.enemy_lost["men"],
    "hexes": lambda service: service.marched,
    "routs": lambda service: service.routed,
}
"""The figures of a row by the heads of their columns."""

LEGEND: Final = (
    "men, guns, tanks: lost, disabled tanks among them; enemy: men that it lost in the same fights; hexes: marched"
)


@dataclass(frozen=True)
class Row:
    """A formation, or a unit; `unit` is its id, None for a formation, `depth` how far down in the tree it is."""

    name: str
    depth: int
    unit: str | None
    service: Service

    def figure(self, column: str) -> int:
        """Return the figure of a column."""
        return COLUMNS[column](self.service)

    @property
    def has_served(self) -> bool:
        """Whether there is anything to say."""
        return any(self.figure(column) for column in COLUMNS)


def service_rows(scenario: Scenario, roll: ServiceRoll, side: str) -> list[Row]:
    """Return the rows of a side in the order of its order of battle: each formation, its units, its parts."""
    names, wanted = scenario.names, scenario.names.side_row[side]
    rows: list[Row] = []
    for formation, parent in enumerate(names.formation_parents):
        if parent == NOWHERE and names.formation_sides[formation] == wanted:
            rows += _branch(scenario, roll, formation, 0)
    return rows


def sorted_rows(rows: list[Row], column: str | None) -> list[Row]:
    """Return rows by a column, the greatest figure first; None: as they are."""
    return rows if column is None else sorted(rows, key=lambda row: -row.figure(column))


def _branch(scenario: Scenario, roll: ServiceRoll, formation: int, depth: int) -> list[Row]:
    """Return a formation and all in it."""
    names = scenario.names
    own = np.flatnonzero(scenario.world.units.formation == formation).tolist()
    inside = [Row(names.unit_names[row], depth + 1, names.units[row], roll.of(names.units[row])) for row in own]
    for part, parent in enumerate(names.formation_parents):
        if parent == formation:
            inside += _branch(scenario, roll, part, depth + 1)
    whole = together(row.service for row in inside if row.unit is not None)
    return [Row(names.formation_names[formation], depth, None, whole), *inside]


def service_words(service: Service) -> Iterator[str]:
    """Yield what has been done in lines: losses by kind, routs, the lowest cohesion."""
    lost = ", ".join(hit_words(service.lost))
    yield f"lost {lost}" if lost else "no losses"
    if service.routed:
        yield f"routed {'once' if service.routed == 1 else f'{service.routed} times'}"
    if service.lowest is not None:
        yield f"lowest cohesion after a fight {service.lowest}"


def engagement_words(scenario: Scenario, fight: Engagement) -> str:
    """Return a fight of a unit in words: "turn 4, assault on 2028: repulsed; lost 12 men; the enemy lost 30 men"."""
    lost, theirs = (", ".join(hit_words(count)) for count in (fight.lost, fight.enemy_lost))
    words = [f"turn {fight.turn}, {fight.part} at {place(scenario, fight.hex)}"]
    words[0] += f": {fight.result}" if fight.result else ""
    words.append(f"lost {lost}" if lost else "no losses")
    words += [f"the enemy lost {theirs}"] if theirs else []
    return "; ".join(words)
