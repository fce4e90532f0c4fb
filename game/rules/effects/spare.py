"""A spare state, made equal again to the one that it is a copy of (rulebook 5.9)."""

from __future__ import annotations

from game.core._jit import rule
from game.scenario.world import State


@rule
def copy_unit(state: State, spare: State, unit: int) -> None:
    """Make a unit of a spare state what it is in the state."""
    spare.units[unit] = state.units[unit]
    spare.unit_figures[unit] = state.unit_figures[unit]


@rule
def copy_hex(state: State, spare: State, hex_: int) -> None:
    """Make a hex of a spare state what it is in the state."""
    spare.hexes[hex_] = state.hexes[hex_]
    spare.hex_figures[hex_] = state.hex_figures[hex_]


@rule
def copy_sides(state: State, spare: State) -> None:
    """Make both sides of a spare state what they are in the state."""
    for side in range(len(state.sides)):
        spare.sides[side] = state.sides[side]


@rule
def copy_crossings(state: State, spare: State) -> None:
    """Make what the boats have carried in a spare state what it is in the state."""
    for crossing in range(len(state.crossings)):
        spare.crossings[crossing] = state.crossings[crossing]
