"""A position as a side of it sees it: who takes part, where and with what fire, how far it is, what is forbidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.commanders.officer.tasks import WORKS
from game.core.terms import NOWHERE, Status
from game.rules.scratch import new_scratch
from game.rules.sequence import begin_game
from game.scenario.loading import Scenario
from game.scenario.world import State


@dataclass
class Body:
    """Units of one formation, which are given one task: rows of the units."""

    units: list[int]
    fire: int
    place: int  # row of the hex about which they stand, or where they come
    wait: int = 0  # turns until the first of them comes


@dataclass(frozen=True)
class Position:
    """A position at the start of a scenario, or a later one."""

    scenario: Scenario
    side: int
    later: State | None = None
    leaving: frozenset[int] = frozenset()
    """Units of the side that leave the map: the others are seen as without them."""

    @cached_property
    def state(self) -> State:
        """The position: where none is given the one in which the first orders are due."""
        if self.later is not None:
            return self.later
        state = self.scenario.start.copy(log_rows=0)
        begin_game(self.scenario.world, state, new_scratch(self.scenario.world))
        return state

    @cached_property
    def fire(self) -> list[int]:
        """Soft fire of each unit, hundredths of a rifleman: at the start, and of those on the map as they are now."""
        world = self.scenario.world
        rows = world.units["items"]
        each = np.where(rows == NOWHERE, 0, world.equipment["soft"][rows]).astype(np.int64)
        found: list[int] = (each * world.units["count"]).sum(axis=1).tolist()
        if self.later is None:
            return found
        here = self.later.units.status == Status.PRESENT
        now: list[int] = np.where(here, self.later.unit_figures.fire, found).tolist()
        return now

    @property
    def turn(self) -> int:
        """The turn of the position."""
        return self.scenario.file.calendar.first_turn if self.later is None else int(self.later.clock.turn[0])

    def place(self, unit: int) -> int:
        """Return the hex of a unit: where it stands, or where it will come."""
        if self.state.units.status[unit] == Status.PRESENT:
            return int(self.state.units.hex[unit])
        return int(self.scenario.world.units.arrival_hex[unit])

    def steps(self, hex_: int, others: Iterable[int]) -> int:
        """Return the steps from a hex to the nearest of others."""
        if hex_ not in self._steps:
            q, r = self._axial
            along, down = abs(q - q[hex_]), abs(r - r[hex_])
            self._steps[hex_] = np.maximum(np.maximum(along, down), abs(q - q[hex_] + r - r[hex_]))
        return int(self._steps[hex_][np.fromiter(others, np.intp)].min())

    @cached_property
    def _steps(self) -> dict[int, NDArray[np.int64]]:
        """(H,) Steps to each hex from those from which they were asked for."""
        return {}

    @cached_property
    def _axial(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(H,) Skewed coordinates of each hex: steps are the greatest of their differences and of the sum of these."""
        hexes = self.scenario.world.hexes
        row = hexes.row.astype(np.int64)
        return hexes.column.astype(np.int64) - (row - row % 2) // 2, row

    def is_dug_in(self, unit: int) -> bool:
        """Return whether a unit stands in works that it is left in."""
        row = self.state.units
        return bool(row.status[unit] == Status.PRESENT and row.entrenchment[unit] >= WORKS)

    def body_of(self, units: list[int]) -> Body:
        """Return some units of a formation as a body."""
        arrival = self.scenario.world.units.arrival
        waits = [max(0, int(arrival[unit]) - self.turn) for unit in units]
        soonest = min(range(len(units)), key=waits.__getitem__)
        return Body(units, sum(self.fire[unit] for unit in units), self.place(units[soonest]), waits[soonest])

    def those_of(self, side: int) -> list[int]:
        """Return the units of a side that take part, on the map or still to come."""
        sides, status = self.scenario.world.units.side.tolist(), self.state.units.status
        there = (Status.PRESENT, Status.AWAITED)
        stay = [unit for unit, whose in enumerate(sides) if whose == side and unit not in self.leaving]
        return [unit for unit in stay if status[unit] in there]

    @cached_property
    def all_fire(self) -> tuple[int, int]:
        """The fire of each side, of all that take part sooner or later."""
        own, enemy = (sum(self.fire[unit] for unit in self.those_of(side)) for side in (0, 1))
        return own, enemy

    def is_banned(self, side: int, deny: str, hex_: int, turn: int) -> bool:
        """Whether orders from above forbid a side to enter a hex, or to fire into it, in a turn."""
        return any(first <= turn <= last and hex_ in area for (first, last), area in self._bans(side, deny))

    def _bans(self, side: int, deny: str) -> list[tuple[tuple[int, int], Collection[int]]]:
        """Return what a side may not enter or fire into, with the first and last turn of each ban."""
        name = self.scenario.names.sides[side]
        bans = [ban for ban in self.scenario.file.permissions if (ban.side, ban.deny) == (name, deny)]
        return [(ban.turns, self.scenario.areas[ban.area]) for ban in bans]
