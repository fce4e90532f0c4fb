"""The focus: Tab, arrows, Enter, Space and Escape reach and press every button of every page and question."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.desk.focus import moved
from game.desk.help import Help
from game.desk.page import Page
from game.scenario.loading import load_scenario
from game.ui.game_menu import GameMenu
from game.ui.questions import IdleUnits
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_scene import SaveScene
from game.ui.screens import help_pages
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.menu import MainMenu
from game.ui.screens.settings_scene import SettingsScene
from game.view.widgets import TextLine, UIButton
from tests.ui.hands import NIGHT, Hands, at_the_board, new_session

PAGES: dict[str, Callable[[], Page]] = {
    "menu": MainMenu,
    "setup": lambda: BattleSetup(load_scenario(NIGHT)),
    "settings": SettingsScene,
    "help": lambda: Help(help_pages.PAGES),
    "load": LoadScene,
    "save": lambda: SaveScene(new_session(), lambda name: None),
}


def usable(page: Page) -> set[UIButton]:
    return {button for button in page._callbacks if button.is_enabled}


def reached(hands: Hands, page: Page, key: int, times: int, mod: int = 0) -> set[object]:
    found = set()
    for _ in range(times):
        hands.key(key, mod)
        found.add(page.focus.stop)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_button(name: str) -> None:
    page = PAGES[name]()
    hands = Hands(page)
    buttons = usable(page)
    assert buttons
    assert reached(hands, page, pygame.K_TAB, len(buttons) + 3) >= buttons
    assert reached(hands, page, pygame.K_TAB, len(buttons) + 3, pygame.KMOD_SHIFT) >= buttons
    page.close()


@pytest.mark.parametrize("name", ["setup", "settings", "menu"])
def test_arrows_reach_every_button(name: str) -> None:
    """From every button all its neighbours are looked at, as a walk through a maze."""
    page = PAGES[name]()
    hands = Hands(page)
    stops = {place: stop.rect for place, stop in enumerate(page.focus._stops) if stop.is_enabled}
    seen: set[int] = set()
    ahead = [next(iter(stops))]
    while ahead:
        here = ahead.pop()
        seen.add(here)
        for key in (pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN):
            there = moved(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0), stops, here)
            if there is not None and there not in seen:
                ahead.append(there)
    assert seen == set(stops)
    hands.window.scene.close()  # type: ignore[union-attr]


def test_the_frame_is_seen() -> None:
    """What has the focus looks otherwise than without it, in grey too."""
    hands = Hands(SettingsScene())
    hands.key(pygame.K_TAB)
    edge = hands.page.focus.stop.rect.inflate(10, 10)
    framed = grey(hands.window.surface.subsurface(edge))
    hands.key(pygame.K_TAB)
    hands.key(pygame.K_TAB)
    plain = grey(hands.window.surface.subsurface(edge))
    assert int((abs(framed - plain) > 80).sum()) > edge.width + edge.height


@pytest.mark.parametrize("name", ["menu", "help", "load", "save"])
def test_a_list_has_a_frame_once_keys_have_led_to_it(name: str) -> None:
    page = PAGES[name]()
    hands = Hands(page)
    while page.focus.stop is None:
        hands.key(pygame.K_TAB)
    while page.focus.stop is not None:
        hands.key(pygame.K_TAB)
    area = page.list_area()
    assert area is not None
    edge = area.inflate(10, 10).clip(hands.window.surface.get_rect())
    framed = grey(hands.window.surface.subsurface(edge))
    hands.key(pygame.K_TAB)
    plain = grey(hands.window.surface.subsurface(edge))
    assert int((abs(framed - plain) > 80).sum()) > edge.width + edge.height
    page.close()


def grey(part: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(part).astype(int).mean(axis=2)


def test_space_presses_what_has_the_focus_and_it_stays_there() -> None:
    """A setting is changed by keys alone, and the next press goes on from there."""
    hands = Hands(SettingsScene())
    page = hands.page
    while not (isinstance(page.focus.stop, UIButton) and page.focus.stop.text == "Fast"):
        hands.key(pygame.K_TAB)
    hands.key(pygame.K_SPACE)
    assert hands.window.settings.animation == "fast"
    assert page.focus.stop.text == "Fast"
    hands.key(pygame.K_RIGHT)
    hands.key(pygame.K_RETURN)
    assert hands.window.settings.animation == "normal"


def test_held_space_presses_once() -> None:
    hands = Hands(BattleSetup(load_scenario(NIGHT)))
    page = hands.page
    while not (isinstance(page.focus.stop, UIButton) and page.focus.stop.text == "Another"):
        hands.key(pygame.K_TAB)
    hands.hold(pygame.K_SPACE, 1)
    seed = page.seed_text
    hands.hold(pygame.K_SPACE, 10)
    assert page.seed_text == seed


def test_tab_leads_into_a_line_and_out_of_it() -> None:
    hands = Hands(BattleSetup(load_scenario(NIGHT)))
    page = hands.page
    while not isinstance(page.focus.stop, TextLine):
        hands.key(pygame.K_TAB)
    assert page.is_typing
    hands.key(pygame.K_TAB)
    assert not page.is_typing


def test_the_menu_over_the_board_begins_at_resume() -> None:
    hands, board = at_the_board()
    hands.key(pygame.K_ESCAPE)
    assert isinstance(hands.page, GameMenu)
    assert hands.page.focus.stop.text == "Resume"
    for _ in range(20):
        if hands.page.focus.stop.text == "Settings":
            break
        hands.key(pygame.K_DOWN)
    hands.key(pygame.K_RETURN)
    assert isinstance(hands.page, SettingsScene)
    hands.key(pygame.K_ESCAPE)
    hands.key(pygame.K_ESCAPE)
    assert hands.window.scene is board
    board.close()


def test_every_answer_and_unit_of_a_question_is_reached() -> None:
    hands, board = at_the_board()
    hands.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    asked = board.popups.find(IdleUnits)
    assert asked is not None
    stops = set(asked.stops(board.play))
    found = set()
    for _ in range(len(stops) + 1):
        hands.key(pygame.K_TAB)
        found.add(asked.focused)
    assert found == stops
    while asked.focused != "cancel":
        hands.key(pygame.K_TAB)
    hands.key(pygame.K_SPACE)
    assert not board.popups.modal
    assert board.session.is_humans_turn
    board.close()


def test_a_unit_of_the_question_is_gone_to_by_keys() -> None:
    hands, board = at_the_board()
    idle = board.session.idle_units()
    hands.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    asked = board.popups.find(IdleUnits)
    assert asked is not None
    while asked.focused != f"unit:{idle[1]}":
        hands.key(pygame.K_TAB)
    hands.key(pygame.K_RETURN)
    assert board.selection.unit == idle[1]
    board.close()
