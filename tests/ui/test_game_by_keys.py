"""Whole games without a mouse: from the menu to the board, orders by hand and by formation, report and menu again."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import NOWHERE
from game.engine.orders import Attack, Move
from game.ui.approaches import can_still_attack
from game.ui.board import Board
from game.ui.drafts import candidates
from game.ui.from_where import FromWhere
from game.ui.game_menu import GameMenu
from game.ui.panels.orders_window import OrdersWindow
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.menu import MainMenu
from game.ui.screens.report import Report
from game.ui.session import HUMAN
from tests.ui.by_keys import answer, point_at, press, press_on_page, type_in
from tests.ui.hands import NIGHT, Hands, at_the_board, new_session


@pytest.fixture(autouse=True)
def no_mouse(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever reaches for the mouse fails."""

    def reach(*_: object, **__: object) -> None:
        raise AssertionError("there is no mouse")

    monkeypatch.setattr(Hands, "move", reach)
    monkeypatch.setattr(Hands, "click", reach)
    yield


def from_menu_to_board(hands: Hands) -> Board:
    """Choose the night attack in the list, the easy opponent in the set-up, and begin."""
    menu = hands.page
    hands.until(lambda: all(card.scenario or card.fault for card in menu.catalogue.cards))
    while menu.focus.stop is not None:
        hands.key(pygame.K_TAB)
    names = [card.name for card in menu._cards()]
    for _ in range(names.index(NIGHT) - names.index(menu.card.name)):
        hands.key(pygame.K_DOWN)
    hands.key(pygame.K_RETURN)
    assert isinstance(hands.page, BattleSetup)
    press_on_page(hands, "Easy", 1)
    assert list(hands.page.players.values()) == [HUMAN, "cadet"]
    press_on_page(hands, "Begin")
    hands.until(lambda: isinstance(hands.page, Board))
    assert isinstance(hands.page, Board)
    return hands.page


def hex_of(board: Board, unit: str) -> int:
    game = board.session.game
    return int(game.state.units[game.scenario.names.unit_row[unit]].hex)


def end_turn(hands: Hands, board: Board) -> None:
    """End the turn, whoever waits, and close what tells what the opponent has done."""
    turn = len(board.session.game.record)
    hands.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    hands.until(lambda: settled(hands, board, turn))
    if board.popups.shown and board.session.game.outcome is None:
        hands.key(pygame.K_ESCAPE)


def settled(hands: Hands, board: Board, turn: int) -> bool:
    """Answer questions; whether the next turn of the player has begun, or the game is over."""
    session = board.session
    if session.game.outcome is not None:
        return board.popups.find(Report) is not None
    if board.popups.modal:
        hands.key(pygame.K_RETURN)
    return len(session.game.record) > turn and session.is_humans_turn and not board.popups.modal


def test_a_whole_game_without_a_mouse() -> None:
    """March, an attack put together with guns, turns ended to the end, the report, and back to the menu."""
    hands = Hands(MainMenu())
    board = from_menu_to_board(hands)
    march_up_and_attack(hands, board)
    compose_with_guns(hands, board)
    while board.session.game.outcome is None:
        end_turn(hands, board)
    report = board.popups.find(Report)
    assert report is not None
    answer(hands, report, "map")
    assert not board.popups.shown
    for _ in range(4):  # the first lets go of what is pointed at or chosen
        if not isinstance(hands.page, GameMenu):
            hands.key(pygame.K_ESCAPE)
    assert isinstance(hands.page, GameMenu)
    press_on_page(hands, "Report")
    report = board.popups.find(Report)
    assert report is not None
    answer(hands, report, "replay")
    assert report.said.startswith("Saved as")
    answer(hands, report, "menu")
    assert isinstance(hands.page, MainMenu)
    hands.page.close()


def march_up_and_attack(hands: Hands, board: Board) -> None:
    """With N to a unit that can come up to an enemy; the question from where is answered by keys."""
    game, session = board.session.game, board.session
    for _ in range(len(session.idle_units())):
        hands.key(pygame.K_n)
        target = enemy_in_reach(board)
        if target is not None:
            break
    else:
        raise AssertionError("nobody can march up to an enemy")
    unit = board.selection.unit
    point_at(hands, board, target)
    type_in(hands, "5")
    asked = board.popups.find(FromWhere)
    assert asked is not None
    hands.key(pygame.K_DOWN)
    hands.key(pygame.K_UP)
    hands.key(pygame.K_RETURN)
    assert isinstance(session.steps[-1].order, Move)
    assert board.selection.draft is not None
    assert board.selection.draft.target == game.scenario.hex_number(target)
    assert board.selection.unit == unit


