"""The first view of a board: all objectives and own units are in it, and the map is sharp as soon as it is shown."""

from __future__ import annotations

import pytest

from game.desk.desktop import FIRST as SIZE
from game.desk.map_view import MapView
from game.desk.settings import Settings
from game.desk.window import LEAST
from game.engine.game import Game
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.first_view import SIGNS_FROM, look_first, objectives_of, troops_of
from game.ui.layout import layout_of
from game.ui.scenes import open_window
from game.ui.screens.battle_setup import begin_battle
from game.ui.screens.menu import MainMenu
from game.ui.session import HUMAN, Session
from game.view.counters import stacks
from tests.ui.hands import NIGHT, Hands


@pytest.mark.parametrize("size", [SIZE, (1920, 1080)])
@pytest.mark.parametrize("name", shipped_names())
def test_objectives_and_own_units_are_in_the_first_view(name: str, size: tuple[int, int]) -> None:
    """Whoever leads a side sees all objectives, and all own units unless their signs would be too small."""
    scenario = load_scenario(name)
    game, room = Game.new(scenario, 1), layout_of(open_window(Settings(), size)).map
    for side in scenario.names.sides:
        view = MapView(scenario, room)
        look_first(view, game, side, 1.0)
        assert [scenario.hex_number(hex_) for hex_ in objectives_of(game) if not view.shows(hex_)] == []
        own = troops_of(game, side)
        unseen = [scenario.hex_number(hex_) for hex_ in own if not view.shows(hex_)]
        assert own
        assert not unseen or (view.scale == SIGNS_FROM and len(unseen) <= len(own) / 4), (side, unseen)
        view.land.close()


def test_hexes_are_larger_on_a_larger_screen() -> None:
    scenario = load_scenario(NIGHT)
    game = Game.new(scenario, 1)
    found = []
    for size in (SIZE, (1920, 1080), (2560, 1440), (3840, 2160)):
        view = MapView(scenario, layout_of(open_window(Settings(), size)).map)
        look_first(view, game, "japanese", 1.0)
        found.append(view.scale)
        view.land.close()
    assert found == [28, 40, 56, 76]


def test_a_side_that_is_not_there_yet_sees_where_its_first_units_come() -> None:
    scenario = load_scenario("jinchanggou/height_875")
    game = Game.new(scenario, 1)
    assert not [hex_ for hex_, units in stacks(game.state) if game.world.units[units[0]].side == 0]
    assert {scenario.hex_number(hex_) for hex_ in troops_of(game, "japanese")} == {"2800", "2900", "3000"}


def test_a_board_opens_with_that_view() -> None:
    scenario = load_scenario(NIGHT)
    board = Board(Session.new(scenario, 1, dict.fromkeys(scenario.names.sides, HUMAN)))
    Hands(board)
    game = board.session.game
    assert [hex_ for hex_ in objectives_of(game) + troops_of(game, game.active_side) if not board.map.shows(hex_)] == []
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
    hands.until(lambda: hands.window.scene is not began)
    board = hands.window.scene
    assert isinstance(board, Board)
    assert board.map.land.is_painted(board.map.scale)
    board.close()
