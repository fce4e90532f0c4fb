"""Ground and points (rulebook 10): who owns a hex, what a side has won."""

from __future__ import annotations

from game.core._jit import rule
from game.rules.effects import log
from game.scenario.world import State


@rule
def own(state: State, hex_: int, side: int, unit: int) -> None:
    """Give a hex to a side; `unit` is who took it, NOWHERE if nobody went there."""
    place = state.hexes[hex_]
    if place.owner != side:
        log.owner(state, unit=unit, hex_=hex_, side_before=int(place.owner), side=side)
        place.owner = side


@rule
def set_points(state: State, side: int, points: int) -> None:
    """Set a side's victory points."""
    state.sides[side].points = points
