"""The officer's marches: each unit that is not where it should be looks at the hexes in its reach."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.boats import best_water
from game.commanders.ground.fire import longest_range, shift_fire
from game.commanders.ground.places import CROWDED, UNDER_FIRE, cover_score, fire_score, home_score, room_score
from game.commanders.ground.supply import supply_score
from game.commanders.officer.mind import Doing, Mind, is_in_group, steps_to_group, way_to, way_to_post
from game.commanders.officer.posts import keeps_hex, steps_to_enemy
from game.commanders.officer.readiness import TIRED, is_fit
from game.commanders.officer.tasks import WORKS, is_at_post, near_of, stands
from game.core._jit import rule
from game.core.terms import NOWHERE, UNREACHED, Reason, Role, Status
from game.rules.artillery import steps_between
from game.rules.exits import check_leaving, write_exit
from game.rules.movement import can_end, reach, write_move
from game.rules.scratch import Scratch
from game.rules.ways import is_boat
from game.scenario.world import State, World

PROGRESS: Final = 10
"""Points for each quarter point nearer to where a unit is to be; the other weights are in the same coin."""

GATHER: Final = 20
"""Quarter points from its target at which a unit waits for the others."""

STEP: Final = 12
ATTACKERS_STEP: Final = 20
AT_POST: Final = 160
IN_CONTACT: Final = 60
OUTGUNNED: Final = 240
DUG_IN: Final = 60
FREE_GROUND: Final = 60
OUT_OF_RANGE: Final = 500
COSTLY: Final = 80
TOO_LATE: Final = 100
EXPOSED_GUNS: Final = 300

FAR_ENOUGH: Final = 6
"""Steps from any enemy beyond which who falls back stays and rallies, if it is in supply."""

GUN_RANGE: Final = 7
"""Tenths of their range within which guns have their targets well in range."""


@rule
def presses(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that goes next to its target: the assault is on, and it can take part in it."""
    if mind.go[int(mind.group[unit])] == 0 or world.units[unit].role == Role.HEADQUARTERS:
        return 0
    return is_fit(world, state, mind, unit)


