"""Compiled functions at which one way of compiling may stumble and the other not.

Some do not say what they return, so that they cannot be called before they are compiled. One returns members of an
enum, which Numba by itself takes for another type than the whole number that the function says.
"""

from __future__ import annotations

from enum import IntEnum

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


class Size(IntEnum):
    """What a number is."""

    SMALL = 1
    LARGE = 2


@_jit.rule
def size_of(number: int) -> int:
    """Return the size of a number."""
    return Size.LARGE if number > 9 else Size.SMALL


@_jit.entry
def larger(number: int, other: int) -> int:
    """Return a number, or the size of the other if that is more."""
    return max(number, size_of(other))
