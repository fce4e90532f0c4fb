"""Marks laid over the map: each a pattern and an edge of its own, so that they are told apart without colour.

A Style is drawn once a zoom as a stamp of one hex, and stamped wherever it is wanted. The legend shows the same stamps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

import pygame

from game.view.camera import Camera
from game.view.lettering import Rgb, write_haloed
from game.view.theme import HALO, INK

Hatch = Literal["none", "rising", "falling", "crossed", "level", "upright", "dots", "rings", "solid"]

OVERSIZE: Final = 3


@dataclass(frozen=True)
class Style:
    """How one kind of mark looks.

    `tint` and `ink` have opacity; `edge` is the width of the outline in pixels, for hexes 32 pixels apart.
    """

    name: str
    hatch: Hatch
    ink: tuple[int, int, int, int]
    tint: tuple[int, int, int, int] = (0, 0, 0, 0)
    edge: float = 0.0


STYLES: Final[Mapping[str, Style]] = {
    style.name: style
    for style in (
        Style("reach", "none", (20, 60, 120, 230), (255, 255, 255, 70), 1.6),
        Style("reach_fight", "crossed", (150, 20, 20, 150), (0, 0, 0, 0), 2.2),
        Style("enemy_reach_few", "falling", (120, 20, 70, 130), edge=0.0),
        Style("enemy_reach_many", "crossed", (120, 20, 70, 150), (120, 20, 70, 26), 0.0),
        Style("zone_own", "dots", (20, 70, 140, 170)),
        Style("zone_enemy", "rings", (150, 30, 20, 190)),
        Style("zone_both", "level", (60, 30, 90, 170)),
        Style("supply_full", "none", (20, 100, 50, 0), (40, 150, 80, 54), 0.0),
        Style("supply_strained", "level", (110, 100, 10, 150), (190, 170, 30, 40)),
        Style("supply_low", "rising", (160, 80, 0, 170), (220, 120, 20, 40)),
        Style("supply_none", "crossed", (140, 20, 20, 170), (170, 30, 30, 40)),
        Style("control_first", "rising", (140, 30, 24, 120), (150, 40, 30, 40)),
        Style("control_second", "falling", (24, 60, 120, 120), (30, 70, 140, 40)),
        Style("chosen", "none", (20, 20, 20, 255), (255, 255, 255, 40), 3.0),
        Style("target", "none", (170, 20, 20, 255), (190, 30, 20, 40), 3.4),
        Style("hover", "none", (20, 20, 20, 160), (255, 255, 255, 50), 1.6),
        Style("retreat", "upright", (90, 30, 110, 180), (0, 0, 0, 0), 1.6),
        Style("objective", "none", (90, 60, 0, 230), (250, 220, 90, 30), 2.4),
    )
}


@dataclass
class Marks:
    """What an overlay lays over the map: styles by hex, words by hex, ways as hexes in order with a style's ink."""

    hexes: dict[int, str] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    ways: list[tuple[tuple[int, ...], str]] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)


