"""No key of the board is without an answer: it does something, or a sentence says why not."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.desk.keys import DEFAULTS, Action
from game.ui.board import Board
from game.ui.session import HUMAN
from game.ui.thinking import Thinking
from tests.ui.hands import Hands, at_the_board, new_session
from tests.ui.test_random_hands import pressed

ELSEWHERE = {
    *(Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN),  # while they are held
    *(Action.CANCEL, Action.NO_OVERLAY),  # nothing is left to take away
    Action.FULL_SCREEN,
}


def answered(hands: Hands, board: Board, action: Action) -> bool:
    """Whether a press of an action's key has said something, opened something or changed the picture."""
    hands.move((600, 400))
    board.play.say("")
    hands.frame()
    before = pygame.surfarray.array3d(hands.window.surface)
    hands.key(*pressed(DEFAULTS[action][0]))
    if hands.window.scene is not board or board.selection.message:
        return True
    return bool((before != pygame.surfarray.array3d(hands.window.surface)).any())


@pytest.mark.parametrize("action", [action for action in Action if action not in ELSEWHERE and DEFAULTS[action]])
def test_with_nothing_chosen(action: Action) -> None:
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    board.map.zoom(1)
    board.map.pan(-250, -150)  # so that there is a way home
    assert answered(hands, board, action)
    board.close()


_NEED_A_UNIT = (Action.DONE, Action.HOLD, Action.WAIT, Action.UNIT_CARD, Action.EXIT_MAP)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        *((action, "Select a unit first.") for action in _NEED_A_UNIT),
        (Action.CONFIRM, "No attack is being prepared: right-click an enemy first."),
        (Action.TAKE_OR_STAY, "No attack is being prepared: right-click an enemy first."),
        (Action.TOLERANCE, "No attack is being prepared: right-click an enemy first."),
        (Action.SWAP_SIDES, "There is no forecast to swap: right-click an enemy first."),
        (Action.UNDO, "Nothing to take back: no order has been given this turn."),
        (Action.REDO, "There is no order to give again."),
    ],
)
def test_what_needs_a_unit_an_attack_or_an_order_says_so(action: Action, words: str) -> None:
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    hands.key(*pressed(DEFAULTS[action][0]))
    assert board.selection.message == words
    board.close()


@pytest.fixture
def thinking(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Hands, Board]]:
    """A board where the opponent does not come to an end with its thoughts."""
    monkeypatch.setattr(Thinking, "done", property(lambda self: False))
    hands, board = at_the_board(new_session(soviet=HUMAN, japanese="cadet"))
    board.map.zoom(1)
    hands.frame()
    assert board.turns.thinking is not None
    yield hands, board
    board.close()


@pytest.mark.parametrize("action", [action for action in Action if action not in ELSEWHERE and DEFAULTS[action]])
def test_while_the_opponent_thinks(thinking: tuple[Hands, Board], action: Action) -> None:
    assert answered(*thinking, action)


ORDERS = (
    Action.NEXT_UNIT,
    Action.DONE,
    Action.HOLD,
    Action.WAIT,
    Action.END_TURN,
    Action.CONFIRM,
    Action.TAKE_OR_STAY,
    Action.TOLERANCE,
)


@pytest.mark.parametrize("action", ORDERS)
def test_orders_wait_for_ones_turn(thinking: tuple[Hands, Board], action: Action) -> None:
    hands, board = thinking
    hands.key(*pressed(DEFAULTS[action][0]))
    assert board.selection.message == "It is not your turn: the Japanese side is planning."


def test_a_key_that_comes_too_soon_in_ones_turn_says_so() -> None:
    """Space has hurried the opponent's turn along; in one's own it does nothing until it has rested."""
    hands, board = at_the_board(new_session(soviet=HUMAN, japanese="cadet"), animation="slow")
    hands.until(lambda: board.play.playback is not None)
    hands.pause()
    while not board.session.is_humans_turn:
        hands.tap(pygame.K_SPACE)
        hands.pause(0.3)
    hands.tap(pygame.K_SPACE)
    assert "Let the keys rest" in board.selection.message
    hands.key(pygame.K_SPACE)
    assert board.selection.message == "Select a unit first."
    board.close()
