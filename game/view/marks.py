"""Marks laid over the map: each a pattern and an edge of its own, so that they are told apart without colour.

A Style is drawn once a zoom as a stamp of one hex, and stamped wherever it is wanted. The legend shows the same stamps.
The patterns run along the three axes of the hex grid, so that they go on from hex to hex without a seam. A palette is
another set of inks for the same patterns: "contrast" is made for eyes that tell fewer colours apart. Marks of a side
have inks that agree with its counters (`side_inks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pygame

from game.scenario.names import Names
from game.view.camera import CORNER, ROW_PITCH, Camera, Point
from game.view.lettering import write_haloed
from game.view.looks import Palette, look
from game.view.mark_lines import dim_outside, draw_outline, draw_way
from game.view.side_inks import colour_of_usual, ink_of, of_side
from game.view.theme import HALO, INK

Hatch = Literal["none", "rising", "falling", "crossed", "level", "upright", "dots", "rings", "plus", "solid"]
Rgba = tuple[int, int, int, int]

OVERSIZE: Final = 3
AREA_EDGE: Final = 2.2
"""Width of the outline of areas, for hexes 32 pixels apart."""
WAY_SHORT: Final = 0.44
"""How far from the middle of its last hex a way ends if a counter there must stay readable, in hexes."""
WORD_BELOW: Final = 0.56
"""How far below the middle of a hex words stand then."""
CLEAR: Final[Rgba] = (0, 0, 0, 0)


@dataclass(frozen=True)
class Style:
    """How one kind of mark looks.

    `tint` and `ink` have opacity; `edge` is the width of the outline in pixels, for hexes 32 pixels apart. `pitch` is
    how many strokes of the pattern there are to a hex. A style that is `outlined` marks areas, whose outline is drawn
    apart from the hexes.
    """

    name: str
    hatch: Hatch
    ink: Rgba
    tint: Rgba = CLEAR
    edge: float = 0.0
    pitch: int = 4
    dashed: bool = False
    outlined: bool = False
    inlay: Rgba = CLEAR  # a second band of the outline, inside the first


STYLES: Final[Mapping[str, Style]] = {
    style.name: style
    for style in (
        Style("reach", "none", (20, 60, 120, 230), outlined=True),
        Style("proposed", "none", (30, 84, 40, 255), CLEAR, 2.2, dashed=True),
        Style("reach_next", "plus", (20, 60, 120, 210), CLEAR, pitch=2),
        Style("reach_fight", "crossed", (140, 16, 16, 200), CLEAR, 2.2),
        Style("enemy_reach_few", "falling", (120, 20, 70, 200), pitch=3),
        Style("enemy_reach_many", "crossed", (120, 20, 70, 190), (120, 20, 70, 26), pitch=3),
        Style("threat_low", "none", (120, 0, 96, 255), CLEAR, 1.4, dashed=True, inlay=(255, 255, 255, 255)),
        Style("threat_some", "none", (120, 0, 96, 255), CLEAR, 1.8, inlay=(255, 255, 255, 255)),
        Style("threat_high", "none", (150, 0, 96, 255), CLEAR, 3.0, inlay=(255, 255, 255, 255)),
        Style("threat_worst", "none", (40, 0, 30, 255), CLEAR, 3.6, inlay=(255, 96, 200, 255)),
        Style("zone_own", "dots", (20, 60, 130, 220)),
        Style("zone_enemy", "rings", (130, 20, 16, 230)),
        Style("zone_both", "level", (60, 30, 90, 220)),
        Style("supply_full", "none", (6, 56, 26, 240), outlined=True),
        Style("supply_strained", "level", (62, 54, 0, 225), (190, 170, 30, 26), pitch=2),
        Style("supply_low", "rising", (108, 46, 0, 220), (220, 120, 20, 40), pitch=3),
        Style("supply_none", "crossed", (130, 16, 16, 220), (170, 30, 30, 48), pitch=3),
        Style("supply_cut", "none", (110, 8, 8, 255), CLEAR, 3.0, dashed=True),
        Style("control_first", "rising", (140, 30, 24, 205), (150, 40, 30, 30), pitch=2),
        Style("control_second", "falling", (20, 52, 110, 205), (30, 70, 140, 30), pitch=2),
        Style("chosen", "none", (20, 20, 20, 255), CLEAR, 1.5, inlay=(255, 206, 40, 255)),
        Style("target", "none", (140, 10, 10, 255), CLEAR, 3.4),
        Style("hover", "none", (20, 20, 20, 220), CLEAR, 1.6),
        Style("fought", "crossed", (150, 20, 20, 210), CLEAR, 2.2, pitch=2),
        Style("retreat", "upright", (90, 30, 110, 200), CLEAR, 1.6),
        Style("objective_first", "rising", (130, 24, 18, 205), (250, 220, 90, 60), pitch=2, outlined=True),
        Style("objective_second", "falling", (20, 52, 120, 190), (250, 220, 90, 60), pitch=2, outlined=True),
        Style("objective", "none", (80, 52, 0, 240), (250, 220, 90, 60), outlined=True),
        Style("heat_first_sure", "rising", (140, 30, 24, 210), (150, 40, 30, 40), pitch=6),
        Style("heat_first_likely", "rising", (140, 30, 24, 200), CLEAR, pitch=2),
        Style("heat_open", "dots", (40, 30, 20, 220), (250, 220, 90, 60)),
        Style("heat_second_likely", "falling", (20, 52, 110, 200), CLEAR, pitch=2),
        Style("heat_second_sure", "falling", (20, 52, 110, 210), (30, 70, 140, 40), pitch=6),
        Style("formation", "none", (70, 20, 90, 255), CLEAR, 2.6, dashed=True),
    )
}
"""The marks in the inks of a staff map."""

_CONTRAST_INKS: Final[Mapping[str, tuple[Rgba, Rgba]]] = {
    "reach": ((0, 40, 90, 255), CLEAR),
    "proposed": ((0, 60, 60, 255), CLEAR),
    "reach_next": ((0, 40, 90, 245), CLEAR),
    "reach_fight": ((120, 44, 0, 230), CLEAR),
    "enemy_reach_few": ((110, 40, 0, 235), CLEAR),
    "enemy_reach_many": ((110, 40, 0, 245), (230, 140, 30, 50)),
    "threat_low": ((60, 0, 60, 255), CLEAR),
    "threat_some": ((60, 0, 60, 255), CLEAR),
    "threat_high": ((80, 0, 70, 255), CLEAR),
    "threat_worst": ((0, 0, 0, 255), CLEAR),
    "zone_own": ((0, 50, 120, 245), CLEAR),
    "zone_enemy": ((120, 44, 0, 250), CLEAR),
    "zone_both": ((20, 20, 20, 235), CLEAR),
    "supply_full": ((0, 50, 120, 235), CLEAR),
    "supply_strained": ((60, 60, 60, 235), (240, 228, 66, 50)),
    "supply_low": ((120, 60, 0, 240), (230, 159, 0, 60)),
    "supply_none": ((20, 10, 0, 240), (213, 94, 0, 60)),
    "supply_cut": ((20, 10, 0, 255), CLEAR),
    "control_first": ((112, 40, 0, 250), (230, 159, 0, 50)),
    "control_second": ((0, 50, 120, 235), (86, 180, 233, 50)),
    "chosen": ((0, 0, 0, 255), CLEAR),
    "target": ((110, 30, 0, 255), CLEAR),
    "hover": ((0, 0, 0, 235), CLEAR),
    "fought": ((110, 40, 0, 245), CLEAR),
    "retreat": ((50, 20, 90, 245), CLEAR),
    "heat_first_sure": ((130, 50, 0, 235), (230, 159, 0, 50)),
    "heat_first_likely": ((130, 50, 0, 235), CLEAR),
    "heat_open": ((20, 20, 20, 235), (240, 228, 66, 70)),
    "heat_second_likely": ((0, 50, 120, 235), CLEAR),
    "heat_second_sure": ((0, 50, 120, 235), (86, 180, 233, 50)),
    "objective_first": ((130, 50, 0, 235), (240, 228, 66, 80)),
    "objective_second": ((0, 50, 120, 235), (240, 228, 66, 80)),
    "objective": ((20, 20, 20, 255), (240, 228, 66, 80)),
    "formation": ((40, 0, 80, 255), CLEAR),
}
"""Dark orange against dark blue, and everything darker: these two are apart for all eyes."""


def style_of_mark(name: str, palette: Palette | None = None) -> Style:
    """Return the style of a mark by its name, which may have a colour of a side's own (`side_inks`)."""
    return _style_of_mark(name, palette or look().palette)


