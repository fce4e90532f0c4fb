"""What a player does at the desk, each as one step that waits for what comes of it.

What came of it is read from the autosave, which holds the game after every order.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from game.core.errors import SaveError
from game.desk.presses import REST_OF_TURN
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.saves import read_save
from game.scenario.loading import load_scenario
from game.ui.play import SAID_FOR
from game.ui.saves.save_folder import play_in
from tests.window.desk import Desk
from tests.window.twin import Twin

NIGHT = "lake_khasan/night_attack"
AUGUST = "khalkhin_gol/august_encirclement"
REPLAY, QUIT = (604, 765), (61, 765)
"""Buttons of the main menu."""

SAVES = "data/borderwars/saves"


def quick_save(table: Desk) -> Path:
    """Save at once with F5; returns the file, which lies among those of its game."""
    table.key("F5")
    found: list[Path] = []

    def come() -> bool:
        found[:] = table.folder.glob(f"{SAVES}/games/*/quick.json")
        return bool(found)

    table.wait(come, "nothing was saved")
    return found[0]


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


def sit_down(table: Desk, *arguments: str) -> Desk:
    """Start a battle as somebody who has seen the first-game guide and wants no animation."""
    settings = table.folder / "config" / "borderwars" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"walked_through": true, "walked_formations": true, "animation": "off"}', encoding="utf-8")
    table.start(*arguments)
    table.wait_for_title(load_scenario(arguments[0]).file.name)
    return table


def march(board: Desk, twin: Twin, order: Move | None = None) -> str:
    """March a unit by two clicks; returns the order."""
    order = order or twin.a_march()
    board.click(twin.spot(order.path[0]))
    board.click(twin.spot(order.path[-1]), 3)
    twin.give(order)
    wait_for_game(board, lambda game: game.digest() == twin.game.digest(), f"{order} did not come about")
    return str(order)


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


def end_turn(board: Desk, turn: int) -> Game:
    """Ctrl+Enter, the list of idle units, Enter; then the computer's player turn, and it is ours again or all over."""
    side = board.arguments[board.arguments.index("--as") + 1]

    def is_ours(game: Game) -> bool:
        return game.outcome is not None or (game.turn == turn and game.active_side == side)

    before = board.picture()
    board.key("ctrl+Return")
    board.wait_for_change(before, "nobody was said to wait for orders")
    board.key("Return")
    game = wait_for_game(board, is_ours, f"the opponent did not play before turn {turn}")
    time.sleep(REST_OF_TURN)
    return game


def overlays_come_and_go(board: Desk) -> None:
    """E, Z, S, C, B, M: each changes the picture, and again gives it back."""
    board.point((300, 300))
    time.sleep(SAID_FOR)  # what was said last is gone
    board.settle()
    for key in "ezscbm":
        before = board.picture()
        board.key(key)
        board.wait_for_change(before, f"the overlay of {key} did not come")
        board.keep_picture(f"overlay_{key}")
        board.key(key)
        board.wait(lambda before=before: bool(np.array_equal(board.picture(), before)), f"{key} did not go")


def save_as(board: Desk, name: str) -> None:
    """Save under a name, typed over the one that is proposed."""
    board.key("ctrl+s")
    board.wait_for_title("Save the game")
    board.key("ctrl+a")
    board.type(name)
    board.key("Return")
    board.wait((board.folder / SAVES / f"{name}.json").exists, f"{name} was not saved")


def load(board: Desk, name: str) -> None:
    """Load a save from the list of the one game that there is, which has the newest first and chosen."""
    board.key("ctrl+o")
    board.wait_for_title("Load a game")
    newest_first = [path.stem for path in sorted(board.saves, key=play_in, reverse=True)]
    board.key(*["Down"] * newest_first.index(name), "Return")


def estimate(board: Desk) -> None:
    """F6 plays games from the position; Escape puts the answer away."""
    before = board.picture()
    board.key("F6")
    board.wait_for_change(before, "no estimate came up")
    board.settle()
    board.keep_picture("estimate")
    board.key("Escape")


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


def put_away_what_happened(board: Desk) -> None:
    """Escape closes the list; where there was none it opens the menu, and again closes that."""
    board.key("Escape")
    if board.title().startswith("Menu"):
        board.key("Escape")
