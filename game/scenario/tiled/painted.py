"""Layers of squares as the grids of a map: grounds, heights and regions by what the squares say."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_letters, digits
from typing import Any, Final

from game.scenario.grids import NO_REGION
from game.scenario.names import so_many
from game.scenario.schema.basics import Height, bounds_of
from game.scenario.suggesting import quote
from game.scenario.tiled.content import Content, Grid, Thing, Tile, Tileset
from game.scenario.tiled.findings import Fault, Findings, called, label, things_of
from game.scenario.tiled.layout import Layout

GRID_NAMES: Final = ("terrain", "elevation", "regions")
HEIGHTS: Final = "heights"
"""The layer of objects that sets the height of single hexes, where no square has it."""

Rows = list[list[Tile | None]]


def grids(content: Content, height: int, findings: Findings) -> dict[str, Any]:
    """Return legends and grids of a map; a hex without a height has the one given."""
    found: dict[str, Any] = {}
    terrain = _terrain_layer(content, findings)
    if terrain is not None:
        _require_full(terrain, content.layout, findings)
        marks = _Marks("terrain", "ground", content, terrain, findings)
        found["terrain"] = _block(marks.rows(terrain.cells, " "))
        found["legend"] = marks.legend
    heights = _heights(content, height, findings)
    if any(map(any, heights)):  # a map that says nothing of heights is flat
        found["elevation"] = _block(" ".join(str(metres) for metres in row) for row in heights)
    if (regions := _named(content, "regions")) is not None:
        marks = _Marks("regions", "region", content, regions, findings)
        text = _block(marks.rows(regions.cells, NO_REGION))
        if NO_REGION in marks.legend and any(tile is None for row in regions.cells for tile in row):
            findings.add("layer regions", f"{quote(NO_REGION)} stands for a region here, so that no hex may be empty")
        found |= {"region_legend": marks.legend, "region_titles": _titles(content, regions), "regions": text}
    return found


def _block(rows: Iterator[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


def _named(content: Content, name: str) -> Grid | None:
    return next((grid for grid in content.grids if called(grid.name) == name), None)


def _terrain_layer(content: Content, findings: Findings) -> Grid | None:
    """Return the layer called terrain, or the only one that is called nothing that we know."""
    if (found := _named(content, "terrain")) is not None:
        return found
    others = [grid for grid in content.grids if called(grid.name) not in GRID_NAMES]
    if len(others) == 1:
        findings.used.add(called(others[0].name))
        return others[0]
    findings.add("", 'there is no layer "terrain" with the ground of each hex; call the one that has it so')
    return None


def _require_full(terrain: Grid, layout: Layout, findings: Findings) -> None:
    empty = [
        layout.number(column, row)
        for row, cells in enumerate(terrain.cells)
        for column, tile in enumerate(cells)
        if not tile
    ]
    if empty:
        rest = f" and {so_many(len(empty) - 1, 'other')}" if len(empty) > 1 else ""
        findings.add(f"layer {terrain.name}", f"hex {quote(empty[0])}{rest} has no ground; paint it")
        findings.stop_if_any()


def _tilesets(content: Content, grid: Grid) -> list[Tileset]:
    """Return the tilesets from which a layer is painted."""
    used = {id(tile) for row in grid.cells for tile in row}
    return [tileset for tileset in content.tilesets if any(id(tile) in used for tile in tileset.tiles)]


def _titles(content: Content, regions: Grid) -> dict[str, str]:
    tiles = [tile for tileset in _tilesets(content, regions) for tile in tileset.tiles]
    return {_id(tile, "region"): str(tile.properties["title"]) for tile in tiles if tile.properties.get("title")}


def _id(tile: Tile, what: str) -> str:
    """Return what a square stands for: its class, or a property of that name."""
    return (tile.kind or str(tile.properties.get(what, ""))).strip()


class _Marks:
    """The characters of a grid: those that the squares wish for, others where they have none or it is taken."""

    def __init__(self, part: str, what: str, content: Content, grid: Grid, findings: Findings) -> None:
        self.part, self.what, self.layout, self.findings = part, what, content.layout, findings
        self.legend: dict[str, str] = {}
        self.given: dict[int, str] = {}
        for tile in (tile for tileset in _tilesets(content, grid) for tile in tileset.tiles):
            wish = str(tile.properties.get("character", ""))
            if wish and _id(tile, what) and self.legend.setdefault(wish, _id(tile, what)) == _id(tile, what):
                self.given[id(tile)] = wish

    def rows(self, cells: Rows, empty: str) -> Iterator[str]:
        """Yield the rows of the grid."""
        for row, tiles in enumerate(cells):
            yield "".join(
                empty if tile is None else self.of(tile, self.layout.number(column, row))
                for column, tile in enumerate(tiles)
            )

    def of(self, tile: Tile, where: str) -> str:
        """Return the character of a square; a fault once for each that stands for nothing."""
        if id(tile) not in self.given:
            self.given[id(tile)] = self._found(tile, where)
        return self.given[id(tile)]

    def _found(self, tile: Tile, where: str) -> str:
        id_ = _id(tile, self.what)
        if not id_:
            message = f"the square {tile.spot}, at hex {quote(where)}, names no {self.what}: its class should be the id"
            self.findings.add(f"layer {self.part}", message)
            return "?"
        if (known := next((mark for mark, other in self.legend.items() if other == id_), None)) is not None:
            return known
        letters = id_ + id_.upper() + ascii_letters + digits
        mark = next((mark for mark in letters if mark in ascii_letters + digits and mark not in self.legend), None)
        if mark is None:
            self.findings.add(f"layer {self.part}", f"more kinds of {self.what} than letters; {quote(id_)} has none")
            return "?"
        self.legend[mark] = id_
        return mark


# --- heights --------------------------------------------------------------------------------------------------------


def _heights(content: Content, height: int, findings: Findings) -> list[list[int]]:
    """Return the height of every hex: its square's, unless an object of the layer `heights` says another."""
    layout = content.layout
    rows = [[height] * layout.columns for _ in range(layout.rows)]
    grid = _named(content, "elevation")
    known: dict[int, int | None] = {}
    for row, tiles in enumerate(grid.cells if grid is not None else []):
        for column, tile in enumerate(tiles):
            if tile is None:
                continue
            if id(tile) not in known:
                known[id(tile)] = _metres(tile, Fault(findings, "layer elevation"))
            rows[row][column] = known[id(tile)] or 0
    for thing in things_of(content, HEIGHTS):
        place = layout.hex_at(thing.points[0])
        metres = _metres(thing, Fault(findings, label(HEIGHTS, thing)))
        if place is None:
            findings.add(label(HEIGHTS, thing), "lies beside the map")
        elif metres is not None:
            rows[place[1]][place[0]] = metres
    return rows


def _metres(said: Tile | Thing, fault: Fault) -> int | None:
    """Return the height that a square or an object names."""
    text = str(said.properties.get("metres", said.name if isinstance(said, Thing) else ""))
    if text.removeprefix("-").isdigit() and text.isascii() and len(text) <= len("-9999"):
        low, high = bounds_of(Height)
        if not low <= int(text) <= high:
            fault(f"a height is from {low} to {high} metres, not {text}")
        return int(text)
    what = f"the square {said.spot}" if isinstance(said, Tile) else "the object"
    fault(f"{what} names no height: its property `metres` should be a whole number, not {quote(text)}")
    return None
