"""Service records at the board: on the card, in their window, in the report; what is taken back is taken back there."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.commanders.roster import take_turn
from game.engine.game import Game
from game.engine.orders import Attack, Fight, Move
from game.engine.replay import Step, play_on
from game.engine.service import ServiceRoll
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.game_menu import GameMenu
from game.ui.order_of_battle import OrderOfBattle
from game.ui.panels.service_window import NOT_WHOLE, ServiceWindow
from game.ui.panels.unit_card import UnitCardPanel
from game.ui.screens.report import Report
from game.ui.service_book import ServiceBook
from game.ui.session import HUMAN, Shown
from tests.ui.hands import NIGHT, Hands, at_the_board, brought_to_blows, marches, new_session
from tests.ui.test_report import played_out

SHIFT = pygame.KMOD_SHIFT
At = tuple[Hands, Board, Attack]


@pytest.fixture
def fought() -> Iterator[At]:
    """A board of two players where an assault has just been made; whoever was named first in it is chosen."""
    session = new_session(3, HUMAN, HUMAN)
    order = brought_to_blows(session)
    session.submit(order)
    hands, board = at_the_board(session)
    board.choosing.select(order.units[0])
    hands.frame()
    yield hands, board, order
    board.close()


def opened(board: Board) -> ServiceWindow:
    found = board.popups.find(ServiceWindow)
    assert found is not None
    return found


def test_the_window_opens_on_the_chosen_unit_and_its_fights_lead_to_the_map(fought: At) -> None:
    hands, board, order = fought
    hands.key(pygame.K_i, SHIFT)
    window = opened(board)
    assert window.opened == order.units[0]
    assert any(f"assault at {order.target}" in text for text in window.texts(board.play))
    window.scroll = 0
    name = next(name for name in window.spots(board.play) if name.startswith("fight:"))
    hands.click(window.spots(board.play)[name].center)
    assert list(board.play.marks.hexes) == [board.session.scenario.hex_row(order.target)]
    hands.key(pygame.K_i, SHIFT)
    assert board.popups.find(ServiceWindow) is None
    assert not board.play.marks.hexes


def test_columns_sort_rows_and_formations_stand_alone_if_asked(fought: At) -> None:
    hands, board, _ = fought
    hands.key(pygame.K_i, SHIFT)
    window = opened(board)
    hands.click(window.spots(board.play)["sort:hexes"].center)
    assert window.by == "hexes"
    marched = [board.play.roll().of(unit).marched for unit in units_in(window, board)]
    assert marched == sorted(marched, reverse=True)
    hands.click(window.spots(board.play)["rows"].center)
    assert not units_in(window, board)


def units_in(window: ServiceWindow, board: Board) -> list[str]:
    window.opened = None
    window.changed()
    spots = window.spots(board.play)
    units = [name for name in spots if name.startswith("unit:")]
    return [name.partition(":")[2] for name in sorted(units, key=lambda name: spots[name].top)]


def test_card_and_order_of_battle_lead_there(fought: At) -> None:
    hands, board, _ = fought
    hands.key(pygame.K_o)
    tree = board.popups.find(OrderOfBattle)
    assert tree is not None
    hands.click(tree.spots(board.play)["service"].center)
    assert opened(board)
    hands.key(pygame.K_i, SHIFT)
    hands.key(pygame.K_i)
    card = board.card
    assert isinstance(card, UnitCardPanel)
    assert "assault" in card.texts(board.play)
    card.scroll = 10_000
    hands.frame()
    hands.click(card.spots(board.play)["service"].center)
    assert opened(board)


def test_what_is_taken_back_has_not_been_done() -> None:
    session = new_session(3, HUMAN, HUMAN)
    _, board = at_the_board(session)
    order = marches(session)[0]
    assert isinstance(order, Move)
    session.submit(order)
    assert board.play.roll().of(order.unit).marched == len(order.path) - 1
    session.undo()
    assert not board.play.roll().of(order.unit).marched
    board.close()


def test_kept_up_step_by_step_it_is_what_it_is_read_at_once() -> None:
    game, steps, book = Game.new(load_scenario(NIGHT), 1), [], ServiceBook()
    for _ in range(4):
        turn, side = game.turn, game.active_side
        steps += [*take_turn(game, "cadet"), Step(turn, side, None, tuple(game.end_turn()))]
    for count in (0, 5, len(steps) - 1, 12, len(steps)):
        start = Game.new(game.scenario, 1)
        whole = ServiceRoll(game.scenario, start.copy())
        whole.enter(steps[:count])
        play_on(start, steps[:count])
        assert book.roll_of(Shown(start, {}, steps[:count])).services == whole.services


def test_of_a_game_that_was_loaded_under_other_rules_it_says_what_it_does_not_know(fought: At) -> None:
    hands, board, _ = fought
    board.session.steps = [step for step in board.session.steps if isinstance(step.order, Fight)]
    hands.key(pygame.K_i, SHIFT)
    assert NOT_WHOLE in opened(board).texts(board.play)


def test_the_report_has_formations_and_the_menu_leads_back_to_it() -> None:
    session = played_out()
    hands, board = at_the_board(session)
    hands.until(lambda: board.popups.find(Report) is not None)
    report = board.popups.find(Report)
    assert report is not None
    names = session.scenario.names.formation_names
    assert {name for name in names if name in report.texts(board.play)}
    hands.click(report.spots(board.play)["service"].center)
    assert opened(board)
    hands.key(pygame.K_ESCAPE)
    hands.key(pygame.K_ESCAPE)
    assert not board.popups.shown
    hands.key(pygame.K_ESCAPE)
    assert isinstance(hands.window.scene, GameMenu)
    hands.press("Report")
    assert board.popups.find(Report) is not None
    board.close()
