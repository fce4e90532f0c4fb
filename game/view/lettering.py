"""Letters: the game's one font in three faces, text with a halo, and lines broken to a width.

Sizes are pixels from ascender to descender, as pygame counts them.
"""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from typing import Final, Literal

import pygame

from game.core.errors import UsageError
from game.scenario.homes import PACKAGE, data_dir

Face = Literal["Regular", "Bold", "Italic"]
Rgb = tuple[int, int, int]

_UNDRAWABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS: Final = {ord(letter): " " for letter in "\t\n\r"}

SMALLEST: Final = 7
"""Letters below this size, in pixels, cannot be read and are left out."""


def start() -> None:
    """Make pygame ready to draw without a window; a machine without a display gets SDL's dummy driver."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    if not pygame.font.get_init():
        font.cache_clear()
        pygame.font.init()


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> pygame.font.Font:
    """Return a face of Border Wars Sans at a size."""
    name = f"assets/fonts/BorderWarsSans-{face}.ttf"
    for root in (data_dir("assets").parent, PACKAGE / "_data", PACKAGE.parent):
        if (root / name).is_file():  # a folder of data of one's own need not have fonts
            return pygame.font.Font(root / name, max(size, SMALLEST))
    raise UsageError(f"the font {name} is missing; is the game installed completely?")


def drawable(text: str) -> str:
    """Return text with a mark for what no font can draw: file names may hold bytes that are no letters at all."""
    return _UNDRAWABLE.sub("?", text.translate(_BLANKS))


def measure(text: str, face: Face, size: int) -> tuple[int, int]:
    """Return width and height of a line of text in pixels."""
    return font(face, size).size(drawable(text))


def write(text: str, face: Face, size: int, colour: Rgb) -> pygame.Surface:
    """Return a line of text on a transparent ground."""
    wide, high = measure(text, face, size)
    if wide == 0:  # letters without width, which pygame refuses
        return pygame.Surface((1, high), pygame.SRCALPHA)
    return font(face, size).render(drawable(text), True, colour)


def write_haloed(text: str, face: Face, size: int, colour: Rgb, halo: Rgb) -> pygame.Surface:
    """Return a line of text with a pale rim, so that it can be read on any ground; 1 pixel larger on each side."""
    letters, rim = write(text, face, size, colour), write(text, face, size, halo)
    surface = pygame.Surface((letters.get_width() + 2, letters.get_height() + 2), pygame.SRCALPHA)
    for dx, dy in ((0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)):
        surface.blit(rim, (dx, dy))
    surface.blit(letters, (1, 1))
    return surface


def broken(text: str, face: Face, size: int, width: int) -> list[str]:
    """Break text into lines no wider than `width` pixels; a single word that is wider is shortened."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, face, size)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(shortened(word, face, size, width))
    return lines


def shortened(text: str, face: Face, size: int, width: int) -> str:
    """Return text, or as much of its beginning as fits into `width` pixels, with dots."""
    if measure(text, face, size)[0] <= width:
        return text
    while text and measure(text + "…", face, size)[0] > width:
        text = text[:-1]
    return text + "…"
