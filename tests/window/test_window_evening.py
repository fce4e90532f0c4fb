"""An evening at the large battle, in a real window.

Each thing is done by itself in the small battle by the other tests of windows; here all of them, one after the other.
"""

from __future__ import annotations

import pytest

from game.engine.saves import read_save
from game.ui.intents import GoHome
from tests.window.desk import Desk
from tests.window.playing import (
    AUGUST,
    QUIT,
    SAVES,
    attack_together,
    end_turn,
    estimate,
    load,
    march,
    overlays_come_and_go,
    save_as,
    sit_down,
    wait_for_game,
    watch_a_replay,
)
from tests.window.twin import Twin


@pytest.mark.full
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
