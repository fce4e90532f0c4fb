"""Counters: one unit as a flat square with arm, size, strength and state, and stacks of them.

A Face is all that a counter shows, read from the state once; equal faces are painted once. From top to bottom: the mark
of size (dots for a section, bars, crosses), the framed symbol between the stripes of its formation, its short name
where there is room, its strength (men; tanks or guns for armour and artillery). The signs of its state, and where they
stand, are in `counter_signs`. The two sides differ by colour and by the shape of the corners.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pygame

from game.core.terms import NOWHERE, UNREACHED, Echelon, Kind, Phase, Role, Status, Supply
from game.scenario.loading import Scenario
from game.scenario.world import SLOTS, State
from game.view.camera import Camera, Point
from game.view.counter_names import short_name
from game.view.counter_signs import (
    OVERSIZE,
    SUPPLY_REACH,
    ear_begins,
    paint_bar,
    paint_entrenchment,
    paint_spent,
    paint_supply,
)
from game.view.curves import stroke
from game.view.lettering import SMALLEST, Rgb, measure, write, write_haloed
from game.view.looks import look
from game.view.silhouettes import fitted, silhouette_of
from game.view.symbols import Symbol, own_symbol, stretched, symbol_of
from game.view.theme import INK, PAPER, STRIPES, SYMBOL_GROUND, SideStyle, styles_of

SHARE_OF_HEX: Final = 0.85
"""Side of a counter, in distances between hex centres."""
SHIFT: Final = 0.08
"""How far each counter of a stack stands up and right of the one above it, in sides of a counter."""
SHOWN_IN_STACK: Final = 3
NAMED_FROM: Final = 46
"""Pixels: smaller counters do not show their names, which leaves more room for symbol and strength."""
MARKED_FROM: Final = 20
"""Pixels: smaller counters show symbol and strength alone, for the mark of size would be a blur."""
DISRUPTED_BELOW: Final = 40
"""Cohesion below which a counter says that its unit no longer holds together."""
LETTERED_FROM: Final = 30
"""Pixels: smaller counters show want of supply by the sign's shape alone."""


@dataclass(frozen=True)
class Face:
    """What a counter shows."""

    side: SideStyle
    stripe: Rgb
    symbol: str
    role: Role
    echelon: Echelon
    name: str
    strength: str
    entrenchment: int
    supply: Supply
    routed: bool
    disrupted: bool = False
    spent: bool = False
    cut_off: bool = False
    silhouette: bool = False
    drawn: Symbol = ()  # strokes of a symbol that the battle brings, in place of what the game has


# --- from the state -------------------------------------------------------------------------------------------------


def face_of(scenario: Scenario, state: State, unit: int) -> Face:
    """Return what the counter of a unit shows now; `unit` is its row."""
    fixed, now = scenario.world.units[unit], state.units[unit]
    return Face(
        side=styles_of(scenario.names)[int(fixed.side)],
        stripe=stripe_of(scenario, int(fixed.formation)),
        symbol=scenario.names.unit_symbols[unit],
        role=Role(int(fixed.role)),
        echelon=Echelon(int(fixed.echelon)),
        name=scenario.names.units[unit],
        strength=str(strength_of(scenario, state, unit)),
        entrenchment=int(now.entrenchment),
        supply=Supply(int(now.supply)),
        routed=bool(now.routed),
        disrupted=int(now.cohesion) < DISRUPTED_BELOW,
        spent=_is_spent(scenario, state, unit),
        cut_off=bool(now.status == Status.PRESENT and now.distance == UNREACHED),
        silhouette=look().counters == "silhouettes",
        drawn=own_symbol(scenario, scenario.names.unit_symbols[unit]),
    )


def _is_spent(scenario: Scenario, state: State, unit: int) -> bool:
    """Whether a unit of the side whose turn it is has done what it can: fought, or no points left."""
    now = state.units[unit]
    ordering = state.clock.phase[0] == Phase.ORDERS and state.clock.active[0] == scenario.world.units[unit].side
    return bool(ordering and now.status == Status.PRESENT and (now.attacked or now.mp_left <= 0))


def strength_of(scenario: Scenario, state: State, unit: int) -> int:
    """Return the figure on the counter: tanks of armour, guns of artillery; men of the rest, or if none is left."""
    fixed, now = scenario.world.units[unit], state.units[unit]
    wanted = {Role.ARMOUR: (Kind.TANK, Kind.VEHICLE), Role.ARTILLERY: (Kind.GUN, Kind.MORTAR, Kind.TANK)}
    kinds = wanted.get(Role(int(fixed.role)), ())
    count = 0
    for slot in range(SLOTS):
        item = int(fixed.items[slot])
        if item != NOWHERE and int(scenario.world.equipment[item].kind) in kinds:
            count += int(now.items[slot])
    return count or int(state.unit_figures[unit].men)