@lru_cache(maxsize=256)
def _style_of_mark(name: str, palette: Palette) -> Style:
    base, _, colour = name.partition(" ")
    style = PALETTES[palette][base]
    if not colour:
        return style
    other = PALETTES[palette][base.replace("first", "second") if "first" in base else base.replace("second", "first")]
    usual = colour_of_usual(0), colour_of_usual(1)
    if colour in usual:  # that of the other: its pattern stays, the inks change places
        return replace(style, ink=other.ink, tint=other.tint)
    if palette == "contrast":
        return style
    ink = ink_of(colour)
    return replace(style, ink=(*ink, style.ink[3]), tint=(*ink, style.tint[3]) if style.tint[3] else CLEAR)


def _contrasting(style: Style) -> Style:
    ink, tint = _CONTRAST_INKS[style.name]
    return replace(style, ink=ink, tint=tint)


PALETTES: Final[Mapping[Palette, Mapping[str, Style]]] = {
    "staff": STYLES,
    "contrast": {name: _contrasting(style) for name, style in STYLES.items()},
}

SHOWN_TOGETHER: Final[tuple[tuple[str, ...], ...]] = (
    ("reach", "reach_fight", "reach_next", "target", "chosen"),
    ("enemy_reach_few", "enemy_reach_many"),
    ("threat_low", "threat_some", "threat_high", "threat_worst"),
    ("zone_own", "zone_enemy", "zone_both"),
    ("supply_full", "supply_strained", "supply_low", "supply_none", "supply_cut"),
    ("control_first", "control_second"),
    ("heat_first_sure", "heat_first_likely", "heat_open", "heat_second_likely", "heat_second_sure"),
    ("objective_first", "objective_second", "objective"),
)
"""Styles that one overlay shows side by side, which therefore need different patterns."""


