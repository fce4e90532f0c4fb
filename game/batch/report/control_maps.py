"""Small maps in the look of the board, painted without a window. Of a report only this and `side_signs` load pygame.

A hex of a small map is too small for the patterns of the board's marks, so that their inks are laid over the whole
ground of one mark at once, with wider patterns of the same kinds: rising, falling, dots.
"""

from __future__ import annotations

import io
from typing import Final, Literal

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.terms import NOWHERE
from game.scenario.loading import Scenario
from game.view.camera import CORNER, Camera, lattice_hexside
from game.view.heat import heat_style
from game.view.labels import draw_labels
from game.view.lettering import start
from game.view.map_painter import paint_land, placed_names
from game.view.marks import style_of_mark
from game.view.side_inks import of_side
from game.view.theme import HALO, INK

WIDTH: Final = 1000
"""Pixels of width that a map has about."""

SCALES: Final = (8.0, 40.0)
"""Least and most pixels between hex centres."""

COLOURS: Final = 160
"""Colours of a map's file: more can hardly be seen, and make it twice as large."""

SIGN: Final = 34.0
"""Pixels between hex centres of the signs in the legend."""

PITCHES: Final = {"sure": 9, "likely": 20, "open": 8}
"""Pixels from stroke to stroke, or dot to dot, by how sure a mark says to be."""

TINTS: Final = {"sure": 58, "likely": 30, "open": 60}
"""Opacity of the tint, of 255."""

STROKES: Final = {"sure": 130, "likely": 190, "open": 220}
"""Opacity of the pattern."""

STROKE: Final = 1.5
"""Pixels of width of the strokes."""

NAMED_FROM: Final = 10.0
"""Pixels between hex centres from which the map has names: on smaller ones they would hide it."""

DOT: Final = 2.2
DIRECTIONS: Final = 6
EVEN: Final = 0.5
OPAQUE: Final = 255


class Painter:
    """Paints one scenario's map over and over: the land once, the marks of each turn on a copy of it."""

    def __init__(self, scenario: Scenario) -> None:
        start()
        least, most = SCALES
        scale = float(np.clip(WIDTH // (scenario.map.columns + 0.5), least, most))
        self.scenario = scenario
        self.land = paint_land(scenario, scale, grid=False)
        self.names = placed_names(scenario, self.land) if scale >= NAMED_FROM else []

    def paints(self, scenario: Scenario) -> bool:
        """Return whether another scenario has the same map on the same ground, and sides of the same colours."""
        names, ours = scenario.names, self.scenario.names
        alike = scenario.map == self.scenario.map and scenario.ground == self.scenario.ground
        coloured = (names.sides, names.side_colours) == (ours.sides, ours.side_colours)
        return (alike and coloured) or scenario is self.scenario

    def paint(self, share: NDArray[np.float64]) -> bytes:
        """Return a PNG of the map with each hex marked by the share of games in which the first side owns it.

        Parameters
        ----------
        share : (H,) 0 to 1; nan for hexes that nobody owns, which are left free
        """
        picture = self.land.picture.copy()
        land = self.scenario.world.hexes["water"] == 0
        marked: dict[str, list[int]] = {}
        for hex_ in np.flatnonzero(~np.isnan(share) & land).tolist():
            style = of_side(heat_style(float(share[hex_])), self.scenario.names)
            marked.setdefault(style, []).append(hex_)
        for style, hexes in sorted(marked.items()):
            _lay_over(picture, self.land.camera, style, hexes)
        self._draw_front(picture, share)
        draw_labels(picture, self.names)
        return png_of(picture)

    def _draw_front(self, picture: pygame.Surface, share: NDArray[np.float64]) -> None:
        """Draw the hexsides between hexes that the one side and the other own in most games."""
        camera, neighbours = self.land.camera, self.scenario.world.hexes["neighbour"]
        lines = []
        for hex_ in np.flatnonzero(share > EVEN).tolist():  # nan is not greater
            for direction in range(DIRECTIONS):
                other = int(neighbours[hex_, direction])
                if other != NOWHERE and share[other] <= EVEN:
                    ends = lattice_hexside(hex_ % camera.columns, hex_ // camera.columns, direction)
                    lines.append([camera.lattice(end) for end in ends])
        wide = max(2, round(camera.scale * 0.16))
        for colour, thick in ((HALO, wide + 2), (INK, wide)):
            for a, b in lines:
                pygame.draw.line(picture, colour, a, b, thick)
                pygame.draw.circle(picture, colour, a, thick / 2)
                pygame.draw.circle(picture, colour, b, thick / 2)


def _lay_over(picture: pygame.Surface, camera: Camera, style: str, hexes: list[int]) -> None:
    """Lay the tint and the pattern of a mark over hexes."""
    mask = pygame.Surface(picture.get_size(), depth=8)
    mask.set_palette([(0, 0, 0), (OPAQUE, OPAQUE, OPAQUE)])
    for hex_ in hexes:
        pygame.draw.polygon(mask, 1, camera.corners(hex_ % camera.columns, hex_ // camera.columns))
    picture.blit(_pattern(style, pygame.surfarray.array2d(mask) > 0), (0, 0))


def _pattern(style: str, there: NDArray[np.bool_]) -> pygame.Surface:
    """Return a sheet with the tint and the pattern of a mark where it is wanted, (width, height), clear elsewhere."""
    marks = style_of_mark(style, "staff")
    sure = marks.name.rpartition("_")[2]
    tint = marks.tint[:3] if marks.tint[3] else marks.ink[:3]
    x, y = np.indices(there.shape)
    pitch = PITCHES[sure]
    if marks.hatch == "dots":
        odd = (y // pitch) % 2 * (pitch // 2)
        drawn = ((x + odd) % pitch - pitch / 2) ** 2 + (y % pitch - pitch / 2) ** 2 <= DOT
    else:
        drawn = (x + y if marks.hatch == "rising" else x - y) % pitch < STROKE
    pixels = np.zeros((*there.shape, 4), np.uint8)
    pixels[there] = (*tint, TINTS[sure])
    pixels[there & drawn] = (*marks.ink[:3], STROKES[sure])
    return pygame.image.frombuffer(np.ascontiguousarray(pixels.transpose(1, 0, 2)).tobytes(), there.shape, "RGBA")


def sign(style: str) -> bytes:
    """Return a PNG of one hex of a mark, for the legend."""
    start()
    size = round(SIGN) + 2, round(SIGN * 2 * CORNER) + 2
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    camera = Camera(1, 1, SIGN, left=1, top=1)
    _lay_over(sheet, camera, style, [0])
    pygame.draw.polygon(sheet, INK, camera.corners(0, 0), 1)
    return png_of(sheet, colours=0)


def png_of(picture: pygame.Surface, colours: int = COLOURS) -> bytes:
    """Return a picture as a PNG of so many colours, or of all that it has, opacity too, if none are named."""
    from PIL import Image

    kind: Literal["RGB", "RGBA"] = "RGB" if colours else "RGBA"
    image = Image.frombytes(kind, picture.get_size(), pygame.image.tobytes(picture, kind))
    if colours:
        image = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
