"""What a side knows: the State as it sees it.

Whatever advises a side or shows it something takes its State from here: forecasts, surveys, cards, commanders,
estimates; the board and the replay through `Shown`, which holds the game as its viewer knows it. So the rules of
sighting will be one function; until they exist both sides see everything, at no cost. Events are shown whole as yet.
"""

from __future__ import annotations

from game.scenario.world import State, World


def known(world: World, state: State, side: int) -> State:
    """Return the position as a side knows it: the state itself where nothing is hidden from it, else another."""
    return state
