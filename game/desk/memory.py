"""What the window asks of the C library and of the garbage collector, so that it neither grows nor stumbles."""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import Final

LARGE: Final = 1 << 20
"""Bytes from which memory is asked of the system, and given back to it when it is free."""

_M_MMAP_THRESHOLD: Final = -3


def give_back_large_memory() -> None:
    """Have the C library give large pieces of memory back to the system as soon as they are free, if it can.

    glibc by itself comes to keep pieces of up to 32 MB among the small ones. Pictures of maps are of that size; they
    come and go, and the gaps that they leave made a window grow by 25 MB with every game.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none, and no need of it
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, LARGE)


def give_back_free_memory() -> None:
    """Have the C library give back to the system all that is free now, if it can; takes some milliseconds.

    glibc by itself keeps whatever lies below something in use, some 50 MB after an hour of play.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
        if trim is not None:
            trim(0)


def keep_for_good() -> None:
    """Have the garbage collector leave alone what is there now: libraries, mostly.

    Looking through all of it takes longer than a frame, and the collector would do so every now and then.
    """
    gc.collect()
    gc.freeze()
