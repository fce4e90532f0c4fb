"""August takes few inputs: a whole turn in which every formation has its task and the main attacks are made by hand."""

from __future__ import annotations

from typing import Final

from game.engine.replay import verify
from game.ui.board import Board
from game.ui.saves.save_folder import save_session
from game.ui.turns import Turns
from tests.ui.august import FIRST, SECOND, SIZE, Commander, august
from tests.ui.hands import Hands, at_the_board

FIRST_TURN: Final = 40
LATER_TURNS: Final = 20


def until_ones_turn(hands: Hands, board: Board) -> None:
    turns: Turns = board.turns
    hands.until(lambda: board.session.is_humans_turn and not turns.busy)
    hands.frame()


def test_a_turn_of_august_takes_few_inputs_and_is_the_game_that_its_orders_give() -> None:
    """The first turn with a task for every formation; later ones with new tasks and attacks; then played headless."""
    hands, board = at_the_board(august(), SIZE)
    player = Commander(hands, board)
    counts = []
    for tasks in (FIRST, (), SECOND):
        counts.append(player.turn(tasks))
        until_ones_turn(hands, board)
    assert counts[0] <= FIRST_TURN and max(counts[1:]) <= LATER_TURNS, counts
    replayed = verify(save_session(board.session, "August"))
    assert replayed.holds, replayed
    board.close()
