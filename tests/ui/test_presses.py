"""Which presses count: held keys, taps that hurry a turn along, keys that only change others, double clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.desk.help import Help
from game.desk.keys import DEFAULTS, Action
from game.desk.questions import Question
from game.ui.board import Board
from game.ui.intents import EndTurn, NextUnit
from game.ui.panels.jump_window import JumpWindow
from game.ui.questions import IdleUnits
from game.ui.screens.menu import MainMenu
from game.ui.session import HUMAN, Aside, Said
from tests.ui.hands import Hands, at_the_board, marches, new_session

CTRL = pygame.KMOD_CTRL
ENTER = pygame.K_RETURN


@pytest.fixture
def at_two() -> Iterator[tuple[Hands, Board]]:
    """A game of two at one machine."""
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    yield hands, board
    board.close()


def turns(board: Board) -> int:
    """How many player turns have ended."""
    return sum(step.order is None for step in board.session.steps)


# --- a held key is one press ----------------------------------------------------------------------------------------


def test_a_held_key_ends_no_turn_and_answers_no_question(at_two: tuple[Hands, Board]) -> None:
    hands, board = at_two
    hands.hold(ENTER, 75, CTRL)
    assert board.popups.find(IdleUnits) is not None
    hands.hold(ENTER, 75)  # Ctrl is let go of, Enter is not
    assert turns(board) == 0
    assert board.popups.find(IdleUnits) is not None


def test_a_held_answer_is_one_answer(at_two: tuple[Hands, Board]) -> None:
    """Enter held on 'End turn' does not press the Ready of the next player."""
    hands, board = at_two
    hands.key(ENTER, CTRL)
    hands.hold(ENTER, 50)
    assert turns(board) == 1
    assert board.popups.find(Question) is not None


ONCE = (
    *(Action.DONE, Action.WAIT, Action.HOLD, Action.UNDO, Action.REDO, Action.CONFIRM, Action.END_TURN),
    *(Action.TAKE_OR_STAY, Action.NEXT_UNIT, Action.GRID, Action.ORDER_HERE, Action.SAVE, Action.QUICK_SAVE),
)


@pytest.mark.parametrize("action", ONCE)
def test_no_key_gives_more_orders_by_being_held(action: Action) -> None:
    """Whatever is done by a key is done once: what is undone, redone, sent to rest, saved."""
    hands, board = at_the_board()
    given = marches(board.session)[:6]
    for order in given:
        board.session.submit(order)
    board.session.undo()
    before, idle = len(board.session.steps), len(board.session.idle_units())
    board.play.answer(NextUnit(1))
    *mods, name = DEFAULTS[action][-1].split("+") if len(DEFAULTS[action][-1]) > 1 else [DEFAULTS[action][-1]]
    key = {"enter": ENTER, "escape": pygame.K_ESCAPE}.get(name) or pygame.key.key_code(name)
    hands.hold(key, 20, sum({"ctrl": CTRL, "shift": pygame.KMOD_SHIFT}[mod] for mod in mods))
    assert abs(len(board.session.steps) - before) <= 1
    assert abs(len(board.session.idle_units()) - idle) <= 1
    hands.release(key)
    board.close()


def test_a_held_key_scrolls_moves_and_types() -> None:
    hands, board = at_the_board()
    for _ in range(3):
        board.map.zoom(1)
    top = board.map.top
    hands.hold(pygame.K_DOWN, 10)
    assert board.map.top > top
    hands.release(pygame.K_DOWN)
    hands.key(pygame.K_F6)
    hands.key(pygame.K_f, CTRL)
    found = board.popups.find(JumpWindow)
    assert found is not None
    hands.hold(pygame.K_DOWN, 5)
    assert found.chosen == 5
    board.close()


# --- taps in quick succession ---------------------------------------------------------------------------------------


def test_taps_that_hurry_the_opponents_turn_along_end_no_turn() -> None:
    """Ctrl+Enter every 0.3 seconds for a minute: the show is skipped, and that is all."""
    hands, board = at_the_board(new_session(soviet=HUMAN, japanese="cadet"), animation="slow")
    hands.until(lambda: board.play.playback is not None)
    hands.pause()
    for _ in range(200):
        hands.tap(ENTER, CTRL)
        hands.pause(0.3)
        if board.session.is_humans_turn and not board.turns.busy:
            assert not board.popups.modal
            assert turns(board) == 1
    assert board.session.is_humans_turn
    assert "has just begun" in board.selection.message
    hands.key(ENTER, CTRL)  # after a rest it counts
    assert board.popups.find(IdleUnits) is not None
    board.close()


@pytest.mark.parametrize("with_question", [True, False])
def test_the_key_that_has_ended_the_turn_hurries_the_opponents_on(with_question: bool) -> None:
    """Its caption says that any key goes on: so does the same one, tapped quickly from the first moment on."""
    hands, board = at_the_board(new_session(), animation="slow")
    if not with_question:
        board.session.say(Aside(tuple(board.session.idle_units()), Said.REST))
    hands.key(ENTER, CTRL)
    assert (board.popups.find(IdleUnits) is not None) == with_question
    if with_question:
        hands.pause(0.5)
        hands.tap(ENTER)
    assert turns(board) == 1
    mod = 0 if with_question else CTRL

    def tapped_till_shown() -> bool:
        hands.tap(ENTER, mod)
        hands.pause(0.2)
        return board.play.playback is not None

    hands.until(tapped_till_shown, 120.0)
    for _ in range(len(board.play.playback.steps) if board.play.playback else 0):
        hands.tap(ENTER, mod)
        hands.pause(0.2)
    assert turns(board) == 2
    board.close()


def test_commanders_among_themselves_are_hurried_on_by_one_key_from_turn_to_turn() -> None:
    hands, board = at_the_board(new_session(soviet="cadet", japanese="cadet"), animation="slow")
    hands.until(lambda: board.play.playback is not None)
    hands.key(pygame.K_ESCAPE)
    hands.until(lambda: turns(board) == 1 and board.play.playback is not None)
    assert board.play.playback is not None
    hands.tap(pygame.K_ESCAPE)
    assert turns(board) == 2
    board.close()


def test_the_key_that_raises_a_question_does_not_answer_it(at_two: tuple[Hands, Board]) -> None:
    hands, board = at_two
    for _ in range(5):
        hands.key(ENTER, CTRL)
    assert turns(board) == 0
    hands.key(ENTER)
    assert turns(board) == 1


def test_nor_does_it_where_the_player_has_set_another(at_two: tuple[Hands, Board]) -> None:
    """Enter alone ends the turn: it raises the question, and another key or the mouse answers."""
    hands, board = at_two
    hands.window.settings.keys = {Action.END_TURN.value: "enter"}
    hands.window.change_settings(hands.window.settings)
    for _ in range(5):
        hands.key(ENTER)
    assert turns(board) == 0
    hands.key(pygame.K_SPACE)
    assert turns(board) == 1


def test_nothing_pressed_before_a_question_was_seen_answers_it(at_two: tuple[Hands, Board]) -> None:
    """Keys typed ahead while a frame took long."""
    hands, board = at_two
    hands.pause()
    for key, mod in ((ENTER, CTRL), (pygame.K_SPACE, 0), (pygame.K_ESCAPE, 0)):
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=mod, unicode="", scancode=0))
    hands.frame()
    assert turns(board) == 0
    assert board.popups.find(IdleUnits) is not None


def test_a_double_click_does_not_answer_what_the_first_click_opened(at_two: tuple[Hands, Board]) -> None:
    """The button of the question is brought to where the first click was."""
    hands, board = at_two
    hands.key(ENTER, CTRL)
    asked = board.popups.find(IdleUnits)
    assert asked is not None
    spot = asked.spots(board.play)["end_turn"].center
    hands.key(pygame.K_ESCAPE)
    hands.pause()
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=spot, button=1))
    hands.frame()
    board.play.answer(EndTurn())
    hands.frame()
    for kind in (pygame.MOUSEBUTTONUP, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        pygame.event.post(pygame.event.Event(kind, pos=spot, button=1))
    hands.frame()
    assert turns(board) == 0
    hands.click(spot)
    assert turns(board) == 1


def test_escape_is_not_ready(at_two: tuple[Hands, Board]) -> None:
    hands, board = at_two
    hands.key(ENTER, CTRL)
    hands.key(ENTER)
    for _ in range(3):
        hands.key(pygame.K_ESCAPE)
    assert board.popups.find(Question) is not None
    hands.key(pygame.K_SPACE)
    assert not board.popups.modal


# --- keys that only change others -----------------------------------------------------------------------------------

BARE = (
    *(pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT),
    *(pygame.K_LMETA, pygame.K_RMETA, pygame.K_MODE, pygame.K_CAPSLOCK, pygame.K_NUMLOCK, pygame.K_SCROLLOCK),
)


def test_bare_modifiers_skip_nothing() -> None:
    hands, board = at_the_board(new_session(soviet=HUMAN, japanese="cadet"), animation="slow")
    hands.until(lambda: board.play.playback is not None and board.play.playback.act is not None)
    assert board.play.playback is not None
    place = board.play.playback.place
    for key in BARE:
        hands.pause()
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode="", scancode=0))
        hands.window.frame(0.0)
    assert board.play.playback is not None
    assert board.play.playback.place == place
    board.close()


# --- another layout while a key is down -----------------------------------------------------------------------------


def test_a_key_let_go_of_under_another_layout_is_up() -> None:
    """U goes down, the layout is switched, and what comes up has another letter."""
    hands, board = at_the_board()
    for order in marches(board.session)[:2]:
        board.session.submit(order)
    before = len(board.session.steps)
    hands.pause()
    post = pygame.event.post
    post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_u, mod=0, unicode="u", scancode=24))
    post(pygame.event.Event(pygame.KEYUP, key=pygame.K_l, mod=0, unicode="l", scancode=24))
    hands.frame()
    assert len(board.session.steps) == before - 1
    hands.key(pygame.K_u, unicode="u", scancode=24)
    assert len(board.session.steps) == before - 2
    hands.pause()
    post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode="", scancode=79))
    post(pygame.event.Event(pygame.KEYUP, key=pygame.K_RSHIFT, mod=0, unicode="", scancode=79))
    hands.frame()
    assert not hands.window.presses.is_held(Action.PAN_RIGHT, hands.window.keys)
    board.close()


# --- what is held when something opens ------------------------------------------------------------------------------


def test_a_key_held_since_before_a_page_opened_does_nothing_there() -> None:
    hands = Hands(MainMenu())
    hands.hold(pygame.K_F1, 1)
    hands.hold(pygame.K_ESCAPE, 1)
    assert isinstance(hands.page, MainMenu)
    hands.hold(pygame.K_F1, 10)
    assert isinstance(hands.page, MainMenu)  # still the same press
    hands.release(pygame.K_F1)
    hands.key(pygame.K_F1)
    assert isinstance(hands.page, Help)


def test_keys_count_again_after_the_window_was_left() -> None:
    """What was held when the window lost the keyboard is not held for ever; what comes with it again is no press."""
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    hands.hold(ENTER, 3, CTRL)
    hands.key(pygame.K_ESCAPE)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    hands.frame()
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSGAINED))
    hands.tap(ENTER, CTRL)
    assert not board.popups.modal
    hands.key(ENTER, CTRL)
    assert board.popups.find(IdleUnits) is not None
    board.close()
