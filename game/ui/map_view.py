"""The map in the window: zoom about the pointer, pan, what lies under the pointer, and drawing it all in layers.

Layers from below: ground (painted once a zoom), grid and names, marks of overlays, counters. Counters are painted anew
only when the position or the zoom has changed; a frame is a few blits.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pygame

from game.core.hexes import number
from game.engine.game import Game
from game.scenario.languages import Language
from game.scenario.loading import Scenario
from game.ui.land import LandStore
from game.view.camera import Camera, lattice_hexside
from game.view.counters import Face, draw_count, face_of, paint_counter, stack_boxes, stacks
from game.view.labels import Placed, draw_labels, place_labels, wanted_labels
from game.view.lettering import write
from game.view.looks import Look, look, told
from game.view.map_painter import camera_for, place_signs
from game.view.marks import Marks, draw_marks, draw_marks_above, draw_marks_below
from game.view.theme import FAINT_INK, GRID, PAPER

DEFAULT_SCALE: Final = 40
"""Pixels a hex at first, more where letters are larger: here every counter can be read."""

MARGIN: Final = 60
"""Pixels of empty paper that may be seen beyond the edge of the map."""

NUMBERS_FROM: Final = 28
ROWS_AT_A_TIME: Final = 8

Sprite = tuple[pygame.Surface, tuple[int, int]]
"""A picture and where on the map its upper left corner goes."""


Faces = dict[Hashable, Face]
"""What counters show, by unit, its state and whose turn it is: reading one is slow, and few change at once."""

FACES_KEPT: Final = 4000


class MapView:
    """What part of the map the window shows, and how."""

    def __init__(
        self, scenario: Scenario, view: pygame.Rect, land: LandStore | None = None, letters: float = 1.0
    ) -> None:
        self.scenario = scenario
        self.view = view
        self.land = land or LandStore(scenario)
        wanted = DEFAULT_SCALE * max(1.0, letters)
        self.scale = min(self.land.scales, key=lambda scale: abs(scale - wanted))
        self.left = 0.0
        self.top = 0.0
        self.show_grid = True
        self.show_labels = True
        self.show_numbers = False
        self.hidden: frozenset[int] = frozenset()  # units that are drawn elsewhere, being under way
        self._sprites: list[Sprite] = []
        self._faces: Faces = {}
        self._sprites_of: tuple[str, int, frozenset[int], Look] | None = None
        self._labels: dict[tuple[int, Language], list[Sprite]] = {}
        self._gridded: tuple[pygame.Surface, pygame.Surface] | None = None
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

    def centre_on(self, hex_: int) -> None:
        """Bring a hex to the middle of the view."""
        x, y = self.map_camera.centre(hex_ % self.scenario.map.columns, hex_ // self.scenario.map.columns)
        self.left, self.top = x - self.view.width / 2, y - self.view.height / 2
        self._clamp()

    def centre_on_all(self, hexes: Iterable[int]) -> None:
        """Bring the middle of several hexes to the middle of the view."""
        places = [(hex_ % self.scenario.map.columns, hex_ // self.scenario.map.columns) for hex_ in hexes]
        if places:
            column = sum(place[0] for place in places) // len(places)
            row = sum(place[1] for place in places) // len(places)
            self.centre_on(column + row * self.scenario.map.columns)

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

    def draw(
        self, surface: pygame.Surface, game: Game, overlays: Sequence[Marks] = (), above: Marks | None = None
    ) -> None:
        """Draw the map with the position of a game; `overlays` go beneath the counters, `above` over them."""
        clip = surface.get_clip()
        surface.set_clip(self.view)
        surface.fill(PAPER, self.view)
        camera = self.camera
        surface.blit(self._ground(), (camera.left, camera.top))
        if self.show_numbers and self.scale >= NUMBERS_FROM:
            self._draw_numbers(surface)
        for marks in overlays:
            draw_marks_below(surface, camera, marks, self.view)
        if self.show_labels:
            left, top = round(camera.left), round(camera.top)
            surface.blits([(picture, (x + left, y + top)) for picture, (x, y) in self._names()], False)
        self._draw_counters(surface, game)
        for marks in overlays:
            draw_marks_above(surface, camera, marks, self.view, beside=True)
        if above is not None:
            draw_marks(surface, camera, above, self.view)
        surface.set_clip(clip)

    def _draw_counters(self, surface: pygame.Surface, game: Game) -> None:
        wanted = (game.digest(), self.scale, self.hidden, look())
        if self._sprites_of != wanted:
            if len(self._faces) > FACES_KEPT:
                self._faces.clear()
            self._sprites = sprites_of(game, self.map_camera, self.hidden, self._faces)
            self._sprites_of = wanted
        left, top = round(self.camera.left), round(self.camera.top)
        surface.blits([(picture, (x + left, y + top)) for picture, (x, y) in self._sprites], False)

    def _names(self) -> list[Sprite]:
        key = self.scale, look().language
        if key not in self._labels:
            camera = self.map_camera
            bounds = pygame.Rect(0, 0, camera.width, camera.height).inflate(-4, -4)
            signs = [box for _, box in place_signs(self.scenario, camera)]
            placed = place_labels(wanted_labels(told(self.scenario), camera), bounds, signs)
            self._labels[key] = [_picture_of(label) for label in placed]
        return self._labels[key]

    def _ground(self) -> pygame.Surface:
        """Return the ground of the whole map at this zoom, with the grid if it is wanted."""
        picture = self.land.picture(self.scale)
        if not self.show_grid:
            return picture
        if self._gridded is None or self._gridded[0] is not picture:
            self._gridded = picture, with_grid(picture, self.map_camera)
        return self._gridded[1]

    def _draw_numbers(self, surface: pygame.Surface) -> None:
        key = (round(self.left), round(self.top), self.scale)
        if self._numbers is None or self._numbers[0] != key or self._numbers[1].get_size() != self.view.size:
            sheet = pygame.Surface(self.view.size, pygame.SRCALPHA)
            camera = Camera(
                self.scenario.map.columns, self.scenario.map.rows, self.scale, -round(self.left), -round(self.top)
            )
            for column, row in self._visible():
                x, y = camera.centre(column, row)
                text = write(number(column, row), "Regular", max(9, round(self.scale * 0.24)), FAINT_INK)
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


def with_grid(picture: pygame.Surface, camera: Camera) -> pygame.Surface:
    """Return a copy of the ground with all hexsides, drawn some rows at a time: the lines have opacity."""
    found = picture.copy()
    for first in range(0, camera.rows, ROWS_AT_A_TIME):
        top = camera.centre(0, first)[1] - camera.scale
        strip = pygame.Surface((camera.width, round((ROWS_AT_A_TIME + 2) * camera.scale)), pygame.SRCALPHA)
        shifted = replace(camera, top=camera.top - round(top))
        for row in range(first, min(camera.rows, first + ROWS_AT_A_TIME)):
            for column in range(camera.columns):
                for side in range(3):
                    ends = lattice_hexside(column, row, side)
                    pygame.draw.line(strip, GRID, shifted.lattice(ends[0]), shifted.lattice(ends[1]))
        found.blit(strip, (0, round(top)))
    return found


def sprites_of(
    game: Game, camera: Camera, hidden: frozenset[int] = frozenset(), known: Faces | None = None
) -> list[Sprite]:
    """Return the counters of a position as pictures with their places on the map, lowest first.

    `known` are faces read before, by all that they depend on; new ones are added.
    """
    faces: Faces = {} if known is None else known
    sprites = []
    rows = game.state.units.view(np.ndarray).view(np.uint8).reshape(len(game.state.units), -1)
    now = int(game.state.clock.active[0]), int(game.state.clock.phase[0]), look()
    for hex_, everybody in stacks(game.state):
        units = [unit for unit in everybody if unit not in hidden]
        if not units:
            continue
        boxes = stack_boxes(camera, hex_, len(units))
        for box, unit in reversed(list(zip(boxes, units, strict=False))):
            key = unit, rows[unit].tobytes(), now
            if key not in faces:
                faces[key] = face_of(game.scenario, game.state, unit)
            sprites.append((paint_counter(faces[key], box.width), box.topleft))
        if len(units) > 1:
            side = boxes[0].width
            badge = pygame.Surface((side, side), pygame.SRCALPHA)
            draw_count(badge, pygame.Rect(side // 4, side // 4, side, side), len(units))
            sprites.append((badge, (boxes[0].left - side // 4, boxes[0].top - side // 4)))
    return sprites


def _picture_of(placed: Placed) -> Sprite:
    """Return a name by itself, with the line that leads to its place."""
    (x, y), box = placed.label.spot, placed.box.inflate(24, 24)
    if placed.leader:
        box = box.union(pygame.Rect(round(x) - 2, round(y) - 2, 4, 4))
    sheet = pygame.Surface(box.size, pygame.SRCALPHA)
    label = replace(placed.label, spot=(x - box.left, y - box.top))
    leader = placed.leader and (placed.leader[0] - box.left, placed.leader[1] - box.top)
    draw_labels(sheet, [Placed(label, placed.box.move(-box.left, -box.top), leader)])
    return sheet, box.topleft


def _within(offset: float, map_length: int, view_length: int) -> float:
    """Return an offset so that the map fills the view but for a margin, or stands in its middle if it is smaller."""
    if map_length + 2 * MARGIN <= view_length:
        return (map_length - view_length) / 2
    return max(-MARGIN, min(map_length + MARGIN - view_length, offset))
