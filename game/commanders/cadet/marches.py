"""The cadet's marches: every unit looks at the hexes in its reach and goes where it serves its task best."""

from __future__ import annotations

from typing import Final

from game.commanders.cadet.mind import FALL_BACK, HOLD, PRESS, Mind
from game.commanders.cadet.tasks import TIRED
from game.commanders.ground.boats import best_water
from game.commanders.ground.fire import longest_range, shift_fire
from game.commanders.ground.leaving import worth_of_leaving
from game.commanders.ground.places import (
    CROWDED,
    MOST_COVER,
    cover_score,
    fire_score,
    home_score,
    room_score,
)
from game.commanders.ground.supply import supply_score
from game.core._jit import rule
from game.core.terms import NOWHERE, Reason, Role, Status
from game.rules.artillery import steps_between
from game.rules.exits import check_leaving, is_exit, write_exit
from game.rules.movement import can_end, reach, write_move
from game.rules.scratch import Scratch
from game.rules.ways import is_boat
from game.scenario.world import State, World

PROGRESS: Final = 10
"""Points for each quarter point nearer to the objective; the other weights are in the same coin."""

IN_CONTACT: Final = 60
OUTGUNNED: Final = 240
DUG_IN: Final = 100
CLOSE_ENOUGH: Final = 10
"""Quarter points from an objective to be held within which a unit need not come nearer."""

AT_HOME: Final = 120
OUT_OF_RANGE: Final = 500
FREE_GROUND: Final = 60


