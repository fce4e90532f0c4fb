"""What a game's next decision may be, and what it brings: `learning.drafting` in the words of compiled rules."""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import NOWHERE, OrderKind, Phase, Reason, Role, Status
from game.learning.side_by_side.records import Draft, Table
from game.rules.artillery import check_guns, check_ready
from game.rules.bombardment import check_fire
from game.rules.combat import check_attacker
from game.rules.exits import check_leaving, write_exit
from game.rules.movement import can_end, is_night, points_to_march, step_cost, write_move
from game.rules.orders import find_reach, give
from game.rules.permissions import may_enter
from game.rules.scratch import MAX_UNITS, Scratch
from game.rules.sequence import end_player_turn
from game.rules.stacking import enemy_in
from game.rules.victory import points_of
from game.scenario.world import State, World

UNIT: Final = 0
HEX: Final = 1
ASSAULT: Final = 2
"""Stages, as `drafting.Stage`."""

EVERYBODY: Final = 0
GUNS: Final = 1
LAUNCH: Final = 2
END: Final = 8
"""Places after units and hexes, as in `learning.actions`."""


# --- what is open ---------------------------------------------------------------------------------------------------


@rule
def may_assault(world: World, state: State, scratch: Scratch, unit: int, hex_: int) -> int:
    """Return 1 if a unit that is no artillery may assault a hex alone (rulebook 5.1)."""
    side = int(world.units[unit].side)
    if enemy_in(state, hex_, side) == 0 or may_enter(state, side, hex_) == 0:
        return 0
    return 1 if check_attacker(world, state, scratch, unit, hex_) == Reason.LEGAL else 0


@rule
def may_shell(world: World, state: State, unit: int, hex_: int) -> int:
    """Return 1 if a unit of guns may bombard a hex (6.1, 6.2, 6.7)."""
    if enemy_in(state, hex_, int(world.units[unit].side)) == 0:
        return 0
    return 1 if check_fire(world, state, unit, hex_) == Reason.LEGAL else 0


@rule
def mark_fights(world: World, state: State, scratch: Scratch, unit: int, mask: NDArray[Any], first: int) -> int:
    """Count the hexes that a unit alone may assault or shell; mark them from `first` on, if that is not negative."""
    found = 0
    if world.units[unit].role == Role.ARTILLERY:
        if check_ready(world, state, unit) != Reason.LEGAL:
            return 0
        for enemy in range(len(world.units)):
            if state.units[enemy].status == Status.PRESENT and world.units[enemy].side != world.units[unit].side:
                hex_ = int(state.units[enemy].hex)
                if may_shell(world, state, unit, hex_) == 1:
                    found += 1
                    if first >= 0:
                        mask[first + hex_] = 1
        return found
    here = int(state.units[unit].hex)
    for direction in range(6):
        hex_ = int(world.hexes[here].neighbour[direction])
        if hex_ != NOWHERE and may_assault(world, state, scratch, unit, hex_) == 1:
            found += 1
            if first >= 0:
                mask[first + hex_] = 1
    return found


@rule
def may_step(world: World, state: State, unit: int) -> int:
    """Return 1 if a unit may march into a neighbouring hex and stay there (3.1-3.6)."""
    side = int(world.units[unit].side)
    here = int(state.units[unit].hex)
    night = is_night(world, state)
    points = points_to_march(state, unit)
    for direction in range(6):
        there = int(world.hexes[here].neighbour[direction])
        if there == NOWHERE:
            continue
        step = step_cost(world, state, unit, here, direction, night)
        if step == 0 or step > points or enemy_in(state, there, side) == 1 or may_enter(state, side, there) == 0:
            continue
        if can_end(world, state, unit, there) == 1:
            return 1
    return 0


