"""Letters: the game's two fonts, text with a halo, and lines broken to a width.

Whatever is read is in Border Wars Sans; maps are lettered in Border Wars Serif, as a staff's engravers would. What that
lacks, Japanese above all, is written in the face of Sans that goes with it.

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

Face = Literal["Regular", "Bold", "Italic", "Serif Regular", "Serif Bold", "Serif Italic"]
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


@lru_cache(maxsize=128)
def font(face: Face, size: int) -> pygame.font.Font:
    """Return a face at a size."""
    name = f"assets/fonts/BorderWars{_FILES[face]}.ttf"
    for root in (data_dir("assets").parent, PACKAGE / "_data", PACKAGE.parent):
        if (root / name).is_file():  # a folder of data of one's own need not have fonts
            return pygame.font.Font(root / name, max(size, SMALLEST))
    raise UsageError(f"the font {name} is missing; is the game installed completely?")


_FILES: Final[dict[Face, str]] = {
    "Regular": "Sans-Regular",
    "Bold": "Sans-Bold",
    "Italic": "Sans-Italic",
    "Serif Regular": "Serif-Regular",
    "Serif Bold": "Serif-Bold",
    "Serif Italic": "Serif-Italic",
}
_SANS: Final[dict[Face, Face]] = {"Serif Regular": "Regular", "Serif Bold": "Bold", "Serif Italic": "Italic"}
_BEYOND_SERIF: Final = re.compile("[^\x00-\u052f\u2010-\u2027\u2116\u2150-\u215f]")


def _font_for(text: str, face: Face, size: int) -> pygame.font.Font:
    """Return the font in which a text is written: that of the face, unless that lacks letters of it."""
    return font(_SANS.get(face, face) if _BEYOND_SERIF.search(text) else face, size)


def drawable(text: str) -> str:
    """Return text with a mark for what no font can draw: file names may hold bytes that are no letters at all."""
    return _UNDRAWABLE.sub("?", text.translate(_BLANKS))


def measure(text: str, face: Face, size: int) -> tuple[int, int]:
    """Return width and height of a line of text in pixels."""
    return _font_for(text, face, size).size(drawable(text))


def write(text: str, face: Face, size: int, colour: Rgb) -> pygame.Surface:
    """Return a line of text on a transparent ground."""
    wide, high = measure(text, face, size)
    if wide == 0:  # letters without width, which pygame refuses
        return pygame.Surface((1, high), pygame.SRCALPHA)
    return _font_for(text, face, size).render(drawable(text), True, colour)


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
