"""What is drawn in lines over the ground: grid, contours, slopes, roads, frontiers, houses, ferries.

Each function draws one kind of thing on a transparent sheet twice the size of the picture, which the painter shrinks;
so lines are smooth. Colours with opacity are laid down first, because pens replace what is beneath them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Final

import pygame

from game.core.hexes import DIRECTIONS, neighbours, parse_number
from game.scenario.loading import Scenario
from game.view.camera import Camera, LatticePoint, Point, lattice_hexside
from game.view.contours import Contour
from game.view.curves import between, chain, dashes, eased, soften, stations, stroke, stroke_all, through_middles
from game.view.theme import (
    CONTOUR,
    CONTOUR_WIDTH,
    GRID,
    HEXSIDES,
    INDEX_CONTOUR_WIDTH,
    INK,
    LINES,
    ROADS,
    UNKNOWN_HEXSIDE,
    UNKNOWN_LINE,
    UNKNOWN_ROAD,
    HexsideStyle,
    LineStyle,
    TerrainStyle,
    style_of,
)

NORMAL: Final = 32
"""Pixels a hex for which the theme gives widths."""

EASED: Final = 6
"""Rounds of evening out what runs along hexsides: rows of hexes make steps of a straight course."""
ASIDE: Final = 0.3
"""How far a line may run beside the middle of its hexside, in hexes; the middles of hexes are half a hex away."""
BRIDGE: Final = 0.43
"""Half the length of a bridge, in lengths of a hexside."""
SPOT_APART: Final = 0.25
"""Distance between the spots of a way or line of which names keep clear, in hexes."""

Hexside = tuple[int, int, int]


def unit(camera: Camera) -> float:
    """Return how many pixels the theme's pixel is on this sheet."""
    return camera.scale / NORMAL


def premultiplied(colour: Sequence[int]) -> tuple[int, int, int, int]:
    """Return a colour with opacity as the sheet holds it."""
    red, green, blue, opacity = colour
    return red * opacity // 255, green * opacity // 255, blue * opacity // 255, opacity


def hexside(text: str) -> Hexside:
    """Return (column, row, direction) of a hexside as files write it ("0507-SE")."""
    printed, _, direction = text.partition("-")
    place = parse_number(printed)
    assert place is not None, text
    return place[0], place[1], DIRECTIONS.index(direction)


def hex_place(printed: str) -> tuple[int, int]:
    """Return (column, row) of a printed hex number of a checked map."""
    place = parse_number(printed)
    assert place is not None, printed
    return place


# --- grid and relief ------------------------------------------------------------------------------------------------


def draw_grid(sheet: pygame.Surface, camera: Camera) -> None:
    """Draw the hexsides, each once."""
    sides = {tuple(sorted(lattice_hexside(*place, side))) for place in camera.hexes() for side in range(6)}
    width = max(1, round(camera.scale / 40))
    for a, b in sides:
        pygame.draw.line(sheet, premultiplied(GRID), camera.lattice(a), camera.lattice(b), width)


def draw_contours(sheet: pygame.Surface, camera: Camera, lines: Iterable[Contour]) -> None:
    """Draw contour lines, thin ones first."""
    for contour in sorted(lines, key=lambda line: line.index):
        width = INDEX_CONTOUR_WIDTH if contour.index else CONTOUR_WIDTH
        stroke(sheet, CONTOUR, [camera.spot(*point) for point in contour.points], max(1.0, width * unit(camera)))


def draw_hexsides(sheet: pygame.Surface, camera: Camera, scenario: Scenario) -> None:
    """Draw every kind of hexside that the map has: waters first, then the bridges that stand and other crossings."""
    order = ("water", "slope", "bar", "crossing")
    listed = [*scenario.map.hexsides.items(), *standing_bridges(scenario)]
    kinds = [(style_of(HEXSIDES, id_, UNKNOWN_HEXSIDE), [hexside(side) for side in sides]) for id_, sides in listed]
    waters = [line for style, sides in kinds if style.look == "water" for line in along_hexsides(camera, sides)]
    for style, sides in sorted(kinds, key=lambda kind: order.index(kind[0].look)):
        draw_hexside_kind(sheet, camera, style, sides, waters)


