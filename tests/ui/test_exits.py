"""Leaving the map at the board: by key and by the button on the card, taken back, and refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import EventKind, Status
from game.scenario.loading import from_documents
from game.ui.board import Board
from game.ui.forces import fate_of
from game.ui.hints import ground_words
from game.ui.log_lines import log_lines
from game.ui.overlays import objectives
from game.ui.playback.happenings import OTHER_FATES
from game.ui.session import HUMAN, Session
from tests.tabletop import documents
from tests.ui.hands import Hands, at_the_board

BOARD = "R1 . . . .\n R2 . . . .\n. . . . B1"
EXIT = {"areas": {"west": ["0000", "0001"]}, "exits": {"red": ["west"]}}
KEY = pygame.K_d


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    scenario = from_documents(documents(BOARD, **EXIT), "tabletop")
    hands, board = at_the_board(Session.new(scenario, 3, {"red": HUMAN, "blue": HUMAN}))
    yield hands, board
    board.close()


def buttons(board: Board) -> dict[str, pygame.Rect]:
    """Where the buttons of the card in the column are on the window, by name."""
    assert board.column is not None
    return board.column.card.spots(board.play)


def test_by_key(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.choosing.select("R1")
    hands.key(KEY)
    game = board.session.game
    assert game.state.units.status[game.scenario.names.unit_row["R1"]] == Status.EXITED
    assert board.selection.unit is None
    assert str(board.session.steps[-1].order) == "exit R1 0000"
    lines, _ = log_lines(game.scenario, board.session.steps)
    assert lines[-1].words == "R1: exit from the map at 0000"
    assert fate_of(game, game.scenario.names.unit_row["R1"]) == "exited"
    assert EventKind.EXITED in OTHER_FATES


def test_it_can_be_taken_back(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.choosing.select("R1")
    hands.key(KEY)
    hands.key(pygame.K_u)
    game = board.session.game
    assert game.state.units.status[game.scenario.names.unit_row["R1"]] == Status.PRESENT


def test_by_the_button_on_the_card(table: tuple[Hands, Board]) -> None:
    """It is there only where a unit stands at an exit of its side."""
    hands, board = table
    board.choosing.select("R1")
    hands.frame()
    hands.click(buttons(board)["exit"].center)
    game = board.session.game
    assert game.state.units.status[game.scenario.names.unit_row["R1"]] == Status.EXITED


def test_elsewhere_there_is_no_button_and_the_key_says_why(table: tuple[Hands, Board]) -> None:
    hands, board = table
    march = next(order for order in board.session.game.legal_orders() if str(order) == "move R1 0000>0100")
    board.session.submit(march)
    board.choosing.select("R1")
    hands.frame()
    assert "exit" not in buttons(board)
    hands.key(KEY)
    assert "no hex by which its side may leave the map (rule 3.7)" in board.selection.message


def test_exits_are_named_on_the_map(table: tuple[Hands, Board]) -> None:
    _, board = table
    game = board.session.game
    assert ground_words(game, 0).endswith("Red-controlled, Red exit")
    marks = objectives(board.play.shown, board.selection)
    assert "Red exit" in marks.words.values()
