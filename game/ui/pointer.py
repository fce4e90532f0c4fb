"""The hand at the mouse: clicks, drags, the wheel, and scrolling by keys and at the edge of the window.

It tells a click from a drag and says to the board which hex was meant by which button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.ui.drafts import forecast, toggled
from game.ui.hints import side_in

if TYPE_CHECKING:
    from game.ui.board import Board

EDGE: Final = 4
"""Pixels from the edge of the window at which the map scrolls."""

SPEED: Final = 1000
"""Pixels a second that the map scrolls by keys and at the edge."""

DRAG_FROM: Final = 6
"""Pixels that the pointer must move with a button down before it drags the map."""

LEFT, MIDDLE, RIGHT = 1, 2, 3


class Pointer:
    """The mouse over the board's map."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._press: tuple[int, tuple[int, int]] | None = None
        self._dragging = False

    def handle(self, event: pygame.event.Event) -> None:
        """Take an event of the mouse."""
        view = self.board.map
        assert view is not None
        if event.type == pygame.MOUSEWHEEL:
            self.board.zoom(1 if event.y > 0 else -1, pygame.mouse.get_pos())
        elif event.type == pygame.MOUSEBUTTONDOWN and view.view.collidepoint(event.pos):
            self._press = event.button, event.pos
            self._dragging = False
        elif event.type == pygame.MOUSEMOTION:
            self._move(event)
        elif event.type == pygame.MOUSEBUTTONUP and self._press is not None:
            button, _ = self._press
            self._press = None
            hex_ = view.hex_at(event.pos)
            if not self._dragging and event.button == button and hex_ is not None:
                self.click(button, hex_)

    def scroll(self, seconds: float) -> bool:
        """Scroll the map while an arrow key is down or the pointer is at the edge of the window; whether it moved."""
        window, view = self.board.window, self.board.map
        assert window is not None
        assert view is not None
        if self.board.flow.popups.modal:
            return False  # there arrows choose
        held = pygame.key.get_pressed()
        dx = held[pygame.K_RIGHT] - held[pygame.K_LEFT]
        dy = held[pygame.K_DOWN] - held[pygame.K_UP]
        if window.settings.scroll_at_edge and pygame.mouse.get_focused() and not self._dragging:
            x, y = pygame.mouse.get_pos()
            width, height = window.surface.get_size()
            dx += (x >= width - EDGE) - (x < EDGE)
            dy += (y >= height - EDGE) - (y < EDGE)
        before = view.left, view.top
        if dx or dy:
            view.pan(dx * SPEED * seconds, dy * SPEED * seconds)
        return (view.left, view.top) != before

    def _move(self, event: pygame.event.Event) -> None:
        view = self.board.map
        assert view is not None
        if self._press is not None:
            _, (x, y) = self._press
            if abs(event.pos[0] - x) + abs(event.pos[1] - y) > DRAG_FROM:
                self._dragging = True
            if self._dragging:
                view.pan(-event.rel[0], -event.rel[1])
        self.board.point_at(view.hex_at(event.pos))

    def click(self, button: int, hex_: int) -> None:
        """Do what a click on a hex means."""
        if button == LEFT:
            self._left_click(hex_)
        elif button == RIGHT:
            self.board.orders.at(hex_)

    def _left_click(self, hex_: int) -> None:
        """Click a unit of the hex into or out of the attack; march there, if the player orders so; else select."""
        board = self.board
        assert board.window is not None
        draft, game = board.selection.draft, board.session.game
        active = game.scenario.names.side_row[game.active_side]
        if draft is not None and side_in(game, hex_) == active:
            for unit in board.units_in(hex_):
                if draft.has(unit) or forecast(game, toggled(game, draft, unit)):
                    board.orders.toggle(unit)
                    return
        reach = board.selection.reach
        if board.window.settings.left_click_orders and reach is not None and hex_ in reach.ends:
            board.orders.at(hex_)
            return
        board.select_hex(hex_)
