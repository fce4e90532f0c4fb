"""How well letters of a colour can be read on a ground: the contrast of WCAG 2, from 1 (not at all) to 21.

Colours are red, green and blue from 0 to 255.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

Rgb = tuple[int, int, int]

LEAST: Final = 4.5
"""Contrast that letters have at least (WCAG 2.2, 1.4.3)."""
SHADE: Final = 0.96
STEPS: Final = 120
"""How many times a colour is made a little darker, at most: after these white is black."""


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    linear = [part / 3294.6 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Rgb, second: Rgb) -> float:
    """Return the contrast of two colours."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=64)
def readable(colour: Rgb, ground: Rgb) -> Rgb:
    """Return a colour as letters on a pale ground: as it is, or as much darker as they need."""
    red, green, blue = colour
    for _ in range(STEPS):
        if contrast((red, green, blue), ground) >= LEAST:
            break
        red, green, blue = (int(part * SHADE) for part in (red, green, blue))
    return red, green, blue