def enemy_in_reach(board: Board) -> int | None:
    """Return a hex of the enemy up to which the chosen unit can march and attack."""
    game, reach = board.session.game, board.selection.reach
    if reach is None:
        return None
    side = game.scenario.names.side_row[game.active_side]
    near = can_still_attack(game, reach)
    units = zip(game.state.units, game.world.units, strict=True)
    theirs = sorted({int(unit.hex) for unit, fixed in units if fixed.side != side and unit.hex != NOWHERE})
    return next((hex_ for hex_ in theirs if near & set(game.world.hexes.neighbour[hex_].tolist())), None)


def compose_with_guns(hands: Hands, board: Board) -> None:
    """In the forecast: clear all, tick an assaulting unit and guns, then attack by the button."""
    assert board.column is not None
    forecast, draft = board.column.forecast, board.selection.draft
    assert draft is not None
    found = [one for one in candidates(board.session.game, draft.target) if one.verdict]
    guns = [one.unit for one in found if one.guns]
    (assault, *_) = [one.unit for one in found if not one.guns]
    assert guns
    press(hands, board, forecast, "compose:none")
    for unit in (assault, guns[0]):
        press(hands, board, forecast, unit)
    hands.key(pygame.K_ESCAPE)
    assert board.keys.panel is None
    hands.key(pygame.K_RETURN)
    if board.popups.modal:  # so small a chance is asked about first
        answer(hands, board.popups.shown[-1], "attack")
    order = board.session.steps[-1].order
    assert isinstance(order, Attack)
    assert (order.units, order.support) == ((assault,), (guns[0],))


def test_a_game_with_tasks_given_by_keys() -> None:
    """A formation, an axis of two points, how it is done, the staff's proposals one by one and all, to the end."""
    hands, board = at_the_board(new_session(soviet="cadet"))
    column, session = board.column, board.session
    assert column is not None
    hands.key(pygame.K_n)
    hands.key(pygame.K_f)
    assert len(board.selection.group) > 1
    target = session.scenario.hex_row("2430")
    assert target is not None
    point_at(hands, board, target)
    type_in(hands, "5")
    assert board.selection.task is not None
    assert board.selection.task.kind == "attack"
    press(hands, board, column.task, "kind:hold")
    assert board.selection.task.kind == "hold"
    press(hands, board, column.task, "kind:attack")
    press(hands, board, column.task, "mass:more")
    hands.key(pygame.K_RETURN)
    assert board.selection.task.mass == 2
    hands.key(pygame.K_ESCAPE)
    point_at(hands, board, int(session.game.world.hexes.neighbour[target][0]))
    type_in(hands, "0")
    assert len(board.selection.task.steps) == 2
    press(hands, board, column.task, "give")
    assert len(board.play.standing.given) == 1
    window = orders_window(hands, board)
    press(hands, board, window, "propose")
    assert board.play.proposals is not None
    first, *_ = board.play.proposals.found
    press(hands, board, window, "refuse:0")
    assert first.order.named[0] not in {unit for one in board.play.proposals.found for unit in one.order.named}
    given = len(session.steps)
    press(hands, board, window, "take:0")
    assert len(session.steps) == given + 1
    press(hands, board, window, "change:0")
    assert board.selection.task is not None
    press(hands, board, window, "cancel")  # the form stands in the list's place
    assert board.selection.task is None
    press(hands, board, window, "close")
    while session.game.outcome is None:
        end_turn(hands, board)
    assert board.popups.find(Report) is not None
    board.close()


def orders_window(hands: Hands, board: Board) -> OrdersWindow:
    """Open the window of orders if it is not open."""
    if board.popups.find(OrdersWindow) is None:
        hands.key(pygame.K_F7)
    found = board.popups.find(OrdersWindow)
    assert found is not None
    return found
