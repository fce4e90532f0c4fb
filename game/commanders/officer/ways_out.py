"""Ways over the map with nobody in them, and how many turns they take: to exits, and from where somebody stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.ways import FAR
from game.commanders.officer.appreciation import Appreciation
from game.commanders.officer.mind import spread_ways
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Mobility
from game.engine.plain import plain
from game.rules.scratch import Scratch, new_scratch
from game.rules.ways import edge_cost

Step = tuple[int, int]
"""A hex of a way, and the turn in which a unit is there."""

Way = tuple[Step, ...]
"""Its last step is the hex from which a unit leaves the map, and the turn in which it does; empty: there is no way."""


def halts(way: Way) -> tuple[Step, ...]:
    """Return where the turns of a way end; in its last turn a unit is out."""
    last = {turn: hex_ for hex_, turn in way if turn < way[-1][1]}
    return tuple((hex_, turn) for turn, hex_ in last.items())


@dataclass(frozen=True)
class Ways:
    """Ways by day and by the bridges of the start, in quarter points."""

    seen: Appreciation

    def cost(self, mobility: int, hex_: int, direction: int) -> int:
        """Return the quarter points in which units of a class enter the neighbour of a hex; 0: closed."""
        world = self.seen.scenario.world
        return int(plain(edge_cost)(world, self.seen.state.spans, mobility, 0, hex_, direction))

    def out_of(self, area: str, mobility: int) -> NDArray[np.int32]:
        """(H,) Return the way from each hex to the nearest of an area in which a unit can stay; FAR: there is none."""
        world = self.seen.scenario.world
        if (area, mobility) not in self._measured:
            can_stay = (world.hexes.water == 0) | (mobility == Mobility.BOAT)
            inside = world.areas[self.seen.scenario.names.area_row[area]] == 1
            self._measured[area, mobility] = self.measured(np.flatnonzero(inside & can_stay).tolist(), mobility)
        return self._measured[area, mobility]

    @cached_property
    def _measured(self) -> dict[tuple[str, int], NDArray[np.int32]]:
        return {}

    def measured(self, ends: list[int], mobility: int) -> NDArray[np.int32]:
        """(H,) Return the way from each hex to the nearest of some; FAR: there is none."""
        world = self.seen.scenario.world
        field = np.full(len(world.hexes), FAR, np.int32)
        field[ends] = 0
        spread_ways(world, self._scratch, int(self.seen.state.clock.turn[0]), mobility, field)
        return field

    @cached_property
    def _scratch(self) -> Scratch:
        return new_scratch(self.seen.scenario.world)

    def shortest(self, unit: int, area: str) -> list[int]:
        """Return the hexes of the shortest way of a unit to an area, from where it stands or will come; [] without."""
        mobility, here = int(self.seen.scenario.world.units.mobility[unit]), self.seen.place(unit)
        field = self.out_of(area, mobility)
        way = [here] if field[here] < FAR else []
        while way and field[way[-1]] > 0:
            way.append(self._next(mobility, way[-1], field))
        return way

    def _next(self, mobility: int, here: int, field: NDArray[np.int32]) -> int:
        """Return the next hex of a way down a field."""
        for direction, there in enumerate(self.seen.scenario.world.hexes.neighbour[here].tolist()):
            cost = self.cost(mobility, here, direction) if there != NOWHERE else 0
            if cost > 0 and field[there] + cost == field[here]:
                return int(there)
        raise AssertionError("from every hex that is not FAR a way leads down the field")

    def timed(self, unit: int, hexes: list[int]) -> Way:
        """Return a way off the map with its turns, from the one in which a unit has it before it.

        To leave is taken to cost as much as the last step.
        """
        world, mobility = self.seen.scenario.world, int(self.seen.scenario.world.units.mobility[unit])
        turn, left, cost = self.seen.turn + self.seen.body_of([unit]).wait, MOVEMENT_QUARTERS, 0
        way = [(hex_, turn) for hex_ in hexes[:1]]
        for here, there in pairwise(hexes):
            cost = self.cost(mobility, here, world.hexes.neighbour[here].tolist().index(there))
            turn, left = (turn, left - cost) if cost <= left else (turn + 1, MOVEMENT_QUARTERS - cost)
            way.append((there, turn))
        return (*way, (hexes[-1], turn if cost <= left else turn + 1)) if hexes else ()
