"""The focus on the board: Tab goes from the map through panels and windows and back, arrows and Enter work there."""

from __future__ import annotations

import pygame
import pytest

from game.ui.board import Board
from game.ui.intents import Opened, ShowCard, Toggle
from game.ui.panel_focus import ring
from tests.ui.by_keys import lead_to, point_at, tab_to, type_in
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session

SHIFT = pygame.KMOD_SHIFT


def composing(size: tuple[int, int] = (1280, 800)) -> tuple[Hands, Board]:
    """A board on which an attack is being put together that several units could join."""
    session = new_session()
    order = brought_to_blows(session)
    hands, board = at_the_board(session, size=size)
    board.choosing.select(order.units[0])
    target = session.scenario.hex_row(order.target)
    assert target is not None
    board.orders.begin_attack(target)
    hands.frame()
    return hands, board


def test_tab_goes_round_and_back_to_the_map() -> None:
    hands, board = composing()
    board.play.answer(ShowCard())
    hands.frame()
    assert board.column is not None
    panels = ring(board.play)
    assert panels[:2] == [board.column.forecast, board.column.stack]
    assert board.card in panels
    assert panels[-1] is board.play.panels[0]
    found = []
    for _ in range(len(panels) + 1):
        hands.key(pygame.K_TAB)
        found.append(board.keys.panel)
    assert found == [*panels, None]
    hands.key(pygame.K_TAB, SHIFT)
    assert board.keys.panel is panels[-1]
    hands.key(pygame.K_ESCAPE)
    assert board.keys.panel is None
    assert board.selection.draft is not None, "Escape led back to the map and did nothing else"
    board.close()


def test_an_attack_is_put_together_by_arrows_and_enter() -> None:
    hands, board = composing()
    hands.key(pygame.K_TAB)
    lead_to(hands, board, "compose:none")
    hands.key(pygame.K_RETURN)
    assert board.selection.draft is not None
    assert not board.selection.draft.is_composed
    lead_to(hands, board, "compose:best")
    hands.key(pygame.K_SPACE)
    assert board.selection.draft.units
    unit = board.selection.draft.units[0]
    lead_to(hands, board, unit)
    hands.key(pygame.K_SPACE)
    assert unit not in board.selection.draft.units
    assert board.keys.stop == unit, "the focus stays where it was"
    hands.key(pygame.K_SPACE)
    assert unit in board.selection.draft.units
    board.close()


def test_what_is_scrolled_away_is_reached_and_brought_into_view() -> None:
    hands, board = composing((1024, 680))
    assert board.column is not None
    forecast = board.column.forecast
    hands.key(pygame.K_TAB)
    stops = forecast.stops(board.play)
    hidden = [name for name in stops if forecast.place_of(name, board.play) is None]
    assert hidden
    met = set()
    for _ in range(3 * len(stops)):
        hands.key(pygame.K_DOWN)
        place = forecast.place_of(board.keys.stop, board.play)
        assert place is not None, f"{board.keys.stop} is not in view"
        assert forecast.rect.contains(place)
        met.add(board.keys.stop)
    assert met & set(hidden)
    board.close()


def test_the_frame_is_drawn_and_the_map_does_not_scroll() -> None:
    hands, board = composing()
    assert board.column is not None
    hands.key(pygame.K_TAB)
    place = board.column.forecast.place_of(board.keys.stop, board.play)
    assert place is not None
    edge = place.inflate(6, 6)
    framed = pygame.surfarray.array3d(hands.window.surface.subsurface(edge)).astype(int)
    left, top = board.map.left, board.map.top
    hands.hold(pygame.K_RIGHT, 5)
    hands.release(pygame.K_RIGHT)
    assert (board.map.left, board.map.top) == (left, top)
    hands.key(pygame.K_ESCAPE)
    plain = pygame.surfarray.array3d(hands.window.surface.subsurface(edge)).astype(int)
    assert (abs(framed - plain).max(axis=2) > 80).sum() > edge.width
    hands.hold(pygame.K_RIGHT, 5)
    hands.release(pygame.K_RIGHT)
    assert (board.map.left, board.map.top) != (left, top), "on the map arrows scroll"
    board.close()


@pytest.mark.parametrize("window", Opened)
def test_every_window_is_entered_and_its_cross_pressed_by_keys(window: Opened) -> None:
    hands, board = at_the_board()
    board.play.answer(Toggle(window))
    hands.frame()
    popup = board.popups.shown[-1]
    tab_to(hands, board, popup)
    assert board.column is not None
    if popup.rect.collidepoint(board.column.stack.rect.center):
        assert board.column.stack not in ring(board.play), "what is covered is left out"
    lead_to(hands, board, "close")
    hands.key(pygame.K_RETURN)
    assert popup not in board.popups.shown
    assert board.keys.panel is None
    board.close()


def test_a_click_gives_the_keys_to_the_map() -> None:
    hands, board = composing()
    hands.key(pygame.K_TAB)
    hands.click(board.map.view.center)
    assert board.keys.panel is None
    board.close()


def test_letters_and_digits_do_what_they_do_on_the_map() -> None:
    hands, board = composing()
    hands.key(pygame.K_TAB)
    hands.key(pygame.K_s)
    assert board.play.overlay is not None
    assert board.keys.panel is not None
    board.close()


def test_the_rulebook_opens_at_a_term_and_the_focus_stays() -> None:
    hands, board = composing()
    hands.key(pygame.K_TAB)
    name = next(name for name in board.keys.panel.stops(board.play) if name.startswith("rule:"))  # type: ignore[union-attr]
    lead_to(hands, board, name)
    hands.key(pygame.K_RETURN)
    assert hands.window.scene is not board
    hands.key(pygame.K_ESCAPE)
    assert hands.window.scene is board
    assert board.keys.stop == name
    board.close()


def test_several_units_are_chosen_by_keys() -> None:
    """The point adds one as a click with Shift does; commas mark two corners of a box; F goes on to the formation."""
    hands, board = at_the_board()
    hands.key(pygame.K_n)
    first, game = board.selection.unit, board.session.game
    other = next(unit for unit in board.session.idle_units() if hex_of(board, unit) != hex_of(board, first))
    point_at(hands, board, hex_of(board, other))
    type_in(hands, ".")
    assert len(board.selection.group) == 2
    assert board.selection.group[0] == first
    hands.key(pygame.K_ESCAPE)
    mine = sorted({hex_of(board, unit) for unit in board.session.idle_units()})
    columns = game.scenario.map.columns
    corner = min(mine), max(mine)
    for hex_ in corner:
        point_at(hands, board, hex_)
        type_in(hands, ",")
    chosen = {hex_of(board, unit) for unit in board.selection.group}
    assert set(corner) <= chosen
    left, right = sorted(hex_ % columns for hex_ in corner)
    assert all(left - 1 <= hex_ % columns <= right + 1 for hex_ in chosen)
    board.close()


def test_escape_forgets_the_corner_of_a_box() -> None:
    hands, board = at_the_board()
    hands.key(pygame.K_n)
    type_in(hands, ",")
    assert board.commanding.grouping.box() is not None
    hands.key(pygame.K_ESCAPE)
    assert board.commanding.grouping.box() is None
    assert board.selection.unit is not None, "and nothing else"
    board.close()


def hex_of(board: Board, unit: str | None) -> int:
    assert unit is not None
    game = board.session.game
    return int(game.state.units[game.scenario.names.unit_row[unit]].hex)
