"""The hand at the mouse: clicks, drags, the wheel, and scrolling by keys and at the edge of the window.

It says to the board which hex was meant by which button; clicks are told from drags by its `Grip`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.desk.grip import Grip, roll
from game.desk.keys import Action
from game.ui.deeds import left_deed

if TYPE_CHECKING:
    from game.desk.window import Window
    from game.ui.board import Board

EDGE: Final = 4
"""Pixels from the edge of the window at which the map scrolls."""

SPEED: Final = 1000
"""Pixels a second that the map scrolls by keys and at the edge."""

SCROLL_KEYS: Final = (Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN)

LEFT, MIDDLE, RIGHT = 1, 2, 3


def held_scroll(window: Window) -> tuple[int, int]:
    """Return whither the keys that are held scroll: -1, 0 or 1 across and down."""
    held = {action: window.presses.is_held(action, window.keys) for action in SCROLL_KEYS}
    return (
        held[Action.PAN_RIGHT] - held[Action.PAN_LEFT],
        held[Action.PAN_DOWN] - held[Action.PAN_UP],
    )


class Pointer:
    """The mouse over the board's map."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.grip = Grip()

    def handle(self, event: pygame.event.Event) -> None:
        """Take an event of the mouse."""
        view = self.board.map
        assert view is not None
        if event.type == pygame.MOUSEWHEEL:
            roll(event, view)
        elif event.type == pygame.MOUSEBUTTONDOWN and view.view.collidepoint(event.pos):
            self.grip.press(event)
            self.board.point_at(view.hex_at(event.pos))  # keys and lists may have pointed elsewhere since it moved
        elif event.type == pygame.MOUSEMOTION:
            self.grip.move(event, view)
            self.board.point_at(view.hex_at(event.pos))
        elif event.type == pygame.MOUSEBUTTONUP:
            button, hex_ = self.grip.release(event), view.hex_at(event.pos)
            if button is not None and hex_ is not None:
                self.click(button, hex_)

    def scroll(self, seconds: float) -> bool:
        """Scroll the map while an arrow key is down or the pointer is at the edge of the window; whether it moved."""
        window, view = self.board.window, self.board.map
        assert window is not None
        assert view is not None
        if self.board.flow.popups.modal:
            return False  # there arrows choose
        dx, dy = held_scroll(window)
        if window.settings.scroll_at_edge and pygame.mouse.get_focused() and not self.grip.is_dragging:
            x, y = pygame.mouse.get_pos()
            width, height = window.surface.get_size()
            dx += (x >= width - EDGE) - (x < EDGE)
            dy += (y >= height - EDGE) - (y < EDGE)
        before = view.left, view.top
        if dx or dy:
            view.pan(dx * SPEED * seconds, dy * SPEED * seconds)
        return (view.left, view.top) != before

    def click(self, button: int, hex_: int) -> None:
        """Do what a click on a hex means."""
        board = self.board
        assert board.window is not None
        if button == LEFT:
            orders_too = board.window.settings.left_click_orders
            board.orders.do(left_deed(board.session, board.selection, hex_, orders_too))
        elif button == RIGHT:
            board.orders.at(hex_)
