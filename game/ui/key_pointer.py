"""The pointer moved by keys: from hex to hex, and both buttons of the mouse, so that every order can be given by hand.

The digits lie as on the block at the right of the keyboard: 7 and 9 lead to the north, 4 and 6 along the row, 1 and 3
to the south; 5 is the right button, 0 the left one. What either would do stands in the bottom line as for the mouse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from game.core.hexes import DIRECTIONS
from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.ui.pointer import LEFT, RIGHT

if TYPE_CHECKING:
    from game.ui.board import Board

STEPS: Final[Mapping[Action, str]] = {
    Action.POINT_NE: "NE",
    Action.POINT_E: "E",
    Action.POINT_SE: "SE",
    Action.POINT_SW: "SW",
    Action.POINT_W: "W",
    Action.POINT_NW: "NW",
}


class KeyPointer:
    """The pointer of one board, while keys move it."""

    def __init__(self, board: Board) -> None:
        self.board = board

    @property
    def commands(self) -> Mapping[Action, Callable[[], None]]:
        """What the keys do."""
        steps = {action: partial(self.step, DIRECTIONS.index(name)) for action, name in STEPS.items()}
        return {
            **steps,
            Action.ORDER_HERE: partial(self.press, RIGHT),
            Action.SELECT_HERE: partial(self.press, LEFT),
        }

    def step(self, direction: int) -> None:
        """Point at the neighbour of the hex pointed at; at first, of the one chosen."""
        board = self.board
        assert board.map is not None
        here = self._here()
        if here is None:
            return
        there = int(board.session.game.world.hexes.neighbour[here][direction])
        if there != NOWHERE:
            board.point_at(there)
            if not board.map.shows(there):
                board.map.centre_on(there)

    def press(self, button: int) -> None:
        """Press a button of the mouse at the hex pointed at."""
        here = self._here()
        if here is not None:
            self.board.point_at(here)
            self.board.pointer.click(button, here)

    def _here(self) -> int | None:
        """Return the hex pointed at, the one chosen, or what lies in the middle of the view."""
        board = self.board
        assert board.map is not None
        for hex_ in (board.selection.pointed, board.selection.hex):
            if hex_ is not None:
                return hex_
        return board.map.hex_at(board.map.view.center)
