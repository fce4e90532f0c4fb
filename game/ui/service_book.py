"""The service records of what is shown, kept up step by step. No drawing here."""

from __future__ import annotations

from game.engine.game import Game
from game.engine.replay import Step
from game.engine.service import ServiceRoll
from game.ui.session import Shown


class ServiceBook:
    """Keeps the roll of all player turns that have ended; those of the turn that goes on may be taken back."""

    def __init__(self) -> None:
        self._ended: ServiceRoll | None = None
        self._last: Step | None = None  # the last step in the roll of ended player turns
        self._roll: tuple[tuple[object, ...], ServiceRoll] | None = None

    def roll_of(self, shown: Shown) -> ServiceRoll:
        """Return the service records of what is shown, as far as its steps go."""
        steps = shown.steps
        key = shown.scenario.name, len(steps), id(steps[-1]) if steps else 0
        if self._roll is None or self._roll[0] != key:
            self._roll = key, self._made(shown)
        return self._roll[1]

    def _made(self, shown: Shown) -> ServiceRoll:
        steps = shown.steps
        roll = self._ended
        entered = 0 if roll is None else roll.entered
        goes_on = entered <= len(steps) and (not entered or steps[entered - 1] is self._last)
        if roll is None or not entered or not goes_on:
            roll, entered = _begun(shown), 0
        ended = max((place + 1 for place, step in enumerate(steps) if step.order is None), default=0)
        roll.enter(steps[entered:ended])
        self._ended, self._last = roll, steps[ended - 1] if ended else None
        now = roll.copy()
        now.enter(steps[ended:])
        return now


def is_whole(shown: Shown) -> bool:
    """Whether the steps are all of the game; of one begun under other rules those from before it was loaded are not."""
    return len(shown.steps) >= sum(len(turn.orders) + bool(turn.digest) for turn in shown.game.record)


def _begun(shown: Shown) -> ServiceRoll:
    game = shown.game
    start = Game.new(game.scenario, game.seed, game.luck) if is_whole(shown) else None
    return ServiceRoll(game.scenario, start)
