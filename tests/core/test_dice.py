"""Luck without a generator (1.3): fixed numbers, even spread, neighbours that know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from game.core.dice import WORD, Purpose, draw, mix

THROWS = 36
TOO_UNEVEN = 93
"""Chi-square of 35 degrees of freedom exceeds this once in a million times."""
TOO_EVEN = 8
"""And falls short of this once in a million times."""


def chi_square(faces: Iterable[int]) -> float:
    counts = [0] * THROWS
    for face in faces:
        counts[face] += 1
    expected = sum(counts) / THROWS
    return sum((count - expected) ** 2 for count in counts) / expected


@pytest.mark.parametrize(
    ("word", "mixed"), [(0, 0), (1, 0x86D2FA73), (2, 0x0DA7F4E7), (0xFFFFFFFF, 0x99B5E683), (0x12345678, 0x16E776BD)]
)
def test_mixing_never_changes(word: int, mixed: int) -> None:
    assert mix(word) == mixed


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ((0, 0, 0, 0, 0, 0), 1724710885),
        ((1, 1, 1, 0, 0, 0), 2708153439),
        ((1938, 7, 1, 12, 1034, 0), 3533303669),
        ((1938, 7, 2, 12, 1034, 0), 1316841876),
        ((1938, 7, 1, 12, 1034, 1), 3041654069),
        ((2**40 + 1938, 7, 1, 12, 1034, 0), 1636268022),
        ((2**62, 400, 6, 299, 9999, 60), 801258896),
    ],
)
def test_golden_numbers(address: tuple[int, ...], number: int) -> None:
    """A change here changes every game ever saved: it needs a new RULES_VERSION."""
    assert draw(*address) == number


def test_mixing_is_one_to_one() -> None:
    """Odd multipliers and shifted ors can be undone; here, no two of many words meet."""
    words = [word * step & WORD for step in (1, 65_537, 2_654_435_761) for word in range(20_000)]
    assert len({mix(word) for word in words}) == len(set(words))


def test_products_stay_within_64_bits() -> None:
    """Compiled integers wrap, plain ones do not: neither may come near."""
    for multiplier in (0x21F0AAAD, 0x735A2D97):
        assert WORD * multiplier < 2**63
        assert multiplier % 2 == 1


WALKS = {
    "seeds": lambda i: (i, 5, Purpose.ATTACKER, 7, 1034, 0),
    "seeds_far_apart": lambda i: (i * 1_000_003 << 20, 5, Purpose.ATTACKER, 7, 1034, 0),
    "turns": lambda i: (1938, i % 400, Purpose.ATTACKER, 7 + i // 400, 1034, 0),
    "units": lambda i: (1938, 5, Purpose.DEFENDER, i % 100, i // 100, 0),
    "hexes": lambda i: (1938, 5, Purpose.BOMBARD, 3, i, 0),
    "counts": lambda i: (1938, 5 + i // 60, Purpose.BOG, 3, 1034, i % 60),
    "purposes": lambda i: (1938, 5, i % 6 + 1, i // 6, 1034, 0),
}


@pytest.mark.parametrize("walk", WALKS)
def test_every_throw_is_equally_likely(walk: str) -> None:
    """Along any one coordinate the 36 throws come equally often."""
    faces = [draw(*WALKS[walk](i)) % THROWS for i in range(7_200)]
    assert TOO_EVEN < chi_square(faces) < TOO_UNEVEN


@pytest.mark.parametrize("walk", WALKS)
def test_neighbours_know_nothing_of_each_other(walk: str) -> None:
    """Six by six: where one throw falls says nothing of where the next one does."""
    faces = [draw(*WALKS[walk](i)) % THROWS for i in range(7_201)]
    pairs = [faces[i] // 6 * 6 + faces[i + 1] // 6 for i in range(7_200)]
    assert TOO_EVEN < chi_square(pairs) < TOO_UNEVEN


def test_attacker_and_defender_know_nothing_of_each_other() -> None:
    """Both throw for the same unit at the same place, only the purpose differs."""
    pairs = []
    for seed in range(7_200):
        attacker, defender = (draw(seed, 5, purpose, 7, 1034, 0) % THROWS for purpose in (1, 2))
        pairs.append(attacker // 6 * 6 + defender // 6)
    assert TOO_EVEN < chi_square(pairs) < TOO_UNEVEN


@pytest.mark.parametrize("bit", range(32))
def test_every_bit_is_a_fair_coin(bit: int) -> None:
    ones = sum(draw(seed, 1, 1, 1, 1, 0) >> bit & 1 for seed in range(1_000))
    assert abs(ones - 500) < 80  # five standard deviations


def test_every_part_of_the_address_counts() -> None:
    here = (1938, 5, 1, 7, 1034, 0)
    others = [tuple(value + (i == place) for i, value in enumerate(here)) for place in range(6)]
    swapped = (1938, 5, 1, 1034, 7, 0)
    high_seed = (1938 + 2**32, 5, 1, 7, 1034, 0)
    numbers = [draw(*address) for address in (here, *others, swapped, high_seed)]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number <= WORD for number in numbers)
