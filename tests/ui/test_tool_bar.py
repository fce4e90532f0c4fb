"""The tool bar and its menus: everything that a key does is in one, by mouse and by keys, with the key in force."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.desk.help import Help
from game.desk.keys import Action
from game.desk.window import LEAST
from game.ui import menus
from game.ui.board import KEYS, WINDOWS, Board
from game.ui.game_menu import GameMenu
from game.ui.intents import Lay, Opened, OpenMenus, Toggle
from game.ui.menus import ELSEWHERE, TITLES, UNLISTED, is_on, menus_of, why_not
from game.ui.order_of_battle import OrderOfBattle
from game.ui.overlays import OVERLAYS
from game.ui.panels.menu_list import MenuList
from game.ui.panels.tool_bar import BUTTONS, ToolBar, tip_words
from game.ui.screens.briefing import Briefing
from game.ui.screens.menu import MainMenu
from game.ui.screens.settings_scene import SettingsScene
from game.ui.session import HUMAN
from tests.ui.hands import Hands, at_the_board, new_session

WIDE, NARROW = (1920, 1080), (400, 700)


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    hands, board = at_the_board(size=WIDE)
    yield hands, board
    board.close()


def bar_of(board: Board) -> ToolBar:
    return next(panel for panel in board.play.panels if isinstance(panel, ToolBar))


def press(hands: Hands, board: Board, name: str) -> None:
    """Click on a button or title of the bar."""
    hands.click(bar_of(board).spots(board.play)[name].center)


def opened(board: Board) -> MenuList | None:
    return board.popups.find(MenuList)


def test_what_a_button_says_of_itself_goes_when_the_pointer_leaves_it_for_a_window(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, Action.LOG)
    assert bar_of(board)._hover is not None
    hands.move(board.popups.shown[-1].rect.center)
    assert bar_of(board)._hover is None


# --- what is in them ------------------------------------------------------------------------------------------------


def test_every_key_with_a_meaning_is_in_one_menu_and_can_be_carried_out() -> None:
    listed = [action for actions in menus_of(KEYS).values() for action in actions]
    assert sorted(listed) == sorted(set(Action) - UNLISTED)
    assert {action for action in listed if action not in KEYS} == set(ELSEWHERE)


def test_a_new_overlay_or_window_is_in_a_menu_by_itself() -> None:
    """Whatever the tables of the board have."""
    found = menus_of(KEYS)
    assert set(OVERLAYS) < set(found["Overlays"])
    assert {action for action, intent in KEYS.items() if isinstance(intent, Toggle)} <= set(found["Windows"])
    changed = menus_of({**KEYS, Action.SAVE: Lay(OVERLAYS[Action.ZONES]), Action.LOAD: Toggle(Opened.LOG)})
    assert Action.SAVE in changed["Overlays"]
    assert Action.LOAD in changed["Windows"]


def test_lines_name_the_keys_in_force() -> None:
    hands, board = at_the_board(size=WIDE, keys={"zones": "f8"})
    press(hands, board, "menu:Overlays")
    found = opened(board)
    assert found is not None
    texts = found.texts(board.play)
    assert texts.index("F8") == texts.index("Zones of control") - 1
    board.close()


# --- by mouse -------------------------------------------------------------------------------------------------------


def test_a_title_opens_a_menu_and_a_line_does_what_its_key_does(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, "menu:Overlays")
    found = opened(board)
    assert found is not None
    hands.click(found.spots(board.play)["zones"].center)
    assert opened(board) is None
    assert board.play.overlay is OVERLAYS[Action.ZONES]
    assert is_on(board.play, Action.ZONES, KEYS[Action.ZONES])
    press(hands, board, "menu:Overlays")
    found = opened(board)
    assert found is not None and "✓" in found.texts(board.play)


@pytest.mark.parametrize(
    ("line", "scene"),
    [("briefing", Briefing), ("settings", SettingsScene), ("help", Help), ("main_menu", MainMenu)],
)
def test_the_menu_of_the_game_leads_to_every_page(line: str, scene: type) -> None:
    hands, board = at_the_board(size=WIDE)
    press(hands, board, "menu:Game")
    found = opened(board)
    assert found is not None
    hands.click(found.spots(board.play)[line].center)
    hands.until(lambda: isinstance(hands.window.scene, scene))
    board.close()


def test_whoever_quits_from_the_menu_of_the_game_has_closed_the_window(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, "menu:Game")
    found = opened(board)
    assert found is not None
    hands.click(found.spots(board.play)["quit"].center)
    assert not hands.window.running


def test_every_line_of_the_menu_over_the_board_is_in_the_menus_of_the_bar(table: tuple[Hands, Board]) -> None:
    """By other words: a new door there needs an action here."""
    _, board = table
    named = {
        "Briefing": Action.BRIEFING,
        "Find on the map …": Action.JUMP,
        "Save as …": Action.SAVE,
        "Load …": Action.LOAD,
        "Tutorial": Action.TUTORIAL,
        "Settings": Action.SETTINGS,
        "Help": Action.HELP,
        "Main menu": Action.MAIN_MENU,
        "Quit": Action.QUIT,
    }
    doors = [words for words, _ in GameMenu(board.play, board).doors()]
    assert set(doors) - {"Resume"} == set(named)
    listed = {action for actions in menus_of(KEYS).values() for action in actions}
    assert set(named.values()) <= listed


def test_a_tutorial_and_turn_files_are_offered_where_there_are_some(table: tuple[Hands, Board]) -> None:
    _, board = table
    assert why_not(board.play, Action.TUTORIAL) == ""
    assert why_not(board.play, Action.TURN_FILES) == "This game is not played by mail."
    _, other = at_the_board(new_session(soviet=HUMAN, japanese="cadet"))
    assert why_not(other.play, Action.TUTORIAL) == "There is no tutorial of this battle for your side."
    other.close()


def test_over_the_bar_the_pointer_leads_from_menu_to_menu_and_a_click_beside_closes(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, "menu:Game")
    found = opened(board)
    assert found is not None and found.shown == "Game"
    hands.move(bar_of(board).spots(board.play)["menu:Windows"].center)
    assert found.shown == "Windows"
    hands.click(board.map.view.center)
    assert opened(board) is None
    assert board.selection.hex is None, "the click went on to the map"


@pytest.mark.parametrize("window", [*Opened])
def test_every_window_is_opened_from_the_menus(table: tuple[Hands, Board], window: Opened) -> None:
    hands, board = table
    press(hands, board, "menu:Windows")
    found = opened(board)
    assert found is not None
    action = next(action for action, intent in KEYS.items() if intent == Toggle(window))
    hands.click(found.spots(board.play)[action].center)
    assert board.popups.find(WINDOWS[window]) is not None


def test_buttons_do_what_their_keys_do(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, "next_unit")
    unit = board.selection.unit
    assert unit == board.session.idle_units()[0]
    press(hands, board, "done")
    assert unit in board.session.asides.resting
    press(hands, board, "order_of_battle")
    assert board.popups.find(OrderOfBattle) is not None
    press(hands, board, "unit_card")
    assert board.play.is_card_open


def test_what_means_nothing_now_is_dimmed_and_says_why(table: tuple[Hands, Board]) -> None:
    hands, board = table
    assert board.selection.unit is None
    spot = bar_of(board).spot_at(bar_of(board).spots(board.play)["done"].center)
    assert spot is not None and spot[0].act is None
    assert tip_words(board.play, Action.DONE) == ["Unit done (Space)", "Select a unit first."]
    before = pygame.surfarray.array3d(hands.window.surface)
    hands.move(spot[1].center)
    hands.frame()
    below = slice(spot[1].left, spot[1].right), slice(spot[1].bottom + 8, spot[1].bottom + 30)
    assert (pygame.surfarray.array3d(hands.window.surface)[below] != before[below]).any(), "no slip"
    press(hands, board, "done")
    assert not board.session.asides.resting
    hands.key(pygame.K_n)
    assert why_not(board.play, Action.DONE) == ""


def test_nothing_is_ordered_from_the_menus_while_the_opponent_plans(
    table: tuple[Hands, Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, board = table
    monkeypatch.setattr(type(board.play), "may_order", property(lambda _: False))
    for action in menus._OF_TURN | {Action.END_TURN}:
        assert why_not(board.play, action) == "It is not your turn."
    assert not any(why_not(board.play, action) for action in OVERLAYS)


# --- by keys --------------------------------------------------------------------------------------------------------


def test_the_menus_by_keys_alone(table: tuple[Hands, Board]) -> None:
    """F10 opens them, arrows lead through lines and menus, Enter picks, Escape and F10 close."""
    hands, board = table
    hands.key(pygame.K_F10)
    found = opened(board)
    assert found is not None and found.shown == TITLES[0]
    for title in (*TITLES[1:], TITLES[0]):
        hands.key(pygame.K_RIGHT)
        assert found.shown == title
    hands.key(pygame.K_LEFT)
    assert found.shown == TITLES[-1]
    hands.key(pygame.K_ESCAPE)
    assert opened(board) is None
    hands.key(pygame.K_F10)
    hands.key(pygame.K_F10)
    assert opened(board) is None
    hands.key(pygame.K_F10)
    hands.key(pygame.K_RIGHT)
    hands.key(pygame.K_RIGHT)
    hands.key(pygame.K_DOWN)
    hands.key(pygame.K_RETURN)
    assert board.play.overlay is OVERLAYS[list(menus_of(KEYS)["Overlays"])[1]]


def test_a_line_that_means_nothing_has_no_focus(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.play.answer(OpenMenus("Orders"))
    found = opened(board)
    assert found is not None
    stops = set()
    for _ in range(40):
        hands.key(pygame.K_TAB)
        stops.add(found.focused)
    assert stops == {action.value for action in menus_of(KEYS)["Orders"] if not why_not(board.play, action)}


# --- room -----------------------------------------------------------------------------------------------------------


ROOMS = [
    *(((1024, 768), 1.0), ((1280, 800), 1.0), (WIDE, 1.0), (WIDE, 2.0), (WIDE, 2.5)),
    *((LEAST, 2.5), ((640, 480), 1.5), (NARROW, 1.0)),
]


@pytest.mark.parametrize(("size", "scale"), ROOMS)
def test_menus_have_room_in_every_window(size: tuple[int, int], scale: float) -> None:
    hands, board = at_the_board(size=size, scale=scale)
    bar = bar_of(board)
    spots = bar.spots(board.play)
    assert all(bar.rect.contains(rect) for rect in spots.values())
    assert bar.is_folded == ("menu:" in spots)
    shown = [name for name in spots if not name.startswith("menu:")]
    assert shown == [action.value for action in BUTTONS][: len(shown)]
    assert len(shown) == len(BUTTONS) or size != WIDE or scale > 1
    for title in TITLES:
        board.play.answer(OpenMenus(title))
        found = opened(board)
        assert found is not None
        hands.frame()
        assert hands.window.surface.get_rect().contains(found.rect), (title, found.rect)
        found.close()
    board.close()


def test_where_titles_have_no_room_one_button_opens_all_of_them() -> None:
    hands, board = at_the_board(size=NARROW)
    assert bar_of(board).is_folded
    press(hands, board, "menu:")
    found = opened(board)
    assert found is not None
    hands.click(found.spots(board.play)["title:Overlays"].center)
    assert found.shown == "Overlays"
    hands.click(found.spots(board.play)["objectives"].center)
    assert board.play.overlay is OVERLAYS[Action.OBJECTIVES]
    board.close()
