"""The slip of a button: what it does, its key, and why it does nothing now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.desk.sheets import BAD, Sheet
from game.view.lettering import measure
from game.view.theme import FRAME, INK

WIDEST: Final = 320
"""Width of the slip at scale 1, at most."""


def draw_tip(surface: pygame.Surface, words: Sequence[str], beside: pygame.Rect, scale: float) -> None:
    """Draw some lines on a slip of paper below a part of the window; those after the first say why not."""
    plain = Sheet(1, scale)
    width = max(measure(line, "Bold", plain.size)[0] for line in words) + 3 * plain.margin
    sheet = Sheet(min(width, plain.px(WIDEST)), scale)
    sheet.skip(3)
    for place, line in enumerate(words):
        sheet.write(line, face="Regular" if place else "Bold", ink=BAD if place else INK)
    sheet.skip(3)
    rect = pygame.Rect(beside.left, beside.bottom, sheet.width, sheet.height).clamp(surface.get_rect())
    surface.blit(sheet.picture, rect)
    pygame.draw.rect(surface, FRAME, rect, 1)
