"""Small side views of arms for counters without APP-6: what a unit looks like from the side, facing right.

Coordinates: y from -1 (top of the frame) to 1, x in the same unit to both sides of the middle; a side view stays
within 1.5. The names are those of `symbols`; an unknown name falls back to the unit's role.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Final

from game.core.terms import Role
from game.view.camera import Point
from game.view.symbols import Stroke, Symbol, scaled

FILLS: Final = 0.93
"""How much of its frame a side view fills, across or down."""


def _area(*points: Point) -> Stroke:
    return Stroke(points, filled=True)


def _line(*points: Point) -> Stroke:
    return Stroke(points)


def _disc(x: float, y: float, reach: float) -> Stroke:
    return Stroke(tuple((x + reach * cos(pi * k / 9), y + reach * sin(pi * k / 9)) for k in range(18)), filled=True)


def _ring(x: float, y: float, reach: float) -> Stroke:
    return Stroke(tuple((x + reach * cos(pi * k / 9), y + reach * sin(pi * k / 9)) for k in range(19)))


def _box(left: float, top: float, right: float, bottom: float) -> Stroke:
    return _area((left, top), (right, top), (right, bottom), (left, bottom))


def _moved(symbol: Symbol, dx: float, dy: float = 0.0, by: float = 1.0) -> Symbol:
    return tuple(Stroke(tuple((x * by + dx, y * by + dy) for x, y in part.points), part.filled) for part in symbol)


_SOLDIER: Final[Symbol] = (
    _disc(0.05, -0.62, 0.17),
    _area((-0.2, -0.66), (0.02, -0.86), (0.2, -0.78), (0.3, -0.62)),
    _area((-0.14, -0.45), (0.16, -0.45), (0.2, 0.12), (-0.2, 0.12)),
    _area((-0.2, 0.08), (0.0, 0.1), (-0.22, 0.86), (-0.48, 0.86)),
    _area((0.0, 0.08), (0.2, 0.08), (0.44, 0.86), (0.2, 0.86)),
    _area((-0.4, -0.02), (0.62, -0.44), (0.66, -0.34), (-0.34, 0.12)),
)
_WHEEL: Final[Symbol] = (_disc(0, 0.5, 0.34),)
_TRUCK: Final[Symbol] = (
    _area((-1.35, -0.5), (0.35, -0.5), (0.35, 0.42), (-1.35, 0.42)),
    _area((0.45, -0.3), (0.85, -0.3), (0.95, 0.02), (1.35, 0.08), (1.35, 0.42), (0.45, 0.42)),
    _disc(-0.85, 0.58, 0.3),
    _disc(-0.1, 0.58, 0.3),
    _disc(0.95, 0.58, 0.3),
)
_TRACKS: Final[Symbol] = (
    _area((-1.3, 0.2), (1.25, 0.2), (1.4, 0.45), (1.05, 0.8), (-1.1, 0.8), (-1.42, 0.45)),
    _area((-1.2, -0.12), (0.95, -0.12), (1.3, 0.12), (1.3, 0.18), (-1.3, 0.18)),
)
_TURRET: Final[Symbol] = (_area((-0.55, -0.62), (0.3, -0.62), (0.45, -0.12), (-0.65, -0.12)),)
_BARREL: Final = _box(0.35, -0.46, 1.42, -0.3)
_TANK: Final[Symbol] = (*_TRACKS, *_TURRET, _BARREL)
_CAR: Final[Symbol] = (
    _area((-1.35, -0.1), (0.55, -0.1), (0.8, 0.05), (1.35, 0.1), (1.35, 0.45), (-1.35, 0.45)),
    _area((-0.6, -0.62), (0.15, -0.62), (0.3, -0.12), (-0.7, -0.12)),
    _box(0.2, -0.46, 0.95, -0.33),
    _disc(-0.85, 0.55, 0.32),
    _disc(0.9, 0.55, 0.32),
)
_GUN: Final[Symbol] = (
    _area((-0.35, -0.28), (1.42, -0.62), (1.42, -0.46), (-0.3, 0.02)),
    _area((0.02, -0.72), (0.18, -0.72), (0.28, 0.3), (0.1, 0.3)),
    _area((-0.1, 0.1), (0.1, 0.25), (-1.4, 0.86), (-1.45, 0.7)),
    _disc(0.1, 0.42, 0.42),
)
_HORSEMAN: Final[Symbol] = (
    _area((-0.95, -0.08), (0.5, -0.12), (0.72, 0.02), (0.6, 0.34), (-0.85, 0.34), (-1.02, 0.1)),
    _area((0.3, 0.05), (0.8, -0.62), (1.25, -0.36), (1.2, -0.22), (0.92, -0.3), (0.72, 0.12)),
    _area((-0.95, 0.1), (-1.3, 0.55), (-1.18, 0.05), (-0.98, -0.05)),
    _area((-0.85, 0.3), (-0.6, 0.3), (-0.78, 0.95), (-0.95, 0.95)),
    _area((-0.6, 0.3), (-0.4, 0.3), (-0.35, 0.95), (-0.52, 0.95)),
    _area((0.3, 0.3), (0.52, 0.3), (0.38, 0.95), (0.2, 0.95)),
    _area((0.5, 0.2), (0.68, 0.2), (0.95, 0.75), (0.8, 0.85)),
    _area((-0.28, -0.6), (0.12, -0.6), (0.2, 0.0), (-0.25, 0.0)),
    _disc(-0.05, -0.78, 0.19),
    _line((-0.7, -0.95), (0.3, -0.25)),
)
_MACHINE_GUN: Final[Symbol] = (
    _box(-0.55, -0.42, 0.55, -0.12),
    _box(0.5, -0.34, 1.4, -0.2),
    _area((-0.1, -0.14), (0.1, -0.14), (0.85, 0.75), (0.65, 0.75)),
    _area((-0.1, -0.14), (0.1, -0.14), (-0.65, 0.75), (-0.85, 0.75)),
    _area((-0.05, -0.14), (0.08, -0.14), (0.08, 0.6), (-0.05, 0.6)),
    _box(-0.95, -0.38, -0.5, -0.26),
)
_FLAG: Final[Symbol] = (
    _box(-0.85, -0.95, -0.7, 0.95),
    _area((-0.7, -0.85), (0.95, -0.7), (0.6, -0.35), (0.95, 0.05), (-0.7, 0.0)),
)
_PEAK: Final[Symbol] = (_area((-1.45, 0.95), (-1.1, 0.2), (-0.7, 0.95)),)

SILHOUETTES: Final[Mapping[str, Symbol]] = {
    "infantry": (*_moved(_SOLDIER, -0.6), *_moved(_SOLDIER, 0.6)),
    "border_guard": (
        *_moved(_SOLDIER, 0.45),
        _box(-0.95, -0.8, -0.8, 0.9),
        _area((-0.8, -0.75), (-0.25, -0.6), (-0.8, -0.42)),
    ),
    "motor_infantry": (*_moved(_SOLDIER, -1.0, 0.1, 0.9), *_moved(_TRUCK, 0.45, 0.2, 0.72)),
    "mechanised_infantry": (*_moved(_SOLDIER, -1.0, 0.1, 0.9), *_moved(_TRACKS, 0.45, 0.2, 0.72)),
    "mountain_infantry": (*_moved(_SOLDIER, 0.3), *_moved(_PEAK, 0.1)),
    "airborne": (*_moved(_SOLDIER, 0, 0.3, 0.65), _area((-0.95, -0.5), (-0.5, -0.9), (0.5, -0.9), (0.95, -0.5))),
    "infantry_gun": (*_moved(_SOLDIER, -1.0, 0.1, 0.9), *_moved(_GUN, 0.55, 0.25, 0.65)),
    "cavalry": _HORSEMAN,
    "reconnaissance": _HORSEMAN,
    "armoured_car": _CAR,
    "armour": _TANK,
    "flame_tank": (*_TRACKS, *_TURRET, _area((0.4, -0.4), (1.0, -0.75), (1.45, -0.4), (1.0, -0.08))),
    "self_propelled_artillery": (*_TRACKS, _area((-0.9, -0.1), (0.3, -0.6), (1.4, -0.95), (1.4, -0.75), (0.6, -0.1))),
    "artillery": _GUN,
    "heavy_artillery": (
        *_moved(_GUN, 0, 0, 0.98),
        _area((-0.4, -0.34), (1.42, -0.86), (1.42, -0.52), (-0.3, 0.06)),
        _disc(0.1, 0.42, 0.5),
    ),
    "mountain_artillery": (*_moved(_GUN, 0.35, 0.15, 0.75), *_PEAK),
    "anti_tank": (
        _box(-0.2, -0.2, 1.45, -0.07),
        _area((0.0, -0.55), (0.12, -0.55), (0.22, 0.4), (0.08, 0.4)),
        _area((-0.2, 0.0), (0.0, 0.2), (-1.4, 0.75), (-1.42, 0.6)),
        _disc(0.05, 0.48, 0.34),
    ),
    "anti_air": (
        _area((-0.35, 0.25), (-0.15, 0.4), (1.0, -0.82), (0.85, -0.95)),
        _area((-0.55, 0.2), (0.35, 0.2), (0.6, 0.7), (-0.8, 0.7)),
        _box(-1.2, 0.68, 1.2, 0.86),
    ),
    "mortar": (
        _area((-0.75, 0.55), (-0.5, 0.72), (0.62, -0.72), (0.38, -0.88)),
        _line((0.2, -0.4), (0.85, 0.8)),
        _line((0.2, -0.4), (0.5, 0.8)),
        _box(-1.1, 0.66, -0.35, 0.84),
    ),
    "machine_gun": _MACHINE_GUN,
    "engineer": (
        _area((-1.0, 0.85), (-1.12, 0.72), (0.62, -0.72), (0.74, -0.6)),
        _area((0.5, -0.9), (1.0, -0.9), (1.0, -0.42), (0.82, -0.3), (0.42, -0.72)),
        _area((1.0, 0.85), (1.12, 0.72), (-0.62, -0.72), (-0.74, -0.6)),
        _area((-1.3, -0.35), (-1.1, -0.8), (-0.55, -0.95), (-0.62, -0.78), (-0.95, -0.65), (-1.15, -0.3)),
    ),
    "signals": (
        _box(-0.08, -0.9, 0.08, 0.95),
        _box(-0.75, -0.75, 0.75, -0.6),
        _box(-0.55, -0.38, 0.55, -0.24),
        _line((-1.45, -0.35), (-0.7, -0.62)),
        _line((1.45, -0.35), (0.7, -0.62)),
    ),
    "supply": _TRUCK,
    "transport": _TRUCK,
    "medical": (_box(-0.26, -0.85, 0.26, 0.85), _box(-0.85, -0.26, 0.85, 0.26)),
    "aircraft": (
        _area((-1.35, -0.1), (0.9, -0.2), (1.3, 0.0), (0.9, 0.22), (-0.9, 0.16)),
        _area((-1.35, -0.1), (-1.35, -0.6), (-1.1, -0.6), (-0.85, -0.1)),
        _area((-0.3, 0.0), (0.5, 0.0), (0.1, 0.5), (-0.5, 0.5)),
        _line((1.35, -0.5), (1.35, 0.5)),
    ),
    "armoured_train": (
        _box(-1.45, -0.1, 1.45, 0.42),
        _area((-0.95, -0.6), (-0.3, -0.6), (-0.2, -0.1), (-1.05, -0.1)),
        _box(-0.3, -0.45, 0.5, -0.32),
        _box(0.75, -0.5, 1.2, -0.1),
        *(_disc(x, 0.6, 0.24) for x in (-1.1, -0.5, 0.5, 1.1)),
    ),
    "gunboat": (
        _area((-1.35, 0.15), (1.45, 0.15), (1.1, 0.65), (-1.15, 0.65)),
        _box(-0.5, -0.3, 0.2, 0.15),
        _box(-0.25, -0.75, 0.0, -0.3),
        _box(0.2, -0.12, 1.0, 0.0),
    ),
    "headquarters": _FLAG,
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


def silhouette_of(name: str, role: Role) -> Symbol:
    """Return the side view of a symbol by name, or of the unit's role if we do not know the name."""
    return SILHOUETTES.get(name) or SILHOUETTES[_BY_ROLE[role]]


def fitted(view: Symbol, size: tuple[int, int]) -> Symbol:
    """Return a side view in pixels of a frame of a width and a height: in its proportions, as large as it can be."""
    points = [point for part in view for point in part.points]
    (left, right), (top, bottom) = ((min(line), max(line)) for line in zip(*points, strict=True))
    by = FILLS * min(size[0] / (right - left), size[1] / (bottom - top))
    middle = (size[0] - (left + right) * by) / 2, (size[1] - (top + bottom) * by) / 2
    return scaled(view, (by, by), middle)
