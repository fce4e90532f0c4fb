"""Files from anywhere: what is refused before pytiled-parser reads them.

It opens whatever a map names, expands whatever is packed and believes every size. So each file is read here first,
within bounds: no document types and entities in XML, no templates, tilesets only from the map's own folder, packed
layers exactly as large as the map. What remains may still be nonsense, but it is small and it is all here.
"""

from __future__ import annotations

import base64
import binascii
import json
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from game.scenario.names import so_many
from game.scenario.reading import LONGEST_EXCERPT, decode, fail, load_bytes
from game.scenario.schema.mapsheet import MapFile
from game.scenario.suggesting import quote
from game.scenario.tiled.layout import Layout

MOST_BYTES: Final = 10_000_000
MOST_VALUES: Final = 1_000_000
"""Elements of XML, or values of JSON, in one file."""
MOST_DEPTH: Final = 32
MOST_TILESETS: Final = 32
MOST_LAYERS: Final = 32
"""Layers of squares: packed, each may be a few bytes and become a whole map."""
MOST_PIXELS: Final = 4_096
"""The largest width or height of a hex in pixels."""

_CHUNK: Final = 1 << 16
_WRONG_WAY: Final = "set Orientation: Hexagonal, Stagger Axis: Y, Stagger Index: Odd in Map > Map Properties"
_PLAIN_WAY: Final = "set Tile Layer Format: CSV in Map > Map Properties"
_UNZIP: Final = {"zlib": 15, "gzip": 31}
"""Window bits by which zlib knows the two."""

Facts = Mapping[str, Any]
"""The attributes of an element of XML, or the keys of an object of JSON."""


@dataclass(frozen=True)
class Packed:
    """A layer of squares as it is written: a list of numbers, numbers with commas between, or packed as base64."""

    facts: Facts
    encoding: str
    compression: str
    data: Any


@dataclass(frozen=True)
class Outline:
    """What a file says of itself, whatever its format: its head, its tilesets and its layers of squares."""

    name: str
    head: Facts
    tilesets: list[Facts]
    layers: list[Packed]


def guard(path: Path, name: str) -> Layout:
    """Return how a map is laid out if it may be read, with the tilesets that it names. Raises ScenarioError."""
    outline = _outline(_text_of(path, name), name)
    layout = _layout(outline)
    if len(outline.layers) > MOST_LAYERS:
        fail(name, f"the map has {len(outline.layers)} layers of squares; {MOST_LAYERS} are the most")
    for layer in outline.layers:
        _require_size(name, layout, layer)
    if len(outline.tilesets) > MOST_TILESETS:
        fail(name, f"the map has {len(outline.tilesets)} tilesets; {MOST_TILESETS} are the most")
    for tileset in outline.tilesets:
        if tileset.get("source") is not None:
            _guard_tileset(path, name, str(tileset["source"]))
    return layout


def _guard_tileset(path: Path, name: str, source: str) -> None:
    """See that a tileset lies beside the map, or in a folder there, and may be read."""
    folder = path.parent.resolve()  # of the link, if the map is one: there its tilesets are looked for
    try:
        there = (folder / source).resolve()
    except (OSError, ValueError, RuntimeError):
        there = folder.parent
    if not there.is_relative_to(folder) or "\\" in source:
        fail(name, f"the tileset {quote(source)} is not in the folder of the map; put it there and add it to the map")
    called = f"{name}, tileset {quote(source)}"
    if _outline(_text_of(there, called), called).layers:
        fail(called, "the tileset has a layer of a map in it; no tileset that Tiled writes has one")


def _text_of(path: Path, name: str) -> str:
    return decode(load_bytes(path, name, MOST_BYTES), name)


def _outline(text: str, name: str) -> Outline:
    """Read a file in either format, as pytiled-parser tells them apart."""
    return _outline_of_xml(text, name) if text.startswith("<") else _outline_of_json(text, name)


def _fail_at(text: str, name: str, message: str, line: int, column: int) -> NoReturn:
    """Refuse a file for what stands at a place, and show its line where that is short enough."""
    shown = text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""
    fail(name, message, line, column, shown if len(shown) <= LONGEST_EXCERPT else "")


# --- XML ------------------------------------------------------------------------------------------------------------


def _outline_of_xml(text: str, name: str) -> Outline:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        fail(name, "the file has a document type (<!DOCTYPE), which no file of Tiled has; it is not read")
    root = _root(text, name)
    layers = []
    for layer in root.iter("layer"):
        data = layer.find("data")
        if data is None:
            continue
        if data.find("chunk") is not None:
            _refuse_infinite(name)
        said = data.attrib
        layers.append(Packed(layer.attrib, said.get("encoding", "XML"), said.get("compression", ""), data.text or ""))
    return Outline(name, root.attrib, [tileset.attrib for tileset in root.findall("./tileset")], layers)


def _root(text: str, name: str) -> ET.Element:
    """Build the tree piece by piece, so that a file with too many elements is given up before it fills the memory."""
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(("start", "end"))
    root, depth, seen = ET.Element("nothing"), 0, 0
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
            for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
                depth += 1 if event == "start" else -1
                seen += event == "start"
                root = element if seen == 1 else root
                if seen > MOST_VALUES or depth > MOST_DEPTH:
                    fail(name, f"the file has more than {MOST_VALUES} elements, or they lie too deep in each other")
                if event == "start" and element.get("template") is not None:
                    _refuse_template(name, element.attrib)
        parser.close()
    except ET.ParseError as error:
        line, column = error.position
        _fail_at(text, name, f"the file is not XML: {str(error).partition(':')[0]}", line, column + 1)
    return root


# --- JSON -----------------------------------------------------------------------------------------------------------


