"""The legend of the overlay that is on: its title and its marks, over the lower left corner of the map."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Final

import pygame

from game.desk.painted import PaintedPanel, Parts
from game.ui.seen import MapSeen
from game.view.lettering import measure
from game.view.looks import look
from game.view.marks import stamp
from game.view.theme import FAINT_INK, FRAME

STAMP: Final = 24
"""Distance of the hexes whose stamps the legend shows, in pixels at scale 1."""


class LegendBox(PaintedPanel[MapSeen]):
    """The legend of the current overlay; `room` is the part of the window that the map has."""

    lies_on_map = True

    def __init__(self, room: pygame.Rect, scale: float) -> None:
        super().__init__(pygame.Rect(room.left, room.bottom, 1, 1), scale)
        self.room = room
        self._clear: pygame.Rect | None = None

    def is_shown(self, seen: MapSeen) -> bool:
        """Whether an overlay with a legend is on."""
        return seen.overlay is not None and bool(seen.overlay_marks().legend)

    def key(self, seen: MapSeen) -> Hashable:
        """The overlay and what its legend says."""
        clear = seen.kept_clear
        beside = None if clear is None else tuple(clear)
        return seen.overlay, look(), tuple(seen.overlay_marks().legend), beside

    def paint(self, seen: MapSeen) -> Parts:
        """Paint the legend, and be as large as it."""
        assert seen.overlay is not None
        lines = seen.overlay_marks().legend
        size, margin = self.px(13), self.px(10)
        side = self.px(STAMP)
        widest = max(measure(words, "Regular", size)[0] for _, words in lines)
        title = measure(seen.overlay.title, "Bold", size)[0]
        width = max(title + 2 * margin + 4, widest + side + self.px(10) + 2 * margin + 4)
        self.rect = pygame.Rect(0, 0, min(width, self.room.width - 2 * self.px(10)), 1)
        sheet = self.sheet()
        sheet.heading(seen.overlay.title)
        for style, words in lines:
            picture = stamp(style, side, alone=True)
            sheet.reach(sheet.y + picture.get_height())
            sheet.paper.blit(picture, (sheet.margin, sheet.y))
            top, indent = sheet.y, side + self.px(10)
            one_line = measure(words, "Regular", sheet.size)[0] <= sheet.inner - indent
            sheet.y += (picture.get_height() - sheet.line_height) // 2 if one_line else 0
            sheet.write(words, indent=indent)
            sheet.y = max(sheet.y, top + picture.get_height()) + self.px(2)
        if seen.overlay.note:
            sheet.write(seen.overlay.note, size=round(size * 0.85), ink=FAINT_INK)
        sheet.write("Backspace hides it", size=round(size * 0.85), ink=FAINT_INK)
        sheet.skip(4)
        self.rect = self._place(seen, sheet.width, sheet.height)
        self._key = (self.key(seen), self.rect.size)
        return Parts(self.sheet(), sheet, self.sheet())

    def _place(self, seen: MapSeen, width: int, height: int) -> pygame.Rect:
        """Return the lower left corner of the map, or where the tutorial's sheet hides least of it."""
        gap = self.px(10)
        room = self.room.inflate(-2 * gap, -2 * gap)
        place = pygame.Rect(room.left, 0, width, min(height, room.height))
        place.bottom = room.bottom
        self._clear = clear = None if seen.kept_clear is None else seen.kept_clear.copy()
        if clear is None:
            return place
        others = [place.copy() for _ in range(5)]
        others[0].left, others[1].bottom = clear.right + gap, clear.top - gap
        others[2].bottomright, others[3].topleft, others[4].topright = room.bottomright, room.topleft, room.topright
        inside = [place, *(one for one in others if room.contains(one))]
        return min(inside, key=lambda one: math.prod(one.clip(clear).size))

    def draw(self, surface: pygame.Surface, seen: MapSeen) -> None:
        """Draw the legend with a frame, for it lies on the map; elsewhere, if the tutorial's sheet has moved."""
        if seen.kept_clear != self._clear:
            self._stale = True
        super().draw(surface, seen)
        if self.is_shown(seen):
            pygame.draw.rect(surface, FRAME, self.rect, 1)