@rule
def may_march(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Return 1 if a unit may march anywhere; its whole reach is searched only where the next hexes are closed."""
    if points_to_march(state, unit) <= 0:
        return 0
    if may_step(world, state, unit) == 1:
        return 1
    found = find_reach(world, state, scratch, unit)
    for i in range(1, found):
        if can_end(world, state, unit, int(scratch.search.reached[i])) == 1:
            return 1
    return 0


@rule
def may_leave(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Return 1 if a unit may leave the map from where it stands (3.7)."""
    return 1 if check_leaving(world, state, scratch, unit) == Reason.LEGAL else 0


@rule
def is_named(draft: Draft, unit: int) -> int:
    """Return 1 if a unit is in the order that is being prepared."""
    for i in range(int(draft.count)):
        if draft.units[i] == unit:
            return 1
    return 0


@rule
def may_join(world: World, state: State, scratch: Scratch, draft: Draft, unit: int) -> int:
    """Return 1 if a unit may join the assault that is being prepared (5.1)."""
    if state.units[unit].status != Status.PRESENT or draft.count >= MAX_UNITS or is_named(draft, unit) == 1:
        return 0
    target = int(draft.target)
    if world.units[unit].role == Role.ARTILLERY:
        return 1 if check_guns(world, state, unit, target) == Reason.LEGAL else 0
    if check_attacker(world, state, scratch, unit, target) != Reason.LEGAL:
        return 0
    frontage = int(state.unit_figures[unit].frontage)
    for i in range(int(draft.count)):
        if world.units[int(draft.units[i])].role != Role.ARTILLERY:
            frontage += int(state.unit_figures[int(draft.units[i])].frontage)
    return 1 if frontage <= world.rules[0].assault.assault_limit else 0


@rule
def mark_units(world: World, state: State, scratch: Scratch, table: Table, mask: NDArray[Any]) -> None:
    """Mark the units that have any legal order, by slot."""
    side = int(state.clock[0].active)
    for slot in range(table.own.shape[1]):
        unit = int(table.own[side, slot])
        if unit == NOWHERE or state.units[unit].status != Status.PRESENT:
            continue
        acts = mark_fights(world, state, scratch, unit, mask, -1) > 0 or may_march(world, state, scratch, unit) == 1
        if acts or may_leave(world, state, scratch, unit) == 1:
            mask[slot] = 1


@rule
def mark_hexes(world: World, state: State, scratch: Scratch, unit: int, mask: NDArray[Any], first: int) -> None:
    """Mark the hexes of all orders of a unit alone, from `first` on."""
    found = find_reach(world, state, scratch, unit)
    for i in range(1, found):
        hex_ = int(scratch.search.reached[i])
        if can_end(world, state, unit, hex_) == 1:
            mask[first + hex_] = 1
    if may_leave(world, state, scratch, unit) == 1:
        mask[first + int(state.units[unit].hex)] = 1
    mark_fights(world, state, scratch, unit, mask, first)


@rule
def mark_joining(world: World, state: State, scratch: Scratch, draft: Draft, table: Table, mask: NDArray[Any]) -> None:
    """Mark who may join the assault, by slot, and that it may be launched."""
    side = int(state.clock[0].active)
    others = table.own.shape[1] + len(world.hexes)
    for slot in range(table.own.shape[1]):
        unit = int(table.own[side, slot])
        if unit != NOWHERE and may_join(world, state, scratch, draft, unit) == 1:
            mask[slot] = 1
            mask[others + (GUNS if world.units[unit].role == Role.ARTILLERY else EVERYBODY)] = 1
    for launch in range(LAUNCH, END):
        mask[others + launch] = 1


@rule
def mark_open(world: World, state: State, scratch: Scratch, draft: Draft, table: Table, game: int) -> None:
    """Fill the mask of a game."""
    mask = table.masks[game]
    for action in range(len(mask)):
        mask[action] = 0
    if state.clock[0].phase == Phase.OVER:
        return
    slots = table.own.shape[1]
    if draft.stage == UNIT:
        if draft.taken < table.limits[0]:
            mark_units(world, state, scratch, table, mask)
        mask[slots + len(world.hexes) + END] = 1
    elif draft.stage == HEX:
        mark_hexes(world, state, scratch, int(draft.units[0]), mask, slots)
    else:
        mark_joining(world, state, scratch, draft, table, mask)


# --- what a decision brings -----------------------------------------------------------------------------------------


@rule
def clear(draft: Draft) -> None:
    """Begin with the next order."""
    draft.stage = UNIT
    draft.target = NOWHERE
    draft.count = 0


@rule
def name_unit(draft: Draft, unit: int) -> None:
    """Add a unit to the order."""
    draft.units[int(draft.count)] = unit
    draft.count += 1


@rule
def join_all(world: World, state: State, scratch: Scratch, draft: Draft, table: Table, guns: int) -> None:
    """Let all guns, or all others, join that can together, the first in the order of the scenario."""
    side = int(state.clock[0].active)
    for slot in range(table.own.shape[1]):
        unit = int(table.own[side, slot])
        if unit == NOWHERE or (1 if world.units[unit].role == Role.ARTILLERY else 0) != guns:
            continue
        if may_join(world, state, scratch, draft, unit) == 1:
            name_unit(draft, unit)


@rule
def write_assault(world: World, scratch: Scratch, draft: Draft, launch: int) -> None:
    """Write the assault that has been prepared into the order: who assaults first, then the guns."""
    order = scratch.order[0]
    order.kind = OrderKind.ATTACK
    order.target = draft.target
    order.length = 0
    order.tolerance = 1 + launch // 2  # a Tolerance
    order.holding = launch % 2
    order.count = 0
    for guns in range(2):
        for i in range(int(draft.count)):
            unit = int(draft.units[i])
            if (1 if world.units[unit].role == Role.ARTILLERY else 0) == guns:
                order.units[int(order.count)] = unit
                order.count += 1


@rule
def write_bombardment(scratch: Scratch, unit: int, hex_: int) -> None:
    """Write a bombardment into the order."""
    order = scratch.order[0]
    order.kind = OrderKind.BOMBARD
    order.target = hex_
    order.length = 0
    order.count = 1
    order.holding = 0
    order.tolerance = 0
    order.units[0] = unit


@rule
def name_hex(world: World, state: State, scratch: Scratch, draft: Draft, hex_: int) -> None:
    """Give the march, exit or bombardment of the unit that was named, or begin to prepare an assault."""
    unit = int(draft.units[0])
    if hex_ == int(state.units[unit].hex):
        write_exit(state, scratch, unit)
    elif enemy_in(state, hex_, int(world.units[unit].side)) == 0:
        find_reach(world, state, scratch, unit)
        write_move(scratch, unit, hex_)
    elif world.units[unit].role == Role.ARTILLERY:
        write_bombardment(scratch, unit, hex_)
    else:
        draft.stage = ASSAULT
        draft.target = hex_
        return
    give(world, state, scratch)
    clear(draft)
    draft.changed = 1


@rule
def take(world: World, state: State, scratch: Scratch, draft: Draft, table: Table, action: int) -> None:
    """Take an action that is open."""
    slots = table.own.shape[1]
    what = action - slots - len(world.hexes)
    draft.taken += 1
    draft.in_all += 1
    if action < slots:
        name_unit(draft, int(table.own[int(state.clock[0].active), action]))
        if draft.stage == UNIT:
            draft.stage = HEX
    elif what < 0:
        name_hex(world, state, scratch, draft, action - slots)
    elif what == END:
        end_player_turn(world, state, scratch)
        draft.taken = 0
        draft.changed = 1
    elif what >= LAUNCH:
        write_assault(world, scratch, draft, what - LAUNCH)
        give(world, state, scratch)
        clear(draft)
        draft.changed = 1
    else:
        join_all(world, state, scratch, draft, table, what)


@rule
def count_points(world: World, state: State, draft: Draft) -> None:
    """Note the victory points as things stand (10.2)."""
    draft.points[0] = points_of(world, state, 0)
    draft.points[1] = points_of(world, state, 1)
    draft.margin = int(draft.points[0]) - int(draft.points[1])
