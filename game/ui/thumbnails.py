"""Small pictures of the scenarios for the menu: the painted ground with the units of the start, made in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import pygame
from platformdirs import user_cache_path

from game.core.errors import BorderWarsError
from game.core.files import part_of
from game.desk.land import digest_of
from game.scenario.library import scenario_names
from game.scenario.loading import Scenario, load_scenario
from game.view.camera import Camera
from game.view.large_pictures import save_png
from game.view.map_painter import camera_for, paint_land
from game.view.theme import side_styles

SCALE: Final = 14
"""Pixels between hex centres in the pictures."""

AROUND: Final = 3
"""Hexes of ground that a picture shows around the units."""


@dataclass
class Card:
    """What the menu knows of a scenario so far."""

    name: str
    scenario: Scenario | None = None
    fault: str = ""
    picture: pygame.Surface | None = None

    @property
    def battle(self) -> str:
        """The battle that it belongs to."""
        return self.name.partition("/")[0]


class Catalogue:
    """All scenarios that come with the game; they are read, and their pictures painted, by a thread."""

    def __init__(self) -> None:
        try:
            self.cards = [Card(name) for name in scenario_names()]
        except BorderWarsError:
            self.cards = []
        self.changes = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="thumbnails")
        self._thread.submit(self._fill)

    def close(self) -> None:
        """Stop after the picture that is being painted."""
        self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    _closed = False

    def _fill(self) -> None:
        for card in self.cards:
            if self._closed:
                return
            try:
                card.scenario = load_scenario(card.name)
            except BorderWarsError as error:
                card.fault = str(error).partition("\n")[0]
            self.changes += 1
        for card in self.cards:
            if self._closed:
                return
            if card.scenario is not None:
                with suppress(MemoryError, pygame.error):  # the card stays without one, as before it is painted
                    card.picture = picture_of(card.scenario)
                self.changes += 1


def picture_of(scenario: Scenario) -> pygame.Surface:
    """Return the ground around the units of the start, and the units as small counters."""
    camera = camera_for(scenario, SCALE)
    picture = _ground(scenario, camera).copy()
    styles = side_styles(scenario.names.sides)
    boxes = []
    for hex_, side in _stands(scenario):
        x, y = camera.centre(hex_ % camera.columns, hex_ // camera.columns)
        style = styles[side]
        box = pygame.Rect(round(x) - 5, round(y) - 4, 10, 8)
        if style.cut_corners:
            points = [box.midleft, (box.centerx, box.top - 2), box.midright, (box.centerx, box.bottom + 1)]
            pygame.draw.polygon(picture, style.body, points)
            pygame.draw.polygon(picture, style.ink, points, 1)
        else:
            pygame.draw.rect(picture, style.body, box)
            pygame.draw.rect(picture, style.ink, box, 1)
        boxes.append(box)
    return picture.subsurface(_around(boxes, picture.get_rect())).copy()


def fitted(picture: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """Return the middle of a picture so that it fills a frame."""
    wide, high = picture.get_size()
    scale = max(size[0] / wide, size[1] / high)
    part = pygame.Rect(0, 0, min(wide, round(size[0] / scale)), min(high, round(size[1] / scale)))
    part.center = wide // 2, high // 2
    return pygame.transform.smoothscale(picture.subsurface(part.clip(picture.get_rect())), size)


def units_of_side(scenario: Scenario, side: int) -> tuple[int, int]:
    """Return how many units of a side are there at the start, and how many are to come."""
    here = later = 0
    for entry in scenario.file.deployment:
        if int(scenario.world.units[scenario.names.unit_row[entry.unit]].side) == side:
            now = entry.turn is None or entry.turn <= scenario.file.calendar.first_turn
            here, later = here + now, later + (not now)
    return here, later


def _stands(scenario: Scenario) -> Iterator[tuple[int, int]]:
    """Yield hex and side of every unit that is there at the start."""
    for entry in scenario.file.deployment:
        hex_ = scenario.hex_row(entry.hex)
        if hex_ is not None and (entry.turn is None or entry.turn <= scenario.file.calendar.first_turn):
            yield hex_, int(scenario.world.units[scenario.names.unit_row[entry.unit]].side)


def _around(boxes: list[pygame.Rect], whole: pygame.Rect) -> pygame.Rect:
    """Return a part of the map in a proportion of three to two that shows all units."""
    if not boxes:
        return whole
    part = boxes[0].unionall(boxes[1:]).inflate(2 * AROUND * SCALE, 2 * AROUND * SCALE)
    width = max(part.width, part.height * 3 // 2)
    height = max(part.height, part.width * 2 // 3)
    part = pygame.Rect(0, 0, min(width, whole.width), min(height, whole.height))
    middle = boxes[0].unionall(boxes[1:]).center
    part.center = middle
    return part.clamp(whole).clip(whole)


def _ground(scenario: Scenario, camera: Camera) -> pygame.Surface:
    """Return the painted map, from the cache folder if it is there."""
    path = user_cache_path("borderwars") / "thumbnails" / f"{digest_of(scenario)}.png"
    try:
        kept = pygame.image.load(path)
        if kept.get_size() == (camera.width, camera.height):
            return kept
    except (OSError, pygame.error):
        pass
    painted = paint_land(scenario, SCALE, grid=False).picture
    part = part_of(path)  # two windows may paint the same
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_png(painted, part)
        part.replace(path)
    except (OSError, pygame.error):
        with suppress(OSError):  # where nothing can be written, nothing can be taken away
            part.unlink(missing_ok=True)
    return painted