def stripe_of(scenario: Scenario, formation: int) -> Rgb:
    """Return the colour of the highest formation that does not hold its whole side, in the order of the forces."""
    names = scenario.names
    line = [formation]
    while names.formation_parents[line[-1]] != NOWHERE:
        line.append(names.formation_parents[line[-1]])
    for parent in (NOWHERE, line[-1]):
        siblings = [
            row
            for row, above in enumerate(names.formation_parents)
            if above == parent and names.formation_sides[row] == names.formation_sides[formation]
        ]
        mine = next((row for row in line if row in siblings), None)
        if len(siblings) > 1 and mine is not None:
            return STRIPES[siblings.index(mine) % len(STRIPES)]
    return PAPER


def stacks(state: State) -> Iterator[tuple[int, list[int]]]:
    """Yield each occupied hex with the rows of its units, uppermost first."""
    top = state.hexes.top
    present, below = (state.units.status == Status.PRESENT).tolist(), state.units.below.tolist()
    for hex_ in np.flatnonzero(top != NOWHERE).tolist():
        units = _stack_from(int(top[hex_]), present, below)
        if units:
            yield hex_, units


def stack_in(state: State, hex_: int) -> list[int]:
    """Return the rows of the units in a hex, uppermost first."""
    present = (state.units.status == Status.PRESENT).tolist()
    return _stack_from(int(state.hexes.top[hex_]), present, state.units.below.tolist())


def _stack_from(unit: int, present: list[bool], below: list[int]) -> list[int]:
    """Return the rows of the units of a stack, from the uppermost on."""
    units: list[int] = []
    for _ in range(len(below) + 1):
        if unit == NOWHERE:
            return units
        if present[unit]:
            units.append(unit)
        unit = below[unit]
    raise AssertionError("a stack without a bottom")


# --- on the map -----------------------------------------------------------------------------------------------------


def counter_side(camera: Camera) -> int:
    """Return the side of a counter in pixels."""
    return max(12, round(camera.scale * SHARE_OF_HEX))


