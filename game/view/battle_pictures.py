"""Pictures that a battle brings: decoded within bounds, and kept. One that is gone is simply not there."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Final

import pygame

from game.scenario.loading import Scenario
from game.scenario.pictures import picture_bytes

MOST_SHOWN: Final = 1_600
"""Pixels of width or height as pictures are kept; larger ones are shrunk, since no page shows more."""

_Stamp = tuple[int, int]


def picture_beside(scenario: Scenario, name: str) -> pygame.Surface | None:
    """Return a picture that a file of the battle names, None where there is no sound one; not to be drawn on."""
    return _decoded(scenario.name, scenario.folder, name, _stamp(scenario.folder, name))


def _stamp(folder: Path | None, name: str) -> _Stamp:
    """Return what tells a file from what it was before."""
    try:
        about = (folder / name).stat() if folder is not None else None
    except OSError:
        about = None
    return (about.st_size, about.st_mtime_ns) if about else (0, 0)


@lru_cache(maxsize=16)
def _decoded(scenario: str, folder: Path | None, name: str, _stamp: _Stamp) -> pygame.Surface | None:
    content = picture_bytes(scenario, folder, name)
    if content is None:
        return None
    try:
        picture = pygame.image.load(io.BytesIO(content), name)
        return shrunk(picture, (MOST_SHOWN, MOST_SHOWN))
    except (pygame.error, MemoryError):
        return None


def shrunk(picture: pygame.Surface, room: tuple[int, int]) -> pygame.Surface:
    """Return a picture that fits into so many pixels of width and height, never larger than it is."""
    wide, high = picture.get_size()
    share = min(1.0, room[0] / wide, room[1] / high)
    if share == 1.0 and picture.get_bitsize() in (24, 32):
        return picture
    true = picture if picture.get_bitsize() in (24, 32) else _in_true_colour(picture)
    return pygame.transform.smoothscale(true, (max(1, round(wide * share)), max(1, round(high * share))))


def _in_true_colour(picture: pygame.Surface) -> pygame.Surface:
    """Return a picture with a palette as one without, which can be scaled smoothly."""
    found = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
    found.blit(picture, (0, 0))
    return found
