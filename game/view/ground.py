"""The ground as areas of colour: tints of height, light from the north-west, water, and what covers the land.

Everything here is arrays of (height, width, 3) floats, 0 to 255, and masks of (height, width), 0 to 1. Lines and signs
come on top of it elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

from game.scenario.loading import Scenario
from game.scenario.world import State, twin
from game.view.camera import Camera
from game.view.fields import EDGE, Floats, Weave, distance_inside, flat, sharp, soft
from game.view.large_pictures import of_pixels
from game.view.patterns import PATTERNS
from game.view.roughness import Roughness
from game.view.theme import DEEP, HEIGHTS, SHALLOW, SHORE, TerrainStyle, terrain_style

LEAST_RELIEF: Final = 60.0
"""Metres: a map flatter than this does not use all tints."""
TINT_STEPS: Final = 255
LIGHT: Final = (-0.62, -0.78)
FEATHER: Final = 0.16
"""How far an area without a pattern fades out on each side of its edge, as a part of its field."""
SHADE: Final = 0.34
"""Most that a slope turned from the light is darkened."""


def hex_grid(scenario: Scenario, values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return values by hex row as an array of (rows, columns)."""
    return values.reshape(scenario.map.rows, scenario.map.columns)


def as_it_lies(scenario: Scenario, ground: int) -> Scenario:
    """Return a scenario to be painted as its ground is in one of its states (rulebook 3.9), a row of `counts_as`."""
    if ground == 0:
        return scenario
    hexes = twin(scenario.world.hexes)
    hexes["terrain"] = scenario.world.counts_as[ground, hexes["terrain"]]
    return replace(scenario, world=scenario.world._replace(hexes=hexes))


def ground_now(scenario: Scenario, state: State) -> int:
    """Return the state of the ground in a position."""
    return int(scenario.world.calendar[int(state.clock[0].turn)].ground)


def terrain_styles(scenario: Scenario) -> dict[int, TerrainStyle]:
    """Return the style of each kind of ground that the map has, by its number in `world.hexes.terrain`."""
    names = scenario.names.terrain
    present = sorted({int(kind) for kind in np.unique(scenario.world.hexes.terrain)})
    return {kind: terrain_style(names[kind], scenario.ground.terrain[names[kind]]) for kind in present}


def water_field(scenario: Scenario, weave: Weave) -> Floats:
    """Return the smooth field of water: 1 at the centre of water hexes, 0 on land, the shore at one half."""
    return weave.field(hex_grid(scenario, scenario.world.hexes.water))


def ground_surface(scenario: Scenario, camera: Camera) -> pygame.Surface:
    """Return the painted ground, as large as the camera's rectangle."""
    picture = paint_ground(scenario, camera)
    pixels = np.clip(picture + 0.5, 0, 255).astype(np.uint8)
    return of_pixels(pixels)


def paint_ground(scenario: Scenario, camera: Camera) -> Floats:
    """Return the colours of the ground."""
    hexes = scenario.world.hexes
    heights = hex_grid(scenario, hexes.elevation)
    picture = tinted_heights(Weave(camera, sharp).field(heights), heights)
    areas, rough = Weave(camera, flat), Roughness(camera)
    kinds = hex_grid(scenario, hexes.terrain)
    for kind, style in terrain_styles(scenario).items():
        if not style.water and (style.share or style.pattern != "none"):
            cover(picture, rough.on(areas.field(kinds == kind)), style, camera.scale)
    picture *= light(Weave(camera, soft).field(heights), camera.scale, scenario.map.hex_size)[:, :, None]
    if hexes.water.any():
        flood(picture, water_field(scenario, areas), water_field(scenario, Weave(camera, soft)), camera.scale)
    return picture


def tinted_heights(field: Floats, heights: NDArray[np.generic]) -> Floats:
    """Return the tint of each sample by its height."""
    low, high = float(np.percentile(heights.astype(np.float64), 5)), float(heights.max())
    share = (field - low) / max(high - low, LEAST_RELIEF)
    stops = [stop for stop, _ in HEIGHTS]
    steps = np.linspace(0, 1, TINT_STEPS + 1)
    table = np.stack([np.interp(steps, stops, [colour[band] for _, colour in HEIGHTS]) for band in range(3)], axis=1)
    tints: Floats = table.astype(np.float32)[np.clip(share * TINT_STEPS, 0, TINT_STEPS).astype(np.int16)]
    return tints


def light(field: Floats, scale: float, hex_size: int) -> Floats:
    """Return the brightness of each sample: 1 on the flat, less on slopes to the south-east, a little more opposite."""
    down, across = np.gradient(field)
    slope = (across * LIGHT[0] + down * LIGHT[1]) * (scale / hex_size)
    lit = np.tanh(slope * 2.6)
    brightness: Floats = np.where(lit < 0, 1 + lit * SHADE, 1 + lit * SHADE * 0.35).astype(np.float32)
    return brightness


def cover(picture: Floats, area: Floats, style: TerrainStyle, scale: float) -> None:
    """Lay a kind of ground over the picture where its field is above one half."""
    draw = PATTERNS.get(style.pattern)
    edge = 0.5 / scale if draw else FEATHER
    mask = np.clip((area - EDGE) / (2 * edge) + 0.5, 0, 1)
    blend(picture, style.tint, mask * np.float32(style.share))
    if draw is not None:
        blend(picture, style.ink, draw(mask.shape, scale) * (mask >= 1))


def flood(picture: Floats, area: Floats, depth: Floats, scale: float) -> None:
    """Lay water over the picture: deeper blue away from the shore, a shore line, and fainter lines along it."""
    inside = distance_inside(area)
    mask = np.clip(inside + 0.5, 0, 1)
    deep = np.clip((depth - 0.55) * 2.2, 0, 1)[:, :, None]
    blue = np.asarray(SHALLOW, np.float32) * (1 - deep) + np.asarray(DEEP, np.float32) * deep
    picture += (blue - picture) * mask[:, :, None]
    pen = max(0.7, scale / 32)
    for away, opacity in ((0.0, 0.95), (scale * 0.085, 0.32), (scale * 0.17, 0.18)):
        line = (
            np.clip(pen + 0.5 - np.abs(inside - away), 0, 1) if away == 0 else np.clip(1 - np.abs(inside - away), 0, 1)
        )
        blend(picture, SHORE, line * opacity)


def blend(picture: Floats, colour: tuple[int, int, int], mask: Floats) -> None:
    """Lay a colour over the picture with the opacity of the mask."""
    spots = np.flatnonzero(mask)
    pixels = picture.reshape(-1, 3)
    part = pixels[spots]
    part += (np.asarray(colour, np.float32) - part) * mask.ravel()[spots, None]
    pixels[spots] = part


def swatch(style: TerrainStyle, width: int, height: int, scale: float) -> Floats:
    """Return a sample of a kind of ground for the legend."""
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = HEIGHTS[0][1]
    if style.water:
        picture[:] = (np.asarray(SHALLOW) + np.asarray(DEEP)) / 2
    else:
        cover(picture, np.ones((height, width), np.float32), style, scale)
    return picture
