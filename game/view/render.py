"""A picture of a position in a file: the start of a scenario, the end of a game, anything between.

This is what `borderwars scenario render` does. It opens no window and needs no display.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

import pygame

from game.core.errors import UsageError
from game.core.files import refused_as_usage, require_file, write_whole
from game.scenario.loading import Scenario
from game.scenario.picture_mark import marked
from game.scenario.world import State
from game.view.camera import Camera
from game.view.counters import draw_counters
from game.view.formation_markers import MARKERS_BELOW, draw_markers, taken_by_units
from game.view.front_line import SHOWN_BELOW, draw_front, front_of, inks_of
from game.view.ground import as_it_lies, ground_now
from game.view.labels import draw_labels
from game.view.lettering import start
from game.view.map_painter import camera_for, paint_land, placed_names
from game.view.sheet import compose

SCALES: Final = (8, 128)
"""Least and most pixels between hex centres."""
NUMBERS_FROM: Final = 24
"""Pixels between hex centres: closer, the hexes' numbers would run into each other."""
MOST_PIXELS: Final = 20_000_000


def render(
    scenario: Scenario,
    state: State,
    path: Path | str,
    *,
    scale: int = 32,
    grid: bool = True,
    numbers: bool = False,
    counters: bool = True,
) -> tuple[int, int]:
    """Write a PNG of the map with all units on it, title and legend; return its width and height in pixels.

    Raises
    ------
    UsageError : the file cannot be written there, its name does not end in .png, or the scale is out of bounds.
    """
    target = Path(path)
    require_picture(scenario, target, scale, numbers)
    sheet = picture_of(scenario, state, scale=scale, grid=grid, numbers=numbers, counters=counters)
    write_png(sheet, target)
    return sheet.get_size()


def require_picture(scenario: Scenario, path: Path, scale: int, numbers: bool) -> None:
    """See that `render` can write its picture, before any work is done for it. Raises UsageError as it does."""
    _require_scale(scenario, scale, numbers)
    _require_png(path)


def picture_of(
    scenario: Scenario,
    state: State,
    *,
    scale: int = 32,
    grid: bool = True,
    numbers: bool = False,
    counters: bool = True,
    turn_over: int | None = None,
) -> pygame.Surface:
    """Return the sheet that `render` writes.

    `turn_over`: the turn whose end this is; the title says so, and not which turn begins then.
    """
    start()
    scenario = as_it_lies(scenario, ground_now(scenario, state))
    land = paint_land(scenario, scale, grid=grid, numbers=numbers)
    avoid = taken_by_units(scenario, state, land.camera) if counters else []
    if counters:
        _draw_forces(land.picture, scenario, state, land.camera)
    draw_labels(land.picture, placed_names(scenario, land, avoid))
    return compose(scenario, state, land.picture, land.camera, counters, turn_over)


def _draw_forces(picture: pygame.Surface, scenario: Scenario, state: State, camera: Camera) -> None:
    """Draw counters, or formations and the front where no counter could be read."""
    if camera.scale < SHOWN_BELOW:
        draw_front(picture, camera, front_of(scenario, state), inks_of(scenario))
    (draw_counters if camera.scale >= MARKERS_BELOW else draw_markers)(picture, scenario, state, camera)


def write_png(surface: pygame.Surface, path: Path) -> None:
    """Write a picture to a file beside its place, then put it there in one step."""
    content = BytesIO()
    pygame.image.save(surface, content, "picture.png")
    with refused_as_usage(path):
        write_whole(path, marked(content.getvalue()))


def _require_scale(scenario: Scenario, scale: int, numbers: bool) -> None:
    least, most = SCALES
    if not least <= scale <= most:
        raise UsageError(f"the scale is {scale} pixels a hex; it must be from {least} to {most}")
    if numbers and scale < NUMBERS_FROM:
        raise UsageError(f"the scale is {scale} pixels a hex; numbers of hexes can be read from {NUMBERS_FROM} on")
    camera = camera_for(scenario, scale)
    if camera.width * camera.height > MOST_PIXELS:
        raise UsageError(
            f"at {scale} pixels a hex this map is {camera.width} x {camera.height} pixels; take a smaller scale"
        )


def _require_png(path: Path) -> None:
    if path.suffix.lower() != ".png":
        raise UsageError(f"{path}: the picture is a PNG, so the name of its file must end in .png")
    require_file(path)
