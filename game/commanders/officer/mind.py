"""What the officer knows beside the state: its plans, the ways to what they name, and what it thinks in a player turn.

Ways are measured when they are first asked for, and again on other ground. One Mind serves one thread; it remembers
nothing else from one player turn to the next: task and phase follow from plan, turn and position alone.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.objectives import (
    ground_that_costs,
    ground_worth_owning,
    objectives_of,
    worth_of_hexes,
    worth_of_men,
)
from game.commanders.ground.ways import FAR, flood
from game.core._jit import entry, rule
from game.core.terms import NOWHERE, SIDES, Mobility
from game.rules.artillery import steps_between
from game.rules.ground import ground_of_turn
from game.rules.scratch import Scratch
from game.scenario.plan_arrays import PlanTable
from game.scenario.world import Records, State, World, record, records

MOST_APART: Final = 60
"""Hexes of a group up to which the way to each is measured apart; in a wider area the way to the nearest will do."""


class Doing(IntEnum):
    """What a unit is about in this player turn: its task as things stand, or what has come between."""

    NOTHING = 0  # not on the map, not of the side, or led by somebody else
    ATTACK = 1  # takes its target, or gathers for that
    HOLD = 2  # goes to its post and holds it
    SCREEN = 3  # likewise, and gives way to who is stronger
    MARCH = 4  # goes there and fights nobody
    GUNS = 5  # keeps its targets in range
    FALL_BACK = 6  # goes home: routed, shaken, or starving
    FREE = 7  # no task is left for it: stays, and takes its chances
    EXIT = 8  # goes to an exit and leaves the map


class Stage(IntEnum):
    """The stages of a player turn."""

    START = 0
    PREPARATION = 1  # guns shell what is to be assaulted
    ASSAULTS = 2
    MARCHES = 3
    ASSAULTS_AFTER_MARCHES = 4
    BOMBARDMENTS = 5


PAGE = record(
    [
        ("stage", "<i4"),  # Stage
        ("cursor", "<i4"),  # the next unit to look at
        ("found", "<i4"),  # how many targets were found
        ("mover", "<i4"),  # the unit that was last ordered to march, NOWHERE without one
        ("ordered", "<i4"),  # 1: since it last looked around it has given an order
        ("fought", "<i4"),  # place in `target` of the last assault, NOWHERE without one
        ("level", "<i4"),  # of the assault that was weighed last: Licence
        ("left_over", "<i4"),  # who could have joined it and found no room
        ("plenty", "<i4"),  # 1: there are shells to spare even for guns that defend
        ("openers", "<i4"),  # 1: those are named who open works, before all others
        ("floor", "<i4"),  # its least chance of success, per cent
        ("frontage", "<i4"),  # of those named for it, men
        ("directions", "<i4"),  # a bit for each hexside from which somebody is named
        ("tanks", "<i4"),  # armoured items of those
        ("fire", "<i4"),  # what those named bring
        ("ground", "<i4"),  # the state of the ground on which ways are measured
    ]
)


CANDIDATE = record(
    [
        ("brings", "<i8"),  # its fire, over its hexside
        ("unit", "<i4"),  # NOWHERE once it has been looked at
        ("direction", "<i4"),  # from the target to where it stands
    ]
)


class Mind(NamedTuple):
    """O objectives, G groups of hexes and K tasks of the plans, M mobility classes, H hexes, U units.

    S hexes of groups that have several, up to MOST_APART: the way to the nearest does not serve who goes for another.
    """

    plan: PlanTable
    holds: NDArray[np.int8]  # (N,) 1: the condition holds
    in_force: NDArray[np.int8]  # (P,) 1: the phase is in force
    goal: NDArray[np.int32]  # (O,) hexes that points are given for
    worth: NDArray[np.int32]  # (O,) what each is worth to either side, thousandths of a point
    ground: NDArray[np.int8]  # (H,) 1: points are given for a share of the area that it belongs to
    costly: NDArray[np.int8]  # (SIDES, H) 1: the side loses points for standing there
    man: NDArray[np.int32]  # (SIDES,) worth of a man of this side to the other, thousandths of a point
    member: NDArray[np.int8]  # (G, H) 1: the hex is of the group
    ours: NDArray[np.int8]  # (G,) 1: the side owns all of the group
    touched: NDArray[np.int8]  # (G,) 1: the enemy owns a hex of it
    manned: NDArray[np.int8]  # (G,) 1: enemies stand in a hex of it
    aims: NDArray[np.int32]  # (K,) the group that a task of the side in force is about now, NOWHERE for others
    way: NDArray[np.int32]  # (G, M, H) quarter points from each hex to the group by day, where `measured`
    measured: NDArray[np.int8]  # (G, M)
    spot: NDArray[np.int32]  # (H,) row in `spot_way` of a hex of a group that has several, NOWHERE for others
    spot_way: NDArray[np.int32]  # (S, M, H) likewise to that one hex, where `spot_measured`
    spot_measured: NDArray[np.int8]  # (S, M)
    last_step: NDArray[np.int32]  # (G, M) quarter points of the cheapest step into the group, where `measured`
    task: NDArray[np.int32]  # (U,) the task of each unit, NOWHERE for none
    gun_task: NDArray[np.int32]  # (U,) what its guns fire at, likewise a task
    obeys: NDArray[np.int8]  # (U,) 1: takes orders from this officer; all units, unless somebody else leads some
    doing: NDArray[np.int32]  # (U,) Doing
    group: NDArray[np.int32]  # (U,) the group that it attacks, holds or has in range, NOWHERE for none
    post: NDArray[np.int32]  # (U,) hex that it is to hold, NOWHERE for none
    posted: NDArray[np.int32]  # (H,) units that have their post in a hex
    marked: NDArray[np.int64]  # (H,) fire of those who go for a hex to take it
    ready: NDArray[np.int32]  # (G,) units that stand ready to assault
    able: NDArray[np.int32]  # (G,) units that could
    wanted: NDArray[np.int32]  # (G,) units that must stand ready, as the plan says
    go: NDArray[np.int8]  # (G,) 1: the assault is on
    attackers: NDArray[np.int32]  # (G,) units that attack it, ready or not
    assaulted: NDArray[np.int8]  # (H,) 1: of a target that is to be assaulted in this player turn
    engaged: NDArray[np.int8]  # (U,) 1: guns whose targets are to be assaulted in this player turn
    pushes: NDArray[np.int32]  # (K,) assaults for each task in this player turn
    strength: NDArray[np.int64]  # (SIDES,) fire of each side on the map
    pressure: NDArray[np.int32]  # (H,) quarter points on foot to the nearest enemy, for who has no task; FAR: none
    enemy_fire: NDArray[np.int64]  # (H,) fire of the enemies in and next to each hex
    own_fire: NDArray[np.int64]  # (H,) likewise of friends
    own_mass: NDArray[np.int64]  # (H,) fire of friends within three hexes
    threat: NDArray[np.int64]  # (H,) fire of enemies within three hexes
    target: NDArray[np.int32]  # (H,) enemy-held hexes next to friends, `page.found` of them
    score: NDArray[np.int64]  # (H,) what an assault on each promises; 0 for none
    candidates: Records  # (U,) CANDIDATE: who could be named for an assault
    weighed: NDArray[np.int32]  # (U,) 1: an order of the unit has been weighed in this player turn
    page: Records  # (1,) PAGE: how far the player turn has come


@entry
def begin_turn(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Begin a player turn: nothing has been looked at yet."""
    page = mind.page[0]
    page.stage = Stage.START
    page.cursor = 0
    page.found = 0
    page.mover = NOWHERE
    page.fought = NOWHERE
    page.ordered = 0
    for unit in range(len(mind.weighed)):
        mind.weighed[unit] = 0
    for task in range(len(mind.pushes)):
        mind.pushes[task] = 0
    ground = ground_of_turn(world, int(state.clock[0].turn))
    if page.ground != ground:
        page.ground = ground
        mind.measured[:] = 0
        mind.spot_measured[:] = 0


