"""What the state of troops makes of their fire (rulebook 5.3): quality, cohesion, fatigue, supply. Changes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import Term
from game.scenario.world import State, World


@rule
def cohesion_term(world: World, state: State, unit: int) -> int:
    """Return what its cohesion makes of a unit's fire, in thousandths (5.3)."""
    floor = int(world.rules[0].assault.cohesion_floor)
    return floor + (1000 - floor) * int(state.units[unit].cohesion) // 100


@rule
def fatigue_term(world: World, state: State, unit: int) -> int:
    """Return what its fatigue makes of a unit's fire, in thousandths (5.3)."""
    return 1000 - int(world.rules[0].assault.fatigue_drag) * int(state.units[unit].fatigue) // 100


@rule
def supply_term(world: World, state: State, unit: int) -> int:
    """Return what its supply makes of a unit's fire, in thousandths (5.3)."""
    return int(world.rules[0].assault.supply_fire[int(state.units[unit].supply)])


@rule
def set_troop_terms(world: World, state: State, terms: NDArray[np.int32], units: NDArray[Any], count: int) -> None:
    """Write the four terms of a group of units, each unit weighing as much as its fire; 1000 for no fire at all."""
    fire = 0
    quality = 0
    cohesion = 0
    fatigue = 0
    supply = 0
    for i in range(count):
        unit = int(units[i])
        weight = int(state.unit_figures[unit].fire)
        fire += weight
        quality += weight * int(world.units[unit].quality)
        cohesion += weight * cohesion_term(world, state, unit)
        fatigue += weight * fatigue_term(world, state, unit)
        supply += weight * supply_term(world, state, unit)
    if fire == 0:
        return
    terms[Term.QUALITY] = quality // fire
    terms[Term.COHESION] = cohesion // fire
    terms[Term.FATIGUE] = fatigue // fire
    terms[Term.SUPPLY] = supply // fire
