"""Names on the map: where each goes, so that none covers another, its own sign, or a counter.

`wanted_labels` lists what should be named, most important first; `place_labels` finds a free place for each, near what
it names, by trying candidates in order of taste; `draw_labels` writes them. A label for which there is no room is left
out. Boxes are pixels of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, degrees, hypot, sin
from types import MappingProxyType
from typing import Final

import numpy as np
import pygame

from game.core.hexes import neighbours
from game.scenario.loading import Scenario
from game.scenario.schema.mapsheet import Place
from game.view.camera import Camera, Point
from game.view.contours import Contour
from game.view.curves import length, stations
from game.view.lettering import Face, Rgb, measure, write_haloed
from game.view.map_lines import hex_place
from game.view.theme import CONTOUR_LABEL, HALO, INK, WATER_NAME

CONTOUR_APART: Final = 9.0
"""Distance between heights written on one contour, and the shortest contour that bears one, in hexes."""
RINGS: Final = 8
MOST_SPOTS: Final = 12
COVER_FEE: Final = 200.0
"""Five rings farther away is better than touching a counter."""
CROSSING_FEE: Final = 13.0
MOST_CROSSED: Final = 3
"""For each spot of a way or line beneath a name, up to so many: another side is better, a ring farther away is not."""
HIDDEN: Final = 0.22
"""How much of a name counters may come to hide before it moves."""
LEADER_FROM: Final = 2
"""From this ring on a thin line joins the label to its spot."""
FIGURES: Final = re.compile(r"[0-9]|[〇一二三四五六七八九]{2}")
"""What tells a height in a name; one Chinese figure alone may be any word, as in the Triangle Hill, 三角山."""
_DIRECTIONS: Final = ((1, 0), (0.8, -0.7), (0.8, 0.7), (-1, 0), (0, -1), (0, 1), (-0.8, -0.7), (-0.8, 0.7))


@dataclass(frozen=True)
class Wanted:
    """A name that should be on the map. `reach` is the radius of the sign that it stands beside; 0 centres it."""

    lines: tuple[str, ...]
    spot: Point
    reach: float
    face: Face
    size: int
    colour: Rgb
    turn: float = 0.0  # degrees, counterclockwise
    may_move: bool = True
    spots: tuple[Point, ...] = ()  # where a centred label may stand instead, best first


@dataclass(frozen=True)
class Placed:
    """A name and the box that it fills; `leader` is the end of the line back to its spot."""

    label: Wanted
    box: pygame.Rect
    leader: Point | None = None


# --- what is wanted -------------------------------------------------------------------------------------------------


def wanted_labels(scenario: Scenario, camera: Camera) -> Iterator[Wanted]:
    """Yield names of places and ferries, the most important first."""
    order = ("village", "hill", "lake", "river", "gate", "pond", "post", "ruin", "point")
    for place in sorted(scenario.map.places, key=lambda place: order.index(place.kind)):
        label = place_label(place, camera)
        yield label if label.reach else on_water(scenario, camera, label, hex_place(place.hex))
    for crossing in scenario.map.crossings:
        if crossing.hexes:
            spot = camera.centre(*hex_place(crossing.hexes[0]))
            size = letter_size(camera, 0.34)
            yield Wanted((crossing.name,), spot, camera.scale * 0.3, "Serif Italic", size, INK)


def letter_size(camera: Camera, share: float) -> int:
    """Return a size of letters that suits the scale, within what can be read and what does not shout."""
    return max(9, min(30, round(6 + camera.scale * share * 0.72)))


def place_label(place: Place, camera: Camera) -> Wanted:
    """Return the label of a place: its name, a line for each part between slashes, and its height."""
    lines = [part.strip() for part in place.name.split(" / ")]
    if place.height is not None and not FIGURES.search(place.name):
        lines[-1] = f"{lines[-1]} {place.height}"
    spot = camera.centre(*hex_place(place.hex))
    if place.kind in ("lake", "pond", "river"):
        size = letter_size(camera, 0.5 if place.kind == "lake" else 0.36)
        return Wanted(tuple(lines), spot, 0, "Serif Italic", size, WATER_NAME)
    if place.kind == "village":
        return Wanted(tuple(lines), spot, camera.scale * 0.42, "Serif Bold", letter_size(camera, 0.44), INK)
    if place.kind == "hill":
        return Wanted(tuple(lines), spot, camera.scale * 0.24, "Serif Bold", letter_size(camera, 0.4), (70, 40, 20))
    return Wanted(tuple(lines), spot, camera.scale * 0.3, "Serif Regular", letter_size(camera, 0.36), INK)


def contour_labels(lines: Iterable[Contour], camera: Camera) -> Iterator[Wanted]:
    """Yield heights to be written along the thick contour lines."""
    for contour in lines:
        long = length(contour.points)
        if not contour.index or long < CONTOUR_APART * 0.6:
            continue
        apart = long / max(1, round(long / CONTOUR_APART))
        for spot, angle in stations(contour.points, apart, apart / 2):
            turn = (-degrees(angle) + 90) % 180 - 90
            size = max(8, letter_size(camera, 0.24))
            yield Wanted(
                (str(contour.height),), camera.spot(*spot), 0, "Serif Regular", size, CONTOUR_LABEL, turn, False
            )


def on_water(scenario: Scenario, camera: Camera, label: Wanted, place: tuple[int, int]) -> Wanted:
    """Return the label of a water with the spots where it lies on it best, in two lines if it fits better so."""
    body = water_body(scenario, place)
    if not body:
        return label
    words = " ".join(label.lines).split(" ")
    spots = [camera.centre(*hex_) for hex_ in body]
    far = [hypot(x - label.spot[0], y - label.spot[1]) / camera.scale * 0.1 for x, y in spots]
    best: tuple[float, Wanted] | None = None
    for cut in range(len(words)):
        lines = (" ".join(words[:cut]), " ".join(words[cut:])) if cut else label.lines
        tried = replace(label, lines=lines)
        dry = _dry_shares(spots, label_size(tried), camera, body)
        costs = sorted((share * 10 + way, spot) for share, way, spot in zip(dry, far, spots, strict=True))
        least = costs[0][0] + (0.6 if cut else 0)
        if best is None or least < best[0]:
            best = least, replace(tried, spots=tuple(spot for _, spot in costs[:MOST_SPOTS]))
    assert best is not None
    return best[1]


def _dry_shares(
    middles: Sequence[Point], size: tuple[int, int], camera: Camera, body: set[tuple[int, int]]
) -> list[float]:
    """Return for boxes of a size about some points how much of each lies beside a body of water, 0 to 1."""
    wet = np.zeros((camera.columns, camera.rows), np.bool_)
    wet[tuple(np.array(sorted(body)).T)] = True
    dx, dy = (line.ravel() for line in np.meshgrid((-0.5, -0.25, 0, 0.25, 0.5), (-0.4, 0.4)))
    x, y = np.array(middles).T[:, :, None]
    columns, rows, on_map = camera.hexes_at(x + dx * size[0], y + dy * size[1])
    on_water = on_map & wet[np.where(on_map, columns, 0), np.where(on_map, rows, 0)]
    dry = (~on_water).sum(axis=1)
    return [int(count) / len(dx) for count in dry]


def water_body(scenario: Scenario, place: tuple[int, int]) -> set[tuple[int, int]]:
    """Return all hexes of the water that a hex belongs to; none if it is dry. Rivers and lakes are kept apart."""
    hexes, columns, rows = scenario.world.hexes, scenario.map.columns, scenario.map.rows
    kind = hexes.terrain[place[0] + place[1] * columns]
    found: set[tuple[int, int]] = set()
    waiting = [place] if hexes.water[place[0] + place[1] * columns] else []
    while waiting:
        here = waiting.pop()
        if here not in found and hexes.terrain[here[0] + here[1] * columns] == kind:
            found.add(here)
            waiting.extend((x, y) for _, x, y in neighbours(*here, columns, rows))
    return found


# --- where they go --------------------------------------------------------------------------------------------------


def place_labels(
    wanted: Iterable[Wanted],
    bounds: pygame.Rect,
    avoid: Sequence[pygame.Rect],
    before: Mapping[Wanted, Placed] = MappingProxyType({}),
    crossed: Sequence[pygame.Rect] = (),
) -> list[Placed]:
    """Return a place for each label that finds one: inside the bounds, off all labels before it.

    Boxes to avoid (counters, signs) are kept clear where there is a choice within the rings; a label that cannot
    but touch one is placed where it touches least. Boxes that are `crossed` (ways, lines) are rather not written over.
    A label stays where it was `before` as long as it can be read there.
    """
    placed: list[Placed] = []
    for label in wanted:
        known = before.get(label)
        if known is not None and _can_stay(known, placed, avoid):
            placed.append(known)
            continue
        best = _best_place(label, bounds, [one.box for one in placed], avoid, crossed)
        if best is not None and (label.may_move or best[0] == 0):
            placed.append(best[1])
    return placed


def _best_place(
    label: Wanted,
    bounds: pygame.Rect,
    taken: Sequence[pygame.Rect],
    avoid: Sequence[pygame.Rect],
    crossed: Sequence[pygame.Rect],
) -> tuple[float, Placed] | None:
    """Return the place of a label that costs least, with its cost; None if there is none."""
    places = [(taste, place) for taste, place in candidates(label) if bounds.contains(place.box)]
    if not places:
        return None
    around = places[0][1].box.unionall([place.box for _, place in places])
    taken, avoid, crossed = (_near(around, boxes) for boxes in (taken, avoid, crossed))  # each place asks for few then
    best: tuple[float, Placed] | None = None
    for taste, place in places:
        if place.box.collidelist(taken) >= 0:
            continue
        across = min(MOST_CROSSED, len(place.box.collidelistall(crossed)))
        cost = taste + covered(place.box, avoid) + CROSSING_FEE * across
        if best is None or cost < best[0]:
            best = cost, place
    return best


def _near(around: pygame.Rect, boxes: Sequence[pygame.Rect]) -> list[pygame.Rect]:
    """Return those of some boxes that lie in a part of the map at all."""
    all_boxes = list(boxes)
    return [all_boxes[index] for index in around.collidelistall(all_boxes)]


def _can_stay(one: Placed, placed: Sequence[Placed], avoid: Sequence[pygame.Rect]) -> bool:
    """Whether a label touches no other, and little of it is hidden: one that jumps is harder to find than that."""
    if one.box.collidelist([other.box for other in placed]) >= 0:
        return False
    parts = [one.box.clip(avoid[index]) for index in one.box.collidelistall(list(avoid))]
    hidden = sum(part.width * part.height for part in parts)
    return hidden <= HIDDEN * one.box.width * one.box.height


def covered(box: pygame.Rect, avoid: Sequence[pygame.Rect]) -> float:
    """Return what it costs that a box covers others which it should not: a fee for each, and its area in pixels."""
    parts = [box.clip(avoid[index]) for index in box.collidelistall(avoid)]
    return sum(COVER_FEE + part.width * part.height for part in parts)


def candidates(label: Wanted) -> Iterator[tuple[float, Placed]]:
    """Yield places for a label, each with what it costs in taste: near before far, right before left."""
    width, height = label_size(label)
    if label.reach == 0 or not label.may_move:
        for index, spot in enumerate(label.spots or (label.spot,)):
            yield index * 3.0, Placed(label, _box(spot, width, height))
        if not label.may_move:
            return
    for ring in range(RINGS):
        gap = max(label.reach, 3.0) + ring * label.size * 0.75
        for index, (dx, dy) in enumerate(_DIRECTIONS):
            x = label.spot[0] + dx * (gap + (width / 2 if dx else 0))
            y = label.spot[1] + dy * (gap + height / 2)
            placed = Placed(label, _box((x, y), width, height), _leader(label, (x, y), ring))
            yield ring * 40.0 + index * 4.0 + 1.0, placed


def _leader(label: Wanted, middle: Point, ring: int) -> Point | None:
    return middle if ring >= LEADER_FROM and label.reach else None


def _box(middle: Point, width: float, height: float) -> pygame.Rect:
    return pygame.Rect(round(middle[0] - width / 2), round(middle[1] - height / 2), round(width), round(height))


def label_size(label: Wanted) -> tuple[int, int]:
    """Return width and height of the box that a label needs, its halo included."""
    sizes = [measure(line, label.face, label.size) for line in label.lines]
    pitch = line_pitch(label.size)
    width, height = max(w for w, _ in sizes) + 2, pitch * (len(sizes) - 1) + round(label.size * 1.0) + 2
    if label.turn:
        angle = abs(label.turn) * 3.141592653589793 / 180
        return round(width * cos(angle) + height * sin(angle)), round(width * sin(angle) + height * cos(angle))
    return width, height


def line_pitch(size: int) -> int:
    """Return the distance between lines of a label."""
    return round(size * 1.02)


# --- drawing --------------------------------------------------------------------------------------------------------


def draw_labels(surface: pygame.Surface, placed: Iterable[Placed]) -> None:
    """Write labels where they were placed."""
    placed = list(placed)
    for label in placed:
        if label.leader:
            _draw_leader(surface, label)
    for label in placed:
        _draw_label(surface, label)


def _draw_label(surface: pygame.Surface, placed: Placed) -> None:
    label, box = placed.label, placed.box
    if label.turn:
        text = write_haloed(label.lines[0], label.face, label.size, label.colour, HALO)
        turned = pygame.transform.rotozoom(text, label.turn, 1)
        surface.blit(turned, turned.get_rect(center=box.center))
        return
    for index, line in enumerate(label.lines):
        text = write_haloed(line, label.face, label.size, label.colour, HALO)
        middle = box.top + 1 + label.size / 2 + index * line_pitch(label.size)
        if label.reach == 0:
            x = box.centerx - text.get_width() // 2
        else:
            x = box.left if box.centerx >= label.spot[0] else box.right - text.get_width()
        surface.blit(text, (x, round(middle - text.get_height() / 2)))


def _draw_leader(surface: pygame.Surface, placed: Placed) -> None:
    assert placed.leader is not None
    (x, y), (tx, ty) = placed.label.spot, placed.leader
    near = placed.box.left if tx > x else placed.box.right
    end = (min(max(x, placed.box.left), placed.box.right) if abs(ty - y) > placed.box.h else near, ty)
    far = hypot(end[0] - x, end[1] - y)
    if far > 1:
        start = x + (end[0] - x) * placed.label.reach / far, y + (end[1] - y) * placed.label.reach / far
        pygame.draw.aaline(surface, placed.label.colour, start, end)
