"""A question over a page: a few sentences and buttons, of which keys press none that destroys anything at first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pygame

from game.desk.page import Page
from game.desk.page_elements import Callback
from game.desk.page_layout import HEADING, LETTERS, ROW
from game.desk.shade import sheet_in_the_shade
from game.desk.window import Scene, Window

WIDTH: Final = 520

Answer = tuple[str, Callback | None]
"""What a button says and does after the question has closed; None if that is all."""


class Asking(Page):
    """The question. Escape gives the last answer, which has the focus at first: it leaves all as it is."""

    def __init__(self, title: str, words: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.title = ""
        self.heading = title
        self.words = words
        self.answers = answers
        self.default = answers[-1][0]
        self._beneath: Scene | None = None
        self._shade: pygame.Surface | None = None

    def open(self, window: Window) -> None:
        """Build what lies beneath again too: the window may have changed."""
        self._beneath = window.beneath[-1] if window.beneath else None
        if self.window is not None and self._beneath is not None:
            self._beneath.open(window)
        super().open(window)

    def build(self) -> None:
        """Put the answers below the sentences."""
        self._shade = None
        sheet = self._sheet()
        gap, x = self.px(8), sheet.right - self.px(20)
        y = sheet.bottom - self.px(ROW + 14)
        for words, callback in reversed(self.answers):
            width = self.text_width(words) + self.px(30)
            x -= width
            self.button(pygame.Rect(x, y, width, self.px(ROW)), words, partial(self._answer, callback))
            x -= gap

    def back(self) -> None:
        """Escape gives the last answer."""
        self._answer(self.answers[-1][1])

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page beneath in the shade, the sheet over it, and the buttons."""
        if self._shade is None:
            self._shade = self._painted(surface)
        surface.blit(self._shade, (0, 0))
        assert self.manager is not None
        self.manager.draw_ui(surface)
        self.focus.draw(surface)

    def _answer(self, callback: Callback | None) -> None:
        self.here.take_off()
        if callback is not None:
            callback()

    def _sheet(self) -> pygame.Rect:
        buttons = sum(self.text_width(words) + self.px(38) for words, _ in self.answers) + self.px(32)
        width = min(max(self.px(WIDTH), buttons), self.rect.width - self.px(16))
        inner = width - self.px(40)
        height = self.text_height(self.heading, inner, HEADING) + self.text_height(self.words, inner)
        sheet = pygame.Rect(0, 0, width, min(height + self.px(ROW + 64), self.rect.height))
        sheet.center = self.rect.center
        return sheet

    def _painted(self, surface: pygame.Surface) -> pygame.Surface:
        sheet = self._sheet()
        picture = sheet_in_the_shade(surface, self._beneath, sheet)
        inner = sheet.inflate(-self.px(40), -self.px(32))
        y = self.text(picture, self.heading, inner.topleft, inner.width, HEADING, face="Bold")
        self.text(picture, self.words, (inner.left, y + self.px(6)), inner.width, LETTERS)
        return picture
