"""Where degrees are on the map: its size in hexes, and the hex, corner and hexside of a spot.

A small map is flat: a degree has so many metres in its middle, east and north, by the usual series for the WGS 84
ellipsoid. Every machine must get the same hex, so there is only + - * / here, and the sine of `light`. Spots count in
distances between hexes, x to the east, y to the south, from the centre of hex 0000.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.errors import ScenarioError
from game.core.limits import MOST_COLUMNS
from game.scenario.geodata.recipe import GeoRecipe
from game.scenario.light import sine
from game.scenario.reading import Document
from game.scenario.tiled.layout import ROW, Corner, Hex, Layout

Spot = tuple[float, float]
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

OUTSIDE: Final = -1
_CORNERS: Final = ((1, 0), (2, 1), (2, 2), (1, 3), (0, 2), (0, 1))


@dataclass(frozen=True)
class Sheet:
    """A map as it lies on the ground."""

    columns: int
    rows: int
    longitude: float
    latitude: float
    east: float
    """Distances between hexes in a degree to the east."""
    north: float
    """And in one to the north."""

    @cached_property
    def layout(self) -> Layout:
        """Its hexes, corners and hexsides."""
        return Layout(self.columns, self.rows)

    def spots(self, longitudes: Floats, latitudes: Floats) -> tuple[Floats, Floats]:
        """Return x and y of spots in degrees."""
        x = (longitudes - self.longitude) * self.east + (self.columns - 0.5) / 2
        return x, (self.latitude - latitudes) * self.north + (self.rows - 1) * ROW / 2

    def degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return longitudes and latitudes of spots."""
        longitudes = (x - (self.columns - 0.5) / 2) / self.east + self.longitude
        return longitudes, self.latitude - (y - (self.rows - 1) * ROW / 2) / self.north

    def hexes_at(self, x: Floats, y: Floats) -> Rows:
        """Return the row number of the nearest hex of each spot, -1 beside the map."""
        best = np.full(x.shape, np.inf)
        found = np.full(x.shape, OUTSIDE, dtype=np.int64)
        upper = np.floor(y / ROW)
        for line in (upper, upper + 1):
            shift = 0.5 * (line - 2 * np.floor(line / 2))
            column = np.floor(x - shift + 0.5)
            across, down = column + shift - x, line * ROW - y
            far = across * across + down * down
            inside = (column >= 0) & (column < self.columns) & (line >= 0) & (line < self.rows)
            number = np.where(inside, column + line * self.columns, OUTSIDE).astype(np.int64)
            nearer = far < best
            best, found = np.where(nearer, far, best), np.where(nearer, number, found)
        return found

    def corner_near(self, spot: Spot, hex_: Hex) -> Corner:
        """Return the corner of a hex that is nearest to a spot in it."""
        column, row = hex_
        corners = [(2 * column + (row & 1) + x, 2 * row + y) for x, y in _CORNERS]
        return min(corners, key=lambda corner: _square(corner_spot(corner), spot))


def corner_spot(corner: Corner) -> Spot:
    """Return where a corner is."""
    row, lower = divmod(corner[1], 2)
    return (corner[0] - 1) / 2, row * ROW - ROW * 2 / 3 + lower * ROW / 3


def _square(here: Spot, there: Spot) -> float:
    across, down = here[0] - there[0], here[1] - there[1]
    return across * across + down * down


def sheet_of(recipe: GeoRecipe, document: Document) -> Sheet:
    """Return the sheet of a recipe. Raises ScenarioError: its edges are the wrong way round, or it is too large."""
    for low, high in (("west", "east"), ("south", "north")):
        if not getattr(recipe, low) < getattr(recipe, high):
            message = f"{getattr(recipe, high)} is not more than `{low}`, which is {getattr(recipe, low)}"
            if low == "west" and recipe.west > 0 > recipe.east:
                message += "; no map is made across the meridian of 180 degrees: let it end there, at 180 or -180"
            raise ScenarioError([document.problem((high,), message)])
    latitude, longitude = (recipe.south + recipe.north) / 2, (recipe.west + recipe.east) / 2
    east, north = (metres / recipe.hex_size for metres in metres_of_degree(latitude))
    width, height = (recipe.east - recipe.west) * east, (recipe.north - recipe.south) * north / ROW
    most = max(width, height)
    if most > MOST_COLUMNS:
        least = int(recipe.hex_size * most / MOST_COLUMNS) + 1
        message = f"the map would have {int(most)} hexes on a side; {MOST_COLUMNS} are the most"
        raise ScenarioError([document.problem(("hex_size",), f"{message}: from {least} metres on it fits")])
    return Sheet(max(1, round(width)), max(1, round(height)), longitude, latitude, east, north)


def metres_of_degree(latitude: float) -> tuple[float, float]:
    """Return the metres of a degree east and north at a latitude."""
    cosines = sine(90.0 - latitude * np.arange(7, dtype=np.float64))
    one, two, three, four, five = (float(value) for value in cosines[1:6])
    return 111412.84 * one - 93.5 * three + 0.118 * five, 111132.92 - 559.82 * two + 1.175 * four
