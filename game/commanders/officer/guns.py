"""The officer's guns: what they support, what they shell, and what they keep for defence, as the plan says."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.boats import best_over_water, fires_over_water
from game.commanders.ground.fights import write_bombardment
from game.commanders.officer.mind import Doing, Mind, is_in_group
from game.core._jit import rule
from game.core.terms import NOWHERE, Role, Status, TaskKind
from game.rules.artillery import check_guns, fire_at_range, steps_between
from game.rules.bombardment import check_fire, harm_of_fire, prepare_fire
from game.rules.direct_fire import is_direct
from game.rules.scratch import MAX_UNITS, Scratch
from game.scenario.world import State, World

SUPPORTS: Final = 3
"""Gun units that support one assault, and as many more whose plan names its target."""

KEPT: Final = 1
"""Fire missions that guns without a task keep back for defence."""

WORTH: Final = 500
"""Thousandths of their fire by day from which guns support by night whatever an assault gains by it."""

LEAST_HARM: Final = 1_000
"""Thousandths of a man that a mission must be expected to hit."""

SCARCE: Final = 10_000
"""The same for guns that defend, where shells are scarce."""

GATHERING: Final = 2
"""Steps from a hex within which enemies count as gathering there."""


@rule
def kept(mind: Mind, unit: int) -> int:
    """Return how many fire missions a gun unit keeps back for defence."""
    row = int(mind.gun_task[unit])
    return KEPT if row == NOWHERE else int(mind.plan.tasks[row].keep)


@rule
def is_blind(world: World, state: State) -> int:
    """Return 1 in a turn so dark that a fire mission is worth little (rulebook 6.5)."""
    light = int(world.calendar[int(state.clock[0].turn)].light)
    return 1 if world.rules[0].artillery.support_light[light] < WORTH else 0


@rule
def saves_shells(world: World, state: State, unit: int) -> int:
    """Return 1 for guns that shell in the dark only what their task names: those without a full load."""
    return 1 if is_blind(world, state) == 1 and state.units[unit].missions < world.units[unit].missions else 0


@rule
def is_spared(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for guns that shell nobody in the dark: their task names nothing to shell."""
    kind = kind_of_guns(mind, unit)
    return 0 if kind == TaskKind.PREPARE or kind == TaskKind.INTERDICT else saves_shells(world, state, unit)


@rule
def kind_of_guns(mind: Mind, unit: int) -> int:
    """Return what a gun unit fires at, as TaskKind; NOWHERE without a task."""
    row = int(mind.gun_task[unit])
    return NOWHERE if row == NOWHERE else int(mind.plan.tasks[row].kind)


@rule
def gun_group(mind: Mind, unit: int) -> int:
    """Return the group that a gun unit fires at, by its task."""
    row = int(mind.gun_task[unit])
    return NOWHERE if row == NOWHERE else int(mind.plan.group_of[int(mind.plan.tasks[row].first_group)])


@rule
def is_meant_for(mind: Mind, unit: int, target: int) -> int:
    """Return 1 for guns whose task names the target."""
    group = gun_group(mind, unit)
    return 0 if group == NOWHERE else is_in_group(mind, group, target)


@rule
def may_support(world: World, state: State, mind: Mind, unit: int, side: int, target: int) -> int:
    """Return 1 for guns of the side that may support an assault on a hex now."""
    row = state.units[unit]
    if world.units[unit].role != Role.ARTILLERY or world.units[unit].side != side or mind.obeys[unit] == 0:
        return 0
    if row.status != Status.PRESENT or row.missions <= kept(mind, unit):
        return 0
    if kind_of_guns(mind, unit) == TaskKind.INTERDICT:
        return 0
    if mind.engaged[unit] == 1 and is_meant_for(mind, unit, target) == 0:
        return 0
    return 1 if check_guns(world, state, unit, target) == 0 else 0


