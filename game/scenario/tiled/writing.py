"""Content as text: maps as TMX (XML) and TMJ (JSON), tilesets as TSX, in the form of Tiled 1.10.

Numbers without a fraction are written without a point, as Tiled does.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, Final

from game.scenario.tiled.content import Content, Grid, Sheet, Thing, Tileset, Value

VERSION: Final = "1.10"
SAVED_BY: Final = "1.10.2"

_TYPES: Final = {bool: "bool", int: "int", float: "float", str: "string"}


def tsx(tileset: Tileset) -> str:
    """Return a tileset as the text of a file that maps of either format refer to."""
    width, height = tileset.picture_size
    facts = {"name": tileset.name, "tilewidth": tileset.size[0], "tileheight": tileset.size[1]}
    counts = {"tilecount": len(tileset.tiles), "columns": tileset.columns}
    root = _element(None, "tileset", {"version": VERSION, "tiledversion": SAVED_BY} | facts | counts)
    _element(root, "image", {"source": tileset.picture, "width": width, "height": height})
    for index, tile in enumerate(tileset.tiles):
        there = _element(root, "tile", {"id": index, "type": tile.kind})
        _properties(there, tile.properties)
    return _text(root)


# --- TMX ------------------------------------------------------------------------------------------------------------


def tmx(content: Content) -> str:
    """Return a map as XML."""
    root = _element(None, "map", _head(content) | {"infinite": 0})
    _properties(root, content.properties)
    for tileset, first in _numbered(content):
        _element(root, "tileset", {"firstgid": first, "source": f"{tileset.name}.tsx"})
    numbers = _numbers(content)
    for index, grid in enumerate(content.grids, 1):
        size = {"width": content.layout.columns, "height": content.layout.rows}
        layer = _element(root, "layer", {"id": index, "name": grid.name} | size | _hidden(grid))
        _element(layer, "data", {"encoding": "csv"}).text = "\n" + ",\n".join(
            ",".join(str(number) for number in row) for row in _rows(grid, numbers)
        )
    ids = count(1)
    for index, sheet in enumerate(content.sheets, len(content.grids) + 1):
        group = _element(root, "objectgroup", {"color": sheet.colour, "id": index, "name": sheet.name})
        _properties(group, sheet.properties)
        for thing in sheet.things:
            _object(group, thing, next(ids))
    return _text(root)


def _object(group: ET.Element, thing: Thing, number: int) -> None:
    x, y = _origin(thing)
    facts: dict[str, Any] = {"id": number, "name": thing.name, "type": thing.kind, "x": _plain(x), "y": _plain(y)}
    size = {"width": _plain(thing.size[0]), "height": _plain(thing.size[1])} if any(thing.size) else {}
    there = _element(group, "object", {key: value for key, value in facts.items() if value != ""} | size)
    _properties(there, thing.properties)
    if thing.shape in ("polyline", "polygon"):
        points = " ".join(f"{_plain(px - x)},{_plain(py - y)}" for px, py in thing.points)
        _element(there, thing.shape, {"points": points})
    elif thing.shape in ("point", "ellipse"):
        _element(there, thing.shape, {})


def _properties(parent: ET.Element, properties: Mapping[str, Value]) -> None:
    if not properties:
        return
    group = _element(parent, "properties", {})
    for name, value in properties.items():
        facts = {"name": name} if isinstance(value, str) else {"name": name, "type": _TYPES[type(value)]}
        _element(group, "property", facts | {"value": value})


def _element(parent: ET.Element | None, name: str, facts: Mapping[str, Any]) -> ET.Element:
    shown = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in facts.items()}
    return ET.Element(name, shown) if parent is None else ET.SubElement(parent, name, shown)


def _text(root: ET.Element) -> str:
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


# --- TMJ ------------------------------------------------------------------------------------------------------------


def tmj(content: Content) -> str:
    """Return a map as JSON."""
    numbers = _numbers(content)
    layers = [_json_grid(grid, index, content, numbers) for index, grid in enumerate(content.grids, 1)]
    ids = count(1)
    layers += [_json_sheet(sheet, index, ids) for index, sheet in enumerate(content.sheets, len(layers) + 1)]
    data = _head(content) | {
        "infinite": False,
        "layers": layers,
        "tilesets": [{"firstgid": first, "source": f"{tileset.name}.tsx"} for tileset, first in _numbered(content)],
        "type": "map",
        **_json_properties(content.properties),
    }
    return json.dumps(data, ensure_ascii=False, separators=(", ", ":")) + "\n"


def _json_grid(grid: Grid, index: int, content: Content, numbers: Mapping[int, int]) -> dict[str, Any]:
    data = [number for row in _rows(grid, numbers) for number in row]
    size = {"width": content.layout.columns, "height": content.layout.rows, "x": 0, "y": 0}
    return (
        {"type": "tilelayer", "id": index, "name": grid.name, "opacity": 1, "visible": grid.visible}
        | size
        | {"data": data}
    )


def _json_sheet(sheet: Sheet, index: int, ids: Iterator[int]) -> dict[str, Any]:
    things = [_json_object(thing, next(ids)) for thing in sheet.things]
    place = {"x": 0, "y": 0, "opacity": 1, "visible": True, "draworder": "topdown", "color": sheet.colour}
    return (
        {"type": "objectgroup", "id": index, "name": sheet.name}
        | place
        | {
            "objects": things,
            **_json_properties(sheet.properties),
        }
    )


def _json_object(thing: Thing, number: int) -> dict[str, Any]:
    x, y = _origin(thing)
    said: dict[str, Any] = {"id": number, "name": thing.name, "type": thing.kind, "x": _plain(x), "y": _plain(y)}
    said |= {"width": _plain(thing.size[0]), "height": _plain(thing.size[1]), "rotation": 0, "visible": True}
    if thing.shape in ("polyline", "polygon"):
        said[thing.shape] = [{"x": _plain(px - x), "y": _plain(py - y)} for px, py in thing.points]
    elif thing.shape in ("point", "ellipse"):
        said[thing.shape] = True
    return said | _json_properties(thing.properties)


def _json_properties(properties: Mapping[str, Value]) -> dict[str, Any]:
    listed = [{"name": name, "type": _TYPES[type(value)], "value": value} for name, value in properties.items()]
    return {"properties": listed} if listed else {}


# --- both -----------------------------------------------------------------------------------------------------------


def _head(content: Content) -> dict[str, Any]:
    layout = content.layout
    return {
        "version": VERSION,
        "tiledversion": SAVED_BY,
        "orientation": "hexagonal",
        "renderorder": "right-down",
        "width": layout.columns,
        "height": layout.rows,
        "tilewidth": layout.width,
        "tileheight": layout.height,
        "hexsidelength": layout.side,
        "staggeraxis": "y",
        "staggerindex": "odd",
        "nextlayerid": len(content.grids) + len(content.sheets) + 1,
        "nextobjectid": sum(len(sheet.things) for sheet in content.sheets) + 1,
    }


def _numbered(content: Content) -> list[tuple[Tileset, int]]:
    """Return the tilesets, each with the number that its first square has in this map."""
    firsts = [1]
    for tileset in content.tilesets:
        firsts.append(firsts[-1] + len(tileset.tiles))
    return list(zip(content.tilesets, firsts, strict=False))


def _numbers(content: Content) -> dict[int, int]:
    """Return the number of each square of the tilesets, by its identity."""
    return {
        id(tile): first + index for tileset, first in _numbered(content) for index, tile in enumerate(tileset.tiles)
    }


def _rows(grid: Grid, numbers: Mapping[int, int]) -> list[list[int]]:
    """Return the squares of a layer by number; 0 is none."""
    return [[0 if tile is None else numbers[id(tile)] for tile in row] for row in grid.cells]


def _hidden(grid: Grid) -> dict[str, Any]:
    return {} if grid.visible else {"visible": 0}


def _origin(thing: Thing) -> tuple[float, float]:
    """Return where an object stands by Tiled: at its first point, or at the corner of its box."""
    x, y = thing.points[0]
    return x - thing.size[0] / 2, y - thing.size[1] / 2


def _plain(value: float) -> int | float:
    """Return a number without a fraction as a whole one."""
    return int(value) if value == int(value) else value
