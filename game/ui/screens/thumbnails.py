"""Small pictures of the scenarios for the menu: the painted ground with the units of the start, made in a thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pygame
from platformdirs import user_cache_path

from game.core.errors import BorderWarsError, fault_of
from game.core.files import part_of
from game.desk.land import digest_of
from game.scenario.homes import WITH_THE_GAME, listed_scenarios
from game.scenario.loading import Scenario, load_scenario
from game.ui.screens.winning import letters_of
from game.view.camera import Camera
from game.view.ground import as_it_lies, ground_now
from game.view.large_pictures import save_png
from game.view.lettering import write
from game.view.looks import Look, look
from game.view.map_painter import camera_for, paint_land
from game.view.theme import INK, PAPER, styles_of

SCALE: Final = 14
"""Pixels between hex centres in the pictures."""

PAUSE: Final = 1.0
"""Seconds between two looks at the files."""

Stamps = dict[str, tuple[object, ...]]
"""By the name of a scenario, what tells its files from what they were."""

LETTER: Final = 10
"""Pixels from the middle to the edge of the disc on which the letter of an objective stands."""

MOST_LETTERED: Final = 40
"""Hexes of an area up to which a letter can show where it is."""

AROUND: Final = 3
"""Hexes of ground that a picture shows around the units."""


_BEGINS: Final = re.compile(rb"^calendar:.*?\bstart: *[\"']?([0-9T:-]{10,16})", re.MULTILINE | re.DOTALL)
_LOOKED_THROUGH: Final = 65_536
"""Bytes of a scenario's file in which its first day is looked for before it is read."""


@dataclass
class Card:
    """What the menu knows of a scenario so far."""

    name: str
    scenario: Scenario | None = None
    fault: str = ""
    picture: pygame.Surface | None = None
    lettered: pygame.Surface | None = None  # the picture with the letters that objectives have in the briefing
    own: bool = False  # not one that comes with the game
    painted_for: Look | None = None
    begins: str = ""  # its first day as its file has it; the place in the list is known before the file is read

    @property
    def battle(self) -> str:
        """The battle that it belongs to."""
        return self.name.partition("/")[0]


class Catalogue:
    """All scenarios that there are; they are read, and their pictures painted, by a thread.

    Whoever shows it lets it `look` now and then whether files have changed, come or gone, so that who writes a battle
    sees it in the menu.
    """

    def __init__(self) -> None:
        self._known: Stamps = {}
        self.cards: list[Card] = []
        self.changes = 0
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="thumbnails")
        self._since = 0.0
        self._look()

    def close(self) -> None:
        """Stop after the picture that is being painted."""
        self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    def look(self, seconds: float) -> None:
        """Look at the files again when some time has gone by; so many seconds have since this was called last."""
        self._since += seconds
        if self._since >= PAUSE:
            self._since = 0.0
            self._look()

    def _look(self) -> None:
        """Make new cards for what has changed, and have them filled."""
        try:
            listed = listed_scenarios()
        except BorderWarsError:
            listed = []
        stamps: Stamps = {one.name: (one.fault, one.path, *stamp_of(one.path.parent)) for one in listed}
        if stamps == self._known:
            return
        old = {card.name: card for card in self.cards if stamps.get(card.name) == self._known.get(card.name)}
        self.cards = [
            old.get(one.name)
            or remembered(one.name, stamps[one.name])
            or Card(one.name, fault=one.fault, own=one.home.whose != WITH_THE_GAME, begins=first_day_in(one.path))
            for one in listed
        ]
        self._known = stamps
        self.changes += 1
        self._thread.submit(self._fill)

    def _fill(self) -> None:
        """Read what has not been read, then paint what has no picture."""
        for card in self.cards:
            if self._closed:
                return
            if card.scenario is None and not card.fault:
                stamp = self._known.get(card.name)  # of before it is read: what is written meanwhile differs from it
                try:
                    card.scenario = load_scenario(card.name)
                except BorderWarsError as error:
                    card.fault = fault_of(error)
                else:
                    _REMEMBERED[card.name] = stamp, card
                self.changes += 1
        for card in self.cards:
            if self._closed:
                return
            if card.scenario is not None and card.picture is None:
                card.painted_for = look()
                with suppress(MemoryError, pygame.error):  # the card stays without one, as before it is painted
                    card.lettered = picture_of(card.scenario, lettered=True)
                    card.picture = picture_of(card.scenario)
                self.changes += 1


_REMEMBERED: Final[dict[str, tuple[object, Card]]] = {}
"""What has been read, by name, with its stamp: whoever comes back to the menu need not wait for it again."""


def remembered(name: str, stamp: object) -> Card | None:
    """Return a card that an earlier catalogue has filled, if the files are as they were.

    It brings its pictures only if they were painted for the look that is chosen now.
    """
    then, card = _REMEMBERED.get(name, (None, None))
    if card is None or card.scenario is None or card.fault or then != stamp:
        return None
    if card.painted_for != look():
        card = replace(card, picture=None, lettered=None)
        _REMEMBERED[name] = then, card
    return card


def first_day_in(path: Path) -> str:
    """Return when a scenario begins as its file says it, "" where that is not found without reading all of it."""
    with suppress(OSError), path.open("rb") as file:
        found = _BEGINS.search(file.read(_LOOKED_THROUGH))
        return "" if found is None else found[1].decode("ascii")
    return ""


def stamp_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells a folder of a battle from the same one with other files: names, sizes and times of change."""
    found = []
    with suppress(OSError):
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.png"))):
            about = path.stat()
            found.append((path.name, about.st_size, about.st_mtime_ns))
    return tuple(found)


def picture_of(scenario: Scenario, *, lettered: bool = False) -> pygame.Surface:
    """Return the ground around the units of the start, and the units as small counters; and letters of objectives."""
    camera = camera_for(scenario, SCALE)
    picture = _ground(as_it_lies(scenario, ground_now(scenario, scenario.start)), camera).copy()
    styles = styles_of(scenario.names)
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
    if lettered:
        _write_letters(picture, scenario, camera)
    return picture.subsurface(_around(boxes, picture.get_rect())).copy()


def _write_letters(picture: pygame.Surface, scenario: Scenario, camera: Camera) -> None:
    """Write beside each objective the letter that it has in the briefing."""
    for area, letter in letters_of(scenario).items():
        hexes = scenario.areas[area]
        if not 0 < len(hexes) <= MOST_LETTERED:
            continue
        middle = camera.box_of(sorted(hexes)).center
        spot = middle[0] + SCALE, middle[1] - SCALE
        pygame.draw.circle(picture, PAPER, spot, LETTER)
        pygame.draw.circle(picture, INK, spot, LETTER, 1)
        letters = write(letter, "Bold", LETTER * 3 // 2, INK)
        picture.blit(letters, letters.get_rect(center=spot))


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
