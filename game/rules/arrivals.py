"""Who comes and who goes (rulebook 2.3): arrivals at the start of a side's turn, with conditions; withdrawals."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.dice import Purpose, draw
from game.core.terms import NOWHERE, Status
from game.rules import effects
from game.rules.areas import holder
from game.rules.artillery import steps_between
from game.rules.effects import log
from game.rules.luck import is_without_luck
from game.rules.permissions import may_enter
from game.rules.scratch import NEAR, Scratch
from game.rules.stacking import enemy_in, fits
from game.rules.ways import edge_cost, may_stop
from game.scenario.world import State, World

RINGS: Final = 4

WHOLE: Final = 100
"""Per cent."""

MILLION: Final = 1_000_000


@rule
def has_room(world: World, state: State, unit: int, hex_: int) -> int:
    """Return 1 if an arriving unit may appear in a hex: ground it may stand on, room, no enemy, no enemy zone."""
    side = int(world.units[unit].side)
    if may_stop(world, unit, hex_) == 0 or enemy_in(state, hex_, side) == 1:
        return 0
    if state.hex_figures[hex_].zone[1 - side] > 0 or may_enter(state, side, hex_) == 0:
        return 0
    mobility = int(world.units[unit].mobility)
    standable = 0
    for direction in range(6):
        neighbour = int(world.hexes[hex_].neighbour[direction])
        if neighbour == NOWHERE:
            continue
        if edge_cost(world, state.spans, mobility, 0, neighbour, (direction + 3) % 6) > 0:
            standable = 1
    if standable == 0:
        return 0
    return fits(world, state, unit, hex_)


@rule
def room_near(world: World, state: State, scratch: Scratch, unit: int, hex_: int) -> int:
    """Return the first hex with room, searching outward from the arrival hex in rings; NOWHERE within four (2.3)."""
    queue = scratch.near
    queue[0] = hex_
    known = 1
    looked = 0
    while looked < known and looked < NEAR:
        here = int(queue[looked])
        looked += 1
        if has_room(world, state, unit, here) == 1:
            return here
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            if there == NOWHERE or known >= NEAR or steps_between(world, hex_, there) > RINGS:
                continue
            seen = 0
            for i in range(known):
                if queue[i] == there:
                    seen = 1
            if seen == 0:
                queue[known] = there
                known += 1
    return NOWHERE


@rule
def comes_now(world: World, state: State, unit: int) -> int:
    """Return 1 if an awaited unit comes up this turn, by its chance (2.3).

    Without luck it does from the turn on by which it would more likely have come than not.
    """
    row, turn = world.units[unit], int(state.clock[0].turn)
    if row.arrival == 0 or row.chance == WHOLE:
        return 1 if row.until == 0 or turn <= row.until else 0
    if row.until > 0 and turn > row.until:
        return 0
    if is_without_luck(world) == 0:
        where = int(row.arrival_hex)
        return 1 if draw(int(state.clock[0].seed), turn, Purpose.ARRIVAL, unit, where, 0) % WHOLE < row.chance else 0
    away = MILLION
    for _ in range(int(row.arrival), turn + 1):
        away = away * (WHOLE - int(row.chance)) // WHOLE
    return 1 if 2 * away <= MILLION else 0


@rule
def arrive(world: World, state: State, scratch: Scratch, unit: int) -> None:
    """Bring on one awaited unit whose turn, condition and luck have come; without room it stays, and it is noted."""
    row = world.units[unit]
    area = int(row.condition_area)
    if area != NOWHERE and holder(world, state, area) != row.condition_side:
        return
    if comes_now(world, state, unit) == 0:
        return
    hex_ = int(row.arrival_hex)
    if row.arrival > 0:
        hex_ = room_near(world, state, scratch, unit, hex_)
    if hex_ == NOWHERE:
        log.delayed(state, unit=unit, hex_=int(row.arrival_hex))
        return
    effects.enter_map(world, state, unit, hex_)


@rule
def come_and_go(world: World, state: State, scratch: Scratch, side: int) -> None:
    """Withdraw units of a side at the start of its turn, then bring on those that are due and still to stay (2.3)."""
    turn = int(state.clock[0].turn)
    for unit in range(len(world.units)):
        row = world.units[unit]
        if row.side != side or row.withdrawal == 0 or row.withdrawal > turn:
            continue
        if state.units[unit].status == Status.PRESENT:
            effects.withdraw(world, state, unit)
    for unit in range(len(world.units)):
        row = world.units[unit]
        if row.side != side or row.arrival == 0 or row.arrival > turn or state.units[unit].status != Status.AWAITED:
            continue
        if row.withdrawal == 0 or row.withdrawal > turn:
            arrive(world, state, scratch, unit)
