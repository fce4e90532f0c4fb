"""Rest (rulebook 7): cohesion and fatigue, routs and rallies."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.rules.effects import log
from game.rules.effects.zones import refresh_zone
from game.scenario.world import State, World

FRESH: Final = 100
"""The cohesion of a unit that nothing has shaken."""

SPENT: Final = 100
"""The most fatigue."""


@rule
def come_up(state: State, unit: int) -> None:
    """Let a unit that was suppressed be as before."""
    state.units[unit].suppressed = 0


@rule
def steady(state: State, unit: int, by: int) -> None:
    """Give a unit cohesion back, or let it waste away."""
    row = state.units[unit]
    row.cohesion = max(0, min(FRESH, int(row.cohesion) + by))


@rule
def tire(state: State, unit: int, by: int) -> None:
    """Add fatigue (or, with a negative number, rest)."""
    row = state.units[unit]
    row.fatigue = min(SPENT, max(0, int(row.fatigue) + by))


@rule
def rout(world: World, state: State, unit: int) -> None:
    """Rout a unit: it holds no zone and takes no orders but to move away, until it rallies."""
    row = state.units[unit]
    if row.routed == 0:
        row.routed = 1
        refresh_zone(world, state, unit)
        log.routed(state, unit=unit, cohesion=int(row.cohesion))


@rule
def rally(world: World, state: State, unit: int) -> None:
    """Rally a routed unit."""
    row = state.units[unit]
    row.routed = 0
    refresh_zone(world, state, unit)
    log.rallied(state, unit=unit, cohesion=int(row.cohesion))
