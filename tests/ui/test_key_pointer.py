"""Every order by keys alone: the pointer goes from hex to hex, and presses both buttons."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest

from game.core.hexes import DIRECTIONS
from game.core.terms import Tolerance
from game.desk.keys import Action
from game.engine.orders import Attack, Bombard, Move
from game.ui.board import Board
from game.ui.drafts import candidates, is_guns
from game.ui.intents import PointAt
from game.ui.session import HUMAN
from tests.ui.hands import Hands, at_the_board

DIGITS = dict(zip(DIRECTIONS, "963147", strict=True))


def press(hands: Hands, digit: str) -> None:
    hands.key(getattr(pygame, f"K_{digit}"), unicode=digit)


def walk(hands: Hands, board: Board, way: list[int]) -> None:
    """Point along a way of hexes, from where the pointer is."""
    for here, there in pairwise(way):
        row = board.session.game.world.hexes.neighbour[here].tolist()
        press(hands, DIGITS[DIRECTIONS[row.index(there)]])
        assert board.selection.pointed == there


def test_a_march_by_keys_alone() -> None:
    """N selects, digits lead the pointer, 5 marches."""
    hands, board = at_the_board()
    game = board.session.game
    hands.key(pygame.K_n)
    reach = board.selection.reach
    assert reach is not None
    far = max(reach.ends, key=reach.points)
    walk(hands, board, list(reach.way(far)))
    press(hands, "5")
    order = board.session.steps[-1].order
    assert isinstance(order, Move)
    assert order.unit == reach.unit
    assert order.path[-1] == game.scenario.hex_number(far)


def test_the_block_of_digits_does_the_same() -> None:
    hands, board = at_the_board()
    hands.key(pygame.K_n)
    start = board.selection.hex
    hands.key(pygame.K_KP6)
    east = board.selection.pointed
    assert start is not None
    assert east == int(board.session.game.world.hexes.neighbour[start][DIRECTIONS.index("E")])
    hands.key(pygame.K_KP4)
    assert board.selection.pointed == start


def test_an_attack_by_keys_alone_and_nobody_advances() -> None:
    """A unit brought up to the enemy; 5 on the enemy, 0 on guns that reach it, T to stay, P for losses, Enter."""
    hands, board = at_the_board()
    first, guns, target = brought_up(board)
    names, state = board.session.scenario.names, board.session.game.state
    board.choosing.select(first)
    walk(hands, board, [int(state.units[names.unit_row[first]].hex), target])
    press(hands, "5")
    assert board.selection.draft is not None
    assert board.selection.draft.units == (first,)
    board.play.answer(PointAt(int(state.units[names.unit_row[guns]].hex)))
    press(hands, "0")
    assert board.selection.draft.support == (guns,)
    hands.key(pygame.K_t)
    assert board.selection.draft.holding
    hands.key(pygame.K_p)
    hands.key(pygame.K_p)
    assert board.selection.draft.tolerance is Tolerance.LIMIT
    hands.key(pygame.K_RETURN)
    order = board.session.steps[-1].order
    assert isinstance(order, Attack)
    assert (order.units, order.support, order.holding) == ((first,), (guns,), True)
    assert order.tolerance is Tolerance.LIMIT


def brought_up(board: Board) -> tuple[str, str, int]:
    """March a unit to a hex of its own beside an enemy that guns can reach; returns both and where the enemy stands."""
    game = board.session.game
    for order in (order for order in game.copy().legal_orders() if isinstance(order, Move)):
        end = game.scenario.hex_row(order.path[-1])
        assert end is not None
        if is_guns(game, order.unit) or board.play.shown.units_in(end):
            continue
        ahead = game.copy()
        ahead.play(order)
        for near in [int(hex_) for hex_ in game.world.hexes.neighbour[end] if hex_ >= 0]:
            number = game.scenario.hex_number(near)
            assert number is not None
            guns = [one.unit for one in candidates(ahead, number) if one.guns and one.verdict]
            if guns and ahead.check(Attack(number, (order.unit,), (guns[0],))):
                assert board.orders.submit(order)
                return order.unit, guns[0], near
    pytest.fail("nobody comes up to the enemy")


def test_guns_fire_by_keys_alone() -> None:
    """A gun unit in range: 5 on the enemy, Enter."""
    hands, board = at_the_board()
    game = board.session.game
    shot = next((order for order in game.copy().legal_orders() if isinstance(order, Bombard)), None)
    if shot is None:
        game.end_turn()
        shot = next(order for order in game.copy().legal_orders() if isinstance(order, Bombard))
        board.session.players = dict.fromkeys(board.session.players, HUMAN)
    board.choosing.select(shot.unit)
    target = game.scenario.hex_row(shot.target)
    assert target is not None
    board.play.answer(PointAt(target))
    press(hands, "5")
    hands.key(pygame.K_RETURN)
    assert board.session.steps[-1].order == shot


def test_at_the_edge_of_the_map_the_pointer_stays() -> None:
    hands, board = at_the_board()
    board.play.answer(PointAt(0))
    press(hands, "7")
    assert board.selection.pointed == 0


def test_each_way_has_a_key_that_can_be_changed() -> None:
    hands, board = at_the_board(keys={Action.POINT_E: "d"})
    hands.key(pygame.K_n)
    start = board.selection.hex
    hands.key(pygame.K_d)
    assert start is not None
    assert board.selection.pointed == int(board.session.game.world.hexes.neighbour[start][1])
