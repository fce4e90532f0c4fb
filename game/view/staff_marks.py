"""Orders to formations as a staff map has them: axes of attack, lines to hold, places to go to, fire.

Colour is not all that tells them apart: an attack is a broad arrow, a march a dashed one, a line that is held has
strokes towards the front, a place of readiness a dashed ring, and fire goes in dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Final

import pygame

from game.view.camera import Camera
from game.view.lettering import Rgb, write_haloed
from game.view.marks import style_of_mark
from game.view.theme import HALO, INK

Point = tuple[float, float]

BROAD, THIN = 0.2, 0.09
"""Widths of axes and of other arrows, for a hex of one pixel."""
DASH: Final = 0.35
RING: Final = 0.62
STROKE: Final = 0.28
CLEAR: Final = 0.5
"""How far before the middle of its last hex an axis ends, in hexes."""
FIRE: Final = ("prepare", "support", "defend", "interdict")
"""Orders to guns."""
FAR_BELOW: Final = 24
"""Pixels between hex centres from which fire has lines and letters."""
ALONG: Final = (0.5, 0.36, 0.64, 0.22, 0.78)
"""Where along the first leg of its way a label may stand, best first."""
LEAST_LETTERS: Final = 11
"""Pixels that letters have at least."""


@dataclass(frozen=True)
class StaffMark:
    """One order: `kind` as in a plan, from where its units stand over its steps; each step is hexes in order."""

    kind: str
    starts: tuple[int, ...]
    steps: tuple[tuple[int, ...], ...]
    label: str
    ink: Rgb


def draw_staff_arrows(surface: pygame.Surface, camera: Camera, marks: Iterable[StaffMark], view: pygame.Rect) -> None:
    """Draw orders, beneath names and counters, as far as they lie in a part of the surface; who has them comes later.

    Where the map is small fire has no line, only its target: else there would be more lines than map.
    """
    clip = surface.get_clip()
    surface.set_clip(view.clip(clip))
    for mark in marks:
        _draw(surface, camera, mark)
    surface.set_clip(clip)


def draw_staff_labels(
    surface: pygame.Surface,
    camera: Camera,
    marks: Iterable[StaffMark],
    view: pygame.Rect,
    counters: Sequence[pygame.Rect] = (),
) -> None:
    """Write over everything who has the orders: each beside its way, none over another, off counters if it can be."""
    clip = surface.get_clip()
    surface.set_clip(view.clip(clip))
    taken: list[pygame.Rect] = []
    for mark in marks:
        way = _way(camera, mark)
        if _has_label(camera, mark, way):
            _label(surface, camera, mark, way, taken, counters)
    surface.set_clip(clip)


def _has_label(camera: Camera, mark: StaffMark, way: Sequence[Point]) -> bool:
    """Whether it is written who has an order: not of those who stay where they are, nor of guns where all is small."""
    if len(way) <= 1 or (camera.scale < FAR_BELOW and mark.kind in FIRE):
        return False
    return hypot(way[1][0] - way[0][0], way[1][1] - way[0][1]) > camera.scale


def draw_box(surface: pygame.Surface, box: pygame.Rect) -> None:
    """Draw a box that is being dragged over the map, with a pale rim as ways have."""
    pygame.draw.rect(surface, HALO, box.inflate(2, 2), 4)
    pygame.draw.rect(surface, style_of_mark("chosen").ink[:3], box, 2)


def _way(camera: Camera, mark: StaffMark) -> list[Point]:
    """Return the way of an order from the middle of its units over its steps, nothing if it has no step yet."""
    if not mark.steps:
        return []
    starts = [_centre(camera, hex_) for hex_ in mark.starts]
    steps = [_middle([_centre(camera, hex_) for hex_ in step]) for step in mark.steps]
    return [*([_middle(starts)] if starts else []), *steps]


def _draw(surface: pygame.Surface, camera: Camera, mark: StaffMark) -> None:
    """Draw an order; what it aims at stays clear for the counter that stands there."""
    way = _way(camera, mark)
    if not way:
        return
    steps = [[_centre(camera, hex_) for hex_ in step] for step in mark.steps]
    if mark.kind == "attack":
        short = [*way[:-1], _short_of(way[-2], way[-1], camera.scale * CLEAR)] if len(way) > 1 else way
        _arrow(surface, short, mark.ink, camera.scale * BROAD)
    elif mark.kind in FIRE:
        if camera.scale >= FAR_BELOW and len(way) > 1:
            line = [way[0], way[-1]]
            _dashed(surface, line, mark.ink, camera.scale * THIN / 2, camera.scale * DASH / 3)
        _rings(surface, camera, mark, steps[-1])
    else:
        _dashed_arrow(surface, way[:2], mark.ink, camera.scale)
        _destination(surface, camera, mark, steps)


def _destination(surface: pygame.Surface, camera: Camera, mark: StaffMark, steps: Sequence[Sequence[Point]]) -> None:
    """Draw where those go who do not attack: lines with strokes to hold, rings where they stand ready."""
    for place, step in enumerate(steps):
        if mark.kind in ("hold", "delay", "screen"):
            _line(surface, camera, mark, step, dashed=mark.kind != "hold" or place > 0)
        else:
            _rings(surface, camera, mark, step)


def _line(surface: pygame.Surface, camera: Camera, mark: StaffMark, step: Sequence[Point], *, dashed: bool) -> None:
    """Draw a line through some hexes; its strokes point away from where its units come from."""
    width, reach = camera.scale * BROAD / 2, camera.scale * STROKE
    points = list(step) if len(step) > 1 else _across(step[0], camera.scale * RING)
    draw = _dashed if dashed else _solid
    draw(surface, points, mark.ink, width, camera.scale * DASH)
    if mark.kind == "screen":
        return
    for (ax, ay), (bx, by) in pairwise(points):
        long = max(1.0, hypot(bx - ax, by - ay))
        up = -reach if bx >= ax else reach
        for share in (0.25, 0.75):
            x, y = ax + (bx - ax) * share, ay + (by - ay) * share
            tip = x - (by - ay) / long * -up, y + (bx - ax) / long * up
            _solid(surface, [(x, y), tip], mark.ink, width * 0.7, 0)


def _rings(surface: pygame.Surface, camera: Camera, mark: StaffMark, step: Sequence[Point]) -> None:
    radius, width = camera.scale * RING, max(2, round(camera.scale * THIN))
    for x, y in step:
        for colour, more in ((HALO, 2), (mark.ink, 0)):
            box = pygame.Rect(0, 0, round(2 * radius), round(2 * radius))
            box.center = round(x), round(y)
            for quarter in range(8):  # every other eighth: a dashed ring
                begin = quarter * 0.785
                pygame.draw.arc(surface, colour, box, begin, begin + 0.5, width + more)


def _arrow(surface: pygame.Surface, way: Sequence[Point], ink: Rgb, width: float) -> None:
    """Draw a broad arrow with a rim, through all points."""
    if len(way) <= 1:
        return
    head = width * 2.4
    *before, last = way
    shaft = [*before, _short_of(before[-1], last, head)]
    for colour, more in ((HALO, 3), (ink, 0)):
        _thick(surface, shaft, colour, width + more)
        _head(surface, before[-1], last, colour, head + more, width * 1.5 + more)


def _dashed_arrow(surface: pygame.Surface, way: Sequence[Point], ink: Rgb, scale: float) -> None:
    if len(way) <= 1:
        return
    width = scale * THIN
    head = width * 3.2
    end = _short_of(way[0], way[-1], head)
    _dashed(surface, [*way[:-1], end], ink, width, scale * DASH)
    for colour, more in ((HALO, 2), (ink, 0)):
        _head(surface, way[-2], way[-1], colour, head + more, width * 1.7 + more)


def _head(surface: pygame.Surface, before: Point, tip: Point, ink: Rgb, long: float, half: float) -> None:
    base = _short_of(before, tip, long)
    away = max(1.0, hypot(tip[0] - before[0], tip[1] - before[1]))
    dx, dy = (tip[0] - before[0]) / away, (tip[1] - before[1]) / away
    sides = [(base[0] + s * dy * half, base[1] - s * dx * half) for s in (1, -1)]
    pygame.draw.polygon(surface, ink, [tip, *sides])


def _solid(surface: pygame.Surface, points: Sequence[Point], ink: Rgb, width: float, _dash: float) -> None:
    for colour, more in ((HALO, 2), (ink, 0)):
        _thick(surface, points, colour, width + more)


def _dashed(surface: pygame.Surface, points: Sequence[Point], ink: Rgb, width: float, dash: float) -> None:
    pieces = [piece for a, b in pairwise(points) for piece in _pieces(a, b, dash)]
    for colour, more in ((HALO, 2), (ink, 0)):
        for piece in pieces:
            _thick(surface, piece, colour, width + more)


def _pieces(a: Point, b: Point, dash: float) -> list[tuple[Point, Point]]:
    """Return the dashes of a line."""
    long = hypot(b[0] - a[0], b[1] - a[1])
    count = max(1, round(long / max(1.0, dash) / 2))
    shares = [(place / count, (place + 0.55) / count) for place in range(count)]
    return [(_part(a, b, first), _part(a, b, min(1.0, last))) for first, last in shares]


def _thick(surface: pygame.Surface, points: Sequence[Point], ink: Rgb, width: float) -> None:
    """Draw lines with round joints."""
    for a, b in pairwise(points):
        pygame.draw.line(surface, ink, a, b, max(1, round(width)))
    for point in points[1:-1]:
        pygame.draw.circle(surface, ink, point, width / 2)


def _label(
    surface: pygame.Surface,
    camera: Camera,
    mark: StaffMark,
    way: Sequence[Point],
    taken: list[pygame.Rect],
    counters: Sequence[pygame.Rect],
) -> None:
    """Write who it is beside the way, where that covers no other label; if there is no such place, not at all."""
    letters = write_haloed(mark.label, "Bold", max(LEAST_LETTERS, round(camera.scale * 0.3)), INK, HALO)
    free = [place for place in _places(letters, camera, way) if place.collidelist(taken) < 0]
    if not free:
        return
    best = min(free, key=lambda place: len(place.collidelistall(list(counters))))
    taken.append(best)
    surface.blit(letters, best)


def _places(letters: pygame.Surface, camera: Camera, way: Sequence[Point]) -> list[pygame.Rect]:
    """Return where a label may stand: above and below its way, by and by towards the ends."""
    spots = [_part(way[0], way[1], share) for share in ALONG] if len(way) > 1 else [way[0]]
    off = camera.scale * BROAD
    places = []
    for x, y in spots:
        places.append(letters.get_rect(midbottom=(round(x), round(y - off))))
        places.append(letters.get_rect(midtop=(round(x), round(y + off))))
    return places


def _centre(camera: Camera, hex_: int) -> Point:
    return camera.centre(hex_ % camera.columns, hex_ // camera.columns)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _part(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _short_of(a: Point, b: Point, by: float) -> Point:
    """Return a point on the way from one to another, so many pixels before its end."""
    long = hypot(b[0] - a[0], b[1] - a[1])
    return b if long <= by else _part(a, b, 1 - by / long)


def _across(point: Point, half: float) -> list[Point]:
    """Return a short line through a point."""
    return [(point[0] - half, point[1]), (point[0] + half, point[1])]
