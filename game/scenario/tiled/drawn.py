"""Layers of objects as parts of a map: lines along hexsides, ways, bridges, places, areas, crossings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from game.core.hexes import DIRECTIONS, step
from game.scenario.areas import line
from game.scenario.reading import spot_text
from game.scenario.schema.mapsheet import Area, Bridge, Crossing, Place, RoadLine
from game.scenario.suggesting import quote
from game.scenario.tiled.content import Content, Thing
from game.scenario.tiled.entries import nested
from game.scenario.tiled.exporting import NAMED
from game.scenario.tiled.findings import Fault, Findings, label, sheets_of, things_of
from game.scenario.tiled.layout import Hex, Layout

MOST_STEPS: Final = 50_000
"""Hexes or hexsides that all lines of a layer may go through: as many values as the file of a map may have."""

Entry = dict[str, Any]
Read = Callable[[Content, Findings], Any]


def _hexsides(part: str) -> Read:
    """Return the reader of a layer of lines along hexsides."""

    def read(content: Content, findings: Findings) -> dict[str, list[str]]:
        kinds: dict[str, list[str]] = {}
        for sheet in sheets_of(content, part):
            kinds |= {kind: [] for kind in str(sheet.properties.get("kinds", "")).split()}
        room = MOST_STEPS
        for thing in things_of(content, part):
            sides = kinds.setdefault(thing.kind, [])
            for side in _sides(thing, content.layout, part, findings):
                sides.append(side)
                findings.origins[spot_text((part, thing.kind, len(sides) - 1))] = label(part, thing)
                room -= 1
                if not room:
                    findings.add(f"layer {part}", f"the lines go along more than {MOST_STEPS} hexsides")
                    findings.stop_if_any()
            _require_class(thing, part, findings)
        return kinds

    return read


def _sides(thing: Thing, layout: Layout, part: str, findings: Findings) -> Iterator[str]:
    """Yield the hexsides along a line, each named from the hex on the right of it, or on the left if that is said."""
    if thing.shape not in ("polyline", "polygon"):
        findings.add(label(part, thing), "should be a line along hexsides (Insert Polyline)")
        return
    left = str(thing.properties.get(NAMED, "right")).strip() == "left"
    points = thing.points + (thing.points[:1] if thing.shape == "polygon" else [])
    here = layout.corner_at(points[0])
    for index, point in enumerate(points):
        there = layout.corner_at(point)
        if here is None or there is None:
            findings.add(label(part, thing), f"corner {index + 1} of the line lies beside the map")
            return
        for edge in layout.along(here, there):
            side = layout.sides.get((edge[1], edge[0]) if left else edge)
            if side is None:
                findings.add(label(part, thing), "runs along the edge of the map with no hex on the hand that it names")
                return
            yield f"{layout.number(side[0], side[1])}-{DIRECTIONS[side[2]]}"
            here = edge[1]
        if here != there:
            findings.add(
                label(part, thing), f"the way to corner {index + 1} leaves the map; draw it hexside by hexside"
            )
            return


def _require_class(thing: Thing, part: str, findings: Findings) -> None:
    if not thing.kind:
        findings.add(label(part, thing), "has no class; it says what kind it is")


# --- lists ----------------------------------------------------------------------------------------------------------


def _listed(part: str, model: type[BaseModel], read: Callable[[Thing, Layout, Fault], Entry]) -> Read:
    """Return the reader of a layer in which each object is an entry of a list."""

    def entries(content: Content, findings: Findings) -> list[Entry]:
        found: list[Entry] = []
        room = MOST_STEPS
        for thing in things_of(content, part):
            findings.origins[spot_text((part, len(found)))] = label(part, thing)
            entry = read(thing, content.layout, Fault(findings, label(part, thing)))
            room -= sum(len(value) for value in entry.values() if isinstance(value, list))
            if room < 0:
                findings.add(f"layer {part}", f"the lines go through more than {MOST_STEPS} hexes")
                findings.stop_if_any()
            found.append(_ordered(_with_properties(entry, thing, part, findings), model))
        return found

    return entries


def _with_properties(entry: Entry, thing: Thing, part: str, findings: Findings) -> Entry:
    """Return an entry with what the properties of its object say."""
    try:
        said = nested(thing.properties)
    except ValueError as error:
        findings.add(label(part, thing), str(error))
        return entry
    for key in said.keys() & entry.keys():
        findings.add(label(part, thing), f"the property {quote(key)} is drawn or named already; remove it")
    return said | entry


def _ordered(entry: Entry, model: type[BaseModel]) -> Entry:
    """Return an entry with its keys in the order of the model; Tiled sorts them by name."""
    keys = [field.alias or name for name, field in model.model_fields.items()]
    return {key: entry[key] for key in (*keys, *entry) if key in entry}


def _hex(thing: Thing, index: int, layout: Layout, fault: Fault) -> Hex:
    """Return the hex of a point of an object; the first of the map and a fault where it lies beside the map."""
    place = layout.hex_at(thing.points[index])
    if place is None:
        fault("lies beside the map" if len(thing.points) == 1 else f"corner {index + 1} lies beside the map")
    return place or (0, 0)


def _hexes(thing: Thing, layout: Layout, fault: Fault) -> list[Hex]:
    return [_hex(thing, index, layout, fault) for index in range(len(thing.points))]


def _place(thing: Thing, layout: Layout, fault: Fault) -> Entry:
    return _named(thing, fault) | {"hex": layout.number(*_hex(thing, 0, layout, fault))}


def _named(thing: Thing, fault: Fault) -> Entry:
    """Return name and kind: the object's name and its class."""
    if not thing.kind:
        fault("has no class; it says what kind it is")
    return {"name": thing.name, "kind": thing.kind}


