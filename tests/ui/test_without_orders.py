"""The window of orders lists who has none yet: a click chooses them, and the order is put together in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.command.formation_intents import BeginTask, ChooseTogether
from game.ui.command.task_drafts import units_of
from game.ui.forces import units_in
from game.ui.panels.orders_window import OrdersWindow
from game.ui.panels.without_orders import ALL_HAVE, free_of_orders, highest, parts_of
from game.ui.session import HUMAN, Session
from tests.ui.hands import Hands, at_the_board

BATTLE = "lake_khasan/corps_assault"
RIGHT = 3


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board, OrdersWindow]]:
    session = Session.new(load_scenario(BATTLE), 3, dict.fromkeys(("soviet", "japanese"), HUMAN))
    hands, board = at_the_board(session)
    hands.key(pygame.K_F7)
    window = board.popups.find(OrdersWindow)
    assert window is not None
    yield hands, board, window
    board.close()


def own_units(board: Board, formation: int) -> list[str]:
    names = board.session.scenario.names
    return units_of(board.session.game, [names.units[row] for row in units_in(board.session.scenario, formation)])


def a_part(board: Board) -> tuple[int, int]:
    """A formation under no other, and a part of it that has units on the map, but not all of them."""
    for row in highest(board.session.game):
        for part in parts_of(board.session.game, row):
            if set(own_units(board, part)) < set(own_units(board, row)):
                return row, part
    raise AssertionError("no formation has parts")


def test_a_click_chooses_and_a_click_on_the_map_begins_the_order_in_the_window(
    table: tuple[Hands, Board, OrdersWindow],
) -> None:
    hands, board, window = table
    _, part = a_part(board)
    hands.click(window.spots(board.play)[f"choose:{part}"].center)
    assert set(board.selection.units) == set(own_units(board, part))
    hands.click(board.map.spot_of(board.map.hex_at(board.map.view.center) or 0), RIGHT)
    assert board.selection.task is not None and "give" in window.spots(board.play)
    hands.key(pygame.K_ESCAPE)
    assert board.selection.task is None and board.popups.find(OrdersWindow) is window


def test_who_has_an_order_is_listed_no_more_and_the_rest_is_chosen_by_itself(
    table: tuple[Hands, Board, OrdersWindow],
) -> None:
    hands, board, window = table
    whole, part = a_part(board)
    assert set(own_units(board, part)) <= set(free_of_orders(board.play))
    board.play.answer(ChooseTogether(tuple(own_units(board, part))))
    board.play.answer(BeginTask("hold", board.selection.hex))
    hands.key(pygame.K_RETURN, unicode="\r")
    assert f"choose:{part}" not in window.spots(board.play)
    hands.click(window.spots(board.play)[f"choose:{whole}"].center)
    assert set(board.selection.units) == set(own_units(board, whole)) - set(own_units(board, part))


def test_when_all_have_orders_it_says_so(table: tuple[Hands, Board, OrdersWindow]) -> None:
    hands, board, window = table
    for row in highest(board.session.game):
        if own_units(board, row):
            board.play.answer(ChooseTogether(tuple(own_units(board, row))))
            board.play.answer(BeginTask("hold", board.selection.hex))
            hands.key(pygame.K_RETURN, unicode="\r")
    assert not free_of_orders(board.play) and ALL_HAVE in window.texts(board.play)
