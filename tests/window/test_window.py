"""The shipped program in a real window, by mouse and keys, as a wargamer plays it who has read no manual."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from game.engine.orders import Move
from game.engine.saves import read_save
from game.scenario.loading import load_scenario
from game.ui.intents import GoHome
from tests.window.desk import Desk
from tests.window.playing import (
    AUGUST,
    NIGHT,
    QUIT,
    SAVES,
    attack_together,
    end_turn,
    estimate,
    load,
    march,
    newest,
    overlays_come_and_go,
    quick_save,
    save_as,
    sit_down,
    wait_for_game,
    watch_a_replay,
)
from tests.window.twin import Twin


@pytest.fixture
def twin() -> Iterator[Twin]:
    """The night attack, seed 7, the Japanese side ours."""
    found = Twin(NIGHT, 7, "japanese")
    yield found
    found.close()


@pytest.fixture
def board(table: Desk) -> Desk:
    """The program with the twin's game on the screen."""
    return sit_down(table, NIGHT, "--as", "japanese", "--seed", "7")


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
    """Two units in hexes of their own, one of them guns."""
    attack_together(board, twin)


def test_the_turn_ends_and_the_opponent_plays(board: Desk, twin: Twin) -> None:
    march(board, twin)
    end_turn(board, 6)


def test_a_held_key_ends_no_turn(board: Desk, twin: Twin) -> None:
    """Ctrl+Enter held for three seconds asks, and that is all; as many taps answer nothing."""
    board.hold(3.0, "ctrl", "Return")
    for _ in range(6):
        board.key("ctrl+Return")
    board.key("Escape")
    assert read_save(quick_save(board)).game.digest() == twin.game.digest()


@pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="setxkbmap is not installed")
def test_letters_of_another_layout_are_taken_by_their_place(board: Desk, twin: Twin) -> None:
    """Russian: the key that has U on other keyboards takes back, and the one of S saves with Ctrl."""
    before = twin.game.digest()
    march(board, twin)
    board.use_layout("ru")
    board.key("30")  # the place of U
    wait_for_game(board, lambda game: game.digest() == before, "the march was not taken back")
    board.use_layout("us")


def test_overlays_come_and_go(board: Desk) -> None:
    overlays_come_and_go(board)


def test_quick_save_and_load(board: Desk, twin: Twin) -> None:
    """F5, a march, F9: the game is as it was saved, and the same march can be given again."""
    before = twin.game.digest()
    saved = quick_save(board)
    march(board, twin)
    assert read_save(saved).game.digest() == before
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


def test_august_encirclement_once_through(table: Desk) -> None:
    """The large battle from the first march to the way out: what a player does in an evening, each thing once."""
    twin = Twin(AUGUST, 3, "soviet")
    sit_down(table, AUGUST, "--as", "soviet", "--seed", "3")
    before = twin.game.digest()
    march(table, twin)
    table.key("u")
    wait_for_game(table, lambda game: game.digest() == before, "the march was not taken back")
    table.key("ctrl+y")
    wait_for_game(table, lambda game: game.digest() == twin.game.digest(), "the march was not given again")
    attack_together(table, twin)
    overlays_come_and_go(table)
    save_as(table, "evening")
    fought = twin.game.digest()
    end_turn(table, 2)
    table.key("Escape")  # puts away what happened
    estimate(table)
    load(table, "evening")
    table.wait_for_title(twin.session.scenario.file.name)
    table.key("Home")  # the view is that of a new board; both look at the same middle
    twin.board.play.answer(GoHome())
    assert read_save(table.folder / SAVES / "evening.json").game.digest() == fought
    march(table, twin)  # on from where the save stood, not from the second turn
    table.key("Escape", "Escape")
    table.wait_for_title("Menu")
    table.click(twin.button_of_menu("Main menu"))
    table.wait_for_title("Border Wars")
    watch_a_replay(table)
    table.click(QUIT)
    assert table.ended() == 0
    twin.close()


def test_the_staff_estimates(board: Desk) -> None:
    estimate(board)


def test_a_replay_is_looked_at_and_the_program_quits(board: Desk, twin: Twin) -> None:
    """A game is begun and saved; the menu's Replay shows it; the menu's Quit ends the program with 0."""
    march(board, twin)
    assert board.program is not None
    board.program.kill()
    board.program.wait(10)
    board.start()
    board.wait_for_title("Border Wars")
    watch_a_replay(board)
    board.click(QUIT)
    assert board.ended() == 0