def _outline_of_json(text: str, name: str) -> Outline:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        _fail_at(text, name, f"the file is neither XML nor JSON: {error.msg}", error.lineno, error.colno)
    except (ValueError, RecursionError) as error:
        fail(name, f"the file cannot be read as JSON: {error}")
    if not isinstance(data, dict):
        fail(name, "the file is JSON, but no map of Tiled")
    tilesets = data.get("tilesets")
    known: list[Facts] = (
        [tileset for tileset in tilesets if isinstance(tileset, dict)] if isinstance(tilesets, list) else []
    )
    return Outline(name, data, known, [_packed(facts, name) for facts in _objects(data, name) if _is_layer(facts)])


def _is_layer(facts: Facts) -> bool:
    """Whether an object of JSON would be unpacked as a layer of squares, wherever it stands."""
    return facts.get("data") is not None or facts.get("chunks") is not None


def _packed(layer: Facts, name: str) -> Packed:
    if layer.get("chunks") is not None:
        _refuse_infinite(name)
    plain = layer.get("encoding") is None and isinstance(layer["data"], list)
    encoding = "list" if plain else "base64" if layer.get("encoding") == "base64" else "text"
    return Packed(layer, encoding, str(layer.get("compression") or ""), layer["data"])


def _objects(data: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield all objects of a file; refuse too many values, too deep ones, and templates anywhere."""
    waiting: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if seen > MOST_VALUES or depth > MOST_DEPTH:
            fail(name, f"the file has more than {MOST_VALUES} values, or they lie too deep in each other")
        if isinstance(value, dict):
            if value.get("template") is not None:
                _refuse_template(name, value)
            yield value
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(child, depth + 1) for child in inside]


def _refuse_template(name: str, facts: Facts) -> None:
    fail(name, f"object {facts.get('id', '?')} is made from a template; detach it in Tiled (right click: Detach)")


def _refuse_infinite(name: str) -> None:
    fail(name, "the map is infinite; take the tick from Infinite in Map > Map Properties")


# --- both -----------------------------------------------------------------------------------------------------------


def _layout(outline: Outline) -> Layout:
    """Return the layout of a map that has ours."""
    head, name = outline.head, outline.name
    if head.get("orientation") is None:
        fail(name, "the file is no map of Tiled: it does not say its orientation")
    if head["orientation"] != "hexagonal":
        fail(name, f"the orientation of the map is {quote(head['orientation'])}; {_WRONG_WAY}")
    if head.get("staggeraxis") != "y":
        fail(name, f"the hexes have flat tops (stagger axis {quote(head.get('staggeraxis'))}); {_WRONG_WAY}")
    if head.get("staggerindex", "odd") != "odd":
        fail(name, f"the even rows stand to the east (stagger index {quote(head.get('staggerindex'))}); {_WRONG_WAY}")
    if head.get("infinite") not in (None, "0", False):
        _refuse_infinite(name)
    columns, rows = (
        _whole(outline, head, key, _most(ours)) for key, ours in (("width", "columns"), ("height", "rows"))
    )
    width, height = (_whole(outline, head, key, MOST_PIXELS) for key in ("tilewidth", "tileheight"))
    side = _whole(outline, head, "hexsidelength", height - 1)
    return Layout(columns, rows, width, height, side)


def _most(key: str) -> int:
    """Return how many columns or rows a map may have."""
    return next(int(bound.le) for bound in MapFile.model_fields[key].metadata if hasattr(bound, "le"))


def _whole(outline: Outline, facts: Facts, key: str, most: int) -> int:
    """Return a whole number from 1 to `most`."""
    text = str(facts.get(key, "")).removesuffix(".0")
    if text.isascii() and text.isdigit() and len(text) < len(str(MOST_BYTES)) and 1 <= int(text) <= most:
        return int(text)
    fail(outline.name, f"`{key}` of the map is {quote(text)}; it should be a whole number from 1 to {most}")


def _require_size(name: str, layout: Layout, layer: Packed) -> None:
    """See that a layer of squares has one for each hex, and no more when it is unpacked."""
    called, data = f"layer {quote(layer.facts.get('name', ''))}", layer.data
    expected = layout.columns * layout.rows
    if (str(layer.facts.get("width")), str(layer.facts.get("height"))) != (str(layout.columns), str(layout.rows)):
        fail(name, f"{called} is not as large as the map, {layout.columns} x {layout.rows} hexes")
    if layer.encoding == "list":
        found = len(data)
    elif layer.encoding == "csv":
        found = data.count(",") + 1
    elif layer.encoding == "base64" and isinstance(data, str):
        found = _unpacked(name, called, data, layer.compression, 4 * expected) // 4
    else:
        fail(name, f"{called} is written in a way that is not read here; {_PLAIN_WAY}")
    if found != expected:
        fail(name, f"{called} should have {so_many(expected, 'square')}, one for each hex; the file is damaged")


def _unpacked(name: str, called: str, text: str, compression: str, expected: int) -> int:
    """Return how many bytes base64 data are, unpacked no further than what is expected and one more."""
    if compression not in ("", *_UNZIP):
        fail(name, f"{called} is packed by {quote(compression)}; {_PLAIN_WAY}")
    try:
        packed = base64.b64decode(text.strip())
        if not compression:
            return len(packed)
        unzip = zlib.decompressobj(_UNZIP[compression])
        found = len(unzip.decompress(packed, expected + 1))
    except (binascii.Error, ValueError, zlib.error) as error:
        fail(name, f"{called} cannot be unpacked: {error}; the file is damaged")
    whole = unzip.eof and not unzip.unused_data  # what follows would be unpacked too
    return found if whole else 0
