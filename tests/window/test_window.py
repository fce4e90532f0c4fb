"""The shipped program in a real window, by mouse and keys, as a wargamer plays it who has read no manual."""

from __future__ import annotations

import shutil

import pytest

from game.engine.saves import read_save
from game.scenario.loading import load_scenario
from tests.window.desk import Desk
from tests.window.playing import (
    NIGHT,
    attack_together,
    end_turn,
    march,
    overlays_come_and_go,
    quick_save,
    wait_for_game,
)
from tests.window.twin import Twin


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
