"""Sheets: what a panel writes and draws on from top to bottom, and the spots on it that can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import pygame

from game.desk.paper import GROWS_BY, Paper
from game.view.lettering import Face, Rgb, broken, measure, shortened, write
from game.view.theme import CHOSEN_ROW, FAINT_INK, FRAME, INK

Button = tuple[str, str, Callable[[], None] | None]
"""Name, words, and what it does; None for one that cannot be used now."""

Align = Literal["left", "right", "centre"]

BUTTON: Final[Rgb] = (232, 220, 188)
BUTTON_OFF: Final[Rgb] = (240, 234, 216)
OFF_INK: Final[Rgb] = (150, 138, 116)
GOOD: Final[Rgb] = (24, 92, 52)
BAD: Final[Rgb] = (150, 30, 22)
CHOSEN: Final[Rgb] = CHOSEN_ROW


@dataclass(frozen=True)
class Spot:
    """A part of a sheet that can be clicked; `act` is None for one that is there but cannot be used now.

    One with a `section` is explained by the rulebook there, or by a `term` named in it; a click opens the rulebook only
    on one that `leads` to it, as numbers of sections do.
    """

    name: str
    rect: pygame.Rect
    act: Callable[[], None] | None
    section: str = ""
    term: str = ""
    leads: bool = False


class Sheet(Paper):
    """Paper with what is written and drawn on it; `y` is where the next thing goes."""

    def __init__(self, width: int, scale: float, letters: float = 13, room: int = GROWS_BY) -> None:
        super().__init__(width, scale, letters, room)
        self.spots: list[Spot] = []
        self.texts: list[str] = []
        self.written: list[tuple[str, pygame.Rect]] = []
        """Every line of words that stands on the sheet, as it was asked for, and where."""

    # --- words ------------------------------------------------------------------------------------------------------

    def put(  # noqa: PLR0913 - what a line of text can be
        self,
        words: str,
        x: int,
        y: int,
        *,
        face: Face = "Regular",
        ink: Rgb = INK,
        size: int = 0,
        width: int = 0,
        align: Align = "left",
    ) -> pygame.Rect:
        """Write one line at a place; `width` shortens it. Does not move `y`."""
        size = size or self.size
        self.texts.append(words)
        letters = _letters(shortened(words, face, size, width) if width else words, face, size, ink)
        rect = letters.get_rect(top=y)
        if align == "left":
            rect.left = x
        elif align == "right":
            rect.right = x
        else:
            rect.centerx = x
        self.reach(rect.bottom)
        self._paper.blit(letters, rect)
        if words:
            self.written.append((words, rect))
        return rect

    def write(self, words: str, *, face: Face = "Regular", ink: Rgb = INK, indent: int = 0, size: int = 0) -> None:
        """Write a paragraph, broken at the margin, and go below it."""
        size = size or self.size
        self.texts.append(words)
        for line in broken(words, face, size, self.inner - indent):
            letters = _letters(line, face, size, ink)
            self.reach(self.y + letters.get_height())
            self.written.append((line, self._paper.blit(letters, (self.margin + indent, self.y))))
            self.y += letters.get_height()

    def pair(
        self, left: str, right: str, *, ink: Rgb = INK, face: Face = "Regular", badge: pygame.Surface | None = None
    ) -> None:
        """Write a line with something at its left and something at its right end; two lines where one is too short.

        `badge` is a small picture that stands before the words where there is room for it.
        """
        long = measure(left, face, self.size)[0] + self.px(6) + measure(right, "Bold", self.size)[0]
        indent = 0 if badge is None else badge.get_width() + self.px(6)
        if long + indent > self.inner:
            indent = 0
        if long > self.inner:
            self.write(left, face=face, ink=ink)
            left = ""
        at_right = self.put(
            right, self.width - self.margin, self.y, face="Bold", ink=ink, align="right", width=self.inner
        )
        room = at_right.left - self.margin - self.px(6)
        place = self.put(left, self.margin + indent, self.y, face=face, ink=ink, width=room)
        if badge is not None and indent:
            self._paper.blit(badge, badge.get_rect(midleft=(self.margin, place.centery)))
        self.y += self.line_height

    def heading(self, words: str, right: str = "", ink: Rgb = FAINT_INK) -> pygame.Rect:
        """Write the title of a part, with a line beneath; two lines where one has no room for what is at its right.

        Returns where that stands.
        """
        self.skip(4)
        title = self.put(words, self.margin, self.y, face="Bold", width=self.inner)
        if right and title.width + self.px(6) + measure(right, "Regular", self.size)[0] > self.inner:
            self.y += self.line_height
        edge = self.width - self.margin
        place = pygame.Rect(edge, self.y, 0, 0)
        if right:
            place = self.put(right, edge, self.y, ink=ink, align="right", width=self.inner)
        self.y += self.line_height
        self.rule()
        self.skip(3)
        return place

    def rule(self, colour: Rgb = FAINT_INK) -> None:
        """Draw a line from margin to margin."""
        self.reach(self.y + 2)
        pygame.draw.line(self._paper, colour, (self.margin, self.y), (self.width - self.margin, self.y))
        self.y += 1

    # --- things -----------------------------------------------------------------------------------------------------

    def bar(self, rect: pygame.Rect, share: float, ink: Rgb, hatched: bool = False) -> None:
        """Draw a bar filled to a share (0 to 1); a hatched one is told apart from a plain one without colour."""
        self.reach(rect.bottom)
        pygame.draw.rect(self._paper, (232, 224, 200), rect)
        filled = rect.copy()
        filled.width = round(rect.width * max(0.0, min(1.0, share)))
        if hatched:
            clip = self._paper.get_clip()
            self._paper.set_clip(filled)
            for x in range(filled.left - rect.height, filled.right + rect.height, max(3, self.px(4))):
                pygame.draw.line(self._paper, ink, (x, rect.bottom), (x + rect.height, rect.top), max(1, self.px(2)))
            self._paper.set_clip(clip)
        else:
            pygame.draw.rect(self._paper, ink, filled)
        pygame.draw.rect(self._paper, FRAME, rect, 1)

    def button(
        self, name: str, words: str, rect: pygame.Rect, act: Callable[[], None] | None, strong: bool = False
    ) -> None:
        """Draw a button; without `act` it is greyed. Long words take more lines where it is high enough."""
        self.reach(rect.bottom + 1)
        ink = INK if act else OFF_INK
        pygame.draw.rect(self._paper, (BUTTON if act else BUTTON_OFF), rect)
        pygame.draw.rect(self._paper, FRAME if act else OFF_INK, rect, 2 if strong and act else 1)
        self.texts.append(words)
        face: Face = "Bold" if strong else "Regular"
        width = rect.width - self.px(8)
        lines = broken(words, face, self.size, width)
        if len(lines) * self.line_height > max(rect.height, self.line_height):
            lines = [words]
        top = rect.centery - len(lines) * self.line_height / 2
        for place, line in enumerate(lines):
            letters = _letters(shortened(line, face, self.size, width), face, self.size, ink)
            middle = rect.centerx, round(top + (place + 0.5) * self.line_height)
            self._paper.blit(letters, letters.get_rect(center=middle))
        self.spots.append(Spot(name, rect, act))

    def button_row(self, buttons: Sequence[Button], *, strong: str = "", from_right: bool = False) -> None:
        """Draw buttons as wide as their words in one row, or in more if they are too wide for it.

        Words that are too long for a whole row take more lines.

        In each row they begin at the left margin, or end at the right one. The first is strong unless another is named.
        """
        strong = strong or buttons[0][0]
        gap = self.px(7)
        widths = [min(self.inner, measure(words, "Bold", self.size)[0] + self.px(20)) for _, words, _ in buttons]
        lines = [len(broken(words, "Bold", self.size, self.inner - self.px(8))) for _, words, _ in buttons]
        rows: list[list[int]] = []
        for place, width in enumerate(widths):
            if rows and sum(widths[one] + gap for one in rows[-1]) + width <= self.inner:
                rows[-1].append(place)
            else:
                rows.append([place])
        for row in rows:
            whole = sum(widths[place] + gap for place in row) - gap
            x = self.width - self.margin - whole if from_right else self.margin
            height = self.px(28) + max(lines[place] - 1 for place in row) * self.line_height
            for place in row:
                name, words, act = buttons[place]
                self.button(name, words, pygame.Rect(x, self.y, widths[place], height), act, strong=name == strong)
                x += widths[place] + gap
            self.y += height + self.px(6)
        self.y -= self.px(6)

    def tick(self, box: pygame.Rect, on: bool) -> None:
        """Draw a small box, ticked or not."""
        self.reach(box.bottom)
        pygame.draw.rect(self._paper, (255, 252, 242), box)
        pygame.draw.rect(self._paper, FRAME, box, 1)
        if on:
            corners = [(0.2, 0.55), (0.42, 0.8), (0.85, 0.2)]
            points = [(box.left + x * box.width, box.top + y * box.height) for x, y in corners]
            pygame.draw.lines(self._paper, INK, False, points, max(2, self.px(2)))

    def tick_box(self, name: str, words: str, on: bool, act: Callable[[], None] | None) -> None:
        """Draw a box that is ticked or not, with words, over lines of its own."""
        side, top = self.px(14), self.y
        self.reach(top + self.px(22))
        box = pygame.Rect(self.margin, top + self.px(3), side, side)
        self.tick(box, on)
        self.write(words, ink=INK if act else OFF_INK, indent=side + self.px(7))
        row = pygame.Rect(self.margin - 2, top, self.inner + 4, self.y - top)
        self.spots.append(Spot(name, row, act))
        self.y += self.px(3)


@lru_cache(maxsize=2048)
def _letters(words: str, face: Face, size: int, ink: Rgb) -> pygame.Surface:
    return write(words, face, size, ink)
