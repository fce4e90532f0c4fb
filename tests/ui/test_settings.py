"""The screen of the settings: every choice is kept, keys can be set, conflicts are named."""

from __future__ import annotations

import pygame
import pytest

from game.desk.asking import Asking
from game.desk.key_words import action_words, keys_of
from game.desk.keys import Action, key_of
from game.desk.settings import Settings, load_settings, settings_file
from game.engine.orders import Move
from game.engine.replay import Step
from game.ui.board import Board
from game.ui.hints import ground_words
from game.ui.log_lines import log_lines
from game.ui.menu import MainMenu
from game.ui.scenes import open_window
from game.ui.settings_scene import ROWS, SettingsScene

from .hands import Hands, at_the_board

CTRL = pygame.KMOD_CTRL


@pytest.fixture
def hands() -> Hands:
    return Hands(SettingsScene(), animation="normal", scroll_at_edge=True)


def keys_page(hands: Hands, action: Action) -> None:
    """Turn to the keys and click an action in the list."""
    if not hands.page.keys_shown:
        hands.press("Keys")
    wanted = f"{action_words(action)}:   {keys_of(hands.window.keys, action)}"
    button = next(button for button in hands.page._callbacks if button.text == wanted)
    hands.page.reveal(button)
    hands.click(button.rect.center)
    assert hands.page.asked is action


@pytest.mark.parametrize(("name", "words", "options"), ROWS, ids=[row[0] for row in ROWS])
def test_every_choice_is_shown_and_kept(hands: Hands, name: str, words: str, options: tuple) -> None:  # type: ignore[type-arg]
    for value, _ in options:
        hands.page.set(name, value)
        hands.frame()
        assert getattr(hands.window.settings, name) == value
        assert getattr(load_settings(), name) == value


def test_every_row_is_a_setting_and_has_its_button(hands: Hands) -> None:
    assert {name for name, _, _ in ROWS} <= set(Settings.model_fields)
    hands.press("150%")
    assert hands.window.scale == 1.5
    hands.press("Silhouettes")
    assert load_settings().counters == "silhouettes"
    hands.press("Reset to defaults")
    assert hands.window.settings == Settings()


def test_settings_are_those_of_the_next_start(hands: Hands) -> None:
    hands.press("Japanese")
    assert Hands(MainMenu()).window.settings.language == "en"  # given
    assert load_settings().language == "ja"  # kept


def test_a_key_is_set_by_pressing_it(hands: Hands) -> None:
    keys_page(hands, Action.SUPPLY)
    hands.key(pygame.K_F12)
    assert hands.window.settings.keys == {"supply": "f12"}
    assert load_settings().keys == {"supply": "f12"}
    assert hands.page.asked is None
    assert "Supply: F12" in hands.page.message


def test_escape_and_modifiers_are_no_keys(hands: Hands) -> None:
    keys_page(hands, Action.SUPPLY)
    hands.key(pygame.K_LCTRL, CTRL)
    assert hands.page.asked is Action.SUPPLY
    hands.key(pygame.K_ESCAPE)
    assert hands.page.asked is None
    assert isinstance(hands.page, SettingsScene)
    assert hands.window.settings.keys == {}


def settings_beneath(hands: Hands) -> SettingsScene:
    page = hands.window.beneath[-1]
    assert isinstance(page, SettingsScene)
    return page


def test_a_conflict_is_named_and_asked_about(hands: Hands) -> None:
    keys_page(hands, Action.SUPPLY)
    hands.key(pygame.K_s, CTRL)
    assert isinstance(hands.page, Asking)
    assert hands.page.heading == "Ctrl+S is already 'Save'"
    assert "'Save' has no key at all" in hands.page.words
    hands.key(pygame.K_s, CTRL)  # the key that has raised the question is no answer
    assert settings_beneath(hands).message == ""  # nothing is left or given before it is answered
    hands.key(pygame.K_RETURN)  # nor is anything taken away by the answer that stands there first
    assert hands.page.message == "Unchanged."
    assert hands.window.settings.keys == {}
    keys_page(hands, Action.SUPPLY)
    hands.key(pygame.K_s, CTRL)
    hands.press("Give it to 'Supply'")
    assert hands.window.settings.keys == {"supply": "ctrl+s"}
    assert "No key now: Save" in hands.page.message
    press = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_s, mod=CTRL, unicode="")
    assert hands.window.keys.action_of(press) is Action.SUPPLY
    hands.press("Reset keys to defaults")
    assert hands.window.keys.action_of(press) is Action.SAVE


