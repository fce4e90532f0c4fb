"""How losses fall on units and items (rulebook 5.5). Thousandths are carried, so that nothing is lost in rounding."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.limits import MOST_VALUE
from game.core.terms import Status
from game.rules import effects
from game.rules.scratch import TERMS
from game.rules.ways import is_boat
from game.scenario.world import SLOTS, State, World


@rule
def multiply_terms(base: int, terms: NDArray[np.int32]) -> int:
    """Return the base times every term, rounded down after each, in the order of the terms: the number used.

    No more than MOST_VALUE after any of them, so that no product outgrows its field.
    """
    value = base
    for term in range(TERMS):
        value = min(MOST_VALUE, value * int(terms[term]) // 1000)
    return value


@rule
def lose_soft(world: World, state: State, unit: int, thousandths: int) -> None:
    """Spread thousandths of a man over the soft items of a unit, each in proportion to what it exposes."""
    row = state.units[unit]
    targets = int(state.unit_figures[unit].targets)
    if targets == 0:
        return
    left = min(thousandths, targets)
    share_left = targets
    for slot in range(SLOTS):
        count = int(row.items[slot])
        if count == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        exposed = count * int(item.crew) * int(item.exposure)
        if item.armour > 0 or exposed == 0:
            continue
        part = left * exposed // share_left
        left -= part
        share_left -= exposed
        effects.carry_loss(world, state, unit, slot, part // int(item.crew))
        if share_left == 0:
            break


@rule
def lose_armour(world: World, state: State, unit: int, thousandths: int) -> None:
    """Spread thousandths of a vehicle that is hit over the armoured items of a unit, in proportion to their numbers."""
    row = state.units[unit]
    armour = int(state.unit_figures[unit].armour)
    if armour == 0:
        return
    left = min(thousandths, armour * 1000)
    for slot in range(SLOTS):
        count = int(row.items[slot])
        if count == 0 or armour == 0:
            continue
        if world.equipment[int(world.units[unit].items[slot])].armour == 0:
            continue
        part = left * count // armour
        left -= part
        armour -= count
        effects.carry_hits(world, state, unit, slot, part)


@rule
def lies_disabled(state: State, unit: int) -> int:
    """Return 1 if vehicles lie disabled with a unit."""
    for slot in range(SLOTS):
        if state.units[unit].disabled[slot] > 0:
            return 1
    return 0


@rule
def bury(world: World, state: State, unit: int) -> None:
    """Bring a unit up to date after losses, and take it off the map when nothing fights on in it.

    Boats that are crippled and not sunk drift away (rulebook 3.8).
    """
    effects.refresh_after_losses(world, state, unit)
    row = state.units[unit]
    if state.unit_figures[unit].men > 0 or row.status != Status.PRESENT:
        return
    if is_boat(world, unit) == 1 and lies_disabled(state, unit) == 1:
        effects.drift_away(world, state, unit)
    else:
        effects.destroy(world, state, unit)


@rule
def spread_losses(
    world: World, state: State, units: NDArray[Any], count: int, thousandths: int, targets: int, on_armour: int
) -> None:
    """Spread thousandths of a man over several units, each in proportion to the `targets` that it offers.

    With `on_armour` they are thousandths of a vehicle, and `targets` is a number of vehicles.
    """
    left = min(thousandths, targets * 1000 if on_armour == 1 else targets)
    share_left = targets
    for i in range(count):
        unit = int(units[i])
        figures = state.unit_figures[unit]
        offered = int(figures.armour) if on_armour == 1 else int(figures.targets)
        if share_left <= 0 or offered == 0:
            continue
        part = left * offered // share_left
        left -= part
        share_left -= offered
        if on_armour == 1:
            lose_armour(world, state, unit, part)
        else:
            lose_soft(world, state, unit, part)
        bury(world, state, unit)


@rule
def density(world: World, targets: int, armour: int) -> int:
    """Return how well men can be hit by their number, in thousandths; for losses only (5.5, 6.2).

    A vehicle counts as ten men. A handful offers too little to shoot at; every man beyond what one battalion shows
    makes the fire count for more.
    """
    rules = world.rules[0].assault
    men = targets // 1000 + armour * 10
    if men < rules.sparse_targets:
        return men * 1000 // int(rules.sparse_targets)
    beyond = max(0, men - int(rules.dense_targets))
    return min(int(rules.dense_most), 1000 + beyond * int(rules.dense_gain) // max(1, int(rules.dense_targets)))
