"""The front: where hexes that one side controls lie against those of the other, with units of both not far.

It is drawn as a staff draws it: a line in the colour of each side, each on its own side of a pale gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.hexes import neighbours
from game.core.terms import Status
from game.scenario.loading import Scenario
from game.scenario.world import State
from game.view.camera import Camera, LatticePoint, Point, lattice_hexside
from game.view.curves import chain, eased, soften, through_middles
from game.view.lettering import Rgb
from game.view.theme import HALO, styles_of

SHOWN_BELOW: Final = 24
"""Pixels between hex centres: where counters are larger, they show the front themselves."""
FAR: Final = 5
"""Hexes from a unit beyond which there is no front."""
ROUNDS: Final = 10
ASIDE: Final = 0.6
"""How far the line may run beside the hexsides it stands for, in hexes: it is a summary."""

Front = list[list[Point]]
"""Lines in distances between hex centres, the first side's ground on their right."""


def front_of(scenario: Scenario, state: State) -> Front:
    """Return the front in a position."""
    columns, rows = scenario.map.columns, scenario.map.rows
    owner = state.hexes.owner.reshape(rows, columns)
    near = _near_units(scenario, state, 0) & _near_units(scenario, state, 1)
    camera = Camera(columns, rows, 1.0)
    edges: dict[tuple[LatticePoint, LatticePoint], None] = {}
    for row, column in zip(*np.nonzero((owner == 0) & near), strict=True):
        for side, x, y in neighbours(int(column), int(row), columns, rows):
            if owner[y, x] == 1:
                edges[lattice_hexside(int(column), int(row), side)] = None
    return [
        _smooth([camera.lattice(point) for point in _turned(line, edges)])
        for line in chain(edges)
        if len(line) > MOST_STUB
    ]


MOST_STUB: Final = 3
"""Points of a piece that is too short to be a front."""


def _near_units(scenario: Scenario, state: State, side: int) -> NDArray[np.bool_]:
    """Return which hexes have a unit of a side near, as (rows, columns)."""
    columns, rows = scenario.map.columns, scenario.map.rows
    present = (state.units.status == Status.PRESENT) & (scenario.world.units.side == side)
    near = np.zeros((rows, columns), np.bool_)
    for hex_ in {int(unit) for unit in state.units.hex[present]}:
        column, row = hex_ % columns, hex_ // columns
        near[max(0, row - FAR) : row + FAR + 1, max(0, column - FAR) : column + FAR + 1] = True
    return near


def _turned(line: Sequence[LatticePoint], edges: Iterable[tuple[LatticePoint, LatticePoint]]) -> list[LatticePoint]:
    """Return a line so that it runs as its first hexside does, clockwise around the first side's hex."""
    known = edges if isinstance(edges, dict) else set(edges)
    return list(line) if (line[0], line[1]) in known else list(reversed(line))


def _smooth(points: Sequence[Point]) -> list[Point]:
    return soften(eased(through_middles(points), ROUNDS, ASIDE))


def draw_front(
    surface: pygame.Surface, camera: Camera, front: Front, inks: tuple[Rgb, Rgb], view: pygame.Rect | None = None
) -> None:
    """Draw a front, as far as it lies in a part of the surface."""
    width = max(2, round(camera.scale * 0.13))
    clip = surface.get_clip()
    if view is not None:
        surface.set_clip(view.clip(clip))
    for line in front:
        points = np.array(line) * camera.scale + (camera.left, camera.top)
        pygame.draw.lines(surface, HALO, False, points.tolist(), 2 * width + 3)
        for ink, away in zip(inks, (1, -1), strict=True):
            pygame.draw.lines(surface, ink, False, _beside(points, away * (width + 1) / 2).tolist(), width)
    surface.set_clip(clip)


def _beside(points: NDArray[np.float64], away: float) -> NDArray[np.float64]:
    """Return a line (points, 2) that runs beside another, to the right if `away` is positive."""
    ends = np.concatenate([points[:1], points, points[-1:]])
    along = ends[2:] - ends[:-2]
    long = np.hypot(along[:, 0], along[:, 1])
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.where(long > 0, long, 1.0)[:, None]
    return points + aside * away


def inks_of(scenario: Scenario) -> tuple[Rgb, Rgb]:
    """Return the colours of both sides."""
    first, second = styles_of(scenario.names)
    return first.body, second.body
