"""What kind of ground a hex is this turn (rulebook 3.2, 3.9). Nothing here changes state.

What it costs to go there is in `ways`; `effects/ground.py` brings both up to date when the ground changes.
"""

from __future__ import annotations

from game.core._jit import rule
from game.scenario.world import State, World


@rule
def terrain_of(state: State, hex_: int) -> int:
    """Return the row of the kind of ground that a hex counts as this turn."""
    return int(state.hex_figures[hex_].terrain)


@rule
def ground_of_turn(world: World, turn: int) -> int:
    """Return the state of the ground in a turn: a row of `counts_as`, `spans` and `spans_at_start` of the World."""
    return int(world.calendar[turn].ground)


@rule
def ground_at_start(world: World) -> int:
    """Return the state of the ground in the first turn."""
    return ground_of_turn(world, int(world.frame[0].first_turn))
