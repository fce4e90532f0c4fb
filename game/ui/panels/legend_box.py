"""The legend of the overlay that is on: its title and its marks, over the lower left corner of the map."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Final

import pygame

from game.ui.panels.painted import PaintedPanel, Parts
from game.view.lettering import measure
from game.view.looks import look
from game.view.marks import stamp
from game.view.theme import FAINT_INK, FRAME

if TYPE_CHECKING:
    from game.ui.board import Board

STAMP: Final = 24
"""Distance of the hexes whose stamps the legend shows, in pixels at scale 1."""


class LegendBox(PaintedPanel):
    """The legend of the current overlay; `room` is the part of the window that the map has."""

    lies_on_map = True

    def __init__(self, room: pygame.Rect, scale: float) -> None:
        super().__init__(pygame.Rect(room.left, room.bottom, 1, 1), scale)
        self.room = room

    def is_shown(self, board: Board) -> bool:
        """Whether an overlay with a legend is on."""
        return board.overlay is not None and bool(board.overlay_marks().legend)

    def key(self, board: Board) -> Hashable:
        """The overlay and what its legend says."""
        return board.overlay, look(), tuple(board.overlay_marks().legend)

    def paint(self, board: Board) -> Parts:
        """Paint the legend, and be as large as it."""
        assert board.overlay is not None
        lines = board.overlay_marks().legend
        size, margin = self.px(13), self.px(10)
        side = self.px(STAMP)
        widest = max(measure(words, "Regular", size)[0] for _, words in lines)
        title = measure(board.overlay.title, "Bold", size)[0]
        width = max(title + 2 * margin + 4, widest + side + self.px(10) + 2 * margin + 4)
        self.rect = pygame.Rect(0, 0, min(width, self.room.width), 1)
        sheet = self.sheet()
        sheet.heading(board.overlay.title)
        for style, words in lines:
            picture = stamp(style, side, alone=True)
            sheet.reach(sheet.y + picture.get_height())
            sheet.paper.blit(picture, (sheet.margin, sheet.y))
            y = sheet.y + (picture.get_height() - sheet.line_height) // 2
            sheet.put(words, sheet.margin + side + self.px(10), y)
            sheet.y += picture.get_height() + self.px(2)
        sheet.put(
            "Backspace takes it away", sheet.margin, sheet.y, size=round(size * 0.85), ink=FAINT_INK, width=sheet.inner
        )
        sheet.skip(20)
        gap = self.px(10)
        self.rect = pygame.Rect(self.room.left + gap, 0, sheet.width, sheet.height)
        self.rect.bottom = self.room.bottom - gap
        self._key = (self.key(board), self.rect.size)
        return Parts(self.sheet(), sheet, self.sheet())

    def draw(self, surface: pygame.Surface, board: Board) -> None:
        """Draw the legend with a frame, for it lies on the map."""
        super().draw(surface, board)
        if self.is_shown(board):
            pygame.draw.rect(surface, FRAME, self.rect, 1)
