"""The shipped program in a real window, by mouse and keys (issue: a wargamer plays it without reading a manual).

What came of it is read from the autosave, which holds the game after every order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from game.core.errors import SaveError
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.saves import read_save
from game.scenario.loading import load_scenario
from tests.window.desk import Desk
from tests.window.twin import Twin

NIGHT = "lake_khasan/night_attack"
REPLAY, QUIT = (954, 765), (62, 765)
"""Buttons of the main menu, once the first-game guide has been seen."""

QUICK = "data/borderwars/saves/quick save.json"


def newest(table: Desk) -> Game | None:
    """Return the game of the newest save that is whole."""
    for path in reversed(table.saves):
        try:
            return read_save(path).game
        except (SaveError, FileNotFoundError):
            continue
    return None


def wait_for_game(table: Desk, right: Callable[[Game], bool], otherwise: str) -> Game:
    """Wait until the newest save is as it should be, and return its game."""
    found: list[Game] = []

    def come() -> bool:
        game = newest(table)
        if game is not None and right(game):
            found.append(game)
        return bool(found)

    table.wait(come, otherwise)
    return found[0]


@pytest.fixture
def twin() -> Iterator[Twin]:
    """The night attack, seed 7, the Japanese side ours."""
    found = Twin(NIGHT, 7, "japanese")
    yield found
    found.close()


@pytest.fixture
def board(table: Desk, twin: Twin) -> Desk:
    """The program with the same game on the screen, its first-game guide already seen."""
    settings = table.folder / "config" / "borderwars" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"walked_through": true, "animation": "off"}', encoding="utf-8")
    table.start(NIGHT, "--as", "japanese", "--seed", "7")
    return table


def march(board: Desk, twin: Twin, order: Move | None = None) -> str:
    """March a unit by two clicks; returns the order."""
    order = order or twin.a_march()
    board.click(twin.spot(order.path[0]))
    board.click(twin.spot(order.path[-1]), 3)
    twin.give(order)
    wait_for_game(board, lambda game: game.digest() == twin.game.digest(), f"{order} did not come about")
    return str(order)


def test_from_the_menu_into_a_battle(table: Desk) -> None:
    """Menu, setup, board, by Enter alone."""
    table.start()
    table.wait_for_title("Border Wars")
    table.key("Return")
    name = load_scenario(NIGHT).file.name
    table.wait_for_title(f"Before the battle: {name}")
    table.key("Return")
    table.wait_for_title(name)
    table.key("F5")
    game = wait_for_game(table, lambda game: True, "no game was begun that could be saved")
    assert game.scenario.name == NIGHT


def test_a_march_taken_back_and_given_again(board: Desk, twin: Twin) -> None:
    """Left click selects, right click marches, U takes back, Ctrl+Y gives again."""
    before = twin.game.digest()
    march(board, twin)
    after = twin.game.digest()
    board.key("u")
    wait_for_game(board, lambda game: game.digest() == before, "the march was not taken back")
    board.key("ctrl+y")
    wait_for_game(board, lambda game: game.digest() == after, "the march was not given again")


def test_an_attack_is_composed_and_fought(board: Desk, twin: Twin) -> None:
    """Right click on the enemy, look at the forecast, Enter."""
    way, order = twin.a_march_and_an_attack()
    march(board, twin, way)
    before = board.picture()
    board.click(twin.spot(order.target), 3)
    board.wait_for_change(before, "no forecast came up")
    board.keep_picture("forecast")
    board.key("Return")
    twin.give(order)
    wait_for_game(board, lambda game: game.digest() == twin.game.digest(), f"{order} was not fought")


def test_the_turn_ends_and_the_opponent_plays(board: Desk, twin: Twin) -> None:
    """Ctrl+Enter, the list of idle units, Enter; then the computer's side-turn, and it is ours again."""
    march(board, twin)
    board.key("ctrl+Return")
    board.key("Return")
    wait_for_game(board, lambda game: game.turn == 6 and game.active_side == "japanese", "the opponent did not play")


def test_overlays_come_and_go(board: Desk) -> None:
    """E, Z, S, C: each changes the picture, and again gives it back."""
    board.point((300, 300))
    for key in "ezsc":
        before = board.picture()
        board.key(key)
        board.wait_for_change(before, f"the overlay of {key} did not come")
        board.keep_picture(f"overlay_{key}")
        board.key(key)


def test_quick_save_and_load(board: Desk, twin: Twin) -> None:
    """F5, a march, F9: the game is as it was saved, and the same march can be given again."""
    before = twin.game.digest()
    board.key("F5")
    board.wait((board.folder / QUICK).exists, "nothing was saved")
    march(board, twin)
    assert read_save(board.folder / QUICK).game.digest() == before
    saves = len(board.saves)
    board.key("F9")
    march_again = twin.session.undo()
    assert isinstance(march_again, Move)
    march(board, twin, march_again)
    assert len(board.saves) >= saves


def test_killed_in_the_middle_nothing_is_lost(board: Desk, twin: Twin) -> None:
    """A kill at any moment loses at most the current order: the autosave has the march."""
    march(board, twin)
    assert board.program is not None
    board.program.kill()
    board.program.wait(10)
    game = newest(board)
    assert game is not None
    assert game.digest() == twin.game.digest()


def test_august_encirclement_opens_and_is_played(table: Desk) -> None:
    """The large battle: select, march, overlay, end of turn, and the opponent's answer."""
    settings = table.folder / "config" / "borderwars" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"walked_through": true, "animation": "off"}', encoding="utf-8")
    twin = Twin("khalkhin_gol/august_encirclement", 3, "soviet")
    table.start("khalkhin_gol/august_encirclement", "--as", "soviet", "--seed", "3")
    march(table, twin)
    table.key("s", "s", "ctrl+Return", "Return")
    wait_for_game(table, lambda game: game.turn == 2, "the opponent did not play")
    table.keep_picture("second_turn")
    twin.close()


def test_the_staff_estimates(board: Desk) -> None:
    """F6 plays games from the position; Escape puts the answer away."""
    before = board.picture()
    board.key("F6")
    board.wait_for_change(before, "no estimate came up")
    board.settle()
    board.keep_picture("estimate")
    board.key("Escape")


def test_a_replay_is_looked_at_and_the_program_quits(board: Desk, twin: Twin) -> None:
    """A game is begun and saved; the menu's Replay shows it; the menu's Quit ends the program with 0."""
    march(board, twin)
    assert board.program is not None
    board.program.kill()
    board.program.wait(10)
    board.start()
    menu = board.picture()
    board.click(REPLAY)
    board.wait_for_change(menu, "no list of replays came up")
    replays = board.picture()
    board.key("Return")
    board.wait_for_change(replays, "the replay was not shown")
    board.settle()
    board.keep_picture("replay")
    shown = board.picture()
    board.key("Right")
    board.wait_for_change(shown, "the replay did not go on")
    board.key("Escape", "Escape")
    board.click(QUIT)
    assert board.ended() == 0
