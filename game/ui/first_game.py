"""The first game: the night attack with its guide."""

from __future__ import annotations

from game.desk.window import Window
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.session import HUMAN, Session
from game.ui.starting import Opening
from game.ui.walkthrough import SCENARIO, SIDE, Walkthrough


def begin_first_game(window: Window) -> None:
    """Set up the night attack with the guide: the player the Japanese, the computer the Soviets."""

    def begin() -> Session:
        scenario = load_scenario(SCENARIO)
        return Session.new(scenario, 1938, {side: HUMAN if side == SIDE else "cadet" for side in scenario.names.sides})

    def dress(board: Board) -> None:
        board.play.guide = Walkthrough()

    window.lay_over(Opening("The first game", begin, dress))