def standing_bridges(scenario: Scenario) -> Iterator[tuple[str, list[str]]]:
    """Yield the look ("bridge" or "ford") and the hexside of each bridge that stands when the scenario begins."""
    day = scenario.file.calendar.start[:10]
    for bridge in scenario.map.bridges:
        if bridge.stands_on(day):
            yield "ford" if "ford" in bridge.kind else "bridge", [bridge.hexside]


def draw_hexside_kind(
    sheet: pygame.Surface,
    camera: Camera,
    style: HexsideStyle,
    sides: Sequence[Hexside],
    waters: Iterable[Sequence[Point]] = (),
) -> None:
    """Draw all hexsides of one kind; crossings lie on the courses of `waters` that run beside their hexsides."""
    spots = [spot for line in waters for spot in line]
    width = style.width * unit(camera)
    if style.look == "water":
        stroke_all(sheet, style.colour, along_hexsides(camera, sides), width)
        return
    for side in sides:
        start, stop = lattice_hexside(*side)
        ends = camera.lattice(start), camera.lattice(stop)
        centre = camera.centre(side[0], side[1])
        if style.look == "slope":
            _draw_slope(sheet, style, ends, centre, camera.scale)
        elif style.look == "crossing":
            _draw_bridge(sheet, style, _moved_onto(ends, spots, camera.scale * ASIDE * 1.2), width)
        else:
            stroke(sheet, style.colour, [between(*ends, 0.08), between(*ends, 0.92)], width)


def _draw_slope(
    sheet: pygame.Surface, style: HexsideStyle, ends: tuple[Point, Point], high: Point, scale: float
) -> None:
    """Draw wedges from a hexside downhill, away from the middle of the high hex."""
    middle = between(*ends, 0.5)
    down = (middle[0] - high[0]) / scale, (middle[1] - high[1]) / scale
    count, reach = 5, scale * 0.36
    half = style.width * scale / NORMAL * 0.85
    along = (ends[1][0] - ends[0][0]) / scale, (ends[1][1] - ends[0][1]) / scale
    for index in range(count):
        x, y = between(*ends, (index + 0.5) / count)
        x, y = x - down[0] * reach * 0.3, y - down[1] * reach * 0.3
        far = reach * (1.0 if index % 2 else 0.72)
        wedge = [
            (x - along[0] * half * 1.7, y - along[1] * half * 1.7),
            (x + along[0] * half * 1.7, y + along[1] * half * 1.7),
            (x + down[0] * 2 * far, y + down[1] * 2 * far),
        ]
        pygame.draw.polygon(sheet, style.colour, wedge)


def _moved_onto(ends: tuple[Point, Point], spots: Iterable[Point], most: float) -> tuple[Point, Point]:
    """Return the ends of a hexside moved so that its middle lies on the nearest of some spots, if that is near."""
    x, y = between(*ends, 0.5)
    near = min(spots, key=lambda spot: hypot(spot[0] - x, spot[1] - y), default=(x, y))
    dx, dy = near[0] - x, near[1] - y
    if hypot(dx, dy) > most:
        return ends
    return (ends[0][0] + dx, ends[0][1] + dy), (ends[1][0] + dx, ends[1][1] + dy)


def _draw_bridge(sheet: pygame.Surface, style: HexsideStyle, ends: tuple[Point, Point], width: float) -> None:
    """Draw two rails across a hexside."""
    across = (ends[1][1] - ends[0][1]) * BRIDGE, (ends[0][0] - ends[1][0]) * BRIDGE
    for share in (0.36, 0.64):
        x, y = between(*ends, share)
        stroke(sheet, style.colour, [(x - across[0], y - across[1]), (x + across[0], y + across[1])], width)


# --- lines along hexsides -------------------------------------------------------------------------------------------


def along_hexsides(camera: Camera, sides: Iterable[Hexside]) -> list[list[Point]]:
    """Return hexsides joined into lines, zigzag and steps smoothed; each passes close by the middle of its hexsides."""
    edges: dict[tuple[LatticePoint, LatticePoint], None] = {}
    for side in sides:
        a, b = lattice_hexside(*side)
        edges[min(a, b), max(a, b)] = None
    joined = [through_middles([camera.lattice(p) for p in line]) for line in chain(edges) if len(line) > 1]
    return [soften(eased(line, EASED, camera.scale * ASIDE)) for line in joined]


