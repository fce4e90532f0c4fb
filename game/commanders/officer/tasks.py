"""What each unit is about: which phases are in force, which task is whose, and what it comes to as things stand."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.ways import FAR
from game.commanders.officer.mind import Doing, Mind, is_in_group, way_to
from game.core._jit import rule
from game.core.terms import NOWHERE, UNREACHED, Role, TaskKind
from game.rules.artillery import steps_between
from game.rules.conditions import judge_all
from game.rules.scratch import Scratch
from game.rules.stacking import enemy_in
from game.rules.zones import in_enemy_zone
from game.scenario.plan_arrays import UNSAID
from game.scenario.world import State, World

SHAKEN: Final = 35
"""Cohesion under which a unit is pulled out of the line."""

WORKS: Final = 2
"""Levels of entrenchment that who holds does not leave because it is shaken or starving."""

OUTMATCHED: Final = 150
"""The enemy's fire against one's own, in per cent, from which who delays or screens gives way."""

DEFAULT_NEAR: Final = 0

NEXT: Final = 144
"""Quarter points, three turns' march, within which who has taken its target goes on to another attack of the side."""


@rule
def find_phases(world: World, state: State, mind: Mind) -> None:
    """Judge the conditions, and say which phases are in force."""
    judge_all(world, state, mind.plan, mind.holds)
    turn = int(state.clock[0].turn)
    for row in range(len(mind.plan.phases)):
        phase = mind.plan.phases[row]
        runs = phase.first <= turn <= phase.last
        met = phase.condition == NOWHERE or mind.holds[int(phase.condition)] == 1
        mind.in_force[row] = 1 if runs and met else 0


@rule
def give_tasks(mind: Mind, side: int) -> None:
    """Say which task of those in force is whose, of units and of guns apart, and what each is about now.

    Of all that name a unit the last counts.
    """
    for unit in range(len(mind.task)):
        mind.task[unit] = NOWHERE
        mind.gun_task[unit] = NOWHERE
    for row in range(len(mind.plan.tasks)):
        task = mind.plan.tasks[row]
        mind.aims[row] = NOWHERE
        if task.side != side or mind.in_force[int(task.phase)] == 0:
            continue
        mind.aims[row] = aim(mind, row)
        for place in range(int(task.first_unit), int(task.end_unit)):
            if task.kind >= TaskKind.PREPARE:
                mind.gun_task[int(mind.plan.named[place])] = row
            else:
                mind.task[int(mind.plan.named[place])] = row


@rule
def look_at_groups(state: State, mind: Mind, side: int) -> None:
    """Note of every group who owns it, and whether enemies stand in it."""
    for group in range(len(mind.ours)):
        mind.ours[group] = 1
        mind.touched[group] = 0
        mind.manned[group] = 0
        for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
            hex_ = int(mind.plan.group_hexes[place])
            owner = int(state.hexes[hex_].owner)
            if owner != side:
                mind.ours[group] = 0
            if owner == 1 - side:
                mind.touched[group] = 1
            if enemy_in(state, hex_, side) == 1:
                mind.manned[group] = 1


@rule
def aim(mind: Mind, row: int) -> int:
    """Return the group that a task is about now.

    An attack takes what it goes along one after the other; a delay falls back behind a line of which it has lost a hex.
    """
    task = mind.plan.tasks[row]
    last = int(task.end_group) - 1
    for place in range(int(task.first_group), last):
        group = int(mind.plan.group_of[place])
        if task.kind == TaskKind.ATTACK and mind.ours[group] == 0:
            return group
        if task.kind == TaskKind.DELAY and mind.touched[group] == 0:
            return group
    return int(mind.plan.group_of[last])


@rule
def behind(mind: Mind, row: int) -> int:
    """Return the line behind the one that a delay is about; the last one has none behind it."""
    task = mind.plan.tasks[row]
    last = int(task.end_group) - 1
    for place in range(int(task.first_group), last):
        if mind.touched[int(mind.plan.group_of[place])] == 0:
            return int(mind.plan.group_of[place + 1])
    return int(mind.plan.group_of[last])


@rule
def stands(mind: Mind, unit: int) -> int:
    """Return 1 for a unit that is not to leave its post for any reason."""
    row = int(mind.task[unit])
    return 0 if row == NOWHERE else int(mind.plan.tasks[row].stand)


@rule
def near_of(mind: Mind, row: int) -> int:
    """Return how many steps from its target count as there for a task."""
    near = int(mind.plan.tasks[row].near)
    return DEFAULT_NEAR if near == UNSAID else near