def members(plan: PlanTable, hexes: int) -> NDArray[np.int8]:
    """Return (G, H) 1 for the hexes of each group."""
    found = np.zeros((len(plan.group_first) - 1, hexes), np.int8)
    for group in range(len(found)):
        found[group, plan.group_hexes[plan.group_first[group] : plan.group_first[group + 1]]] = 1
    return found


def spots(plan: PlanTable, hexes: int) -> NDArray[np.int32]:
    """Return (H,) a number for each hex of the groups that have several, but not too many; NOWHERE for others."""
    sizes = np.diff(plan.group_first)
    several = np.flatnonzero((sizes > 1) & (sizes <= MOST_APART)).tolist()
    of_groups = (plan.group_hexes[plan.group_first[group] : plan.group_first[group + 1]] for group in several)
    named = sorted({hex_ for group in of_groups for hex_ in group.tolist()})
    found = np.full(hexes, NOWHERE, np.int32)
    found[named] = np.arange(len(named))
    return found


def new_mind(world: World, scratch: Scratch, plan: PlanTable) -> Mind:
    """Return a mind for games on this world by these plans."""
    worth = objectives_of(worth_of_hexes(world))
    goals = sorted(worth)
    hexes, units = len(world.hexes), len(world.units)
    return Mind(
        plan=plan,
        goal=np.array(goals, np.int32),
        worth=np.array([worth[goal] for goal in goals], np.int32),
        ground=ground_worth_owning(world),
        costly=ground_that_costs(world),
        man=worth_of_men(world),
        strength=np.zeros(SIDES, np.int64),
        page=records(PAGE, 1),
        score=np.zeros(hexes, np.int64),
        candidates=records(CANDIDATE, units),
        **_of_plans(plan, hexes),
        **_of_units(units),
        **_of_hexes(hexes),
    )


