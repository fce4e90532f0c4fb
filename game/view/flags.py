"""Flags of sides, drawn from what the battle says of them and so crisp at every size, or from its picture."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pygame

from game.scenario.loading import Scenario
from game.scenario.schema.looks import Flag, FlagPart
from game.view.battle_pictures import picture_beside
from game.view.theme import FRAME, rgb

OVERSIZE: Final = 4
"""Flags are drawn so many times as large and shrunk, which makes round edges smooth."""

WIDEST, NARROWEST = 3.0, 0.5
"""Width of a flag as it is shown, in heights, whatever it says itself."""

LARGEST: Final = 400
"""Pixels of height; none is shown larger."""


def flag_of(scenario: Scenario, side: int, height: int) -> pygame.Surface | None:
    """Return the flag of a side by its row, so many pixels high, None where the battle has none for it."""
    flag = list(scenario.forces.sides.values())[side].flag
    if flag is None:
        return None
    height = max(4, min(LARGEST, height))
    if flag.picture is None:
        return _painted(flag.model_dump_json(), height)
    picture = picture_beside(scenario, flag.picture)
    return (
        None if picture is None else _framed(pygame.transform.smoothscale(picture, _size(picture.get_size(), height)))
    )


@lru_cache(maxsize=64)
def _painted(flag_text: str, height: int) -> pygame.Surface:
    """Return a flag by its text, which can be kept by."""
    flag = Flag.model_validate_json(flag_text)
    high, wide = flag.proportion
    size = _size((wide, high), height)
    large = pygame.Surface((size[0] * OVERSIZE, size[1] * OVERSIZE))
    _paint_stripes(large, flag)
    for part in flag.parts:
        _paint_part(large, part)
    return _framed(pygame.transform.smoothscale(large, size))


def _size(proportion: tuple[int, int], height: int) -> tuple[int, int]:
    share = max(NARROWEST, min(WIDEST, proportion[0] / proportion[1]))
    return max(4, round(height * share)), height


def _framed(flag: pygame.Surface) -> pygame.Surface:
    """Return a flag with a thin line around it, without which a white one would be lost on paper."""
    pygame.draw.rect(flag, FRAME, flag.get_rect(), 1)
    return flag


def _paint_stripes(large: pygame.Surface, flag: Flag) -> None:
    wide, high = large.get_size()
    whole = wide if flag.upright else high
    for place, colour in enumerate(flag.stripes):
        near, far = (round(whole * (place + step) / len(flag.stripes)) for step in (0, 1))
        place_of = (near, 0, far - near, high) if flag.upright else (0, near, wide, far - near)
        large.fill(rgb(colour), place_of)


def _paint_part(large: pygame.Surface, part: FlagPart) -> None:
    colour = rgb(part.colour)
    wide, high = large.get_size()

    def at(x: float, y: float) -> tuple[int, int]:
        return round(wide * x / 100), round(high * y / 100)

    if part.box is not None:
        (left, top), (right, bottom) = at(*part.box[:2]), at(*part.box[2:])
        large.fill(colour, (left, top, right - left, bottom - top))
    if part.disc is not None:
        pygame.draw.circle(large, colour, at(*part.disc[:2]), high * part.disc[2] / 200)
    if part.cross is not None:
        (x, y), bar = at(*part.cross[:2]), max(1, round(high * part.cross[2] / 100))
        large.fill(colour, (x - bar // 2, 0, bar, high))
        large.fill(colour, (0, y - bar // 2, wide, bar))
    if part.polygon is not None:
        pygame.draw.polygon(large, colour, [at(*corner) for corner in part.polygon])