def map_lines(camera: Camera, scenario: Scenario) -> Iterator[tuple[LineStyle, list[list[Point]]]]:
    """Yield the style and the course of each kind of line on the map."""
    for id_, sides in scenario.map.lines.items():
        yield style_of(LINES, id_, UNKNOWN_LINE), along_hexsides(camera, [hexside(side) for side in sides])


def draw_bands(sheet: pygame.Surface, camera: Camera, scenario: Scenario) -> None:
    """Draw the soft bands beneath frontiers and crests, narrow ones last."""
    for style, lines in sorted(map_lines(camera, scenario), key=lambda line: -line[0].band_width):
        if style.band:
            stroke_all(sheet, premultiplied(style.band), lines, style.band_width * unit(camera))


def draw_lines(sheet: pygame.Surface, camera: Camera, scenario: Scenario) -> None:
    """Draw frontiers, claims and the like, fine ones first."""
    for style, lines in sorted(map_lines(camera, scenario), key=lambda line: line[0].width):
        draw_line(sheet, style, lines, unit(camera))


def draw_line(sheet: pygame.Surface, style: LineStyle, lines: Iterable[Sequence[Point]], pixel: float) -> None:
    """Draw lines in a style, dashes and sleepers included; not its casing and not its band."""
    pattern = [part * pixel for part in style.dashes]
    for line in lines:
        stroke_all(sheet, style.colour, dashes(line, pattern), style.width * pixel)
        if style.sleepers:
            _draw_sleepers(sheet, style, line, pixel)


def _draw_sleepers(sheet: pygame.Surface, style: LineStyle, line: Sequence[Point], pixel: float) -> None:
    for (x, y), angle in stations(line, 7 * pixel, 3.5 * pixel):
        dx, dy = -sin(angle) * 2.6 * pixel, cos(angle) * 2.6 * pixel
        stroke(sheet, style.colour, [(x - dx, y - dy), (x + dx, y + dy)], 1.1 * pixel)


# --- roads ----------------------------------------------------------------------------------------------------------


def road_courses(camera: Camera, scenario: Scenario) -> list[tuple[str, list[Point]]]:
    """Return kind and course of every way: smooth, and through the middle of each hex where ways meet."""
    paths = [(road.kind, [hex_place(printed) for printed in road.path]) for road in scenario.map.roads]
    ends = {place for _, path in paths for place in (path[0], path[-1])}
    found: list[tuple[str, list[Point]]] = []
    for kind, path in paths:
        cuts = [index for index, place in enumerate(path) if place in ends]
        for first, last in pairwise(cuts):
            found.append((kind, soften(_eased([camera.centre(*place) for place in path[first : last + 1]]), 2)))
    return found


def _eased(points: list[Point]) -> list[Point]:
    """Draw each bend of a path a third of the way towards the middle of its neighbours; the ends stay."""
    eased = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        eased.append(between(here, between(before, after, 0.5), 0.5))
    return [*eased, points[-1]]


def draw_roads(sheet: pygame.Surface, camera: Camera, scenario: Scenario) -> None:
    """Draw all ways: casings first, then tracks, roads, railways."""
    courses = [(style_of(ROADS, kind, UNKNOWN_ROAD), line) for kind, line in road_courses(camera, scenario)]
    pixel = unit(camera)
    for style, line in courses:
        if style.casing:
            stroke(sheet, style.casing, line, (style.width + 1.8) * pixel)
    for style, line in sorted(courses, key=lambda course: (course[0].sleepers, course[0].width)):
        draw_line(sheet, style, [line], pixel)


def crossed_by_names(camera: Camera, scenario: Scenario) -> list[pygame.Rect]:
    """Return small boxes along all ways, lines and ferries: a name over them would be hard to read, and they too."""
    courses = [line for _, line in road_courses(camera, scenario)]
    courses += [line for _, lines in map_lines(camera, scenario) for line in lines]
    courses += [line for _, lines in ferries(camera, scenario) for line in lines]
    apart = camera.scale * SPOT_APART
    return [pygame.Rect(int(x) - 1, int(y) - 1, 3, 3) for line in courses for (x, y), _ in stations(line, apart, 0)]


# --- signs in hexes -------------------------------------------------------------------------------------------------