@dataclass
class Marks:
    """What an overlay lays over the map: styles by hex, words by hex, ways as hexes in order with a style's ink.

    `outlines` are areas whose edge is drawn in a style's ink, as one line around the whole. `over` are hexes marked
    once more, over what `hexes` has there. Outside the hexes that are `lit`, if there are such, the ground is dimmed.
    """

    hexes: dict[int, str] = field(default_factory=dict)
    outlines: list[tuple[frozenset[int], str]] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    ways: list[tuple[tuple[int, ...], str]] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    over: dict[int, str] = field(default_factory=dict)
    lit: frozenset[int] = frozenset()
    thin: bool = False  # ways are fine lines beside others that matter more


def in_colours_of(names: Names, marks: Marks) -> Marks:
    """Return marks of sides in the colours that the counters of the sides have in a battle."""
    return replace(
        marks,
        hexes={hex_: of_side(style, names) for hex_, style in marks.hexes.items()},
        outlines=[(area, of_side(style, names)) for area, style in marks.outlines],
        legend=[(of_side(style, names), words) for style, words in marks.legend],
    )


def draw_marks(surface: pygame.Surface, camera: Camera, marks: Marks, view: pygame.Rect) -> None:
    """Draw marks as far as they lie in `view`; `camera` is that of the surface."""
    draw_marks_below(surface, camera, marks, view)
    draw_marks_above(surface, camera, marks, view)


