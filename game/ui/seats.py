"""The seats of two players at one machine: each finds the map as left, and nothing of what the other had chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.board import Board


class Seats:
    """Who sits at one board, by side."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._views: dict[str, tuple[int, float, float]] = {}

    def get_up(self, side: str) -> None:
        """Clear the table: remember where a side looked, let go of all that it had chosen, opened and asked for."""
        board = self.board
        if board.map is not None:
            self._views[side] = board.map.scale, board.map.left, board.map.top
        board.select(None)
        board.selection.hex = board.selection.pointed = board.selection.viewpoint = None
        board.selection.swapped = False
        board.flow.findings = None
        board.flow.popups.close_all()
        if board.card is not None:
            board.card.close()
        board.show_overlay(None)

    def sit_down(self, side: str) -> None:
        """Show the part of the map that a side looked at last; at first, where its units are."""
        map_ = self.board.map
        if side not in self._views or map_ is None:
            self.board.go_home()
        else:
            map_.scale, map_.left, map_.top = self._views[side]
            map_.pan(0, 0)  # the window may be smaller now
