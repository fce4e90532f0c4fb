"""The cadet's appreciation: who stands where, what is to be taken or held, and which unit goes to which task."""

from __future__ import annotations

from typing import Final

from game.commanders.cadet.mind import FALL_BACK, HOLD, PRESS, STAND, Mind
from game.commanders.cadet.pressure import draw_pressure
from game.commanders.ground.strength import is_stronger, weigh_sides
from game.commanders.ground.ways import FAR
from game.core._jit import rule
from game.core.terms import NOWHERE, Role, Status
from game.rules.artillery import steps_between
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World

NEAR: Final = 96
"""Quarter points from an objective, two turns' march, within which a unit counts for the balance there."""

TAKE_RATIO: Final = 85
"""Own fire against the enemy's near an objective, in per cent, from which the cadet means to take it."""

ASSAULT_SHARE: Final = 300
HOLD_SHARE: Final = 130
"""Fire wanted at an objective to be taken or held, in per cent of the enemy's there."""

ASSAULT_MOST: Final = 400_000
HOLD_MOST: Final = 120_000
"""The most wanted at one: more finds no room to fight, a hex holds two battalions or so."""

GARRISON: Final = 40_000
"""Fire wanted at an objective that no enemy is near, hundredths of a rifleman: about a battalion."""

LEAST_FOR_GUNS: Final = 100
"""Thousandths of the fire wanted at an objective that always wait for guns."""

WORKS: Final = 2
"""Levels of entrenchment from which a unit of the line is a garrison where there is something to hold."""

FACED: Final = 6
"""Steps within which works face an enemy."""

BREAK_OUT: Final = 1
"""Turns of supplies, or fewer, with which a unit that nothing comes to falls back while it still can."""

TIRED: Final = 75
"""Fatigue from which a unit rests where it is."""

SHAKEN: Final = 35
"""Cohesion under which a unit is pulled out of the line."""

UNDECIDED: Final = -5
"""The task of a unit that is still to be given one."""

SOUND: Final = 0
ROUTED: Final = 1
SHAKEN_IN_ZONE: Final = 2
CUT_OFF: Final = 3
"""The troubles in which a unit falls back, and none."""


@rule
def balance(world: World, state: State, mind: Mind, goal: int, side: int) -> int:
    """Return the fire of a side near an objective, each unit counting less the longer its way."""
    fire = 0
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side != side:
            continue
        way = int(mind.way[goal, int(world.units[unit].mobility), int(row.hex)])
        if way < NEAR:
            fire += int(state.unit_figures[unit].fire) * (NEAR - way) // NEAR
    return fire


