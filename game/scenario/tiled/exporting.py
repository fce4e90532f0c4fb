"""Map to content: grids become layers of squares, everything else objects with properties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, Final

from game.core.hexes import parse_number, step
from game.scenario.grids import grid_rows, hexside
from game.scenario.schema.mapsheet import MapFile
from game.scenario.tiled.content import Content, Grid, Shape, Sheet, Thing, Tile, Tileset, Value
from game.scenario.tiled.entries import KEPT, flat
from game.scenario.tiled.layout import Corner, Layout, Point, Side
from game.scenario.tiled.tilesets import ground_tileset, height_tileset, heights_of, region_tileset

SCALARS: Final = ("schema", "name", "hex_size", "latitude", "longitude")
"""Keys of a map that become properties of the whole map by themselves."""

CREDIT: Final = "credit"
"""Begins the name of a property with a credit: Tiled sorts properties by name, so they are numbered."""

HANDLED: Final = frozenset(
    {*SCALARS, "credits", "columns", "rows", "legend", "terrain", "elevation"}
    | {"region_legend", "region_titles", "regions", "hexsides", "lines", "roads", "bridges", "places", "areas"}
    | {"crossings", "height", "contours"}  # these are in the layer of heights
)
"""Keys that have a place of their own; others are kept as JSON."""

COLOURS: Final[Mapping[str, str]] = {
    "hexsides": "#1d5f9e",
    "lines": "#b02020",
    "roads": "#6b4a2a",
    "bridges": "#202020",
    "places": "#202020",
    "areas": "#8a2be2",
    "crossings": "#0a7d8c",
}

NAMED: Final = "named_hex"
"""Property of a line of hexsides: "left" where the hex that the map names is on the left of the way."""

BLANK: Final = (2.0, 1.0)
"""Width and height, in hexes, of the box of an entry that has no place on the map."""


def content_of(map_file: MapFile, name: str, grounds: Iterable[str]) -> Content:
    """Return a map as a file of Tiled has it; tilesets are called after `name` and have all `grounds` to paint with."""
    data = map_file.model_dump(by_alias=True, exclude_unset=True)
    layout = Layout(map_file.columns, map_file.rows)
    ground = ground_tileset(f"{name}_ground", map_file.legend, grounds)
    heights = height_tileset(f"{name}_heights", (metres for row in heights_of(map_file) for metres in row))
    tilesets, grids = [ground, heights], [_terrain(map_file, ground), _elevation(map_file, heights)]
    if map_file.region_legend:
        tilesets.append(region_tileset(f"{name}_regions", map_file))
    if map_file.regions is not None:
        grids.append(_regions(map_file, tilesets[-1]))
    return Content(layout, _properties(data), tilesets, grids, list(_sheets(map_file, data, layout)))


def _properties(data: Mapping[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = {key: data[key] for key in SCALARS if key in data}
    found |= {f"{CREDIT} {number:02d}": text for number, text in enumerate(data.get("credits", []), 1)}
    rest = {key: value for key, value in data.items() if key not in HANDLED}
    return found | {KEPT + key: json.dumps(value, ensure_ascii=False) for key, value in rest.items()}


# --- grids ----------------------------------------------------------------------------------------------------------


def _by_character(tileset: Tileset) -> dict[str, Tile]:
    return {str(tile.properties["character"]): tile for tile in tileset.tiles if "character" in tile.properties}


def _terrain(map_file: MapFile, tileset: Tileset) -> Grid:
    tiles = _by_character(tileset)
    return Grid("terrain", [[tiles[character] for character in row] for row in grid_rows(map_file.terrain)])


def _elevation(map_file: MapFile, tileset: Tileset) -> Grid:
    tiles = {int(tile.properties["metres"]): tile for tile in tileset.tiles}
    return Grid("elevation", [[tiles[metres] for metres in row] for row in heights_of(map_file)], visible=False)


def _regions(map_file: MapFile, tileset: Tileset) -> Grid:
    """Lay the regions; a hex of none has no square."""
    tiles = _by_character(tileset) if map_file.region_legend else {}
    rows = grid_rows(map_file.regions or "")
    return Grid("regions", [[tiles.get(character) for character in row] for row in rows], visible=False)


# --- objects --------------------------------------------------------------------------------------------------------


def _sheets(map_file: MapFile, data: Mapping[str, Any], layout: Layout) -> Iterator[Sheet]:
    """Yield the layers of objects, also those that are empty: somebody may want to draw there."""
    for group in ("hexsides", "lines"):
        kinds: dict[str, list[str]] = data.get(group, {})
        things = [thing for kind, sides in kinds.items() for thing in _chains(map_file, layout, kind, sides)]
        yield _sheet(group, things, layout, {"kinds": " ".join(kinds)} if kinds else {})
    yield _sheet("roads", [_road(road, layout) for road in data.get("roads", [])], layout)
    yield _sheet("bridges", [_bridge(map_file, bridge, layout) for bridge in data.get("bridges", [])], layout)
    yield _sheet("places", [_place(place, layout) for place in data.get("places", [])], layout)
    areas = data.get("areas", {})
    yield _sheet("areas", [thing for id_, area in areas.items() for thing in _area(id_, area, layout)], layout)
    yield _sheet("crossings", [_crossing(crossing, layout) for crossing in data.get("crossings", [])], layout)


def _sheet(name: str, things: list[Thing], layout: Layout, properties: Mapping[str, Value] | None = None) -> Sheet:
    """Return a layer; the boxes of entries that have no place on the map stand side by side above it."""
    boxes = count(1)
    spread = [
        replace(thing, points=[(1.5 * BLANK[0] * layout.width * next(boxes), -layout.height)])
        if thing.shape == "rectangle"
        else thing
        for thing in things
    ]
    return Sheet(name, spread, properties or {}, COLOURS[name])


def _middles(hexes: Iterable[str], layout: Layout) -> list[Point]:
    places = [place for printed in hexes if (place := parse_number(printed)) is not None]
    return [layout.middle(*place) for place in places]


def _rest(entry: Mapping[str, Any], *drawn: str) -> dict[str, Value]:
    return flat({key: value for key, value in entry.items() if key not in drawn})


def _place(place: Mapping[str, Any], layout: Layout) -> Thing:
    said = _rest(place, "name", "kind", "hex")
    return Thing("point", _middles([place["hex"]], layout), place["name"], place["kind"], said)


def _road(road: Mapping[str, Any], layout: Layout) -> Thing:
    said = _rest(road, "name", "kind", "path")
    return Thing("polyline", _middles(road["path"], layout), road["name"], road["kind"], said)


def _bridge(map_file: MapFile, bridge: Mapping[str, Any], layout: Layout) -> Thing:
    """Draw a bridge from the middle of the hex that the map names to that of the other."""
    column, row, direction = _side(map_file, bridge["hexside"])
    points = [layout.middle(column, row), layout.middle(*step(column, row, direction))]
    return Thing("polyline", points, bridge["name"], bridge["kind"], _rest(bridge, "name", "kind", "hexside"))


def _crossing(crossing: Mapping[str, Any], layout: Layout) -> Thing:
    shape, points = _spots(crossing.get("hexes", []), layout)
    said = _rest(crossing, "name", "hexes")
    return Thing(shape, points, crossing["name"], "crossing", said, _box(layout) if shape == "rectangle" else (0, 0))


def _area(id_: str, area: Mapping[str, Any], layout: Layout) -> Iterator[Thing]:
    """Yield the shapes of an area; what is no shape stands at the first of them."""
    said = _rest(area, "hexes", "polygon", "radius")
    shapes: list[tuple[Shape, list[Point], tuple[float, float]]] = []
    if area.get("hexes"):
        shapes.append((*_spots(area["hexes"], layout), (0, 0)))
    if area.get("polygon"):
        shapes.append(_corners(area["polygon"], layout))
    if area.get("radius") is not None:
        centre, steps = area["radius"]
        size = ((2 * steps + 1) * layout.width, 2 * steps * layout.pitch + layout.height)
        shapes.append(("ellipse", _middles([centre], layout), size))
    for shape, points, size in shapes or [(*_spots([], layout), _box(layout))]:
        yield Thing(shape, points, id_, "area", said, size)
        said = {}


def _corners(hexes: list[str], layout: Layout) -> tuple[Shape, list[Point], tuple[float, float]]:
    """Return the shape of a polygon; Tiled has none with fewer than three corners, so the first comes again."""
    return "polygon", _middles([*hexes, *hexes[:1] * (3 - len(hexes))], layout), (0, 0)


def _spots(hexes: list[str], layout: Layout) -> tuple[Shape, list[Point]]:
    """Return the shape of single hexes: a point, a line that has a corner in each, or a box beside the map for none."""
    if not hexes:
        return "rectangle", [(0, 0)]
    return ("point" if len(hexes) == 1 else "polyline"), _middles(hexes, layout)


def _box(layout: Layout) -> tuple[float, float]:
    return BLANK[0] * layout.width, BLANK[1] * layout.height


# --- hexsides -------------------------------------------------------------------------------------------------------


def _side(map_file: MapFile, reference: str) -> Side:
    found = hexside(map_file, reference)
    assert found is not None, "a map whose hexsides have been checked"
    return found[0] % map_file.columns, found[0] // map_file.columns, found[1]


def _chains(map_file: MapFile, layout: Layout, kind: str, sides: list[str]) -> Iterator[Thing]:
    """Yield a line for each run of hexsides that follow on each other with their hexes on one hand."""
    right = [layout.edge(_side(map_file, reference)) for reference in sides]
    left = [(last, first) for first, last in right]
    done = 0
    while done < len(right):
        corners, said = _run(right, done), dict[str, Value]()
        if len(other := _run(left, done)) > len(corners):
            corners, said = other, {NAMED: "left"}
        yield Thing("polyline", [layout.corner(corner) for corner in corners], "", kind, said)
        done += len(corners) - 1


def _run(edges: list[tuple[Corner, Corner]], start: int) -> list[Corner]:
    """Return the corners of an edge and of those that follow on it."""
    corners = [*edges[start]]
    following = (edges[index] for index in range(start + 1, len(edges)))
    for first, last in following:
        if first != corners[-1]:
            break
        corners.append(last)
    return corners
