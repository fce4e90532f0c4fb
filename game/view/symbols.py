"""The signs inside the frames of counters, as strokes; after APP-6, with our own where 1938 has arms that it lacks.

Coordinates: the frame is three wide and two high, its middle is (0, 0), x to the east and y to the south; so the
corners are at (-1.5, -1) and (1.5, 1). A unit type names its symbol; an unknown name falls back to the unit's role, and
a battle may bring symbols of its own, drawn likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from game.core.terms import Role
from game.scenario.loading import Scenario
from game.scenario.schema.looks import SymbolStroke
from game.view.camera import Point


@dataclass(frozen=True)
class Stroke:
    """A line through points, or the area inside them."""

    points: tuple[Point, ...]
    filled: bool = False


Symbol = tuple[Stroke, ...]

UNIT: Final = 100
"""What a file counts half the height of the frame as."""


def _line(*points: Point) -> Stroke:
    return Stroke(points)


def _area(*points: Point) -> Stroke:
    return Stroke(points, filled=True)


def _oval(x: float, y: float, rx: float, ry: float, filled: bool = False) -> Stroke:
    turn = [2 * pi * step / 24 for step in range(25)]
    return Stroke(tuple((x + rx * cos(a), y + ry * sin(a)) for a in turn), filled)


def _capsule(rx: float, ry: float) -> Stroke:
    """The track of a tank: two straight sides joined by half circles."""
    right = [(rx - ry + ry * cos(a), ry * sin(a)) for a in (pi * (step / 10 - 0.5) for step in range(11))]
    left = [(-x, -y) for x, y in right]
    return Stroke((*right, *left, right[0]))


_CROSS: Final = (_line((-1.5, -1), (1.5, 1)), _line((-1.5, 1), (1.5, -1)))
_SLASH: Final = _line((-1.5, 1), (1.5, -1))
_DOT: Final = _oval(0, 0, 0.36, 0.36, filled=True)
_TRACK: Final = _capsule(1.02, 0.55)

SYMBOLS: Final[Mapping[str, Symbol]] = {
    "infantry": _CROSS,
    "motor_infantry": (*_CROSS, _line((0, -1), (0, 1))),
    "mechanised_infantry": (*_CROSS, _TRACK),
    "mountain_infantry": (*_CROSS, _area((-0.45, 1), (0, 0.25), (0.45, 1))),
    "border_guard": (*_CROSS, _area((-1.5, -1), (0, 0), (-1.5, 1))),
    "infantry_gun": (*_CROSS, _oval(0, 0, 0.34, 0.34, filled=True)),
    "airborne": (*_CROSS, _line((-0.6, 0.9), (-0.3, 0.6), (0, 0.85), (0.3, 0.6), (0.6, 0.9))),
    "cavalry": (_SLASH,),
    "reconnaissance": (_SLASH,),
    "armoured_car": (_SLASH, _TRACK),
    "armour": (_TRACK,),
    "flame_tank": (_TRACK, _area((-0.35, 0.3), (0, -0.4), (0.35, 0.3))),
    "artillery": (_DOT,),
    "heavy_artillery": (_DOT, _line((-1.0, 0.72), (1.0, 0.72))),
    "mountain_artillery": (_oval(0, -0.3, 0.32, 0.32, filled=True), _area((-0.5, 1), (0, 0.25), (0.5, 1))),
    "self_propelled_artillery": (_TRACK, _oval(0, 0, 0.28, 0.28, filled=True)),
    "armoured_train": (
        _oval(0, -0.3, 0.3, 0.3, filled=True),
        _line((-1.1, 0.3), (1.1, 0.3)),
        _oval(-0.65, 0.58, 0.22, 0.22),
        _oval(0.65, 0.58, 0.22, 0.22),
    ),
    "mortar": (_oval(0, 0.5, 0.24, 0.24), _line((0, 0.26), (0, -0.7)), _line((-0.3, -0.35), (0, -0.7), (0.3, -0.35))),
    "machine_gun": (_line((0, -0.7), (0, 0.6)), _line((-0.5, 0.6), (0.5, 0.6)), _line((-0.28, -0.4), (0.28, -0.4))),
    "anti_tank": (_line((-1.5, 1), (0, -1), (1.5, 1)),),
    "anti_air": (_line(*((cos(pi * s / 12) * 1.1, 1 - sin(pi * s / 12) * 1.2) for s in range(13))),),
    "engineer": (_line((-0.8, 0.5), (-0.8, -0.4), (0.8, -0.4), (0.8, 0.5)), _line((0, 0.5), (0, -0.4))),
    "signals": (_line((-1.5, -1), (0.15, 0.3), (-0.15, -0.3), (1.5, 1)),),
    "supply": (_line((-1.5, 0.5), (1.5, 0.5)),),
    "transport": (_oval(0, 0, 0.62, 0.62), _line((-0.62, 0), (0.62, 0)), _line((0, -0.62), (0, 0.62))),
    "medical": (_line((-1.5, 0), (1.5, 0)), _line((0, -1), (0, 1))),
    "aircraft": (_area((-0.9, -0.4), (0.9, 0.4), (0.9, -0.4), (-0.9, 0.4)),),
    "gunboat": (_area((-1.1, 0.1), (1.1, 0.1), (0.7, 0.6), (-0.7, 0.6)), _line((-0.2, 0.1), (-0.2, -0.6), (0.6, -0.6))),
    "headquarters": (
        _line((-0.95, -0.55), (-0.95, 0.55)),
        _line((-0.2, -0.55), (-0.2, 0.55)),
        _line((-0.95, 0), (-0.2, 0)),
        _oval(0.6, 0, 0.4, 0.55),
        _line((0.65, 0.25), (1.0, 0.65)),
    ),
}

_HYPHENED: Final = {
    "anti_air": "Anti-aircraft artillery",
    "anti_tank": "Anti-tank",
    "self_propelled_artillery": "Self-propelled artillery",
}

_BY_ROLE: Final[Mapping[Role, str]] = {
    Role.INFANTRY: "infantry",
    Role.ARMOUR: "armour",
    Role.ARTILLERY: "artillery",
    Role.CAVALRY: "cavalry",
    Role.ENGINEER: "engineer",
    Role.SUPPORT: "supply",
    Role.HEADQUARTERS: "headquarters",
}


def symbol_name(name: str, scenario: Scenario) -> str:
    """Return what the legend calls a symbol."""
    own = scenario.nouns.symbols
    if own is not None and name in own.symbols:
        return own.symbols[name].name
    return _HYPHENED.get(name, name.replace("_", " ").capitalize())


def symbol_of(name: str, role: Role) -> Symbol:
    """Return the strokes of a symbol by name, or of the unit's role if we do not know the name."""
    return SYMBOLS.get(name) or SYMBOLS[_BY_ROLE[role]]


