"""The whole map as one picture: ground, lines, signs and names. The board paints it once a zoom level and keeps it.

`paint_map` is all in one; a caller with counters takes `paint_land` and places the names itself, to keep them clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pygame

from game.scenario.loading import Scenario
from game.view.camera import Camera, Point
from game.view.contours import Contour, contours
from game.view.curves import stroke
from game.view.ground import ground_surface, hex_grid, terrain_styles
from game.view.labels import Placed, contour_labels, draw_labels, place_labels, wanted_labels
from game.view.large_pictures import clear_sheet, lay_over
from game.view.lettering import start, write
from game.view.map_lines import (
    crossed_by_names,
    draw_bands,
    draw_contours,
    draw_ferries,
    draw_grid,
    draw_hexsides,
    draw_houses,
    draw_lines,
    draw_roads,
    draw_trees,
    hex_place,
)
from game.view.theme import FAINT_INK, HALO, INK, SLOPE

OVERSIZE = 2
"""Lines are drawn so many times as large and shrunk, which makes them smooth."""


@dataclass(frozen=True)
class Land:
    """A painted map without names: the picture, and what names must know."""

    picture: pygame.Surface
    camera: Camera
    contours: list[Contour]


def camera_for(scenario: Scenario, scale: float) -> Camera:
    """Return the camera that shows a scenario's whole map at `scale` pixels a hex."""
    return Camera(scenario.map.columns, scenario.map.rows, scale)


def paint_map(
    scenario: Scenario, scale: float, *, grid: bool = True, numbers: bool = False, avoid: Sequence[pygame.Rect] = ()
) -> pygame.Surface:
    """Return the whole map at `scale` pixels between hex centres; names keep clear of the boxes in `avoid`."""
    land = paint_land(scenario, scale, grid=grid, numbers=numbers)
    draw_labels(land.picture, placed_names(scenario, land, avoid))
    return land.picture


def paint_land(scenario: Scenario, scale: float, *, grid: bool = True, numbers: bool = False) -> Land:
    """Return the map without names, at `scale` pixels between hex centres."""
    start()
    camera = camera_for(scenario, scale)
    heights = hex_grid(scenario, scenario.world.hexes.elevation)
    lines = contours(heights, hex_grid(scenario, scenario.world.hexes.water))
    picture = ground_surface(scenario, camera)
    _draw_over(picture, _line_sheet(scenario, camera.zoomed(OVERSIZE), lines, grid))
    if numbers:
        draw_numbers(picture, camera)
    return Land(picture, camera, lines)


def placed_names(scenario: Scenario, land: Land, avoid: Sequence[pygame.Rect] = ()) -> list[Placed]:
    """Return every name of the map with its place: places and ferries first, then heights on contours."""
    bounds = land.picture.get_rect().inflate(-4, -4)
    clear = [*avoid, *(box for _, box in place_signs(scenario, land.camera))]
    crossed = crossed_by_names(land.camera, scenario)
    names = place_labels(wanted_labels(scenario, land.camera), bounds, clear, crossed=crossed)
    taken = [*clear, *(name.box for name in names)]
    return names + place_labels(contour_labels(land.contours, land.camera), bounds, taken)


def _line_sheet(scenario: Scenario, camera: Camera, lines: list[Contour], grid: bool) -> pygame.Surface:
    """Return everything drawn in lines on a transparent sheet, colours multiplied by their opacity."""
    sheet = clear_sheet((camera.width, camera.height))
    if grid:
        draw_grid(sheet, camera)
    draw_bands(sheet, camera, scenario)
    draw_contours(sheet, camera, lines)
    draw_hexsides(sheet, camera, scenario)
    _draw_covers(sheet, camera, scenario)
    draw_roads(sheet, camera, scenario)
    draw_lines(sheet, camera, scenario)
    draw_ferries(sheet, camera, scenario)
    for draw, box in place_signs(scenario, camera):
        SIGNS[draw](sheet, box.center, box.width / 2)
    return sheet