@rule
def add_support(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Add guns to the order, those whose task names the target first, then by their fire; returns how many."""
    order = scratch.order[0]
    target = int(order.target)
    added = 0
    while order.count < MAX_UNITS and added < 2 * SUPPORTS:
        best = NOWHERE
        best_fire = 0
        for unit in range(len(world.units)):
            if may_support(world, state, mind, unit, side, target) == 0 or is_named(scratch, unit) == 1:
                continue
            meant = is_meant_for(mind, unit, target)
            if meant == 0 and added >= SUPPORTS:
                continue
            fire = fire_at_range(world, state, unit, target) + meant * 10_000_000
            if fire > best_fire:
                best = unit
                best_fire = fire
        if best == NOWHERE:
            break
        order.units[int(order.count)] = best
        order.count += 1
        added += 1
    return added


@rule
def is_named(scratch: Scratch, unit: int) -> int:
    """Return 1 for a unit that the order names already."""
    for i in range(int(scratch.order[0].count)):
        if scratch.order[0].units[i] == unit:
            return 1
    return 0


@rule
def is_near_group(world: World, mind: Mind, group: int, hex_: int, steps: int) -> int:
    """Return 1 for a hex within so many steps of a group."""
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if steps_between(world, hex_, int(mind.plan.group_hexes[place])) <= steps:
            return 1
    return 0


@rule
def has_plenty(world: World, state: State, side: int) -> int:
    """Return 1 for a side whose depot holds what its guns can fire in half of the turns that are left."""
    guns = 0
    for unit in range(len(world.units)):
        present = state.units[unit].status == Status.PRESENT and world.units[unit].side == side
        guns += 1 if present and world.units[unit].role == Role.ARTILLERY else 0
    left = int(world.frame[0].last_turn) - int(state.clock[0].turn) + 1
    return 1 if int(state.sides[side].depot) * 2 >= guns * left else 0


@rule
def mark_value(world: World, state: State, mind: Mind, unit: int, hex_: int, preparing: int) -> int:
    """Return how much a gun unit wants to shell the enemies in a hex, 0 for not at all."""
    kind, group = kind_of_guns(mind, unit), gun_group(mind, unit)
    if preparing == 1:
        return 1 if kind == TaskKind.PREPARE and is_in_group(mind, group, hex_) == 1 else 0
    if kind == TaskKind.INTERDICT and is_near_group(world, mind, group, hex_, GATHERING) == 1:
        return 3
    aims = kind == TaskKind.PREPARE or kind == TaskKind.SUPPORT
    if aims and is_in_group(mind, group, hex_) == 1:
        return 2
    return 1 if mind.own_fire[hex_] > 0 and saves_shells(world, state, unit) == 0 else 0


@rule
def worth_a_mission(mind: Mind, unit: int) -> int:
    """Return the thousandths of a man that a mission of a gun unit must be expected to hit."""
    scarce = kind_of_guns(mind, unit) == TaskKind.DEFEND and mind.page[0].plenty == 0
    return SCARCE if scarce else LEAST_HARM


@rule
def best_mark(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, preparing: int) -> int:
    """Return the enemy-held hex in range that a gun unit shells: its task's first, then where most men are hit."""
    side = int(world.units[unit].side)
    mind.weighed[unit] = 1
    best = NOWHERE
    best_score = 0
    for enemy in range(len(world.units)):
        row = state.units[enemy]
        if row.status != Status.PRESENT or world.units[enemy].side == side:
            continue
        hex_ = int(row.hex)
        if state.hexes[hex_].top != enemy:
            continue
        value = mark_value(world, state, mind, unit, hex_, preparing)
        if value == 0 and preparing == 0:
            value = is_direct(world, state, unit, hex_)
        if value == 0 or check_fire(world, state, unit, hex_) != 0:
            continue
        prepare_fire(world, state, scratch.battle[0], unit, hex_)
        harm = harm_of_fire(world, state, scratch.battle[0], 1000)
        score = value * 1_000_000_000 + harm
        if score > best_score and harm >= worth_a_mission(mind, unit):
            best = hex_
            best_score = score
    return best


@rule
def next_bombardment(world: World, state: State, scratch: Scratch, mind: Mind, side: int, preparing: int) -> int:
    """Propose that the next gun unit with missions to spare fires one; returns 0 when there is no more."""
    while mind.page[0].cursor < len(world.units):
        unit = int(mind.page[0].cursor)
        mind.page[0].cursor += 1
        row = state.units[unit]
        if mind.obeys[unit] == 0:
            continue
        if preparing == 0 and fires_over_water(world, state, unit, side) == 1:
            target = best_over_water(world, state, scratch, unit)
            if target != NOWHERE:
                write_bombardment(scratch, unit, target)
                return 1
        if row.status != Status.PRESENT or world.units[unit].side != side or world.units[unit].role != Role.ARTILLERY:
            continue
        if row.missions <= kept(mind, unit) or row.attacked == 1 or mind.doing[unit] == Doing.FALL_BACK:
            continue
        if is_spared(world, state, mind, unit) == 1:
            continue
        if preparing == 1 and kind_of_guns(mind, unit) != TaskKind.PREPARE:
            continue
        target = best_mark(world, state, scratch, mind, unit, preparing)
        if target != NOWHERE:
            write_bombardment(scratch, unit, target)
            return 1
    return 0


@rule
def release_guns(mind: Mind) -> int:
    """Let guns support whom they can whose own targets nobody is going to assault; returns how many."""
    released = 0
    for unit in range(len(mind.engaged)):
        if mind.engaged[unit] == 0:
            continue
        wanted = 0
        for i in range(int(mind.page[0].found)):
            if mind.score[i] > 0 and is_meant_for(mind, unit, int(mind.target[i])) == 1:
                wanted = 1
        if wanted == 0:
            mind.engaged[unit] = 0
            released += 1
    return released
