"""What it costs to go from hex to hex: movement by class and light, bog, supply distance, and the edge in attack.

All of it is worked out once, in whole numbers, into arrays by hex and direction (rulebook 3.2-3.5, 4.1). A cost of 0
means closed. The nouns have been checked.
"""

from __future__ import annotations

from copy import copy
from heapq import heappop, heappush
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from game.core.hexes import neighbours
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, UNREACHED, Mobility
from game.scenario.grids import hexside, road_steps, terrain_ids
from game.scenario.nouns import Nouns
from game.scenario.schema.basics import MobilityName, RoadName
from game.scenario.world import MOBILITIES, WAY_HOME, Records, records

Ints = NDArray[np.int64]

MOBILITY_NAMES: Final[tuple[MobilityName, ...]] = get_args(MobilityName)
"""The words of the files, by mobility class."""

OPEN_GROUND: Final = 300
"""Metres an hour of men on open ground: where supply is carried one for one."""

MOST_CARRY: Final = 2_047
"""The longest supply distance of one step, in tens of metres: the supply search keeps no more apart."""

MOST_FACTOR: Final = 1_000_000
MOST_ACROSS: Final = 32_000


class Ways:
    """The map as hexes (H) by directions (6), one array a question.

    Costs are asked for with `over`, (M, H, 6) thousandths: the movement cost over the bridge that a hexside has, 0
    where it has none that takes the class. `crossed` has the bridges of each hexside that the map names any over.
    """

    def __init__(self, nouns: Nouns, crossing_of: Ints, night_march: int, pace: int) -> None:
        self.nouns = nouns
        self.neighbour = neighbour_table(nouns.map.columns, nouns.map.rows)
        self.exists = self.neighbour != NOWHERE
        kinds = list(nouns.terrain.terrain)
        ground = np.array([kinds.index(id_) for id_ in terrain_ids(nouns.map)], dtype=np.int64)
        self.entered = ground[self.neighbour]  # terrain of the neighbour; of hex -1 where there is none
        water = np.array([noun.water for noun in nouns.terrain.terrain.values()])
        self.water = water[self.entered] & self.exists
        self.boat = crossing_of[self.neighbour]
        self.roads = road_table(nouns, len(ground))
        self.crossed = bridged_sides(nouns)
        self.bridged = np.zeros(self.neighbour.shape, dtype=np.bool_)
        for here, direction in self.crossed:
            self.bridged[here, direction] = True
        self.night_march = night_march
        self.pace = pace
        self.slow, self.closed = self._hexsides()

    def where(self, counts_as: NDArray[np.int8]) -> Ways:
        """Return the same map where each kind of ground counts as another; water is water as ever (rulebook 3.9)."""
        changed = copy(self)
        changed.entered = counts_as[self.entered].astype(np.int64)
        return changed

    def changing(self, counts_as: NDArray[np.int8]) -> NDArray[np.bool_]:
        """(H, 6) whether the neighbour is ground that counts as another in some state of the ground."""
        kinds: NDArray[np.bool_] = (counts_as != counts_as[0]).any(axis=0)[self.entered] & self.exists
        return kinds

    def edges(self, over: Ints) -> NDArray[np.int16]:
        """(M, 2, H, 6) quarter points to enter the neighbour by day and by night, 0 where closed."""
        table = np.zeros((MOBILITIES, 2, *self.neighbour.shape), dtype=np.int16)
        for mobility in Mobility:
            for night in range(2):
                darkness = self.night_march if night else 1000
                table[mobility, night] = self._cost(mobility, over[mobility], darkness)
        return table

    def _cost(self, mobility: Mobility, over: Ints, darkness: int) -> Ints:
        ground = self._ground_speed(mobility)
        if mobility == Mobility.BOAT:  # under power all day: no pace, but the current, as hexsides have it
            speed, slow = np.where(self.water, ground, 0), self.slow
        else:
            speed = np.where(self.water, self._boat_speed(mobility), ground * self.pace // 1000)
            slow = np.where(self.water, 1000, np.where(over > 0, over, self.slow))
        speed[(self.closed[mobility] & (over == 0)) | ~self.exists] = 0
        overland = self._quarters(speed, slow * darkness)
        by_road = self._quarters(
            self._road_speed(mobility, over) * self.pace // 1000, np.full_like(self.slow, 1000 * darkness)
        )
        return np.where((by_road > 0) & ((overland == 0) | (by_road < overland)), by_road, overland)

    def _quarters(self, speed: Ints, millionths: Ints) -> Ints:
        """Quarter points to cross a hex at a speed in metres an hour, rounded, from 1 to a whole turn; 0 at speed 0."""
        minutes = self.nouns.scenario.calendar.minutes
        metres = 60 * self.nouns.map.hex_size * MOVEMENT_QUARTERS * millionths
        per_quarter = np.maximum(speed, 1) * minutes * 1_000_000
        cost = (2 * metres + per_quarter) // (2 * per_quarter)
        return np.where(speed > 0, np.clip(cost, 1, MOVEMENT_QUARTERS), 0)

    def _ground_speed(self, mobility: Mobility) -> Ints:
        speeds = [noun.speed.get(MOBILITY_NAMES[mobility], 0) for noun in self.nouns.terrain.terrain.values()]
        return np.array(speeds, dtype=np.int64)[self.entered]

    def _boat_speed(self, mobility: Mobility) -> Ints:
        """Metres an hour by the boats of the neighbour; 0 without boats, or where they do not take this class."""
        speeds = [
            crossing.speed if mobility == Mobility.FOOT or (crossing.heavy and mobility != Mobility.RAIL) else 0
            for crossing in self.nouns.map.crossings
        ]
        return np.array([*speeds, 0], dtype=np.int64)[self.boat]  # NOWHERE is the last entry

    def _road_speed(self, mobility: Mobility, over: Ints) -> Ints:
        """Metres an hour along the best road to the neighbour; 0 without one."""
        best = np.zeros(self.neighbour.shape, dtype=np.int64)
        for kind, steps in self.roads.items():
            speed = self.nouns.terrain.roads[kind].speed.get(MOBILITY_NAMES[mobility], 0)
            best = np.where(steps & self._whole(over), np.maximum(best, speed), best)
        return best

    def _whole(self, over: Ints) -> NDArray[np.bool_]:
        """(H, 6) whether a road is not broken here: no bridge is needed, or one stands that takes the class."""
        whole: NDArray[np.bool_] = ~self.bridged | (over > 0)
        return whole

    def _hexsides(self) -> tuple[Ints, NDArray[np.bool_]]:
        """Return the slowing of each hexside in thousandths, and (M, H, 6) whether it is closed off the road."""
        slow = np.full(self.neighbour.shape, 1000, dtype=np.int64)
        closed = np.zeros((MOBILITIES, *self.neighbour.shape), dtype=np.bool_)
        for kind, here, direction, there in self._sides():
            noun = self.nouns.terrain.hexsides[kind]
            back = (direction + 3) % 6
            slow[here, direction] = times(slow[here, direction], noun.slow_down, MOST_FACTOR)
            slow[there, back] = times(slow[there, back], noun.slow_up, MOST_FACTOR)
            for name in noun.closed:
                closed[Mobility[name.upper()], here, direction] = True
                closed[Mobility[name.upper()], there, back] = True
        return slow, closed

    def _sides(self) -> list[tuple[str, int, int, int]]:
        """Every hexside of the map: kind, named hex, direction, the hex beyond."""
        return [
            (kind, *side)
            for kind, references in self.nouns.map.hexsides.items()
            for reference in references
            if (side := hexside(self.nouns.map, reference)) is not None
        ]

    def across(self) -> Ints:
        """(H, 6) thousandths: fire of an attack out of a hex across each hexside."""
        fire = np.full(self.neighbour.shape, 1000, dtype=np.int64)
        for kind, here, direction, there in self._sides():
            noun = self.nouns.terrain.hexsides[kind]
            back = (direction + 3) % 6
            fire[here, direction] = times(fire[here, direction], noun.attack_down, MOST_ACROSS)
            fire[there, back] = times(fire[there, back], noun.attack_up, MOST_ACROSS)
        return fire

    def bog(self, over: Ints) -> NDArray[np.int16]:
        """(M, H, 6) thousandths: chance to bog down on entering the neighbour; none along a road."""
        return self._off_road(over, [noun.bog for noun in self.nouns.terrain.terrain.values()])

    def breaks(self, over: Ints) -> NDArray[np.int16]:
        """(M, H, 6) thousandths: chance to break through the ice of the neighbour; none along a road."""
        return self._off_road(over, [noun.breaks for noun in self.nouns.terrain.terrain.values()])

    def _off_road(self, over: Ints, by_ground: list[dict[MobilityName, int]]) -> NDArray[np.int16]:
        """(M, H, 6) a chance by the ground that is entered, none along a road."""
        on_road = self._any_road()
        table = np.zeros((MOBILITIES, *self.neighbour.shape), dtype=np.int16)
        for mobility in Mobility:
            chances = [by_class.get(MOBILITY_NAMES[mobility], 0) for by_class in by_ground]
            chance = np.array(chances, dtype=np.int64)[self.entered]
            table[mobility] = np.where(self.exists & ~(on_road & self._whole(over[mobility])), chance, 0)
        return table

    def _any_road(self) -> NDArray[np.bool_]:
        on_road = np.zeros(self.neighbour.shape, dtype=np.bool_)
        for steps in self.roads.values():
            on_road |= steps
        return on_road

    def carry(self, over: Ints) -> Ints:
        """(H, 6) supply distance into the neighbour, tens of metres of open ground; 0 where nothing is carried."""
        size = self.nouns.map.hex_size
        speed = self._ground_speed(Mobility.FOOT)
        on_foot = np.clip(
            rounded(np.full_like(speed, size * OPEN_GROUND), 10 * np.maximum(speed, 1)), size // 20, size * 6 // 10
        )
        far = np.where(speed > 0, on_foot, 0)
        far[self.closed[Mobility.FOOT] & (over[Mobility.FOOT] == 0)] = 0
        boats = np.array([*(crossing.carry for crossing in self.nouns.map.crossings), 0], dtype=np.int64)[self.boat]
        far = np.where(self.water, np.where(self.boat == NOWHERE, 0, self._by_hundredths(boats)), far)
        for kind, steps in self.roads.items():
            along = self._by_hundredths(np.full_like(far, self.nouns.terrain.roads[kind].carry))
            far = np.where(steps & self._whole(over[Mobility.FOOT]) & ((far == 0) | (along < far)), along, far)
        return np.where(self.exists, np.minimum(far, MOST_CARRY), 0)

    def _by_hundredths(self, hundredths: Ints) -> Ints:
        """Supply distance of one hex at so many hundredths of open ground, at least 1."""
        return np.maximum(1, (self.nouns.map.hex_size * hundredths + 500) // 1000)


def times(value: int, thousandths: int, most: int) -> int:
    """Multiply two factors in thousandths, rounded, up to a limit."""
    return min(most, (int(value) * thousandths + 500) // 1000)


def rounded(dividend: Ints, divisor: Ints) -> Ints:
    """Divide whole numbers, halves rounded up."""
    return (2 * dividend + divisor) // (2 * divisor)


def neighbour_table(columns: int, rows: int) -> Ints:
    """(H, 6) row of the neighbour across each hexside, NOWHERE off the map."""
    table = np.full((columns * rows, 6), NOWHERE, dtype=np.int64)
    for row in range(rows):
        for column in range(columns):
            for direction, x, y in neighbours(column, row, columns, rows):
                table[column + row * columns, direction] = x + y * columns
    return table


def road_table(nouns: Nouns, hexes: int) -> dict[RoadName, NDArray[np.bool_]]:
    """(H, 6) for each kind of road: whether one leads to the neighbour."""
    table = {kind: np.zeros((hexes, 6), dtype=np.bool_) for kind in nouns.terrain.roads}
    for road in nouns.map.roads:
        for step in road_steps(nouns.map, road.path):
            if step is not None:
                here, direction, there = step
                table[road.kind][here, direction] = True
                table[road.kind][there, (direction + 3) % 6] = True
    return table


def bridged_sides(nouns: Nouns) -> dict[tuple[int, int], list[int]]:
    """Return the bridges (rows in the map) by hexside, (hex, direction) from either side, standing or not."""
    found: dict[tuple[int, int], list[int]] = {}
    for row, bridge in enumerate(nouns.map.bridges):
        side = hexside(nouns.map, bridge.hexside)
        if side is not None:
            here, direction, there = side
            found.setdefault((here, direction), []).append(row)
            found.setdefault((there, (direction + 3) % 6), []).append(row)
    return found


def over_bridge(nouns: Nouns, row: int) -> dict[Mobility, int]:
    """Return the movement cost over a bridge, thousandths, by the classes that it takes."""
    slow = nouns.terrain.bridges[nouns.map.bridges[row].kind].slow
    return {Mobility[name.upper()]: cost for name, cost in slow.items()}


def standing_at_start(nouns: Nouns) -> NDArray[np.int8]:
    """(B,) 1 for each bridge of the map that stands on the first day."""
    day = nouns.scenario.calendar.start[:10]
    return np.array([bridge.stands_on(day) for bridge in nouns.map.bridges], dtype=np.int8)


def home_distances(
    hexes: Records, steps: NDArray[np.int16], crossings: Records, sources: NDArray[np.int8], side: int
) -> NDArray[np.int16]:
    """(H,) supply distance to the nearest source of a side with nobody in the way, UNREACHED where there is none.

    `steps` is (H, 6) the supply distance into each neighbour.
    """
    carry, neighbour = steps.tolist(), hexes["neighbour"].tolist()
    crossing = hexes["crossing"]
    barred = (hexes["water"] == 1) & ((crossing == NOWHERE) | (crossings["side"][crossing] != side))
    closed = barred.tolist()
    distance = [UNREACHED] * len(carry)
    waiting = [(0, int(source)) for source in np.flatnonzero(sources)]
    for _, source in waiting:
        distance[source] = 0
    while waiting:
        far, here = heappop(waiting)
        if far > distance[here]:
            continue
        for step, there in zip(carry[here], neighbour[here], strict=True):
            if step and not closed[there] and far + step < distance[there]:
                distance[there] = far + step
                heappush(waiting, (far + step, there))
    return np.array(distance, dtype=np.int16)


def ways_home(hexes: Records, steps: NDArray[np.int16], home: NDArray[np.int16]) -> Records:
    """(SIDES, H) the ways that give the distances of `home`, nearest to a source first; `steps` as above.

    Where several are equally short it is the first clockwise.
    """
    neighbour = hexes["neighbour"]
    back = (np.arange(6) + 3) % 6
    into = steps[neighbour, back]  # from each neighbour
    table: Records = records(WAY_HOME, home.size).reshape(home.shape).view(np.recarray)
    for side, far in enumerate(home.astype(np.int64)):
        leads = (neighbour != NOWHERE) & (into > 0) & (far[neighbour] + into == far[:, np.newaxis])
        leads[(far == 0) | (far == UNREACHED)] = False
        onward = np.where(leads.any(axis=1), neighbour[np.arange(len(far)), leads.argmax(axis=1)], NOWHERE)
        order = np.argsort(far, kind="stable")
        table["hex"][side], table["next"][side], table["distance"][side] = order, onward[order], far[order]
    return table
