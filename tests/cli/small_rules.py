"""A few compiled functions that stand for the rules where compiling itself is tested: they take a second, not a minute.

`small_start` is a start of the program with them.
"""

from __future__ import annotations

from game.core import _jit


@_jit.rule
def spread(number: int, by: int) -> int:
    """Return a number that looks like no other."""
    return (number ^ (number >> 7)) * (2 * by + 1) & 0xFFFFFFFF


@_jit.rule
def climb(number: int, steps: int) -> int:
    """Spread a number many times."""
    for step in range(steps):
        number = spread(number, step)
    return number


@_jit.rule
def longest(number: int) -> int:
    """Return the longest row of ones in a number."""
    best = row = 0
    while number > 0:
        row = row + 1 if number & 1 else 0
        best = max(best, row)
        number >>= 1
    return best


@_jit.entry
def first(number: int) -> int:
    """Return one result."""
    return climb(number, 5) + longest(number)


@_jit.entry
def second(number: int) -> int:
    """Return another, which needs the first."""
    return first(climb(number, 3)) ^ longest(spread(number, 9))


def examples() -> dict[str, object]:
    """Return a value for each parameter that is no number: there is none."""
    return {}


BUNDLE = _jit.Bundle("small", __name__, __name__)

WORKERS = 1
"""To start another takes longer than to compile these; the rules themselves are compiled by a worker for each core."""


def result() -> int:
    """Return what the functions come to; with no compiler at all it is the same."""
    return sum(first(number) * 3 + second(number) for number in range(50))


RIGHT = 20_831_906
"""What it is."""
