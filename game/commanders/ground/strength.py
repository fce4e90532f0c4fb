"""Which side is the stronger on the whole map, and what that makes of its losses."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import SIDES, Status
from game.scenario.world import State, World

STRONGER: Final = 120
"""Own fire against the enemy's on the whole map, in per cent, from which a side is clearly the stronger."""


@rule
def weigh_sides(world: World, state: State, strength: NDArray[np.int64]) -> None:
    """Add up the fire of both sides on the map, in (SIDES,) `strength`."""
    for side in range(SIDES):
        strength[side] = 0
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status == Status.PRESENT and row.routed == 0:
            strength[int(world.units[unit].side)] += int(state.unit_figures[unit].fire)


@rule
def is_stronger(strength: NDArray[np.int64], side: int) -> int:
    """Return 1 if a side has clearly more fire on the map than the other."""
    return 1 if strength[side] * 100 >= strength[1 - side] * STRONGER else 0


@rule
def price(strength: NDArray[np.int64], side: int) -> int:
    """Return what a side pays for a loss, thousandths of its worth: the stronger can afford more, man for man."""
    return min(1000, int(strength[1 - side]) * 1000 // max(1, int(strength[side])))
