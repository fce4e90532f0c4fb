"""Geodata to map: the tables of a hex grid, in CSV, become the text of a map.

A recipe (YAML, as strict as all our files) says which table holds what, how its columns are called and what its codes
mean; `docs/scenario_files.md` explains every key. The result is text for people: it is made once, commented by hand,
and then it is the truth. Hexes are (column, row) from the north-west, with points to the north, odd rows half a hex to
the east, as everywhere here; tables in another layout have to be turned before.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Final, TypeVar

from game.core.errors import Problem, ScenarioError
from game.core.hexes import DIRECTIONS, digits_of, number, step
from game.core.limits import MOST_COLUMNS
from game.scenario.grid_recipe import AreaTable, BridgeTable, HexsideTable, PlaceTable, Recipe, Region, RoadTable, Table
from game.scenario.map_text import map_text
from game.scenario.reading import load_bytes, read_file
from game.scenario.schema.basics import SCHEMA_VERSION
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import validate

Place = tuple[int, int]
Value = TypeVar("Value")

MOST_BYTES: Final = 20_000_000
"""The largest table; a hexside of the largest map is a line of some thirty letters."""

MOST_DIGITS: Final = 9


# --- tables ---------------------------------------------------------------------------------------------------------


@dataclass
class Faults:
    """What is wrong with the tables, all reported at once."""

    problems: list[Problem] = field(default_factory=list)
    digits: int = 2
    """Of column and row in the numbers of hexes; the table of hexes, which is read first, says how large the map is."""

    def add(self, file: str, line: int, column: str, message: str) -> None:
        """Note a fault in a line of a table."""
        self.problems.append(Problem(f"{file}, line {line}" if line else file, 0, 0, column, message))

    def stop_if_any(self) -> None:
        """Raise what was found so far."""
        if self.problems:
            raise ScenarioError(self.problems)


@dataclass(frozen=True)
class Row:
    """One line of a table, by our names and by those of the table."""

    table: Table
    line: int
    values: Mapping[str, str]
    faults: Faults

    def text(self, name: str) -> str:
        """Return what stands there; nothing where the table has no such column."""
        return self.values.get(name, "").strip()

    def fault(self, name: str, message: str) -> None:
        """Note that a value is wrong."""
        self.faults.add(self.table.file, self.line, self.table.columns.get(name, name), message)

    def whole(self, name: str) -> int:
        """Return a whole number; 0 and a fault where there is none."""
        text = self.text(name)
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS:
            return int(text)
        self.fault(name, f"{quote(text)} is not a whole number")
        return 0

    def place(self) -> Place:
        """Return column and row of the hex."""
        place = self.whole("column"), self.whole("row")
        for name, value in zip(("column", "row"), place, strict=True):
            if not 0 <= value < MOST_COLUMNS:
                self.fault(name, f"{value} is not from 0 to {MOST_COLUMNS - 1}")
        return place

    def printed(self, place: Place) -> str:
        """Return the printed number of a hex."""
        return number(*place, self.faults.digits)

    def code(self, name: str, meanings: Mapping[str, Value]) -> Value | None:
        """Return what a code means; None and a fault where the recipe does not say."""
        text = self.text(name)
        if text in meanings:
            return meanings[text]
        self.fault(name, f"the recipe does not say what {quote(text)} means{or_known(text, meanings)}")
        return None

    def vouched(self) -> dict[str, Any]:
        """Return `source` and `estimate` of the entry."""
        said: dict[str, Any] = {}
        if self.table.source is not None:
            try:
                said["source"] = self.table.source.format_map(dict(self.values))
            except KeyError as error:
                self.fault("source", f"the table has no column for {error} of the recipe's source")
            except (ValueError, IndexError, AttributeError, TypeError):
                self.fault("source", f"{quote(self.table.source)} is not a text with {{column}} in it")
        estimate = self.table.estimate
        if estimate is True or (isinstance(estimate, list) and self.text("confidence") in estimate):
            said["estimate"] = True
        return said


def read_table(table: Table, folder: Path, faults: Faults) -> Iterator[Row]:
    """Yield the rows of a table that the recipe wants."""
    try:
        text = load_bytes(folder / table.file, table.file, MOST_BYTES).decode("utf-8-sig")
    except ScenarioError as error:
        faults.problems += error.problems
        return
    except UnicodeDecodeError:
        faults.add(table.file, 0, "", "the file cannot be read: it is not UTF-8")
        return
    reader = csv.DictReader(StringIO(text, newline=""))
    try:
        yield from _rows(table, reader, faults)
    except csv.Error as error:
        faults.add(table.file, reader.line_num, "", f"the file is not CSV: {error}")


def _rows(table: Table, reader: csv.DictReader[str], faults: Faults) -> Iterator[Row]:
    names = list(reader.fieldnames or ())
    wanted = {name: table.columns.get(name, name) for name in (*table.NEEDED, *table.columns)}
    missing = [column for column in (*wanted.values(), *table.only) if column not in names]
    for column in missing:
        faults.add(table.file, 1, "", f"there is no column {quote(column)}{or_known(column, names)}")
    for record in reader if not missing else ():
        if any(record[column] not in values for column, values in table.only.items()):
            continue
        there = {column: value or "" for column, value in record.items() if isinstance(column, str)}
        values = {**there, **{name: there[column] for name, column in wanted.items()}}
        values |= table.corrections.get(values.get(table.KEY, ""), {})
        yield Row(table, reader.line_num, values, faults)


# --- parts of the map -----------------------------------------------------------------------------------------------


def read_recipe(path: Path) -> Recipe:
    """Return the recipe in a file.

    Raises
    ------
    ScenarioError : it has faults.
    """
    checked = validate(read_file(path, path.as_posix()), Recipe)
    if checked.problems:
        raise ScenarioError(checked.problems)
    assert isinstance(checked.model, Recipe)
    return checked.model


def import_grid(recipe: Recipe, folder: Path) -> str:
    """Return the text of the map that a recipe makes from the tables in a folder.

    Raises
    ------
    ScenarioError : a table cannot be read, or has something that the recipe does not explain.
    """
    return map_text(map_data(recipe, folder), recipe.comments)


def map_data(recipe: Recipe, folder: Path) -> dict[str, Any]:
    """Return the map as plain data, its parts in the order of the file."""
    faults = Faults()
    data: dict[str, Any] = {"schema": SCHEMA_VERSION, "name": recipe.name, "hex_size": recipe.hex_size}
    data |= _grids(recipe, folder, faults)
    if recipe.hexsides is not None:
        data |= _hexsides(recipe.hexsides, folder, faults)
    parts: tuple[tuple[str, Table | None, Callable[[Any, Path, Faults], list[Any]]], ...] = (
        ("roads", recipe.roads, _roads),
        ("bridges", recipe.bridges, _bridges),
        ("places", recipe.places, _places),
    )
    for name, table, make in parts:
        if table is not None:
            data[name] = make(table, folder, faults)
    areas: dict[str, Any] = {}
    for area_table in recipe.areas:
        areas |= _areas(area_table, folder, faults)
    if areas:
        data["areas"] = areas
    faults.stop_if_any()
    return data


def _grids(recipe: Recipe, folder: Path, faults: Faults) -> dict[str, Any]:
    """Lay every hex in its place: size of the map, legends, ground, heights and regions."""
    table = recipe.hexes
    rows: dict[Place, Row] = {}
    for row in read_table(table, folder, faults):
        place = row.place()
        if place in rows:
            row.fault("column", f"hex {quote(row.printed(place))} is in line {rows[place].line} already")
        rows[place] = row
    faults.stop_if_any()
    columns = 1 + max((column for column, _ in rows), default=-1)
    lines = 1 + max((line for _, line in rows), default=-1)
    faults.digits = digits_of(columns, lines)
    order = [[(column, line) for column in range(columns)] for line in range(lines)]
    gaps = [place for line in order for place in line if place not in rows]
    if gaps or not rows:
        first = "is empty"
        if gaps:
            first = f"lacks {len(gaps)} of {columns * lines} hexes, first {quote(number(*gaps[0], faults.digits))}"
        faults.add(table.file, 0, "", f"the table {first}; the grid has to be a whole rectangle")
        faults.stop_if_any()
    ground = {place: row.text("terrain") for place, row in rows.items() if row.code("terrain", table.terrain)}
    height = {place: row.whole("elevation") for place, row in rows.items()}
    faults.stop_if_any()
    used = set(ground.values())
    data: dict[str, Any] = {
        "columns": columns,
        "rows": lines,
        "latitude": recipe.latitude,
        "longitude": recipe.longitude,
        "credits": list(recipe.credits),
        "legend": {code: id_ for code, id_ in table.terrain.items() if code in used},
        "terrain": _block("".join(ground[place] for place in line) for line in order),
        "elevation": _block(" ".join(str(height[place]) for place in line) for line in order),
    }
    if table.regions:
        region = {place: row.code("region", table.regions) for place, row in rows.items()}
        faults.stop_if_any()
        data["region_legend"] = {part.character: part.id for part in table.regions.values() if part in region.values()}
        data["regions"] = _block("".join(_character(region[place]) for place in line) for line in order)
    return data if recipe.credits else {key: value for key, value in data.items() if key != "credits"}


def _character(region: Region | None) -> str:
    assert region is not None
    return region.character


def _block(rows: Iterator[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


def _side(row: Row) -> str:
    """Return the hexside of a row as maps write it."""
    side = row.text("side")
    if side not in DIRECTIONS:
        row.fault("side", f"{quote(side)} is not a hexside{or_known(side, DIRECTIONS)}")
    return f"{row.printed(row.place())}-{side}"


def _hexsides(table: HexsideTable, folder: Path, faults: Faults) -> dict[str, Any]:
    """Sort the hexsides by kind, in the order of the recipe; each kind in the order of the table."""
    groups = {"hexsides": dict.fromkeys(table.hexsides.values(), ""), "lines": dict.fromkeys(table.lines.values(), "")}
    found: dict[str, dict[str, list[str]]] = {group: {id_: [] for id_ in ids} for group, ids in groups.items()}
    known = {**table.hexsides, **table.lines}
    for row in read_table(table, folder, faults):
        side = _side(row)
        for code in row.text("kind").split(table.separator):
            if code not in known:
                row.fault("kind", f"the recipe does not say what {quote(code)} means{or_known(code, known)}")
            for group, meanings in (("hexsides", table.hexsides), ("lines", table.lines)):
                if code in meanings:
                    found[group][meanings[code]].append(side)
    kept = {group: {id_: sides for id_, sides in ids.items() if sides} for group, ids in found.items()}
    return {group: ids for group, ids in kept.items() if ids}


def _roads(table: RoadTable, folder: Path, faults: Faults) -> list[dict[str, Any]]:
    """Join the hexes of each road in their order."""
    rows: dict[str, list[Row]] = {}
    for row in read_table(table, folder, faults):
        rows.setdefault(row.text("road"), []).append(row)
    roads = []
    for group in rows.values():
        group.sort(key=lambda row: row.whole("order"))
        path = [row.place() for row in group]
        for row, before, here in zip(group[1:], path, path[1:], strict=False):
            if here not in [step(*before, direction) for direction in range(6)]:
                row.fault("order", f"hex {quote(row.printed(here))} is not beside {quote(row.printed(before))}")
        first = group[0]
        road = {"name": first.text("name"), "kind": first.code("kind", table.kinds), **first.vouched()}
        roads.append({**road, "path": [first.printed(place) for place in path]})
    return roads


def _bridges(table: BridgeTable, folder: Path, faults: Faults) -> list[dict[str, Any]]:
    """Write each bridge with its days, owner and capacity, as far as the table has them."""
    bridges = []
    for row in read_table(table, folder, faults):
        kind = row.code("kind", table.kinds)
        bridge = {"id": row.text("id").lower(), "name": row.text("name"), "kind": kind, "hexside": _side(row)}
        owner = row.code("owner", table.owners) if row.text("owner") else None
        more = {"from": row.text("from"), "to": row.text("to"), "owner": owner, "capacity": row.text("capacity")}
        bridges.append({**bridge, **{key: value for key, value in more.items() if value}, **row.vouched()})
    return bridges


def _places(table: PlaceTable, folder: Path, faults: Faults) -> list[dict[str, Any]]:
    """Write each named spot, with its height where one is stated."""
    places = []
    for row in read_table(table, folder, faults):
        place = {"name": row.text("name"), "hex": row.printed(row.place()), "kind": row.code("kind", table.kinds)}
        height = {"height": row.whole("height")} if row.text("height") else {}
        places.append({**place, **height, **row.vouched()})
    return places


def _areas(table: AreaTable, folder: Path, faults: Faults) -> dict[str, Any]:
    """Collect the hexes of each area, once each."""
    areas: dict[str, dict[str, None]] = {id_: {} for id_ in table.areas.values()}
    for row in read_table(table, folder, faults):
        id_ = table.areas.get(row.text("area"))
        if id_ is not None:
            areas[id_][row.printed(row.place())] = None
    for code, id_ in table.areas.items():
        if not areas[id_] and not faults.problems:
            faults.add(table.file, 0, "", f"there is no row with {quote(code)}, which should make the area {id_}")
    return {id_: {"hexes": list(hexes)} for id_, hexes in areas.items()}
