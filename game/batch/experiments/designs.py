"""Designs: which combinations of the levels of factors are played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from game.core import dice
from game.core.dice import WORD

Rows = tuple[int, ...]
"""The level of each factor at a point, by its number."""

_SALT: Final = 0x1A7


def grid(levels: Sequence[int]) -> Iterator[Rows]:
    """Yield every combination of factors with so many levels each; the last factor varies fastest."""
    yield from product(*map(range, levels))


def one_at_a_time(levels: Sequence[int]) -> Iterator[Rows]:
    """Yield the first level of all factors, then each other level of each factor, with the others as they were."""
    usual = (0,) * len(levels)
    yield usual
    for factor, count in enumerate(levels):
        for level in range(1, count):
            yield (*usual[:factor], level, *usual[factor + 1 :])


def latin_hypercube(factors: int, points: int, seed: int) -> Iterator[tuple[float, ...]]:
    """Yield points in the unit cube, (factors,) numbers from 0 to below 1 each.

    Of every factor each of the `points` equal stretches from 0 to 1 has one point: they lie as evenly as one factor
    alone could have them, whatever the others are (McKay, Beckman and Conover 1979).
    """
    places = [_shuffled(points, seed, factor) for factor in range(factors)]
    for point in range(points):
        yield tuple(
            (places[factor][point] + _drawn(seed, factor, point) / (WORD + 1)) / points for factor in range(factors)
        )


def _shuffled(count: int, seed: int, factor: int) -> list[int]:
    """Return the numbers from 0 in an order that belongs to a seed and a factor."""
    order = list(range(count))
    for place in range(count - 1, 0, -1):  # Fisher and Yates
        other = _drawn(seed, factor, count + place) % (place + 1)
        order[place], order[other] = order[other], order[place]
    return order


def _drawn(seed: int, factor: int, place: int) -> int:
    mix = getattr(dice.mix, "py_func", dice.mix)
    key = mix((seed & WORD) ^ _SALT) ^ mix(((seed >> 32) & WORD) + 1)
    return int(mix((mix((key + factor) & WORD) + place) & WORD))
