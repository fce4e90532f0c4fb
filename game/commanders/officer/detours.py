"""Ways of boats round the enemy's fire, in the officer's appreciation of who leaves the map."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.boats import threat_to
from game.commanders.officer.appreciation import Appreciation
from game.commanders.officer.ways_out import Step, Way, Ways, halts
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Light, Mobility, Status
from game.engine.plain import plain
from game.rules.direct_fire import MEN_OF_VEHICLE

DREAD: Final = 20
"""Turns that a boat goes out of its way rather than spend one under fire that would hit all of it."""


NEARLY: Final = 0.8
"""A turn's march of which so much brings a boat nearer to its exit is on the shortest way."""


@dataclass(frozen=True)
class Fire:
    """What the enemies who are there now may do to a boat by fire over water, if others go with it.

    They fire on all of these, and on no more than they could: what one boat may lose is its part of that.
    """

    seen: Appreciation
    boat: int
    _shares: dict[int, float] = field(default_factory=dict)
    _threats: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def enemy(self) -> int:
        """The side that fires."""
        return 1 - int(self.seen.scenario.world.units.side[self.boat])

    def share(self, hex_: int, turn: int) -> float:
        """Return roughly what share of the boat is hit in a turn that ends in a hex; forbidden fire does not count."""
        return 0.0 if self.seen.is_banned(self.enemy, "fire", hex_, turn) else self._by_all(hex_)

    def _by_all(self, hex_: int) -> float:
        """Return what share is hit where fire is free."""
        if hex_ not in self._shares:
            figures, status = self.seen.state.unit_figures, self.seen.state.units.status
            men = sum(int(figures.targets[one]) for one in self._together)
            whole = men + MEN_OF_VEHICLE * 1000 * self._vehicles
            those = [one for one in self.seen.those_of(self.enemy) if status[one] == Status.PRESENT]
            harm = sum(self._threat(one, self.seen.steps(hex_, [self.seen.place(one)])) for one in those)
            self._shares[hex_] = min(1.0, harm / max(1, whole))
        return self._shares[hex_]

    @cached_property
    def _together(self) -> list[int]:
        """The boats of the side that points are given for as for this one: they leave together."""
        world = self.seen.scenario.world
        boats = [one for one in self.seen.those_of(1 - self.enemy) if world.units.mobility[one] == Mobility.BOAT]
        return [one for one in boats if one == self.boat or world.counted[:, one].any()]

    @cached_property
    def _vehicles(self) -> int:
        """How many vehicles these are."""
        return max(1, sum(int(self.seen.state.unit_figures.armour[one]) for one in self._together))

    def _threat(self, enemy: int, steps: int) -> int:
        """Return what one enemy does who sees the boat by day from so many steps away, thousandths of a man."""
        if (enemy, steps) not in self._threats:
            world = self.seen.scenario.world
            metres, sight = (
                steps * int(world.frame.hex_size[0]),
                int(world.rules["artillery"]["observation"][0, Light.DAY]),
            )
            threat = plain(threat_to)(world, self.seen.state, enemy, metres, self.boat)
            self._threats[enemy, steps] = threat if metres <= sight else 0
        return self._threats[enemy, steps]

    def risk(self, way: Way) -> float:
        """Return roughly what share of the boat is lost on a way, by where its turns end.

        Of what is hit in parts the last part is only damaged, which costs nothing: half a boat is as good as none.
        """
        hit = sum(self.share(hex_, turn) for hex_, turn in halts(way))
        return min(1.0, max(0.0, hit - 0.5 / self._vehicles))

    def halts_needed(self, way: Way, out: NDArray[np.int32]) -> tuple[Step, ...]:
        """Return where the turns of a way end up to where the shortest way `out` is as near and no fire is left.

        `out` has (H,) quarter points from each hex.
        """
        found = halts(way)
        while len(found) > 1 and self._is_free_from(found[-2:], out):
            found = found[:-1]
        return found

    def _is_free_from(self, two: tuple[Step, ...], out: NDArray[np.int32]) -> bool:
        """Whether a boat that takes the shortest way after the first of two halts comes as far, and under no fire."""
        (first, turn), (second, next_turn) = two
        fire = self.share(first, turn) + self.share(second, next_turn)
        return fire == 0 and out[first] - out[second] > MOVEMENT_QUARTERS * NEARLY


def way_round(ways: Ways, fire: Fire, ends: Collection[int]) -> list[int]:
    """Return the hexes of the way of a boat to the nearest of some that shuns the enemy's fire; [] without a way."""
    before: dict[int, int] = {}
    best = {(start := ways.seen.place(fire.boat)): 0.0}
    begins = ways.seen.turn + ways.seen.body_of([fire.boat]).wait
    waiting = [(0.0, 0, start, NOWHERE)]
    while waiting:
        dread, points, here, last = heapq.heappop(waiting)
        if here in before:
            continue
        before[here] = last
        if here in ends:
            return _back(before, here)
        for direction, there in enumerate(ways.seen.scenario.world.hexes.neighbour[here].tolist()):
            cost = ways.cost(Mobility.BOAT, here, direction) if there != NOWHERE else 0
            turn = begins + (points + cost - 1) // MOVEMENT_QUARTERS
            total = dread + cost * (1 + DREAD * fire.share(there, turn)) if cost > 0 else float("inf")
            if total < best.get(there, float("inf")):
                best[there] = total
                heapq.heappush(waiting, (total, points + cost, there, here))
    return []


def _back(before: dict[int, int], end: int) -> list[int]:
    """Return a way from its start, by what comes before each hex."""
    way = [end]
    while before[way[-1]] != NOWHERE:
        way.append(before[way[-1]])
    return way[::-1]
