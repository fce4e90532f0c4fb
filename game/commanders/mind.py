"""What a compiled commander knows beside the state: its objectives, the ways to them, and work space.

The objectives follow from the victory awards: a hex is worth to a side what holding it gives the side, plus what it
keeps from the enemy. Ways are measured once a scenario, because ground does not change. One Mind serves one thread.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.terms import NOWHERE, SIDES, Award, Kind, Mobility
from game.rules.scratch import Scratch
from game.scenario.world import World

FAR: Final = 30_000
"""Way to an objective that cannot be reached."""

LEAST_LOSS_VALUE: Final = 3
"""Milli-points that a commander holds a man worth when no award says more."""

VEHICLE_VALUE: Final = 60
"""Milli-points for a tank, likewise."""

MOST_GOALS: Final = 120
"""Objectives that a commander keeps apart: the way from every hex to each of them is measured."""


FALL_BACK: Final = -1
STAND: Final = -2
PRESS: Final = -3
"""Tasks without an objective: go home, hold the ground under one's feet, go for the enemy."""


STAGE: Final = 0
"""Place in `Mind.page`: what the commander is at; 0 at the start of a side-turn."""

CURSOR: Final = 1
"""Place in `Mind.page`: the next unit or target to look at."""

FOUND: Final = 2
"""Place in `Mind.page`: how many targets were found."""

MOVER: Final = 3
"""Place in `Mind.page`: the unit that was last told to march, NOWHERE without one."""

TRACED: Final = 4
"""Place in `Mind.page`: 1 if the supply of the active side has just been traced in this thread's scratch."""


class Mind(NamedTuple):
    """O objectives, H hexes, U units. Values are thousandths of a victory point."""

    goal: NDArray[np.int32]  # (O,) hexes worth holding
    worth: NDArray[np.int32]  # (O,) what each is worth to either side
    ground: NDArray[np.int8]  # (H,) 1: points are given for a share of the area that it belongs to
    way: NDArray[np.int32]  # (O, M, H) quarter points from each hex to the objective by day; FAR: no way
    man: NDArray[np.int32]  # (SIDES,) worth of a man of this side to the other
    strength: NDArray[np.int64]  # (SIDES,) fire of each side on the map
    wanted: NDArray[np.int64]  # (O,) fire that the side wants at each objective
    sent: NDArray[np.int64]  # (O,) fire sent there so far
    attacking: NDArray[np.int32]  # (O,) 1: the side means to take it, 0: to hold or watch it
    task: NDArray[np.int32]  # (U,) objective of each unit, or one of the tasks below
    pressure: NDArray[np.int32]  # (H,) quarter points to the enemy that draws most; FAR: none
    enemy_fire: NDArray[np.int64]  # (H,) fire of the enemies in and next to each hex
    own_fire: NDArray[np.int64]  # (H,) likewise of friends
    own_mass: NDArray[np.int64]  # (H,) fire of friends within three hexes: who could join a fight here
    tried: NDArray[np.int32]  # (H,) 1: an assault on this hex has been weighed and dropped, or fought
    stamp: NDArray[np.int32]  # (H,) enemy-held hexes next to friends
    score: NDArray[np.int64]  # (H,) what an assault on each of them promises
    page: NDArray[np.int64]  # (5,) how far the side-turn has come, by the names below


@entry
def open_page(mind: Mind) -> None:
    """Begin a side-turn: nothing has been looked at yet."""
    mind.page[STAGE] = 0
    mind.page[CURSOR] = 0
    mind.page[FOUND] = 0
    mind.page[MOVER] = NOWHERE
    mind.page[TRACED] = 0


@rule
def flood(
    world: World, scratch: Scratch, mobility: int, field: NDArray[np.int32], waiting_hexes: int, farthest: int
) -> None:
    """Lower `field` from the hexes that wait in `scratch.entry_hex` outwards: the way from each hex to the nearest.

    Each hex stands in the ring at most once, so the ring of H + 1 places never overflows. `scratch.entry_next` is 0 for
    every hex that does not wait.
    """
    queue, waiting = scratch.entry_hex, scratch.entry_next
    size = len(field)
    head = 0
    tail = waiting_hexes
    while head != tail:
        here = int(queue[head])
        head = (head + 1) % (size + 1)
        waiting[here] = 0
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            if there == NOWHERE:
                continue
            step = int(world.edges[mobility, 0, there, (direction + 3) % 6])
            if step == 0 or field[here] + step >= min(farthest, int(field[there])):
                continue
            field[there] = field[here] + step
            if waiting[there] == 0:
                waiting[there] = 1
                queue[tail] = there
                tail = (tail + 1) % (size + 1)


