"""Supply (rulebook 4): depots, ammunition, what the trace has found."""

from __future__ import annotations

from game.core._jit import rule
from game.rules.effects import log
from game.scenario.world import State


@rule
def set_supply(state: State, unit: int, distance: int, level: int, stock: int) -> None:
    """Set what the trace of supply found for a unit."""
    row = state.units[unit]
    if row.supply != level:
        log.supply(state, unit=unit, supply_before=int(row.supply), supply=level, distance=distance, stock=stock)
    row.distance = distance
    row.supply = level
    row.stock = stock


@rule
def draw_ammunition(state: State, unit: int, side: int, missions: int) -> None:
    """Bring fire missions from the side's depots to a unit."""
    state.units[unit].missions = int(state.units[unit].missions) + missions
    state.sides[side].depot = int(state.sides[side].depot) - missions


@rule
def fill_depot(state: State, side: int, missions: int) -> None:
    """Add a turn's lift to the depots."""
    state.sides[side].depot = int(state.sides[side].depot) + missions
