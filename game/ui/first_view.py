"""What is seen first of a battle: all objectives and all own units, at the largest zoom that has room for them.

The objectives are the areas for whose holding there are points. Where there is no room for all units but at a zoom that
is too small for their signs, there are all objectives, and of the units what there is room for; where there is none for
all objectives either, the smallest zoom shows what it can.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pygame

from game.core.terms import NOWHERE
from game.desk.map_view import MapView, usual_scale
from game.engine.game import Game
from game.view.camera import Camera
from game.view.counters import stacks
from game.view.map_painter import camera_for

CLEAR: Final = 1.2
"""How far from the edge of the view an objective or a unit is, in hexes, at least."""

SIGNS_FROM: Final = 20
"""The smallest zoom at which the signs of counters can be told apart."""


def objectives_of(game: Game) -> list[int]:
    """Return the land hexes of all areas for whose holding there are points."""
    world, names = game.world, game.scenario.names
    areas = {one.area for one in game.scenario.file.victory.awards if one.award == "hold" and one.area is not None}
    rows = sorted(names.area_row[area] for area in areas)
    if not rows:
        return []
    return np.flatnonzero((world.areas[rows] == 1).any(axis=0) & (world.hexes.water == 0)).tolist()


def troops_of(game: Game, side: str | None) -> list[int]:
    """Return the hexes of a side's units, or of all; of a side without any those by which its first ones come."""
    known = game.seen_by(side)
    names, units = known.scenario.names, known.world.units
    there = [(hex_, int(units[stack[0]].side)) for hex_, stack in stacks(known.state)]
    wanted = None if side is None else names.side_row[side]
    mine = [hex_ for hex_, row in there if wanted in (None, row)]
    return mine or _first_arrivals(game, wanted) or [hex_ for hex_, _ in there]


def _first_arrivals(game: Game, side: int | None) -> list[int]:
    """Return the hexes of the units of a side that come before its others."""
    units = game.world.units
    coming = units[(units.side == side) & (units.arrival > 0) & (units.arrival_hex != NOWHERE)]
    return sorted(set(coming[coming.arrival == coming.arrival.min()].arrival_hex.tolist())) if len(coming) else []


def first_scale(game: Game, side: str | None, scales: tuple[int, ...], view: pygame.Rect, letters: float) -> int:
    """Return the zoom of a view at first, the usual one at most."""
    usual, objectives = usual_scale(scales, letters, view), objectives_of(game)

    def fitting(hexes: list[int]) -> list[int]:
        return [scale for scale in scales if scale <= usual and _fits(hexes, camera_for(game.scenario, scale), view)]

    both = max(fitting(objectives + troops_of(game, side)), default=0)
    return both if both >= SIGNS_FROM else min(SIGNS_FROM, max(fitting(objectives), default=min(scales)))


def look_first(view: MapView, game: Game, side: str | None, letters: float) -> None:
    """Turn a view to what whoever leads a side is to see first; None shows the units of both."""
    view.scale = first_scale(game, side, view.land.scales, view.view, letters)
    objectives, troops = objectives_of(game), troops_of(game, side)
    view.centre_on_all(troops)
    fits = _fits(objectives + troops, view.map_camera, view.view)
    wanted = objectives + troops if fits else objectives
    if wanted:
        view.bring_in(wanted, round(view.scale * CLEAR))


def look_at_side(view: MapView, game: Game) -> None:
    """Bring the middle of the units of the side whose turn it is to the middle of the view."""
    side = game.scenario.names.side_row[game.active_side]
    view.centre_on_all(hex_ for hex_, units in stacks(game.state) if int(game.world.units[units[0]].side) == side)


def _fits(hexes: list[int], camera: Camera, view: pygame.Rect) -> bool:
    """Whether the middles of hexes have room in a view, clear of its edges."""
    if not hexes:
        return True
    box = camera.box_of(hexes)
    clear = 2 * camera.scale * CLEAR
    return box.width + clear <= view.width and box.height + clear <= view.height