def _of_plans(plan: PlanTable, hexes: int) -> dict[str, Any]:
    """Return what a mind notes of conditions, phases, tasks and groups, and of the ways to them."""
    groups, kinds, spot = len(plan.group_first) - 1, len(Mobility), spots(plan, hexes)
    several = int(spot.max(initial=NOWHERE)) + 1
    flags = {name: np.zeros(groups, np.int8) for name in ("ours", "touched", "manned", "go")}
    numbers = {name: np.zeros(groups, np.int32) for name in ("ready", "able", "wanted", "attackers")}
    return {
        "holds": np.zeros(len(plan.conditions), np.int8),
        "in_force": np.zeros(len(plan.phases), np.int8),
        "aims": np.full(len(plan.tasks), NOWHERE, np.int32),
        "pushes": np.zeros(len(plan.tasks), np.int32),
        "member": members(plan, hexes),
        "way": np.zeros((groups, kinds, hexes), np.int32),
        "measured": np.zeros((groups, kinds), np.int8),
        "last_step": np.zeros((groups, kinds), np.int32),
        "spot": spot,
        "spot_way": np.zeros((several, kinds, hexes), np.int32),
        "spot_measured": np.zeros((several, kinds), np.int8),
        **flags,
        **numbers,
    }


def _of_units(units: int) -> dict[str, Any]:
    """Return what a mind notes of each unit."""
    nowhere = {name: np.full(units, NOWHERE, np.int32) for name in ("task", "gun_task", "group", "post")}
    numbers = {name: np.zeros(units, np.int32) for name in ("doing", "weighed")}
    return {"engaged": np.zeros(units, np.int8), "obeys": np.ones(units, np.int8), **nowhere, **numbers}


def _of_hexes(hexes: int) -> dict[str, Any]:
    """Return what a mind notes of each hex."""
    fires = ("marked", "enemy_fire", "own_fire", "own_mass", "threat")
    return {
        "posted": np.zeros(hexes, np.int32),
        "target": np.zeros(hexes, np.int32),
        "assaulted": np.zeros(hexes, np.int8),
        "pressure": np.full(hexes, FAR, np.int32),
        **{name: np.zeros(hexes, np.int64) for name in fires},
    }


@rule
def cheapest_step(world: World, mind: Mind, group: int, mobility: int) -> int:
    """Return the quarter points of the cheapest step into a group from outside."""
    best = FAR
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        for direction in range(6):
            there = int(world.hexes[int(mind.plan.group_hexes[place])].neighbour[direction])
            if there != NOWHERE and mind.way[group, mobility, there] > 0:
                best = min(best, int(mind.way[group, mobility, there]))
    return best


@rule
def steps_to_group(world: World, mind: Mind, group: int, hex_: int) -> int:
    """Return the steps from a hex to the nearest hex of a group."""
    best = FAR
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        best = min(best, steps_between(world, hex_, int(mind.plan.group_hexes[place])))
    return best


@rule
def way_to(world: World, scratch: Scratch, mind: Mind, group: int, unit: int, hex_: int) -> int:
    """Return the quarter points by day from a hex to the nearest hex of a group, nobody in the way; FAR: no way."""
    mobility = int(world.units[unit].mobility)
    if mind.measured[group, mobility] == 0:
        field = mind.way[group, mobility]
        for row in range(len(field)):
            field[row] = FAR
        for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
            field[int(mind.plan.group_hexes[place])] = 0
        flood(world, world.spans_at_start[int(mind.page[0].ground)], scratch, mobility, field, FAR)
        mind.measured[group, mobility] = 1
        mind.last_step[group, mobility] = cheapest_step(world, mind, group, mobility)
    return int(mind.way[group, mobility, hex_])


@rule
def way_to_post(world: World, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """Return the quarter points by day from a hex to that of its group for which a unit goes; FAR: no way."""
    post, mobility = int(mind.post[unit]), int(world.units[unit].mobility)
    row = int(mind.spot[post])
    if row == NOWHERE:
        return way_to(world, scratch, mind, int(mind.group[unit]), unit, hex_)
    if mind.spot_measured[row, mobility] == 0:
        field = mind.spot_way[row, mobility]
        for other in range(len(field)):
            field[other] = FAR
        field[post] = 0
        flood(world, world.spans_at_start[int(mind.page[0].ground)], scratch, mobility, field, FAR)
        mind.spot_measured[row, mobility] = 1
    return int(mind.spot_way[row, mobility, hex_])


@entry
def spread_ways(world: World, scratch: Scratch, turn: int, mobility: int, way: NDArray[np.int32]) -> None:
    """Fill (H,) `way`, elsewhere FAR, with the quarter points by day to the nearest of the hexes in which it is 0.

    The ground is that of a turn (rulebook 3.9).
    """
    flood(world, world.spans_at_start[ground_of_turn(world, turn)], scratch, mobility, way, FAR)


@rule
def is_in_group(mind: Mind, group: int, hex_: int) -> int:
    """Return 1 for a hex of a group."""
    return int(mind.member[group, hex_])


def weighed(mind: Mind) -> int:
    """Return for how many units orders were weighed in this player turn."""
    return int(mind.weighed.sum())