@rule
def odds_score(world: World, state: State, mind: Mind, unit: int, hex_: int) -> int:
    """Return what the enemies next to a hex say of it: good where an assault is on, bad where a unit is outgunned."""
    enemy = int(mind.enemy_fire[hex_])
    if enemy == 0:
        return 0
    doing = int(mind.doing[unit])
    if doing == Doing.ATTACK and presses(world, state, mind, unit) == 1:
        post = int(mind.post[unit])
        return IN_CONTACT if post == NOWHERE or steps_between(world, hex_, post) <= 1 else 0
    if doing in (Doing.MARCH, Doing.SCREEN, Doing.ATTACK, Doing.EXIT):
        return -UNDER_FIRE
    if doing == Doing.FREE and mind.pressure[hex_] > 0 and mind.own_mass[hex_] * 10 >= enemy * 6:
        return IN_CONTACT
    own = max(int(mind.own_fire[hex_]) + int(state.unit_figures[unit].fire), int(mind.own_mass[hex_]))
    return -(OUTGUNNED * (enemy - own) // enemy) if own * 10 < enemy * 6 else 0


@rule
def stay_score(world: World, state: State, mind: Mind, unit: int, hex_: int) -> int:
    """Return what a unit has where it stands and nowhere else: its works, and no crowd but itself."""
    if hex_ != int(state.units[unit].hex):
        return 0
    limit = max(1, int(world.rules[0].movement.stack_limit))
    mine = CROWDED * int(state.unit_figures[unit].frontage) // limit
    works = DUG_IN // 4 if mind.doing[unit] == Doing.ATTACK else DUG_IN
    return 1 + mine + works * int(state.units[unit].entrenchment)


@rule
def way_left(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """Return the quarter points from a hex to where a unit is to be; 0 where it may stay."""
    doing, group = int(mind.doing[unit]), int(mind.group[unit])
    if doing == Doing.FREE:
        return int(mind.pressure[hex_])
    if group == NOWHERE:
        return 0
    if doing == Doing.ATTACK and mind.post[unit] != NOWHERE:  # one of the group may be taken, and another is not
        way = way_to_post(world, scratch, mind, unit, hex_)
    else:
        way = way_to(world, scratch, mind, group, unit, hex_)
    if doing == Doing.ATTACK and presses(world, state, mind, unit) == 0:
        return max(way, GATHER)
    return way


@rule
def post_score(world: World, state: State, mind: Mind, unit: int, hex_: int) -> int:
    """Return what a hex has of a unit's post: the hex itself most, else the fewer steps the more."""
    doing, post = int(mind.doing[unit]), int(mind.post[unit])
    taken = state.hexes[hex_].owner == world.units[unit].side
    if doing == Doing.ATTACK and not taken and is_in_group(mind, int(mind.group[unit]), hex_) == 1:
        return AT_POST + FREE_GROUND
    if post == NOWHERE:
        return 0 if taken else FREE_GROUND // 4
    steps = steps_between(world, hex_, post)
    if steps == 0:
        return AT_POST
    if doing == Doing.HOLD and steps <= near_of(mind, int(mind.task[unit])):
        return AT_POST // 2
    return -(ATTACKERS_STEP if doing == Doing.ATTACK else STEP) * min(steps, 10)


@rule
def line_score(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """Return how well a hex serves a unit of the line."""
    score = -PROGRESS * way_left(world, state, scratch, mind, unit, hex_)
    score += post_score(world, state, mind, unit, hex_)
    score += supply_score(world, scratch, int(world.units[unit].side), hex_)
    score += cover_score(world, state, mind.enemy_fire, hex_)
    score += odds_score(world, state, mind, unit, hex_)
    score += room_score(world, state, hex_)
    score -= COSTLY * int(mind.costly[int(world.units[unit].side), hex_])
    return score + stay_score(world, state, mind, unit, hex_)


@rule
def has_range(world: World, mind: Mind, unit: int, hex_: int, metres: int) -> int:
    """Return 1 for a hex from which guns have the nearest of their targets well in range."""
    group = int(mind.group[unit])
    if group == NOWHERE:
        return 1
    away = steps_to_group(world, mind, group, hex_) * int(world.frame[0].hex_size)
    return 1 if away * 10 <= metres * GUN_RANGE else 0


@rule
def gun_score(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int, metres: int) -> int:
    """Return how well a hex serves a gun unit: out of the enemy's reach, its targets well in range, in supply."""
    score = supply_score(world, scratch, int(world.units[unit].side), hex_)
    if mind.threat[hex_] > 0:
        score -= EXPOSED_GUNS
    score += fire_score(mind.enemy_fire, hex_)
    if has_range(world, mind, unit, hex_, metres) == 0:
        score -= OUT_OF_RANGE + PROGRESS * way_left(world, state, scratch, mind, unit, hex_)
    score += room_score(world, state, hex_)
    return score + stay_score(world, state, mind, unit, hex_) + (CROWDED if hex_ == state.units[unit].hex else 0)


@rule
def out_score(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """Return how well a hex serves a unit on its way off the map, or boats on any: near to its end, out of contact."""
    score = -PROGRESS * way_left(world, state, scratch, mind, unit, hex_)
    return score + odds_score(world, state, mind, unit, hex_) + cover_score(world, state, mind.enemy_fire, hex_)


@rule
def score_of(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int, metres: int) -> int:
    """Return how well a hex serves a unit, whatever it is about."""
    doing = int(mind.doing[unit])
    if doing == Doing.FALL_BACK:
        return home_score(world, scratch, mind.enemy_fire, unit, hex_)
    if doing == Doing.GUNS:
        return gun_score(world, state, scratch, mind, unit, hex_, metres)
    if doing == Doing.EXIT or is_boat(world, unit) == 1:
        return out_score(world, state, scratch, mind, unit, hex_)
    return line_score(world, state, scratch, mind, unit, hex_)


@rule
def time_score(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """Return what a hex loses for the time to get there: next to enemies that for an assault, at an exit all of it."""
    if mind.doing[unit] == Doing.EXIT and hex_ != state.units[unit].hex:
        return -int(scratch.search.cost[hex_])
    if mind.doing[unit] != Doing.ATTACK or mind.enemy_fire[hex_] == 0 or hex_ == state.units[unit].hex:
        return 0
    left = int(state.units[unit].mp_left) - int(scratch.search.cost[hex_])
    return -TOO_LATE if left < world.rules[0].assault.attack_time else 0


@rule
def best_hex(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return the hex in reach that serves a unit best; its own hex if that is it."""
    mind.weighed[unit] = 1
    found = reach(world, state, scratch, unit)
    metres = longest_range(world, state, unit) if mind.doing[unit] == Doing.GUNS else 0
    best = int(state.units[unit].hex)
    best_score = score_of(world, state, scratch, mind, unit, best, metres)
    for i in range(1, found):
        hex_ = int(scratch.search.reached[i])
        score = score_of(world, state, scratch, mind, unit, hex_, metres)
        score += time_score(world, state, scratch, mind, unit, hex_)
        if score > best_score and can_end(world, state, unit, hex_) == 1:
            best = hex_
            best_score = score
    return best


@rule
def guns_stay(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return 1 for guns that nothing could place better: targets well in range, dug in or else safe and in supply.

    Who leaves works before an enemy who is near is caught in the open.
    """
    here = int(state.units[unit].hex)
    quiet = mind.threat[here] == 0 and supply_score(world, scratch, int(world.units[unit].side), here) >= 0
    if state.units[unit].entrenchment < WORKS and not quiet:
        return 0
    return has_range(world, mind, unit, here, longest_range(world, state, unit))


@rule
def stays(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that is not looked at: where it should be, pinned, spent, a quiet headquarters."""
    row, doing = state.units[unit], int(mind.doing[unit])
    if doing == Doing.NOTHING or row.pinned == 1:
        return 1
    if is_boat(world, unit) == 1:
        return 0
    here = int(row.hex)
    if doing == Doing.FALL_BACK:
        if supply_score(world, scratch, int(world.units[unit].side), here) < 0 or row.distance == UNREACHED:
            return 0
        return 1 if steps_to_enemy(world, state, here, int(world.units[unit].side)) > FAR_ENOUGH else 0
    if doing == Doing.GUNS:
        return 1 if row.attacked == 1 else guns_stay(world, state, scratch, mind, unit)
    if row.fatigue >= TIRED or (row.attacked == 1 and world.units[unit].role == Role.ARTILLERY):
        return 1
    if doing == Doing.FREE:
        return 1 if mind.pressure[here] == 0 or world.units[unit].role == Role.HEADQUARTERS else 0
    if doing == Doing.ATTACK:
        return keeps_hex(world, state, mind, unit)
    if doing == Doing.HOLD or doing == Doing.MARCH:
        if stands(mind, unit) == 1 and is_at_post(world, state, mind, unit) == 1:
            return 1
        return 1 if mind.post[unit] == here else 0
    return 0


@rule
def leaves_now(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that is to leave the map, stands at its exit and can go, and write that order."""
    group = int(mind.group[unit])
    if mind.doing[unit] != Doing.EXIT or is_in_group(mind, group, int(state.units[unit].hex)) == 0:
        return 0
    if check_leaving(world, state, scratch, unit) != Reason.LEGAL:
        return 0
    write_exit(state, scratch, unit)
    shift_fire(world, state, mind.own_fire, unit, -1)
    return 1


@rule
def goal_of(mind: Mind, unit: int) -> int:
    """Return a hex of what a boat's task is about, the first of its group; NOWHERE without one."""
    group = int(mind.group[unit])
    return NOWHERE if group == NOWHERE else int(mind.plan.group_hexes[int(mind.plan.group_first[group])])


@rule
def passes(world: World, mind: Mind, unit: int) -> int:
    """Return 1 for boats that go somewhere whatever fires at them; others go where they give more than they take."""
    doing = int(mind.doing[unit])
    return is_boat(world, unit) if doing == Doing.MARCH or doing == Doing.EXIT else 0


@rule
def next_march(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Propose a march or an exit for the next unit of the side that has a better place to be; 0: there is no more."""
    if mind.page[0].mover != NOWHERE:  # the last one has arrived: show its fire where it now stands
        mover = int(mind.page[0].mover)
        shift_fire(world, state, mind.own_fire, mover, 1)
        mind.page[0].mover = NOWHERE
        if leaves_now(world, state, scratch, mind, mover) == 1:
            return 1
    while mind.page[0].cursor < len(world.units):
        unit = int(mind.page[0].cursor)
        mind.page[0].cursor += 1
        if state.units[unit].status != Status.PRESENT:
            continue
        if leaves_now(world, state, scratch, mind, unit) == 1:
            return 1
        if stays(world, state, scratch, mind, unit) == 1:
            continue
        if is_boat(world, unit) == 1 and passes(world, mind, unit) == 0:
            there = best_water(world, state, scratch, unit, goal_of(mind, unit))
        else:
            there = best_hex(world, state, scratch, mind, unit)
        if there != state.units[unit].hex and write_move(scratch, unit, there) > 0:
            shift_fire(world, state, mind.own_fire, unit, -1)
            mind.page[0].mover = unit
            return 1
    return 0
