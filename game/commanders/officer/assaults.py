"""The officer's assaults: for the attacks of its plan, when enough stand ready; else chances that offer themselves."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.fights import PAIRS, most_promising, ways_to_win
from game.commanders.ground.strength import price
from game.commanders.ground.ways import FAR
from game.commanders.officer.composing import Licence, compose
from game.commanders.officer.guns import add_support, is_blind, release_guns
from game.commanders.officer.mind import Doing, Mind, Stage, is_in_group, way_to
from game.commanders.officer.readiness import holds_works, is_fit, is_ready
from game.commanders.officer.stakes import HOPELESS
from game.core._jit import rule
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Fire, Role, Status
from game.rules.aftermath import forecast_attack
from game.rules.artillery import steps_between
from game.rules.combat import armour_hit
from game.rules.luck import EVEN_LUCK
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.rules.stacking import enemy_in
from game.scenario.plan_arrays import UNSAID
from game.scenario.world import LUCK, State, World

SURE: Final = 80
"""Chance of success, per cent, from which nobody waits for others who could come up in the same turn."""

NO_GUNS: Final = 95
"""Chance of success, per cent, from which an assault needs no guns; others may need them."""

FOLLOWERS: Final = 2
"""Units next to the target and fit, besides those in the assault, that count as following."""

AIM_VALUE: Final = 8_000
WAY_VALUE: Final = 3_000
CHANCE_VALUE: Final = 1_000
"""What success is worth at least: at the target of an attack, on the way to it, elsewhere; thousandths of a point."""

MISSION_VALUE: Final = 120
"""Thousandths of a point that a fire mission must promise to be spent on an assault."""

VEHICLE_VALUE: Final = 60
"""Thousandths of a point that a vehicle is held worth."""


@rule
def says_no_floor(mind: Mind, scratch: Scratch) -> int:
    """Return 1 if no plan says at what chance the assault in the order is to be made."""
    for i in range(int(scratch.order[0].count)):
        row = int(mind.task[int(scratch.order[0].units[i])])
        if row != NOWHERE and (mind.plan.tasks[row].floor != UNSAID or mind.plan.tasks[row].tolerance != 0):
            return 0
    return 1


@rule
def ground_value(world: World, state: State, scratch: Scratch, mind: Mind, target: int) -> int:
    """Return what success is worth in the assault in the order, thousandths of a point."""
    worth = CHANCE_VALUE
    for goal in range(len(mind.goal)):
        worth = max(worth, int(mind.worth[goal]) if mind.goal[goal] == target else 0)
    for group in range(len(mind.attackers)):
        if mind.attackers[group] > 0 and mind.page[0].level == Licence.CHANCE:
            way = way_to(world, scratch, mind, group, int(scratch.order[0].units[0]), target)
            worth = max(worth, AIM_VALUE * 3 // (6 + way) if way < FAR else 0)
    if mind.page[0].level == Licence.CHANCE:
        return worth
    for i in range(int(scratch.order[0].count)):
        unit = int(scratch.order[0].units[i])
        if mind.group[unit] != NOWHERE and is_in_group(mind, int(mind.group[unit]), target) == 1:
            return max(worth, AIM_VALUE)
    return max(worth, WAY_VALUE)


@rule
def others_come(world: World, state: State, scratch: Scratch, mind: Mind, target: int) -> int:
    """Return 1 if units that are not next to a target can come up in this player turn, to assault with those who are.

    They have the target of one of those in the order, and stand ready.
    """
    if mind.page[0].level != Licence.TASK:
        return 0
    group = int(mind.group[int(scratch.order[0].units[0])])
    for unit in range(len(world.units)):
        if mind.doing[unit] != Doing.ATTACK or mind.group[unit] != group or is_fit(world, state, mind, unit) == 0:
            continue
        if mind.post[unit] != target:
            continue
        if world.units[unit].role == Role.HEADQUARTERS or world.units[unit].role == Role.ARTILLERY:
            continue
        here = int(state.units[unit].hex)
        left = int(state.units[unit].mp_left) == MOVEMENT_QUARTERS and state.units[unit].pinned == 0
        if left and steps_between(world, here, target) > 1 and is_ready(world, scratch, mind, unit, group, here) == 1:
            return 1
    return 0


@rule
def is_too_few(state: State, scratch: Scratch, mind: Mind) -> int:
    """Return 1 if fewer make the assault in the order than the plan wants ready, or tanks alone assault works."""
    order = scratch.order[0]
    came = 0
    wanted = 1
    on_foot = 0
    for i in range(int(order.count)):
        unit = int(order.units[i])
        row = int(mind.task[unit])
        if mind.doing[unit] != Doing.ATTACK or row == NOWHERE:
            continue
        came += 1
        wanted = max(wanted, int(mind.plan.tasks[row].mass))
    for i in range(int(order.count)):
        figures = state.unit_figures[int(order.units[i])]
        on_foot += 1 if figures.armour == 0 and figures.targets > 0 else 0
    if holds_works(state, int(order.target)) == 1 and on_foot == 0:
        return 1
    return 1 if 0 < came < wanted else 0


@rule
def promise(world: World, state: State, scratch: Scratch, mind: Mind, side: int, target: int) -> int:
    """Return what the assault in the order promises, thousandths of a point; 0 where it is not to be made."""
    forecast_attack(world, state, scratch)
    for i in range(int(scratch.order[0].count)):
        mind.weighed[int(scratch.order[0].units[i])] = 1
    forecast = scratch.forecast[0]
    chance = ways_to_win(scratch)
    floor = int(mind.page[0].floor)
    waits = mind.page[0].stage == Stage.ASSAULTS and chance * 100 < SURE * PAIRS
    if waits and others_come(world, state, scratch, mind, target) == 1:
        return 0
    if chance * 100 < floor * PAIRS:
        return 0
    if chance * 100 < HOPELESS * PAIRS and (is_too_few(state, scratch, mind) == 1 or is_blind(world, state) == 1):
        return 0
    harm = int(forecast.defenders_hit) // LUCK * int(mind.man[1 - side]) // (1000 * LUCK)
    tanks = armour_hit(world, scratch.battle[0], Fire.ATTACKER_ON_ARMOUR, EVEN_LUCK, 1)
    harm += tanks * VEHICLE_VALUE // 1000
    toll = int(forecast.attackers_hit) // LUCK * int(mind.man[side]) // (1000 * LUCK)
    toll += int(forecast.vehicles_hit) // LUCK * VEHICLE_VALUE // (1000 * LUCK)
    if mind.page[0].level == Licence.TASK:
        toll = toll * (1000 + price(mind.strength, side)) // 2000
    promised = ground_value(world, state, scratch, mind, target) * chance // PAIRS + harm - toll
    if mind.page[0].level == Licence.CHANCE or says_no_floor(mind, scratch) == 1:
        return max(0, promised)
    if floor > 0 and chance * 100 < HOPELESS * PAIRS and mind.page[0].left_over < FOLLOWERS:
        return 0
    return max(1, promised)


@rule
def weigh(world: World, state: State, scratch: Scratch, mind: Mind, side: int, target: int) -> int:
    """Leave the assault on a hex that is to be made in the order; returns what it promises, 0 for none."""
    if compose(world, state, scratch, mind, side, target) == 0:
        return 0
    alone = int(scratch.order[0].count)
    plain = promise(world, state, scratch, mind, side, target)
    if plain > 0 and ways_to_win(scratch) * 100 >= NO_GUNS * PAIRS:
        return plain
    guns = add_support(world, state, scratch, mind, side)
    supported = plain if guns == 0 else promise(world, state, scratch, mind, side, target)
    by_task = mind.page[0].level == Licence.TASK and is_blind(world, state) == 0
    if supported > 0 and (by_task or supported - guns * MISSION_VALUE >= plain):
        return supported
    scratch.order[0].count = alone
    return max(0, plain)


@rule
def survey(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """List the enemy-held hexes next to friends that the side may enter, and weigh an assault on each."""
    found = 0
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side == side:
            continue
        hex_ = int(row.hex)
        if state.hexes[hex_].top != unit or mind.own_fire[hex_] == 0 or may_enter(state, side, hex_) == 0:
            continue
        mind.target[found] = hex_
        mind.score[found] = weigh(world, state, scratch, mind, side, hex_)
        found += 1
    mind.page[0].found = found
    if mind.page[0].stage == Stage.ASSAULTS_AFTER_MARCHES and release_guns(mind) > 0:
        for i in range(found):
            mind.score[i] = weigh(world, state, scratch, mind, side, int(mind.target[i]))
    mind.page[0].fought = NOWHERE


@rule
def next_assault(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Propose the most promising assault that is left; returns 0 when there is none.

    Each is weighed again, because those before it have changed what stands where, and so is the target of the last one:
    who found no room in it may follow.
    """
    page = mind.page[0]
    if page.fought != NOWHERE:
        again = int(mind.target[int(page.fought)])
        held = enemy_in(state, again, side) == 1
        mind.score[int(page.fought)] = weigh(world, state, scratch, mind, side, again) if held else 0
        page.fought = NOWHERE
    found = int(page.found)
    for _ in range(found):
        best = most_promising(mind.score, found)
        if best == NOWHERE:
            return 0
        target = int(mind.target[best])
        mind.score[best] = 0
        if enemy_in(state, target, side) == 1 and weigh(world, state, scratch, mind, side, target) > 0:
            page.fought = best
            count_push(mind, scratch)
            return 1
    return 0


@rule
def count_push(mind: Mind, scratch: Scratch) -> None:
    """Count the assault in the order for the tasks that it serves."""
    if mind.page[0].level != Licence.TASK:
        return
    order = scratch.order[0]
    for i in range(int(order.count)):
        row = int(mind.task[int(order.units[i])])
        before = 0
        for j in range(i):
            before = 1 if mind.task[int(order.units[j])] == row else before
        if row != NOWHERE and before == 0:
            mind.pushes[row] += 1
