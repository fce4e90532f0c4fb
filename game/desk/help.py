"""Help: pages on the program, such as how to play, and the rulebook by chapters. A term can lead to its section.

F1 on any screen opens it, and so does `window.ask(ReadHelp("5.4"))`, at that section of the rulebook.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pygame

from game.desk.keys import Keys
from game.desk.page import Page
from game.desk.page_layout import LETTERS, ROW
from game.desk.rulebook import chapter_of, chapters
from game.desk.window import Window
from game.view.flowing import Block, Viewport, flow
from game.view.theme import FRAME
from game.view.widgets import UIButton

Write = Callable[[Keys], list[Block]]
"""Writes a page for the keys in force."""


class Help(Page):
    """The screen of the help."""

    title = "Help"

    def __init__(self, pages: Mapping[str, Write], section: str = "") -> None:
        super().__init__()
        self.pages = pages
        self.chapter = next(iter(pages))
        self.section = ""
        self.view: Viewport | None = None
        self._chosen: UIButton | None = None
        self._back_to: list[tuple[str, int]] = []
        if section:
            self._aim(section)

    # --- where the reader is ----------------------------------------------------------------------------------------

    def show(self, section: str) -> None:
        """Turn to a section, remembering where the reader was."""
        if self.view is not None and section:
            self._back_to.append((self.chapter, self.view.top))
            self._aim(section)
            self.rebuild()

    def turn_to(self, chapter: str) -> None:
        """Open a chapter at its beginning."""
        if self.view is not None:
            self._back_to.append((self.chapter, self.view.top))
        self.chapter, self.section = chapter, ""
        self.rebuild()

    def return_to_last(self) -> None:
        """Go back to the page before."""
        if self._back_to:
            self.chapter, top = self._back_to.pop()
            self.section = ""
            self.rebuild()
            if self.view is not None:
                self.view.scroll(top)

    def _aim(self, section: str) -> None:
        chapter = chapter_of(section)
        if chapter is not None:
            self.chapter, self.section = chapter, section

    # --- page -------------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """List the chapters at the left, lay the chapter out at the right."""
        keys = self.here.keys
        self.foot(("Last page", self.return_to_last, bool(self._back_to)), ("Close", self.back, True))
        body = self.body
        titles = [*self.pages, *chapters()]
        self._chosen = None
        wide = min(self.px(250), body.width // 3 if self.is_wide else body.width * 2 // 5)
        step = max(self.px(ROW - 8), min(self.px(ROW), body.height // len(titles)))
        self.unroll(pygame.Rect(body.left, body.top, wide, body.height))
        for number, title in enumerate(titles):
            rect = pygame.Rect(body.left, body.top + number * step, wide, step - self.px(3))
            made = self.button(rect, title, partial(self.turn_to, title), chosen=title == self.chapter, left=True)
            if title == self.chapter:
                self._chosen = made
        blocks = self.pages[self.chapter](keys) if self.chapter in self.pages else chapters()[self.chapter]
        left = body.left + wide + self.px(36)
        most = self.px(820)
        rect = pygame.Rect(left, body.top, min(most, body.right - left - self.px(20)), body.height)
        self.view = Viewport(rect, flow(blocks, rect.width, self.px(LETTERS + 1)))
        if self.section:
            self.view.show(self.section)

    def open(self, window: Window) -> None:
        """Build, with the chosen chapter in view."""
        super().open(window)
        if self._chosen is not None:
            self.reveal(self._chosen)

    def paint(self, sheet: pygame.Surface) -> None:
        """Rule off the list."""
        assert self.view is not None
        x = self.view.rect.left - self.px(18)
        pygame.draw.line(sheet, FRAME, (x, self.body.top), (x, self.body.bottom))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page and the text in view."""
        super().draw(surface)
        assert self.view is not None
        self.view.draw(surface)

    def changed(self, event: pygame.event.Event) -> None:
        """Scroll by the wheel, follow links."""
        assert self.view is not None
        if event.type == pygame.MOUSEWHEEL:
            self.view.scroll(-event.y * self.px(60))
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            link = self.view.link_at(event.pos)
            if link:
                self.show(link)

    def list_area(self) -> pygame.Rect | None:
        """The text, which scrolls."""
        return None if self.view is None else self.view.rect

    def key(self, event: pygame.event.Event) -> None:
        """Scroll by keys; Escape closes."""
        assert self.view is not None
        if self.view.scroll_by_key(event, self.px(40)):
            return
        if event.key == pygame.K_BACKSPACE:
            self.return_to_last()
        else:
            super().key(event)