@rule
def is_at_post(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that is where it is to be."""
    row, group = int(mind.task[unit]), int(mind.group[unit])
    if row == NOWHERE or group == NOWHERE:
        return 0
    here, near = int(state.units[unit].hex), near_of(mind, row)
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if steps_between(world, here, int(mind.plan.group_hexes[place])) <= near:
            return 1
    return 0


@rule
def is_to_exit(mind: Mind, unit: int) -> int:
    """Return 1 for a unit whose task it is to leave the map."""
    row = int(mind.task[unit])
    return 1 if row != NOWHERE and mind.plan.tasks[row].kind == TaskKind.EXIT else 0


@rule
def must_fall_back(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that should leave the line, whatever its task: routed, shaken, or starving."""
    row = state.units[unit]
    side = int(world.units[unit].side)
    if row.routed == 1:
        return 1
    if is_to_exit(mind, unit) == 1:  # its way out is its way back
        return 0
    if stands(mind, unit) == 1 and is_at_post(world, state, mind, unit) == 1:
        return 0
    if mind.doing[unit] == Doing.HOLD and row.entrenchment >= WORKS:  # nowhere is he safer
        return 0
    if row.cohesion < SHAKEN and in_enemy_zone(state, int(row.hex), side) == 1:
        return 1
    return 1 if row.distance == UNREACHED and row.stock <= 0 else 0


@rule
def is_outmatched(state: State, mind: Mind, unit: int) -> int:
    """Return 1 if the enemies next to a unit are much stronger than it and the friends around it."""
    here = int(state.units[unit].hex)
    return 1 if mind.enemy_fire[here] * 100 > mind.own_fire[here] * OUTMATCHED else 0


@rule
def room_in(mind: Mind, group: int) -> int:
    """Return how many units hold a group once it is taken: one more than it has hexes."""
    return 1 + int(mind.plan.group_first[group + 1]) - int(mind.plan.group_first[group])


@rule
def send_on(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Send those on to the nearest attack of the side who find no room in what they have taken."""
    for group in range(len(mind.ours)):
        if mind.ours[group] == 0:
            continue
        stay = 0
        for outside in range(2):
            for unit in range(len(world.units)):
                row = int(mind.task[unit])
                if mind.doing[unit] != Doing.HOLD or mind.group[unit] != group or row == NOWHERE:
                    continue
                if is_in_group(mind, group, int(state.units[unit].hex)) == outside:
                    continue
                if world.units[unit].role == Role.ARTILLERY or world.units[unit].role == Role.HEADQUARTERS:
                    continue
                if outside == 1 and stay >= room_in(mind, group) and mind.plan.tasks[row].kind == TaskKind.ATTACK:
                    join_attack(world, state, scratch, mind, unit, NEXT)
                stay += 1


@rule
def join_attack(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, farthest: int) -> None:
    """Send a unit to the nearest attack of the side that is not done yet, if one is as near as that."""
    best = farthest + 1
    for row in range(len(mind.plan.tasks)):
        group = int(mind.aims[row])
        if group == NOWHERE or mind.plan.tasks[row].kind != TaskKind.ATTACK or mind.ours[group] == 1:
            continue
        way = way_to(world, scratch, mind, group, unit, int(state.units[unit].hex))
        if way < best:
            best = way
            mind.group[unit] = group
            mind.doing[unit] = Doing.ATTACK


@rule
def spend_reserve(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, side: int) -> None:
    """Send a reserve that is released to the nearest attack of the side that is not done yet, else where it holds."""
    here = int(state.units[unit].hex)
    best = FAR
    mind.doing[unit] = Doing.FREE
    for row in range(len(mind.plan.tasks)):
        task, group = mind.plan.tasks[row], int(mind.aims[row])
        if group == NOWHERE or (task.kind != TaskKind.ATTACK and task.kind != TaskKind.HOLD):
            continue
        if mind.touched[group] == 0:
            continue
        if task.kind == TaskKind.HOLD and mind.manned[group] == 0:
            continue
        way = way_to(world, scratch, mind, group, unit, here)
        if way < best:
            best = way
            mind.group[unit] = group
            mind.doing[unit] = Doing.ATTACK


@rule
def set_about(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, side: int) -> None:
    """Say what a unit of the side on the map is about, and which group it attacks or holds."""
    row = int(mind.task[unit])
    mind.group[unit] = NOWHERE
    mind.post[unit] = NOWHERE
    if row == NOWHERE:
        mind.doing[unit] = Doing.FREE
    else:
        task = mind.plan.tasks[row]
        group = int(mind.aims[row])
        mind.group[unit] = group
        mind.doing[unit] = Doing.HOLD
        if task.kind == TaskKind.ATTACK and mind.ours[group] == 0:
            mind.doing[unit] = Doing.ATTACK
        elif task.kind == TaskKind.SCREEN:
            mind.doing[unit] = Doing.SCREEN
        elif task.kind in (TaskKind.MARCH, TaskKind.WITHDRAW):
            mind.doing[unit] = Doing.MARCH
        elif task.kind == TaskKind.EXIT:
            mind.doing[unit] = Doing.EXIT
        elif task.kind == TaskKind.RESERVE and task.until != NOWHERE and mind.holds[int(task.until)] == 1:
            spend_reserve(world, state, scratch, mind, unit, side)
        elif task.kind == TaskKind.DELAY and is_outmatched(state, mind, unit) == 1:
            mind.group[unit] = behind(mind, row)
            mind.doing[unit] = Doing.SCREEN
    if world.units[unit].role == Role.ARTILLERY and mind.doing[unit] not in (Doing.HOLD, Doing.EXIT):
        mind.doing[unit] = Doing.GUNS
        gun_task = int(mind.gun_task[unit])
        if gun_task != NOWHERE:
            mind.group[unit] = int(mind.plan.group_of[int(mind.plan.tasks[gun_task].first_group)])
    quarters = world.units[unit].role == Role.HEADQUARTERS and mind.enemy_fire[int(state.units[unit].hex)] > 0
    if must_fall_back(world, state, mind, unit) == 1 or (quarters and mind.doing[unit] == Doing.FREE):
        mind.doing[unit] = Doing.FALL_BACK
