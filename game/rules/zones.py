"""Zones of control (rulebook 3.6).

Answers who controls a hex. The counts in `state.hex_figures.zone` are kept by effects whenever a unit comes, goes,
breaks, rallies or shrinks. Nothing here changes state.
"""

from __future__ import annotations

from game.core._jit import rule
from game.scenario.world import State


@rule
def in_enemy_zone(state: State, hex_: int, side: int) -> int:
    """Return 1 if the other side holds the hex in its zone of control."""
    if state.hex_figures[hex_].zone[1 - side] > 0:
        return 1
    return 0
