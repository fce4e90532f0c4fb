"""The one door through which anything happens: an order is checked, then resolved (rulebook 1.2).

An order is a record in `scratch.order`, written by the engine for people and by commanders for themselves.
"""

from __future__ import annotations

from typing import Final

from game.core._jit import entry, rule
from game.core.terms import OrderKind, Phase, Reason, Status
from game.rules.aftermath import forecast_attack, resolve_attack
from game.rules.bombardment import check_bombard, forecast_bombard, resolve_bombard
from game.rules.combat import check_attack
from game.rules.exits import check_exit, resolve_exit
from game.rules.movement import check_move, reach, resolve_move
from game.rules.rehearsal import Rehearsal, rehearse_attack, rehearse_bombard
from game.rules.scratch import MAX_UNITS, Scratch
from game.scenario.world import State, World

ORDERS_EACH: Final = 4
"""Orders for each unit of both sides that a commander may give in a player turn; a bound, never met."""


@rule
def check_units(world: World, state: State, scratch: Scratch) -> int:
    """Return the Reason why the units of an order may not be ordered at all, or LEGAL (1.2)."""
    order = scratch.order[0]
    if state.clock[0].phase == Phase.OVER:
        return Reason.GAME_OVER
    if order.count < 1:
        return Reason.NO_SUCH_UNIT
    if order.count > MAX_UNITS:
        return Reason.TOO_MANY
    for i in range(int(order.count)):
        unit = int(order.units[i])
        if unit < 0 or unit >= len(world.units):
            return Reason.NO_SUCH_UNIT
        if world.units[unit].side != state.clock[0].active:
            return Reason.NOT_ACTIVE_SIDE
        if state.units[unit].status != Status.PRESENT:
            return Reason.NOT_ON_MAP
        for j in range(i):
            if order.units[j] == unit:
                return Reason.TWICE_NAMED
    return Reason.LEGAL


@rule
def check_order(world: World, state: State, scratch: Scratch) -> int:
    """Return the Reason why the order in `scratch.order` is not legal, or LEGAL; never changes the state."""
    reason = check_units(world, state, scratch)
    if reason != Reason.LEGAL:
        return reason
    kind = int(scratch.order[0].kind)
    if kind == OrderKind.MOVE:
        return check_move(world, state, scratch)
    if kind == OrderKind.ATTACK:
        return check_attack(world, state, scratch)
    if kind == OrderKind.EXIT:
        return check_exit(world, state, scratch)
    return check_bombard(world, state, scratch)


@entry
def check(world: World, state: State, scratch: Scratch) -> int:
    """As `check_order`, for those who want to know before they give the order."""
    return check_order(world, state, scratch)


@entry
def give(world: World, state: State, scratch: Scratch) -> int:
    """Check the order in `scratch.order` and, if it is legal, resolve it; returns the Reason."""
    reason = check_order(world, state, scratch)
    if reason != Reason.LEGAL:
        return reason
    kind = int(scratch.order[0].kind)
    if kind == OrderKind.MOVE:
        resolve_move(world, state, scratch)
    elif kind == OrderKind.ATTACK:
        resolve_attack(world, state, scratch)
    elif kind == OrderKind.EXIT:
        resolve_exit(world, state, scratch)
    else:
        resolve_bombard(world, state, scratch)
    return Reason.LEGAL


@rule
def carry_out(world: World, state: State, scratch: Scratch) -> int:
    """As `give`, for commanders; returns how many units have acted: all that the order names, none if it is illegal."""
    acting = int(scratch.order[0].count)
    return acting if give(world, state, scratch) == Reason.LEGAL else 0


@entry
def forecast(world: World, state: State, scratch: Scratch) -> None:
    """Fill `scratch.battle` and `scratch.forecast` with what the fight in `scratch.order` would bring (5.9, 6.2)."""
    if int(scratch.order[0].kind) == OrderKind.ATTACK:
        forecast_attack(world, state, scratch)
    else:
        forecast_bombard(world, state, scratch)


@entry
def rehearse(world: World, state: State, scratch: Scratch, rehearsal: Rehearsal) -> int:
    """Note every way in which the fight in `scratch.order`, which is legal, may go; returns how many (5.9, 6.2)."""
    if int(scratch.order[0].kind) == OrderKind.ATTACK:
        return rehearse_attack(world, state, scratch, rehearsal)
    return rehearse_bombard(world, state, scratch, rehearsal)


@entry
def find_reach(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Fill `scratch.search` for a unit; returns how many hexes it reaches (3.1)."""
    return reach(world, state, scratch, unit)
