"""The cadet's account of an order that it has proposed: the numbers that decided it, for whoever asks.

Nothing is kept while the cadet thinks: between its proposal and the order, everything that it weighed is still as it
was, and the very functions that it weighed by are asked again. `reasons` puts the numbers into words.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.cadet.assaults import ground_gain, ground_value, harm, toll, value_for
from game.commanders.cadet.marches import (
    guns_stay_score,
    is_attacking,
    odds_score,
    prize_score,
    range_score,
    stay_score,
    task_score,
)
from game.commanders.cadet.mind import FALL_BACK, Mind
from game.commanders.cadet.tasks import SHAKEN_IN_ZONE, SOUND, trouble
from game.commanders.ground.fire import longest_range, shift_fire
from game.commanders.ground.places import cover_score, fire_score, room_score
from game.commanders.ground.strength import price
from game.commanders.ground.supply import supply_score
from game.core._jit import entry, rule
from game.core.terms import NOWHERE, Role
from game.rules.scratch import Scratch
from game.scenario.world import State, World


class Part(IntEnum):
    """The parts that a hex's score for a march is the sum of."""

    TASK = 0  # the way left to the objective, or to the enemy who draws most
    PRIZE = 1  # the objective itself, or ground of the enemy's
    SUPPLY = 2
    COVER = 3  # next to the enemy
    ODDS = 4  # enough friends for an attack, or outgunned
    ROOM = 5  # how crowded it is
    STAY = 6  # works, for the hex where the unit stands
    RANGE = 7  # guns: whether the objective is well in range
    FIRE = 8  # enemies next to it, for guns and for those who fall back
    HOME = 9  # the way home, for those who fall back


class Weight(IntEnum):
    """What an assault was weighed by, thousandths of a point."""

    GROUND = 0  # what the ground is worth
    GAIN = 1  # the same, weighed by the chance to take it
    HARM = 2  # what the enemy's expected losses are worth
    TOLL = 3  # what one's own weigh
    PRICE = 4  # thousandths of their worth that one's own weigh: the stronger side can afford more


HERE: Final = 0
THERE: Final = 1
"""Rows of an account of a march: where the unit stands, and where it goes."""


def new_parts() -> NDArray[np.int64]:
    """Return room for the account of a march: (2, parts), HERE and THERE."""
    return np.zeros((2, len(Part)), np.int64)


def new_weights() -> NDArray[np.int64]:
    """Return room for the account of an assault: (weights,)."""
    return np.zeros(len(Weight), np.int64)


@rule
def take_apart(
    world: World, state: State, scratch: Scratch, mind: Mind, unit: int, hex_: int, parts: NDArray[np.int64], row: int
) -> None:
    """Fill a row of an account with the parts of a hex's score for a unit, as `best_hex` scores it."""
    side = int(world.units[unit].side)
    parts[row, Part.SUPPLY] = supply_score(world, scratch, side, hex_)
    if mind.task[unit] == FALL_BACK:
        parts[row, Part.HOME] = -int(world.home[side, hex_])
        parts[row, Part.FIRE] = fire_score(mind.enemy_fire, hex_)
        return
    parts[row, Part.ROOM] = room_score(world, state, hex_)
    if world.units[unit].role == Role.ARTILLERY:
        parts[row, Part.RANGE] = range_score(world, mind, unit, hex_, longest_range(world, state, unit))
        parts[row, Part.FIRE] = fire_score(mind.enemy_fire, hex_)
        parts[row, Part.STAY] = guns_stay_score(state, unit, hex_)
        return
    parts[row, Part.TASK] = task_score(world, mind, unit, hex_)
    parts[row, Part.PRIZE] = prize_score(world, state, mind, unit, hex_)
    parts[row, Part.COVER] = cover_score(world, state, mind.enemy_fire, hex_)
    parts[row, Part.ODDS] = odds_score(state, mind, unit, hex_, is_attacking(mind, int(mind.task[unit])))
    parts[row, Part.STAY] = stay_score(world, state, mind, unit, hex_)


@entry
def account_for_march(world: World, state: State, scratch: Scratch, mind: Mind, parts: NDArray[np.int64]) -> int:
    """Fill `parts` with the scores of both ends of the march in `scratch.order`, which the cadet has just proposed.

    Returns the trouble in which the unit falls back, SOUND if it does not. Enemies who shook it may be gone by now.
    """
    unit = int(scratch.order[0].units[0])
    for part in range(len(parts[HERE])):
        parts[HERE, part] = 0
        parts[THERE, part] = 0
    shift_fire(world, state, mind.own_fire, unit, 1)  # as it was when the unit looked at the hexes in its reach
    take_apart(world, state, scratch, mind, unit, int(state.units[unit].hex), parts, HERE)
    take_apart(world, state, scratch, mind, unit, int(scratch.order[0].target), parts, THERE)
    shift_fire(world, state, mind.own_fire, unit, -1)
    if mind.task[unit] != FALL_BACK:
        return SOUND
    found = trouble(world, state, scratch, unit)
    return SHAKEN_IN_ZONE if found == SOUND else found


@entry
def account_for_assault(scratch: Scratch, mind: Mind, side: int, weights: NDArray[np.int64]) -> int:
    """Fill `weights` with what the assault in `scratch.order` was weighed by; `scratch.forecast` is its forecast.

    Returns the objective that makes the ground worth that much, NOWHERE where it is any ground.
    """
    target = int(scratch.order[0].target)
    weights[Weight.GROUND] = ground_value(mind, target)
    weights[Weight.GAIN] = ground_gain(scratch, mind)
    weights[Weight.HARM] = harm(scratch, mind, side)
    weights[Weight.TOLL] = toll(scratch, mind, side)
    weights[Weight.PRICE] = price(mind.strength, side)
    for goal in range(len(mind.goal)):
        if mind.goal[goal] == target:
            return goal
    for goal in range(len(mind.goal)):
        if value_for(mind, goal, target) == weights[Weight.GROUND]:
            return goal
    return NOWHERE
