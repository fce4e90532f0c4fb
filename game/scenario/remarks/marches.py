"""Where units can ever come: by ground, roads, bridges and boats, but where a ban holds from first turn to last.

Enemies, zones, stacks and movement points are not asked: with time on its side a unit may come wherever there is a way.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.hexes import distance
from game.core.terms import NOWHERE, SIDES, Deny, Mobility
from game.scenario.loading import Scenario
from game.scenario.world import World

Marks = NDArray[np.bool_]
"""(H,) of every hex, whether something is so."""

RINGS: Final = 4
"""How far around its hex an arrival looks for room: that of `rules.arrivals` (rulebook 2.3)."""


class Marches:
    """The ways of one scenario; units are given by their rows."""

    def __init__(self, scenario: Scenario) -> None:
        self.world: World = scenario.world
        self.bans = scenario.start.permissions
        self.boats = most_lift(self.world)
        self.frontage = frontages(self.world)
        self._passable: dict[int, NDArray[np.bool_]] = {}
        self._standable: dict[int, Marks] = {}
        self._banned: dict[tuple[int, int], Marks] = {}
        self._around: dict[int, Marks] = {}
        self._found: dict[tuple[int, int, tuple[int, ...]], list[Marks]] = {}

    @cached_property
    def dry(self) -> Marks:
        """The hexes that are not water."""
        return np.asarray(self.world.hexes.water == 0)

    @cached_property
    def grounds(self) -> list[int]:
        """The states of the ground that some turn of the calendar has."""
        played = self.world.calendar.ground[int(self.world.frame[0].first_turn) :]
        return [int(state) for state in np.unique(played)]

    @cached_property
    def barred(self) -> NDArray[np.bool_]:
        """(SIDES, H) the hexes that a side may enter in no turn of the calendar."""
        frame = self.world.frame[0]
        found = np.ones((SIDES, len(self.world.hexes)), bool)
        for turn in range(int(frame.first_turn), int(frame.last_turn) + 1):
            for side in range(SIDES):
                found[side] &= self.banned(side, turn)
            if not found.any():
                break
        return found

    def banned(self, side: int, turn: int) -> Marks:
        """Return the hexes that a side may not enter in a turn."""
        if (side, turn) not in self._banned:
            found = np.zeros(len(self.world.hexes), bool)
            for row in range(len(self.world.permissions)):
                ban, when = self.world.permissions[row], self.bans[row]
                if ban.deny == Deny.ENTER and ban.side == side and when.first <= turn <= when.last:
                    found |= self.world.areas[int(ban.area)] == 1
            self._banned[side, turn] = found
        return self._banned[side, turn]

    def standable(self, mobility: int) -> Marks:
        """Return the hexes that a mobility class can enter from some neighbour, and stop in: boats on water."""
        if mobility not in self._standable:
            passable = self.passable(mobility)
            found = np.zeros(len(passable), bool)
            found[np.unique(self.world.hexes.neighbour[passable])] = True
            self._standable[mobility] = found & self.home_of(mobility)
        return self._standable[mobility]

    def home_of(self, mobility: int) -> Marks:
        """Return the hexes in which a mobility class may stop: water for boats, dry ones for all others."""
        return ~self.dry if mobility == Mobility.BOAT else self.dry

    def passable(self, mobility: int) -> NDArray[np.bool_]:
        """(H, 6) whether a mobility class can go to the neighbour, by day or by night, as the ground is at any time."""
        if mobility not in self._passable:
            found = np.zeros(self.world.edges.shape[2:], bool)
            for ground, light in product(self.grounds, range(2)):
                costs = self.world.edges[mobility, light]
                over = self.world.spans_at_start["cost"][ground, :, mobility, light]
                if len(over):
                    costs = np.where(costs < 0, over[np.maximum(-1 - costs, 0)], costs)
                found |= costs > 0
            self._passable[mobility] = found & (self.world.hexes.neighbour != NOWHERE)
        return self._passable[mobility]

    def crossings(self, unit: int) -> tuple[int, ...]:
        """Return the crossings whose boats are a unit's own and have room for all of it."""
        side, room = self.world.units[unit].side, self.frontage[unit]
        return tuple(
            row for row, most in enumerate(self.boats) if self.world.crossings[row].side == side and most >= room > 0
        )

    def reach(self, unit: int) -> Marks:
        """Return all hexes that a unit can ever come to, water on the way and its own hex among them.

        One that arrives may come in beside its hex. Of units that move alike, one that can come to the hex of another
        has the other's reach in its own; the other is then given that, which may be more than it has.
        """
        row = self.world.units[unit]
        side = int(row.side)
        starts = np.array([int(row.arrival_hex)])
        if row.arrival > 0:
            stops = self.home_of(int(row.mobility))
            starts = np.flatnonzero(self.around(int(row.arrival_hex)) & stops & ~self.barred[side])
            starts = np.append(starts, int(row.arrival_hex))
        boats = self.crossings(unit)
        known = self._found.setdefault((side, int(row.mobility), boats), [])
        for found in known:
            if found[starts].all():
                return found
        served = np.isin(self.world.hexes.crossing, boats) if boats else np.zeros(len(self.dry), bool)
        enterable = (self.home_of(int(row.mobility)) | served) & ~self.barred[side]
        known.append(self._spread(starts, self.passable(int(row.mobility)), enterable))
        return known[-1]

    def around(self, hex_: int) -> Marks:
        """Return the hexes in which an arrival at a hex looks for room."""
        if hex_ not in self._around:
            columns, rows = self.world.hexes.column, self.world.hexes.row
            column, row = int(columns[hex_]), int(rows[hex_])
            found = np.zeros(len(columns), bool)
            for there in np.flatnonzero((abs(columns - column) <= RINGS + 1) & (abs(rows - row) <= RINGS)):
                found[there] = distance(column, row, int(columns[there]), int(rows[there])) <= RINGS
            self._around[hex_] = found
        return self._around[hex_]

    def beside(self, marks: Marks) -> Marks:
        """Return some hexes and all their neighbours."""
        there = self.world.hexes.neighbour[marks]
        found = marks.copy()
        found[np.unique(there[there != NOWHERE])] = True
        return found

    def reach_of_all(self, units: Iterable[int]) -> Marks:
        """Return the dry hexes to which one of several units can ever come."""
        found = np.zeros(len(self.dry), bool)
        for unit in units:
            found |= self.reach(unit)
        return found & self.dry

    def of_side(self, side: int) -> Marks:
        """Return the dry hexes to which a side can ever come."""
        return self._of_sides[side]

    @cached_property
    def _of_sides(self) -> tuple[Marks, ...]:
        return tuple(self.reach_of_all(np.flatnonzero(self.world.units.side == side)) for side in range(SIDES))

    def _spread(self, starts: NDArray[np.int64], passable: NDArray[np.bool_], enterable: Marks) -> Marks:
        """Go from hex to hex, ring by ring, until nothing new is found."""
        reached = np.zeros(len(enterable), bool)
        reached[starts] = True
        rim = starts
        while len(rim):
            there = self.world.hexes.neighbour[rim][passable[rim]]
            rim = np.unique(there[enterable[there] & ~reached[there]])
            reached[rim] = True
        return reached


def frontages(world: World) -> NDArray[np.int64]:
    """(U,) the room that each unit takes with the items of its start, in men."""
    rooms = np.where(world.units["items"] == NOWHERE, 0, world.equipment.frontage[world.units["items"]])
    return np.asarray((rooms.astype(np.int64) * world.units["count"]).sum(axis=1))


def most_lift(world: World) -> list[int]:
    """Return what the boats of each crossing carry in a turn of this calendar, day or night, at the most."""
    return [max(int(row.day), int(row.night)) for row in world.crossings]
