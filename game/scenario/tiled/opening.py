"""A file of Tiled as content: guarded, read by pytiled-parser, and everything moved to where it stands on the map."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, isfinite, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from game.core.errors import UsageError
from game.scenario.reading import fail
from game.scenario.suggesting import quote
from game.scenario.tiled.content import Content, Grid, Shape, Sheet, Thing, Tile, Tileset, Value
from game.scenario.tiled.guarding import guard
from game.scenario.tiled.layout import Point
from game.scenario.tiled.tilesets import SIZE

if TYPE_CHECKING:
    import pytiled_parser

_FLAGS: Final = 0xF0000000
"""Bits of a square's number by which Tiled turns and mirrors it."""

_MOST_POINTS: Final = 20_000
"""Corners of one object; a line along every hexside of the largest map has fewer."""

_FARTHEST: Final = 1e7
"""Pixels from the corner of the map at which an object can still be meant."""


def open_map(path: Path, name: str) -> Content:
    """Return what a file of Tiled holds; `name` is what messages call it.

    Raises
    ------
    ScenarioError : it cannot be read, or is laid out otherwise than our maps.
    UsageError : pytiled-parser is not installed.
    """
    parse = _parser()
    layout = guard(path, name)
    try:
        parsed = parse.parse_map(path)
        sets = {first: (tileset, _tileset(tileset)) for first, tileset in parsed.tilesets.items()}
        tiles = {first + number: tile for first, (_, found) in sets.items() for number, tile in found.items()}
        tilesets = [Tileset(tileset.name, "", tuple(found.values()), SIZE) for tileset, found in sets.values()]
        flat = list(_flat(parsed.layers or []))
        grids = [_grid(layer, tiles) for layer, _ in flat if isinstance(layer, parse.TileLayer)]
        sheets = [_sheet(layer, offset) for layer, offset in flat if isinstance(layer, parse.ObjectLayer)]
        properties = _properties(parsed.properties)
    except Exception as error:  # a library that takes files for what it expects; any fault is one of the file
        missing = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        fail(name, f"the file is no map as Tiled writes it: {missing}; open it in Tiled and save it again")
    return Content(layout, properties, tilesets, grids, sheets)


def _parser() -> Any:
    try:
        import pytiled_parser
    except ModuleNotFoundError as error:
        if error.name != "pytiled_parser":
            raise
        message = "maps of Tiled are read by pytiled-parser, which is not installed: pip install 'borderwars[tiled]'"
        raise UsageError(message) from error
    return pytiled_parser


def _tileset(tileset: pytiled_parser.Tileset) -> dict[int, Tile]:
    """Return the squares of a tileset that say something of themselves."""
    return {
        number: Tile(str(tile.class_ or ""), _properties(tile.properties), f"{number} of {quote(tileset.name)}")
        for number, tile in (tileset.tiles or {}).items()
    }


def _flat(layers: list[Any], offset: Point = (0, 0)) -> Iterator[tuple[Any, Point]]:
    """Yield all layers, those in groups too, each with how far it is moved; `guard` has bounded their depth."""
    for layer in layers:
        moved = (offset[0] + layer.offset.x, offset[1] + layer.offset.y)
        if hasattr(layer, "layers"):
            yield from _flat(layer.layers or [], moved)
        else:
            yield layer, moved


def _grid(layer: pytiled_parser.TileLayer, tiles: dict[int, Tile]) -> Grid:
    rows = [[int(number) & ~_FLAGS for number in row] for row in layer.data or []]
    return Grid(str(layer.name or ""), [[_tile(number, tiles) for number in row] for row in rows], bool(layer.visible))


def _tile(number: int, tiles: dict[int, Tile]) -> Tile | None:
    """Return what a square says; one that its tileset says nothing of is there all the same."""
    return tiles.get(number, Tile("", {}, f"number {number}")) if number else None


def _properties(found: Any) -> dict[str, Value]:
    """Return properties as plain values; files and colours become text."""
    plain = {str(name): value for name, value in (found or {}).items()}
    return {name: value if isinstance(value, (str, int, float)) else str(value) for name, value in plain.items()}


# --- objects --------------------------------------------------------------------------------------------------------


def _sheet(layer: pytiled_parser.ObjectLayer, offset: Point) -> Sheet:
    things = [_thing(found, offset) for found in layer.tiled_objects]
    return Sheet(str(layer.name or ""), things, _properties(layer.properties))


def _thing(found: Any, offset: Point) -> Thing:
    shape = _shape(found)
    size = (float(found.size.width), float(found.size.height)) if shape in ("ellipse", "rectangle", "text") else (0, 0)
    inside = (
        [(point.x, point.y) for point in found.points]
        if shape in ("polyline", "polygon")
        else [(size[0] / 2, size[1] / 2)]
    )
    if len(inside) > _MOST_POINTS:
        raise ValueError(f"object {found.id} has {len(inside)} corners; {_MOST_POINTS} are the most")
    start = (found.coordinates.x + offset[0], found.coordinates.y + offset[1])
    points = [_turned(start, point, found.rotation) for point in inside]
    if not all(isfinite(x) and isfinite(y) and hypot(x, y) < _FARTHEST for x, y in (*points, size)):
        raise ValueError(f"object {found.id} is nowhere near the map")
    properties = _properties(found.properties)
    return Thing(shape, points, str(found.name or ""), str(found.class_ or ""), properties, size, found.id)


def _shape(found: Any) -> Shape:
    names: dict[str, Shape] = {"Point": "point", "Polyline": "polyline", "Polygon": "polygon", "Ellipse": "ellipse"}
    return names.get(type(found).__name__, "text" if type(found).__name__ == "Text" else "rectangle")


def _turned(start: Point, point: Point, degrees: float) -> Point:
    """Return a point of an object, which Tiled turns clockwise about the place where it stands."""
    turn = radians(degrees)
    x, y = point
    return start[0] + x * cos(turn) - y * sin(turn), start[1] + x * sin(turn) + y * cos(turn)
