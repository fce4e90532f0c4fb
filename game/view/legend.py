"""The legend: samples of everything that a map and its counters show, and the lines in which they are laid out.

Only what is there is explained. An Entry is a small picture with its words; a Group is a heading with entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pygame

from game.core.terms import Echelon, Role, Status, Supply
from game.scenario.loading import Scenario
from game.scenario.world import State
from game.view.camera import Camera
from game.view.counters import NAMED_FROM, SHARE_OF_HEX, Face, draw_count, paint_counter, stack_boxes
from game.view.curves import stroke, stroke_all
from game.view.ground import swatch, terrain_styles
from game.view.lettering import measure, shortened, write
from game.view.map_lines import (
    draw_boat,
    draw_hexside_kind,
    draw_houses,
    draw_line,
    draw_trees,
    premultiplied,
    standing_bridges,
    unit,
)
from game.view.map_painter import OVERSIZE, SIGNS
from game.view.symbols import own_symbol, symbol_name
from game.view.theme import (
    FAINT_INK,
    HEXSIDES,
    INK,
    LINES,
    PAPER,
    ROADS,
    STRIPES,
    UNKNOWN_HEXSIDE,
    UNKNOWN_LINE,
    UNKNOWN_ROAD,
    LineStyle,
    TerrainStyle,
    line_name,
    style_of,
    styles_of,
)


@dataclass(frozen=True)
class Entry:
    """A sample and what it means."""

    picture: pygame.Surface
    words: str


@dataclass(frozen=True)
class Group:
    """A heading and its entries."""

    heading: str
    entries: tuple[Entry, ...]


Sketch = Callable[[pygame.Surface, Camera], None]
Cover = Callable[[pygame.Surface, Camera, TerrainStyle, Iterable[tuple[int, int]]], None]


def legend(scenario: Scenario, state: State | None, size: int) -> list[Group]:
    """Return the groups of a map's legend; of its counters too where a state is given. `size` is that of letters."""
    groups = [Group("Ground", tuple(_ground(scenario, size))), Group("Lines and signs", tuple(_lines(scenario, size)))]
    if state is not None:
        groups.append(Group("Arms", tuple(_arms(scenario, state, size))))
        groups.append(Group("Size", tuple(_echelons(scenario, state, size))))
        groups.append(Group("Counters", tuple(_states(scenario, size))))
    return [group for group in groups if group.entries]


# --- samples of the map ---------------------------------------------------------------------------------------------


def _ground(scenario: Scenario, size: int) -> Iterator[Entry]:
    """Yield a patch of each kind of ground on the map."""
    width, height = round(size * 2.6), round(size * 1.5)
    for kind, style in terrain_styles(scenario).items():
        pixels = swatch(style, width, height, size * 2.2).astype(np.uint8)
        picture = pygame.surfarray.make_surface(pixels.transpose(1, 0, 2))
        draw = {"blocks": draw_houses, "trees": draw_trees}.get(style.pattern)
        if draw is not None:
            _over(picture, partial(_one_hex, draw, style))
        pygame.draw.rect(picture, FAINT_INK, picture.get_rect(), 1)
        yield Entry(picture, scenario.names.terrain_names[kind])


def _one_hex(draw: Cover, style: TerrainStyle, sheet: pygame.Surface, camera: Camera) -> None:
    draw(sheet, camera, style, [(0, 0)])


def _lines(scenario: Scenario, size: int) -> Iterator[Entry]:
    """Yield a piece of each kind of hexside, way and line, and the signs of places."""
    box = round(size * 2.6), round(size * 1.5)
    kinds = {road.kind for road in scenario.map.roads}
    for kind, noun in scenario.ground.roads.items():
        if kind in kinds:
            yield Entry(_line_sample(style_of(ROADS, kind, UNKNOWN_ROAD), box), noun.name)
    for id_ in scenario.map.hexsides:
        yield Entry(_hexside_sample(id_, box), scenario.ground.hexsides[id_].name)
    for look in dict.fromkeys(look for look, _ in standing_bridges(scenario)):
        yield Entry(_hexside_sample(look, box), look.capitalize())
    for id_ in scenario.map.lines:
        words = scenario.map.line_titles.get(id_) or line_name(id_)
        yield Entry(_line_sample(style_of(LINES, id_, UNKNOWN_LINE), box), words)
    for sign in dict.fromkeys(place.kind for place in scenario.map.places):
        if sign in SIGNS:
            yield Entry(_sign_sample(sign, box), sign.capitalize() if sign != "point" else "Named point")
    if any(crossing.hexes for crossing in scenario.map.crossings):
        yield Entry(_sample(box, lambda sheet, camera: draw_boat(sheet, camera.centre(0, 0), camera.scale)), "Ferry")


