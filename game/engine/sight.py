"""What a side knows: the State as it sees it.

Whatever advises a side takes its State from here: forecasts, surveys, cards, commanders, estimates. So the rules of
sighting will be one function; until they exist both sides see everything, at no cost.
"""

from __future__ import annotations

from game.scenario.world import State, World


def known(world: World, state: State, side: int) -> State:
    """Return the position as a side knows it: the state itself where nothing is hidden from it, else another."""
    return state
