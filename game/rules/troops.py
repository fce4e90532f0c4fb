"""What the state of troops makes of their fire (rulebook 5.3): quality, cohesion, fatigue, supply. Changes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import Term
from game.scenario.world import State, World


@rule
def set_troop_terms(world: World, state: State, terms: NDArray[np.int32], units: NDArray[Any], count: int) -> None:
    """Write the four terms of a group of units, each unit weighing as much as its fire; 1000 for no fire at all."""
    rules = world.rules[0]
    fire = 0
    quality = 0
    cohesion = 0
    fatigue = 0
    supply = 0
    for i in range(count):
        unit = int(units[i])
        row = state.units[unit]
        weight = int(row.fire)
        floor = int(rules.cohesion_floor)
        fire += weight
        quality += weight * int(world.units[unit].quality)
        cohesion += weight * (floor + (1000 - floor) * int(row.cohesion) // 100)
        fatigue += weight * (1000 - int(rules.fatigue_drag) * int(row.fatigue) // 100)
        supply += weight * int(rules.supply_fire[int(row.supply)])
    if fire == 0:
        return
    terms[Term.QUALITY] = quality // fire
    terms[Term.COHESION] = cohesion // fire
    terms[Term.FATIGUE] = fatigue // fire
    terms[Term.SUPPLY] = supply // fire
