"""The first view of a board: every objective is in it, and the map is sharp as soon as it is shown."""

from __future__ import annotations

import pytest

from game.desk.window import LEAST, SIZE
from game.scenario.loading import load_scenario
from game.ui.battle_setup import begin_battle
from game.ui.board import Board
from game.ui.first_view import objectives_of
from game.ui.menu import MainMenu
from game.ui.session import HUMAN, Session
from tests.ui.hands import NIGHT, Hands

SHIPPED = [
    "khalkhin_gol/august_encirclement",
    "lake_khasan/campaign",
    "lake_khasan/corps_assault",
    "lake_khasan/fortieth_division",
    NIGHT,
]


@pytest.mark.parametrize("size", [SIZE, (1920, 1080)])
@pytest.mark.parametrize("name", SHIPPED)
def test_all_objectives_are_in_the_first_view(name: str, size: tuple[int, int]) -> None:
    scenario = load_scenario(name)
    board = Board(Session.new(scenario, 1, dict.fromkeys(scenario.names.sides, HUMAN)))
    Hands(board, size)
    hexes = objectives_of(board.session.game)
    assert hexes
    assert [scenario.hex_number(hex_) for hex_ in hexes if not board.map.shows(hex_)] == []
    board.close()


def test_where_there_is_no_room_for_all_the_smallest_zoom_shows_what_it_can() -> None:
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    board = Board(Session.new(scenario, 1, dict.fromkeys(scenario.names.sides, HUMAN)))
    Hands(board, (LEAST[0] // 2, LEAST[1] // 2))
    assert board.map.scale == min(board.map.land.scales)
    assert any(board.map.view.collidepoint(board.map.spot_of(hex_)) for hex_ in objectives_of(board.session.game))
    board.close()


def test_the_map_is_sharp_as_soon_as_the_board_is_shown(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # nothing has been painted yet
    hands = Hands(MainMenu())
    scenario = load_scenario(NIGHT)
    begin_battle(hands.window, scenario, 1, dict.fromkeys(scenario.names.sides, HUMAN))
    began = hands.window.scene
    while hands.window.scene is began:
        hands.window.frame(0.016)
    board = hands.window.scene
    assert isinstance(board, Board)
    assert board.map.land.is_painted(board.map.scale)
    board.close()