def draw_houses(sheet: pygame.Surface, camera: Camera, style: TerrainStyle, places: Iterable[tuple[int, int]]) -> None:
    """Draw a cluster of houses in each hex."""
    for column, row in places:
        x, y = camera.centre(column, row)
        turn = ((column * 37 + row * 61) % 12) * pi / 24 - pi / 4
        for index, (dx, dy, w, h) in enumerate(_HOUSES):
            if (column * 7 + row * 13 + index) % 6:
                _draw_house(sheet, style.ink, (x, y), turn, [v * camera.scale for v in (dx, dy, w, h)])


_HOUSES: Final = (
    (-0.26, -0.19, 0.13, 0.09),
    (-0.02, -0.23, 0.10, 0.10),
    (0.20, -0.17, 0.14, 0.09),
    (-0.22, 0.15, 0.10, 0.10),
    (0.02, 0.19, 0.14, 0.09),
    (0.25, 0.13, 0.10, 0.09),
    (-0.36, 0.00, 0.09, 0.09),
)


def _draw_house(
    sheet: pygame.Surface, ink: tuple[int, int, int], middle: Point, turn: float, box: Sequence[float]
) -> None:
    x, y, w, h = box
    corners = [(x - w / 2, y - h / 2), (x + w / 2, y - h / 2), (x + w / 2, y + h / 2), (x - w / 2, y + h / 2)]
    turned = [
        (middle[0] + a * cos(turn) - b * sin(turn), middle[1] + a * sin(turn) + b * cos(turn)) for a, b in corners
    ]
    pygame.draw.polygon(sheet, ink, turned)


def draw_trees(sheet: pygame.Surface, camera: Camera, style: TerrainStyle, places: Iterable[tuple[int, int]]) -> None:
    """Draw a few trees in each hex."""
    for column, row in places:
        x, y = camera.centre(column, row)
        for index in range(5):
            angle = index * 2.4 + column * 0.7 + row * 1.3
            far = camera.scale * (0.12 + 0.06 * index)
            spot = x + cos(angle) * far, y + sin(angle) * far * 0.8
            pygame.draw.circle(sheet, style.ink, spot, camera.scale * 0.075, max(1, round(unit(camera))))


def draw_ferries(sheet: pygame.Surface, camera: Camera, scenario: Scenario) -> None:
    """Draw a boat and its dotted course in each hex that a ferry serves; boats of whole areas are not drawn."""
    pixel = unit(camera)
    for middle, courses in ferries(camera, scenario):
        for course in courses:
            stroke_all(sheet, INK, dashes(course, (2.2 * pixel, 2.2 * pixel)), 1.3 * pixel)
        draw_boat(sheet, middle, camera.scale)


def ferries(camera: Camera, scenario: Scenario) -> Iterator[tuple[Point, list[list[Point]]]]:
    """Yield the middle of each hex that a ferry serves, and its courses to both landings."""
    for crossing in scenario.map.crossings:
        for printed in crossing.hexes:
            column, row = hex_place(printed)
            middle = camera.centre(column, row)
            banks = _banks(camera, scenario, column, row)
            yield middle, [[between(middle, bank, 0.16), between(middle, bank, 0.62)] for bank in banks]


def _banks(camera: Camera, scenario: Scenario, column: int, row: int) -> list[Point]:
    """Return the centres of the two landings of a ferry: dry neighbours on opposite sides, those with ways first."""
    hexes = scenario.world.hexes
    dry = {}
    for direction, x, y in neighbours(column, row, camera.columns, camera.rows):
        hex_ = hexes[x + y * camera.columns]
        if not hex_.water:
            dry[direction] = (int(hex_.road), camera.centre(x, y))
    pairs = [(a, b) for a in dry for b in dry if a < b and 2 <= b - a <= 4]  # noqa: PLR2004
    if not pairs:
        return [centre for _, centre in dry.values()][:2]
    a, b = max(pairs, key=lambda pair: (dry[pair[0]][0] + dry[pair[1]][0], pair[1] - pair[0] == 3))  # noqa: PLR2004
    return [dry[a][1], dry[b][1]]


def draw_boat(sheet: pygame.Surface, middle: Point, scale: float) -> None:
    """Draw a small boat, the sign of a ferry."""
    x, y = middle
    hull = [(-0.2, -0.02), (0.2, -0.02), (0.12, 0.1), (-0.12, 0.1)]
    pygame.draw.polygon(sheet, INK, [(x + a * scale, y + b * scale) for a, b in hull])
    stroke(sheet, INK, [(x, y), (x, y - 0.18 * scale)], scale / 26)
