"""Why a commander gave the orders that are shown or listed: on demand below the caption, in words for the lists.

What is asked for once stays until it is sent away: it is one of the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import pygame

from game.desk.keys import Action
from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.ui.session import units_of
from game.view.looks import told_words

if TYPE_CHECKING:
    from game.ui.board import Board

LEFT: Final = 1
MOST: Final = 3
"""Different reasons of marches shown together that are told at once."""


def why(scenario: Scenario, step: Step) -> tuple[str, ...]:
    """Return the reason of a step as a line for lists, nothing where none is known; places as the map calls them."""
    return (f"why: {told_words(scenario, step.reason)}",) if step.reason else ()


def why_together(scenario: Scenario, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the reasons of steps that are shown at the same time, each once, with the units that have it."""
    given: dict[str, list[str]] = {}
    for step in steps:
        if step.order is not None and step.reason:
            given.setdefault(told_words(scenario, step.reason), []).extend(units_of(step.order))
    if len(steps) == 1:
        return tuple(f"why: {reason}" for reason in given)
    lines = [f"{', '.join(units)}: {reason}" for reason, units in given.items()]
    if len(lines) <= MOST:
        return tuple(lines)
    left = [unit for units in list(given.values())[MOST:] for unit in units]
    return (*lines[:MOST], f"{', '.join(left)}: for other reasons, which the log tells")


class Why:
    """Whether reasons are told while the opponent's turn is shown; `spot` is where the caption can be clicked."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.spot: pygame.Rect | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the player has asked for reasons."""
        return self.board.window is not None and self.board.window.settings.reasons

    @property
    def hint(self) -> str:
        """What to press, for the caption."""
        assert self.board.window is not None
        return f"{self.board.window.keys.shown(Action.WHY) or 'click here'}: why"

    def lines(self, steps: Iterable[Step]) -> tuple[str, ...]:
        """Return what is to be told of the steps being shown, if the player has asked."""
        return why_together(self.board.session.scenario, list(steps)) if self.is_shown else ()

    def handle(self, event: pygame.event.Event) -> bool:
        """The key asks, and so does a click on the caption; the same again sends the reasons away."""
        assert self.board.window is not None
        if event.type == pygame.KEYDOWN:
            asked = self.board.window.keys.action_of(event) is Action.WHY
        else:
            clicked = event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT
            asked = clicked and self.spot is not None and self.spot.collidepoint(event.pos)
        if asked:
            self._turn_over()
        return asked

    def _turn_over(self) -> None:
        window = self.board.window
        assert window is not None
        window.keep_setting("reasons", not window.settings.reasons)
        told = "are told while its turn is shown" if self.is_shown else "are not told while its turn is shown"
        self.board.say(f"The opponent's reasons {told}.")
