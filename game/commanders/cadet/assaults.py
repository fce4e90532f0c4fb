"""The cadet's fights: weigh every assault possible from where units stand, fight the best, fire what is left."""

from __future__ import annotations

from typing import Final

from game.commanders.cadet.mind import HOLD, VEHICLE_VALUE, Mind
from game.commanders.cadet.tasks import TIRED
from game.commanders.ground.boats import best_over_water, fires_over_water
from game.commanders.ground.fights import PAIRS, hex_of_friends, most_promising, ways_to_win, write_bombardment
from game.commanders.ground.strength import price
from game.commanders.ground.ways import FAR
from game.core._jit import rule
from game.core.terms import NOWHERE, OrderKind, Role, Status, Tolerance
from game.rules.aftermath import forecast_attack
from game.rules.artillery import check_guns, fire_at_range
from game.rules.bombardment import check_fire
from game.rules.combat import check_attacker
from game.rules.permissions import may_enter
from game.rules.scratch import MAX_UNITS, Scratch
from game.rules.stacking import enemy_in
from game.scenario.world import LUCK, State, World

FIT: Final = 45
"""Cohesion from which a unit is sent into an assault."""

SUPPORTS: Final = 3
KEPT_FOR_DEFENCE: Final = 1
"""Fire missions that a gun unit does not spend on bombardment."""

MISSION_VALUE: Final = 120
"""Thousandths of a point that a fire mission must promise to be spent on an assault."""

STEP_VALUE: Final = 400
"""Thousandths of a point for any ground taken."""


@rule
def value_for(mind: Mind, goal: int, hex_: int) -> int:
    """Return what taking a hex is worth for one objective, thousandths of a point: itself, or ground on the way."""
    if mind.goal[goal] == hex_:
        return int(mind.worth[goal])
    way = int(mind.way[goal, 0, hex_])
    return int(mind.worth[goal]) * 3 // (6 + way) if way < FAR else 0


@rule
def ground_value(mind: Mind, hex_: int) -> int:
    """Return what taking a hex is worth, thousandths of a point: an objective itself, or ground on the way to one."""
    best = STEP_VALUE
    for goal in range(len(mind.goal)):
        if mind.goal[goal] == hex_:
            return int(mind.worth[goal])
        best = max(best, value_for(mind, goal, hex_))
    return best


@rule
def holds_goal(mind: Mind, hex_: int) -> int:
    """Return 1 if a hex is an objective."""
    for goal in range(len(mind.goal)):
        if mind.goal[goal] == hex_:
            return 1
    return 0


@rule
def is_needed(mind: Mind, unit: int, hex_: int) -> int:
    """Return 1 for a unit that is to stay where it stands: a garrison, or one that stands in an objective."""
    return 1 if mind.task[unit] == HOLD or holds_goal(mind, hex_) == 1 else 0


@rule
def name_stack(
    world: World, state: State, scratch: Scratch, mind: Mind, hex_: int, target: int, needed: int, frontage: int
) -> int:
    """Add the units of a stack that are fit to assault the target to the order, while there is room on its front.

    Those that are needed where they stand, or the others: as `needed` says.
    """
    order = scratch.order[0]
    unit = int(state.hexes[hex_].top)
    while unit != NOWHERE:
        row = state.units[unit]
        figures = state.unit_figures[unit]
        if (
            order.count < MAX_UNITS - SUPPORTS
            and is_needed(mind, unit, hex_) == needed
            and row.cohesion >= FIT
            and row.fatigue < TIRED
            and world.units[unit].role != Role.ARTILLERY
            and frontage + int(figures.frontage) <= world.rules[0].assault.assault_limit
            and check_attacker(world, state, scratch, unit, target) == 0
        ):
            order.units[int(order.count)] = unit
            order.count += 1
            frontage += int(figures.frontage)
        unit = int(row.below)
    return frontage


@rule
def compose(world: World, state: State, scratch: Scratch, mind: Mind, side: int, target: int) -> int:
    """Write an assault by everyone fit and adjacent into the order; returns how many.

    The first named advance. So garrisons are named last, and where they would have to advance nobody does.
    """
    order = scratch.order[0]
    order.kind = OrderKind.ATTACK
    order.target = target
    order.length = 0
    order.count = 0
    frontage = 0
    free = 0
    for needed in range(2):
        for direction in range(6):
            there = hex_of_friends(world, state, target, direction, side)
            if there != NOWHERE:
                frontage = name_stack(world, state, scratch, mind, there, target, needed, frontage)
        if needed == 0:
            free = int(order.count)
    order.tolerance = Tolerance.IGNORE
    order.holding = 1 if free < min(int(order.count), int(world.rules[0].assault.advance_units)) else 0
    return int(order.count)


@rule
def ground_gain(scratch: Scratch, mind: Mind) -> int:
    """Return what the ground promises that the assault just forecast may take: its worth, weighed by the chance."""
    return ground_value(mind, int(scratch.order[0].target)) * ways_to_win(scratch) // PAIRS


@rule
def harm(scratch: Scratch, mind: Mind, side: int) -> int:
    """Return what the losses are worth that the assault just forecast is expected to inflict."""
    return int(scratch.forecast[0].defenders_hit) // LUCK * int(mind.man[1 - side]) // (1000 * LUCK)


