"""Choosing many units: Shift-clicks, a stack, a box, a formation by stripe, by the order of battle, and up the tree."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import NOWHERE
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.command.formation_intents import AddUnit, ChooseStack
from game.ui.forces import commanded_of, units_in
from game.ui.intents import NextUnit, Opened, Toggle
from game.ui.order_of_battle import OrderOfBattle
from game.ui.panels.group_card import GroupCard
from game.ui.session import HUMAN, Session
from game.view.counters import STRIPE, STRIPES_AT, stack_boxes, stacks
from tests.ui.hands import Hands, at_the_board


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    session = Session.new(load_scenario("lake_khasan/corps_assault"), 3, dict.fromkeys(("soviet", "japanese"), HUMAN))
    hands, board = at_the_board(session)
    yield hands, board
    pygame.key.set_mods(0)
    board.close()


def stack_of(board: Board) -> tuple[int, list[str]]:
    """A hex with several units of the side whose turn it is; the night attack begins without one."""
    return next(stack for stack in own_stacks(board) if len(stack[1]) > 1)


def own_stacks(board: Board) -> list[tuple[int, list[str]]]:
    """Where units of the side whose turn it is stand, those in front first: hex and units from the top."""
    game = board.session.game
    side = game.scenario.names.side_row[game.active_side]
    held = [hex_ for hex_, units in stacks(game.state) if game.world.units[units[0]].side == side]
    return [(hex_, board.play.shown.units_in(hex_)) for hex_ in held]


def in_view(board: Board, hex_: int) -> tuple[int, int]:
    """Bring a hex to the middle of the map; return where it is then."""
    board.map.centre_on(hex_)
    return board.map.spot_of(hex_)


def held_click(hands: Hands, spot: tuple[int, int], mod: int) -> None:
    """Click while a key is held."""
    pygame.key.set_mods(mod)
    hands.click(spot)
    pygame.key.set_mods(0)


def test_shift_clicks_add_units_one_by_one(table: tuple[Hands, Board]) -> None:
    """The uppermost first, then those below; when all of a hex are chosen, the next click lets go of them."""
    hands, board = table
    hex_, units = stack_of(board)
    spot = in_view(board, hex_)
    for count in range(1, len(units) + 1):
        held_click(hands, spot, pygame.KMOD_SHIFT)
        assert board.selection.units == tuple(units[:count])
    held_click(hands, spot, pygame.KMOD_SHIFT)
    assert board.selection.units == ()


def test_control_click_chooses_the_stack_and_a_plain_click_one_unit(table: tuple[Hands, Board]) -> None:
    hands, board = table
    hex_, units = stack_of(board)
    spot = in_view(board, hex_)
    held_click(hands, spot, pygame.KMOD_CTRL)
    assert board.selection.units == tuple(units)
    assert f"{len(units)} units selected" in board.selection.message
    hands.click(spot)
    assert len(board.selection.units) == 1


def test_the_key_of_the_stack(table: tuple[Hands, Board]) -> None:
    hands, board = table
    _, units = stack_of(board)
    board.choosing.select(units[0])
    hands.key(pygame.K_a, unicode="a")
    assert board.selection.units == tuple(units)


def test_a_box_is_dragged_with_shift(table: tuple[Hands, Board]) -> None:
    """Whose middle lies in it; the map stays where it is."""
    hands, board = table
    inside = own_stacks(board)[0][0]
    x, y = in_view(board, inside)
    half = round(board.map.scale * 0.4)
    at, view = (x - half, y - half), (board.map.left, board.map.top)
    pygame.key.set_mods(pygame.KMOD_SHIFT)
    hands.move(at)
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1))
    hands.frame()
    to = (x + half, y + half)
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=to, rel=(2 * half, 2 * half), buttons=(1, 0, 0)))
    hands.frame()
    assert board.pointer.box == pygame.Rect(at, (2 * half, 2 * half)) and (board.map.left, board.map.top) == view
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=to, button=1))
    hands.frame()
    assert board.pointer.box is None
    assert set(board.selection.units) == set(board.play.shown.units_in(inside))


def test_the_stripe_of_a_counter_stands_for_its_formation(table: tuple[Hands, Board]) -> None:
    hands, board = table
    game = board.session.game
    hex_, units = own_stacks(board)[0]
    in_view(board, hex_)
    box = stack_boxes(board.map.camera, hex_, len(units))[0]
    hands.click((round(box.left + box.width * (STRIPES_AT[0] + STRIPE / 2)), box.top + box.height // 4))
    formation = int(game.world.units.formation[game.scenario.names.unit_row[units[0]]])
    inside = [game.scenario.names.units[row] for row in units_in(game.scenario, formation)]
    assert set(board.selection.units) == set(commanded_of(game, inside))


def test_up_the_tree_by_a_key(table: tuple[Hands, Board]) -> None:
    """From the unit to its formation, and on to all of the side; each step has more than the one before."""
    hands, board = table
    game = board.session.game
    board.play.answer(NextUnit())
    counts = [len(board.selection.units)]
    for _ in range(8):
        hands.key(pygame.K_f, unicode="f")
        counts.append(len(board.selection.units))
    side = game.scenario.names.side_row[game.active_side]
    everybody = int(((game.world.units.side == side) & (game.state.units.hex != NOWHERE)).sum())
    grown = list(dict.fromkeys(counts))
    assert grown == sorted(grown) and grown[0] == 1 and grown[-1] == everybody
    assert board.selection.message == "All of your units are selected."


def test_a_formation_is_chosen_in_the_order_of_battle(table: tuple[Hands, Board]) -> None:
    _, board = table
    board.play.answer(Toggle(Opened.ORDER_OF_BATTLE))
    window = board.popups.find(OrderOfBattle)
    assert window is not None
    game = board.session.game
    unit = own_stacks(board)[0][1][0]
    formation = int(game.world.units.formation[game.scenario.names.unit_row[unit]])
    window.choose_formation(formation)
    inside = [game.scenario.names.units[row] for row in units_in(game.scenario, formation)]
    assert set(board.selection.units) == set(commanded_of(game, inside))


def test_the_card_speaks_of_all(table: tuple[Hands, Board]) -> None:
    _, board = table
    hex_, units = stack_of(board)
    board.play.answer(ChooseStack(hex_))
    assert board.column is not None
    panel = board.column.middle(board.play)
    assert isinstance(panel, GroupCard)
    words = " ".join(panel.texts(board.play))
    game = board.session.game
    men = sum(int(game.state.unit_figures.men[game.scenario.names.unit_row[unit]]) for unit in units)
    assert f"{len(units)} units selected" in words and f"{men} men" in words.replace(",", "")
    assert all(unit in words for unit in units)


def test_units_of_the_enemy_cannot_be_chosen_together(table: tuple[Hands, Board]) -> None:
    _, board = table
    game = board.session.game
    enemy = next(
        game.scenario.names.units[units[0]]
        for _, units in stacks(game.state)
        if game.world.units[units[0]].side != game.scenario.names.side_row[game.active_side]
    )
    board.play.answer(AddUnit(enemy))
    assert board.selection.units == () and board.selection.is_error
