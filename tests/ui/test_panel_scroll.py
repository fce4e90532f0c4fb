"""A panel that shows another thing opens at its top; while it shows the same it stays where it was scrolled to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.desk.painted import PaintedPanel
from game.ui.board import Board
from game.ui.intents import Cancel, Hold, NextUnit, ShowCard
from game.ui.session import HUMAN
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    """Letters so large that nothing in the column has room; somebody may attack."""
    session = new_session(3, HUMAN, HUMAN)
    attack = brought_to_blows(session)
    hands, board = at_the_board(session, scale=1.75)
    board.choosing.select(attack.units[0])
    hands.frame()
    yield hands, board
    board.close()


def scrolled(hands: Hands, panel: PaintedPanel) -> int:
    """Scroll a panel down as far as it goes."""
    panel.scroll = 10_000
    hands.frame()
    assert panel.scroll > 0
    return panel.scroll


def test_the_card_of_another_unit_opens_at_its_top(table: tuple[Hands, Board]) -> None:
    hands, board = table
    assert board.column is not None
    card = board.column.card
    down = scrolled(hands, card)
    board.play.refresh()
    hands.frame()
    assert card.scroll == down, "the same unit"
    board.play.answer(NextUnit(1))
    hands.frame()
    assert card.scroll == 0


def test_the_open_card_too(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.play.answer(ShowCard())
    assert board.card is not None
    scrolled(hands, board.card)
    board.play.answer(NextUnit(1))
    hands.frame()
    assert board.card.scroll == 0


def test_a_forecast_opens_at_its_top_each_time(table: tuple[Hands, Board]) -> None:
    hands, board = table
    assert board.column is not None
    unit, forecast = board.selection.unit, board.column.forecast
    attack = next(order for order in board.session.game.legal_orders() if unit in getattr(order, "units", ()))
    target = board.session.scenario.hex_row(attack.target)  # type: ignore[union-attr]
    assert target is not None
    board.orders.begin_attack(target)
    down = scrolled(hands, forecast)
    board.play.answer(Hold(True))
    hands.frame()
    assert forecast.scroll > 0, "the same attack"
    board.play.window.change_settings(board.play.window.settings)
    forecast = board.column.forecast
    hands.frame()
    assert 0 < forecast.scroll <= down, "the window laid out again"
    board.play.answer(Cancel())
    board.orders.begin_attack(target)
    hands.frame()
    assert forecast.scroll == 0
    scrolled(hands, forecast)
    board.drafting.swap_sides()
    hands.frame()
    assert forecast.scroll == 0


def test_how_things_stand_is_one_thing_all_the_time(table: tuple[Hands, Board]) -> None:
    hands, board = table
    assert board.column is not None
    board.choosing.select(None)
    down = scrolled(hands, board.column.standing)
    board.play.answer(NextUnit(1))
    hands.frame()
    board.choosing.select(None)
    hands.frame()
    assert board.column.standing.scroll == down
