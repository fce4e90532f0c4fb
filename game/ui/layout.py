"""Where everything stands in the window of the board, by the window's size and the player's scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pygame

from game.desk.window import Window

TOP, TOOLS, BOTTOM, SIDE, CARD = 38, 30, 28, 364, 400
TOOLS_OF_HEIGHT: Final = 18
"""Which part of the height of a window the tool bar takes at most: it stays slim where letters are very large."""
WIDTH, MORE = 1280, 76
"""The width at which the column is SIDE wide, and how much wider it gets in wider windows."""


@dataclass(frozen=True)
class Layout:
    """Rectangles of the window; `card` lies over the map, beside the column."""

    map: pygame.Rect
    top: pygame.Rect
    bottom: pygame.Rect
    side: pygame.Rect
    card: pygame.Rect
    tools: pygame.Rect

    def side_parts(self, *shares: int) -> list[pygame.Rect]:
        """Return the right-hand column cut into parts one below the other, by shares of a hundred."""
        parts, y = [], self.side.top
        for share in shares:
            height = self.side.height * share // 100
            parts.append(pygame.Rect(self.side.left, y, self.side.width, height))
            y += height
        parts[-1].height = self.side.bottom - parts[-1].top
        return parts


def _side(window: Window) -> int:
    """Return how wide the column is: wider where there is width to spare."""
    spare = window.surface.get_width() - window.px(WIDTH)
    return window.px(SIDE) + max(0, min(window.px(MORE), spare // 8))


def layout_of(window: Window, has_tools: bool = False) -> Layout:
    """Return the layout for a window, with or without a tool bar below the bar at the top."""
    width, height = window.surface.get_size()
    bar, tools = window.px(TOP), min(window.px(TOOLS), height // TOOLS_OF_HEIGHT) if has_tools else 0
    top, bottom, side = bar + tools, window.px(BOTTOM), min(_side(window), width * 2 // 5)
    middle, gap = height - top - bottom, window.px(8)
    card = min(window.px(CARD), width - side - 2 * gap)
    return Layout(
        map=pygame.Rect(0, top, width - side, middle),
        top=pygame.Rect(0, 0, width, bar),
        tools=pygame.Rect(0, bar, width, tools),
        bottom=pygame.Rect(0, height - bottom, width, bottom),
        side=pygame.Rect(width - side, top, side, middle),
        card=pygame.Rect(width - side - gap - card, top + gap, card, middle - 2 * gap),
    )
