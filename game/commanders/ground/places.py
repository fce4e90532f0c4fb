"""What a hex is worth to whoever thinks of going there, whatever his task: cover, room, the way home.

All is in one coin, points of which a quarter point of way is worth ten.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.supply import supply_score
from game.core._jit import rule
from game.rules.ground import terrain_of
from game.rules.scratch import Scratch
from game.scenario.world import State, World

CROWDED: Final = 40
COVER: Final = 8
MOST_COVER: Final = COVER * 10
UNDER_FIRE: Final = 400


@rule
def cover_score(world: World, state: State, enemy_fire: NDArray[np.int64], hex_: int) -> int:
    """Return what the cover of a hex next to enemies is worth."""
    if enemy_fire[hex_] == 0:
        return 0
    return (1000 - int(world.terrain[terrain_of(state, hex_)].cover)) * COVER // 100


@rule
def room_score(world: World, state: State, hex_: int) -> int:
    """Return what the crowd in a hex says of it."""
    return -(CROWDED * int(state.hex_figures[hex_].load) // max(1, int(world.rules[0].movement.stack_limit)))


@rule
def fire_score(enemy_fire: NDArray[np.int64], hex_: int) -> int:
    """Return what enemies next to a hex say of it to those who do not want to meet them."""
    return -UNDER_FIRE if enemy_fire[hex_] > 0 else 0


@rule
def home_score(world: World, scratch: Scratch, enemy_fire: NDArray[np.int64], unit: int, hex_: int) -> int:
    """Return how well a hex serves a unit that falls back: nearer home, out of fire, in supply."""
    side = int(world.units[unit].side)
    return supply_score(world, scratch, side, hex_) + fire_score(enemy_fire, hex_) - int(world.home[side, hex_])
