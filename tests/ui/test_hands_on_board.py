"""Hands at the board: any layout, the fan, wheel and drags, the pointer, composed attacks, two players."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import NOWHERE
from game.desk.keys import Action, key_meant, key_of, keys_in_force
from game.desk.settings import load_settings
from game.engine.game import Game
from game.engine.orders import Attack
from game.ui.board import Board
from game.ui.drafts import candidates, draft_of, toggled
from game.ui.fan import Fan
from game.ui.intents import Cancel, Click, EndTurn, Hold, PointAt
from game.ui.questions import IdleUnits
from game.ui.session import HUMAN, Aside, Said, Session
from game.view.counters import stacks
from tests.ui.hands import Hands, at_the_board, brought_to_blows, marches, new_session

CTRL, SHIFT = pygame.KMOD_CTRL, pygame.KMOD_SHIFT
WHEEL = {"precise_x": 0.0, "precise_y": 0.0}


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    yield hands, board
    board.close()


def post(hands: Hands, kind: int, **what: object) -> None:
    pygame.event.post(pygame.event.Event(kind, **what))
    hands.frame()


# --- layouts --------------------------------------------------------------------------------------------------------


def press(key: int, scancode: int, mod: int = 0, unicode: str = "") -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key_meant(key, scancode), scancode=scancode, mod=mod, unicode=unicode)


@pytest.mark.parametrize(
    ("event", "written"),
    [
        (press(ord("г"), 24, unicode="г"), "u"),  # Russian
        (press(ord("ы"), 22, CTRL, "\x13"), "ctrl+s"),
        (press(ord("т"), 17, SHIFT, "Т"), "shift+n"),
        (press(ord("ν"), 17, unicode="ν"), "n"),  # Greek
        (press(ord("z"), 28, unicode="z"), "z"),  # German: by the letter, wherever it lies
        (press(ord("a"), 20, unicode="a"), "a"),  # French
        (press(ord("é"), 31, unicode="é"), "2"),  # French: digits by position, with Shift or without
        (press(ord("2"), 31, SHIFT, "2"), "2"),
        (press(ord("-"), 35, unicode="-"), "6"),
        (press(ord("à"), 39, unicode="à"), "0"),
        (press(ord("2"), 31, SHIFT, "@"), "shift+2"),  # American
        (press(ord("="), 46, SHIFT, "+"), "+"),
        (press(ord("ö"), 51, unicode="ö"), "ö"),  # a Latin letter of its own
        (press(pygame.K_RETURN, 40, CTRL, "\r"), "ctrl+enter"),
        (press(pygame.K_KP4, 92, unicode="4"), "4"),
        (press(ord("q"), 20, pygame.KMOD_MODE, "@"), "altgr+q"),
    ],
)
def test_a_key_is_meant_by_its_letter_or_its_place(event: pygame.event.Event, written: str) -> None:
    assert key_of(event) == written


def test_digits_of_a_layout_that_zooms_by_shift_still_zoom() -> None:
    """A German '=' lies on Shift+0, which has nothing of its own to do."""
    assert keys_in_force({}).action_of(press(ord("0"), 39, SHIFT, "=")) is Action.ZOOM_IN


def test_orders_by_keys_with_russian_letters(table: tuple[Hands, Board]) -> None:
    """Next unit, its march, taken back: т, 5, г."""
    hands, board = table
    hands.key(ord("т"), unicode="т", scancode=17)
    assert board.selection.unit is not None
    board.session.submit(marches(board.session)[0])
    hands.key(ord("г"), unicode="г", scancode=24)
    assert not board.session.steps
    hands.key(ord("ы"), CTRL, "\x13", scancode=22)
    assert hands.window.scene is not board  # the page that saves


# --- the fan --------------------------------------------------------------------------------------------------------


def test_no_right_click_in_the_fan_is_without_a_word(table: tuple[Hands, Board]) -> None:
    """All over the fan of a chosen stack a right click means the map beneath: an order, or a refusal in words."""
    hands, board = table
    fan = next(panel for panel in board.play.panels if isinstance(panel, Fan))
    hex_ = stack(board)
    board.map.centre_on(hex_)
    for share in (0.05, 0.3, 0.5, 0.7, 0.95):
        board.choosing.select(None)
        board.choosing.select_hex(hex_)
        hands.move(board.map.spot_of(hex_))
        hands.frame()
        assert fan.hex == hex_
        spot = (round(fan.rect.left + share * fan.rect.width), fan.rect.centery)
        hands.move(spot)
        beneath = board.map.hex_at(spot)
        assert board.selection.pointed == beneath
        steps, board.selection.message = len(board.session.steps), ""
        hands.click(spot, 3)
        assert len(board.session.steps) > steps or board.selection.message or board.selection.draft
        if len(board.session.steps) > steps:
            board.session.undo()
            board.play.refresh()


def stack(board: Board) -> int:
    """A stack of the side whose turn it is: two units are brought together."""
    session = board.session
    for first in marches(session):
        end = session.scenario.hex_row(first.path[-1])
        assert end is not None
        if board.play.shown.units_in(end) and session.game.check(first):
            session.submit(first)
            if len(board.play.shown.units_in(end)) > 1:
                board.play.refresh()
                return end
            session.undo()
    for march in session.game.copy().legal_orders():
        end = session.scenario.hex_row(getattr(march, "path", ("",))[-1])
        if end is not None and board.play.shown.units_in(end):
            session.submit(march)
            board.play.refresh()
            return end
    pytest.fail("nobody can join another")


# --- wheel and drags ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [-1, 1])
def test_a_wheel_turned_sideways_never_zooms(table: tuple[Hands, Board], x: int) -> None:
    hands, board = table
    board.map.zoom(2)
    hands.move(board.map.view.center)
    scale, left = board.map.scale, board.map.left
    post(hands, pygame.MOUSEWHEEL, x=x, y=0, **WHEEL)
    assert board.map.scale == scale
    assert (board.map.left - left) * x > 0
    post(hands, pygame.MOUSEWHEEL, x=0, y=-1, **WHEEL)
    assert board.map.scale < scale


def test_a_drag_ends_when_a_page_opens(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.map.zoom(2)
    x, y = board.map.view.center
    post(hands, pygame.MOUSEBUTTONDOWN, pos=(x, y), button=1)
    post(hands, pygame.MOUSEMOTION, pos=(x + 30, y), rel=(30, 0), buttons=(1, 0, 0))
    assert board.pointer.grip.is_dragging
    hands.key(pygame.K_F1)
    post(hands, pygame.MOUSEBUTTONUP, pos=(x + 30, y), button=1)
    hands.key(pygame.K_ESCAPE)
    left = board.map.left
    post(hands, pygame.MOUSEMOTION, pos=(x + 90, y), rel=(60, 0), buttons=(0, 0, 0))
    assert board.map.left == left


@pytest.mark.parametrize("how", ["unheard", "question", "focus"])
def test_a_drag_ends_wherever_the_button_is_let_go_of(table: tuple[Hands, Board], how: str) -> None:
    """Outside the window nobody hears of it; a question opens; another window gets the keyboard."""
    hands, board = table
    board.map.zoom(2)
    x, y = board.map.view.center
    post(hands, pygame.MOUSEBUTTONDOWN, pos=(x, y), button=1)
    post(hands, pygame.MOUSEMOTION, pos=(x + 30, y), rel=(30, 0), buttons=(1, 0, 0))
    if how == "question":
        board.play.answer(EndTurn())
        board.popups.close_all()
    elif how == "focus":
        post(hands, pygame.WINDOWFOCUSLOST)
    left = board.map.left
    held = 0 if how == "unheard" else 1
    post(hands, pygame.MOUSEMOTION, pos=(x + 90, y), rel=(60, 0), buttons=(held, 0, 0))
    assert board.map.left == left


def test_scroll_keys_are_those_that_are_set() -> None:
    hands, board = at_the_board(keys={"pan_right": "d"})
    board.map.zoom(2)
    for key in (pygame.K_d, pygame.K_RIGHT):  # the one given, and the arrow still
        left = board.map.left
        hands.hold(key, 3)
        assert board.map.left > left
        hands.release(key)
        left = board.map.left
        hands.frame()
        assert board.map.left == left
    board.close()


# --- the pointer of the keys, rest and undo -------------------------------------------------------------------------


def test_the_pointer_starts_at_the_unit_just_chosen(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.play.answer(PointAt(0))
    hands.key(pygame.K_n)
    assert board.selection.pointed == board.selection.hex != 0
    board.play.answer(PointAt(0))
    hands.key(pygame.K_SPACE)
    assert board.selection.pointed == board.selection.hex != 0


def test_a_button_pressed_without_moving_the_mouse_points_at_what_lies_under_it(table: tuple[Hands, Board]) -> None:
    """Keys may have pointed elsewhere since it came there; what the bottom line says is what the button does."""
    hands, board = table
    spot = board.map.view.center
    hands.move(spot)
    hands.key(pygame.K_n)
    assert board.selection.pointed != board.map.hex_at(spot)
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=spot, button=3))
    hands.frame()
    assert board.selection.pointed == board.map.hex_at(spot)


@pytest.mark.parametrize("key", [pygame.K_SPACE, pygame.K_h, pygame.K_w])
def test_undo_takes_back_what_was_said_of_a_unit(table: tuple[Hands, Board], key: int) -> None:
    """Rest, hold and wait are taken back one by one, and given again."""
    hands, board = table
    before = board.session.idle_units()
    hands.key(pygame.K_n)
    unit = board.selection.unit
    hands.key(key)
    after = board.session.idle_units()
    assert after != before
    hands.key(pygame.K_u)
    assert board.session.idle_units() == before
    assert board.selection.unit == unit
    assert str(unit) in board.selection.message
    hands.key(pygame.K_y, CTRL)
    assert board.session.idle_units() == after


def test_a_march_and_a_rest_are_taken_back_in_turn() -> None:
    session = new_session()
    order = marches(session)[0]
    before, digest = session.idle_units(), session.game.digest()
    session.submit(order)
    marched = session.game.digest()
    session.say(Aside((order.unit,), Said.REST))
    assert order.unit not in session.idle_units()
    session.undo()
    assert session.game.digest() == marched
    assert session.undo() == order
    assert (session.game.digest(), session.idle_units()) == (digest, before)
    session.redo()
    session.redo()
    assert session.game.digest() == marched
    assert order.unit not in session.idle_units()


# --- an attack that has been composed -------------------------------------------------------------------------------


@pytest.fixture
def composed() -> Iterator[tuple[Hands, Board]]:
    """An attack of two at least, which has not been ordered."""
    session = new_session(3, HUMAN, HUMAN)
    hands, board = at_the_board(session)
    attack = brought_to_blows(session)
    board.play.refresh()
    board.choosing.select(attack.units[0])
    target = session.scenario.hex_row(attack.target)
    assert target is not None
    board.orders.begin_attack(target)
    if not compose(session, board, target):
        board.play.answer(Hold(True))
    yield hands, board
    board.close()


def compose(session: Session, board: Board, target: int) -> bool:
    draft = board.selection.draft
    assert draft is not None
    for one in candidates(session.game, draft.target):
        if one.verdict and not draft.has(one.unit):
            board.selection.draft = toggled(session.game, draft, one.unit)
            return True
    return False


@pytest.mark.parametrize(
    ("key", "mod"),
    [
        *((pygame.K_n, 0), (pygame.K_n, SHIFT), (pygame.K_SPACE, 0), (pygame.K_h, 0)),
        *((pygame.K_w, 0), (pygame.K_u, 0), (pygame.K_y, CTRL), (pygame.K_F9, 0)),
    ],
)
def test_no_key_throws_a_composed_attack_away(composed: tuple[Hands, Board], key: int, mod: int) -> None:
    hands, board = composed
    draft = board.selection.draft
    hands.key(key, mod)
    assert board.selection.draft == draft
    assert "First carry out the attack" in board.selection.message


def test_clicks_elsewhere_keep_it_and_say_so(composed: tuple[Hands, Board]) -> None:
    _, board = composed
    draft = board.selection.draft
    everywhere = range(len(board.session.game.state.hexes))
    empty = next(h for h in everywhere if not board.play.shown.units_in(h) and board.map.shows(h))
    for button in (1, 3):
        board.selection.message = ""
        board.play.answer(Click(button, empty))
        assert board.selection.draft == draft
        assert "First carry out the attack" in board.selection.message


def test_the_turn_asks_before_it_ends_with_an_attack_not_ordered(composed: tuple[Hands, Board]) -> None:
    hands, board = composed
    board.session.say(Aside(tuple(board.session.idle_units()), Said.REST))
    hands.key(pygame.K_RETURN, CTRL)
    asked = board.popups.find(IdleUnits)
    assert asked is not None
    assert any("not ordered" in text for text in asked.texts(board.play))
    hands.key(pygame.K_ESCAPE)
    assert board.selection.draft is not None


def test_escape_cancels_with_a_word_and_enter_attacks(composed: tuple[Hands, Board]) -> None:
    hands, board = composed
    draft = board.selection.draft
    hands.key(pygame.K_ESCAPE)
    assert board.selection.draft is None
    assert "is cancelled" in board.selection.message
    board.selection.draft = draft
    hands.key(pygame.K_RETURN)
    assert isinstance(board.session.steps[-1].order, Attack)


def test_an_attack_of_one_is_cancelled_with_a_word(table: tuple[Hands, Board]) -> None:
    hands, board = table
    game: Game = board.session.game
    enemy = next(h for h, units in stacks(game.state) if int(game.world.units[units[0]].side) != side_of(game))
    hands.key(pygame.K_n)
    board.selection.draft = draft_of(game, enemy, ())
    hands.key(pygame.K_n)
    assert board.selection.draft is None
    assert "is cancelled" in board.selection.message


def side_of(game: Game) -> int:
    return int(game.scenario.names.side_row[game.active_side])


def test_an_enemy_chosen_takes_no_part_and_that_is_said(table: tuple[Hands, Board]) -> None:
    """Its own hex is attacked, by nobody yet; nor does it march."""
    _, board = table
    game, scenario = board.session.game, board.session.scenario
    enemy = next(h for h, units in stacks(game.state) if int(game.world.units[units[0]].side) != side_of(game))
    board.choosing.select_hex(enemy)
    assert board.selection.unit is not None
    board.play.answer(Click(3, enemy))
    draft = board.selection.draft
    assert draft is not None
    assert (draft.target, draft.order) == (scenario.hex_number(enemy), None)
    assert "No unit of yours is selected" in board.selection.message
    board.orders.begin_attack(enemy)
    chosen = board.selection.unit
    board.play.answer(Cancel())
    empty = next(h for h in range(len(game.state.hexes)) if not board.play.shown.units_in(h))
    board.play.answer(Click(3, empty))
    assert f"{chosen} is not under your command now." == board.selection.message


# --- settings by keys, two players ----------------------------------------------------------------------------------


def test_grid_and_names_switched_by_keys_are_kept(table: tuple[Hands, Board]) -> None:
    hands, board = table
    hands.key(pygame.K_g)
    hands.key(pygame.K_l)
    assert not board.map.show_grid
    assert (load_settings().grid, load_settings().labels) == (False, False)
    hands.window.change_settings(hands.window.settings)
    assert not board.map.show_grid


def test_the_second_player_starts_with_nothing_of_the_firsts(table: tuple[Hands, Board]) -> None:
    hands, board = table
    hands.key(pygame.K_n)
    hands.key(pygame.K_s)
    board.map.zoom(2)
    left = board.map.left, board.map.top, board.map.scale
    board.turns.end_turn()
    hands.frame()
    assert (board.selection.unit, board.selection.hex, board.play.overlay) == (None, None, None)
    hands.key(pygame.K_SPACE)
    board.popups.close_all()
    board.map.centre_on(0)
    board.choosing.select_hex(next(int(unit.hex) for unit in board.session.game.state.units if unit.hex != NOWHERE))
    board.turns.end_turn()
    hands.frame()
    hands.key(pygame.K_SPACE)
    assert (board.map.left, board.map.top, board.map.scale) == left
    assert board.selection.unit is None
