"""Field works (rulebook 8): the work that makes levels of entrenchment."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.rules.effects import log
from game.scenario.world import State

LEVEL_OF_WORK: Final = 100


@rule
def dig(state: State, unit: int, work: int) -> None:
    """Add digging; a hundred make a level of entrenchment."""
    row = state.units[unit]
    total = int(row.digging) + work
    if total >= LEVEL_OF_WORK:
        row.entrenchment = int(row.entrenchment) + 1
        total -= LEVEL_OF_WORK
        log.entrenched(state, unit=unit, entrenchment=int(row.entrenchment))
    row.digging = total
