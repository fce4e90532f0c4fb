"""The player turn of `random`: every unit does something legal, or nothing."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.dice import Purpose, draw
from game.core.terms import NOWHERE, OrderKind, Reason, Role, Status, Tolerance
from game.rules.bombardment import check_fire
from game.rules.combat import check_attacker
from game.rules.exits import check_leaving, write_exit
from game.rules.movement import can_end, write_move
from game.rules.orders import ORDERS_EACH, carry_out, find_reach
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.rules.stacking import enemy_in
from game.scenario.world import State, World

TRIES: Final = 6


class Lots(NamedTuple):
    """How far a player turn has come."""

    cursor: NDArray[np.int64]  # (1,) chances to act that have been looked at, two for each unit


def new_lots() -> Lots:
    """Return what `random` keeps in mind of a player turn."""
    return Lots(np.zeros(1, np.int64))


@rule
def throw(state: State, unit: int, n: int) -> int:
    """Return a random number of this unit on this turn."""
    clock = state.clock[0]
    return draw(int(clock.seed), int(clock.turn), Purpose.COMMANDER, unit, int(clock.active), n)


@rule
def write_fight(scratch: Scratch, kind: int, unit: int, target: int) -> None:
    """Write an assault or bombardment by one unit into the order."""
    order = scratch.order[0]
    order.kind = kind
    order.target = target
    order.length = 0
    order.count = 1
    order.holding = 0
    order.tolerance = Tolerance.UNSAID
    order.units[0] = unit


@rule
def attack_something(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Propose to assault an adjacent enemy, if there is one, alone; returns 1 if there is."""
    side = int(world.units[unit].side)
    start = throw(state, unit, 1) % 6
    here = int(state.units[unit].hex)
    for i in range(6):
        there = int(world.hexes[here].neighbour[(start + i) % 6])
        if there == NOWHERE or enemy_in(state, there, side) == 0:
            continue
        if may_enter(state, side, there) == 0:
            continue
        if check_attacker(world, state, scratch, unit, there) == Reason.LEGAL:
            write_fight(scratch, OrderKind.ATTACK, unit, there)
            scratch.order[0].tolerance = 1 + throw(state, unit, 3) % 3  # a Tolerance
            return 1
    return 0


@rule
def bombard_something(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Propose to fire on one of a few enemies picked at random, if it is in range; returns 1 if one is."""
    for i in range(TRIES):
        enemy = throw(state, unit, 10 + i) % len(world.units)
        if state.units[enemy].status != Status.PRESENT or world.units[enemy].side == world.units[unit].side:
            continue
        if check_fire(world, state, unit, int(state.units[enemy].hex)) == Reason.LEGAL:
            write_fight(scratch, OrderKind.BOMBARD, unit, int(state.units[enemy].hex))
            return 1
    return 0


@rule
def march_somewhere(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Propose to move to one of the hexes in reach; returns 1 if it can."""
    found = find_reach(world, state, scratch, unit)
    if found <= 1:
        return 0
    hex_ = int(scratch.search.reached[1 + throw(state, unit, 2) % (found - 1)])
    if can_end(world, state, unit, hex_) == 1 and write_move(scratch, unit, hex_) > 0:
        return 1
    return 0


@rule
def leave_perhaps(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Propose to leave the map, now and then, where a unit stands at an exit; returns 1 if it does."""
    if check_leaving(world, state, scratch, unit) != Reason.LEGAL or throw(state, unit, 4) % 4 > 0:
        return 0
    write_exit(state, scratch, unit)
    return 1


@entry
def begin_turn(world: World, state: State, scratch: Scratch, lots: Lots) -> None:
    """Begin a player turn: no lot has been drawn yet."""
    lots.cursor[0] = 0


@entry
def next_order(world: World, state: State, scratch: Scratch, lots: Lots) -> int:
    """Write the next order of the player turn into `scratch.order`; returns 0 when there is no more.

    Each unit has two chances, one to march and one to fight, and takes one of them or both.
    """
    while lots.cursor[0] < 2 * len(world.units):
        unit = int(lots.cursor[0]) // 2
        fights = int(lots.cursor[0]) % 2
        lots.cursor[0] += 1
        if state.units[unit].status != Status.PRESENT or world.units[unit].side != state.clock[0].active:
            continue
        choice = throw(state, unit, 0) % 4
        if (choice > 1 and fights == 0) or (choice == 0 and fights == 1):
            continue
        if fights == 0 and leave_perhaps(world, state, scratch, unit) == 1:
            return 1
        if fights == 0:
            proposed = march_somewhere(world, state, scratch, unit)
        elif world.units[unit].role == Role.ARTILLERY:
            proposed = bombard_something(world, state, scratch, unit)
        else:
            proposed = attack_something(world, state, scratch, unit)
            if proposed == 0 and world.frame[0].boats == 1:
                proposed = bombard_something(world, state, scratch, unit)
        if proposed == 1:
            return 1
    return 0


@entry
def play_turn(world: World, state: State, scratch: Scratch, lots: Lots) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    begin_turn(world, state, scratch, lots)
    acted = 0
    for _ in range(ORDERS_EACH * len(world.units)):
        if next_order(world, state, scratch, lots) == 0:
            break
        acted += carry_out(world, state, scratch)
    return acted
