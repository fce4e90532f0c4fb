"""Formations instead of counters where the map is so small that no counter could be read.

Units of one formation that stand close together have one marker, with the sign of the arm that is strongest among them,
their size together and their men; each of their hexes has a small sign in the shape of the side. Markers keep clear of
each other; one that has no room over its units has a line that leads to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

import pygame

from game.core.hexes import distance
from game.core.terms import NOWHERE, Echelon, Role, Supply
from game.scenario.loading import Scenario
from game.scenario.world import State
from game.view.camera import Camera, Point
from game.view.counters import Face, counter_boxes, face_of, paint_counter, stacks
from game.view.theme import HALO, INK, SideStyle

MARKERS_BELOW: Final = 20
"""Pixels between hex centres: from here on single counters are shown."""
NEAR: Final = 3
"""Hexes between units of a formation that have one marker."""
MOST_UNITS: Final = 20
"""Units of a formation that has one marker: a division."""
SIZE: Final = 2.1
"""Side of a marker in hexes."""
LEAST: Final = 24
RINGS: Final = 5
TURNS: Final = ((0, 0), (0, -1), (1, 0), (-1, 0), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8))
THOUSANDS_FROM: Final = 10_000


@dataclass(frozen=True)
class Marker:
    """One marker: what it shows, where, and the spots of the hexes of its units."""

    face: Face
    box: pygame.Rect
    spots: tuple[Point, ...]
    leads: Point | None  # where its line leads to, if it stands aside


def markers_of(scenario: Scenario, state: State, camera: Camera, hidden: frozenset[int] = frozenset()) -> list[Marker]:
    """Return the markers of all formations on the map, the strongest first; `hidden` units are left out."""
    groups = sorted(_groups(scenario, state, hidden), key=lambda units: (-_men(state, units), units))
    side = max(LEAST, round(camera.scale * SIZE))
    placed: list[Marker] = []
    for units in groups:
        hexes = sorted({int(state.units[unit].hex) for unit in units})
        spots = tuple(camera.centre(hex_ % camera.columns, hex_ // camera.columns) for hex_ in hexes)
        middle = _nearest(spots, sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
        box = _free_box(middle, side, [marker.box for marker in placed])
        aside = hypot(box.centerx - middle[0], box.centery - middle[1]) > side * 0.6
        placed.append(Marker(_face(scenario, state, units), box, spots, middle if aside else None))
    return placed


def _nearest(spots: Iterable[Point], x: float, y: float) -> Point:
    return min(spots, key=lambda spot: hypot(spot[0] - x, spot[1] - y))


def _groups(scenario: Scenario, state: State, hidden: frozenset[int]) -> Iterator[list[int]]:
    """Yield the units of each formation that stand close together."""
    there = [unit for _, units in stacks(state) for unit in units if unit not in hidden]
    marked = _marked_formations(scenario)
    by_command: dict[int, list[int]] = {}
    for unit in there:
        by_command.setdefault(marked[int(scenario.world.units[unit].formation)], []).append(unit)
    columns = scenario.map.columns
    for units in by_command.values():
        left = sorted(units)
        while left:
            group, waiting = [], [left.pop(0)]
            while waiting:
                here = waiting.pop()
                group.append(here)
                close = [one for one in left if _apart(state, here, one, columns) <= NEAR]
                waiting += close
                left = [one for one in left if one not in close]
            yield sorted(group)


def _marked_formations(scenario: Scenario) -> list[int]:
    """Return for each formation the one whose marker its units have: the highest that has not too many units."""
    parents = scenario.names.formation_parents
    sizes = [0] * len(parents)
    for formation in scenario.world.units.formation.tolist():
        for above in _line(parents, formation):
            sizes[above] += 1
    return [
        next((above for above in reversed(_line(parents, row)) if sizes[above] <= MOST_UNITS), row)
        for row in range(len(parents))
    ]


def _line(parents: Sequence[int], formation: int) -> list[int]:
    """Return a formation and those above it."""
    line = [formation]
    while parents[line[-1]] != NOWHERE:
        line.append(parents[line[-1]])
    return line


def _apart(state: State, first: int, second: int, columns: int) -> int:
    here, there = int(state.units[first].hex), int(state.units[second].hex)
    return distance(here % columns, here // columns, there % columns, there // columns)


def _men(state: State, units: Iterable[int]) -> int:
    return sum(int(state.unit_figures.men[unit]) for unit in units)


def _face(scenario: Scenario, state: State, units: Sequence[int]) -> Face:
    """Return what the marker of some units shows."""
    by_arm: dict[str, list[int]] = {}
    for unit in units:
        by_arm.setdefault(scenario.names.unit_symbols[unit], []).append(unit)
    strongest = max(by_arm.values(), key=lambda arm: _men(state, arm))[0]
    men = _men(state, units)
    words = f"{men / 1000:.0f}k" if men >= THOUSANDS_FROM else str(men)
    plain = face_of(scenario, state, strongest)
    if len(units) == 1:
        return replace(plain, strength=words, spent=False)
    plain = replace(
        plain, entrenchment=0, supply=Supply.FULL, routed=False, disrupted=False, spent=False, cut_off=False
    )
    return replace(plain, strength=words, echelon=_echelon(scenario, units))


def _echelon(scenario: Scenario, units: Iterable[int]) -> Echelon:
    """Return the size of several units together: that of their headquarters, or one above the largest of them."""
    fixed = [scenario.world.units[unit] for unit in units]
    heads = [int(one.echelon) for one in fixed if one.role == Role.HEADQUARTERS]
    largest = max(heads) if heads else max(int(one.echelon) for one in fixed) + 1
    return Echelon(min(largest, max(Echelon)))


def _free_box(middle: Point, side: int, taken: Sequence[pygame.Rect]) -> pygame.Rect:
    """Return the box nearest to a spot that touches no other; if there is none, the one at the spot."""
    box = pygame.Rect(0, 0, side, side)
    for ring in range(1, RINGS + 1):
        for dx, dy in TURNS:
            box.center = round(middle[0] + dx * ring * side * 0.55), round(middle[1] + dy * ring * side * 0.55)
            if box.inflate(2, 2).collidelist(list(taken)) < 0:
                return box
    box.center = round(middle[0]), round(middle[1])
    return box


# --- drawing --------------------------------------------------------------------------------------------------------


def draw_markers(surface: pygame.Surface, scenario: Scenario, state: State, camera: Camera) -> None:
    """Draw all formations on the map."""
    found = markers_of(scenario, state, camera)
    for marker in found:
        picture, corner = signs_of(marker, camera.scale)
        surface.blit(picture, corner)
    for marker in reversed(found):
        surface.blit(paint_counter(marker.face, marker.box.width), marker.box)


def signs_of(marker: Marker, scale: float) -> tuple[pygame.Surface, tuple[int, int]]:
    """Return the signs of a marker's hexes and the line to them as a picture, and its upper left corner."""
    reach = max(2, round(scale * 0.24))
    ends = [*marker.spots, marker.box.center]
    left, top = (min(round(end[axis]) for end in ends) - reach - 4 for axis in (0, 1))
    size = [max(round(end[axis]) for end in ends) + reach + 4 - low for axis, low in ((0, left), (1, top))]
    picture = pygame.Surface(size, pygame.SRCALPHA)
    for x, y in marker.spots:
        draw_sign(picture, (round(x) - left, round(y) - top), reach, marker.face.side)
    if marker.leads is not None:
        start, end = ((x - left, y - top) for x, y in (marker.leads, marker.box.center))
        pygame.draw.line(picture, HALO, start, end, 3)
        pygame.draw.line(picture, INK, start, end, 1)
    return picture, (left, top)


def draw_sign(surface: pygame.Surface, middle: tuple[int, int], reach: int, style: SideStyle) -> None:
    """Draw the small sign of a side: a square, or a diamond for the side whose counters have cut corners."""
    x, y = middle
    for colour, more in ((HALO, 1), (style.body, 0)):
        size = reach + more
        if style.cut_corners:
            size += 1
            pygame.draw.polygon(surface, colour, [(x, y - size), (x + size, y), (x, y + size), (x - size, y)])
        else:
            pygame.draw.rect(surface, colour, pygame.Rect(x - size, y - size, 2 * size + 1, 2 * size + 1))


def taken_by_units(scenario: Scenario, state: State, camera: Camera) -> list[pygame.Rect]:
    """Return the boxes of counters or markers, whichever are drawn at this scale, for names to keep clear of."""
    if camera.scale >= MARKERS_BELOW:
        return counter_boxes(state, camera)
    return [marker.box for marker in markers_of(scenario, state, camera)]
