"""The screen of the settings: every choice is kept, keys can be set, conflicts are named."""

from __future__ import annotations

import pygame
import pytest

from game.desk.asking import Asking
from game.desk.desktop import FIRST, Desktop, first_size, letters_for, sizes_for
from game.desk.key_words import action_words, keys_of
from game.desk.keys import Action, key_of
from game.desk.settings import Settings, load_settings, settings_file
from game.engine.orders import Move
from game.engine.replay import Step
from game.ui.board import Board
from game.ui.hints import ground_words
from game.ui.log_lines import log_lines
from game.ui.scenes import open_window
from game.ui.screens.menu import MainMenu
from game.ui.screens.settings_scene import AS_LEFT, AUTOMATIC, ROWS, SettingsScene, rows_here

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


# --- the window -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("screen", "letters"),
    [((1024, 768), 1.0), ((1920, 1080), 1.0), ((2560, 1440), 1.25), ((3440, 1440), 1.25), ((3840, 2160), 2.0)],
)
def test_letters_are_as_large_a_part_of_every_screen(screen: tuple[int, int], letters: float) -> None:
    assert letters_for(screen) == letters


def test_the_window_takes_most_of_the_screen_and_never_less_than_it_needs() -> None:
    assert first_size((1920, 1080)) == (1632, 918)
    assert first_size((3840, 2160)) == (3264, 1836)
    assert first_size((1366, 768)) == FIRST


def test_letters_follow_the_screen_until_a_size_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(3840, 2160)])
    hands = Hands(SettingsScene(), size=(1920, 1080))
    assert hands.window.settings.scale is None
    assert hands.window.scale == 2.0
    hands.press("125%")
    assert hands.window.scale == 1.25
    hands.press(AUTOMATIC)
    assert hands.window.scale == 2.0


def test_first_hexes_are_larger_where_letters_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen decides both, where nothing is set."""
    _, board = at_the_board(size=(1280, 800))
    usual = board.map.scale
    board.close()
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(3840, 2160)])
    _, board = at_the_board(size=(3840, 2160))
    assert board.map.scale > usual
    board.close()


def test_only_sizes_that_the_screen_has_room_for_are_offered_and_the_one_that_is_set() -> None:
    assert sizes_for((1920, 1080)) == [(1024, 768), (1280, 800), (1440, 900), (1600, 900)]
    rows = {name: options for name, _, options in rows_here((1111, 777))}
    assert ((1111, 777), "1111 × 777") in rows["window_size"]
    assert rows["window_size"][0] == (None, AS_LEFT)


def test_a_size_that_is_chosen_is_had_at_once_and_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(1920, 1080)])
    hands = Hands(SettingsScene())
    hands.press("1440 × 900")
    assert hands.window.surface.get_size() == (1440, 900)
    assert hands.page.rect.size == (1440, 900)
    kept = load_settings()
    assert open_window(kept).surface.get_size() == (1440, 900)
    kept.window_size, kept.size = None, (1333, 808)
    assert open_window(kept).surface.get_size() == (1333, 808), "as it was left"


def test_full_screen_is_a_setting_and_its_key_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[bool] = []
    monkeypatch.setattr(Desktop, "fill_screen", lambda desktop, full: filled.append(full))
    monkeypatch.setattr(pygame.display, "is_fullscreen", lambda: bool(filled) and filled[-1])
    hands = Hands(SettingsScene())
    hands.page.set("full_screen", True)
    assert load_settings().full_screen
    hands.key(pygame.K_F11)
    assert not load_settings().full_screen
    hands.key(pygame.K_F11)
    assert filled == [True, False, True]
    assert load_settings().full_screen
    open_window(load_settings())
    assert filled[-1], "the next game opens as this one was left"


def test_settings_of_older_versions_load() -> None:
    """They wrote the usual size of letters, chosen or not; another one was chosen."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('{"scale": 1.0, "volume": 20, "size": [1300, 810]}', encoding="utf-8")
    assert load_settings() == Settings(volume=20, size=(1300, 810))
    settings_file().write_text('{"scale": 1.5}', encoding="utf-8")
    assert load_settings().scale == 1.5
    settings_file().write_text('{"scale": 1.0, "full_screen": false}', encoding="utf-8")
    assert load_settings().scale == 1.0
    settings_file().write_text('{"scale": "large", "window_size": [0, -5], "full_screen": 7}', encoding="utf-8")
    assert load_settings() == Settings()


def test_defaults_leave_folders_of_battles_alone(hands: Hands) -> None:
    hands.window.settings.battles = ["/somewhere"]
    hands.page.set("grid", False)
    hands.press("Reset to defaults")
    assert hands.window.settings.battles == ["/somewhere"]
