"""Saves one below the other, those of each game under a heading: which are in view, how they look, which is where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import pygame

from game.desk.page_layout import LETTERS, SMALL, WARNING
from game.ui.saves.save_list import Entry, heading_of
from game.view.lettering import Face, Rgb, shortened, write
from game.view.theme import FAINT_INK, FRAME, INK
from game.view.widgets import CHOSEN, SHEET

HEIGHT: Final = 46
"""Pixels of an entry at scale 1."""

COLUMNS: Final = (0.0, 0.36, 0.82, 0.82)
"""Where name, turn and date of writing begin, in shares of the width; the third bounds the second."""


def written(changed: float) -> tuple[str, str]:
    """Return day and hour at which a file was changed; nothing where its stamp lies beyond all calendars."""
    try:
        when = datetime.fromtimestamp(changed)
    except (ValueError, OverflowError, OSError):
        return "", ""
    return f"{when:%d %b %Y}", f"{when:%H:%M}"


def with_headings(entries: Sequence[Entry]) -> list[Entry | str]:
    """Return the rows of a list: above the saves of each game what game it is."""
    rows: list[Entry | str] = []
    for place, entry in enumerate(entries):
        group = "" if entry.fault else entry.game
        before = entries[place - 1] if place else None
        if before is None or group != ("" if before.fault else before.game):
            rows.append(heading_of(entry))
        rows.append(entry)
    return rows


class SaveRows:
    """The rows; `first` is the uppermost in view, `area` the part of the window that shows them."""

    def __init__(self) -> None:
        self.rows: list[Entry | str] = []
        self.first = 0
        self.area = pygame.Rect(0, 0, 1, 1)
        self.scale = 1.0

    @property
    def shown(self) -> int:
        """How many rows there is room for."""
        return max(1, self.area.height // self.px(HEIGHT))

    def px(self, pixels: float) -> int:
        """Return a length in pixels of this window."""
        return round(pixels * self.scale)

    def place(self, area: pygame.Rect, scale: float) -> None:
        """Stand in a part of the window."""
        self.area, self.scale = area, scale
        self.scroll_to(self.first)

    def fill(self, entries: Sequence[Entry]) -> None:
        """Take other saves."""
        self.rows = with_headings(entries)
        self.scroll_to(self.first)

    def scroll_to(self, first: int) -> None:
        """Have a row uppermost, as far as that leaves no empty room below."""
        self.first = max(0, min(first, len(self.rows) - self.shown))

    def reveal(self, entry: Entry) -> None:
        """Scroll so that a save is in view, with its heading where that is next to it."""
        place = next((place for place, row in enumerate(self.rows) if isinstance(row, Entry) and row == entry), 0)
        headed = place - 1 if place and isinstance(self.rows[place - 1], str) and self.shown > 1 else place
        self.scroll_to(max(place - self.shown + 1, min(self.first, headed)))

    def at(self, spot: tuple[int, int]) -> Entry | None:
        """Return the save under a point."""
        if not self.area.collidepoint(spot):
            return None
        place = self.first + (spot[1] - self.area.top) // self.px(HEIGHT)
        row = self.rows[place] if place < min(len(self.rows), self.first + self.shown) else None
        return row if isinstance(row, Entry) else None

    def paint(self, sheet: pygame.Surface, chosen: Path | None) -> None:
        """Paint the rows in view, and how far they are scrolled."""
        area = self.area
        for place, row in enumerate(self.rows[self.first : self.first + self.shown]):
            rect = pygame.Rect(area.left, area.top + place * self.px(HEIGHT), area.width, self.px(HEIGHT - 5))
            if isinstance(row, str):
                self._words(sheet, row, (rect.left, rect.top + self.px(18)), rect.right, "Bold")
            else:
                self._paint_entry(sheet, row, rect, row.path == chosen)
        if len(self.rows) > self.shown:
            height = max(20, area.height * self.shown // len(self.rows))
            y = area.top + (area.height - height) * self.first // (len(self.rows) - self.shown)
            pygame.draw.rect(sheet, FRAME, (area.right + self.px(5), y, self.px(6), height))

    def _paint_entry(self, sheet: pygame.Surface, entry: Entry, rect: pygame.Rect, chosen: bool) -> None:
        pygame.draw.rect(sheet, SHEET, rect)
        pygame.draw.rect(sheet, CHOSEN if chosen else FAINT_INK, rect, 3 if chosen else 1)
        x = [rect.left + self.px(12) + round(rect.width * share) for share in (*COLUMNS, 1.0)]
        day, hour = written(entry.changed)
        top, below = rect.top + self.px(2), rect.top + self.px(20)
        self._words(sheet, entry.name.replace("-", " ") if entry.is_auto else entry.name, (x[0], top), x[1], "Bold")
        self._words(sheet, day, (x[3], top), x[4], colour=FAINT_INK)
        self._words(sheet, hour, (x[3], below), x[4], size=SMALL, colour=FAINT_INK)
        if entry.fault:
            self._words(sheet, "not usable", (x[0], below), x[1], size=SMALL, colour=WARNING)
            self._words(sheet, entry.fault, (x[1], top), x[3], colour=WARNING)
            return
        self._words(sheet, entry.turn, (x[1], top), x[2])
        self._words(sheet, entry.date, (x[1], below), x[2], size=SMALL, colour=FAINT_INK)

    def _words(
        self,
        sheet: pygame.Surface,
        text: str,
        spot: tuple[int, int],
        right: int,
        face: Face = "Regular",
        *,
        size: int = LETTERS,
        colour: Rgb = INK,
    ) -> None:
        fit = shortened(text, face, self.px(size), right - spot[0] - self.px(14))
        sheet.blit(write(fit, face, self.px(size), colour), spot)