def _line_sample(style: LineStyle, box: tuple[int, int]) -> pygame.Surface:
    def sketch(sheet: pygame.Surface, camera: Camera) -> None:
        middle, pixel = sheet.get_height() / 2, unit(camera)
        line = [(0.0, middle), (float(sheet.get_width()), middle)]
        if style.band:
            stroke(sheet, premultiplied(style.band), line, style.band_width * pixel)
        if style.casing:
            stroke(sheet, style.casing, line, (style.width + 1.8) * pixel)
        draw_line(sheet, style, [line], pixel)

    return _sample(box, sketch)


def _hexside_sample(id_: str, box: tuple[int, int]) -> pygame.Surface:
    """Return a hexside of a kind: of two hexes, one above the other, where strokes run down the picture."""
    style = style_of(HEXSIDES, id_, UNKNOWN_HEXSIDE)

    def sketch(sheet: pygame.Surface, camera: Camera) -> None:
        if style.look == "water":
            middle = sheet.get_height() / 2
            wave = [
                (0.0, middle * 1.2),
                (sheet.get_width() / 2, middle * 0.8),
                (float(sheet.get_width()), middle * 1.2),
            ]
            stroke_all(sheet, style.colour, [wave], style.width * unit(camera))
            return
        near = Camera(1, 1, camera.scale * 1.3, -camera.scale * 0.35, sheet.get_height() / 2 - camera.scale * 0.75)
        draw_hexside_kind(sheet, near, style, [(0, 0, 1)])

    return _sample(box, sketch)


def _sign_sample(kind: str, box: tuple[int, int]) -> pygame.Surface:
    return _sample(box, lambda sheet, camera: SIGNS[kind](sheet, camera.centre(0, 0), camera.scale * 0.2))


def _sample(box: tuple[int, int], sketch: Sketch) -> pygame.Surface:
    """Return a small picture on paper, sketched by a function as on the map."""
    picture = pygame.Surface(box)
    picture.fill(PAPER)
    _over(picture, sketch)
    return picture


def _over(picture: pygame.Surface, sketch: Sketch) -> None:
    """Sketch over a picture, on a larger sheet whose camera has one hex in the middle."""
    width, height = picture.get_width() * OVERSIZE, picture.get_height() * OVERSIZE
    sheet = pygame.Surface((width, height), pygame.SRCALPHA)
    scale = height * 1.15
    sketch(sheet, Camera(1, 1, scale, (width - scale) / 2, height / 2 - scale * 0.5773502691896257))
    shrunk = pygame.transform.smoothscale(sheet, picture.get_size())
    picture.blit(shrunk, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)


# --- samples of counters --------------------------------------------------------------------------------------------


def sample_side(size: int) -> int:
    """Return the side of sample counters, in the plain layout without names."""
    return min(NAMED_FROM - 1, round(size * 2.2))


