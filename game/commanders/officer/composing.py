"""Who makes an assault of the officer: those whose task asks for it, then who takes a chance, the best first."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from game.commanders.ground.fights import hex_of_friends
from game.commanders.ground.ways import FAR
from game.commanders.officer.guns import is_named
from game.commanders.officer.mind import Doing, Mind, Stage, is_in_group, way_to
from game.commanders.officer.posts import keeps_hex
from game.commanders.officer.readiness import holds_works, is_fit, is_ready
from game.commanders.officer.stakes import HOPELESS, floor_of, tolerance_of
from game.commanders.officer.tasks import stands
from game.core._jit import rule
from game.core.terms import NOWHERE, OrderKind, Role, Tolerance
from game.rules.combat import check_attacker
from game.rules.scratch import MAX_UNITS, Scratch
from game.scenario.plan_arrays import UNSAID
from game.scenario.world import State, World

ROOM_FOR_GUNS: Final = 6
"""Places in an order that are kept for supporting guns."""


class Licence(IntEnum):
    """Why a unit may assault a hex."""

    NONE = 0
    CHANCE = 1  # no task asks for it
    TASK = 2


@rule
def licence(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, target: int) -> int:
    """Return whether a unit may assault a hex, and why.

    What its task aims at is never a chance: there the task alone says when and at what odds.
    """
    doing, group, row = int(mind.doing[unit]), int(mind.group[unit]), int(mind.task[unit])
    if doing == Doing.ATTACK and group != NOWHERE:
        pushes = int(mind.plan.tasks[row].pushes)
        if pushes != UNSAID and mind.pushes[row] >= pushes:
            return Licence.NONE
        if is_in_group(mind, group, target) == 1:
            return Licence.TASK if mind.go[group] == 1 else Licence.NONE
        there = way_to(world, scratch, mind, group, unit, target)
        here = way_to(world, scratch, mind, group, unit, int(state.units[unit].hex))
        if mind.go[group] == 1 and there < here < FAR:
            return Licence.TASK
        wanted = mind.go[group] == 1 and mind.page[0].stage == Stage.ASSAULTS
        if wanted and is_ready(world, scratch, mind, unit, group, int(state.units[unit].hex)) == 1:
            return Licence.NONE  # its task comes first; what is left over comes after the marches
    if doing == Doing.HOLD and group != NOWHERE and is_in_group(mind, group, target) == 1:
        return Licence.TASK
    if doing not in (Doing.HOLD, Doing.ATTACK, Doing.FREE):
        return Licence.NONE
    return Licence.CHANCE if row == NOWHERE or mind.plan.tasks[row].raid == 1 else Licence.NONE


@rule
def can_join(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, target: int) -> int:
    """Return 1 for a unit that is fit to assault a hex, and by the rules may."""
    if world.units[unit].role == Role.ARTILLERY or is_fit(world, state, mind, unit) == 0:
        return 0
    return 1 if check_attacker(world, state, scratch, unit, target) == 0 else 0


@rule
def joins(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, target: int, level: int) -> int:
    """Return 1 for a unit that is named at a level: by its task, or as one that takes a chance and has no post."""
    reason = licence(world, state, scratch, mind, unit, target)
    if level == Licence.TASK:
        return 1 if reason == Licence.TASK else 0
    return (
        1 if reason == Licence.CHANCE and (mind.page[0].level != Licence.TASK or mind.doing[unit] != Doing.HOLD) else 0
    )


@rule
def may_be_named(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, target: int, level: int) -> int:
    """Return 1 for a unit that can be added to the order at a level; with `page.openers` only who opens works."""
    if (mind.page[0].openers == 1 and state.unit_figures[unit].opens == 0) or is_named(scratch, unit) == 1:
        return 0
    if can_join(world, state, scratch, mind, unit, target) == 0:
        return 0
    return joins(world, state, scratch, mind, unit, target, level)


@rule
def list_candidates(world: World, state: State, scratch: Scratch, mind: Mind, level: int) -> int:
    """List who stands next to the target and may be named at a level in `mind.candidates`; returns how many."""
    target = int(scratch.order[0].target)
    side = 1 - int(world.units[int(state.hexes[target].top)].side)
    found = 0
    for direction in range(6):
        there = hex_of_friends(world, state, target, direction, side)
        unit = int(state.hexes[there].top) if there != NOWHERE else NOWHERE
        while unit != NOWHERE:
            if may_be_named(world, state, scratch, mind, unit, target, level) == 1:
                across = int(world.hexes[there].across[(direction + 3) % 6])
                fire = int(state.unit_figures[unit].fire) * int(state.units[unit].cohesion) // 100
                mind.candidates[found].unit = unit
                mind.candidates[found].direction = direction
                mind.candidates[found].brings = fire * across // 1000
                found += 1
            unit = int(state.units[unit].below)
    return found


@rule
def gain_of(world: World, state: State, mind: Mind, place: int, directions: int, fire: int) -> int:
    """Return what a candidate adds to the fire of those named, its direction counted, for each man of its frontage.

    `directions` has a bit set for each hexside from which somebody is named, `fire` is what they bring together.
    """
    terms = world.rules[0].assault.direction
    candidate = mind.candidates[place]
    figures = state.unit_figures[int(candidate.unit)]
    spread = 0
    with_it = 0
    for a in range(6):
        if directions >> a & 1 == 0:
            continue
        apart = abs(a - int(candidate.direction))
        with_it = max(with_it, min(apart, 6 - apart))
        for b in range(a):
            if directions >> b & 1 == 1:
                spread = max(spread, min(a - b, 6 - (a - b)))
    with_it = max(with_it, spread)
    both = fire + int(candidate.brings)
    gain = both * int(terms[with_it]) - fire * int(terms[spread])
    if figures.armour > 0 and fire > 0 and mind.page[0].tanks == 0:
        gain += both * (int(world.rules[0].assault.combined_arms) - 1000)
    return gain // max(1, int(figures.frontage))


@rule
def name_around(world: World, state: State, scratch: Scratch, mind: Mind, level: int) -> None:
    """Add those next to the target who may assault for a reason to the order, who adds most first, while there is room.

    Takes the least floor of all into `page.floor`, the greatest tolerance into the order, and counts who finds no room
    in `page.left_over`.
    """
    page, order = mind.page[0], scratch.order[0]
    found = list_candidates(world, state, scratch, mind, level)
    for _ in range(found):
        best = NOWHERE
        best_gain = 0
        for i in range(found):
            if mind.candidates[i].unit == NOWHERE:
                continue
            gain = gain_of(world, state, mind, i, int(page.directions), int(page.fire))
            if best == NOWHERE or gain > best_gain:
                best = i
                best_gain = gain
        unit = int(mind.candidates[best].unit)
        mind.candidates[best].unit = NOWHERE
        width = int(state.unit_figures[unit].frontage)
        fits = order.count == 0 or page.frontage + width <= world.rules[0].assault.assault_limit
        if not fits or order.count >= MAX_UNITS - ROOM_FOR_GUNS:
            page.left_over += 1 - page.openers
            continue
        order.units[int(order.count)] = unit
        order.count += 1
        page.frontage += width
        page.fire += int(mind.candidates[best].brings)
        page.tanks += int(state.unit_figures[unit].armour)
        page.directions |= 1 << int(mind.candidates[best].direction)
        if level == Licence.TASK:
            page.floor = min(int(page.floor), floor_of(mind, unit))
            order.tolerance = max(int(order.tolerance), int(tolerance_of(mind, unit)))
            page.level = Licence.TASK


@rule
def compose(world: World, state: State, scratch: Scratch, mind: Mind, side: int, target: int) -> int:
    """Write an assault by all who may make it into the order; returns how many.

    Those whose task asks for it come first, then who takes a chance, and of either those who open works if there are
    any. Who has a post stays in it: they are named last, and where they would have to advance nobody does.
    """
    order = scratch.order[0]
    order.kind = OrderKind.ATTACK
    order.target = target
    order.length = 0
    order.count = 0
    order.tolerance = Tolerance.UNSAID
    page = mind.page[0]
    page.floor = 100
    page.left_over = 0
    page.level = Licence.CHANCE
    page.frontage = 0
    page.fire = 0
    page.tanks = 0
    page.directions = 0
    for level in range(2, 0, -1):
        page.openers = holds_works(state, target)
        if page.openers == 1:
            name_around(world, state, scratch, mind, level)
        page.openers = 0
        name_around(world, state, scratch, mind, level)
    put_free_first(world, state, scratch, mind)
    free = 0
    for i in range(int(order.count)):
        free += 1 if is_free_to_go(world, state, mind, int(order.units[i])) == 1 else 0
    order.holding = 1 if free < min(int(order.count), int(world.rules[0].assault.advance_units)) else 0
    if page.level == Licence.CHANCE:
        page.floor = HOPELESS
        order.tolerance = Tolerance.LIMIT
    return int(order.count)


@rule
def is_free_to_go(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that may leave its hex for ground that is won."""
    if keeps_hex(world, state, mind, unit) == 1:
        return 0
    if mind.doing[unit] == Doing.HOLD:
        return 0 if stands(mind, unit) == 1 else (1 if mind.page[0].level == Licence.TASK else 0)
    return 1


@rule
def put_free_first(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Name those first who may leave their hex, in the order in which they were found: the first advance.

    Of them engineers and flame tanks come last: they open works, others hold them.
    """
    order = scratch.order[0]
    placed = 0
    for opens in range(2):
        for i in range(placed, int(order.count)):
            unit = int(order.units[i])
            if (state.unit_figures[unit].opens > 0) == (opens == 1) and is_free_to_go(world, state, mind, unit) == 1:
                for j in range(i, placed, -1):
                    order.units[j] = order.units[j - 1]
                order.units[placed] = unit
                placed += 1
