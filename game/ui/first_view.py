"""What a board shows first: all objectives, at the largest zoom that has room for them, and what it can of one's own.

The objectives are the areas for whose holding there are points. Where no zoom has room for all of them, the smallest
shows what it can.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pygame

from game.desk.map_view import MapView, usual_scale
from game.engine.game import Game
from game.view.camera import Camera
from game.view.counters import stacks
from game.view.map_painter import camera_for

CLEAR: Final = 1.2
"""How far from the edge of the view an objective is, in hexes, at least."""


def objectives_of(game: Game) -> list[int]:
    """Return the land hexes of all areas for whose holding there are points."""
    world, names = game.world, game.scenario.names
    areas = {one.area for one in game.scenario.file.victory.awards if one.award == "hold" and one.area is not None}
    rows = sorted(names.area_row[area] for area in areas)
    if not rows:
        return []
    return np.flatnonzero((world.areas[rows] == 1).any(axis=0) & (world.hexes.water == 0)).tolist()


def first_scale(game: Game, scales: tuple[int, ...], view: pygame.Rect, letters: float) -> int:
    """Return the largest zoom, up to the usual one, at which a view has room for all objectives."""
    usual = usual_scale(scales, letters)
    hexes = objectives_of(game)
    fitting = [scale for scale in scales if scale <= usual and _fits(hexes, camera_for(game.scenario, scale), view)]
    return max(fitting, default=min(scales) if hexes else usual)


def look_first(view: MapView, game: Game, letters: float) -> None:
    """Turn a view to what a player wants to see first: the objectives, and beside them the side whose turn it is."""
    view.scale = first_scale(game, view.land.scales, view.view, letters)
    look_at_side(view, game)
    hexes = objectives_of(game)
    if hexes:
        view.bring_in(hexes, round(view.scale * CLEAR))


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
