"""Units that a side does not see, as rules of sighting will hide them: for tests of who reads what a side knows."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from game.core.terms import NOWHERE, Status
from game.engine import sight
from game.engine.plain import plain
from game.rules.effects.movement import take
from game.scenario.world import State, World


def without(world: World, state: State, units: Collection[int]) -> State:
    """A copy of a position in which some units are still awaited, their zones with them."""
    seen = state.copy(log_rows=0)
    for unit in units:
        if seen.units[unit].status == Status.PRESENT:
            plain(take)(world, seen, unit)
            seen.units[unit].hex = NOWHERE
            seen.units[unit].status = Status.AWAITED
    return seen


class Hidden:
    """Units of which a side knows nothing while they are on the map."""

    def __init__(self, side: int, units: Collection[int]) -> None:
        self.side = side
        self.units = units

    def known(self, world: World, state: State, side: int) -> State:
        if side != self.side or not any(state.units[unit].status == Status.PRESENT for unit in self.units):
            return state
        return without(world, state, self.units)

    def hide(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sight, "known", self.known)