def test_an_action_keeps_its_other_keys(hands: Hands) -> None:
    """Undo has U and Ctrl+Z: U is given to the log, Ctrl+Z stays; the log keeps J."""
    keys_page(hands, Action.LOG)
    hands.key(pygame.K_u)
    assert "'Undo' has Ctrl+Z" in hands.page.words
    hands.press("Give it to 'Log of events'")
    assert hands.window.keys.of(Action.LOG) == ("u", "j")
    assert hands.window.keys.of(Action.UNDO) == ("ctrl+z",)


def test_actions_are_chosen_by_keys_too(hands: Hands) -> None:
    hands.press("Keys")
    while not getattr(hands.page.focus.stop, "text", "").startswith("Supply:"):
        hands.key(pygame.K_TAB)
    hands.key(pygame.K_RETURN)
    assert hands.page.asked is Action.SUPPLY
    hands.hold(pygame.K_RETURN, 5)  # let go of and pressed again: this is the key
    assert isinstance(hands.page, Asking)


def test_keys_of_every_screen_can_be_set_too(hands: Hands) -> None:
    """While a key is asked for, F1 opens no help."""
    keys_page(hands, Action.JUMP)
    hands.key(pygame.K_F1)
    assert isinstance(hands.page, Asking)
    assert "already 'Help'" in hands.page.heading
    hands.key(pygame.K_ESCAPE)
    keys_page(hands, Action.JUMP)
    hands.key(pygame.K_F2)
    assert hands.window.settings.keys == {"jump": "f2"}


def test_a_changed_key_does_what_it_says_on_the_board() -> None:
    hands, board = at_the_board(keys={"supply": "f12"})
    hands.key(pygame.K_F12)
    assert board.play.overlay is not None
    assert board.play.overlay.action is Action.SUPPLY
    assert key_of(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F12, mod=0, unicode="")) == "f12"


def test_grid_and_names_reach_the_board_beneath() -> None:
    hands, board = at_the_board()
    assert board.map.show_grid
    hands.window.lay_over(SettingsScene())
    hands.frame()
    hands.page.set("grid", False)
    hands.key(pygame.K_ESCAPE)
    assert hands.page is board
    assert not board.map.show_grid
    assert board.map.show_labels


def test_what_cannot_be_kept_is_said(hands: Hands) -> None:
    settings_file().parent.parent.mkdir(parents=True, exist_ok=True)
    settings_file().parent.write_text("a file where the folder should be")
    hands.page.set("volume", 20)
    hands.frame()
    assert hands.window.settings.volume == 20
    assert "cannot be saved" in hands.page.message


def test_the_map_beneath_takes_the_language_of_names() -> None:
    """Map, bottom line and log; back in English all is as before."""
    hands, board = at_the_board()
    summit = board.session.scenario.hex_row("2028")
    assert summit is not None
    board.map.centre_on(summit)
    hands.until(lambda: board.map is not None and board.map.land.is_painted(board.map.scale))
    hands.move(board.map.spot_of(summit))
    english, shown = names_on(hands, board), ground_words(board.session.game, summit)
    assert "Zaozernaya / Changkufeng" in shown
    seen = [english]
    for words, name in (("Russian", "Заозёрная"), ("Japanese", "張鼓峰")):
        choose_language(hands, words)
        assert hands.page is board
        assert name in ground_words(board.session.game, summit)
        assert f"2028 ({name})" in logged(board, Move("x", ("2129", "2028")))
        assert names_on(hands, board) not in seen
        seen.append(names_on(hands, board))
    choose_language(hands, "English")
    assert names_on(hands, board) == english


def choose_language(hands: Hands, words: str) -> None:
    hands.window.lay_over(SettingsScene())
    hands.frame()
    hands.press(words)
    hands.key(pygame.K_ESCAPE)


def logged(board: Board, order: Move) -> str:
    """What the log would say of a march."""
    lines, _ = log_lines(board.session.scenario, [Step(1, "soviet", order, ())])
    return lines[-1].words


def names_on(hands: Hands, board: Board) -> bytes:
    """What the map shows, as pixels."""
    hands.frame()
    return pygame.image.tobytes(hands.window.surface.subsurface(board.play.layout.map), "RGB")


def test_what_cannot_be_kept_any_more_is_said(hands: Hands) -> None:
    hands.page.set("volume", 20)
    assert not hands.page.message
    kept = settings_file().read_text()
    settings_file().unlink()
    settings_file().mkdir()
    (settings_file() / "in the way").write_text(kept)
    hands.page.reset()
    hands.frame()
    assert "cannot be saved" in hands.page.message


def test_the_size_of_the_window_is_remembered(hands: Hands) -> None:
    pygame.display.set_mode((900, 700), pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=900, h=700, size=(900, 700)))
    hands.frame()
    hands.window._keep_size()
    assert load_settings().size == (900, 700)
    assert open_window(load_settings()).surface.get_size() == (900, 700)
    settings = load_settings()
    settings.size = (1, 1)
    assert open_window(settings).surface.get_size() == (480, 360)
