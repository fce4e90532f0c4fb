"""The second game as its sheet says: formations are ordered, the staff works it out, and Fui falls."""

from __future__ import annotations

from typing import Final

import pygame

from game.commanders.delegation import Deputy
from game.commanders.officer.planning import own_plan
from game.commanders.roster import take_turn
from game.commanders.standing_orders import StandingOrders, plan_of
from game.desk.settings import load_settings
from game.engine.game import Game
from game.scenario.schema.plan import Task
from game.ui.board import Board
from game.ui.forces import commanded_of
from game.ui.panels.orders_window import OrdersWindow
from game.ui.screens.menu import MainMenu
from game.ui.screens.report import Report
from game.ui.tutorial.courses import begin
from game.ui.tutorial.pointing_out import POINTING
from game.ui.tutorial.second_game import FUI, MASS, RIFLES, RIFLES_AT, SECOND_GAME, SIDE, TANKS, TANKS_ALONG, TANKS_AT
from tests.ui.hands import Hands
from tests.ui.test_first_game import end_turn, press, spot, title

RIGHT: Final = 3


def test_it_is_won_by_doing_what_it_says() -> None:
    hands = Hands(MainMenu())
    hands.press("Second game")
    hands.until_scene(Board)
    board = hands.page
    assert title(hands) == "A whole regiment"
    order_rifles(hands)
    order_tanks(hands)
    assert title(hands) == "What will they do?"
    open_list(hands)
    press(hands, "propose")
    assert title(hands) == "Take or refuse"
    press(hands, "take")
    assert title(hands) == "The rest of the turn"
    press(hands, "finish")
    end_turn(hands)
    assert title(hands) == "It goes on"
    open_list(hands)
    press(hands, "finish")
    end_turn(hands)
    assert title(hands) == "Change an order"
    open_list(hands)
    press(hands, f"change:{place_of_order(board, RIFLES)}")
    press(hands, "kind:hold")  # the form stands in the list's place
    press(hands, "give")
    assert title(hands) == "Call off an order"
    open_list(hands)
    press(hands, f"call_off:{place_of_order(board, TANKS)}")
    while board.session.game.outcome is None:
        if title(hands) == "The rest of the turn":
            open_list(hands)
            press(hands, "finish")
        end_turn(hands)
    assert title(hands) == "Fui has fallen"
    assert board.session.game.outcome.winner == SIDE and load_settings().walked_formations
    assert board.popups.find(Report) is None  # what the sheet says is read first
    hands.click(board.play.guide.spots(board.play)["close"].center)
    assert board.popups.find(Report) is not None
    board.close()


def order_rifles(hands: Hands) -> None:
    hands.click(spot(hands, RIFLES_AT))
    hands.key(pygame.K_f)
    assert title(hands) == "An order to all of them"
    hands.click(spot(hands, FUI), RIGHT)
    more = {name: rect for name, rect in hands.page.column.spots(hands.page.play).items() if name.endswith(":more")}
    assert not any(is_pointing(hands, rect) for name, rect in more.items() if name != "mass:more")
    for _ in range(MASS):
        assert title(hands) == "Mass"
        press(hands, "mass:more")
    assert title(hands) == "Give the order"
    press(hands, "give")


def is_pointing(hands: Hands, rect: pygame.Rect) -> bool:
    """Whether a part of an arrow lies over a part of the window."""
    pixels = pygame.surfarray.array3d(hands.window.surface.subsurface(rect))
    return bool((pixels == POINTING).all(axis=2).any())


def order_tanks(hands: Hands) -> None:
    assert title(hands) == "The tanks"
    hands.click(spot(hands, TANKS_AT))
    hands.key(pygame.K_f)
    assert title(hands) == "An axis"
    hands.click(spot(hands, TANKS_ALONG), RIGHT)
    hands.click(spot(hands, FUI))
    assert title(hands) == "Give the order"
    hands.key(pygame.K_RETURN)


def open_list(hands: Hands) -> None:
    """Have the list of orders at the side in the place of whatever is there, by the button that the sheet points at."""
    board = hands.page
    if board.popups.find(OrdersWindow) is None:
        press_door(hands)
    assert board.popups.find(OrdersWindow) is not None


def press_door(hands: Hands) -> None:
    board = hands.page
    points = board.play.guide.lesson.points(board.play)
    assert all(board.guiding.spot(name) is None for name in points.spots)
    hands.click(board.guiding.spot(points.door).center)


def place_of_order(board: Board, formation: str) -> int:
    return next(place for place, task in enumerate(board.play.standing.given) if formation in task.units)


def test_its_advice_wins_with_other_luck_too() -> None:
    """Both orders and the staff for the rest, on twenty other seeds."""
    won = [_outcome(seed) == SIDE for seed in range(20)]
    assert sum(won) >= 15, won


def _outcome(seed: int) -> str | None:
    game = Game.new(begin(SECOND_GAME).scenario, seed)
    tasks = [
        Task.model_validate({"units": [RIFLES], "attack": FUI, "mass": MASS}),
        Task.model_validate({"units": [TANKS], "attack": FUI, "along": [TANKS_ALONG]}),
    ]
    given = StandingOrders(SIDE).with_task(tasks[0]).with_task(tasks[1])
    while game.outcome is None:
        plan = plan_of(SIDE, [*own_plan(game.scenario, SIDE, game.state).phases, *given.phases()])
        for order, reason in Deputy(game, plan).orders(game, commanded_of(game, game.scenario.names.units)):
            game.play(order, reason)
        game.end_turn()
        if game.outcome is None:
            take_turn(game, SECOND_GAME.opponent)
            game.end_turn()
    return game.outcome.winner
