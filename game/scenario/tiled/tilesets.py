"""The three tilesets of an exported map: grounds, heights and regions; each square's class says what it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.scenario.heights import elevations
from game.scenario.schema.mapsheet import MapFile
from game.scenario.tiled.content import Look, Tile, Tileset, Value

SIZE: Final = (56, 64)
"""Width and height of a square, in pixels: a hex fills it."""

MARGIN: Final = 50
"""Metres below the lowest and above the highest hex that have squares too, to paint with."""

MOST_HEIGHTS: Final = 1_000
"""Squares for heights; where every metre would take more, every tenth or hundredth has one."""

HEIGHT: Final = "height"
"""The class of all squares of heights; their property `metres` says which."""


def ground_tileset(name: str, legend: dict[str, str], known: Iterable[str]) -> Tileset:
    """Return the grounds of a legend with their characters, then the others that are known, to paint with."""
    tiles = [Tile(ground, {"character": character}) for character, ground in legend.items()]
    there = set(legend.values())
    return _tileset(name, [*tiles, *(Tile(ground) for ground in known if ground not in there)])


def height_tileset(name: str, heights: Iterable[int]) -> Tileset:
    """Return a square for each height that occurs, and for those between and near by."""
    used = set(heights)
    low, high = min(used, default=0) - MARGIN, max(used, default=0) + MARGIN
    pace = next(pace for pace in (1, 10, 100) if (high - low) // pace < MOST_HEIGHTS)
    wanted = sorted(used | {metres for metres in range(low, high + 1) if metres % pace == 0})
    return _tileset(name, [Tile(HEIGHT, {"metres": metres}) for metres in wanted], "heights", columns=25)


def region_tileset(name: str, map_file: MapFile) -> Tileset:
    """Return the regions of a map, each with its character and its title."""
    tiles = []
    for character, region in map_file.region_legend.items():
        said: dict[str, Value] = {"character": character}
        if region in map_file.region_titles:
            said["title"] = map_file.region_titles[region]
        tiles.append(Tile(region, said))
    return _tileset(name, tiles, "regions")


def _tileset(name: str, tiles: list[Tile], look: Look = "grounds", columns: int = 10) -> Tileset:
    return Tileset(name, f"{name}.png", tuple(tiles), SIZE, look, columns)


def shipped_tilesets(grounds: Iterable[str]) -> list[Tileset]:
    """Return the tilesets of `assets/tiled`, for maps that somebody begins in Tiled."""
    return [
        ground_tileset("border_wars_ground", {}, grounds),
        height_tileset("border_wars_heights", range(0, 1001, 10)),
    ]


def heights_of(map_file: MapFile) -> list[list[int]]:
    """Return the heights of a map's hexes, row by row."""
    heights, columns = elevations(map_file), map_file.columns
    return [heights[first : first + columns] for first in range(0, len(heights), columns)]
