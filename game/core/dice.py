"""Luck without a generator (rulebook 1.3).

A draw is a pure function of the seed and of what it is for. Nothing is consumed, so an order given elsewhere never
reshuffles luck and loading a game never re-rolls it. All products stay below 2**63: compiled code, plain Python and
any other machine get the same numbers.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from game.core._jit import rule

WORD: Final = 0xFFFFFFFF


class Purpose(IntEnum):
    """What a draw is for; part of its address, so numbers are never reused."""

    ATTACKER = 1
    DEFENDER = 2
    BOMBARD = 3
    BOG = 4
    COMMANDER = 5
    ARRIVAL = 6
    STRENGTH = 7
    ICE = 8


@rule
def mix(word: int) -> int:
    """Scramble 32 bits into 32 bits, one to one; both multipliers are below 2**31, so no product overflows int64."""
    word = word & WORD
    word = ((word ^ (word >> 16)) * 0x21F0AAAD) & WORD
    word = ((word ^ (word >> 15)) * 0x735A2D97) & WORD
    return word ^ (word >> 15)


@rule
def draw(seed: int, turn: int, purpose: int, who: int, where: int, n: int) -> int:
    """Return a number from 0 to 2**32 - 1 that belongs to this seed, turn, purpose, unit, place and count."""
    word = mix(seed & WORD)
    word = mix(word ^ ((seed >> 32) & WORD))
    word = mix(word + turn * 0x9E37 + purpose * 0x3C6EF)
    word = mix(word + who * 0x1B873 + 1)
    word = mix(word + where * 0x2545F + 2)
    return mix(word + n * 0x6A09E + 3)
