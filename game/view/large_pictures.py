"""Pictures as large as a whole map, handled in bands.

pygame fills, copies and saves a picture in one go and lets no other thread run meanwhile: of a map that is up to a
second in which the window stands still. Here each step is short.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

BAND: Final = 32
"""Rows that are handled at a time."""

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
DEPTH: Final = 8
TRUE_COLOUR: Final = 2
UP: Final = 2
"""The filter of PNG that writes down how a row differs from the one above it."""
EFFORT: Final = 4
"""How hard zlib tries, of 9: more takes much longer and saves little."""


def bands(picture: pygame.Surface) -> Iterator[pygame.Rect]:
    """Yield the picture's rectangle in bands from the top."""
    width, height = picture.get_size()
    for top in range(0, height, BAND):
        yield pygame.Rect(0, top, width, min(BAND, height - top))


def clear_sheet(size: tuple[int, int]) -> pygame.Surface:
    """Return a transparent picture; its memory is taken only where something is drawn."""
    return pygame.image.frombuffer(np.zeros((size[1], size[0], 4), np.uint8).data, size, "BGRA")


def of_pixels(pixels: NDArray[np.uint8]) -> pygame.Surface:
    """Return the picture of (height, width, 3) colours, in the format of the window if there is one."""
    picture = pygame.Surface((pixels.shape[1], pixels.shape[0]))
    for band in bands(picture):
        pygame.surfarray.blit_array(picture.subsurface(band), pixels[band.top : band.bottom].transpose(1, 0, 2))
    return picture


def for_display(picture: pygame.Surface) -> pygame.Surface:
    """Return the picture in the format of the window."""
    found = pygame.Surface(picture.get_size())
    for band in bands(picture):
        found.blit(picture, band, band)
    return found


def lay_over(picture: pygame.Surface, sheet: pygame.Surface) -> None:
    """Lay a sheet of the same size, its colours multiplied by their opacity, over a picture."""
    for band in bands(picture):
        picture.blit(sheet, band, band, special_flags=pygame.BLEND_PREMULTIPLIED)


def save_png(picture: pygame.Surface, path: Path) -> None:
    """Write a picture without transparency as a PNG file.

    Raises
    ------
    OSError : it cannot be written.
    """
    width, height = picture.get_size()
    packer = zlib.compressobj(EFFORT)
    above = np.zeros((1, width * 3), np.uint8)
    with path.open("wb") as file:
        file.write(SIGNATURE)
        file.write(_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, DEPTH, TRUE_COLOUR, 0, 0, 0)))
        for band in bands(picture):
            content = pygame.image.tobytes(picture.subsurface(band), "RGB")
            rows = np.frombuffer(content, np.uint8).reshape(band.height, width * 3)
            lines = np.full((band.height, width * 3 + 1), UP, np.uint8)
            lines[:, 1:] = rows - np.concatenate([above, rows[:-1]])
            above = rows[-1:]
            file.write(_chunk(b"IDAT", packer.compress(lines.data)))
        file.write(_chunk(b"IDAT", packer.flush()))
        file.write(_chunk(b"IEND", b""))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
