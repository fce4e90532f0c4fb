"""How a page is laid out: title, body, message and foot on paper, and its letters. Sizes are pixels of the window."""

from __future__ import annotations

from typing import Any, Final

import pygame

from game.desk.window import Window
from game.view.lettering import broken, measure, shortened, write
from game.view.theme import FAINT_INK, FRAME, INK

MARGIN: Final = 28
NARROW_MARGIN: Final = 14
ROW: Final = 34
"""Pixels from one row of buttons to the next, at scale 1."""

TITLE, HEADING, LETTERS, SMALL = 26, 18, 15, 13
"""Pixels of letters at scale 1."""

MOST_LINES: Final = 4
"""Lines that a message may take."""

LINE: Final = 1.3
"""From one line of text to the next, in heights of its letters."""

WIDE: Final = 900
"""Width at scale 1 from which a message has one line, and labels stand beside what they name."""

WARNING: Final = (150, 24, 20)


class PageLayout:
    """Where everything goes on one page, by the size of the window and of letters."""

    title = ""

    def __init__(self) -> None:
        self.window: Window | None = None
        self.rect = pygame.Rect(0, 0, 1, 1)
        self.message = ""
        self.is_error = False
        self._foot_rows = 1
        self._beside_title = 0
        self._message_lines = 1

    @property
    def here(self) -> Window:
        """The window that shows the page."""
        assert self.window is not None
        return self.window

    def px(self, pixels: float) -> int:
        """Return a length of the layout in pixels of this window."""
        return self.here.px(pixels)

    @property
    def body(self) -> pygame.Rect:
        """The part of the page between the title and the message above the foot, which has to be made first."""
        top = self.margin + round(self._title_size * 1.9)
        bottom = self._message_top - self.px(4)
        return pygame.Rect(self.margin, top, self.rect.width - 2 * self.margin, max(1, bottom - top))

    @property
    def margin(self) -> int:
        """Free room around everything."""
        return self.px(MARGIN if self.is_wide else NARROW_MARGIN)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for things beside each other."""
        return self.rect.width >= self.px(WIDE)

    @property
    def _title_size(self) -> int:
        return self.px(TITLE if self.is_wide else HEADING)

    def _lines_needed(self) -> int:
        """Return how many lines the message has; where there is much room, one is always kept free for it."""
        lines = len(broken(self.message, "Regular", self.px(LETTERS), self.rect.width - 2 * self.margin))
        return max(1 if self.is_wide else 0, min(MOST_LINES, lines))

    @property
    def _foot_top(self) -> int:
        row = self.px(ROW) + self.px(8)
        return self.rect.height - self.margin // 2 - self.px(4) - self._foot_rows * row + self.px(8)

    @property
    def _message_top(self) -> int:
        return self._foot_top - self.px(8) - self._message_lines * round(self.px(LETTERS) * LINE)

    def beside(self, column: float, top: int) -> tuple[int, int]:
        """Return where that begins which a label at the left names: in a column, or below it where that is narrow."""
        body = self.body
        if self.is_wide:
            return body.left + self.px(column), top
        return body.left, top + round(self.px(HEADING) * LINE) + self.px(4)

    # --- letters ----------------------------------------------------------------------------------------------------

    def text_width(self, text: str) -> int:
        """Return how wide the letters of a button are."""
        return write(text, "Regular", self.px(LETTERS), INK).get_width()

    def text_height(self, text: str, width: int, size: float = LETTERS) -> int:
        """Return how high text is, broken to a width."""
        return len(broken(text, "Regular", self.px(size), width)) * round(self.px(size) * LINE)

    def text(
        self, sheet: pygame.Surface, text: str, spot: tuple[int, int], width: int, size: float = LETTERS, **look: Any
    ) -> int:
        """Write text broken to a width; returns where it ends. `look`: face, colour, most (lines)."""
        face, colour = look.get("face", "Regular"), look.get("colour", INK)
        pixels = self.px(size)
        x, y = spot
        lines = broken(text, face, pixels, width)
        most = look.get("most", len(lines))
        if len(lines) > most:
            lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), face, pixels, width)]
        for line in lines:
            letters = write(line, face, pixels, colour)
            sheet.blit(letters, (x, y))
            y += round(pixels * LINE)
        return y

    def _frame(self, sheet: pygame.Surface) -> None:
        edge = self.px(8)
        pygame.draw.rect(sheet, FRAME, self.rect.inflate(-2 * edge, -2 * edge), 2)
        pygame.draw.rect(sheet, FAINT_INK, self.rect.inflate(-2 * edge - 8, -2 * edge - 8), 1)
        if self.title:
            size = self._title_size
            room = self.rect.width - 2 * self.margin - self._beside_title
            while size > self.px(LETTERS) and measure(self.title, "Serif Bold", size)[0] > room:
                size -= 1
            letters = write(shortened(self.title, "Serif Bold", size, room), "Serif Bold", size, INK)
            y = self.margin + round(self._title_size * 1.35)
            sheet.blit(letters, letters.get_rect(bottomleft=(self.margin, y - self.px(3))))
            pygame.draw.line(sheet, FRAME, (self.margin, y), (self.rect.width - self.margin, y))

    def _message(self, sheet: pygame.Surface) -> None:
        if self.message:
            colour = WARNING if self.is_error else INK
            spot = self.body.left, self._message_top
            self.text(sheet, self.message, spot, self.body.width, LETTERS, colour=colour, most=self._message_lines)
