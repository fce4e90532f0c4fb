"""The commander `random`: every unit does something legal, or nothing. It finds faults in rules; it plans nothing."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.dice import Purpose, draw
from game.core.terms import NOWHERE, Role, Status
from game.rules.movement import can_end, reach, write_move
from game.rules.orders import give
from game.rules.scratch import OrderKind, Scratch
from game.rules.stacking import enemy_in
from game.scenario.world import State, World

PRESENT: Final = int(Status.PRESENT)
ARTILLERY: Final = int(Role.ARTILLERY)
COMMANDER: Final = int(Purpose.COMMANDER)
ATTACK: Final = int(OrderKind.ATTACK)
BOMBARD: Final = int(OrderKind.BOMBARD)
TRIES: Final = 6


@rule
def throw(state: State, unit: int, n: int) -> int:
    """Return a random number of this unit on this turn."""
    clock = state.clock[0]
    return draw(int(clock.seed), int(clock.turn), COMMANDER, unit, int(clock.active), n)


@rule
def attack_something(world: World, state: State, scratch: Scratch, unit: int) -> None:
    """Assault an adjacent enemy, if there is one, alone."""
    order = scratch.order[0]
    start = throw(state, unit, 1) % 6
    here = int(state.units[unit].hex)
    for i in range(6):
        there = int(world.hexes[here].neighbour[(start + i) % 6])
        if there == NOWHERE or enemy_in(world, state, there, int(world.units[unit].side)) == 0:
            continue
        order.kind = ATTACK
        order.target = there
        order.length = 0
        order.count = 1
        order.holding = 0
        order.units[0] = unit
        give(world, state, scratch)
        return


@rule
def bombard_something(world: World, state: State, scratch: Scratch, unit: int) -> None:
    """Fire on one of a few enemies picked at random, if it is in range."""
    order = scratch.order[0]
    for i in range(TRIES):
        enemy = throw(state, unit, 10 + i) % len(world.units)
        if state.units[enemy].status != PRESENT or world.units[enemy].side == world.units[unit].side:
            continue
        order.kind = BOMBARD
        order.target = int(state.units[enemy].hex)
        order.length = 0
        order.count = 1
        order.units[0] = unit
        if give(world, state, scratch) == 0:
            return


@rule
def march_somewhere(world: World, state: State, scratch: Scratch, unit: int) -> None:
    """Move to one of the hexes in reach."""
    found = reach(world, state, scratch, unit)
    if found <= 1:
        return
    hex_ = int(scratch.reached[1 + throw(state, unit, 2) % (found - 1)])
    if can_end(world, state, unit, hex_) == 1 and write_move(scratch, unit, hex_) > 0:
        give(world, state, scratch)


@rule
def random_turn(world: World, state: State, scratch: Scratch) -> None:
    """Give the orders of one side-turn."""
    for unit in range(len(world.units)):
        if state.units[unit].status != PRESENT or world.units[unit].side != state.clock[0].active:
            continue
        choice = throw(state, unit, 0) % 4
        if choice <= 1:
            march_somewhere(world, state, scratch, unit)
        if choice >= 1 and state.units[unit].status == PRESENT:
            if world.units[unit].role == ARTILLERY:
                bombard_something(world, state, scratch, unit)
            else:
                attack_something(world, state, scratch, unit)
