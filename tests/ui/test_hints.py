"""The bottom line: what each button would do under the pointer, before it is pressed."""

from __future__ import annotations

import pygame

from game.core.terms import Reason, Supply
from game.engine.cards import unit_card
from game.engine.marches import MarchEnd
from game.ui.board import Board
from game.ui.hints import click_words, end_words
from game.ui.intents import Click
from tests.ui.hands import Hands, at_the_board


def selected() -> tuple[Hands, Board]:
    """A board with the first unit that can march selected."""
    hands, board = at_the_board()
    hands.key(pygame.K_n)
    assert board.selection.reach is not None
    return hands, board


def words_at(hands: Hands, board: Board, hex_: int) -> str:
    board.map.centre_on(hex_)
    hands.move(board.map.spot_of(hex_))
    assert board.selection.pointed == hex_
    return click_words(board.session, board.selection)


def test_a_march_says_what_it_costs_and_where_it_leaves_the_unit() -> None:
    """Every hex within reach: what was said of the unit is what becomes of it."""
    hands, board = selected()
    reach = board.selection.reach
    assert reach is not None
    for hex_ in sorted(reach.ends, key=reach.points)[-3:]:
        said = words_at(hands, board, hex_)
        board.play.answer(Click(3, hex_))
        card = unit_card(board.session.game, reach.unit)
        assert f"{card.points_left:g} left" in said
        assert (f"fatigue {card.fatigue}" in said) == (card.fatigue > 0)
        assert ("in an enemy ZOC" in said) == card.pinned
        board.orders.undo()
        hands.frame()


def test_nothing_is_said_of_what_does_not_change() -> None:

    _, board = selected()
    unit = board.selection.unit
    assert unit is not None
    now = unit_card(board.session.game, unit)
    same = MarchEnd(1.0, now.fatigue, now.cohesion, False, 0, Supply.FULL, Reason.LEGAL, False)
    assert end_words(board.session.game, unit, same) == []
    worst = MarchEnd(0.0, now.fatigue + 9, now.cohesion - 5, True, 2, Supply.NONE, Reason.TOO_FEW_POINTS, True)
    assert end_words(board.session.game, unit, worst) == [
        f"fatigue {now.fatigue + 9}",
        f"cohesion {now.cohesion - 5}",
        "loses entrenchment",
        "in an enemy ZOC, too few points to attack",
        "out of supply there",
        "may bog down on the way",
    ]


def test_beyond_reach_it_says_so() -> None:
    hands, board = selected()
    reach = board.selection.reach
    assert reach is not None
    everywhere = range(len(board.session.game.state.hexes))
    far = next(hex_ for hex_ in everywhere if hex_ not in reach.hexes and not board.play.shown.units_in(hex_))
    assert words_at(hands, board, far).endswith("Right: not possible: that hex is out of movement range this turn")
