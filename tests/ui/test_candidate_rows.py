"""The list of who takes part: its rows stay under the pointer, whatever a click on one does to the forecast."""

from __future__ import annotations

import pytest

from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.drafts import candidates
from game.ui.session import HUMAN, Session
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session


def rows_of(board: Board) -> dict[str, int]:
    """Where in the window the rows of units are, from the top."""
    assert board.column is not None
    known = board.session.scenario.names.unit_row
    return {name: rect.top for name, rect in board.column.forecast.spots(board.play).items() if name in known}


def click_row(hands: Hands, board: Board, unit: str) -> None:
    assert board.column is not None
    hands.click(board.column.forecast.spots(board.play)[unit].center)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 680)])
def test_no_row_moves_when_units_are_clicked_in_and_out(size: tuple[int, int]) -> None:
    """From nobody, of whom there is no forecast, over guns alone to all that can: four counters need two rows."""
    session = new_session()
    fight = brought_to_blows(session)
    hands, board = at_the_board(session, size=size)
    target = session.scenario.hex_row(fight.target)
    assert target is not None
    board.orders.begin_attack(target)
    hands.frame()
    rows = rows_of(board)
    assert len(rows) > 3
    for unit in (*rows, *rows, *reversed(rows), *reversed(rows)):
        draft = board.selection.draft
        assert draft is not None
        was_inside = draft.has(unit)
        click_row(hands, board, unit)
        assert board.selection.draft is not None
        assert board.selection.draft.has(unit) is not was_inside
        assert rows_of(board) == rows, f"after a click on {unit}"
    board.close()


def test_a_row_once_shown_stays_when_its_unit_is_clicked_out_again() -> None:
    """Khalkhin Gol: more could join than are listed. One of the folded joins from elsewhere, leaves and joins again."""
    session = Session.new(load_scenario("khalkhin_gol/august_encirclement"), 1, {"soviet": HUMAN, "japanese": "cadet"})
    fight = brought_to_blows(session)
    hands, board = at_the_board(session, size=(1280, 1000))
    target = session.scenario.hex_row(fight.target)
    assert target is not None
    board.orders.begin_attack(target)
    hands.frame()
    able = [one.unit for one in candidates(session.game, fight.target) if one.verdict]
    folded = next(unit for unit in reversed(able) if unit not in rows_of(board))
    board.orders.toggle(folded)
    hands.frame()
    rows = rows_of(board)
    for _ in range(2):
        click_row(hands, board, folded)
        assert rows.items() <= rows_of(board).items()
    assert board.selection.draft is not None
    assert board.selection.draft.has(folded)
    board.close()
