"""What the cadet knows beside the state: its objectives, the ways to them, and what it thinks in a player turn.

Ways are measured once a scenario, and again in a player turn that finds other ground than they were measured on. One
Mind serves one thread; it remembers nothing else from one player turn to the next.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.objectives import ground_worth_owning, objectives_of, worth_of_hexes, worth_of_men
from game.commanders.ground.ways import FAR, flood
from game.core._jit import entry, rule
from game.core.terms import NOWHERE, SIDES, Mobility
from game.rules.ground import ground_of_turn
from game.rules.scratch import Scratch
from game.scenario.world import MOBILITIES, Records, State, World, record, records

VEHICLE_VALUE: Final = 60
"""Milli-points that a commander holds a tank worth."""

FALL_BACK: Final = -1
STAND: Final = -2
PRESS: Final = -3
HOLD: Final = -4
"""Tasks without an objective: go home, hold the ground under one's feet, go for the enemy, keep the works held."""


PAGE = record(
    [
        ("stage", "<i4"),  # what the cadet is at; 0 at the start of a player turn
        ("cursor", "<i4"),  # the next unit to look at
        ("found", "<i4"),  # how many targets were found
        ("mover", "<i4"),  # the unit that was last ordered to march, NOWHERE without one
        ("ordered", "<i4"),  # 1: since it last looked around it has given an order
        ("ground", "<i4"),  # the state of the ground on which ways have been measured
    ]
)


class Mind(NamedTuple):
    """O objectives, H hexes, U units. Values are thousandths of a victory point."""

    goal: NDArray[np.int32]  # (O,) hexes worth holding
    worth: NDArray[np.int32]  # (O,) what each is worth to either side
    ground: NDArray[np.int8]  # (H,) 1: points are given for a share of the area that it belongs to
    way: NDArray[
        np.int32
    ]  # (O, M, H) quarter points from each hex to the objective by day, where units are of the class; FAR: no way
    man: NDArray[np.int32]  # (SIDES,) worth of a man of this side to the other
    strength: NDArray[np.int64]  # (SIDES,) fire of each side on the map
    wanted: NDArray[np.int64]  # (O,) fire that the side wants at each objective
    sent: NDArray[np.int64]  # (O,) fire sent there so far
    attacking: NDArray[np.int32]  # (O,) 1: the side means to take it, 0: to hold or watch it
    task: NDArray[np.int32]  # (U,) objective of each unit, or one of the tasks above
    weighed: NDArray[np.int32]  # (U,) 1: an order of the unit has been weighed in this player turn
    pressure: NDArray[np.int32]  # (H,) where a unit presses: quarter points to the enemy that draws most; FAR: none
    enemy_fire: NDArray[np.int64]  # (H,) fire of the enemies in and next to each hex
    own_fire: NDArray[np.int64]  # (H,) likewise of friends
    own_mass: NDArray[np.int64]  # (H,) fire of friends within three hexes: who could join a fight here
    target: NDArray[np.int32]  # (H,) enemy-held hexes next to friends, `page.found` of them
    score: NDArray[np.int64]  # (H,) what an assault on each of them promises
    page: Records  # (1,) PAGE: how far the player turn has come


@entry
def begin_turn(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Begin a player turn: nothing has been looked at yet."""
    page = mind.page[0]
    page.stage = 0
    page.cursor = 0
    page.found = 0
    page.mover = NOWHERE
    page.ordered = 0
    for unit in range(len(mind.weighed)):
        mind.weighed[unit] = 0
    ground = ground_of_turn(world, int(state.clock[0].turn))
    if page.ground != ground:
        page.ground = ground
        measure_ways(world, scratch, mind)


def blank_mind(world: World) -> Mind:
    """Return a mind for games on this world that has not measured a way yet; calls no compiled code."""
    worth = objectives_of(worth_of_hexes(world))
    goals = sorted(worth)
    hexes, units = len(world.hexes), len(world.units)
    way = np.zeros((len(goals), len(Mobility), hexes), np.int32)  # memory is taken where a class is measured
    way[:, Mobility.FOOT] = FAR  # is asked for whoever is there
    return Mind(
        goal=np.array(goals, np.int32),
        worth=np.array([worth[goal] for goal in goals], np.int32),
        ground=ground_worth_owning(world),
        way=way,
        man=worth_of_men(world),
        strength=np.zeros(SIDES, np.int64),
        wanted=np.zeros(len(goals), np.int64),
        sent=np.zeros(len(goals), np.int64),
        attacking=np.zeros(len(goals), np.int32),
        task=np.full(units, STAND, np.int32),
        weighed=np.zeros(units, np.int32),
        pressure=np.full(hexes, FAR, np.int32),
        enemy_fire=np.zeros(hexes, np.int64),
        own_fire=np.zeros(hexes, np.int64),
        own_mass=np.zeros(hexes, np.int64),
        target=np.zeros(hexes, np.int32),
        score=np.zeros(hexes, np.int64),
        page=records(PAGE, 1),
    )


@entry
def measure_ways(world: World, scratch: Scratch, mind: Mind) -> None:
    """Measure the ways to all objectives for the mobility classes that are there, on the ground of `mind.page`."""
    for mobility in range(MOBILITIES):
        used = 0
        for unit in range(len(world.units)):
            if world.units[unit].mobility == mobility:
                used = 1
                break
        if used == 1:
            for row in range(len(mind.goal)):
                way = mind.way[row, mobility]
                measure_way(world, scratch, int(mind.page[0].ground), mobility, int(mind.goal[row]), way)


@rule
def measure_way(world: World, scratch: Scratch, ground: int, mobility: int, goal: int, way: NDArray[np.int32]) -> None:
    """Fill `way` with the quarter points from every hex to `goal` with nobody in the way, by the bridges of the start.

    Boats count: water is passed where a crossing serves it.
    """
    for hex_ in range(len(way)):
        way[hex_] = FAR
    way[goal] = 0
    flood(world, world.spans_at_start[ground], scratch, mobility, way, FAR)


def new_mind(world: World, scratch: Scratch) -> Mind:
    """Return a mind for games on this world; measures the ways, which takes some milliseconds."""
    mind = blank_mind(world)
    mind.page[0].ground = world.calendar[int(world.frame[0].first_turn)].ground
    measure_ways(world, scratch, mind)
    return mind


def weighed(mind: Mind) -> int:
    """Return for how many units orders were weighed in this player turn."""
    return int(mind.weighed.sum())
