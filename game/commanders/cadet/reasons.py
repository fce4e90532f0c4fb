"""Why the cadet gives an order, in a sentence that a player can read.

    to take 2028 (Zaozernaya), worth 16.7 points
    to take 2430 (Hill 52), worth 12 points; 64 % success; expected losses: Japanese 120 men, Soviet 200 men
    falls back, out of supply: towards home

Asked between a proposal and its order, while everything that the cadet weighed is as it was. A march is explained
by that part of the score by which the hex that it goes to is most better than the one it leaves, an assault by the
greater of what the ground and the enemy's losses promise. Nothing is made up: where a number decided, it is named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.cadet.accounts import (
    HERE,
    THERE,
    Part,
    Weight,
    account_for_assault,
    account_for_march,
    new_parts,
    new_weights,
)
from game.commanders.cadet.mind import PRESS, Mind
from game.commanders.cadet.pressure import EMPTY_GROUND
from game.commanders.cadet.tasks import CUT_OFF, ROUTED, SOUND
from game.commanders.fight_words import expected_of, for_points, hundredths, losses, over_water, points
from game.commanders.ground.ways import FAR
from game.core.terms import NOWHERE, Mobility
from game.engine.event_words import counted, place
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Exit, Order
from game.engine.plain import plain
from game.rules.scratch import Scratch
from game.rules.ways import edge_cost
from game.scenario.loading import Scenario

FULL: Final = 1000
"""The price of a loss that counts in full, thousandths."""


def explain(game: Game, scratch: Scratch, mind: Mind, order: Order) -> str:
    """Return why the cadet proposes an order; it is in `scratch.order` and has not been given yet."""
    if isinstance(order, Attack):
        return _why_assault(game, scratch, mind, order)
    if isinstance(order, Exit):
        return f"leaves the map{for_points(game, int(scratch.order[0].units[0]))}"
    if said := over_water(game, order):
        return said
    if isinstance(order, Bombard):
        return _why_bombard(game, order)
    return _why_march(game, scratch, mind)


# --- fights ---------------------------------------------------------------------------------------------------------


def _why_assault(game: Game, scratch: Scratch, mind: Mind, order: Attack) -> str:
    """Return what an assault is for, its chance, what it is expected to cost both sides."""
    expected = expected_of(game, scratch, order)
    weights = new_weights()
    goal = int(account_for_assault(scratch, mind, int(game.state.clock.active[0]), weights))
    chance = f"{hundredths(expected.success)} % success"
    if order.support:
        scratch.order[0].count = len(order.units)
        alone = expected_of(game, scratch, replace(order, support=()))
        scratch.order[0].count = len(order.units) + len(order.support)
        chance += f" ({hundredths(alone.success)} % without the guns)"
    if expected.trapped:
        chance += f"; {hundredths(expected.trapped)} % that defenders cannot retreat"
    return f"{_prize(game, mind, order, goal, weights)}; {chance}; {losses(game, expected)}{_discount(weights)}"


def _discount(weights: NDArray[np.int64]) -> str:
    """Return how little its own losses count for the stronger side; nothing where they count in full."""
    share = int(weights[Weight.PRICE])
    return f"; its own count at {max(1, share // 10)} % of their worth, as it is the stronger" if share < FULL else ""


def _prize(game: Game, mind: Mind, order: Attack, goal: int, weights: NDArray[np.int64]) -> str:
    worth = points(int(weights[Weight.GROUND]))
    if weights[Weight.HARM] > weights[Weight.GAIN]:
        theirs, own = points(int(weights[Weight.HARM])), points(int(weights[Weight.TOLL]))
        return f"to inflict losses, valued at {theirs} against {own} for its own"
    if goal == NOWHERE:
        return f"to gain ground, worth {worth}"
    where, hex_ = _objective(game.scenario, mind, goal), int(mind.goal[goal])
    if game.scenario.hex_number(hex_) == order.target:
        return f"to take {where}, worth {worth}"
    if game.state.hexes.owner[hex_] == game.state.clock.active[0]:
        return f"to drive the enemy back from {where}, worth {worth}"
    return f"to gain ground on the way to {where}, worth {worth}"


def _why_bombard(game: Game, order: Bombard) -> str:
    """Return which enemy is shelled: of all in range and in contact, the one that offers most."""
    names, row = game.scenario.names.units, game.scenario.hex_row(order.target)
    there = np.flatnonzero(game.state.units.hex == row)
    enemy = int(max(there, key=lambda unit: (int(game.state.unit_figures.targets[unit]), -int(unit))))
    exposed = counted("men", int(game.state.unit_figures.targets[enemy]) // 1000)
    return f"best target in range and next to its own units: {names[enemy]}, {exposed} exposed"


# --- marches --------------------------------------------------------------------------------------------------------


def _why_march(game: Game, scratch: Scratch, mind: Mind) -> str:
    parts = new_parts()
    unit, there = int(scratch.order[0].units[0]), int(scratch.order[0].target)
    trouble = int(account_for_march(game.world, game.state, scratch, mind, parts))
    part = decisive(parts)
    if trouble != SOUND:
        return f"{_trouble(game, unit, trouble)}: {_FALLING_BACK[part]}"
    if part is Part.TASK:
        return _why_nearer(game, mind, unit, there)
    if part is Part.PRIZE:
        return _why_there(game, mind, unit, there)
    if part is Part.RANGE:
        where = _objective(game.scenario, mind, int(mind.task[unit]))
        return f"to have {where} in range" if parts[THERE, part] == 0 else f"to come within range of {where}"
    if part is Part.SUPPLY:
        return "back into full supply" if parts[THERE, part] == 0 else "to where supply is better"
    if part is Part.ODDS:
        return "away from enemies too strong for it" if parts[HERE, part] < 0 else "to engage the enemy"
    return _OTHERWISE[part]


def decisive(parts: NDArray[np.int64]) -> Part:
    """Return the part of an account by which the new hex is most better than the old."""
    gained = parts[THERE] - parts[HERE]
    assert gained.sum() > 0, "nobody marches to where it is no better"
    return Part(int(np.argmax(gained)))


_OTHERWISE: Final = {
    Part.COVER: "for better cover next to the enemy",
    Part.ROOM: "out of a crowded hex",
    Part.FIRE: "away from the enemies next to it",
}
_FALLING_BACK: Final = {
    Part.HOME: "towards home",
    Part.SUPPLY: "to where supply is better",
    Part.FIRE: "away from the enemies next to it",
}


def _trouble(game: Game, unit: int, trouble: int) -> str:
    """Return why a unit falls back."""
    if trouble == ROUTED:
        return "falls back, routed"
    if trouble == CUT_OFF:
        left = int(game.state.units.stock[unit])
        return f"falls back, cut off with supplies for {counted('turn', left)}" if left else "falls back, out of supply"
    return f"falls back from the enemy, shaken (cohesion {int(game.state.units.cohesion[unit])})"


def _why_nearer(game: Game, mind: Mind, unit: int, there: int) -> str:
    """Return what a unit goes towards: its objective, or the enemy who draws most."""
    task = int(mind.task[unit])
    if task == PRESS:
        return _why_press(game, mind, there)
    where = f"{_objective(game.scenario, mind, task)}, worth {points(int(mind.worth[task]))}"
    if mind.attacking[task]:
        return f"to take {where}"
    ours = game.state.hexes.owner[mind.goal[task]] == game.world.units.side[unit]
    return f"to hold {where}" if ours else f"towards {where}, which is not to be taken yet"


def _why_there(game: Game, mind: Mind, unit: int, there: int) -> str:
    """Return what is to be had in the hex that a unit goes to."""
    task = int(mind.task[unit])
    if task < 0 or int(mind.goal[task]) != there:
        return "to take ground from the enemy"
    ours = game.state.hexes.owner[there] == game.world.units.side[unit]
    where, worth = _objective(game.scenario, mind, task), points(int(mind.worth[task]))
    return f"to stand in {where}, worth {worth}" if ours else f"to occupy {where}, worth {worth}"


def _why_press(game: Game, mind: Mind, there: int) -> str:
    """Return whom a unit presses that no objective wants."""
    scenario, state = game.scenario, game.state
    hex_ = pressed(game, mind, there)
    where = place(scenario, str(scenario.hex_number(hex_)))
    top = int(state.hexes.top[hex_])
    if top != NOWHERE and game.world.units.side[top] != state.clock.active[0]:
        enemy = scenario.names.units[top]
        return f"not needed for an objective: towards {enemy} in {where}, the enemy easiest to reach"
    if mind.ground[hex_] == 1 and mind.pressure[hex_] == EMPTY_GROUND:
        return f"not needed for an objective: towards {where}, which is worth points"
    return f"not needed for an objective: towards {where}, where the enemy was easiest to reach"


def pressed(game: Game, mind: Mind, hex_: int) -> int:
    """Return the hex that draws those who press from a hex: the end of the way by which pressure was spread."""
    for _ in range(len(mind.pressure)):
        next_hex = _one_on(game, mind, hex_)
        if next_hex == NOWHERE:
            return hex_
        hex_ = next_hex
    return hex_


def _one_on(game: Game, mind: Mind, hex_: int) -> int:
    """Return the next hex on that way, NOWHERE at its end."""
    here = int(mind.pressure[hex_])
    neighbours: list[int] = game.world.hexes.neighbour[hex_].tolist()
    for direction, there in enumerate(neighbours):
        step = int(plain(edge_cost)(game.world, game.state.spans, Mobility.FOOT, 0, hex_, direction))
        if there != NOWHERE and step > 0 and here < FAR and here == int(mind.pressure[there]) + step:
            return there
    return NOWHERE


# --- names and numbers ----------------------------------------------------------------------------------------------


def _objective(scenario: Scenario, mind: Mind, goal: int) -> str:
    """Return an objective with its name, or that of the smallest area around it that points are given for."""
    row = int(mind.goal[goal])
    number = str(scenario.hex_number(row))
    named = place(scenario, number)
    if named != number:
        return named
    areas = {award.area for award in scenario.file.victory.awards if award.award == "hold" and award.area is not None}
    sizes = {
        area: int(inside.sum())
        for area in areas
        if (inside := scenario.world.areas[scenario.names.area_row[area]])[row] == 1
    }
    area = min(sizes, key=lambda name: (sizes[name], name))
    return f"{number} ({scenario.names.area_titles[scenario.names.area_row[area]]})"
