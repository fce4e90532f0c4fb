"""What is said to the staff within a turn: a refusal is taken back as an order is, and a save keeps all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.commanders.standing_orders import StandingOrders
from game.engine.orders import Order
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import GunTask, Task
from game.ui.board import Board
from game.ui.command.task_drafts import units_of
from game.ui.panels.happened import Happened
from game.ui.panels.orders_window import OrdersWindow
from game.ui.saves.autosaves import Autosaver
from game.ui.saves.save_folder import open_save, own_saves, save_session
from game.ui.session import BEFORE_LOADING, HUMAN, REVEALED, Aside, Said, Session
from tests.ui.hands import Hands, at_the_board, brought_to_blows, marches, new_session
from tests.ui.test_tasking import pressed

BATTLE = "lake_khasan/corps_assault"
CTRL = pygame.KMOD_CTRL
SOME = 6


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    """A formation has orders to march, and the staff has proposed what each of its units does for it."""
    session = Session.new(load_scenario(BATTLE), 3, dict.fromkeys(("soviet", "japanese"), HUMAN))
    session.keep_standing(marching(session))
    hands, board = at_the_board(session)
    hands.key(pygame.K_F7)
    assert len(proposed(board)) > 2
    yield hands, board
    board.close()


def marching(session: Session) -> StandingOrders:
    """Orders for the smallest formation with some units to march to the goal of one who could."""
    sizes = {name: len(units_of(session.game, [name])) for name in session.scenario.names.formations}
    who = min((name for name in sizes if sizes[name] >= SOME), key=lambda name: sizes[name])
    there = next(march for march in marches(session) if march.unit in units_of(session.game, [who])).path[-1]
    side = session.game.active_side
    return StandingOrders(side).with_task(Task(units=[who], march=there))


def proposed(board: Board) -> list[Order]:
    """What the staff proposes for the position as it is."""
    proposals = board.play.proposals
    assert proposals is not None and proposals.digest == board.session.game.digest()
    return [one.order for one in proposals.found]


def press(hands: Hands, board: Board, name: str) -> None:
    """Click on something in the window of orders, scrolled to if it has to be."""
    window = board.popups.find(OrdersWindow)
    assert window is not None
    for _ in range(20):
        if name in window.spots(board.play):
            break
        hands.key(pygame.K_PAGEDOWN)
    hands.click(window.spots(board.play)[name].center)


def loaded(hands: Hands) -> Board:
    """Save at once, and go back to that save: another board, on what the file holds."""
    before = hands.page
    hands.key(pygame.K_F5)
    hands.key(pygame.K_F9)
    hands.until(lambda: isinstance(hands.page, Board) and hands.page is not before)
    board: Board = hands.page
    assert board.session.game.digest() == before.session.game.digest()
    return board


# --- taken back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mod", [0, CTRL], ids=["U", "Ctrl+Z"])
def test_a_refusal_is_taken_back_and_the_staff_proposes_again(table: tuple[Hands, Board], mod: int) -> None:
    """The bottom line says by which key after refusing, and what has come back after that key."""
    hands, board = table
    before = proposed(board)
    unit, *_ = before[0].named
    press(hands, board, "refuse:0")
    without = proposed(board)
    assert not any(unit in order.named for order in without)
    assert board.selection.message == "1 unit taken back from the staff for this turn. U lets the staff have it again."
    hands.key(pygame.K_z if mod else pygame.K_u, mod)
    assert proposed(board) == before
    assert board.selection.message == f"The refusal of {unit} is taken back: the staff leads it again."
    hands.key(pygame.K_y, CTRL)
    assert proposed(board) == without
    assert board.selection.message == f"The refusal of {unit} counts again."


def test_orders_and_refusals_are_taken_back_in_turn(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, "refuse:0")
    without = proposed(board)
    press(hands, board, "take:0")
    taken = proposed(board)
    press(hands, board, "refuse:0")
    hands.key(pygame.K_u)
    assert proposed(board) == taken and len(board.session.game.record[-1].orders) == 1
    hands.key(pygame.K_u)
    assert not board.session.game.record[-1].orders
    press(hands, board, "take")
    assert {unit for order in without for unit in order.named} == {
        unit for step in board.session.steps if step.order for unit in step.order.named
    }


def test_units_taken_back_from_the_staff_together_come_back_together(table: tuple[Hands, Board]) -> None:
    """By the button of their card; they stay chosen, and what is refused twice is one step."""
    hands, board = table
    units = units_of(board.session.game, board.play.standing.given[0].units)
    hands.key(pygame.K_F7)  # the window of orders lies over the card
    board.commanding.grouping.choose(units)
    hands.frame()
    chosen, before = board.selection.group, proposed(board)
    pressed(hands, board, "take_back")
    assert proposed(board) == []
    board.session.say(Aside(tuple(units[:1]), Said.REFUSE))
    hands.key(pygame.K_u)
    assert board.selection.group == chosen and proposed(board) == before
    assert board.selection.message == f"The refusal of {len(units)} units is taken back: the staff leads them again."
    assert board.session.why_no_undo is not None


# --- kept -----------------------------------------------------------------------------------------------------------


def test_after_loading_in_mid_turn_the_staff_proposes_what_it_would_have(table: tuple[Hands, Board]) -> None:
    """One order is taken, one unit refused, one ordered by hand, one sent to rest, one put off."""
    hands, board = table
    press(hands, board, "take:0")
    press(hands, board, "refuse:0")
    by_hand, resting, later, *_ = [unit for unit in board.session.awaiting().left_out if unit]
    board.session.submit(next(march for march in marches(board.session) if march.unit == by_hand))
    for unit, said in ((resting, Said.REST), (later, Said.LATER)):
        board.session.say(Aside((unit,), said))
    again = loaded(hands)
    assert again.session.asides == board.session.asides != type(board.session.asides)()
    assert again.session.awaiting() == board.session.awaiting()
    for one in (board, again):
        one.commanding.proposing.propose()
    assert proposed(again) == proposed(board) != []


def test_after_loading_all_of_the_turn_can_still_be_taken_back(table: tuple[Hands, Board]) -> None:
    """What was said of units first, then the orders, to the position that the turn began with."""
    hands, board = table
    begun = board.session.game.digest()
    press(hands, board, "take:0")
    press(hands, board, "refuse:0")
    refused = board.session.asides.refused
    board = loaded(hands)
    assert board.session.asides.refused == refused
    hands.key(pygame.K_u)
    assert not board.session.asides.refused
    hands.key(pygame.K_u)
    assert board.session.game.digest() == begun
    hands.key(pygame.K_u)
    assert board.selection.message == "Nothing to take back: no order has been given this turn."
    for _ in range(2):
        hands.key(pygame.K_y, CTRL)
    assert board.session.asides.refused == refused and len(board.session.game.record[-1].orders) == 1


def test_after_loading_what_luck_has_decided_stays() -> None:
    session = new_session(soviet=HUMAN, japanese=HUMAN)
    session.submit(brought_to_blows(session))
    again = open_save(save_session(session, "one"))
    assert again.game.digest() == session.game.digest()
    assert again.why_no_undo == session.why_no_undo == REVEALED


def test_under_older_rules_it_is_said_that_nothing_before_loading_can_be_taken_back() -> None:
    session = new_session(soviet=HUMAN)
    session.submit(marches(session)[0])
    session.rules = 1
    assert open_save(save_session(session, "one")).why_no_undo == BEFORE_LOADING


def test_after_loading_the_staff_does_not_lead_again_whom_it_has_led(table: tuple[Hands, Board]) -> None:
    hands, board = table
    press(hands, board, "take")
    orders = list(board.session.game.record[-1].orders)
    again = loaded(hands)
    hands.key(pygame.K_F7)
    press(hands, again, "propose")
    assert proposed(again) == []
    press(hands, again, "take")
    assert again.session.game.record[-1].orders == orders
    assert again.session.awaiting() == board.session.awaiting()


def test_a_refusal_is_kept_before_any_order_has_been_given(table: tuple[Hands, Board]) -> None:
    """The staff proposes by itself as the board opens, as at the beginning of a turn, and leaves the unit alone."""
    hands, board = table
    press(hands, board, "refuse:0")
    without = proposed(board)
    assert proposed(loaded(hands)) == without


def test_what_is_said_is_kept_as_soon_as_it_is_said() -> None:
    session, saver = new_session(), Autosaver()
    saver.watch(session)
    unit = session.idle_units()[0]
    session.say(Aside((unit,), Said.REFUSE))
    saver.watch(session)
    saver.wait_until_written()
    assert open_save(next(own_saves(session.id))).asides.refused == {unit}
    session.undo()
    saver.watch(session)
    saver.close()
    assert open_save(next(own_saves(session.id))).asides == session.asides


def test_all_that_is_said_ends_with_the_turn() -> None:
    session = new_session(soviet=HUMAN)
    session.say(Aside(tuple(session.idle_units()), Said.REFUSE))
    session.end_turn()
    assert not open_save(save_session(session, "one")).asides.units


def test_orders_to_formations_stand_where_they_were_however_often_they_are_saved(table: tuple[Hands, Board]) -> None:
    hands, board = table
    side = board.session.game.active_side
    names = board.session.scenario.names.formations
    others = [name for name in names if len(units_of(board.session.game, [name])) == 1][:2]
    orders = board.play.standing.following(board.session.scenario.plan(side, "historical"))
    orders = orders.with_task(GunTask(units=others[:1], support=["2028"]))
    board.session.keep_standing(orders.with_task(Task(units=others[1:], hold="2028")))
    kept = [task.units for task in board.play.standing.given]
    for _ in range(3):
        again = loaded(hands)
        assert again.play.standing == board.play.standing
        hands.key(pygame.K_F7)
        window = again.popups.find(OrdersWindow)
        assert window is not None
        heads = [text for text in window.texts(again.play) if [text] in kept]
        assert heads == [unit for units in kept for unit in units]


# --- the opponent's last turn ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("soviet", [HUMAN, "cadet"])
def test_the_opponents_last_turn_is_shown_again_after_loading(soviet: str) -> None:
    """Before one's first turn, where the opponent has begun, and after one's own, in the middle of the next."""
    japanese = "cadet" if soviet == HUMAN else HUMAN
    hands, board = at_the_board(new_session(1, soviet=soviet, japanese=japanese))
    hands.until(lambda: board.session.is_humans_turn and not board.turns.busy)
    if japanese == HUMAN:
        board.turns.end_turn()
        hands.until(lambda: board.session.is_humans_turn and not board.turns.busy)
    hands.key(pygame.K_ESCAPE)
    board.session.submit(marches(board.session)[0])
    assert board.session.last_turn is not None
    before, steps = board.session.last_turn
    board = loaded(hands)
    assert board.session.last_turn is not None
    assert board.session.last_turn[0].digest() == before.digest()
    assert board.session.last_turn[1] == steps
    hands.key(pygame.K_v)
    found = board.popups.find(Happened)
    assert found is not None
    digest = board.session.game.digest()
    hands.click(found.spots(board.play)["again"].center)
    assert board.showing.followed is not None
    hands.until(lambda: board.showing.followed is None, 120)
    assert board.popups.find(Happened) is not None
    assert board.session.game.digest() == digest
    board.close()


def test_a_turn_in_which_nothing_was_done_is_said_to_have_nothing_to_show() -> None:
    hands, board = at_the_board(new_session(1, soviet="idle", japanese=HUMAN))
    hands.until(lambda: board.session.is_humans_turn and not board.turns.busy)
    board.turns.end_turn()
    hands.until(lambda: board.session.is_humans_turn and not board.turns.busy)
    hands.key(pygame.K_v)
    found = board.popups.find(Happened)
    assert found is not None and board.session.last_turn is not None
    hands.click(found.spots(board.play)["again"].center)
    assert board.showing.followed is None
    assert board.selection.message.startswith("The last turn had nothing that could be shown on the map")
    board.close()


def test_a_turn_that_was_not_played_yet_cannot_be_shown_again() -> None:
    session = new_session()
    session.submit(marches(session)[0])
    assert open_save(save_session(session, "one")).last_turn is None
