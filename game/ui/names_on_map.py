"""The names on the map at one zoom, kept clear of the counters of the position that is shown.

A name stays where it is for as long as no counter comes to lie on it: names that jump about as units march would be
harder to find than names half covered.
"""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.engine.game import Game
from game.scenario.languages import Language
from game.ui.counters_on_map import Sprite
from game.view.camera import Camera
from game.view.counters import counter_boxes
from game.view.labels import Placed, Wanted, draw_labels, place_labels, wanted_labels
from game.view.looks import look, told
from game.view.map_painter import place_signs

Zoom = tuple[int, Language]


class NamesOnMap:
    """The names as they were drawn last."""

    def __init__(self) -> None:
        self._wanted: dict[Zoom, tuple[list[Wanted], list[pygame.Rect]]] = {}
        self._drawn: tuple[Zoom, str] | None = None  # where, and for which position
        self._placed: dict[Wanted, Placed] = {}
        self._sprites: dict[Wanted, Sprite] = {}

    def sprites(self, game: Game, camera: Camera) -> list[Sprite]:
        """Return the names as pictures with their places on the map; `camera` is that of the whole map."""
        zoom = round(camera.scale), look().language
        wanted = zoom, game.digest()
        if self._drawn != wanted:
            if self._drawn is None or self._drawn[0] != zoom:
                self._placed, self._sprites = {}, {}
            self._place(game, camera, zoom)
            self._drawn = wanted
        return list(self._sprites.values())

    def _place(self, game: Game, camera: Camera, zoom: Zoom) -> None:
        if zoom not in self._wanted:
            signs = [box for _, box in place_signs(game.scenario, camera)]
            self._wanted[zoom] = list(wanted_labels(told(game.scenario), camera)), signs
        labels, signs = self._wanted[zoom]
        bounds = pygame.Rect(0, 0, camera.width, camera.height).inflate(-4, -4)
        placed = place_labels(labels, bounds, [*signs, *counter_boxes(game.state, camera)], self._placed)
        now = {one.label: one for one in placed}
        self._sprites = {
            label: self._sprites[label] if self._placed.get(label) == one else _picture_of(one)
            for label, one in now.items()
        }
        self._placed = now


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