def draw_marks_below(surface: pygame.Surface, camera: Camera, marks: Marks, view: pygame.Rect) -> None:
    """Draw what of the marks lies beneath counters: patterns, outlines, what is dimmed."""
    if marks.lit:
        dim_outside(surface, camera, marks.lit, view)
    _draw_stamps(surface, camera, marks.hexes, view)
    for area, style in marks.outlines:
        draw_outline(surface, camera, area, style_of_mark(style).ink[:3], view)


def draw_marks_above(
    surface: pygame.Surface, camera: Camera, marks: Marks, view: pygame.Rect, beside: bool = False
) -> None:
    """Draw what of the marks must not be hidden: hexes marked once more, ways and words.

    With `beside` ways end short of the counter in their last hex, and words stand below the counter in theirs. So do
    always ways to a target, which has a counter, and words where a way ends, whose point would hide them.
    """
    _draw_stamps(surface, camera, marks.over, view)
    for way, style in marks.ways:
        short = WAY_SHORT if beside or style == "target" else 0.0
        draw_way(surface, camera, way, style_of_mark(style).ink[:3], short, thin=marks.thin)
    ends = {way[-1] for way, _ in marks.ways}
    for hex_, word in marks.words.items():
        x, y = camera.centre(hex_ % camera.columns, hex_ // camera.columns)
        if view.collidepoint(x, y):
            letters = write_haloed(word, "Bold", max(11, round(camera.scale * 0.36)), INK, HALO)
            below = WORD_BELOW * camera.scale if beside or hex_ in ends else 0.0
            surface.blit(letters, letters.get_rect(center=(round(x), round(y + below))))


def _draw_stamps(surface: pygame.Surface, camera: Camera, hexes: Mapping[int, str], view: pygame.Rect) -> None:
    if not hexes:
        return
    near = view.inflate(camera.scale * 2, camera.scale * 2)
    x, y = camera.centres(np.fromiter(hexes, np.int64, len(hexes)))
    seen = np.flatnonzero((near.left <= x) & (x < near.right) & (near.top <= y) & (y < near.bottom)).tolist()
    styles = list(hexes.values())
    pictures = {style: stamp(style, camera.scale) for style in set(styles)}
    corners = {}
    for style, picture in pictures.items():
        left, top = np.rint(x - picture.get_width() / 2), np.rint(y - picture.get_height() / 2)
        corners[style] = list(zip(left.astype(int).tolist(), top.astype(int).tolist(), strict=True))
    surface.blits([(pictures[styles[place]], corners[styles[place]][place]) for place in seen], False)


# --- stamps ---------------------------------------------------------------------------------------------------------


def stamp(name: str, scale: float, palette: Palette | None = None, alone: bool = False) -> pygame.Surface:
    """Return one hex of a style, with transparent ground, for hexes `scale` pixels apart.

    A hex that stands `alone`, as in a legend, has its outline even if the style marks areas.
    """
    return _stamp(name, scale, palette or look().palette, alone)


@lru_cache(maxsize=512)
def _stamp(name: str, scale: float, palette: Palette, alone: bool) -> pygame.Surface:
    style = style_of_mark(name, palette)
    size = (round(scale) + 2, round(scale * 2 * CORNER) + 2)
    large = pygame.Surface((size[0] * OVERSIZE, size[1] * OVERSIZE), pygame.SRCALPHA)
    large.fill((*(style.tint if style.tint[3] else style.ink)[:3], 0))  # else shrinking darkens the edges
    middle = large.get_width() / 2, large.get_height() / 2
    pitch = scale * OVERSIZE
    corners = [(middle[0] + x * pitch, middle[1] + y * pitch) for x, y in _CORNERS]
    if style.tint[3]:
        pygame.draw.polygon(large, style.tint, corners)
    if style.hatch != "none":
        _hatch(large, corners, style, pitch)
    edge = style.edge or (AREA_EDGE if alone and style.outlined else 0.0)
    if edge:
        width = max(1.0, edge * scale / 32 * OVERSIZE)
        _edge(large, corners, style, width)
        if style.inlay[3]:
            within = _towards(corners, middle, width / (scale * OVERSIZE * CORNER))
            _edge(large, within, replace(style, ink=style.inlay), width)
    return pygame.transform.smoothscale(large, size)


_HALF: Final = CORNER / 2
_CORNERS: Final[tuple[Point, ...]] = (
    *((0, -CORNER), (0.5, -_HALF), (0.5, _HALF)),
    *((0, CORNER), (-0.5, _HALF), (-0.5, -_HALF)),
)


def _edge(large: pygame.Surface, corners: list[Point], style: Style, width: float) -> None:
    """Draw the edge inside the corners: a band of a width, with gaps in the middle of the sides if it is dashed."""
    middle = large.get_width() / 2, large.get_height() / 2
    long = abs(corners[0][1] - middle[1])
    outer, inner = (_towards(corners, middle, share) for share in (0.03, 0.03 + width / long))
    for side in range(6):
        a, b, c, d = outer[side], outer[(side + 1) % 6], inner[(side + 1) % 6], inner[side]
        if style.dashed:
            pygame.draw.polygon(large, style.ink, [a, _part(a, b, 0.3), _part(d, c, 0.3), d])
            pygame.draw.polygon(large, style.ink, [_part(a, b, 0.7), b, c, _part(d, c, 0.7)])
        else:
            pygame.draw.polygon(large, style.ink, [a, b, c, d])


def _towards(points: list[Point], middle: Point, share: float) -> list[Point]:
    return [_part(point, middle, share) for point in points]


def _part(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _hatch(large: pygame.Surface, corners: list[Point], style: Style, scale: float) -> None:
    """Draw a style's pattern inside the corners; it is anchored at the middle of the hex."""
    sheet = pygame.Surface(large.get_size(), pygame.SRCALPHA)
    sheet.fill((*style.ink[:3], 0))
    x, y = large.get_width() / 2, large.get_height() / 2
    line, step, slope = max(2, round(scale / 20)), scale / style.pitch, 0.5 / ROW_PITCH
    lean = {"rising": (-slope,), "falling": (slope,), "crossed": (-slope, slope), "upright": (0.0,)}
    for k in range(-3 * style.pitch, 3 * style.pitch + 1):
        for across in lean.get(style.hatch, ()):
            mid = x + (k + 0.5) * step
            up, down = (mid - across * scale, y - scale), (mid + across * scale, y + scale)
            pygame.draw.line(sheet, style.ink, up, down, line)
        if style.hatch == "level":
            height = y + (k + 0.5) * step * ROW_PITCH
            pygame.draw.line(sheet, style.ink, (0, height), (large.get_width(), height), line)
    if style.hatch in ("dots", "rings", "plus"):
        _signs(sheet, style, step, line)
    if style.hatch == "solid":
        sheet.fill(style.ink)
    mask = pygame.Surface(large.get_size(), pygame.SRCALPHA)
    pygame.draw.polygon(mask, (255, 255, 255, 255), corners)
    sheet.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    large.blit(sheet, (0, 0))


def _signs(sheet: pygame.Surface, style: Style, step: float, line: int) -> None:
    """Draw small signs in rows, each half a step from those above and below."""
    x, y = sheet.get_width() / 2, sheet.get_height() / 2
    reach = step * {"dots": 0.22, "rings": 0.34, "plus": 0.17}[style.hatch]
    for row in range(-style.pitch, style.pitch + 1):
        for column in range(-style.pitch, style.pitch + 1):
            spot = x + (column + row % 2 / 2) * step, y + row * step * ROW_PITCH
            if style.hatch == "plus":
                for dx, dy in ((reach, 0), (0, reach)):
                    ends = (spot[0] - dx, spot[1] - dy), (spot[0] + dx, spot[1] + dy)
                    pygame.draw.line(sheet, style.ink, *ends, line)
            else:
                pygame.draw.circle(sheet, style.ink, spot, reach, 0 if style.hatch == "dots" else max(2, line // 2))