@rule
def odds_score(state: State, mind: Mind, unit: int, hex_: int, attacking: int) -> int:
    """Return what the enemies next to a hex say of it: good with enough friends for an attack, bad when outgunned."""
    enemy = int(mind.enemy_fire[hex_])
    if enemy == 0:
        return 0
    own = int(mind.own_fire[hex_]) + int(state.unit_figures[unit].fire)
    if attacking == 1:
        own = max(own, int(mind.own_mass[hex_]))
    if own * 10 < enemy * 6:
        return -(OUTGUNNED * (enemy - own) // enemy)
    return IN_CONTACT if attacking == 1 else 0


@rule
def is_attacking(mind: Mind, task: int) -> int:
    """Return 1 for a task that is an attack."""
    if task < 0:
        return 1 if task == PRESS else 0
    return int(mind.attacking[task])


@rule
def way_to_task(world: World, mind: Mind, unit: int, hex_: int) -> int:
    """Return the quarter points from a hex to where a unit's task takes it; 0 where it may stay."""
    task = int(mind.task[unit])
    if task == PRESS:
        return int(mind.pressure[hex_])
    if task < 0:
        return 0
    way = int(mind.way[task, int(world.units[unit].mobility), hex_])
    if mind.attacking[task] == 0:
        way = max(0, way - CLOSE_ENOUGH)
    return way


@rule
def task_score(world: World, mind: Mind, unit: int, hex_: int) -> int:
    """Return what the way that is left to a unit's task says of a hex."""
    return -PROGRESS * way_to_task(world, mind, unit, hex_)


@rule
def prize_score(world: World, state: State, mind: Mind, unit: int, hex_: int) -> int:
    """Return what there is to be had in a hex: a unit's objective itself, or ground of the enemy's."""
    goal = int(mind.task[unit])
    side = int(world.units[unit].side)
    if goal >= 0 and hex_ == mind.goal[goal]:
        return AT_HOME + (FREE_GROUND + int(mind.worth[goal]) // 50 if state.hexes[hex_].owner != side else 0)
    return FREE_GROUND // 4 if state.hexes[hex_].owner == 1 - side else 0


@rule
def stay_score(world: World, state: State, mind: Mind, unit: int, hex_: int) -> int:
    """Return what a unit of the line has where it stands and nowhere else: its works, and no crowd but itself."""
    row = state.units[unit]
    figures = state.unit_figures[unit]
    if hex_ != int(row.hex):
        return 0
    works = DUG_IN if is_attacking(mind, int(mind.task[unit])) == 0 else DUG_IN // 4
    limit = max(1, int(world.rules[0].movement.stack_limit))
    return CROWDED * int(figures.frontage) // limit + works * int(row.entrenchment)


@rule
def line_score(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """Return how well a hex serves a unit of the line; `accounts` names its parts."""
    score = task_score(world, mind, unit, hex_)
    score += supply_score(world, scratch, int(world.units[unit].side), hex_)
    score += cover_score(world, mind.enemy_fire, hex_)
    score += odds_score(state, mind, unit, hex_, is_attacking(mind, int(mind.task[unit])))
    score += room_score(world, state, hex_)
    score += stay_score(world, state, mind, unit, hex_)
    return score + prize_score(world, state, mind, unit, hex_)


@rule
def in_range_of_task(world: World, mind: Mind, unit: int, hex_: int, metres: int) -> int:
    """Return 1 for a hex from which guns have their objective well in range."""
    task = int(mind.task[unit])
    if task < 0:
        return 1
    away = steps_between(world, hex_, int(mind.goal[task])) * int(world.frame[0].hex_size)
    return 1 if away * 10 <= metres * 7 else 0


@rule
def range_score(world: World, mind: Mind, unit: int, hex_: int, metres: int) -> int:
    """Return what guns lack in a hex from which their objective is not well in range."""
    if in_range_of_task(world, mind, unit, hex_, metres) == 1:
        return 0
    return task_score(world, mind, unit, hex_) - OUT_OF_RANGE


@rule
def guns_stay_score(state: State, unit: int, hex_: int) -> int:
    """Return what guns have where they stand and nowhere else: a position, the better the more it is dug in."""
    row = state.units[unit]
    return CROWDED + DUG_IN * (1 + int(row.entrenchment)) if hex_ == int(row.hex) else 0


@rule
def gun_score(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int, metres: int) -> int:
    """Return how well a hex serves a gun unit: its objective well in range, no enemy near, in supply, dug in."""
    score = supply_score(world, scratch, int(world.units[unit].side), hex_)
    score += range_score(world, mind, unit, hex_, metres)
    score += fire_score(mind.enemy_fire, hex_)
    score += room_score(world, state, hex_)
    return score + guns_stay_score(state, unit, hex_)


@rule
def most_elsewhere(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return what no hex but its own can surpass for a unit of the line: ways, hunger and crowds only take away."""
    task = int(mind.task[unit])
    goal = int(mind.goal[task]) if task >= 0 else NOWHERE
    prize = FREE_GROUND // 4
    if goal != NOWHERE and goal != state.units[unit].hex and can_end(world, state, unit, goal) == 1:
        prize = prize_score(world, state, mind, unit, goal)
    return prize + MOST_COVER + IN_CONTACT * is_attacking(mind, task)


@rule
def is_best_off(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return 1 for a unit of the line that need not look around: whatever it found, it would stay where it is."""
    if mind.task[unit] == FALL_BACK or world.units[unit].role == Role.ARTILLERY:
        return 0
    here = int(state.units[unit].hex)
    mine = line_score(world, state, scratch, mind, unit, here)
    return 1 if mine >= most_elsewhere(world, state, mind, unit) else 0


@rule
def best_hex(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return the hex in reach that serves a unit best; its own hex if that is it."""
    mind.weighed[unit] = 1
    best = int(state.units[unit].hex)
    if is_best_off(world, state, scratch, mind, unit) == 1:
        return best
    found = reach(world, state, scratch, unit)
    best_score = -(1 << 40)
    guns = 1 if world.units[unit].role == Role.ARTILLERY else 0
    metres = longest_range(world, state, unit) if guns == 1 else 0
    for i in range(found):
        hex_ = int(scratch.search.reached[i])
        if mind.task[unit] == FALL_BACK:
            score = home_score(world, scratch, mind.enemy_fire, unit, hex_)
        elif guns == 1:
            score = gun_score(world, state, scratch, mind, unit, hex_, metres)
        else:
            score = line_score(world, state, scratch, mind, unit, hex_)
        if score > best_score and (i == 0 or can_end(world, state, unit, hex_) == 1):
            best = hex_
            best_score = score
    return best


@rule
def well_placed(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return 1 for guns that nothing could place better: objective well in range, no enemy near, in supply."""
    here = int(state.units[unit].hex)
    if mind.task[unit] == FALL_BACK or mind.enemy_fire[here] > 0:
        return 0
    if supply_score(world, scratch, int(world.units[unit].side), here) < 0:
        return 0
    return in_range_of_task(world, mind, unit, here, longest_range(world, state, unit))


@rule
def stays(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, side: int) -> int:
    """Return 1 for a unit that is not looked at: pinned, tired, a garrison, guns that have fired, a quiet HQ."""
    row = state.units[unit]
    if row.status != Status.PRESENT or world.units[unit].side != side or row.pinned == 1:
        return 1
    if is_boat(world, unit) == 1:
        return 0
    if mind.task[unit] == HOLD:
        return 1
    if world.units[unit].role == Role.HEADQUARTERS and mind.enemy_fire[int(row.hex)] == 0:
        return 1
    if world.units[unit].role == Role.ARTILLERY:
        return 1 if row.attacked == 1 else well_placed(world, state, scratch, mind, unit)
    return 1 if row.fatigue >= TIRED and mind.task[unit] != FALL_BACK else 0


@rule
def leaves_now(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, side: int) -> int:
    """Return 1 for a unit of the side that can leave the map for more than its hex is worth, and write that order."""
    row = state.units[unit]
    if row.status != Status.PRESENT or world.units[unit].side != side or is_exit(world, unit, int(row.hex)) == 0:
        return 0
    worth = worth_of_leaving(world, state, unit, int(row.hex), int(state.clock[0].turn))
    for goal in range(len(mind.goal)):
        worth -= int(mind.worth[goal]) if mind.goal[goal] == row.hex else 0
    if worth <= 0 or check_leaving(world, state, scratch, unit) != Reason.LEGAL:
        return 0
    write_exit(state, scratch, unit)
    shift_fire(world, state, mind.own_fire, unit, -1)
    return 1


@rule
def next_march(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Propose a march or an exit for the next unit of the side that has a better place to be; 0: there is no more."""
    if mind.page[0].mover != NOWHERE:  # the last one has arrived: show its fire where it now stands
        mover = int(mind.page[0].mover)
        shift_fire(world, state, mind.own_fire, mover, 1)
        mind.page[0].mover = NOWHERE
        if leaves_now(world, state, scratch, mind, mover, side) == 1:
            return 1
    while mind.page[0].cursor < len(world.units):
        unit = int(mind.page[0].cursor)
        mind.page[0].cursor += 1
        if leaves_now(world, state, scratch, mind, unit, side) == 1:
            return 1
        if stays(world, state, scratch, mind, unit, side) == 1:
            continue
        if is_boat(world, unit) == 1:
            task = int(mind.task[unit])
            there = best_water(world, state, scratch, unit, int(mind.goal[task]) if task >= 0 else NOWHERE)
        else:
            there = best_hex(world, state, scratch, mind, unit)
        if there != state.units[unit].hex and write_move(scratch, unit, there) > 0:
            shift_fire(world, state, mind.own_fire, unit, -1)
            mind.page[0].mover = unit
            return 1
    return 0
