"""The first game: the night attack, which its guide leads through (`walkthrough`)."""

from __future__ import annotations

from game.scenario.loading import load_scenario
from game.ui.session import HUMAN, Session
from game.ui.walkthrough import SCENARIO, SIDE


def first_game() -> Session:
    """Set up the night attack: the player the Japanese, the computer the Soviets."""
    scenario = load_scenario(SCENARIO)
    return Session.new(scenario, 1938, {side: HUMAN if side == SIDE else "cadet" for side in scenario.names.sides})
