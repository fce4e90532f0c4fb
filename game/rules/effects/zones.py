"""Zones of control (rulebook 3.6): the counts on the hexes, kept up as units come, go, shrink, break and rally."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, Mobility, Status
from game.scenario.world import State, World


@rule
def count_zone(world: World, state: State, unit: int, by: int) -> None:
    """Add `by` to the zone counts of the unit's side on its hex and on every neighbour that can be entered from it."""
    hex_ = int(state.units[unit].hex)
    side = int(world.units[unit].side)
    state.hex_figures[hex_].zone[side] += by
    for direction in range(6):
        neighbour = int(world.hexes[hex_].neighbour[direction])
        if neighbour != NOWHERE and world.hexes[neighbour].water == 0:
            state.hex_figures[neighbour].zone[side] += by


@rule
def has_zone(world: World, state: State, unit: int) -> int:
    """Return 1 if the strength and the state of a unit give it a zone of control (rulebook 3.6)."""
    row = state.units[unit]
    if row.status != Status.PRESENT or row.routed == 1 or world.units[unit].mobility == Mobility.BOAT:
        return 0
    return 1 if state.unit_figures[unit].frontage >= world.rules[0].movement.zone_frontage else 0


@rule
def refresh_zone(world: World, state: State, unit: int) -> None:
    """Let a unit gain or lose its zone of control as its strength and state have it (rulebook 3.6)."""
    figures = state.unit_figures[unit]
    has = has_zone(world, state, unit)
    if has != figures.zone:
        figures.zone = has
        count_zone(world, state, unit, 2 * has - 1)
