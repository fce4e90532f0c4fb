"""The legend of the overlay that is on: its title and its marks, over the lower left corner of the map."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
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

SHARES: Final = (1, 0.7, 0.5, 0.35)
"""What parts of its height it may have where there is little room; the rest is scrolled to."""


class LegendBox(PaintedPanel[MapSeen]):
    """The legend of the current overlay; `room` is the part of the window that the map has."""

    lies_on_map = True

    def __init__(self, room: pygame.Rect, scale: float) -> None:
        super().__init__(pygame.Rect(room.left, room.bottom, 1, 1), scale)
        self.room = room
        self._clear: tuple[pygame.Rect, ...] = ()

    def is_shown(self, seen: MapSeen) -> bool:
        """Whether an overlay with a legend is on."""
        return seen.overlay is not None and bool(seen.overlay_marks().legend)

    def key(self, seen: MapSeen) -> Hashable:
        """The overlay and what its legend says."""
        return seen.overlay, look(), tuple(seen.overlay_marks().legend)

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
        """Return the lower left corner of the map, or where nothing is hidden that is to be seen; lower if need be."""
        room = self.room.inflate(-2 * self.px(10), -2 * self.px(10))
        self._clear = tuple(rect.copy() for rect in seen.kept_clear)
        places = [place for share in SHARES for place in self._places(room, width, min(height, room.height) * share)]
        return min(places, key=lambda place: [self._hidden(place, self._clear[1:]), self._hidden(place, self._clear)])

    def _places(self, room: pygame.Rect, width: int, height: float) -> list[pygame.Rect]:
        """Return the corners of the room, and the places beside, above and below what is kept clear."""
        gap = self.px(10)
        place = pygame.Rect(room.left, room.bottom - round(height), width, round(height))
        edges = place.left, room.right - width
        lefts = [*edges, *(rect.right + gap for rect in self._clear)]
        tops = [top for rect in self._clear for top in (rect.top - gap - place.height, rect.bottom + gap)]
        spots = [(left, top) for left in lefts for top in (place.top, room.top)]
        spots += [(left, top) for left in edges for top in tops]
        return [one for one in (pygame.Rect(spot, place.size) for spot in spots) if room.contains(one)]

    @staticmethod
    def _hidden(place: pygame.Rect, kept: Sequence[pygame.Rect]) -> int:
        return sum(math.prod(place.clip(rect).size) for rect in kept)

    def draw(self, surface: pygame.Surface, seen: MapSeen) -> None:
        """Draw the legend with a frame, for it lies on the map; elsewhere, if what is kept clear has moved."""
        if seen.kept_clear != self._clear:
            self._parts, self._stale = None, True
        super().draw(surface, seen)
        if self.is_shown(seen):
            pygame.draw.rect(surface, FRAME, self.rect, 1)
