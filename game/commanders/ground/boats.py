"""Fire over water and where boats go, as commanders see it (rulebook 3.8, 6.7).

Boats need no plan to be of use: they go where they give most and take least, and nearer to what they are to serve.
"""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, Reason, Role, Status
from game.rules.artillery import steps_between
from game.rules.bombardment import check_fire, harm_of_fire, prepare_fire
from game.rules.direct_fire import (
    MEN_OF_VEHICLE,
    RIFLEMAN,
    direct_fire_on_armour,
    direct_fire_on_men,
    is_direct,
    metres_between,
)
from game.rules.luck import EVEN_LUCK
from game.rules.movement import can_end, reach
from game.rules.permissions import may_fire
from game.rules.scratch import Scratch
from game.scenario.world import SLOTS, State, World

LEAST_HARM: Final = 1
"""Thousandths of a man that fire over water must be expected to hit: who only watches gains nothing by it."""

GIVEN: Final = 3
TAKEN: Final = 2
"""What fire that is given and fire that is taken weigh against each other."""

STEP: Final = 500
"""What a step nearer to the enemy, or to what a boat is to serve, is worth; in thousandths of a man."""

SHY: Final = 35
"""Cohesion under which a boat keeps out of the enemy's fire."""


@rule
def fires_over_water(world: World, state: State, unit: int, side: int) -> int:
    """Return 1 for a unit of the side that may yet fire over water; artillery does so where guns are led."""
    row = state.units[unit]
    if world.frame[0].boats == 0 or row.status != Status.PRESENT or world.units[unit].side != side:
        return 0
    return 1 if row.attacked == 0 and world.units[unit].role != Role.ARTILLERY else 0


@rule
def thickest_armour(world: World, state: State, unit: int) -> int:
    """Return the armour that a unit's best protected vehicle has, millimetres."""
    armour = 0
    for slot in range(SLOTS):
        if state.units[unit].items[slot] > 0:
            armour = max(armour, int(world.equipment[int(world.units[unit].items[slot])].armour))
    return armour


@rule
def threat_to(world: World, state: State, shooter: int, metres: int, target: int) -> int:
    """Return roughly what one unit's direct fire does to another at a distance, thousandths of a man."""
    rules = world.rules[0].artillery
    men = direct_fire_on_men(world, state, shooter, metres) * int(rules.direct_men) // RIFLEMAN
    men = min(men, int(state.unit_figures[target].targets))
    if state.unit_figures[target].armour == 0:
        return men
    fire = direct_fire_on_armour(world, state, shooter, metres, thickest_armour(world, state, target))
    vehicles = min(fire * int(rules.direct_armour) // 1000, int(state.unit_figures[target].armour) * 1000)
    return men + MEN_OF_VEHICLE * vehicles


@rule
def danger_in(world: World, state: State, hex_: int, unit: int) -> int:
    """Return roughly what those in a hex may do to a unit where it stands by their own direct fire (6.7)."""
    danger = 0
    metres = metres_between(world, hex_, int(state.units[unit].hex))
    enemy = int(state.hexes[hex_].top)
    while enemy != NOWHERE:
        danger += threat_to(world, state, enemy, metres, unit) if state.units[enemy].routed == 0 else 0
        enemy = int(state.units[enemy].below)
    return danger


@rule
def gain_of_fire(world: World, state: State, scratch: Scratch, unit: int, hex_: int) -> int:
    """Return what the direct fire of a unit on a hex gains, thousandths of a man: those hit, and harm spared.

    Of the danger that comes from there as large a share goes as of those who are there.
    """
    battle = scratch.battle[0]
    prepare_fire(world, state, battle, unit, hex_)
    harm = harm_of_fire(world, state, battle, EVEN_LUCK)
    shown = int(battle.targets[1]) + MEN_OF_VEHICLE * 1000 * int(battle.armour[1])
    return harm + danger_in(world, state, hex_, unit) * min(harm, shown) // max(1, shown)


@rule
def best_over_water(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Return the enemy-held hex on which the direct fire of a unit gains most, NOWHERE without any."""
    side = int(world.units[unit].side)
    best = NOWHERE
    most = LEAST_HARM - 1
    for enemy in range(len(world.units)):
        row = state.units[enemy]
        if row.status != Status.PRESENT or world.units[enemy].side == side:
            continue
        hex_ = int(row.hex)
        if state.hexes[hex_].top != enemy or is_direct(world, state, unit, hex_) == 0:
            continue
        if check_fire(world, state, unit, hex_) != Reason.LEGAL:
            continue
        gain = gain_of_fire(world, state, scratch, unit, hex_)
        if gain > most:
            best = hex_
            most = gain
    return best


@rule
def exchange(world: World, state: State, unit: int, hex_: int, shy: int) -> int:
    """Return what a boat gives and takes in a hex: its best fire, less all that the enemy may bring on it.

    Fire that orders from above forbid this turn is neither given nor taken.
    """
    side = int(world.units[unit].side)
    safe = 1 - may_fire(state, 1 - side, hex_)
    given = 0
    taken = 0
    nearest = NOWHERE
    for enemy in range(len(world.units)):
        row = state.units[enemy]
        if row.status != Status.PRESENT or world.units[enemy].side == side:
            continue
        metres = metres_between(world, hex_, int(row.hex))
        if may_fire(state, side, int(row.hex)) == 1:
            given = max(given, threat_to(world, state, unit, metres, enemy))
        taken += threat_to(world, state, enemy, metres, unit) if row.routed == 0 and safe == 0 else 0
        steps = steps_between(world, hex_, int(row.hex))
        nearest = steps if nearest == NOWHERE else min(nearest, steps)
    if shy == 1:
        return -taken
    return given * GIVEN - taken * TAKEN - STEP * max(0, nearest)


@rule
def best_water(world: World, state: State, scratch: Scratch, unit: int, goal: int) -> int:
    """Return the hex in reach that serves a boat best, its own if that is it; `goal` is what it serves, or NOWHERE."""
    row = state.units[unit]
    shy = 1 if row.routed == 1 or row.cohesion < SHY else 0
    best = int(row.hex)
    most = -(1 << 40)
    found = reach(world, state, scratch, unit)
    for i in range(found):
        hex_ = int(scratch.search.reached[i])
        if i > 0 and can_end(world, state, unit, hex_) == 0:
            continue
        score = exchange(world, state, unit, hex_, shy)
        if goal != NOWHERE and shy == 0:
            score -= 2 * STEP * steps_between(world, hex_, goal)
        if score > most:
            best = hex_
            most = score
    return best
