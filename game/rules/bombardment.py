"""Orders to bombard (rulebook 6.2, 6.7): which kind of fire one is, whether it is legal, what it brings."""

from __future__ import annotations

from game.core._jit import rule
from game.core.dice import Purpose
from game.core.terms import Reason
from game.rules import effects
from game.rules.artillery import (
    check_fires,
    check_guns,
    check_ready,
    fire_bombardment,
    forget_forecast,
    men_shelled,
    prepare_bombardment,
)
from game.rules.direct_fire import (
    check_direct,
    fire_directly,
    harm_of_direct,
    is_direct,
    men_under_direct_fire,
    prepare_direct,
)
from game.rules.luck import luck_in_fight
from game.rules.scratch import Battle, Scratch
from game.rules.stacking import enemy_in
from game.scenario.world import LUCK, State, World


@rule
def check_fire(world: World, state: State, unit: int, target: int) -> int:
    """Return the Reason why a unit cannot fire on a hex in its own turn, directly or not, or LEGAL (6.1, 6.2, 6.7)."""
    if is_direct(world, state, unit, target) == 1:
        return check_direct(world, state, unit, target)
    return check_guns(world, state, unit, target)


@rule
def check_fire_ready(world: World, state: State, unit: int) -> int:
    """Return the Reason why a unit fires on nobody this turn, wherever he is, or LEGAL (6.1, 6.2, 6.7)."""
    if world.frame[0].boats == 1:
        return check_fires(world, state, unit)
    return check_ready(world, state, unit)


@rule
def check_bombard(world: World, state: State, scratch: Scratch) -> int:
    """Return the Reason why the bombardment in `scratch.order` is not legal, or LEGAL."""
    order = scratch.order[0]
    unit = int(order.units[0])
    target = int(order.target)
    if enemy_in(state, target, int(world.units[unit].side)) == 0:
        return Reason.NOBODY_THERE
    return check_fire(world, state, unit, target)


@rule
def prepare_fire(world: World, state: State, battle: Battle, unit: int, target: int) -> None:
    """Fill `battle` for the fire of a unit on a hex, direct or not."""
    if is_direct(world, state, unit, target) == 1:
        prepare_direct(world, state, battle, unit, target)
    else:
        prepare_bombardment(world, state, battle, unit, target)


@rule
def harm_of_fire(world: World, state: State, battle: Battle, luck: int) -> int:
    """Return what the fire in `battle` costs with this luck, thousandths of a man; a vehicle counts as ten (5.6)."""
    if is_direct(world, state, int(battle.support[0]), int(battle.target)) == 1:
        return harm_of_direct(world, battle, luck)
    return men_shelled(world, battle, luck)


@rule
def fire_on_hex(world: World, state: State, battle: Battle, luck: int) -> None:
    """Fire what is in `battle` with this luck."""
    if is_direct(world, state, int(battle.support[0]), int(battle.target)) == 1:
        fire_directly(world, state, battle, luck)
    else:
        fire_bombardment(world, state, battle, luck)


@rule
def forecast_bombard(world: World, state: State, scratch: Scratch) -> None:
    """Fill `scratch.battle` for the bombardment in `scratch.order`, and `scratch.forecast` as an assault does (6.2).

    Only what hits the defenders is not 0.
    """
    order, battle, forecast = scratch.order[0], scratch.battle[0], scratch.forecast[0]
    unit, target = int(order.units[0]), int(order.target)
    prepare_fire(world, state, battle, unit, target)
    forget_forecast(forecast)
    direct = is_direct(world, state, unit, target)
    for i in range(LUCK):
        luck = int(world.rules[0].luck[i])
        if direct == 1:
            forecast.defenders_hit += men_under_direct_fire(world, battle, luck)
        else:
            forecast.defenders_hit += men_shelled(world, battle, luck)


@rule
def resolve_bombard(world: World, state: State, scratch: Scratch) -> None:
    """Fire as the order in `scratch.order` says, which is legal, with the luck drawn for it (6.2, 6.7)."""
    order = scratch.order[0]
    unit, target = int(order.units[0]), int(order.target)
    prepare_fire(world, state, scratch.battle[0], unit, target)
    luck = luck_in_fight(world, state, Purpose.BOMBARD, unit, target, effects.next_draw(state))
    fire_on_hex(world, state, scratch.battle[0], luck)
