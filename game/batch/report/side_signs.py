"""The sides of the battles of a report, each by its flag and the colour of its counters, as the game shows them."""

from __future__ import annotations

from typing import Final

import pygame

from game.batch.report.control_maps import png_of
from game.batch.report.material import Material
from game.batch.report.sections import Map
from game.scenario.loading import Scenario
from game.view.flags import flag_of
from game.view.theme import styles_of

HEIGHT: Final = 40
"""Pixels of height, shown smaller."""

GAP: Final = 8


def side_signs(material: Material) -> tuple[Map, ...]:
    """Return a sign of each side that was played; sides that are shown alike stand there once."""
    found: dict[tuple[str, bytes], Map] = {}
    for scenario in {id(point.results.scenario): point.results.scenario for point in material.points}.values():
        for side, name in enumerate(scenario.names.side_names):
            png = _sign(scenario, side)
            found.setdefault((name, png), Map(scenario.names.sides[side], name, "", png))
    return tuple(found.values())


def _sign(scenario: Scenario, side: int) -> bytes:
    """Return a PNG: a square in the colour of the counters, and the flag beside it if there is one."""
    style, flag = styles_of(scenario.names, "staff")[side], flag_of(scenario, side, HEIGHT)
    width = HEIGHT if flag is None else HEIGHT + GAP + flag.get_width()
    sheet = pygame.Surface((width, HEIGHT), pygame.SRCALPHA)
    square = pygame.Rect(0, 0, HEIGHT, HEIGHT)
    pygame.draw.rect(sheet, style.body, square)
    pygame.draw.rect(sheet, style.edge, square, 2)
    if flag is not None:
        sheet.blit(flag, (HEIGHT + GAP, 0))
    return png_of(sheet, colours=0)