@rule
def toll(scratch: Scratch, mind: Mind, side: int) -> int:
    """Return what the losses weigh that the assault just forecast is expected to cost."""
    men = int(scratch.forecast[0].attackers_hit) // LUCK * int(mind.man[side]) // (1000 * LUCK)
    vehicles = int(scratch.forecast[0].vehicles_hit) // LUCK * VEHICLE_VALUE // (1000 * LUCK)
    return (men + vehicles) * price(mind.strength, side) // 1000


@rule
def promise(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Return what the assault in the order promises, thousandths of a point: ground and losses, weighed by chance.

    Without a chance to drive the defenders off it promises nothing: nobody is sent forward only to bleed them.
    """
    forecast_attack(world, state, scratch)
    for i in range(int(scratch.order[0].count)):
        mind.weighed[int(scratch.order[0].units[i])] = 1
    if ways_to_win(scratch) == 0:
        return 0
    return ground_gain(scratch, mind) + harm(scratch, mind, side) - toll(scratch, mind, side)


@rule
def add_support(world: World, state: State, scratch: Scratch, side: int) -> int:
    """Add the guns that bring most fire on the target to the order, up to three; returns how many."""
    order = scratch.order[0]
    target = int(order.target)
    added = 0
    while added < SUPPORTS and order.count < MAX_UNITS:
        best = NOWHERE
        best_fire = 0
        for unit in range(len(world.units)):
            if world.units[unit].role != Role.ARTILLERY or world.units[unit].side != side:
                continue
            if state.units[unit].status != Status.PRESENT or check_guns(world, state, unit, target) != 0:
                continue
            named = 0
            for i in range(int(order.count)):
                if order.units[i] == unit:
                    named = 1
            fire = fire_at_range(world, state, unit, target)
            if named == 0 and fire > best_fire:
                best = unit
                best_fire = fire
        if best == NOWHERE:
            break
        order.units[int(order.count)] = best
        order.count += 1
        added += 1
    return added


@rule
def weigh(world: World, state: State, scratch: Scratch, mind: Mind, side: int, target: int) -> int:
    """Leave the better of the assaults with and without guns in the order; returns what it promises, 0 for none."""
    if compose(world, state, scratch, mind, side, target) == 0:
        return 0
    plain = promise(world, state, scratch, mind, side)
    alone = int(scratch.order[0].count)
    guns = add_support(world, state, scratch, side)
    if guns == 0:
        return plain
    supported = promise(world, state, scratch, mind, side) - guns * MISSION_VALUE
    if supported > plain:
        return supported
    scratch.order[0].count = alone
    return plain


@rule
def list_targets(world: World, state: State, mind: Mind, side: int) -> int:
    """List the enemy-held hexes next to friends that the side may enter; returns how many."""
    found = 0
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side == side:
            continue
        hex_ = int(row.hex)
        if state.hexes[hex_].top != unit or mind.own_fire[hex_] == 0:
            continue
        if may_enter(state, side, hex_) == 1:
            mind.target[found] = hex_
            found += 1
    return found


@rule
def survey(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Weigh every assault that is possible from where units stand now."""
    found = list_targets(world, state, mind, side)
    mind.page[0].found = found
    for i in range(found):
        mind.score[i] = weigh(world, state, scratch, mind, side, int(mind.target[i]))


@rule
def next_assault(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Propose the most promising assault that is left; returns 0 when none promises anything.

    It is weighed again, because those before it have changed what stands where.
    """
    found = int(mind.page[0].found)
    for _ in range(found):
        best = most_promising(mind.score, found)
        if best == NOWHERE:
            return 0
        target = int(mind.target[best])
        mind.score[best] = 0
        if enemy_in(state, target, side) == 1 and weigh(world, state, scratch, mind, side, target) > 0:
            return 1
    return 0


@rule
def best_mark(world: World, state: State, scratch: Scratch, mind: Mind, unit: int) -> int:
    """Return the enemy-held hex in range that offers most targets and has friends next to it, NOWHERE without one."""
    side = int(world.units[unit].side)
    mind.weighed[unit] = 1
    best = best_over_water(world, state, scratch, unit) if world.frame[0].boats == 1 else NOWHERE
    if best != NOWHERE:
        return best
    best_targets = 0
    for enemy in range(len(world.units)):
        row, targets = state.units[enemy], int(state.unit_figures[enemy].targets)
        if row.status != Status.PRESENT or world.units[enemy].side == side:
            continue
        hex_ = int(row.hex)
        if mind.own_fire[hex_] == 0 or targets <= best_targets:
            continue
        if check_fire(world, state, unit, hex_) == 0:
            best = hex_
            best_targets = targets
    return best


@rule
def next_bombardment(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Propose that the next gun unit with missions to spare fires one; returns 0 when there is no more."""
    while mind.page[0].cursor < len(world.units):
        unit = int(mind.page[0].cursor)
        mind.page[0].cursor += 1
        row = state.units[unit]
        if fires_over_water(world, state, unit, side) == 1:
            target = best_over_water(world, state, scratch, unit)
            if target != NOWHERE:
                write_bombardment(scratch, unit, target)
                return 1
        if row.status != Status.PRESENT or world.units[unit].side != side or world.units[unit].role != Role.ARTILLERY:
            continue
        if row.missions <= KEPT_FOR_DEFENCE or row.attacked == 1:
            continue
        target = best_mark(world, state, scratch, mind, unit)
        if target != NOWHERE:
            write_bombardment(scratch, unit, target)
            return 1
    return 0
