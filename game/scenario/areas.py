"""Areas: named sets of hexes, worked out from what files say of them.

An area unites its hexes, regions, other areas, a disc and a polygon, then takes `minus` away, then keeps what lies
`within`. Unknown names count as empty here; `map_checks.py` complains about them, and about areas that contain
themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.core.hexes import distance, parse_number
from game.scenario.grids import hex_row, region_hexes
from game.scenario.schema.mapsheet import Area, MapFile

Cell = tuple[int, int]


def all_areas(map_file: MapFile, more: Mapping[str, Area]) -> dict[str, frozenset[int]]:
    """Return the hexes of every area: regions of the map, areas of the map, areas of the scenario, in this order."""
    regions = region_hexes(map_file)
    done = {name: frozenset(hexes) for name, hexes in regions.items()}
    definitions = {**map_file.areas, **more}
    for name in definitions:
        _resolve(name, definitions, done, map_file)
    return {name: done[name] for name in (*regions, *definitions)}


def cycle_of(name: str, definitions: Mapping[str, Area]) -> list[str]:
    """Return the chain of areas by which an area contains itself, or an empty list."""
    waiting = [[name]]
    seen: set[str] = set()
    while waiting:
        chain = waiting.pop()
        for used in uses(definitions[chain[-1]]):
            if used == name:
                return [*chain, name]
            if used in definitions and used not in seen:
                seen.add(used)
                waiting.append([*chain, used])
    return []


def uses(area: Area) -> list[str]:
    """Return the other areas that an area is made from."""
    return [*area.areas, *area.minus, *area.within]


def _resolve(name: str, definitions: Mapping[str, Area], done: dict[str, frozenset[int]], map_file: MapFile) -> None:
    """Work out one area after all that it is made from, without recursion; a cycle leaves its areas empty."""
    waiting = [name]
    opened: set[str] = set()
    while waiting:
        here = waiting[-1]
        if here in done:
            waiting.pop()
            continue
        missing = [used for used in uses(definitions[here]) if used in definitions and used not in done]
        if here in opened or not missing:
            done[here] = _hexes_of(definitions[here], done, map_file)
            waiting.pop()
        else:
            opened.add(here)
            waiting.extend(used for used in missing if used not in opened)


def _hexes_of(area: Area, done: Mapping[str, frozenset[int]], map_file: MapFile) -> frozenset[int]:
    hexes = {row for number in area.hexes if (row := hex_row(map_file, number)) is not None}
    for name in (*area.regions, *area.areas):
        hexes |= done.get(name, frozenset())
    if area.radius is not None:
        hexes |= disc(area.radius[0], area.radius[1], map_file)
    if area.polygon:
        hexes |= polygon(area.polygon, map_file)
    for name in area.minus:
        hexes -= done.get(name, frozenset())
    for name in area.within:
        hexes &= done.get(name, frozenset())
    return frozenset(hexes)


def disc(centre: str, radius: int, map_file: MapFile) -> set[int]:
    """Return all hexes within so many steps of a hex."""
    middle = parse_number(centre)
    if middle is None:
        return set()
    return {
        column + row * map_file.columns
        for row in range(max(0, middle[1] - radius), min(map_file.rows, middle[1] + radius + 1))
        for column in range(max(0, middle[0] - radius), min(map_file.columns, middle[0] + radius + 1))
        if distance(column, row, *middle) <= radius
    }


def polygon(corners: list[str], map_file: MapFile) -> set[int]:
    """Return the hexes whose centres lie in a polygon, and those on the straight lines between its corners."""
    cells = [cell for corner in corners if (cell := parse_number(corner)) is not None]
    hexes: set[int] = set()
    for here, there in zip(cells, [*cells[1:], *cells[:1]], strict=True):
        hexes.update(x + y * map_file.columns for x, y in line(here, there) if 0 <= x < map_file.columns)
    points = [_point(cell) for cell in cells]
    columns = _reach([x for x, _ in cells], map_file.columns)
    rows = _reach([y for _, y in cells], map_file.rows)
    hexes.update(
        column + row * map_file.columns for row in rows for column in columns if _inside(_point((column, row)), points)
    )
    return {hex_ for hex_ in hexes if hex_ < map_file.columns * map_file.rows}


def _reach(corners: list[int], most: int) -> range:
    """Return the columns or rows of the map in which hexes of a polygon may lie."""
    return range(max(0, min(corners, default=0) - 1), min(most, max(corners, default=-2) + 2))


def line(start: Cell, end: Cell) -> list[Cell]:
    """Return the hexes on the straight line between two hexes, both included, in whole numbers throughout."""
    steps = max(1, distance(*start, *end))
    (qa, ra), (qb, rb) = _axial(start), _axial(end)
    cells = [_nearest(qa * steps + (qb - qa) * i, ra * steps + (rb - ra) * i, steps) for i in range(steps + 1)]
    return list(dict.fromkeys(cells))


def _axial(cell: Cell) -> Cell:
    column, row = cell
    return column - (row - (row & 1)) // 2, row


def _nearest(q: int, r: int, scale: int) -> Cell:
    """Return the hex nearest to an axial place given in `scale`-ths."""
    s = -q - r
    whole = [(2 * value + scale) // (2 * scale) for value in (q, r, s)]
    off = [abs(near * scale - value) for near, value in zip(whole, (q, r, s), strict=True)]
    if off[0] > off[1] and off[0] > off[2]:
        whole[0] = -whole[1] - whole[2]
    elif off[1] > off[2]:
        whole[1] = -whole[0] - whole[2]
    return whole[0] + (whole[1] - (whole[1] & 1)) // 2, whole[1]


def _point(cell: Cell) -> Cell:
    """Return a hex centre in whole numbers; stretching the map does not change what lies inside what."""
    return 2 * cell[0] + (cell[1] & 1), cell[1]


def _inside(point: Cell, corners: list[Cell]) -> bool:
    """Even-odd rule: count the edges that a ray to the east crosses."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        if (ay > y) != (by > y):
            side = (x - ax) * (by - ay) - (bx - ax) * (y - ay)
            if (side < 0) == (by > ay):
                inside = not inside
    return inside
