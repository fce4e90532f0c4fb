"""The names on the map at one zoom, kept clear of the counters of the position that is shown.

A name stays where it is for as long as no counter comes to lie on it: names that jump about as units march would be
harder to find than names half covered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pygame

from game.desk.counters_on_map import Sprite
from game.desk.position import Position
from game.scenario.languages import Language
from game.view.camera import Camera
from game.view.formation_markers import taken_by_units
from game.view.labels import Placed, Wanted, draw_labels, place_labels, wanted_labels
from game.view.looks import localised, look
from game.view.map_lines import crossed_by_names
from game.view.map_painter import place_signs

Zoom = tuple[int, Language]


@dataclass
class Names:
    """The names at one zoom: what is wanted, signs, ways and lines, and where each was placed for which position."""

    wanted: list[Wanted]
    signs: list[pygame.Rect]
    crossed: list[pygame.Rect]
    position: str = ""
    placed: dict[Wanted, Placed] = field(default_factory=dict)
    sprites: dict[Wanted, Sprite] = field(default_factory=dict)

    def place(self, position: Position, camera: Camera) -> None:
        """Find the places for a position; what stays where it was is not repainted."""
        bounds = pygame.Rect(0, 0, camera.width, camera.height).inflate(-4, -4)
        avoid = [*self.signs, *taken_by_units(position.scenario, position.state, camera)]
        now = {one.label: one for one in place_labels(self.wanted, bounds, avoid, self.placed, self.crossed)}
        self.sprites = {
            label: self.sprites[label] if self.placed.get(label) == one else _picture_of(one)
            for label, one in now.items()
        }
        self.placed, self.position = now, position.digest()


class NamesOnMap:
    """The names of one map, zoom by zoom."""

    def __init__(self) -> None:
        self._at: dict[Zoom, Names] = {}

    def sprites(self, position: Position, camera: Camera) -> list[Sprite]:
        """Return the names as pictures with their places on the map; `camera` is that of the whole map."""
        return list(self.at(position, camera).sprites.values())

    def at(self, position: Position, camera: Camera) -> Names:
        """Return the names as they are placed for a position."""
        zoom = _zoom(camera)
        if zoom not in self._at:
            self._at[zoom] = _names_of(position, camera)
        found = self._at[zoom]
        if found.position != position.digest():
            found.place(position, camera)
        return found

    def look_ahead(self, position: Position, cameras: Iterable[Camera]) -> bool:
        """Do the next of what is to be done for zooms that have not been seen yet; whether there was anything.

        It is little enough for a frame: what is to be written at a zoom, or the places for it.
        """
        for camera in cameras:
            names = self._at.get(_zoom(camera))
            if names is None:
                self._at[_zoom(camera)] = _names_of(position, camera)
                return True
            if not names.position:
                names.place(position, camera)
                return True
        return False


def _names_of(position: Position, camera: Camera) -> Names:
    """Return what is to be written at a zoom, without places yet."""
    signs = [box for _, box in place_signs(position.scenario, camera)]
    wanted = list(wanted_labels(localised(position.scenario), camera))
    return Names(wanted, signs, crossed_by_names(camera, position.scenario))


def _zoom(camera: Camera) -> Zoom:
    return round(camera.scale), look().language


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
