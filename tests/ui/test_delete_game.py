"""A whole game is thrown away from the list: its positions, its autosaves and what was saved of it under a name."""

from __future__ import annotations

import pygame
import pytest

from game.desk.asking import Asking
from game.desk.desktop import FIRST as SIZE
from game.desk.window import LEAST
from game.ui.saves.autosaves import Autosaver, Claim
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_folder import file_of, games_folder, save_session
from game.ui.saves.save_list import Entry
from game.ui.saves.save_rows import HEIGHT
from game.ui.screens.settings_scene import SCALES
from game.ui.session import Session

from .hands import Hands
from .test_autosaves import both_random, to_the_end

SIZES = [(scale, SIZE) for scale, _ in SCALES] + [(SCALES[-1][0], LEAST)]


def two_games() -> tuple[Session, Session]:
    """An older game with a save under a name, and a newer one."""
    older = to_the_end(both_random(4), Autosaver(), player_turns=2)
    save_session(older, "kept")
    return older, to_the_end(both_random(5), Autosaver(), player_turns=2)


def at_the_list(scale: float = 1.0, size: tuple[int, int] = SIZE) -> Hands:
    hands = Hands(LoadScene(), size, scale=scale)
    hands.until(lambda: hands.page.is_read)
    return hands


def click_on(hands: Hands, entry: Entry) -> None:
    """Click a save in the list, once the wheel has brought it into view."""
    page = hands.page
    place = page.saves.rows.index(entry)
    hands.move(page.list_area().center)
    for _ in range(place):
        if place < page.saves.first + page.saves.shown:
            break
        pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1, precise_x=0.0, precise_y=-1.0))
        hands.frame()
    area = page.list_area()
    hands.click((area.centerx, area.top + (place - page.saves.first) * page.px(HEIGHT) + page.px(HEIGHT) // 2))
    assert page.chosen == entry


def named(hands: Hands, name: str) -> Entry:
    found: Entry = next(entry for entry in hands.page.found if entry.name == name)
    return found


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_a_game_goes_with_all_its_saves_and_no_other_does(scale: float, size: tuple[int, int]) -> None:
    older, newer = two_games()
    hands = at_the_list(scale, size)
    click_on(hands, named(hands, "kept"))
    hands.press("Delete game")
    assert isinstance(hands.page, Asking)
    assert hands.page.heading == "Delete the whole game?"
    assert ": 4 saves, 'kept' among them." in hands.page.words
    hands.press("Keep")
    assert file_of("kept").exists() and (games_folder() / older.id / "last.json").exists()
    hands.press("Delete game")
    hands.press("Delete game")
    hands.until(lambda: hands.page.is_read)
    assert hands.page.message == "The game is deleted: 4 saves."
    assert {entry.game for entry in hands.page.found} == {newer.id}
    assert not file_of("kept").exists()
    assert [path.name for path in games_folder().iterdir()] == [newer.id]


def test_enter_keeps_it() -> None:
    """The answer that has the focus at first takes nothing away."""
    older, _ = two_games()
    hands = at_the_list()
    click_on(hands, named(hands, "kept"))
    hands.press("Delete game")
    hands.key(pygame.K_RETURN)
    assert isinstance(hands.page, LoadScene)
    assert file_of("kept").exists() and (games_folder() / older.id).exists()


def test_a_game_that_is_open_in_a_window_stays_whole() -> None:
    older, _ = two_games()
    claim = Claim.on(older.id)
    assert claim is not None
    hands = at_the_list()
    click_on(hands, named(hands, "kept"))
    hands.press("Delete game")
    hands.press("Delete game")
    assert hands.page.message == "It cannot be deleted: the game is open in a window."
    assert file_of("kept").exists() and (games_folder() / older.id / "last.json").exists()
    claim.give_back()


def test_a_damaged_save_goes_with_the_game_in_whose_folder_it_lies_and_is_itself_no_game() -> None:
    older, newer = two_games()
    (games_folder() / older.id / "auto-1.json").write_bytes(b"x")
    hands = at_the_list()
    damaged = next(entry for entry in hands.page.found if entry.fault)
    click_on(hands, damaged)
    assert not hands.button("Delete game").is_enabled
    click_on(hands, named(hands, "kept"))
    hands.press("Delete game")
    hands.press("Delete game")
    hands.until(lambda: hands.page.is_read)
    assert {entry.game for entry in hands.page.found} == {newer.id}
    assert not (games_folder() / older.id).exists()