@rule
def weigh_objectives(world: World, state: State, mind: Mind, side: int) -> None:
    """Decide which objectives to take and which to hold, and how much fire each wants."""
    for goal in range(len(mind.goal)):
        hex_ = int(mind.goal[goal])
        own = balance(world, state, mind, goal, side)
        enemy = balance(world, state, mind, goal, 1 - side)
        ours = 1 if state.hexes[hex_].owner == side else 0
        mind.sent[goal] = 0
        mind.attacking[goal] = 0
        if ours == 0 and may_enter(state, side, hex_) == 1 and own * 100 >= enemy * TAKE_RATIO:
            mind.attacking[goal] = 1
        if mind.attacking[goal] == 1:
            mind.wanted[goal] = min(ASSAULT_MOST, max(GARRISON, enemy * ASSAULT_SHARE // 100))
        else:
            mind.wanted[goal] = min(HOLD_MOST, max(GARRISON, enemy * HOLD_SHARE // 100))


@rule
def trouble(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Return the trouble of a unit that should leave the line, or SOUND: routed, shaken, or cut off (rulebook 4).

    Who carries supplies for longer is not cut off yet, however far away he is.
    """
    row = state.units[unit]
    side = int(world.units[unit].side)
    if row.routed == 1:
        return ROUTED
    if row.cohesion < SHAKEN and in_enemy_zone(state, int(row.hex), side) == 1:
        return SHAKEN_IN_ZONE
    beyond = int(scratch.supply.distance[side, int(row.hex)]) > int(world.rules[0].supply.supply_low)
    if beyond and int(row.stock) <= BREAK_OUT:
        return CUT_OFF
    return SOUND


@rule
def held_goal(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return the objective of its side's in or next to which a unit stands and which wants it, NOWHERE without one."""
    here, side = int(state.units[unit].hex), int(world.units[unit].side)
    for goal in range(len(mind.goal)):
        hex_ = int(mind.goal[goal])
        if state.hexes[hex_].owner != side or mind.sent[goal] >= mind.wanted[goal]:
            continue
        if steps_between(world, here, hex_) <= 1:
            return goal
    return NOWHERE


@rule
def faces_enemy(world: World, state: State, unit: int) -> int:
    """Return 1 for a unit that has an enemy within a few steps."""
    here, side = int(state.units[unit].hex), int(world.units[unit].side)
    for enemy in range(len(world.units)):
        if state.units[enemy].status != Status.PRESENT or world.units[enemy].side == side:
            continue
        if steps_between(world, here, int(state.units[enemy].hex)) <= FACED:
            return 1
    return 0


@rule
def is_dug_in(world: World, state: State, unit: int) -> int:
    """Return 1 for a unit of the line, in its commander's hand, that stands in works."""
    role, row = int(world.units[unit].role), state.units[unit]
    if role == Role.ARTILLERY or role == Role.HEADQUARTERS:
        return 0
    return 1 if row.entrenchment >= WORKS else 0


@rule
def garrison(world: World, state: State, mind: Mind, unit: int, side: int) -> int:
    """Return 1 for a unit that keeps its works, and count it for the objective that it holds by that.

    It stands in or next to an objective of its side's that wants it; or its works face an enemy, and its side is not
    the stronger. Of the stronger those alone leave such works whom an attack wants (`assign_tasks`).
    """
    if is_dug_in(world, state, unit) == 0:
        return 0
    goal = held_goal(world, state, mind, unit)
    if goal != NOWHERE:
        mind.sent[goal] += int(state.unit_figures[unit].fire)
        return 1
    return 1 if is_stronger(mind.strength, side) == 0 and faces_enemy(world, state, unit) == 1 else 0


@rule
def stands_in_front(world: World, state: State, unit: int) -> int:
    """Return 1 for a unit whose works face an enemy."""
    return 1 if is_dug_in(world, state, unit) == 1 and faces_enemy(world, state, unit) == 1 else 0


@rule
def choose_task(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return the objective that a unit serves best: worth much, wanting much, near; NOWHERE if none wants it.

    Guns have one always: they fight for it from afar.
    """
    row = state.units[unit]
    mobility = int(world.units[unit].mobility)
    least = LEAST_FOR_GUNS if world.units[unit].role == Role.ARTILLERY else 0
    best = NOWHERE
    best_score = 0
    for goal in range(len(mind.goal)):
        way = int(mind.way[goal, mobility, int(row.hex)])
        if way >= FAR:
            continue
        lacking = max(least, 1000 - int(mind.sent[goal]) * 1000 // int(mind.wanted[goal]))
        score = int(mind.worth[goal]) * lacking // (24 + way)
        if score > best_score:
            best = goal
            best_score = score
    return best


@rule
def assign_tasks(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Give every unit of the side on the map its objective for this turn; who is wanted at none presses or stands.

    Garrisons come first: what they hold wants less of the others.
    """
    weigh_sides(world, state, mind.strength)
    rest = PRESS if is_stronger(mind.strength, side) == 1 else STAND
    somebody_presses = 0
    for unit in range(len(world.units)):
        row = state.units[unit]
        mind.task[unit] = FALL_BACK
        if row.status != Status.PRESENT or world.units[unit].side != side:
            continue
        found = trouble(world, state, scratch, unit)
        if garrison(world, state, mind, unit, side) == 1:
            mind.task[unit] = HOLD
        elif found == SOUND:
            mind.task[unit] = UNDECIDED
    for unit in range(len(world.units)):
        if mind.task[unit] != UNDECIDED:
            continue
        goal = choose_task(world, state, mind, unit)
        if (goal == NOWHERE or mind.attacking[goal] == 0) and stands_in_front(world, state, unit) == 1:
            mind.task[unit] = HOLD
            continue
        if goal == NOWHERE:
            mind.task[unit] = STAND if world.units[unit].role == Role.ARTILLERY else rest
            somebody_presses = max(somebody_presses, 1 if mind.task[unit] == PRESS else 0)
            continue
        mind.task[unit] = goal
        mind.sent[goal] += int(state.unit_figures[unit].fire)
    if somebody_presses == 1:
        draw_pressure(world, state, scratch, mind, side)
