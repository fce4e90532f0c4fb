"""Paper that grows downwards: how wide it is, how far it has been used, and room for what comes next."""

from __future__ import annotations

from typing import Final

import pygame

from game.view.lettering import font
from game.view.theme import PAPER

MARGIN: Final = 10
GROWS_BY: Final = 400
"""Pixels that paper has at first, if nothing is said, and grows by at least; long ones double, so are seldom copied."""


class Paper:
    """Paper of a width that grows downwards; `y` is where the next thing goes."""

    def __init__(self, width: int, scale: float, letters: float = 13, room: int = GROWS_BY) -> None:
        """`room` is how far down it goes at first; a bar as wide as the window would have far more than it needs."""
        self.width = width
        self.scale = scale
        self.size = round(letters * scale)
        self.y = 0
        self._paper = pygame.Surface((width, room))
        self._paper.fill(PAPER)

    @property
    def height(self) -> int:
        """How far down the sheet has been used."""
        return self.y

    @property
    def picture(self) -> pygame.Surface:
        """The sheet as far as it has been used."""
        self.reach(self.y)
        return self._paper.subsurface(pygame.Rect(0, 0, self.width, self.y))

    @property
    def paper(self) -> pygame.Surface:
        """What is drawn on; ask `reach` for room first."""
        return self._paper

    @property
    def margin(self) -> int:
        """Free room left and right."""
        return self.px(MARGIN)

    @property
    def inner(self) -> int:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def line_height(self) -> int:
        """Height of a line of text."""
        return font("Regular", self.size).get_linesize()

    def px(self, pixels: float) -> int:
        """Return a length in pixels of this window."""
        return round(pixels * self.scale)

    def reach(self, bottom: int) -> None:
        """See to it that there is paper down to here."""
        if bottom > self._paper.get_height():
            larger = pygame.Surface((self.width, max(bottom + GROWS_BY, 2 * self._paper.get_height())))
            larger.fill(PAPER)
            larger.blit(self._paper, (0, 0))
            self._paper = larger

    def skip(self, pixels: float) -> None:
        """Leave room."""
        self.y += self.px(pixels)
        self.reach(self.y)
