"""Compiled functions that do not say what they return, so that they cannot be called before they are compiled."""

from __future__ import annotations

from game.core import _jit
from game.rules.orders import find_reach
from game.rules.scratch import Scratch
from game.scenario.world import State, World


@_jit.rule
def half(number: int):  # type: ignore[no-untyped-def]  # that is what it is for
    """Return half of a number."""
    return number // 2


@_jit.entry
def quarter(number: int) -> int:
    """Return a quarter of a number."""
    return int(half(half(number)))


@_jit.entry
def half_of_reach(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Return half of how many hexes a unit reaches."""
    return int(half(find_reach(world, state, scratch, unit)))
