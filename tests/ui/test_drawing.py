"""When the window is drawn: as long as anything moves or may change, to the last frame of it, and no longer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.desk.help import Help
from game.desk.land import LandStore
from game.desk.page import Page
from game.desk.window import LONGEST, Window
from game.engine.game import RULES_VERSION
from game.engine.orders import Move
from game.engine.saves import Saved
from game.scenario.loading import load_scenario
from game.ui.fan import REST, Fan
from game.ui.intents import Opened, Toggle
from game.ui.order_of_battle import OrderOfBattle
from game.ui.panels.estimate import EstimateWindow
from game.ui.play import SAID_FOR
from game.ui.replays.film import film_of
from game.ui.replays.replay_viewer import ReplayViewer
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.help_pages import PAGES
from game.ui.screens.menu import MainMenu
from game.ui.screens.settings_scene import SettingsScene
from game.ui.session import HUMAN, Session
from game.view.counters import stacks
from tests.ui.hands import Hands, at_the_board, brought_to_blows, marches, new_session

STACKED = "lake_khasan/corps_assault"
"""A scenario that begins with stacks."""


def comes_to_rest(hands: Hands) -> None:
    """The window draws no more, though it goes on, and shows what is so."""
    assert hands.last_frame_is_true()
    hands.rest()
    assert [hands.window.go_on(0.1) for _ in range(8)] == [False] * 8


def until(hands: Hands, wanted: object) -> None:
    """Let the window go on by itself, drawn only where it finds that it must be, until something is so."""
    began = pygame.time.get_ticks()
    while not wanted():  # type: ignore[operator]  # a function
        assert pygame.time.get_ticks() - began < 120_000, "it never came"
        hands.window.go_on(0.02)


def seen_by(hands: Hands) -> np.ndarray:
    """What is on the screen, by pixels."""
    return pygame.surfarray.array3d(hands.window.surface)


@pytest.mark.parametrize("page", [SettingsScene, lambda: Help(PAGES)], ids=["settings", "help"])
def test_a_page_is_drawn_once_and_rests(page: type[Page]) -> None:
    hands = Hands(page())
    comes_to_rest(hands)
    hands.move((300, 300))
    comes_to_rest(hands)


def test_the_menu_rests_when_all_its_pictures_are_there() -> None:
    page = MainMenu()
    hands = Hands(page)
    assert page.catalogue is not None
    catalogue = page.catalogue
    until(hands, lambda: all(card.picture or card.fault for card in catalogue.cards))
    comes_to_rest(hands)


def test_a_board_rests_when_its_map_is_sharp_and_every_zoom_is_ready() -> None:
    hands, board = at_the_board()
    view = board.map
    until(hands, lambda: view.land.is_painted(view.scale) and not view.wants_drawing)
    comes_to_rest(hands)
    board.map.zoom(1)
    hands.move(view.view.center)
    until(hands, lambda: view.land.is_painted(view.scale) and not view.wants_drawing)
    comes_to_rest(hands)
    board.close()


class Brush:
    """Holds the thread that paints the ground; it paints one zoom whenever it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._let = threading.Semaphore(0)
        paint = LandStore._paint

        def when_it_may(store: LandStore, scale: int) -> pygame.Surface:
            if threading.current_thread() is not threading.main_thread():
                self._let.acquire()
            return paint(store, scale)

        monkeypatch.setattr(LandStore, "_paint", when_it_may)

    def let_all(self) -> None:
        """Let everything be painted that is still asked for, or else the thread would wait for ever."""
        self._let.release(100)

    def paint(self, land: LandStore, scale: int) -> None:
        """Let a zoom be painted, and wait until the thread has it."""
        painting = land._painting[scale]
        self._let.release()
        painting.result(60)


@pytest.fixture
def brush(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Brush]:
    """The thread of a machine on which nothing has been painted yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = Brush(monkeypatch)
    yield made
    made.let_all()


def test_ground_that_a_thread_has_painted_is_seen_when_the_window_goes_on_and_not_before(brush: Brush) -> None:
    """That of another zoom as well, out of which the one on the screen is stretched until it is there itself."""
    hands, board = at_the_board()
    land, usual = board.map.land, board.map.scale
    board.map.zoom(1)
    hands.frame()
    for scale in (usual, board.map.scale):
        comes_to_rest(hands)
        before = seen_by(hands)
        brush.paint(land, scale)
        hands.window._draw()
        assert np.array_equal(seen_by(hands), before), "it changes though the window has not gone on"
        assert hands.window.go_on(0.0), "it is there and nobody draws it"
        assert not np.array_equal(seen_by(hands), before)
    comes_to_rest(hands)
    board.close()


def test_a_stack_fans_out_by_the_time_of_the_window_which_draws_it_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the frames are, and though nothing else happens."""
    hands, board = at_the_board(Session.new(load_scenario(STACKED), 3, {"soviet": HUMAN, "japanese": HUMAN}))
    fan = next(panel for panel in board.play.panels if isinstance(panel, Fan))
    hex_ = next(hex_ for hex_, units in stacks(board.session.game.state) if len(units) > 1)
    board.map.centre_on(hex_)
    hands.rest()
    hands.move(board.map.spot_of(hex_))
    ticks = pygame.time.get_ticks
    monkeypatch.setattr(pygame.time, "get_ticks", lambda: ticks() + 1000)
    before = seen_by(hands)
    hands.window._draw()
    assert np.array_equal(seen_by(hands), before)
    hands.window._awake = 0.0
    drawn = False
    for _ in range(round(REST / LONGEST) + 1):
        drawn = hands.window.go_on(10.0)
    assert fan.hex == hex_
    assert drawn
    comes_to_rest(hands)
    board.close()


