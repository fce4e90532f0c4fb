"""What a file of Tiled holds, as far as we use it: layers of squares, layers of objects, properties.

`exporting` makes it and `importing` reads it; `writing` and `opening` know the formats. Places are in pixels of the map
(`layout`), and already moved and turned as layer and object say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from game.scenario.tiled.layout import Layout, Point

Value = str | int | float | bool
Shape = Literal["point", "polyline", "polygon", "ellipse", "rectangle", "text"]


Look = Literal["grounds", "heights", "regions"]
"""How the squares of a tileset are painted."""


@dataclass(frozen=True)
class Tile:
    """One square of a tileset: its class says what it stands for."""

    kind: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    spot: str = ""  # "3 of ground", for messages


@dataclass(frozen=True)
class Tileset:
    """Squares that lie side by side in one picture, so many a row."""

    name: str
    picture: str
    tiles: tuple[Tile, ...]
    size: tuple[int, int]
    look: Look = "grounds"
    columns: int = 10

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        rows = -(-len(self.tiles) // self.columns)
        return self.columns * self.size[0], rows * self.size[1]


@dataclass(frozen=True)
class Grid:
    """A layer with a square for each hex, row by row; None where nothing is painted."""

    name: str
    cells: list[list[Tile | None]]
    visible: bool = True


@dataclass(frozen=True)
class Thing:
    """An object: `points` are its corners or its one place; of an ellipse or rectangle its middle, with its `size`."""

    shape: Shape
    points: list[Point]
    name: str = ""
    kind: str = ""
    properties: Mapping[str, Value] = field(default_factory=dict)
    size: tuple[float, float] = (0, 0)
    number: int = 0


@dataclass(frozen=True)
class Sheet:
    """A layer of objects."""

    name: str
    things: list[Thing]
    properties: Mapping[str, Value] = field(default_factory=dict)
    colour: str = ""


@dataclass(frozen=True)
class Content:
    """A whole map."""

    layout: Layout
    properties: Mapping[str, Value]
    tilesets: list[Tileset]
    grids: list[Grid]
    sheets: list[Sheet]
