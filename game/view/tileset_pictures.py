"""Pictures of the tilesets of an exported map (`game.scenario.tiled`): each square is one hex with clear corners.

Grounds look as on the board; heights are figures on a tint, regions their title on a colour, both to be seen through.
"""

from __future__ import annotations

from colorsys import hsv_to_rgb
from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np
import pygame

from game.view.camera import Camera
from game.view.ground import swatch
from game.view.lettering import shortened, start, write, write_haloed
from game.view.map_lines import draw_houses, draw_trees
from game.view.theme import HALO, HEIGHTS, INK, terrain_style

if TYPE_CHECKING:
    from game.scenario.schema.libraries import Ground, Terrain
    from game.scenario.tiled.content import Tile, Tileset

LETTERS: Final = 15
THROUGH: Final = 150
"""How opaque heights and regions are, of 255."""
RIM: Final = (96, 84, 66, 110)
TURN: Final = 0.381966
"""The part of the colour circle from one region to the next, by which neighbours in the list differ most."""


def png_of(tileset: Tileset, ground: Ground) -> bytes:
    """Return the picture of a tileset as PNG; `ground` says how kinds look."""
    start()
    picture = pygame.Surface(tileset.picture_size, pygame.SRCALPHA)
    heights = [int(tile.properties.get("metres", 0)) for tile in tileset.tiles]
    bounds = (min(heights, default=0), max(heights, default=0))
    for index, tile in enumerate(tileset.tiles):
        if tileset.look == "heights":
            square = _height(heights[index], bounds, tileset.size)
        elif tileset.look == "regions":
            square = _region(tile, index, tileset.size)
        else:
            square = _ground(tile.kind, ground.terrain.get(tile.kind), tileset.size)
        row, column = divmod(index, tileset.columns)
        picture.blit(square, (column * tileset.size[0], row * tileset.size[1]))
    content = BytesIO()
    pygame.image.save(picture, content, "picture.png")
    return content.getvalue()


def _ground(id_: str, noun: Terrain | None, size: tuple[int, int]) -> pygame.Surface:
    """Return a hex of ground with what covers it."""
    style = terrain_style(id_, noun)
    pixels = np.clip(swatch(style, *size, scale=size[0]) + 0.5, 0, 255).astype(np.uint8)
    square = pygame.Surface(size, pygame.SRCALPHA)
    square.blit(pygame.surfarray.make_surface(pixels.transpose(1, 0, 2)), (0, 0))
    draw = {"blocks": draw_houses, "trees": draw_trees}.get(style.pattern)
    if draw is not None:
        draw(square, Camera(1, 1, size[0]), style, [(0, 0)])
    return _cut_out(square)


def _height(metres: int, bounds: tuple[int, int], size: tuple[int, int]) -> pygame.Surface:
    """Return a hex with a figure on the tint of its height."""
    share = (metres - bounds[0]) / max(1, bounds[1] - bounds[0])
    stops = [stop for stop, _ in HEIGHTS]
    red, green, blue = (float(np.interp(share, stops, [colour[band] for _, colour in HEIGHTS])) for band in range(3))
    square = pygame.Surface(size, pygame.SRCALPHA)
    square.fill((round(red), round(green), round(blue), THROUGH))
    _set_middle(square, write(str(metres), "Bold", LETTERS, INK))
    return _cut_out(square)


def _region(tile: Tile, index: int, size: tuple[int, int]) -> pygame.Surface:
    """Return a hex with a title on a colour of its own."""
    red, green, blue = (round(255 * part) for part in hsv_to_rgb(index * TURN % 1, 0.55, 0.9))
    square = pygame.Surface(size, pygame.SRCALPHA)
    square.fill((red, green, blue, THROUGH))
    words = shortened(str(tile.properties.get("title") or tile.kind), "Regular", LETTERS - 3, size[0] - 6)
    _set_middle(square, write_haloed(words, "Regular", LETTERS - 3, INK, HALO))
    return _cut_out(square)


def _set_middle(square: pygame.Surface, text: pygame.Surface) -> None:
    square.blit(text, text.get_rect(center=square.get_rect().center))


def _cut_out(square: pygame.Surface) -> pygame.Surface:
    """Make everything outside the hex clear and draw its rim."""
    wide, high = square.get_width(), square.get_height()
    corners = [
        (wide // 2, 0),
        (wide - 1, high // 4),
        (wide - 1, high * 3 // 4 - 1),
        (wide // 2, high - 1),
        (0, high * 3 // 4 - 1),
        (0, high // 4),
    ]
    mask = pygame.Surface(square.get_size(), pygame.SRCALPHA)
    pygame.draw.polygon(mask, (255, 255, 255, 255), corners)
    square.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    pygame.draw.polygon(square, RIM, corners, 1)
    return square
