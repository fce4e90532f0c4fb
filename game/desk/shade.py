"""A sheet that lies over a scene, which stays seen beneath it in the shade."""

from __future__ import annotations

from typing import Final

import pygame

from game.desk.window import Scene
from game.view.theme import FRAME, PAPER

SHADE: Final = (40, 32, 24, 110)


def sheet_in_the_shade(surface: pygame.Surface, beneath: Scene | None, sheet: pygame.Rect) -> pygame.Surface:
    """Return a picture as large as the window: the scene beneath darkened, and an empty sheet with its frame."""
    picture = surface.copy()
    if beneath is not None:
        beneath.draw(picture)
    shade = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
    shade.fill(SHADE)
    picture.blit(shade, (0, 0))
    pygame.draw.rect(picture, PAPER, sheet)
    pygame.draw.rect(picture, FRAME, sheet, 2)
    return picture
