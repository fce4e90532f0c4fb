"""A commander that thinks: it plays a player turn on a copy of the game, in a thread of its own."""

from __future__ import annotations

import threading

from game.commanders.roster import take_turn
from game.engine.game import Game
from game.engine.replay import Step


class Thinking:
    """A commander at work on a player turn of a copy of a game."""

    def __init__(self, game: Game, commander: str) -> None:
        self.side = game.active_side
        self.commander = commander
        self.steps: list[Step] = []
        self.error: BaseException | None = None
        self._game = game.copy()
        self._thread = threading.Thread(target=self._work, name="commander", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the commander has ended its turn."""
        return not self._thread.is_alive()

    @property
    def game(self) -> Game:
        """The game after the turn, once it is done."""
        assert self.done
        return self._game

    def _work(self) -> None:
        try:
            turn = self._game.turn
            self.steps += take_turn(self._game, self.commander)
            self.steps.append(Step(turn, self.side, None, tuple(self._game.end_turn())))
        except BaseException as error:  # shown by the board's own thread, which asks for it
            self.error = error
