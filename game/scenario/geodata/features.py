"""GeoJSON from anywhere to features, within bounds: longitude before latitude, in degrees (RFC 7946).

Any fault is one sentence with the file and the place in it. A file with another system of coordinates is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Final, NoReturn

from game.core.errors import Problem, ScenarioError
from game.scenario.reading import decode, fail, load_bytes
from game.scenario.suggesting import quote

MOST_BYTES: Final = 64_000_000
MOST_DIGITS: Final = 4_000
MOST_FEATURES: Final = 200_000
MOST_POINTS: Final = 1_000_000
MOST_DEPTH: Final = 8
"""Collections of geometries within each other."""

_ODD: Final = re.compile(
    rf'"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN|(?<![\d.eE+-])-?\d{{{MOST_DIGITS}}}\d+(?![\d.eE])', re.DOTALL
)
"""Texts, in which anything may stand, and what is no number or has too many digits."""

FAR: Final = 1_000_000_000
"""More than any system of coordinates has; a whole number of JSON may be longer than a float can be."""

Point = tuple[float, float]
Line = tuple[Point, ...]

DEGREES: Final = ("CRS84", "EPSG::4326", "EPSG:4326", "WGS84")
"""How names of systems of coordinates end that are degrees on the usual ellipsoid."""
LEVELS: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""Kinds of geometry -> how deep lists of points lie in them."""


@dataclass(frozen=True)
class Feature:
    """What a file has of one thing: its properties, and its points, lines and rings of polygons in degrees."""

    where: str
    properties: Mapping[str, Any]
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    rings: tuple[Line, ...]

    def text(self, key: str) -> str:
        """Return a property as text, as JSON writes it; nothing where there is none."""
        value = self.properties.get(key)
        if value is None or isinstance(value, (list, dict)):
            return ""
        return value.strip() if isinstance(value, str) else json.dumps(value)


def read_features(path: Path, name: str) -> list[Feature]:
    """Return the features of a file; `name` is what messages call it.

    Raises
    ------
    ScenarioError : it cannot be read, is too large, is no GeoJSON, or is not in degrees.
    """
    data = _parsed(decode(load_bytes(path, name, MOST_BYTES), name), name)
    if not isinstance(data, dict):
        fail(name, "the file is no GeoJSON: it has no object with a `type`")
    _require_degrees(data, name)
    found = _Reader(name)
    kind = data.get("type")
    if kind == "FeatureCollection":
        features = data.get("features")
        if not isinstance(features, list):
            found.refuse("features", "should be a list of features")
        if len(features) > MOST_FEATURES:
            found.refuse("features", f"there are {len(features)}; {MOST_FEATURES} are the most")
        return [found.feature(one, f"features[{index}]") for index, one in enumerate(features)]
    if kind == "Feature":
        return [found.feature(data, "feature")]
    return [found.feature({"type": "Feature", "geometry": data, "properties": {}}, "file")]


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except json.JSONDecodeError as error:
        fail(name, f"the file is not JSON: {error.msg}", error.lineno, error.colno)
    except RecursionError:
        fail(name, "the file is not GeoJSON: lists lie in lists without end")
    except ValueError as error:
        fail(name, f"the file is not JSON: {error}", *_place_of_odd_number(text))


def _place_of_odd_number(text: str) -> tuple[int, int]:
    """Return line and column of the first number that is none or too long; the parser does not say where it is."""
    odd = next((found for found in _ODD.finditer(text) if not found[0].startswith('"')), None)
    if odd is None:
        return 0, 0
    return text.count("\n", 0, odd.start()) + 1, odd.start() - text.rfind("\n", 0, odd.start())


def _whole(digits: str) -> float:
    """Return a whole number; one of very many digits is no coordinate, and no id that anybody needs."""
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits is too long")
    return int(digits)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _require_degrees(data: Mapping[str, Any], name: str) -> None:
    crs = data.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    said = properties.get("name") if isinstance(properties, dict) else None
    if not (isinstance(said, str) and said.upper().endswith(DEGREES)):
        problem = f"the coordinates are in {quote(str(said or crs)[:60])}; export the file again in WGS 84 (EPSG:4326)"
        raise ScenarioError([Problem(name, 0, 0, "crs", problem)])


class _Reader:
    """Reads the features of one file and counts their points."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.points = 0

    def refuse(self, where: str, message: str) -> NoReturn:
        raise ScenarioError([Problem(self.name, 0, 0, where, message)])

    def feature(self, data: Any, where: str) -> Feature:
        if not isinstance(data, dict) or data.get("type") != "Feature":
            self.refuse(where, 'should be an object with "type": "Feature"')
        properties = data.get("properties") or {}
        if not isinstance(properties, dict):
            self.refuse(f"{where}.properties", "should be an object")
        parts: dict[str, list[Any]] = {"points": [], "lines": [], "rings": []}
        for kind, geometry, place in self.geometries(data.get("geometry"), f"{where}.geometry", 0):
            into = "points" if kind.endswith("Point") else "rings" if kind.endswith("Polygon") else "lines"
            found = self.flat(geometry, LEVELS[kind], place)
            parts[into] += found[0] if kind == "MultiPoint" else found
        return Feature(where, properties, *(tuple(part) for part in parts.values()))

    def geometries(self, data: Any, where: str, depth: int) -> Iterator[tuple[str, Any, str]]:
        """Yield kind, coordinates and place of each geometry; nothing for a feature that has none."""
        if data is None:
            return
        if not isinstance(data, dict):
            self.refuse(where, "should be an object with `type` and `coordinates`")
        kind = data.get("type")
        if kind == "GeometryCollection":
            inner = data.get("geometries")
            if not isinstance(inner, list) or depth == MOST_DEPTH:
                self.refuse(where, f"should have a list of geometries, at most {MOST_DEPTH} deep")
            for index, one in enumerate(inner):
                yield from self.geometries(one, f"{where}.geometries[{index}]", depth + 1)
        elif isinstance(kind, str) and kind in LEVELS:
            yield kind, data.get("coordinates"), f"{where}.coordinates"
        else:
            self.refuse(where, f"{quote(str(kind)[:40])} is no kind of geometry; there are {', '.join(LEVELS)}")

    def flat(self, data: Any, level: int, where: str) -> list[Any]:
        """Return the points, or the lines, of coordinates with so many levels of lists."""
        if level == 0:
            return [self.point(data, where)]
        if not isinstance(data, list):
            self.refuse(where, "should be a list of points" if level == 1 else "should be a list of lists of points")
        places = (f"{where}[{index}]" for index in range(len(data)))
        if level > 1:
            return [line for one, place in zip(data, places, strict=True) for line in self.flat(one, level - 1, place)]
        points = tuple(self.point(one, place) for one, place in zip(data, places, strict=True))
        return [points]

    def point(self, data: Any, where: str) -> Point:
        self.points += 1
        if self.points > MOST_POINTS:
            fail(self.name, f"the file has more than {MOST_POINTS} points: simplify it, or cut it to the map")
        if not (isinstance(data, list) and len(data) >= 2 and all(_is_number(one) for one in data[:2])):  # noqa: PLR2004
            self.refuse(where, f"{quote(str(data)[:40])} is not a point: two numbers, longitude and latitude")
        longitude, latitude = float(data[0]), float(data[1])
        if not (abs(longitude) <= 180 and abs(latitude) <= 90):  # noqa: PLR2004
            message = f"{quote(str(data[:2])[:60])} is not longitude and latitude in degrees"
            self.refuse(where, f"{message}: longitude stands first; other systems than WGS 84 are not read")
        return longitude, latitude


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) < FAR and isfinite(value)
