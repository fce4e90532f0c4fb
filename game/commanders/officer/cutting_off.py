"""Who goes across the way of enemies that would leave the map for points, in the officer's appreciation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.objectives import ground_that_costs
from game.commanders.ground.ways import FAR
from game.commanders.officer.appreciation import Appreciation, Objective
from game.commanders.officer.leaving import Exits, Leaver, at_stake
from game.commanders.officer.position import Body
from game.commanders.officer.ways_out import Ways
from game.core.limits import MOST_NAMED
from game.core.terms import MOVEMENT_QUARTERS, Mobility

ENOUGH: Final = 3.0
"""Own fire that goes across the way of some enemies against theirs, beyond which others are not sent."""

ACROSS: Final = "the way of those who would leave the map"

Caught = dict[int, list[int]]
"""By enemy the hexes of its way, in order, where a body is in a turn before it."""


@dataclass(frozen=True)
class Chase:
    """The enemies who would leave the map, and which bodies of the side can come before them."""

    seen: Appreciation

    @cached_property
    def leavers(self) -> dict[int, Leaver]:
        """The enemies who would leave, by unit."""
        return {one.unit: one for one in Exits(self.seen, 1 - self.seen.side).leavers}

    @cached_property
    def ways(self) -> tuple[int, ...]:
        """The hexes of their ways in which troops of the side can halt, and lose no points, the first of each first."""
        costs = ground_that_costs(self.seen.scenario.world)[self.seen.side]
        water = self.seen.scenario.world.hexes.water
        ways = [[hex_ for hex_, _ in one.way if costs[hex_] == 0 and water[hex_] == 0] for one in self.leavers.values()]
        return tuple(_side_by_side(ways))

    def caught(self, body: Body) -> Caught:
        """Return whom a body comes before, and where: not on ground that it may not enter, or loses points for."""
        seen, ways = self.seen, self._ways(body)
        open_to = (ways < FAR) & self._may_halt(body) & (ground_that_costs(seen.scenario.world)[seen.side] == 0)
        found: Caught = {}
        for unit, one in self.leavers.items():
            hexes, turns = np.array(one.way[:-1]).T
            there = seen.turn + body.wait + np.maximum(0, ways[hexes] - 1) // MOVEMENT_QUARTERS
            first = open_to[hexes] & (there < turns)
            before = zip(hexes[first].tolist(), there[first].tolist(), strict=True)
            free = [hex_ for hex_, turn in before if not seen.is_banned(seen.side, "enter", hex_, turn)]
            found |= {unit: free} if free else {}
        return found

    def _ways(self, body: Body) -> NDArray[np.int32]:
        """(H,) Quarter points by day between a body and each hex, of the slowest of its units; FAR: no way."""
        kinds = {int(self.seen.scenario.world.units.mobility[unit]) for unit in body.units}
        found: NDArray[np.int32] = np.max([Ways(self.seen).measured([body.place], kind) for kind in kinds], axis=0)
        return found

    def _may_halt(self, body: Body) -> NDArray[np.bool_]:
        """(H,) Return where a body can stay: on land, boats on water, too."""
        world = self.seen.scenario.world
        boats = all(world.units.mobility[unit] == Mobility.BOAT for unit in body.units)
        found: NDArray[np.bool_] = (world.hexes.water == 0) | boats
        return found


def who_cuts_off(seen: Appreciation, chase: Chase, free: list[Body]) -> list[tuple[Objective, list[Body]]]:
    """Return the bodies that go across the enemy's way out, and where; they are taken out of those who are free.

    A body goes if those whom it comes before would bring the enemy more than its side loses where it is missing. Who
    stands in works stays there.
    """
    found = []
    sent: dict[int, int] = {}
    gone = 0
    in_the_open = [body for body in free if not any(seen.is_dug_in(unit) for unit in body.units)]
    could = [(body, chase.caught(body)) for body in in_the_open] if chase.leavers else []
    for body, ways in sorted(could, key=lambda one: len(one[1]), reverse=True):
        caught = {unit: way for unit, way in ways.items() if sent.get(unit, 0) < seen.fire[unit] * ENOUGH}
        points = sum(chase.leavers[unit].points for unit in caught)
        if points <= at_stake(seen, gone) - at_stake(seen, gone + body.fire):
            continue
        free.remove(body)
        gone += body.fire
        theirs = max(1, sum(seen.fire[unit] for unit in caught))
        for unit in caught:
            sent[unit] = sent.get(unit, 0) + body.fire * seen.fire[unit] // theirs
        found.append((_across(seen, caught, points), [body]))
    return found


def _across(seen: Appreciation, caught: Caught, points: float) -> Objective:
    """Return the ways of some enemies as what is to be taken, the hexes next to where they are first."""
    hexes = tuple(_side_by_side(list(caught.values())))[:MOST_NAMED]
    numbers = tuple(str(seen.scenario.hex_number(hex_)) for hex_ in hexes)
    enemy = sum(seen.fire[unit] for unit in caught)
    return Objective(numbers, ACROSS, hexes, max(1, round(points)), False, enemy)


def _side_by_side(ways: list[list[int]]) -> list[int]:
    """Return the hexes of some ways, the first of each before the second of any."""
    longest = max((len(way) for way in ways), default=0)
    return list(dict.fromkeys(way[place] for place in range(longest) for way in ways if place < len(way)))