def draw_marks(surface: pygame.Surface, camera: Camera, marks: Marks, view: pygame.Rect) -> None:
    """Draw the marks of an overlay as far as they lie in `view`; `camera` is that of the surface."""
    stamps = []
    for hex_, style in marks.hexes.items():
        x, y = camera.centre(hex_ % camera.columns, hex_ // camera.columns)
        if view.collidepoint(x, y) or view.inflate(camera.scale * 2, camera.scale * 2).collidepoint(x, y):
            picture = stamp(style, camera.scale)
            stamps.append((picture, (round(x - picture.get_width() / 2), round(y - picture.get_height() / 2))))
    surface.blits(stamps, False)
    for way, style in marks.ways:
        draw_way(surface, camera, way, STYLES[style].ink[:3])
    for hex_, word in marks.words.items():
        x, y = camera.centre(hex_ % camera.columns, hex_ // camera.columns)
        if view.collidepoint(x, y):
            letters = write_haloed(word, "Bold", max(11, round(camera.scale * 0.36)), INK, HALO)
            surface.blit(letters, letters.get_rect(center=(round(x), round(y))))


def draw_way(surface: pygame.Surface, camera: Camera, way: Iterable[int], ink: Rgb) -> None:
    """Draw a way as a line through the middles of its hexes, with an arrow at its end."""
    points = [camera.centre(hex_ % camera.columns, hex_ // camera.columns) for hex_ in way]
    if len(points) <= 1:
        return
    width = max(2, round(camera.scale * 0.1))
    for colour, more in ((HALO, 2), (ink, 0)):
        pygame.draw.lines(surface, colour, False, points, width + more)
        (x0, y0), (x1, y1) = points[-2], points[-1]
        long = max(1.0, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        dx, dy = (x1 - x0) / long, (y1 - y0) / long
        size = width * 2.2 + more
        head = [(x1 + dx * size * 0.6, y1 + dy * size * 0.6)]
        head += [(x1 - dx * size - s * dy * size * 0.8, y1 - dy * size + s * dx * size * 0.8) for s in (1, -1)]
        pygame.draw.polygon(surface, colour, head)


@lru_cache(maxsize=256)
def stamp(name: str, scale: float) -> pygame.Surface:
    """Return one hex of a style, with transparent ground, for hexes `scale` pixels apart."""
    style = STYLES[name]
    camera = Camera(1, 1, scale * OVERSIZE, -scale * OVERSIZE * 0.0, 0.0)
    corners = camera.corners(0, 0)
    size = (round(scale) + 2, round(scale * 1.1547) + 2)
    large = pygame.Surface((size[0] * OVERSIZE, size[1] * OVERSIZE), pygame.SRCALPHA)
    shift = (large.get_width() - scale * OVERSIZE) / 2, (large.get_height() - scale * OVERSIZE * 1.1547) / 2
    corners = [(x + shift[0], y + shift[1]) for x, y in corners]
    if style.tint[3]:
        pygame.draw.polygon(large, style.tint, corners)
    if style.hatch != "none":
        _hatch(large, corners, style, scale * OVERSIZE)
    if style.edge:
        width = max(1, round(style.edge * scale / 32 * OVERSIZE))
        middle = sum(x for x, _ in corners) / 6, sum(y for _, y in corners) / 6
        inner = [(x + (middle[0] - x) * 0.05, y + (middle[1] - y) * 0.05) for x, y in corners]
        pygame.draw.polygon(large, style.ink, inner, width)
    return pygame.transform.smoothscale(large, size)


def _hatch(large: pygame.Surface, corners: list[tuple[float, float]], style: Style, scale: float) -> None:
    """Draw a style's pattern inside the corners."""
    sheet = pygame.Surface(large.get_size(), pygame.SRCALPHA)
    width, height = sheet.get_size()
    line = max(2, round(scale / 18))
    step = scale / 4
    if style.hatch in ("rising", "crossed"):
        for k in range(-6, 14):
            pygame.draw.line(sheet, style.ink, (k * step - height, height), (k * step, 0), line)
    if style.hatch in ("falling", "crossed"):
        for k in range(-6, 14):
            pygame.draw.line(sheet, style.ink, (k * step - height, 0), (k * step, height), line)
    if style.hatch == "level":
        for k in range(12):
            pygame.draw.line(sheet, style.ink, (0, k * step), (width, k * step), line)
    if style.hatch == "upright":
        for k in range(12):
            pygame.draw.line(sheet, style.ink, (k * step, 0), (k * step, height), line)
    if style.hatch in ("dots", "rings"):
        for row in range(8):
            for column in range(8):
                spot = (column + (row % 2) / 2) * step * 1.2, row * step * 1.05
                reach = scale / (16 if style.hatch == "dots" else 11)
                pygame.draw.circle(sheet, style.ink, spot, reach, 0 if style.hatch == "dots" else max(2, line // 2))
    if style.hatch == "solid":
        sheet.fill(style.ink)
    mask = pygame.Surface(large.get_size(), pygame.SRCALPHA)
    pygame.draw.polygon(mask, (255, 255, 255, 255), corners)
    sheet.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    large.blit(sheet, (0, 0))
