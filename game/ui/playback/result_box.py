"""The slip of paper that says what a fight brought: where it stands, so that those who fought can be seen.

It keeps clear of the counters of the fight, and of as many others as can be; where it stands away from the hex, a line
leads there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import pygame

from game.desk.map_view import MapView
from game.scenario.world import State
from game.ui.playback.acts import Act
from game.view.counters import stack_boxes, stacks
from game.view.lettering import Face, broken, measure, write
from game.view.theme import FRAME, INK, PAPER

CAPTION: Final = 60
"""Pixels at the top of the view that are kept for a caption, if it is no higher."""

RINGS: Final = (0.0, 1.0, 2.0, 3.5, 5.0)
"""How far from the hex places for the box are looked for, in hexes."""

GAP: Final = 4
"""Pixels between the box and what it keeps clear of."""


class ResultBox:
    """The box of one playback; `above` is how many pixels at the top of the view are taken."""

    def __init__(self) -> None:
        self.above = CAPTION
        self.rect = pygame.Rect(0, 0, 0, 0)
        """Where the box has been drawn last."""
        self._picture: tuple[tuple[object, ...], pygame.Surface] | None = None
        self._place: tuple[tuple[object, ...], pygame.Rect] | None = None

    def draw(self, surface: pygame.Surface, view: MapView, act: Act, state: State) -> None:
        """Draw what came of an act beside its hex, inside the view."""
        assert act.where is not None
        size = max(14, round(view.view.height / 46))
        width = min(view.view.width - 20, size * 24)
        if self._picture is None or self._picture[0] != (act, size, width):
            self._picture = (act, size, width), text_box(act.lines, size, width)
        picture = self._picture[1]
        key = act, picture.get_size(), view.left, view.top, view.scale, view.view.size, self.above
        if self._place is None or self._place[0] != key:
            self._place = key, place_of(picture.get_rect(), view, act, state, self.above)
        self.rect = self._place[1]
        _draw_leader(surface, self.rect, view.spot_of(act.where), view.scale * 0.55)
        surface.blit(picture, self.rect)


def place_of(box: pygame.Rect, view: MapView, act: Act, state: State, above: int) -> pygame.Rect:
    """Return a place for a box near the hex of an act: the one that hides least of the fight, then least of others."""
    assert act.where is not None
    room = view.view.inflate(-8, -8)
    room.top, room.height = room.top + above, room.height - above
    fight = [hex_ for hex_ in dict.fromkeys((act.where, *act.clear)) if view.view.collidepoint(view.spot_of(hex_))]
    keep = [_around(view, hex_) for hex_ in fight]
    others = [boxes for hex_, boxes in _counters(view, state) if hex_ not in fight]
    best, least = box.clamp(room), (1 << 30, 0, 0)
    for number, place in enumerate(_places(box, _around(view, act.where), view.scale)):
        inside = place.clamp(room)
        hidden = sum(_shared(inside, rect) for rect in keep)
        cost = hidden, len(inside.collidelistall(others)) + number // 8, number
        if cost < least:
            best, least = inside, cost
    return best


def _places(box: pygame.Rect, hex_: pygame.Rect, scale: float) -> Iterator[pygame.Rect]:
    """Yield places around a hex, the nearest first: eight in each ring."""
    for ring in RINGS:
        far = hex_.inflate(2 * round(ring * scale) + 2 * GAP, 2 * round(ring * scale) + 2 * GAP)
        yield box.move_to(midtop=far.midbottom)
        yield box.move_to(midbottom=far.midtop)
        yield box.move_to(midleft=far.midright)
        yield box.move_to(midright=far.midleft)
        for right, down in product((True, False), repeat=2):
            corner = (far.right if right else far.left - box.width, far.bottom if down else far.top - box.height)
            yield box.move_to(topleft=corner)


def _around(view: MapView, hex_: int) -> pygame.Rect:
    """Return the part of the window that a stack in a hex takes."""
    side = round(view.scale * 1.1)
    rect = pygame.Rect(0, 0, side, side)
    rect.center = view.spot_of(hex_)
    return rect


def _counters(view: MapView, state: State) -> Iterator[tuple[int, pygame.Rect]]:
    """Yield the hexes in view that have counters, each with what of the window they take."""
    camera = view.camera
    for hex_, units in stacks(state):
        if view.view.collidepoint(view.spot_of(hex_)):
            boxes = stack_boxes(camera, hex_, len(units))
            yield hex_, boxes[0].unionall(boxes[1:])


def _shared(one: pygame.Rect, other: pygame.Rect) -> int:
    common = one.clip(other)
    return common.width * common.height


def _draw_leader(surface: pygame.Surface, box: pygame.Rect, spot: tuple[int, int], radius: float) -> None:
    """Draw a line from a box that stands away from its hex to the hex."""
    near = (max(box.left, min(spot[0], box.right)), max(box.top, min(spot[1], box.bottom)))
    way = pygame.Vector2(near) - pygame.Vector2(spot)
    if way.length() > radius + 2 * GAP:
        end = pygame.Vector2(spot) + way.normalize() * radius
        pygame.draw.line(surface, PAPER, near, end, 5)
        pygame.draw.line(surface, FRAME, near, end, 3)


def text_box(lines: Sequence[str], size: int, width: int) -> pygame.Surface:
    """Return lines on a slip of paper, the first in bold."""
    laid = []
    for number, line in enumerate(lines):
        face = "Regular" if number else "Bold"
        laid += [write(part, face, size, INK) for part in broken(line, face, size, width)]  # type: ignore[arg-type]  # of two faces
    picture = pygame.Surface(
        (max(line.get_width() for line in laid) + size, len(laid) * round(size * 1.25) + size // 2)
    )
    picture.fill(PAPER)
    pygame.draw.rect(picture, FRAME, picture.get_rect(), 2)
    for number, letters in enumerate(laid):
        picture.blit(letters, (size // 2, size // 4 + number * round(size * 1.25)))
    return picture


def caption(text: str, hint: str, size: int, width: int, more: Sequence[str] = ()) -> pygame.Surface:
    """Return the strip that says what is being shown, `more` of it, and at the bottom which keys skip it."""
    parts: list[tuple[str, Face]] = [(text, "Bold"), *((words, "Regular") for words in more)]
    widest = max(measure(words, face, size)[0] for words, face in (*parts, (hint, "Regular")))
    wide = min(width, widest + size * 2)
    rows = [(line, face) for words, face in parts for line in broken(words, face, size, wide - size)]
    small = max(11, round(size * 0.85))
    picture = pygame.Surface((wide, len(rows) * round(size * 1.25) + round(small * 1.25) + size // 2))
    picture.fill(PAPER)
    pygame.draw.rect(picture, FRAME, picture.get_rect(), 1)
    y = size // 4
    for line, face in rows:
        letters = write(line, face, size, INK)
        picture.blit(letters, letters.get_rect(midtop=(wide // 2, y)))
        y += round(size * 1.25)
    letters = write(hint, "Italic", small, INK)
    picture.blit(letters, letters.get_rect(midtop=(wide // 2, y)))
    return picture
