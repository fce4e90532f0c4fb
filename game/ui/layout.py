"""Where everything stands in the window of the board, by the window's size and the player's scale."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.ui.window import Window

TOP, BOTTOM, SIDE = 38, 28, 330


@dataclass(frozen=True)
class Layout:
    """Rectangles of the window."""

    map: pygame.Rect
    top: pygame.Rect
    bottom: pygame.Rect
    side: pygame.Rect

    def side_parts(self, *shares: int) -> list[pygame.Rect]:
        """Return the right-hand column cut into parts one below the other, by shares of a hundred."""
        parts, y = [], self.side.top
        for share in shares:
            height = self.side.height * share // 100
            parts.append(pygame.Rect(self.side.left, y, self.side.width, height))
            y += height
        parts[-1].height = self.side.bottom - parts[-1].top
        return parts


def layout_of(window: Window) -> Layout:
    """Return the layout for a window."""
    width, height = window.surface.get_size()
    top, bottom, side = window.px(TOP), window.px(BOTTOM), min(window.px(SIDE), width * 2 // 5)
    middle = height - top - bottom
    return Layout(
        map=pygame.Rect(0, top, width - side, middle),
        top=pygame.Rect(0, 0, width, top),
        bottom=pygame.Rect(0, height - bottom, width, bottom),
        side=pygame.Rect(width - side, top, side, middle),
    )
