"""The briefing of a battle: its text with its pictures, and the page that shows it over the board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pygame

from game.desk.page import Page
from game.desk.page_layout import LETTERS
from game.scenario.loading import Scenario
from game.ui.screens.winning import how_it_is_won
from game.view.battle_pictures import picture_beside
from game.view.flags import flag_of
from game.view.flowing import Block, Viewport, Word, blocks_of, flow, words_of
from game.view.looks import localised
from game.view.theme import FAINT_INK

WIDEST: Final = 860
"""Pixels of the text at scale 1."""

FLAG: Final = 26
"""Pixels of height of a flag above the text at scale 1."""


def briefing_blocks(scenario: Scenario) -> list[Block]:
    """Return what a briefing says, how the battle is won, then its pictures, each above its caption.

    Of a picture that is gone the caption stays.
    """
    file = localised(scenario).file
    found = blocks_of(f"{file.briefing}\n\n{how_it_is_won(scenario)}")
    for picture in file.pictures:
        shown = picture_beside(scenario, picture.file)
        found.append(Block(picture=shown) if shown is not None else Block(words_of(f"*(no picture: {picture.file})*")))
        if picture.caption is not None:
            found.append(Block(tuple(_in_italics(picture.caption))))
    return found


def _in_italics(text: str) -> Iterator[Word]:
    return (Word(word, "Italic", FAINT_INK) for word in text.split())


class Briefing(Page):
    """The briefing over the whole window."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self.scenario = scenario
        self.title = localised(scenario).title
        self.view: Viewport | None = None

    def build(self) -> None:
        """Lay the text out between the flags and the foot."""
        self.foot(("Close", self.back, True))
        body = self.body
        top = body.top + (self.px(FLAG * 1.6) if self._flags() else 0)
        width = min(self.px(WIDEST), body.width - self.px(20))
        rect = pygame.Rect(body.left, top, width, body.bottom - top)
        top_before = self.view.top if self.view is not None else 0
        self.view = Viewport(rect, flow(briefing_blocks(self.scenario), width, self.px(LETTERS + 1)))
        self.view.scroll(top_before)

    def _flags(self) -> list[tuple[pygame.Surface, str]]:
        """Return the flags of the sides that have one, with what is written beside each."""
        names = localised(self.scenario).names
        flags = [flag_of(self.scenario, row, self.px(FLAG)) for row in range(len(names.sides))]
        return [(flag, words) for flag, words in zip(flags, names.side_names, strict=True) if flag is not None]

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint the flags of both sides."""
        x, y = self.body.topleft
        for flag, words in self._flags():
            sheet.blit(flag, (x, y))
            x += flag.get_width() + self.px(8)
            self.text(sheet, words, (x, y + self.px(FLAG - LETTERS * 1.3) // 2), self.px(300), LETTERS, most=1)
            x += self.text_width(words) + self.px(30)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page and the text in view."""
        super().draw(surface)
        assert self.view is not None
        self.view.draw(surface)

    def changed(self, event: pygame.event.Event) -> None:
        """Scroll by the wheel."""
        if event.type == pygame.MOUSEWHEEL and self.view is not None:
            self.view.scroll(-event.y * self.px(60))

    def list_area(self) -> pygame.Rect | None:
        """The text, which scrolls."""
        return None if self.view is None else self.view.rect

    def key(self, event: pygame.event.Event) -> None:
        """Scroll by keys; Escape closes."""
        if self.view is None or not self.view.scroll_by_key(event, self.px(40)):
            super().key(event)
