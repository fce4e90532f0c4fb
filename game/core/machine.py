"""What the machine offers that results never depend on."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import Final

STANDS_BACK: Final = 5
"""How much nicer than others a thread is that stands back."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def stand_back() -> None:
    """Let this thread have what others leave of the cores, where the system takes a rank for one thread alone."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), STANDS_BACK)
