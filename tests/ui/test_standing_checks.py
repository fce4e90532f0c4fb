"""What is ordered at the board can be read from a save again; what cannot be ordered is said and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.commanders.standing_orders import StandingOrders
from game.core.limits import MOST_PHASES
from game.engine.saves import read_save
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import PlanFile, Task
from game.ui.board import Board
from game.ui.command.formation_intents import (
    BeginTask,
    CallOffTask,
    ChangeTask,
    ChooseTogether,
    DrawLine,
    FinishTurn,
    GiveTask,
    SetOut,
)
from game.ui.command.standing_checks import why_not_kept
from game.ui.command.task_drafts import TaskDraft
from game.ui.intents import Cancel, EndTurn
from game.ui.panels.without_orders import free_of_orders
from game.ui.responses import FarMarch, right_response
from game.ui.saves.save_folder import save_session
from game.ui.session import HUMAN, Session
from tests.ui.hands import Hands, at_the_board, new_session

LAKE = "2730"


@pytest.fixture
def board() -> Iterator[Board]:
    _, board = at_the_board(new_session(3, HUMAN, HUMAN))
    yield board
    board.close()


def own(board: Board) -> list[str]:
    return free_of_orders(board.play)


def reads_back(board: Board) -> bool:
    saved = read_save(save_session(board.session, "Orders"))
    return saved.game.digest() == board.session.game.digest()


def test_nobody_sets_out_for_water(board: Board) -> None:
    """The lake can be crossed, perhaps, but not stood on."""
    game, hex_ = board.session.game, board.session.scenario.hex_row(LAKE)
    assert hex_ is not None and game.world.hexes[hex_].water
    for unit in own(board):
        board.choosing.select(unit)
        assert not isinstance(right_response(board.play.shown, board.selection, hex_), FarMarch)
    board.play.answer(SetOut(own(board)[0], hex_))
    assert "water" in board.selection.message and board.selection.is_error
    assert board.play.standing.is_empty and reads_back(board)


def test_a_place_is_no_exit_and_an_exit_no_place() -> None:
    draft = TaskDraft(("A",), "hold").with_target("0101")
    assert draft.of_kind("exit").task() is None
    assert TaskDraft(("A",), "exit", (("south",),)).of_kind("hold").task() is None


def test_lines_of_a_delay_become_the_steps_of_an_attack() -> None:
    """All of them, so that what the form lists is what is ordered."""
    draft = TaskDraft(("A",), "delay").with_line(["1100", "1200"]).with_line(["1400", "1500"]).of_kind("attack")
    task = draft.task()
    assert isinstance(task, Task) and (task.along, task.attack) == (["1100", "1200", "1400"], "1500")


def test_what_a_plan_cannot_hold_is_not_kept(board: Board) -> None:
    side = board.session.game.active_side
    orders = StandingOrders(side, given=(Task(units=[own(board)[0]], march=LAKE),))
    assert "water" in why_not_kept(board.session.scenario, orders)


def test_a_task_that_is_begun_does_not_outlive_the_turn() -> None:
    """Two people at one board: the second has nothing of the first in hand."""
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    board.play.answer(ChooseTogether(tuple(own(board)[:2])))
    board.play.answer(BeginTask("hold", board.selection.hex))
    board.play.answer(EndTurn(sure=True))
    hands.frame()
    assert board.selection.task is None
    board.close()


def test_an_order_that_is_called_off_is_no_longer_changed(board: Board) -> None:
    """Or it would come into the place of another one."""
    first, second, third = own(board)[:3]
    for unit in (first, second, third):
        board.play.answer(ChooseTogether((unit,)))
        board.play.answer(BeginTask("hold", board.selection.hex))
        board.play.answer(GiveTask())
    board.play.answer(ChangeTask(1))
    board.play.answer(CallOffTask(0))
    board.play.answer(GiveTask())
    assert [task.units for task in board.play.standing.given] == [[second], [third]]


def test_a_line_that_is_given_up_does_not_come_back(board: Board) -> None:
    one, two = own(board)[:2]
    hexes = tuple(int(hex_) for hex_ in board.session.game.state.units.hex[:3])
    board.play.answer(ChooseTogether((one,)))
    board.play.answer(BeginTask("hold"))
    board.play.answer(DrawLine(hexes, is_done=False))
    board.play.answer(Cancel())
    board.play.answer(DrawLine(hexes, is_done=False))
    assert board.selection.task is None
    board.play.answer(ChooseTogether((two,)))
    board.play.answer(BeginTask("hold"))
    board.play.answer(DrawLine(hexes, is_done=True))
    assert board.selection.task is not None and board.selection.task.units == (two,)


def plan_of_phases(session: Session, count: int) -> PlanFile:
    """A plan with so many phases, all for one unit."""
    unit = next(unit for unit in session.scenario.names.units if unit.endswith("/75"))
    phase = {"name": "Wait", "tasks": [{"units": [unit], "hold": "2430"}]}
    head = {"schema": 1, "id": "long", "side": session.game.active_side, "name": "Long", "about": "Long."}
    return PlanFile.model_validate({**head, "phases": [phase] * count})


def test_the_longest_plan_can_be_followed_and_finished_but_nothing_added(board: Board) -> None:
    session = board.session
    orders = StandingOrders(session.game.active_side).following(plan_of_phases(session, MOST_PHASES))
    assert why_not_kept(session.scenario, orders) == ""
    session.keep_standing(orders)
    board.play.answer(ChooseTogether((own(board)[0],)))
    board.play.answer(BeginTask("hold", board.selection.hex))
    board.play.answer(GiveTask())
    assert board.selection.is_error and str(MOST_PHASES) in board.selection.message
    board.play.answer(FinishTurn())
    assert reads_back(board)


def test_a_plan_that_is_saved_and_followed_again_does_not_grow() -> None:
    orders = StandingOrders("red", given=(Task(units=["A"], hold="0101"), Task(units=["B"], hold="0202")))
    saved = orders.plan()
    assert saved is not None
    assert orders.following(saved) == orders


def test_who_is_still_to_arrive_keeps_his_march() -> None:
    """6th Tank Brigade comes on the third turn of August."""
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    session = Session.new(scenario, 3, dict.fromkeys(scenario.names.sides, HUMAN))
    task = Task(units=["I/6TB"], march="4240")
    session.keep_standing(StandingOrders("soviet", given=(task,)))
    _, board = at_the_board(session)
    board.commanding.marches.carry_on()
    assert list(board.play.standing.given) == [task]
    board.close()


def test_a_quick_hand_draws_a_line_without_gaps() -> None:
    """Over several hexes between two moves of the mouse."""
    hands, board = at_the_board(new_session(3, HUMAN, HUMAN))
    board.play.answer(ChooseTogether((own(board)[0],)))
    board.play.answer(BeginTask("hold"))
    view = board.map
    start = (view.view.centerx - 3 * view.scale, view.view.centery)
    end = (start[0] + 6 * view.scale, start[1])
    drag(hands, start, end)
    task = board.selection.task
    assert task is not None
    drawn = {hex_ for hex_ in map(view.hex_at, range_between(start, end)) if hex_ is not None}
    dry = {board.session.scenario.hex_number(hex_) for hex_ in drawn if not board.session.game.world.hexes[hex_].water}
    assert dry <= set(task.steps[-1])
    board.close()


def range_between(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """Spots of a level line, a pixel from each other, clear of its ends."""
    return [(x, start[1]) for x in range(start[0] + 4, end[0] - 4)]


def drag(hands: Hands, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag with the left button in two moves."""
    hands.pause()
    hands.move(start)
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1))
    hands.frame()
    last = start
    for spot in ((start[0] + 12, start[1]), end):
        rel = (spot[0] - last[0], spot[1] - last[1])
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=rel, buttons=(1, 0, 0)))
        hands.frame()
        last = spot
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=end, button=1))
    hands.frame()
