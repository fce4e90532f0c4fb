"""Who leaves the map for points, in the officer's appreciation: by which exit, when, and whether that is worth it.

A unit leaves if it can be out in time, and if what that brings is more than its side loses by it: a part of the chance
to hold or take what points are given for. `planning` gives those who leave their tasks, and plans for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from game.commanders.ground.leaving import worth_of_leaving
from game.commanders.officer.appreciation import Appreciation
from game.commanders.officer.detours import Fire, way_round
from game.commanders.officer.ways_out import Step, Way, Ways
from game.core.terms import NOWHERE, Award, Mobility
from game.engine.plain import plain
from game.rules.exits import items_of_kind

THOUSANDTHS: Final = 1000


@dataclass(frozen=True)
class Leaver:
    """A unit that could leave the map, and what that is worth to its side."""

    unit: int
    exit: str  # id of the area
    way: Way
    points: float  # what is risked on the way counted
    halts: tuple[Step, ...] = ()  # where its turns end, for a boat that goes round the enemy's fire

    @property
    def turn(self) -> int:
        """The turn in which it is out."""
        return self.way[-1][1]


def who_leaves(seen: Appreciation) -> list[Leaver]:
    """Return those of the side who are to leave the map, in the order of its units.

    Of those who bring most for the fire that leaves with them so many go that what they bring, and what the others can
    still hold and take, is most together.
    """
    could = sorted(Exits(seen, seen.side).leavers, key=lambda one: -one.points / max(1, seen.fire[one.unit]))
    together = [at_stake(seen)]
    brought, gone = 0.0, 0
    for one in could:
        brought += one.points
        gone += seen.fire[one.unit]
        together.append(brought + at_stake(seen, gone))
    return sorted(could[: together.index(max(together))], key=lambda one: one.unit)


def at_stake(seen: Appreciation, gone: int = 0) -> float:
    """Return how many points for ground a side may count on once so much of its fire is gone: half at even strength."""
    ratio = (seen.all_fire[seen.side] - gone) / max(1, seen.all_fire[1 - seen.side])
    return seen.worth_of_ground * ratio**2 / (1 + ratio**2)


@dataclass(frozen=True)
class Exits:
    """The exits of a side in a position, and who of it could leave by them for points."""

    seen: Appreciation
    side: int

    @cached_property
    def leavers(self) -> list[Leaver]:
        """Those who can be out in time and gain by it: each by the way that brings most, of equal ones the soonest."""
        seen, counted = self.seen, self.seen.scenario.world.counted
        exits = seen.scenario.file.sides[seen.scenario.names.sides[self.side]].exits
        found = []
        for unit in seen.those_of(self.side) if exits else []:
            could = [one for area in exits for one in self._by(unit, area)] if counted[:, unit].any() else []
            gains = [one for one in could if one.points > 0 and one.turn <= seen.scenario.file.calendar.last_turn]
            found += [max(gains, key=lambda one: (one.points, -one.turn))] if gains else []
        return found

    def _by(self, unit: int, area: str) -> list[Leaver]:
        """Return a unit that leaves by an exit the shortest way, and a boat also round the enemy's fire; [] without."""
        ways, hexes = self._ways, self._ways.shortest(unit, area)
        if not hexes:
            return []
        straight = ways.timed(unit, hexes)
        if self.seen.scenario.world.units.mobility[unit] != Mobility.BOAT:
            return [Leaver(unit, area, straight, self._worth(unit, straight))]
        fire, out = Fire(self.seen, unit), ways.out_of(area, Mobility.BOAT)
        detour = ways.timed(unit, way_round(ways, fire, np.flatnonzero(out == 0).tolist()))
        return [
            Leaver(unit, area, straight, self._after(unit, straight, fire.risk(straight))),
            Leaver(unit, area, detour, self._after(unit, detour, fire.risk(detour)), fire.halts_needed(detour, out)),
        ]

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self.seen)

    def _worth(self, unit: int, way: Way) -> float:
        """Return the points that the side gains on the other if a unit leaves by a way, as strong as it is now."""
        world, (out, turn) = self.seen.scenario.world, way[-1]
        return float(plain(worth_of_leaving)(world, self.seen.state, unit, out, turn)) / THOUSANDTHS

    def _after(self, unit: int, way: Way, risk: float) -> float:
        """Return what a way is worth that costs such a share of the unit."""
        return self._worth(unit, way) * (1 - risk) - self.price(unit) * risk

    def price(self, unit: int) -> float:
        """Return the points that the other side gains if all of a boat is hit: of such only a share sinks (3.8)."""
        world, total = self.seen.scenario.world, 0.0
        for award in world.awards:
            gained = int(award.points) if award.side != self.side else -int(award.points)
            if award.award == Award.DESTROYED and award.unit == unit:
                total += gained * self._sinks(unit)
            elif award.award == Award.LOSSES and award.of == self.side:
                items = plain(items_of_kind)(world, self.seen.state, unit, int(award.kind))
                total += items * gained / int(award.per)
        return total

    def _sinks(self, unit: int) -> float:
        """Return the chance that a boat which is hit sinks: of what its vehicles are, the greatest share that does."""
        world = self.seen.scenario.world
        items = [world.equipment[row] for row in world.units["items"][unit].tolist() if row != NOWHERE]
        usual = int(world.rules["assault"]["burnt"][0])
        shares = [usual if one.burnt == NOWHERE else int(one.burnt) for one in items if one.armour > 0]
        return max(shares, default=THOUSANDTHS) / THOUSANDTHS
