"""Who stands ready: fit for an assault, near enough, and enough of them; which guns are wanted for it."""

from __future__ import annotations

from typing import Final

from game.commanders.officer.mind import Doing, Mind, steps_to_group, way_to
from game.core._jit import rule
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Role, Tolerance
from game.rules.conditions import men_first, men_now
from game.rules.scratch import Scratch
from game.scenario.plan_arrays import UNSAID
from game.scenario.world import State, World

TIRED: Final = 75
"""Fatigue from which a unit is not sent into an assault."""

FIT: Final = (45, 60, 45, 25)
"""Cohesion from which a unit is sent into an assault, by the Tolerance of its task."""

COMES_UP: Final = 2
"""Steps from its target from which a unit stands next to it after one more."""

COMING: Final = 480
"""Quarter points, ten turns' march, beyond which a unit is not waited for."""


@rule
def least_cohesion(mind: Mind, task: int) -> int:
    """Return the cohesion from which a task, NOWHERE for none, lets a unit be sent into an assault."""
    if task == NOWHERE:
        return FIT[0]
    tolerance = int(mind.plan.tasks[task].tolerance)
    if tolerance == Tolerance.MINIMISE:
        return FIT[1]
    return FIT[3] if tolerance == Tolerance.IGNORE else FIT[0]


@rule
def is_fit(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that can be sent into an assault: steady, not spent, and not below what its plan allows."""
    row = state.units[unit]
    task = int(mind.task[unit])
    if row.routed == 1 or row.fatigue >= TIRED or row.cohesion < least_cohesion(mind, task):
        return 0
    if task != NOWHERE and mind.plan.tasks[task].break_off != UNSAID:
        men = men_first(world, state, mind.plan, unit)
        if men_now(world, state, mind.plan, unit) * 100 < men * int(mind.plan.tasks[task].break_off):
            return 0
    return 1


@rule
def is_ready(world: World, scratch: Scratch, mind: Mind, unit: int, group: int, hex_: int) -> int:
    """Return 1 for a hex from which a unit with a fresh turn before it comes up to a group and has time to assault.

    In wide hexes and short turns a single step takes too long for that. Then who is one step from there is ready, too:
    it comes up in this turn and assaults in the next. Else nobody ever would.
    """
    way = way_to(world, scratch, mind, group, unit, hex_) - int(mind.last_step[group, int(world.units[unit].mobility)])
    if way <= MOVEMENT_QUARTERS - int(world.rules[0].assault.attack_time):
        return 1
    return 1 if way <= MOVEMENT_QUARTERS and steps_to_group(world, mind, group, hex_) == COMES_UP else 0


@rule
def call_guns(world: World, mind: Mind, side: int) -> None:
    """Mark the guns whose targets are to be assaulted in this player turn: they are kept for that."""
    for hex_ in range(len(mind.assaulted)):
        mind.assaulted[hex_] = 0
    for group in range(len(mind.go)):
        if mind.attackers[group] == 0 or mind.go[group] == 0:
            continue
        for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
            mind.assaulted[int(mind.plan.group_hexes[place])] = 1
    for unit in range(len(world.units)):
        mind.engaged[unit] = 0
        row = int(mind.gun_task[unit])
        if world.units[unit].side != side or world.units[unit].role != Role.ARTILLERY or row == NOWHERE:
            continue
        group = int(mind.plan.group_of[int(mind.plan.tasks[row].first_group)])
        for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
            if mind.assaulted[int(mind.plan.group_hexes[place])] == 1:
                mind.engaged[unit] = 1
                break


@rule
def count_ready(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Count for each group who stands ready to assault it and who could, and say where the assault is on."""
    turn = int(state.clock[0].turn)
    for group in range(len(mind.ready)):
        mind.ready[group] = 0
        mind.able[group] = 0
        mind.wanted[group] = 1
        mind.go[group] = 0
        mind.attackers[group] = 0
    for unit in range(len(world.units)):
        if mind.doing[unit] == Doing.ATTACK:
            mind.attackers[int(mind.group[unit])] += 1
        if mind.doing[unit] != Doing.ATTACK or is_fit(world, state, mind, unit) == 0:
            continue
        if world.units[unit].role == Role.HEADQUARTERS:
            continue
        group, row = int(mind.group[unit]), int(mind.task[unit])
        way = way_to(world, scratch, mind, group, unit, int(state.units[unit].hex))
        if way > COMING:
            continue
        mind.able[group] += 1
        mind.ready[group] += is_ready(world, scratch, mind, unit, group, int(state.units[unit].hex))
        mass = int(mind.plan.tasks[row].mass)
        mind.wanted[group] = max(int(mind.wanted[group]), mass)
        if mind.plan.phases[int(mind.plan.tasks[row].phase)].last == turn:
            mind.go[group] = 1
    for group in range(len(mind.ready)):
        if mind.ready[group] >= min(int(mind.wanted[group]), int(mind.able[group])):
            mind.go[group] = 1


@rule
def holds_works(state: State, hex_: int) -> int:
    """Return 1 if anybody in a hex is dug in."""
    unit = int(state.hexes[hex_].top)
    while unit != NOWHERE:
        if state.units[unit].entrenchment > 0:
            return 1
        unit = int(state.units[unit].below)
    return 0
