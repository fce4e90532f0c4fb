"""The map in the window: zoom about the pointer, pan, what lies under the pointer, and drawing it all in layers.

Layers from below: ground (painted once a zoom), grid and names, marks of overlays, counters. Counters are repainted
only when the position or the zoom has changed; a frame is a few blits, the first one of a zoom too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

import pygame

from game.desk.counters_on_map import CountersOnMap, Sprite
from game.desk.land import LandStore
from game.desk.names_on_map import NamesOnMap
from game.desk.position import Position
from game.desk.window import Window
from game.scenario.loading import Scenario
from game.view.camera import CORNER, Camera, lattice_corners
from game.view.front_line import SHOWN_BELOW, Front, draw_front, front_of, inks_of
from game.view.ground import ground_now
from game.view.lettering import write
from game.view.map_painter import camera_for
from game.view.marks import Marks, draw_marks, draw_marks_above, draw_marks_below
from game.view.theme import FAINT_INK, GRID, PAPER

DEFAULT_SCALE: Final = 40
"""Pixels a hex at first, more where letters are larger: here every counter can be read."""

MARGIN: Final = 60
"""Pixels of empty paper that may be seen beyond the edge of the map."""

NUMBERS_FROM: Final = 28


ROOM: Final = (1480, 1000)
"""What a map has of a screen of 1920 x 1080; where it has more, hexes are larger at first."""


def usual_scale(scales: Sequence[int], letters: float, view: pygame.Rect) -> int:
    """Return the zoom of a map at first, by how large letters are and how much room there is."""
    room = min(view.width / ROOM[0], view.height / ROOM[1])
    return min(scales, key=lambda scale: abs(scale - DEFAULT_SCALE * max(1.0, letters, room)))


class MapView:
    """What part of the map the window shows, and how."""

    def __init__(
        self, scenario: Scenario, view: pygame.Rect, land: LandStore | None = None, letters: float = 1.0
    ) -> None:
        self.scenario = scenario
        self.view = view
        self.land = land or LandStore(scenario)
        self.scale = usual_scale(self.land.scales, letters, view)
        self.left = 0.0
        self.top = 0.0
        self.show_grid = True
        self.show_labels = True
        self.show_numbers = False
        self.hidden: frozenset[int] = frozenset()  # units that are drawn elsewhere, being under way
        self.counters = CountersOnMap()
        self.names = NamesOnMap()
        self._front: tuple[str, Front] | None = None
        self._grids: dict[int, list[Sprite]] = {}
        self._drawn: tuple[float, float, int] | None = None
        self._is_sharp = False
        self._is_ready = False
        self._numbers: tuple[tuple[int, int, int], pygame.Surface] | None = None

    # --- geometry ---------------------------------------------------------------------------------------------------

    @property
    def map_camera(self) -> Camera:
        """The camera of the whole map at this zoom, its corner at (0, 0)."""
        return camera_for(self.scenario, self.scale)

    @property
    def camera(self) -> Camera:
        """The camera of the window: where the map's hexes lie on the screen."""
        return Camera(
            self.scenario.map.columns,
            self.scenario.map.rows,
            self.scale,
            self.view.left - round(self.left),
            self.view.top - round(self.top),
        )

    def hex_at(self, spot: tuple[int, int]) -> int | None:
        """Return the row of the hex under a point of the window, None beside the map."""
        if not self.view.collidepoint(spot):
            return None
        place = self.camera.hex_at(*spot)
        return None if place is None else place[0] + place[1] * self.scenario.map.columns

    def spot_of(self, hex_: int) -> tuple[int, int]:
        """Return the point of the window at the middle of a hex; it may lie outside the view."""
        x, y = self.camera.centre(hex_ % self.scenario.map.columns, hex_ // self.scenario.map.columns)
        return round(x), round(y)

    def shows(self, hex_: int) -> bool:
        """Whether the middle of a hex lies well inside the view."""
        return bool(self.view.inflate(-2 * self.scale, -2 * self.scale).collidepoint(self.spot_of(hex_)))

    def resize(self, view: pygame.Rect) -> None:
        """Take another part of the window; the middle stays."""
        middle = self.left + self.view.width / 2, self.top + self.view.height / 2
        self.view = view
        self.left, self.top = middle[0] - view.width / 2, middle[1] - view.height / 2
        self._clamp()

    def pan(self, dx: float, dy: float) -> None:
        """Move the view over the map, in pixels."""
        self.left += dx
        self.top += dy
        self._clamp()

    def toggle(self, what: str, window: Window) -> None:
        """Show grid, labels or numbers, or hide them; the settings keep what is one of them."""
        shown = not getattr(self, f"show_{what}")
        setattr(self, f"show_{what}", shown)
        if what in type(window.settings).model_fields:
            window.keep_setting(what, shown)

    def centre_on(self, hex_: int) -> None:
        """Bring a hex to the middle of the view."""
        x, y = self.map_camera.centre(hex_ % self.scenario.map.columns, hex_ // self.scenario.map.columns)
        self.left, self.top = x - self.view.width / 2, y - self.view.height / 2
        self._clamp()

    def centre_on_all(self, wanted: Iterable[int], aside: float = 0.0) -> None:
        """Bring the middle of several hexes to the middle of the view.

        Or of what a window at the left, twice `aside` pixels wide, leaves free of it; where the map is so small at this
        zoom that it cannot be moved there, it comes nearer, and at the last zoom it goes beyond its own edge.
        """
        hexes = list(wanted)
        for _ in self.land.scales if hexes else ():
            columns = self.scenario.map.columns
            column = sum(hex_ % columns for hex_ in hexes) // len(hexes)
            row = sum(hex_ // columns for hex_ in hexes) // len(hexes)
            self.centre_on(column + row * columns)
            self.pan(-aside, 0)
            if not aside or self.map_camera.box_of(hexes).centerx - round(self.left) >= 2 * aside:
                return
            if self.scale == max(self.land.scales):
                self.left = self.map_camera.box_of(hexes).centerx - self.view.width / 2 - aside
                return
            self.zoom(1)

    def bring_in(self, hexes: Sequence[int], clear: int, room: pygame.Rect | None = None) -> None:
        """Move the view as little as need be to show several hexes, so many pixels clear of its edges.

        Or clear of those of a part of it, the `room`.
        """
        part = (room or self.view).move(-self.view.left, -self.view.top)
        box = self.map_camera.box_of(hexes).move(-part.left, -part.top)
        if box.width + 2 * clear > part.width or box.height + 2 * clear > part.height:
            self.left, self.top = box.centerx - part.width / 2, box.centery - part.height / 2
        self.left = max(box.right + clear - part.width, min(self.left, box.left - clear))
        self.top = max(box.bottom + clear - part.height, min(self.top, box.top - clear))
        self._clamp()

    def zoom(self, steps: int, about: tuple[int, int] | None = None) -> None:
        """Go some zooms nearer (or back, if negative); the map stays still under `about`."""
        scales = self.land.scales
        place = max(0, min(len(scales) - 1, scales.index(self.scale) + steps))
        if scales[place] == self.scale:
            return
        spot = about or self.view.center
        factor = scales[place] / self.scale
        x, y = spot[0] - self.view.left, spot[1] - self.view.top
        self.left, self.top = (self.left + x) * factor - x, (self.top + y) * factor - y
        self.scale = scales[place]
        self._clamp()

    def _clamp(self) -> None:
        camera = self.map_camera
        self.left = _within(self.left, camera.width, self.view.width)
        self.top = _within(self.top, camera.height, self.view.height)

    # --- drawing ----------------------------------------------------------------------------------------------------

    def go_on(self) -> bool:
        """Take over what threads have painted since; whether there is anything new to draw, or to get ready.

        A zoom that is not the one on the screen counts too: others are stretched from it, and a report may show it.
        """
        return self.land.take_in() or self.wants_drawing

    def draw(
        self,
        surface: pygame.Surface,
        position: Position,
        overlays: Sequence[Marks] = (),
        above: Marks | None = None,
        beneath: Callable[[pygame.Surface], object] | None = None,
    ) -> None:
        """Draw the map with a position; `overlays` go beneath the counters, `above` over them.

        `beneath` draws on what lies under names and counters.
        """
        clip = surface.get_clip()
        surface.set_clip(self.view)
        surface.fill(PAPER, self.view)
        camera = self.camera
        self.land = self.land.lying(ground_now(position.scenario, position.state))
        self._draw_ground(surface, camera)
        if self.show_numbers and self.scale >= NUMBERS_FROM:
            self._draw_numbers(surface)
        for marks in overlays:
            draw_marks_below(surface, camera, marks, self.view)
        self._draw_front(surface, camera, position)
        if beneath is not None:
            beneath(surface)
        if self.show_labels:
            left, top = round(camera.left), round(camera.top)
            names = self.names.sprites(position, self.map_camera)
            surface.blits([(picture, (x + left, y + top)) for picture, (x, y) in names], False)
        self._look_ahead(position)
        self._draw_counters(surface, position)
        for marks in overlays:
            draw_marks_above(surface, camera, marks, self.view, beside=True)
        if above is not None:
            draw_marks(surface, camera, above, self.view)
        surface.set_clip(clip)

    def _draw_front(self, surface: pygame.Surface, camera: Camera, position: Position) -> None:
        """Draw the front where counters are too small to show it."""
        if self.scale >= SHOWN_BELOW:
            return
        if self._front is None or self._front[0] != position.digest():
            self._front = position.digest(), front_of(position.scenario, position.state)
        draw_front(surface, camera, self._front[1], inks_of(position.scenario), self.view)

    def _draw_counters(self, surface: pygame.Surface, position: Position) -> None:
        camera = self.camera
        left, top = round(camera.left), round(camera.top)
        sprites = self.counters.sprites(position, self.map_camera, self.view.move(-left, -top), self.hidden)
        surface.blits([(picture, (x + left, y + top)) for picture, (x, y) in sprites], False)

    @property
    def wants_drawing(self) -> bool:
        """Whether the next frame would show, or get ready, more than the last one did."""
        return self._is_sharp != self.land.is_painted(self.scale) or not (self.counters.is_painted and self._is_ready)

    def _look_ahead(self, position: Position) -> None:
        """Make grid or names of another zoom while the map stands still; it takes longer than a frame may."""
        now, self._is_ready = (self.left, self.top, self.scale), False
        if now == self._drawn:
            missing = next((scale for scale in self.land.scales if scale not in self._grids), None)
            if missing is not None:
                self._grid(missing)
            else:
                cameras = (camera_for(self.scenario, scale) for scale in self.land.scales)
                self._is_ready = not self.names.look_ahead(position, cameras)
        self._drawn = now

    def _draw_ground(self, surface: pygame.Surface, camera: Camera) -> None:
        """Draw the ground, stretched from another zoom while this one is not there yet, and the grid."""
        left, top = round(camera.left), round(camera.top)
        picture = self.land.picture(self.scale)
        self._is_sharp = picture is not None
        if picture is not None:
            surface.blit(picture, (left, top))
        else:
            part = self.view.move(-left, -top).clip(pygame.Rect(0, 0, camera.width, camera.height))
            surface.blit(self.land.stretched(self.scale, part), part.move(left, top))
        if self.show_grid:
            surface.blits([(strip, (x + left, y + top)) for strip, (x, y) in self._grid(self.scale)], False)

    def _grid(self, scale: int) -> list[Sprite]:
        if scale not in self._grids:
            self._grids[scale] = grid_of(camera_for(self.scenario, scale))
        return self._grids[scale]

    def _draw_numbers(self, surface: pygame.Surface) -> None:
        key = (round(self.left), round(self.top), self.scale)
        if self._numbers is None or self._numbers[0] != key or self._numbers[1].get_size() != self.view.size:
            sheet = pygame.Surface(self.view.size, pygame.SRCALPHA)
            camera = Camera(
                self.scenario.map.columns, self.scenario.map.rows, self.scale, -round(self.left), -round(self.top)
            )
            for column, row in self._visible():
                x, y = camera.centre(column, row)
                text = write(camera.number(column, row), "Regular", max(9, round(self.scale * 0.24)), FAINT_INK)
                sheet.blit(text, text.get_rect(center=(round(x), round(y - self.scale * 0.4))))
            self._numbers = key, sheet
        surface.blit(self._numbers[1], self.view)

    def _visible(self) -> Iterable[tuple[int, int]]:
        camera = self.map_camera
        first_row = max(0, int(self.top / (self.scale * 0.866)) - 1)
        last_row = min(camera.rows, int((self.top + self.view.height) / (self.scale * 0.866)) + 2)
        first = max(0, int(self.left / self.scale) - 1)
        last = min(camera.columns, int((self.left + self.view.width) / self.scale) + 2)
        return ((column, row) for row in range(first_row, last_row) for column in range(first, last))


def grid_of(camera: Camera) -> list[Sprite]:
    """Return all hexsides of a map as strips, one a row; the lines have opacity.

    All even rows are the same strip, and all odd ones. Nearly all of it is clear, so it is kept as runs of what is not:
    that is quick to lay over the ground in every frame.
    """
    last = camera.rows - 1
    strips = [_row_of_grid(camera, row) for row in range(min(2, last))]
    tops = [round(camera.centre(0, row)[1] - camera.scale * CORNER) for row in range(camera.rows)]
    return [
        *((strips[row % 2], (0, top)) for row, top in enumerate(tops[:last])),
        (_row_of_grid(camera, last), (0, tops[last])),
    ]


def _row_of_grid(camera: Camera, row: int) -> pygame.Surface:
    """Return the upper hexsides of a row as one line, and the upright ones; of the last row the lower ones too."""
    strip = pygame.Surface((camera.width, ceil(camera.scale * 2 * CORNER) + 1), pygame.SRCALPHA)
    here = replace(camera, top=camera.top + camera.scale * CORNER - camera.centre(0, row)[1])
    corners = [[here.lattice(corner) for corner in lattice_corners(column, row)] for column in range(camera.columns)]
    upper = [corners[0][5], *(corner for each in corners for corner in each[:2])]
    pygame.draw.lines(strip, GRID, False, upper)
    for (x, y), (_, below) in [(corners[0][5], corners[0][4]), *((each[1], each[2]) for each in corners)]:
        pygame.draw.line(strip, GRID, (x, int(y) + 1), (x, int(below) - 1))  # the ends belong to the other lines
    if row == camera.rows - 1:
        lower = [corners[0][4], *(corner for each in corners for corner in (each[3], each[2]))]
        pygame.draw.lines(strip, GRID, False, lower)
    strip.set_alpha(255, pygame.RLEACCEL)
    return strip


def _within(offset: float, map_length: int, view_length: int) -> float:
    """Return an offset so that the map fills the view but for a margin, or stands in its middle if it is smaller."""
    if map_length + 2 * MARGIN <= view_length:
        return (map_length - view_length) / 2
    return max(-MARGIN, min(map_length + MARGIN - view_length, offset))