def test_an_event_wakes_the_window_at_once() -> None:
    hands, board = at_the_board()
    comes_to_rest(hands)
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_n, mod=0, unicode="n", scancode=0))
    assert hands.window.go_on(0.1)
    assert board.selection.unit is not None
    comes_to_rest(hands)
    board.close()


def test_a_message_goes_after_a_while_and_the_line_is_empty_again() -> None:
    hands, board = at_the_board()
    comes_to_rest(hands)
    board.play.say("Saved as 'evening'.")
    comes_to_rest(hands)
    assert board.selection.message
    until(hands, lambda: not board.selection.message)
    assert SAID_FOR < 30
    comes_to_rest(hands)
    board.close()


def test_an_estimate_counts_on_and_ends_by_itself() -> None:
    hands, board = at_the_board()
    comes_to_rest(hands)
    board.play.answer(Toggle(Opened.ESTIMATE))
    window = board.popups.find(EstimateWindow)
    assert window is not None
    drawn = 0
    while board.play.findings is None:
        drawn += hands.window.go_on(0.1)
        pygame.time.wait(5)  # or the games that are played beside would hardly get on
    assert drawn > 3, "its progress was not shown"
    comes_to_rest(hands)
    assert any("games" in text for text in window.texts(board.play))
    board.close()


def test_a_march_is_shown_to_its_end_and_the_opponent_answers() -> None:
    hands, board = at_the_board(animation="fast")
    comes_to_rest(hands)
    march = marches(board.session)[0]
    assert isinstance(march, Move)
    board.orders.submit(march) if hasattr(board.orders, "submit") else board.session.submit(march)
    board.play.refresh()
    comes_to_rest(hands)
    board.turns.end_turn()
    until(hands, lambda: board.session.is_humans_turn and not board.turns.busy)
    comes_to_rest(hands)
    board.close()


def test_a_replay_plays_and_stops() -> None:
    session = new_session()
    session.submit(brought_to_blows(session))
    viewer = ReplayViewer(film_of(Saved(session.game, RULES_VERSION, source="a game")))
    hands = Hands(viewer)
    comes_to_rest(hands)
    viewer.seen.play_or_pause()
    until(hands, lambda: not viewer.seen.is_playing)
    assert viewer.seen.place == len(viewer.film.steps)
    comes_to_rest(hands)
    viewer.close()


def test_a_caret_blinks_and_nothing_else_is_drawn() -> None:
    page = BattleSetup(new_session().scenario)
    hands = Hands(page)
    assert page.entry is not None
    hands.click(page.entry.rect.center)
    hands.rest()
    drawn = sum(hands.window.go_on(0.1) for _ in range(60))
    assert 3 <= drawn <= 20, f"in six seconds a caret blinks about ten times, but {drawn} frames were drawn"


def test_the_pointer_that_rests_on_a_term_has_its_slip() -> None:
    hands, board = at_the_board()
    board.choosing.select(next(iter(board.session.idle_units())))
    hands.rest()
    assert board.column is not None
    card = board.column.card
    found = next(spot for placed in card._placed() for spot in placed.sheet.spots if spot.section)
    rect = next(
        found.rect.move(placed.rect.left, placed.rect.top - placed.shift)
        for placed in card._placed()
        if found in placed.sheet.spots
    )
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=rect.center, rel=(0, 0), buttons=(0, 0, 0)))
    hands.frame()
    assert not board.tip.is_shown
    hands.window._awake = 0.0  # it comes by itself, and not because frames are still drawn after the last event
    assert [hands.window.go_on(0.1) for _ in range(4)] == [False, False, True, False]
    assert board.tip.is_shown
    comes_to_rest(hands)
    board.close()


def test_the_order_of_battle_rests_too() -> None:
    hands, board = at_the_board()
    board.play.answer(Toggle(Opened.ORDER_OF_BATTLE))
    assert board.popups.find(OrderOfBattle) is not None
    comes_to_rest(hands)
    board.close()


def test_frames_are_drawn_after_an_event_however_long_one_of_them_takes() -> None:
    """A button that takes another look under the pointer gets there, as time for it goes on by small steps alone."""
    hands = Hands(Lamp(says_so=False))
    hands.rest()
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(300, 300), rel=(0, 0), buttons=(0, 0, 0)))
    assert [hands.window.go_on(seconds) for seconds in (0.02, 3.0, 0.02)] == [True] * 3


class Lamp:
    """A scene that a thread changes: it goes on when it is next looked at, with or without a word."""

    title = ""

    def __init__(self, says_so: bool) -> None:
        self.is_switched, self.is_on, self.says_so = False, False, says_so

    def open(self, window: Window) -> None:
        pass

    def close(self) -> None:
        pass

    def may_quit(self) -> bool:
        return True

    def handle(self, event: pygame.event.Event) -> None:
        pass

    def update(self, seconds: float) -> bool:
        before, self.is_on = self.is_on, self.is_switched
        return self.says_so and self.is_on != before

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill("white" if self.is_on else "black")


@pytest.mark.parametrize(("says_so", "answer"), [(True, None), (False, False)])
def test_what_ends_just_after_the_window_has_come_to_rest_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, says_so: bool, answer: bool | None
) -> None:
    """A thread may end at any moment: what is new then is drawn. Only what is never drawn is a fault."""
    lamp = Lamp(says_so)
    hands = Hands(lamp)
    assert hands.last_frame_is_true()
    rest = hands.rest

    def rest_and_switch() -> bool:
        at_rest, lamp.is_switched = rest(), True
        return at_rest

    monkeypatch.setattr(hands, "rest", rest_and_switch)
    assert hands.last_frame_is_true() is answer