@entry
def measure_way(world: World, scratch: Scratch, mobility: int, goal: int, way: NDArray[np.int32]) -> None:
    """Fill `way` with the quarter points from every hex to `goal` with nobody in the way.

    Boats count: water is passed where a crossing serves it.
    """
    for hex_ in range(len(way)):
        way[hex_] = FAR
        scratch.entry_next[hex_] = 0
    way[goal] = 0
    scratch.entry_hex[0] = goal
    flood(world, scratch, mobility, way, 1, FAR)


def _worth_of_hexes(world: World) -> dict[int, int]:
    worth: dict[int, int] = {}
    for award in world.awards:
        if award.award != Award.HOLD or award.points <= 0:
            continue
        hexes = np.flatnonzero((world.areas[int(award.area)] == 1) & (world.hexes.water == 0))
        for hex_ in hexes:
            worth[int(hex_)] = worth.get(int(hex_), 0) + int(award.points) * 1000 // len(hexes)
    return worth


def objectives_of(worth: dict[int, int]) -> dict[int, int]:
    """Return the hexes worth holding that a commander keeps apart, and what each is worth.

    Of more than MOST_GOALS, each stands for a run of them: the one worth most, nearest to the middle of the run, and
    worth as much as all of it.
    """
    hexes = sorted(worth)
    if len(hexes) <= MOST_GOALS:
        return worth
    found = {}
    for i in range(MOST_GOALS):
        run = hexes[i * len(hexes) // MOST_GOALS : (i + 1) * len(hexes) // MOST_GOALS]
        middle = run[len(run) // 2]
        best = min(run, key=lambda hex_: (-worth[hex_], abs(hex_ - middle)))
        found[best] = sum(worth[hex_] for hex_ in run)
    return found


def _ground_worth_owning(world: World) -> NDArray[np.int8]:
    ground = np.zeros(len(world.hexes), np.int8)
    for award in world.awards:
        if award.award == Award.SHARE and award.points > 0:
            ground |= world.areas[int(award.area)]
    return np.where(world.hexes.water == 0, ground, np.int8(0))


def _worth_of_men(world: World) -> NDArray[np.int32]:
    men = np.full(SIDES, LEAST_LOSS_VALUE, np.int32)
    for award in world.awards:
        if award.award == Award.LOSSES and award.kind == Kind.MEN:
            men[int(award.of)] = max(int(men[int(award.of)]), int(award.points) * 1000 // int(award.per))
    return men


def new_mind(world: World, scratch: Scratch) -> Mind:
    """Return a commander's mind for games on this world; measures the ways, which takes some milliseconds."""
    mind = blank_mind(world)
    used = {int(mobility) for mobility in world.units.mobility}
    for row, goal in enumerate(mind.goal):
        for mobility in used:
            measure_way(world, scratch, mobility, int(goal), mind.way[row, mobility])
    return mind


def blank_mind(world: World) -> Mind:
    """Return a mind that has not measured a way; no compiled code is called for it."""
    worth = objectives_of(_worth_of_hexes(world))
    goals = sorted(worth)
    hexes, units = len(world.hexes), len(world.units)
    return Mind(
        goal=np.array(goals, np.int32),
        worth=np.array([worth[goal] for goal in goals], np.int32),
        ground=_ground_worth_owning(world),
        way=np.full((len(goals), len(Mobility), hexes), FAR, np.int32),
        man=_worth_of_men(world),
        strength=np.zeros(SIDES, np.int64),
        wanted=np.zeros(len(goals), np.int64),
        sent=np.zeros(len(goals), np.int64),
        attacking=np.zeros(len(goals), np.int32),
        task=np.full(units, STAND, np.int32),
        pressure=np.full(hexes, FAR, np.int32),
        enemy_fire=np.zeros(hexes, np.int64),
        own_fire=np.zeros(hexes, np.int64),
        own_mass=np.zeros(hexes, np.int64),
        tried=np.zeros(hexes, np.int32),
        stamp=np.zeros(hexes, np.int32),
        score=np.zeros(hexes, np.int64),
        page=np.zeros(5, np.int64),
    )
