"""What is free goes back to the system."""

from __future__ import annotations

import ctypes

import pytest

from game.bench.long_play import memory_now
from game.desk.memory import give_back_free_memory

PIECE, PIECES = 60_000, 1_000
"""Bytes, less than what is asked of the system piece by piece."""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library has no need of it")
def test_what_is_free_below_something_in_use_goes_back() -> None:
    pieces = [bytes([number % 250 + 1]) * PIECE for number in range(PIECES)]
    kept = pieces[:: PIECES // 10] + pieces[-1:]
    del pieces
    before = memory_now()
    give_back_free_memory()
    assert before - memory_now() > PIECE * PIECES / 1e6 / 2
    assert all(len(piece) == PIECE for piece in kept)