def stack_boxes(camera: Camera, hex_: int, height: int) -> list[pygame.Rect]:
    """Return the boxes of the counters drawn for a stack of `height` units, the uppermost first."""
    side = counter_side(camera)
    x, y = camera.centre(hex_ % camera.columns, hex_ // camera.columns)
    shown = min(height, SHOWN_IN_STACK)
    step = max(2, round(side * SHIFT))
    shift = step * (shown - 1) / 2
    boxes = []
    for level in range(shown):
        box = pygame.Rect(0, 0, side, side)
        box.center = round(x - shift + level * step), round(y + shift - level * step)
        boxes.append(box)
    return boxes


def counter_boxes(state: State, camera: Camera) -> list[pygame.Rect]:
    """Return the box around each stack, for names to keep clear of."""
    found = []
    for hex_, units in stacks(state):
        boxes = stack_boxes(camera, hex_, len(units))
        found.append(boxes[0].unionall(boxes[1:]))
    return found


def draw_counters(surface: pygame.Surface, scenario: Scenario, state: State, camera: Camera) -> None:
    """Draw all units on the map."""
    for hex_, units in stacks(state):
        boxes = stack_boxes(camera, hex_, len(units))
        for box, unit in reversed(list(zip(boxes, units, strict=False))):
            surface.blit(paint_counter(face_of(scenario, state, unit), box.width), box)
        if len(units) > 1:
            draw_count(surface, boxes[0], len(units))


def draw_count(surface: pygame.Surface, box: pygame.Rect, count: int) -> None:
    """Draw the number of units of a stack on its upper left corner."""
    reach = max(5, round(box.width * 0.19))
    spot = box.left + reach // 2, box.top + reach // 2
    pygame.draw.circle(surface, INK, spot, reach + 1)
    pygame.draw.circle(surface, PAPER, spot, reach)
    text = write(str(count), "Bold", max(8, round(reach * 1.75)), INK)
    surface.blit(text, _optical(text, spot))


def _optical(text: pygame.Surface, middle: tuple[int, int]) -> pygame.Rect:
    """Return where to put letters so that their ink, not their line, is centred."""
    ink = text.get_bounding_rect()
    return text.get_rect(topleft=(middle[0] - ink.centerx, middle[1] - ink.centery))


# --- painting -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def paint_counter(face: Face, side: int) -> pygame.Surface:
    """Return the picture of a counter, `side` pixels square, with transparent corners."""
    large = pygame.Surface((side * OVERSIZE, side * OVERSIZE), pygame.SRCALPHA)
    frame = frame_box(side, OVERSIZE, side_view=is_side_view(face))
    _paint_body(large, face, frame)
    _paint_symbol(large, face, frame)
    if side >= MARKED_FROM:
        _paint_echelon(large, face, frame)
    if face.spent:
        paint_spent(large, face.side)
    paint_entrenchment(large, face.entrenchment, face.side)
    if face.supply != Supply.FULL or face.cut_off:
        paint_supply(large, face.supply, face.cut_off)
    if face.routed or face.disrupted:
        paint_bar(large, frame, dashed=not face.routed)
    picture = pygame.transform.smoothscale(large, (side, side))
    _write_on(picture, face, frame_box(side, side_view=is_side_view(face)))
    return picture


def is_side_view(face: Face) -> bool:
    """Whether a counter shows a side view of its arm, and no symbol."""
    return face.silhouette and not face.drawn


def frame_box(side: int, times: int = 1, *, side_view: bool = False) -> pygame.Rect:
    """Return the box of the framed symbol within a counter that is `side` pixels wide, drawn so many times as large."""
    room = "named" if side >= NAMED_FROM else "marked" if side >= MARKED_FROM else "bare"
    width, top, height = (round(side * times * share) for share in (_SIDE_VIEW_FRAMES if side_view else _FRAMES)[room])
    return pygame.Rect(round((side * times - width) / 2), top, width, height)


_FRAMES: Final = {"named": (0.66, 0.165, 0.31), "marked": (0.68, 0.17, 0.43), "bare": (0.62, 0.1, 0.44)}
"""Width, top and height of the frame in sides of a counter, by what else the counter has room for."""
_SIDE_VIEW_FRAMES: Final = {"named": (0.69, 0.13, 0.4), "marked": (0.69, 0.14, 0.48), "bare": (0.64, 0.08, 0.48)}
"""The same of side views, which are higher than symbols."""


STRIPES_AT: Final = (0.055, 0.855)
"""Where the stripes of a formation begin, as shares of a counter's side."""
STRIPE: Final = 0.09
"""How wide each of them is."""
STRIPE_HIT: Final = 0.03
"""How far beside a stripe one may hit it."""


def is_stripe(box: pygame.Rect, spot: tuple[int, int]) -> bool:
    """Whether a spot lies on one of the stripes of the counter in a box, or as good as."""
    frame = frame_box(box.width)
    across, down = (spot[0] - box.left) / box.width, spot[1] - box.top
    beside = any(left - STRIPE_HIT <= across <= left + STRIPE + STRIPE_HIT for left in STRIPES_AT)
    return beside and frame.top <= down < frame.bottom


def _paint_body(large: pygame.Surface, face: Face, frame: pygame.Rect) -> None:
    """Paint the square: edge, body, stripes of the formation left and right."""
    side = large.get_width()
    cut = side * 0.17 if face.side.cut_corners else 0
    rim = max(OVERSIZE, round(side * 0.03))
    pygame.draw.polygon(large, face.side.edge, _square(0, side - 1, cut))
    pygame.draw.polygon(large, face.side.body, _square(rim, side - 1 - rim, cut))
    for x in STRIPES_AT:
        stripe = pygame.Rect(round(side * x), frame.top, round(side * STRIPE), frame.height)
        pygame.draw.rect(large, face.stripe, stripe)


def _square(low: float, high: float, cut: float) -> list[Point]:
    """Return the corners of a square, each cut off by so much."""
    return [
        (low + cut, low),
        (high - cut, low),
        (high, low + cut),
        (high, high - cut),
        (high - cut, high),
        (low + cut, high),
        (low, high - cut),
        (low, low + cut),
    ]


def _paint_symbol(large: pygame.Surface, face: Face, frame: pygame.Rect) -> None:
    """Paint frame and symbol, and the staff of a headquarters."""
    pygame.draw.rect(large, SYMBOL_GROUND, frame)
    pen = max(OVERSIZE, frame.height * 0.085)
    inside = large.subsurface(frame)
    is_view = is_side_view(face)
    if is_view:
        parts = fitted(silhouette_of(face.symbol, face.role), frame.size)
    else:
        parts = stretched(face.drawn or symbol_of(face.symbol, face.role), frame.size)
    for part in parts:
        if part.filled:
            pygame.draw.polygon(inside, INK, part.points)
        else:
            stroke(inside, INK, part.points, pen)
    pygame.draw.rect(large, INK, frame, round(pen * (0.5 if is_view else 1)))
    if face.role == Role.HEADQUARTERS and not is_view:
        staff = pygame.Rect(frame.left, frame.bottom, round(pen * 1.3), round(frame.height * 0.14))
        pygame.draw.rect(large, face.side.ink, staff)


def _paint_echelon(large: pygame.Surface, face: Face, frame: pygame.Rect) -> None:
    """Paint the mark of size above the frame: dots to a platoon, bars to a regiment, crosses from a brigade up."""
    sign, count = _MARKS[face.echelon]
    height = frame.top * 0.56
    pitch = height * (0.78 if sign == "bar" else 1.2)
    y = frame.top * 0.56
    pen = max(OVERSIZE, frame.height * 0.085)
    for index in range(count):
        x = frame.centerx + (index - (count - 1) / 2) * pitch
        if sign == "dot":
            pygame.draw.circle(large, face.side.ink, (x, y), height * 0.36)
        elif sign == "bar":
            stroke(large, face.side.ink, [(x, y - height / 2), (x, y + height / 2)], pen)
        else:
            reach = height * 0.42
            stroke(large, face.side.ink, [(x - reach, y - reach), (x + reach, y + reach)], pen * 0.9)
            stroke(large, face.side.ink, [(x - reach, y + reach), (x + reach, y - reach)], pen * 0.9)


_MARKS: Final = {
    Echelon.SECTION: ("dot", 2),
    Echelon.PLATOON: ("dot", 3),
    Echelon.COMPANY: ("bar", 1),
    Echelon.BATTALION: ("bar", 2),
    Echelon.REGIMENT: ("bar", 3),
    Echelon.BRIGADE: ("cross", 1),
    Echelon.DIVISION: ("cross", 2),
    Echelon.CORPS: ("cross", 3),
}


# --- letters --------------------------------------------------------------------------------------------------------


def _write_on(picture: pygame.Surface, face: Face, frame: pygame.Rect) -> None:
    """Write strength, name and the letter of supply at their true size, which keeps them crisp."""
    side = picture.get_width()
    named = side >= NAMED_FROM
    below = side - frame.bottom
    if named:
        size = max(8, round(side * 0.2))
        name = short_name(face.name, size, round(side * 0.9))
        _centred(picture, write(name, "Regular", size, face.side.ink), (side // 2, frame.bottom + round(below * 0.21)))
    _write_strength(picture, face, frame, 0.29 if named else 0.4 if side >= MARKED_FROM else 0.46)
    if side >= LETTERED_FROM and face.supply != Supply.FULL and not face.cut_off:
        reach = side * SUPPLY_REACH * 1.05
        letter = write(_SUPPLY_LETTERS[face.supply], "Bold", max(8, round(side * 0.25)), INK)
        _centred(picture, letter, (round(side - reach), round(reach)))


def _write_strength(picture: pygame.Surface, face: Face, frame: pygame.Rect, share: float) -> None:
    """Write the strength, at most a share of the counter high; a rim keeps off it the signs that it stands between."""
    side, below = picture.get_width(), picture.get_width() - frame.bottom
    left, right = side * 0.05, side * (ear_begins(face.side) if face.spent else 0.95)
    size = round(side * share)
    while (width := measure(face.strength, "Bold", size)[0]) > right - left and size > SMALLEST:
        size -= 1
    x = max((left + right) / 2, min(width + 2, side) / 2)  # the first figure is never the one that is cut
    raised = (0.02 if side >= NAMED_FROM else 0.04) * side if face.entrenchment else 0
    y = frame.bottom + below * (0.67 if side >= NAMED_FROM else 0.5) - raised
    letters = write_haloed(face.strength, "Bold", size, face.side.ink, face.side.body)
    _centred(picture, letters, (round(x), round(y)))


_SUPPLY_LETTERS: Final = {Supply.STRAINED: "s", Supply.LOW: "l", Supply.NONE: "n"}


def _centred(picture: pygame.Surface, letters: pygame.Surface, middle: tuple[int, int]) -> None:
    picture.blit(letters, _optical(letters, middle))
