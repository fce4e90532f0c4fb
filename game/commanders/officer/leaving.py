"""Who leaves the map for points, in the officer's appreciation: by which exit, when, and whether that is worth it.

A unit leaves if it can be out in time, and if what that brings is more than its side loses by it: a part of the chance
to hold or take what points are given for. `planning` gives those who leave their tasks, and plans for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.boats import threat_to
from game.commanders.ground.leaving import worth_of_leaving
from game.commanders.ground.ways import FAR, flood
from game.commanders.officer.appreciation import Appreciation
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Award, Mobility, Status
from game.engine.plain import plain
from game.rules.direct_fire import MEN_OF_VEHICLE, metres_between
from game.rules.exits import items_of_kind
from game.rules.scratch import Scratch, new_scratch
from game.rules.ways import edge_cost

THOUSANDTHS: Final = 1000

Step = tuple[int, int]
"""A hex of a way, and the turn in which a unit is there."""


@dataclass(frozen=True)
class Leaver:
    """A unit that could leave the map, and what that is worth to its side."""

    unit: int
    exit: str  # id of the area
    way: tuple[Step, ...]
    points: float  # what is risked on the way counted

    @property
    def turn(self) -> int:
        """The turn in which it is out."""
        return self.way[-1][1]


def who_leaves(seen: Appreciation) -> list[Leaver]:
    """Return those of the side who are to leave the map, in the order of its units.

    Of those who bring most for the fire that leaves with them so many go that what they bring, and what the others can
    still hold and take, is most together.
    """
    could = WaysOut(seen, seen.side).leavers
    could.sort(key=lambda one: one.points / max(1, seen.fire[one.unit]), reverse=True)
    together = [at_stake(seen)]
    brought, fire = 0.0, 0
    for one in could:
        brought += one.points
        fire += seen.fire[one.unit]
        together.append(brought + at_stake(seen, fire))
    return sorted(could[: together.index(max(together))], key=lambda one: one.unit)


def at_stake(seen: Appreciation, gone: int = 0) -> float:
    """Return how many points of those for ground a side may count on once so much fire is gone: half at even strength.

    Ground that it does not have counts only if it means to attack.
    """
    fire = sum(seen.fire[unit] for unit in seen.those_of(seen.side)) - gone
    worth = sum(one.worth for one in seen.ground if one.ours or (seen.attacks and seen.may_enter(one)))
    ratio = fire / max(1, sum(seen.fire[unit] for unit in seen.those_of(1 - seen.side)))
    return worth * ratio**2 / (1 + ratio**2)


@dataclass(frozen=True)
class WaysOut:
    """The ways of a side to its exits, nobody in them, and what is given for leaving by them."""

    seen: Appreciation
    side: int

    @cached_property
    def leavers(self) -> list[Leaver]:
        """Those who can be out in time and gain by it: each by the exit that brings most, of equal ones the soonest."""
        seen, counted = self.seen, self.seen.scenario.world.counted
        exits = seen.scenario.file.sides[seen.scenario.names.sides[self.side]].exits
        found = []
        for unit in seen.those_of(self.side) if exits else []:
            ways = [self._leaver(unit, area) for area in exits] if counted[:, unit].any() else []
            gain = [one for one in ways if one is not None and one.points > 0]
            found += [max(gain, key=lambda one: (one.points, -one.turn))] if gain else []
        return found

    def _leaver(self, unit: int, area: str) -> Leaver | None:
        """Return a unit that leaves by an exit; None where there is no way, or the game is over before it is out."""
        seen, world = self.seen, self.seen.scenario.world
        way = self.way(unit, area)
        if not way or way[-1][1] > seen.scenario.file.calendar.last_turn:
            return None
        out, turn = way[-1]
        points = plain(worth_of_leaving)(world, seen.state, unit, out, turn) / THOUSANDTHS
        if points > 0 and world.units.mobility[unit] == Mobility.BOAT:
            risk = self.risk(unit, way)
            points = points * (1 - risk) - self.price(unit) * risk
        return Leaver(unit, area, way, points)

    def way(self, unit: int, area: str) -> tuple[Step, ...]:
        """Return the way of a unit out by an exit from where it stands or will come; empty where there is none.

        The last step is the hex from which it leaves, and the turn in which it does.
        """
        mobility, here = int(self.seen.scenario.world.units.mobility[unit]), self.seen.place(unit)
        turn, left = self.seen.turn + self.seen.body_of([unit]).wait, MOVEMENT_QUARTERS
        field = self._field(area, mobility)
        if field[here] >= FAR:
            return ()
        way = [(here, turn)]
        cost = 0
        while field[here] > 0:
            here, cost = self._next(mobility, here, field)
            turn, left = (turn, left - cost) if cost <= left else (turn + 1, MOVEMENT_QUARTERS - cost)
            way.append((here, turn))
        return (*way, (here, turn if cost <= left else turn + 1))

    def _next(self, mobility: int, here: int, field: NDArray[np.int32]) -> tuple[int, int]:
        """Return the next hex of a way down a field, and what it costs to enter it."""
        world = self.seen.scenario.world
        for direction, there in enumerate(world.hexes.neighbour[here].tolist()):
            closed = there == NOWHERE
            cost = 0 if closed else plain(edge_cost)(world, world.spans_at_start, mobility, 0, here, direction)
            if cost > 0 and field[there] + cost == field[here]:
                return there, cost
        raise AssertionError("from every hex that is not FAR a way leads down the field")

    def _field(self, area: str, mobility: int) -> NDArray[np.int32]:
        """(H,) Quarter points by day from each hex to the nearest of an exit where a unit can stay; FAR: no way."""
        world = self.seen.scenario.world
        if (area, mobility) not in self._fields:
            field = np.full(len(world.hexes), FAR, np.int32)
            can_stay = (world.hexes.water == 0) | (mobility == Mobility.BOAT)
            field[(world.areas[self.seen.scenario.names.area_row[area]] == 1) & can_stay] = 0
            plain(flood)(world, world.spans_at_start, self.scratch, mobility, field, FAR)
            self._fields[area, mobility] = field
        return self._fields[area, mobility]

    @cached_property
    def _fields(self) -> dict[tuple[str, int], NDArray[np.int32]]:
        """The ways to exits that have been measured."""
        return {}

    @cached_property
    def scratch(self) -> Scratch:
        """What ways are measured with."""
        return new_scratch(self.seen.scenario.world)

    def risk(self, unit: int, way: tuple[Step, ...]) -> float:
        """Return roughly what share of a boat the enemies who are there now hit on its way, where its turns end.

        Fire that orders from above forbid them does not count.
        """
        world, state = self.seen.scenario.world, self.seen.state
        enemies = [one for one in self.seen.those_of(1 - self.side) if state.units.status[one] == Status.PRESENT]
        harm = 0
        for turn, hex_ in {turn: hex_ for hex_, turn in way if turn < way[-1][1]}.items():
            if self.seen.is_banned(1 - self.side, "fire", hex_, turn):
                continue
            for enemy in enemies:
                metres = plain(metres_between)(world, hex_, self.seen.place(enemy))
                harm += plain(threat_to)(world, state, enemy, metres, unit)
        figures = state.unit_figures
        whole = int(figures.targets[unit]) + MEN_OF_VEHICLE * THOUSANDTHS * int(figures.armour[unit])
        return min(1.0, harm / max(1, whole))

    def price(self, unit: int) -> float:
        """Return the points that the other side gains if all of a unit is destroyed."""
        world, side, total = self.seen.scenario.world, self.side, 0.0
        for award in world.awards:
            gained = int(award.points) if award.side != side else -int(award.points)
            if award.award == Award.DESTROYED and award.unit == unit:
                total += gained
            elif award.award == Award.LOSSES and award.of == side:
                items = plain(items_of_kind)(world, self.seen.state, unit, int(award.kind))
                total += items * gained / int(award.per)
        return total