def _road(thing: Thing, layout: Layout, fault: Fault) -> Entry:
    """Return a way; between corners that are not neighbours it takes the straight line."""
    if thing.shape not in ("polyline", "polygon"):
        fault("should be a line through hexes (Insert Polyline)")
        return {}
    corners = _hexes(thing, layout, fault)
    path = corners[:1]
    for there in [*corners[1:], *(corners[:1] if thing.shape == "polygon" else [])]:
        path += [place for place in line(path[-1], there)[1:] if len(path) <= MOST_STEPS]
    return _named(thing, fault) | {"path": [layout.number(*place) for place in path]}


def _bridge(thing: Thing, layout: Layout, fault: Fault) -> Entry:
    if thing.shape != "polyline":
        fault("should be a line from hex to hex over the hexside (Insert Polyline)")
        return {}
    ends = _hexes(thing, layout, fault)
    here, there = ends[0], ends[-1]
    sides = [side for side in range(6) if step(*here, side) == there]
    if not sides:
        fault(f"goes from hex {quote(layout.number(*here))} to {quote(layout.number(*there))}, which is not beside it")
    return _named(thing, fault) | {"hexside": f"{layout.number(*here)}-{DIRECTIONS[sides[0] if sides else 0]}"}


def _crossing(thing: Thing, layout: Layout, fault: Fault) -> Entry:
    """Return a crossing: its hexes, or a box beside the map for one that only has an area."""
    hexes = [] if thing.shape == "rectangle" else [layout.number(*place) for place in _hexes(thing, layout, fault)]
    return {"name": thing.name} | ({"hexes": hexes} if hexes else {})


# --- areas ----------------------------------------------------------------------------------------------------------


def _areas(content: Content, findings: Findings) -> dict[str, Entry]:
    """Unite the objects of each name: shapes add hexes, properties say the rest."""
    found: dict[str, Entry] = {}
    for thing in things_of(content, "areas"):
        here = label("areas", thing)
        if not thing.name:
            findings.add(here, "has no name; it is the id of the area")
        findings.origins.setdefault(spot_text(("areas", thing.name)), here)
        area = found.setdefault(thing.name, {})
        fault = Fault(findings, here)
        for key, value in _with_properties(_shape(thing, content.layout, fault), thing, "areas", findings).items():
            if key == "hexes" and isinstance(value, list):
                area.setdefault(key, []).extend(value)
            elif key in area:
                fault(f"the area has {quote(key)} already; make an area of each, and a third that unites them")
            else:
                area[key] = value
    return {id_: _ordered(area, Area) for id_, area in found.items()}


def _shape(thing: Thing, layout: Layout, fault: Fault) -> Entry:
    """Return what a shape adds to its area; a box adds nothing."""
    if thing.shape in ("rectangle", "text"):
        return {}
    hexes = [layout.number(*place) for place in _hexes(thing, layout, fault)]
    if thing.shape == "polygon":
        return {"polygon": _corners(hexes)}
    if thing.shape == "ellipse":
        return {"radius": [hexes[0], round(max(0.0, (thing.size[0] / layout.width - 1) / 2))]}
    return {"hexes": hexes}


def _corners(hexes: list[str]) -> list[str]:
    """Return the corners of a polygon; one or two are written as three, the first again."""
    whole = len(hexes) != 3 or hexes[-1] != hexes[0]  # noqa: PLR2004 - Tiled has no polygon with fewer
    return hexes if whole else list(dict.fromkeys(hexes))


READERS: Final[Mapping[str, Read]] = {
    "hexsides": _hexsides("hexsides"),
    "lines": _hexsides("lines"),
    "roads": _listed("roads", RoadLine, _road),
    "bridges": _listed("bridges", Bridge, _bridge),
    "places": _listed("places", Place, _place),
    "areas": _areas,
    "crossings": _listed("crossings", Crossing, _crossing),
}
"""Layer of objects -> how it becomes a part of the map."""
