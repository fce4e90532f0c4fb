"""The height of every hex of a map: from the grid, or from contours over ground that is flat otherwise."""

from __future__ import annotations

from game.scenario.areas import disc, polygon
from game.scenario.grids import grid_rows, hex_row
from game.scenario.schema.mapsheet import Contour, MapFile


def elevations(map_file: MapFile) -> list[int]:
    """Return the height of every hex in metres, in the order of the arrays."""
    if map_file.elevation is not None:
        return [int(word) for row in grid_rows(map_file.elevation) for word in row.split()]
    heights = [map_file.height] * (map_file.columns * map_file.rows)
    for contour in map_file.contours:
        for row in inside(contour, map_file):
            heights[row] = contour.metres
    return heights


def inside(contour: Contour, map_file: MapFile) -> set[int]:
    """Return the hexes that a contour takes in, in the order of the arrays."""
    found = {row for number in contour.hexes if (row := hex_row(map_file, number)) is not None}
    if contour.radius is not None:
        found |= disc(*contour.radius, map_file)
    if contour.polygon:
        found |= polygon(contour.polygon, map_file)
    return found
