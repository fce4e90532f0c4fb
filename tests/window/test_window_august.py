"""Three turns of August in a real window with as few inputs as the board allows, every one of them real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.engine.replay import verify
from tests.ui.august import BATTLE, FIRST, SECOND, SIDE, SIZE, Commander, august
from tests.ui.hands import Hands, at_the_board
from tests.ui.test_inputs_of_a_turn import FIRST_TURN, LATER_TURNS, until_ones_turn
from tests.window.conftest import stop_without
from tests.window.desk import Desk, desk
from tests.window.playing import newest, wait_for_game

NAMES = {pygame.K_F7: "F7", pygame.K_RETURN: "Return", pygame.K_ESCAPE: "Escape", pygame.K_f: "f"}
SEED = 1939


class Both:
    """Real mouse and keys at the desk, and the same at a twin of its window, which knows where everything stands."""

    def __init__(self, table: Desk, twin: Hands) -> None:
        self.table = table
        self.twin = twin

    def click(self, spot: tuple[int, int], button: int = 1) -> None:
        """Click in both windows."""
        self.table.click(spot, button)
        self.twin.click(spot, button)

    def key(self, key: int, mod: int = 0, unicode: str = "") -> None:
        """Press a key in both."""
        self.table.key(f"ctrl+{NAMES[key]}" if mod & pygame.KMOD_CTRL else NAMES[key])
        self.twin.key(key, mod, unicode)


@pytest.fixture
def large_table(tmp_path: Path) -> Iterator[Desk]:
    """A screen of 1920 x 1080 that the window fills."""
    stop_without()
    with desk(tmp_path, SIZE) as found:
        settings = tmp_path / "config" / "borderwars" / "settings.json"
        settings.parent.mkdir(parents=True)
        chosen = {"walked_through": True, "animation": "off", "scroll_at_edge": False, "window_size": SIZE}
        settings.write_text(json.dumps(chosen), encoding="utf-8")
        yield found


@pytest.mark.full
def test_turns_of_august_by_real_inputs_are_the_game_that_their_orders_give(large_table: Desk) -> None:
    """Counted as `test_inputs_of_a_turn` counts; what the window has saved is played again without one."""
    table = large_table
    table.start(BATTLE, "--as", SIDE, "--seed", str(SEED), "--commander", "japanese=officer")
    hands, board = at_the_board(august(SEED), SIZE)
    player = Commander(Both(table, hands), board)
    counts = []
    for tasks in (FIRST, (), SECOND):
        counts.append(player.turn(tasks))
        until_ones_turn(hands, board)
        digest = board.session.game.digest()
        wait_for_game(table, lambda game, wanted=digest: game.digest() == wanted, "the window plays another game")
        table.settle()
    print("inputs", counts)
    assert counts[0] <= FIRST_TURN and max(counts[1:]) <= LATER_TURNS, counts
    assert newest(table) is not None and verify(table.saves[-1]).holds
    board.close()
