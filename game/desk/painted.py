"""What panels painted by ourselves share: sheets to write on, spots to click, and a body that scrolls.

A panel paints a head, a body and a foot; head and foot stay, the body scrolls if it is taller than its room. They are
painted only when the panel's `key` has changed; a frame is a few blits. Clicks go to the spots of the sheets. What it
is painted from is handed in with every call.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

import pygame

from game.desk.sheets import Sheet, Spot
from game.desk.stops import Seen, Stops, use
from game.view.theme import FAINT_INK, FRAME, PAPER

LEFT: Final = 1
WHEEL_STEP: Final = 42
"""Pixels that one notch of the wheel scrolls, at scale 1."""
LEAST_BODY: Final = 90
"""Room at scale 1 that a body has at least while head and foot stay."""
BODY: Final = 1
"""The place of the sheet that scrolls among the parts of a panel."""
BAR: Final = 5
"""Width of the bar that shows how far a body is scrolled."""


class Parts(NamedTuple):
    """What a panel shows: sheets one below the other, of which the middle one scrolls."""

    head: Sheet
    body: Sheet
    foot: Sheet


@dataclass(frozen=True)
class _Placed:
    """A sheet in the window: the part of the window that shows it, and what part of it is shown."""

    sheet: Sheet
    rect: pygame.Rect
    shift: int


class PaintedPanel(Stops[Seen]):
    """A panel that keeps what it has painted. Subclasses give `key` and `paint`."""

    lies_on_map: ClassVar = False
    """Whether there is something beneath that must not show through; elsewhere the window is paper already."""

    def __init__(self, rect: pygame.Rect, scale: float) -> None:
        self.rect = rect
        self.scale = scale
        self.scroll = 0
        self._subject: Hashable = None
        self._parts: Parts | None = None
        self._key: Hashable = None
        self._stale = True
        self._hover: tuple[int, int] | None = None

    # --- for subclasses ---------------------------------------------------------------------------------------------

    @abstractmethod
    def key(self, seen: Seen) -> Hashable:
        """Return what the picture depends on; it is repainted when this changes."""

    def subject(self, seen: Seen) -> Hashable:
        """Return what the panel is about: about another thing it opens at its top, about the same it stays scrolled."""
        return None

    @abstractmethod
    def paint(self, seen: Seen) -> Parts:
        """Paint the panel."""

    def is_shown(self, seen: Seen) -> bool:
        """Whether the panel is there at all."""
        return True

    def px(self, pixels: float) -> int:
        """Return a length in pixels of this window."""
        return round(pixels * self.scale)

    def sheet(self, letters: float = 13) -> Sheet:
        """Return an empty sheet of the panel's width."""
        return Sheet(self.rect.width, self.scale, letters)

    @property
    def is_stale(self) -> bool:
        """Whether there may be something new to paint."""
        return self._stale

    # --- panel ------------------------------------------------------------------------------------------------------

    def move_to(self, rect: pygame.Rect) -> None:
        """Stand elsewhere in the window."""
        if rect != self.rect:
            self.rect = rect
            self._parts = None
            self._stale = True

    def go_on_from(self, before: PaintedPanel[Seen]) -> None:
        """Stay scrolled as the panel was that stood here in a window of another size."""
        self.scroll, self._subject = before.scroll, before._subject

    def refresh(self, seen: Seen) -> None:
        """Repaint at the next `draw` if anything shown has changed."""
        self._stale = True
        self._see_subject(seen)

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Clicks go to the spots, the wheel scrolls; nothing that happens here reaches the map."""
        if not self.is_shown(seen):
            return False
        if event.type == pygame.MOUSEMOTION:
            self._hover = event.pos if self.rect.collidepoint(event.pos) else None
        elif event.type == pygame.MOUSEWHEEL and self.rect.collidepoint(pygame.mouse.get_pos()):
            self.scroll = max(0, self.scroll - event.y * self.px(WHEEL_STEP))
            return True
        elif event.type == pygame.MOUSEBUTTONDOWN and self.rect.collidepoint(event.pos):
            self._paint_if_stale(seen)
            spot = self.spot_at(event.pos)
            if event.button == LEFT and spot is not None:
                use(spot[0], seen)
            return True
        return False

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw onto the window."""
        if not self.is_shown(seen):
            return
        self._paint_if_stale(seen)
        clip = surface.get_clip()
        if self.lies_on_map:
            surface.fill(PAPER, self.rect)
        for placed in self._placed():
            surface.set_clip(placed.rect.clip(clip))
            surface.blit(placed.sheet.picture, (placed.rect.left, placed.rect.top - placed.shift))
        surface.set_clip(clip)
        self._draw_bar(surface)
        found = None if self._hover is None else self.spot_at(self._hover)
        if found is not None and (found[0].act is not None or found[0].section):
            pygame.draw.rect(surface, FRAME, found[1], 1)

    # --- spots ------------------------------------------------------------------------------------------------------

    def spot_at(self, place: tuple[int, int]) -> tuple[Spot, pygame.Rect] | None:
        """Return the spot under a point of the window and where it is."""
        for placed in self._placed():
            if not placed.rect.collidepoint(place):
                continue
            for spot in reversed(placed.sheet.spots):
                rect = spot.rect.move(placed.rect.left, placed.rect.top - placed.shift)
                if rect.collidepoint(place):
                    return spot, rect.clip(placed.rect)
        return None

    def spots(self, seen: Seen) -> dict[str, pygame.Rect]:
        """Return where in the window each named spot is now, scrolled-away ones left out."""
        self._paint_if_stale(seen)
        found = {}
        for placed in self._placed():
            for spot in placed.sheet.spots:
                rect = spot.rect.move(placed.rect.left, placed.rect.top - placed.shift)
                if placed.rect.collidepoint(rect.center):
                    found[spot.name] = rect
        return found

    def texts(self, seen: Seen) -> list[str]:
        """Return all words that the panel shows, in the order in which they were written."""
        self._paint_if_stale(seen)
        return [] if self._parts is None else [text for sheet in self._parts for text in sheet.texts]

    # --- inside -----------------------------------------------------------------------------------------------------

    def _sheets(self, seen: Seen) -> tuple[Sheet, ...]:
        self._paint_if_stale(seen)
        return self._parts or ()

    def _shown_at(self, part: int) -> tuple[pygame.Rect, int]:
        placed = self._placed()[part]
        return placed.rect, placed.shift

    def _scrolling(self) -> tuple[range, int]:
        assert self._parts is not None
        scrolling = range(len(self._parts)) if self._is_tight(self._parts) else range(BODY, BODY + 1)
        return scrolling, self._room(self._parts)

    def _paint_if_stale(self, seen: Seen) -> None:
        """Paint if need be, and keep the scroll within bounds."""
        if self._stale:
            self._stale = False
            self._see_subject(seen)
            key = (self.key(seen), self.rect.size)
            if self._parts is None or key != self._key:
                self._parts, self._key = self.paint(seen), key
        if self._parts is not None:
            self.scroll = max(0, min(self.scroll, self._scrolls(self._parts) - self._room(self._parts)))

    def _see_subject(self, seen: Seen) -> None:
        """Go back to the top if the panel is about another thing now."""
        subject = self.subject(seen)
        if subject != self._subject:
            self._subject, self.scroll = subject, 0

    def _is_tight(self, parts: Parts) -> bool:
        """Whether head and foot leave so little room that they have to scroll with the body."""
        rest = self.rect.height - parts.head.height - parts.foot.height
        return rest < min(parts.body.height, self.px(LEAST_BODY))

    def _scrolls(self, parts: Parts) -> int:
        """Return the height of what scrolls."""
        return sum(part.height for part in parts) if self._is_tight(parts) else parts.body.height

    def _room(self, parts: Parts) -> int:
        """Return the height of the part of the window in which it scrolls."""
        if self._is_tight(parts):
            return self.rect.height
        return max(0, self.rect.height - parts.head.height - parts.foot.height)

    def _placed(self) -> list[_Placed]:
        if self._parts is None:
            return []
        head, body, foot = self._parts
        left, top, width = self.rect.left, self.rect.top, self.rect.width
        room = self._room(self._parts)
        if self._is_tight(self._parts):
            tops = (0, head.height, head.height + body.height)
            return [_Placed(part, self.rect, self.scroll - y) for part, y in zip(self._parts, tops, strict=True)]
        return [
            _Placed(head, pygame.Rect(left, top, width, head.height), 0),
            _Placed(body, pygame.Rect(left, top + head.height, width, room), self.scroll),
            _Placed(foot, pygame.Rect(left, self.rect.bottom - foot.height, width, foot.height), 0),
        ]

    def _draw_bar(self, surface: pygame.Surface) -> None:
        parts = self._parts
        if parts is None or self._scrolls(parts) <= self._room(parts) or self._room(parts) == 0:
            return
        room, width, whole = self._room(parts), self.px(BAR), self._scrolls(parts)
        top = self.rect.top + (0 if self._is_tight(parts) else parts.head.height)
        groove = pygame.Rect(self.rect.right - width, top, width, room)
        pygame.draw.rect(surface, (226, 216, 190), groove)
        grip = groove.copy()
        grip.height = max(self.px(16), room * room // whole)
        grip.top += (room - grip.height) * self.scroll // (whole - room)
        pygame.draw.rect(surface, FAINT_INK, grip)


def pointer_left(panel: PaintedPanel[Any]) -> None:
    """Tell a panel that the pointer is not on it."""
    panel._hover = None
