"""Victory points as they would be given at the end of every turn: what settled a game, and when, is read off them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.terms import SIDES
from game.rules.victory import points_of
from game.scenario.world import State, World


def no_standings(runs: int, turns: int) -> NDArray[np.int32]:
    """(N, T, SIDES) Return room for the points of so many runs, none of them played yet."""
    return np.zeros((runs, turns, SIDES), np.int32)


def take_standings(world: World, state: State, row: NDArray[Any]) -> None:
    """Write (SIDES,) the points that each side would have if the game ended now (10.2)."""
    for side in range(SIDES):
        row[side] = points_of(world, state, side)
