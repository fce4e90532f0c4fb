"""The bar of the five results of an assault: shares told apart by shade and pattern, with their chances in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import pygame

from game.core.terms import Result
from game.desk.sheets import Sheet
from game.engine.forecast import AttackForecast
from game.scenario.names import percent
from game.ui.panels.forecast_words import RESULT_WORDS
from game.view.lettering import Rgb, measure
from game.view.theme import FAINT_INK, FRAME, INK

SHADES: Final[Mapping[Result, tuple[Rgb, str]]] = {
    Result.REPULSED: ((150, 52, 40), "solid"),
    Result.HELD: ((222, 164, 140), "rising"),
    Result.WITHDRAWN_ONE: ((214, 222, 226), "none"),
    Result.WITHDRAWN_TWO: ((136, 170, 196), "level"),
    Result.ROUTED: ((40, 78, 124), "solid"),
}


NO_RETREAT: Final = "no retreat"
BAR: Final = 18
GAP: Final = 3
"""Pixels at scale 1: the height of the bar, and what is free beneath it."""
SMALLER: Final = 0.9
"""Size of the words below the chances."""


def words_of(result: Result, found: AttackForecast) -> str:
    """Return what a result means here: with no way out for anybody, nobody retreats."""
    is_cornered = found.chances[result] > 0 and found.cornered[result] == found.chances[result]
    return NO_RETREAT if is_cornered else RESULT_WORDS[result]


def draw_outcomes(sheet: Sheet, found: AttackForecast) -> None:
    """Draw the bar over the width of the sheet, and below it each result with its chance."""
    chances = found.chances
    end = sheet.y + height_of_outcomes(sheet)
    bar = pygame.Rect(sheet.margin, sheet.y, sheet.inner, sheet.px(BAR))
    sheet.reach(bar.bottom)
    before = Fraction(0)
    for result in Result:
        left = bar.left + round(bar.width * before)
        before += chances[result]
        right = bar.left + round(bar.width * before)
        draw_shade(sheet.paper, pygame.Rect(left, bar.top, right - left, bar.height), result)
    pygame.draw.rect(sheet.paper, FRAME, bar, 1)
    small, in_row = round(sheet.size * SMALLER), _in_row(sheet)
    wide, first = sheet.inner // in_row, bar.bottom + sheet.px(GAP)
    for place, result in enumerate(Result):
        sheet.y = first + place // in_row * _row_height(sheet)
        middle = sheet.margin + place % in_row * wide + wide // 2
        none = chances[result] == 0
        words = sheet.put(
            percent(chances[result]),
            middle + sheet.px(7),
            sheet.y,
            face="Bold",
            align="centre",
            ink=FAINT_INK if none else INK,
        )
        key = pygame.Rect(0, 0, sheet.px(11), sheet.px(11))
        key.midright = words.left - sheet.px(4), words.centery
        draw_shade(sheet.paper, key, result)
        pygame.draw.rect(sheet.paper, FRAME, key, 1)
        sheet.put(
            words_of(result, found),
            middle,
            words.bottom - sheet.px(3),
            size=small,
            align="centre",
            ink=FAINT_INK if none else INK,
        )
    sheet.y = end


def height_of_outcomes(sheet: Sheet) -> int:
    """Return the room that bar and words take on a sheet, whatever the forecast."""
    return sheet.px(BAR) + sheet.px(GAP) + -(-len(Result) // _in_row(sheet)) * _row_height(sheet)


def _in_row(sheet: Sheet) -> int:
    """Return how many results have room side by side."""
    widest = max(measure(words, "Regular", round(sheet.size * SMALLER))[0] for words in RESULT_WORDS.values())
    return max(1, min(len(Result), sheet.inner // (widest + sheet.px(2))))


def _row_height(sheet: Sheet) -> int:
    return sheet.line_height * 2 - sheet.px(2)


def draw_shade(surface: pygame.Surface, rect: pygame.Rect, result: Result) -> None:
    """Fill a rectangle with the shade and pattern of a result."""
    if rect.width <= 0:
        return
    shade, pattern = SHADES[result]
    pygame.draw.rect(surface, shade, rect)
    clip = surface.get_clip()
    surface.set_clip(rect.clip(clip))
    if pattern == "rising":
        for x in range(rect.left - rect.height, rect.right, 5):
            pygame.draw.line(surface, (150, 52, 40), (x, rect.bottom), (x + rect.height, rect.top))
    if pattern == "level":
        for y in range(rect.top + 2, rect.bottom, 4):
            pygame.draw.line(surface, (40, 78, 124), (rect.left, y), (rect.right, y))
    surface.set_clip(clip)
