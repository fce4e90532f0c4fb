"""The shipped program in a real window, by mouse and keys (issue: a wargamer plays it without reading a manual).

What came of it is read from the autosave, which holds the game after every order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from game.core.errors import SaveError
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.saves import read_save
from game.scenario.loading import load_scenario
from tests.window.desk import Desk
from tests.window.twin import Twin

NIGHT = "lake_khasan/night_attack"
AUGUST = "khalkhin_gol/august_encirclement"
REPLAY, QUIT = (954, 765), (62, 765)
"""Buttons of the main menu, once the first-game guide has been seen."""

SAVES = "data/borderwars/saves"
QUICK = f"{SAVES}/quick save.json"


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


def sit_down(table: Desk, *arguments: str) -> Desk:
    """Start a battle as somebody who has seen the first-game guide and wants no animation."""
    settings = table.folder / "config" / "borderwars" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"walked_through": true, "animation": "off"}', encoding="utf-8")
    table.start(*arguments)
    table.wait_for_title(load_scenario(arguments[0]).file.name)
    return table


@pytest.fixture
def board(table: Desk) -> Desk:
    """The program with the twin's game on the screen."""
    return sit_down(table, NIGHT, "--as", "japanese", "--seed", "7")


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


def attack_together(board: Desk, twin: Twin) -> None:
    """Right click on the enemy, another unit clicked in, the forecast changing, Enter."""
    marches, order = twin.an_attack_by_two()
    for way in marches:
        march(board, twin, way)
    lead, other = (*order.units, *order.support)
    board.click(twin.spot(twin.hex_of(lead)))
    before = board.picture()
    board.click(twin.spot(order.target), 3)
    board.wait_for_change(before, "no forecast came up")
    alone = board.picture()
    board.click(twin.spot(twin.hex_of(other)))
    board.wait_for_change(alone, f"{other} was not clicked into the attack")
    board.keep_picture("forecast")
    board.key("Return")
    twin.give(order)
    wait_for_game(board, lambda game: game.digest() == twin.game.digest(), f"{order} was not fought")


def test_an_attack_is_composed_and_fought(board: Desk, twin: Twin) -> None:
    """Two units in hexes of their own, one of them guns."""
    attack_together(board, twin)


def end_turn(board: Desk, turn: int) -> Game:
    """Ctrl+Enter, the list of idle units, Enter; then the computer's side-turn, and it is ours again."""
    side = board.arguments[board.arguments.index("--as") + 1]
    before = board.picture()
    board.key("ctrl+Return")
    board.wait_for_change(before, "nobody was said to wait for orders")
    board.key("Return")
    return wait_for_game(
        board, lambda game: game.turn == turn and game.active_side == side, f"the opponent did not play before {turn}"
    )


def test_the_turn_ends_and_the_opponent_plays(board: Desk, twin: Twin) -> None:
    march(board, twin)
    end_turn(board, 6)


def overlays_come_and_go(board: Desk) -> None:
    """E, Z, S, C, B, M: each changes the picture, and again gives it back."""
    board.point((300, 300))
    for key in "ezscbm":
        before = board.picture()
        board.key(key)
        board.wait_for_change(before, f"the overlay of {key} did not come")
        board.keep_picture(f"overlay_{key}")
        board.key(key)
        board.wait(lambda before=before: bool(np.array_equal(board.picture(), before)), f"{key} did not go")


def test_overlays_come_and_go(board: Desk) -> None:
    overlays_come_and_go(board)


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


def save_as(board: Desk, name: str) -> None:
    """Save under a name, typed over the one that is proposed."""
    board.key("ctrl+s")
    board.wait_for_title("Save the game")
    board.key("ctrl+a")
    board.type(name)
    board.key("Return")
    board.wait((board.folder / SAVES / f"{name}.json").exists, f"{name} was not saved")


def load(board: Desk, name: str) -> None:
    """Load a save from the list, which has the newest first and chosen."""
    board.key("ctrl+o")
    board.wait_for_title("Load a game")
    newer = [path.stem for path in reversed(board.saves) if path.parent == board.folder / SAVES]
    board.key(*["Down"] * newer.index(name), "Return")


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


def estimate(board: Desk) -> None:
    """F6 plays games from the position; Escape puts the answer away."""
    before = board.picture()
    board.key("F6")
    board.wait_for_change(before, "no estimate came up")
    board.settle()
    board.keep_picture("estimate")
    board.key("Escape")


def test_the_staff_estimates(board: Desk) -> None:
    estimate(board)


def watch_a_replay(board: Desk) -> None:
    """From the main menu: the newest game is shown, step by step, and the way back is there."""
    board.click(REPLAY)
    board.wait_for_title("Watch a game")
    board.key("Return")
    board.wait_for_title("Replay: ")
    board.keep_picture("replay")
    shown = board.picture()
    board.key("Right")
    board.wait_for_change(shown, "the replay did not go on")
    board.key("Escape")
    board.wait_for_title("Watch a game")
    board.key("Escape")
    board.wait_for_title("Border Wars")


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