def _draw_over(picture: pygame.Surface, sheet: pygame.Surface) -> None:
    shrunk = clear_sheet(picture.get_size())
    pygame.transform.smoothscale(sheet, picture.get_size(), shrunk)
    lay_over(picture, shrunk)


def _draw_covers(sheet: pygame.Surface, camera: Camera, scenario: Scenario) -> None:
    """Draw the houses and trees of the kinds of ground that have them."""
    kinds = scenario.world.hexes.terrain
    for kind, style in terrain_styles(scenario).items():
        places = [place for row, place in enumerate(camera.hexes()) if kinds[row] == kind]
        if style.pattern == "blocks":
            draw_houses(sheet, camera, style, places)
        elif style.pattern == "trees":
            draw_trees(sheet, camera, style, places)


def draw_numbers(picture: pygame.Surface, camera: Camera) -> None:
    """Write the printed number of each hex under its upper corner."""
    size = max(8, min(13, round(camera.scale * 0.25)))
    for column, row in camera.hexes():
        x, y = camera.centre(column, row)
        text = write(camera.number(column, row), "Regular", size, FAINT_INK)
        picture.blit(text, text.get_rect(center=(round(x), round(y - camera.scale * 0.38))))


# --- signs of places ------------------------------------------------------------------------------------------------


def place_signs(scenario: Scenario, camera: Camera) -> Iterator[tuple[str, pygame.Rect]]:
    """Yield the kind and the box of each place's sign; villages and waters are their own signs."""
    for place in scenario.map.places:
        if place.kind in SIGNS:
            size = round(camera.scale * 0.34)
            box = pygame.Rect(0, 0, size, size)
            x, y = camera.centre(*hex_place(place.hex))
            box.center = round(x), round(y)
            yield place.kind, box


def _draw_hill(sheet: pygame.Surface, middle: Point, reach: float) -> None:
    x, y = middle
    points = [(x, y - reach * 0.9), (x + reach * 0.85, y + reach * 0.6), (x - reach * 0.85, y + reach * 0.6)]
    pygame.draw.polygon(sheet, HALO, points)
    stroke(sheet, SLOPE, [*points, points[0]], reach * 0.26)
    pygame.draw.circle(sheet, SLOPE, (x, y + reach * 0.12), reach * 0.2)


def _draw_gate(sheet: pygame.Surface, middle: Point, reach: float) -> None:
    x, y = middle
    for side in (-1, 1):
        bracket = [(x + side * reach, y - reach), (x + side * reach * 0.5, y), (x + side * reach, y + reach)]
        stroke(sheet, INK, bracket, reach * 0.34)


def _draw_point(sheet: pygame.Surface, middle: Point, reach: float) -> None:
    pygame.draw.circle(sheet, INK, middle, reach * 0.6)
    pygame.draw.circle(sheet, HALO, middle, reach * 0.32)


def _draw_post(sheet: pygame.Surface, middle: Point, reach: float) -> None:
    x, y = middle
    stroke(sheet, INK, [(x - reach * 0.4, y + reach), (x - reach * 0.4, y - reach)], reach * 0.22)
    flag = [(x - reach * 0.4, y - reach), (x + reach * 0.8, y - reach * 0.6), (x - reach * 0.4, y - reach * 0.15)]
    pygame.draw.polygon(sheet, INK, flag)


def _draw_ruin(sheet: pygame.Surface, middle: Point, reach: float) -> None:
    x, y = middle
    for dx, dy in ((-0.7, 0.5), (0, -0.6), (0.7, 0.5)):
        pygame.draw.circle(sheet, INK, (x + dx * reach, y + dy * reach), reach * 0.26)


SIGNS = {"hill": _draw_hill, "gate": _draw_gate, "point": _draw_point, "post": _draw_post, "ruin": _draw_ruin}