def stretched(symbol: Symbol, size: tuple[int, int]) -> Symbol:
    """Return a symbol in pixels of a frame of a width and a height, whose corners it touches."""
    width, height = size
    return scaled(symbol, (width / 3, height / 2), (width / 2, height / 2))


def scaled(symbol: Symbol, by: Point, middle: Point) -> Symbol:
    """Return a symbol so many times as wide and as high, its middle at a point."""
    return tuple(
        Stroke(tuple((x * by[0] + middle[0], y * by[1] + middle[1]) for x, y in part.points), part.filled)
        for part in symbol
    )


def own_symbol(scenario: Scenario, name: str) -> Symbol:
    """Return the strokes of a symbol that the battle brings, none where it has no such."""
    own = scenario.nouns.symbols
    return () if own is None or name not in own.symbols else tuple(map(_own_stroke, own.symbols[name].strokes))


def _own_stroke(stroke: SymbolStroke) -> Stroke:
    points = stroke.line or stroke.area
    if points is not None:
        return Stroke(tuple((x / UNIT, y / UNIT) for x, y in points), filled=stroke.line is None)
    form = stroke.oval or (*(stroke.circle or (0, 0, 1)), 0)  # `look_checks` holds each stroke to one form
    x, y, rx, ry = (part / UNIT for part in form)
    return _oval(x, y, rx, ry or rx, stroke.filled)