def _stack(face: Face, side: int) -> pygame.Surface:
    """Return three counters as they stand on the map."""
    camera = Camera(1, 1, side / SHARE_OF_HEX)
    boxes = stack_boxes(camera, 0, 3)
    whole = boxes[0].unionall(boxes[1:]).inflate(side // 5, side // 5)
    picture = pygame.Surface(whole.size, pygame.SRCALPHA)
    boxes = [box.move(-whole.left, -whole.top) for box in boxes]
    for box in reversed(boxes):
        picture.blit(paint_counter(face, side), box)
    draw_count(picture, boxes[0], len(boxes))
    return picture


def _plain(scenario: Scenario, side: int = 0) -> Face:
    """Return the face of an ordinary battalion of a side."""
    style = styles_of(scenario.names)[side]
    return Face(style, STRIPES[2], "infantry", Role.INFANTRY, Echelon.BATTALION, "", "500", 0, Supply.FULL, False)


def _arms(scenario: Scenario, state: State, size: int) -> Iterator[Entry]:
    """Yield a counter for each arm that has a unit in the scenario."""
    found: dict[str, Face] = {}
    for row in range(len(state.units)):
        fixed = scenario.world.units[row]
        symbol = scenario.names.unit_symbols[row]
        face = replace(_plain(scenario, int(fixed.side)), role=Role(int(fixed.role)), strength="")
        found.setdefault(symbol, replace(face, symbol=symbol, drawn=own_symbol(scenario, symbol)))
    for symbol, face in found.items():
        yield Entry(paint_counter(face, sample_side(size)), symbol_name(symbol, scenario))


def _echelons(scenario: Scenario, state: State, size: int) -> Iterator[Entry]:
    """Yield a counter for each size of unit in the scenario."""
    present = ~np.isin(state.units.status, (Status.WITHDRAWN, Status.EXITED))
    sizes = {int(echelon) for echelon in np.unique(scenario.world.units.echelon[present])}
    for echelon in sorted(sizes):
        face = replace(_plain(scenario), echelon=Echelon(echelon), strength="")
        yield Entry(paint_counter(face, sample_side(size)), Echelon(echelon).name.capitalize())


def _states(scenario: Scenario, size: int) -> Iterator[Entry]:
    """Yield counters that explain sides, figures and marks."""
    side = sample_side(size)
    for index, adjective in enumerate(scenario.names.side_adjectives):
        yield Entry(paint_counter(_plain(scenario, index), side), f"{adjective}: men")
    armour = replace(_plain(scenario), symbol="armour", role=Role.ARMOUR, strength="16")
    yield Entry(paint_counter(armour, side), "Armour: tanks")
    guns = replace(armour, symbol="artillery", role=Role.ARTILLERY, strength="12")
    yield Entry(paint_counter(guns, side), "Artillery: guns")
    plain = replace(_plain(scenario), strength="")
    yield Entry(paint_counter(replace(plain, entrenchment=3), side), "Entrenched (3 of 4)")
    for supply, words in ((Supply.STRAINED, "strained"), (Supply.LOW, "low"), (Supply.NONE, "none")):
        yield Entry(paint_counter(replace(plain, supply=supply), side), f"Supply {words}")
    yield Entry(paint_counter(replace(plain, supply=Supply.LOW, cut_off=True), side), "Cut off")
    yield Entry(paint_counter(replace(plain, routed=True), side), "Routed")
    yield Entry(paint_counter(replace(plain, disrupted=True), side), "Disrupted (cohesion below 40)")
    yield Entry(paint_counter(replace(plain, spent=True), side), "Done for this turn")
    yield Entry(_stack(plain, side), "Stack of three")
    yield Entry(_stripes(size), "Stripes: formation")


def _stripes(size: int) -> pygame.Surface:
    picture = pygame.Surface((round(size * 2.0), round(size * 1.2)))
    picture.fill(PAPER)
    for index, colour in enumerate(STRIPES[:5]):
        pygame.draw.rect(
            picture, colour, pygame.Rect(round(index * size * 0.4), 0, round(size * 0.3), round(size * 1.2))
        )
        pygame.draw.rect(
            picture, INK, pygame.Rect(round(index * size * 0.4), 0, round(size * 0.3), round(size * 1.2)), 1
        )
    return picture


# --- layout ---------------------------------------------------------------------------------------------------------


def legend_picture(groups: Sequence[Group], width: int, size: int) -> pygame.Surface:
    """Return the legend on paper, `width` pixels wide and as high as it needs."""
    rows = [(group, _columns(group, width, size)) for group in groups]
    pitch = round(size * 2.35)
    lines = sum(-(-len(group.entries) // columns) for group, columns in rows)
    picture = pygame.Surface((width, max(1, lines * pitch + round(size * 0.5) * len(rows))))
    picture.fill(PAPER)
    y = 0
    for group, columns in rows:
        picture.blit(write(group.heading, "Bold", size, INK), (0, y + pitch // 2 - round(size * 0.7)))
        _place_entries(picture, group, columns, y, size)
        y += -(-len(group.entries) // columns) * pitch + round(size * 0.5)
    return picture


def _columns(group: Group, width: int, size: int) -> int:
    """Return how many entries of a group go side by side."""
    widest = max(entry.picture.get_width() + measure(entry.words, "Regular", size)[0] for entry in group.entries)
    return max(1, min(len(group.entries), (width - heading_width(size)) // (widest + round(size * 1.8))))


def heading_width(size: int) -> int:
    """Return the room for headings at the left."""
    return measure("Lines and signs", "Bold", size)[0] + round(size * 1.5)


def _place_entries(picture: pygame.Surface, group: Group, columns: int, top: int, size: int) -> None:
    left, pitch = heading_width(size), round(size * 2.35)
    cell = (picture.get_width() - left) // columns
    sample = max(entry.picture.get_width() for entry in group.entries)
    for index, entry in enumerate(group.entries):
        x, y = left + index % columns * cell, top + index // columns * pitch + pitch // 2
        picture.blit(entry.picture, entry.picture.get_rect(midleft=(x, y)))
        words = shortened(entry.words, "Regular", size, cell - sample - round(size * 0.5))
        text = write(words, "Regular", size, INK)
        picture.blit(text, text.get_rect(midleft=(x + sample + round(size * 0.5), y)))
