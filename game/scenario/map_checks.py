"""Checks of a map: grids of the right size, hexes and hexsides that are there, roads in steps, areas of something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from game.scenario.areas import all_areas, cycle_of
from game.scenario.compiling import crossing_hexes, water_hexes
from game.scenario.grids import (
    NO_REGION,
    elevation_words,
    grid_rows,
    hex_number,
    hex_of,
    hex_row,
    hexside,
    known_terrain,
    road_steps,
)
from game.scenario.names import so_many
from game.scenario.reading import Spot
from game.scenario.report import Report
from game.scenario.schema.basics import Height, bounds_of
from game.scenario.schema.libraries import Ground
from game.scenario.schema.mapsheet import Area, Bridge, Crossing, MapFile, RoadLine
from game.scenario.suggesting import listed, quote

LOWEST, HIGHEST = bounds_of(Height)
AREA_PARTS: Final = ("areas", "regions", "region_legend")
WATER_PARTS: Final = (*AREA_PARTS, "terrain", "legend", "crossings")


def check_map(report: Report, map_file: MapFile, ground: Ground | None, sides: Collection[str] | None) -> None:
    """Run all checks of a map; those against ground and sides where these could be read."""
    if report.sized():
        _check_grids(report, map_file)
    _check_hexside_lists(report, map_file, "hexsides")
    _check_hexside_lists(report, map_file, "lines")
    for index, place in enumerate(map_file.places):
        report.on_map("map", ("places", index, "hex"), place.hex, map_file)
    _check_other_names(report, map_file)
    _check_titles(report, map_file)
    check_areas(report, "map", map_file, {})
    _check_crossing_names(report, map_file, sides)
    _check_bridges(report, map_file, sides)
    if ground is not None:
        _check_kinds(report, map_file, ground)
        water = water_hexes(map_file, {id_ for id_, noun in ground.terrain.items() if noun.water})
        for index, road in enumerate(map_file.roads):
            _check_road(report, map_file, road, ("roads", index), water)
        _check_crossings(report, map_file, water)


def _check_kinds(report: Report, map_file: MapFile, ground: Ground) -> None:
    """Terrain, hexsides and roads are of kinds that the library has."""
    for character, id_ in map_file.legend.items():
        report.known("map", ("legend", character), id_, ground.terrain, "terrain")
    for kind in map_file.hexsides:
        report.known("map", ("hexsides", kind), kind, ground.hexsides, "kind of hexside", key=True)
    for index, road in enumerate(map_file.roads):
        report.known("map", ("roads", index, "kind"), road.kind, ground.roads, "kind of road")
    for index, bridge in enumerate(map_file.bridges):
        report.known("map", ("bridges", index, "kind"), bridge.kind, ground.bridges, "kind of bridge")


# --- names ----------------------------------------------------------------------------------------------------------


def _check_other_names(report: Report, map_file: MapFile) -> None:
    """Names in other languages are given, and something vouches for them."""
    for part in ("places", "crossings"):
        for index, noun in enumerate(getattr(map_file, part)):
            spot: Spot = (part, index, "names")
            if noun.names is None or not report.whole("map", spot):
                continue
            if noun.names.ru is None and noun.names.ja is None:
                report.add("map", spot, "has no name: give `ru`, `ja` or both")
            report.sourced("map", spot, noun.names)


def _check_titles(report: Report, map_file: MapFile) -> None:
    """Titles are those of regions and lines that there are."""
    regions = set(map_file.region_legend.values())
    for region in map_file.region_titles:
        report.known("map", ("region_titles", region), region, regions, "region", key=True)
    for line in map_file.line_titles:
        report.known("map", ("line_titles", line), line, set(map_file.lines), "line", key=True)


# --- grids ----------------------------------------------------------------------------------------------------------


def _check_grids(report: Report, map_file: MapFile) -> None:
    _check_characters(report, map_file, "terrain", map_file.terrain, set(map_file.legend))
    if map_file.regions is not None:
        _check_characters(report, map_file, "regions", map_file.regions, {*map_file.region_legend, NO_REGION})
    for name in ("legend", "region_legend"):
        for character in getattr(map_file, name):
            if character.isspace():
                report.add(
                    "map", (name, character), "a blank cannot be in the legend: blanks are lost at line ends", key=True
                )
    if map_file.elevation is not None:
        _check_heights_said_once(report, map_file)
        rows = grid_rows(map_file.elevation)
        _check_rowcounted(report, map_file, "elevation", rows)
        for row, text in enumerate(_lines(rows, map_file)):
            _check_elevations(report, map_file, row, text)
    _check_contours(report, map_file)


def _check_heights_said_once(report: Report, map_file: MapFile) -> None:
    for key in ("height", "contours"):
        if key in map_file.model_fields_set:
            report.add("map", (key,), "does not go with `elevation`, which gives every hex its height", key=True)


def _check_contours(report: Report, map_file: MapFile) -> None:
    """The hexes of contours are on the map, and each takes some in."""
    for index, contour in enumerate(map_file.contours):
        spot: Spot = ("contours", index)
        named = [(("hexes", place), number) for place, number in enumerate(contour.hexes)]
        named += [(("polygon", place), number) for place, number in enumerate(contour.polygon)]
        named += [] if contour.radius is None else [(("radius", 0), contour.radius[0])]
        for place, number in named:
            report.on_map("map", (*spot, *place), number, map_file)
        if not named and report.whole("map", spot):
            report.add("map", spot, "takes no hex in: it needs `hexes`, `radius` or `polygon`")


def _lines(rows: list[str], map_file: MapFile) -> list[str]:
    """The rows that have a place on the map; none of a grid that came as one line by mistake."""
    return rows[: map_file.rows] if len(rows) > 1 or map_file.rows == 1 else []


def _check_rowcounted(report: Report, map_file: MapFile, grid: str, rows: list[str]) -> None:
    if len(rows) != map_file.rows:
        hint = "; open the block with | and give each row a line" if len(rows) == 1 else ""
        report.add("map", (grid,), f"has {so_many(len(rows), 'row')}; the map has {map_file.rows}{hint}", key=True)


def _check_characters(report: Report, map_file: MapFile, grid: str, text: str, known: set[str]) -> None:
    """One character a hex, all from the legend."""
    document = report.parts["map"].document
    rows = grid_rows(text)
    explained = report.whole("map", ("legend" if grid == "terrain" else "region_legend",))
    _check_rowcounted(report, map_file, grid, rows)
    for row, line in enumerate(_lines(rows, map_file)):
        if len(line) != map_file.columns:
            at = document.row_place((grid,), row, min(len(line), map_file.columns), line)
            message = f"row {row:02d} has {so_many(len(line), 'hex', 'hexes')}; the map has {map_file.columns} columns"
            report.add("map", (grid,), message, at=at)
        for column, character in enumerate(line[: map_file.columns] if explained else ""):
            if character not in known and character not in report.left_out:
                at = document.row_place((grid,), row, column, line)
                message = f"{quote(character)} is not in the legend, which has {listed(sorted(known))}"
                report.add("map", (grid,), message, at=at)
                break  # one to a row is enough


def _check_elevations(report: Report, map_file: MapFile, row: int, text: str) -> None:
    """One whole number a hex, in metres."""
    document = report.parts["map"].document
    words = elevation_words(text)
    if len(words) != map_file.columns:
        offset = words[map_file.columns][0] if len(words) > map_file.columns else len(text)
        at = document.row_place(("elevation",), row, offset, text)
        message = f"row {row:02d} has {so_many(len(words), 'number')}; the map has {map_file.columns} columns"
        report.add("map", ("elevation",), message, at=at)
    for offset, word in words:
        if not _is_height(word):
            at = document.row_place(("elevation",), row, offset, text)
            message = f"{quote(word)} is not a height in whole metres from {LOWEST} to {HIGHEST}"
            report.add("map", ("elevation",), message, at=at)
            break


def _is_height(word: str) -> bool:
    digits = word.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 6 and LOWEST <= int(word) <= HIGHEST  # noqa: PLR2004


# --- hexsides and roads ---------------------------------------------------------------------------------------------


def _check_hexside_lists(report: Report, map_file: MapFile, group: str) -> None:
    """Each hexside lies between two hexes of the map, and is named once in its list."""
    for kind, references in getattr(map_file, group).items():
        seen: dict[frozenset[int], str] = {}
        for index, reference in enumerate(references):
            spot: Spot = (group, kind, index)
            if report.on_map("map", spot, hex_of(reference), map_file) is None:
                continue
            side = hexside(map_file, reference)
            if side is None:
                report.add("map", spot, f"{quote(reference)} is the edge of the map: there is no hex beyond")
                continue
            pair = frozenset((side[0], side[2]))
            if pair in seen:
                report.add("map", spot, f"{quote(reference)} is the same hexside as {quote(seen[pair])}")
            seen[pair] = reference


def _check_road(report: Report, map_file: MapFile, road: RoadLine, spot: Spot, water: set[int]) -> None:
    """A road goes through hexes of land, each beside the last."""
    for index, number in enumerate(road.path):
        row = report.on_map("map", (*spot, "path", index), number, map_file)
        if row in water:
            message = f"hex {quote(number)} is water; where a road bridges a river, draw the river along hexsides"
            report.add("map", (*spot, "path", index), message)
    for index, step in enumerate(road_steps(map_file, road.path) if report.whole("map", (*spot, "path")) else (), 1):
        here, there = road.path[index - 1 : index + 1]
        if step is None and hex_row(map_file, here) is not None and hex_row(map_file, there) is not None:
            report.add("map", (*spot, "path", index), f"hex {quote(there)} is not beside {quote(here)}")


# --- areas ----------------------------------------------------------------------------------------------------------


def check_areas(report: Report, kind: str, map_file: MapFile, more: Mapping[str, Area]) -> None:
    """Areas of the map (`more` empty) or of the scenario: of known parts, not of themselves, and not empty."""
    definitions = {**map_file.areas, **more}
    regions = set(map_file.region_legend.values())
    for name in more or map_file.areas:
        taken = "a region" if name in regions else "an area of the map" if more and name in map_file.areas else ""
        if taken:
            report.add(kind, ("areas", name), f"{quote(name)} is already {taken}", key=True)
        _check_parts(report, kind, name, definitions, map_file)
    hexes = all_areas(map_file, more)
    sound = report.sized() and report.sound("map", *AREA_PARTS) and report.sound(kind, *AREA_PARTS)
    for name in more or map_file.areas:
        cycle = cycle_of(name, definitions)
        if cycle:
            chain = " > ".join(cycle)
            report.add(kind, ("areas", name), f"contains itself: {chain}", key=True)
        elif not hexes[name] and sound:
            report.add(kind, ("areas", name), "has no hexes", key=True)
    if not more and sound:
        for character, region in map_file.region_legend.items():
            if not hexes[region]:
                report.add("map", ("region_legend", character), f"the grid has no hexes of region {quote(region)}")


def _check_parts(report: Report, kind: str, name: str, definitions: Mapping[str, Area], map_file: MapFile) -> None:
    area = definitions[name]
    spot: Spot = ("areas", name)
    regions = set(map_file.region_legend.values())
    for place, number in _numbers_in(area):
        report.on_map(kind, (*spot, *place), number, map_file)
    for index, region in enumerate(area.regions):
        report.known(kind, (*spot, "regions", index), region, regions, "region")
    for field in ("areas", "minus", "within"):
        for index, used in enumerate(getattr(area, field)):
            report.known(kind, (*spot, field, index), used, {**definitions, **dict.fromkeys(sorted(regions))}, "area")


def _numbers_in(area: Area) -> Iterator[tuple[Spot, str]]:
    """All hexes that an area names."""
    yield from ((("hexes", index), number) for index, number in enumerate(area.hexes))
    yield from ((("polygon", index), number) for index, number in enumerate(area.polygon))
    if area.radius is not None:
        yield ("radius", 0), area.radius[0]


# --- bridges --------------------------------------------------------------------------------------------------------


def _check_bridges(report: Report, map_file: MapFile, sides: Collection[str] | None) -> None:
    """Each bridge has a name of its own, lies on a hexside that is something to cross, and comes before it goes."""
    seen: set[str] = set()
    crossed = {
        frozenset((side[0], side[2]))
        for references in map_file.hexsides.values()
        for reference in references
        if (side := hexside(map_file, reference)) is not None
    }
    for index, bridge in enumerate(map_file.bridges):
        spot: Spot = ("bridges", index)
        report.unique("map", (*spot, "id"), bridge.id, seen, "bridge")
        if sides is not None and bridge.owner is not None:
            report.known("map", (*spot, "owner"), bridge.owner, sides, "side")
        if report.on_map("map", (*spot, "hexside"), hex_of(bridge.hexside), map_file) is not None:
            _check_bridged_side(report, map_file, bridge, spot, crossed)
        _check_bridge_days(report, bridge, spot)


def _check_bridged_side(
    report: Report, map_file: MapFile, bridge: Bridge, spot: Spot, crossed: set[frozenset[int]]
) -> None:
    side = hexside(map_file, bridge.hexside)
    here = (*spot, "hexside")
    if side is None:
        report.add("map", here, f"{quote(bridge.hexside)} is the edge of the map")
    elif frozenset((side[0], side[2])) not in crossed and report.sound("map", "hexsides"):
        report.add("map", here, f"there is nothing to cross: no list of `hexsides` has {quote(bridge.hexside)}")


def _check_bridge_days(report: Report, bridge: Bridge, spot: Spot) -> None:
    days = {"from": bridge.opened, "to": bridge.gone}
    for key, day in days.items():
        if day is not None and not _is_day(day):
            report.add("map", (*spot, key), f"{quote(day)} is not a day that exists")
    if bridge.opened is not None and bridge.gone is not None and bridge.gone <= bridge.opened:
        report.add("map", (*spot, "to"), f"should be after {quote(bridge.opened)}, the day from which it stands")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- crossings ------------------------------------------------------------------------------------------------------


def _check_crossing_names(report: Report, map_file: MapFile, sides: Collection[str] | None) -> None:
    seen: set[str] = set()
    areas = {*map_file.areas, *map_file.region_legend.values()}
    for index, crossing in enumerate(map_file.crossings):
        report.unique("map", ("crossings", index, "id"), crossing.id, seen, "crossing")
        if sides is not None:
            report.known("map", ("crossings", index, "side"), crossing.side, sides, "side")
        if crossing.area is not None:
            report.known("map", ("crossings", index, "area"), crossing.area, areas, "area")


def _check_crossings(report: Report, map_file: MapFile, water: set[int]) -> None:
    """Each crossing serves some water, and no other serves it too."""
    areas = all_areas(map_file, {})
    served: dict[int, str] = {}
    for index, crossing in enumerate(map_file.crossings):
        spot: Spot = ("crossings", index)
        _check_crossing_hexes(report, map_file, crossing, spot, water)
        hexes = crossing_hexes(crossing, map_file, areas, water)
        twice = sorted(hexes & served.keys())
        if twice:
            here = quote(hex_number(map_file, twice[0]))
            report.add("map", spot, f"hex {here} is already served by the crossing {quote(served[twice[0]])}")
        served.update(dict.fromkeys(hexes, crossing.id))
        known = report.sized() and report.sound("map", *WATER_PARTS) and report.sound("terrain", "terrain")
        if not hexes and known:
            report.add("map", spot, "serves no water: give `hexes` or an `area` with water")


def _check_crossing_hexes(report: Report, map_file: MapFile, crossing: Crossing, spot: Spot, water: set[int]) -> None:
    terrain = known_terrain(map_file)
    for index, number in enumerate(crossing.hexes):
        row = report.on_map("map", (*spot, "hexes", index), number, map_file)
        if row is not None and row in terrain and row not in water:
            report.add("map", (*spot, "hexes", index), f"hex {quote(number)} is {terrain[row]}, not water")
