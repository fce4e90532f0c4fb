"""What a map in a window shows: units on the ground of a scenario. A game is one; so is a scenario that is edited."""

from __future__ import annotations

from typing import Protocol

from game.scenario.loading import Scenario
from game.scenario.world import State


class Position(Protocol):
    """A state of a scenario."""

    @property
    def scenario(self) -> Scenario:
        """The scenario: its map, and what stands in it."""

    @property
    def state(self) -> State:
        """Where everything stands; only looked at."""

    def digest(self) -> str:
        """Return what differs whenever the state does."""
        ...
