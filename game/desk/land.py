"""Painted maps of one scenario at every zoom: painted once in the background, kept on disk, shown at once next time.

While a zoom is still being painted or read, the part of the nearest one that is seen is stretched in its place. What
the thread has painted is there from `take_in` on, not before: a frame that is drawn again shows the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Final

import pygame
from platformdirs import user_cache_path

from game.scenario.loading import Scenario
from game.view import curves, ground, map_lines, map_painter, roughness, theme
from game.view.ground import as_it_lies
from game.view.large_pictures import for_display, save_png
from game.view.map_painter import camera_for, paint_land

SCALES: Final = (14, 20, 28, 40, 56, 76)
"""Pixels between hex centres at each zoom."""

MOST_PIXELS: Final = 28_000_000
"""Zooms at which a map would be larger are not painted."""

READABLE: Final = 40
"""The zoom to which every map can be brought nearer, if stretched: every counter can be read there."""

KEPT: Final = 24
"""Pictures that stay in the cache folder."""

Region = tuple[int, int, int, int]


def scales_of(scenario: Scenario) -> tuple[int, ...]:
    """Return the zooms that a scenario's map can be shown at, smallest first."""
    return tuple(scale for scale in SCALES if scale <= READABLE or _can_be_painted(scenario, scale))


def _can_be_painted(scenario: Scenario, scale: int) -> bool:
    camera = camera_for(scenario, scale)
    return camera.width * camera.height <= MOST_PIXELS


class LandStore:
    """The pictures of a scenario's ground, without grid and names; `lie` is the state of the ground that they show."""

    def __init__(self, scenario: Scenario, lie: int = 0) -> None:
        self._states = {lie: self}
        self._plain = scenario
        self.lie = lie
        self.scenario = scenario = as_it_lies(scenario, lie)
        self.scales = scales_of(scenario)
        self._nearest = max(
            (scale for scale in self.scales if _can_be_painted(scenario, scale)), default=self.scales[0]
        )
        self._pictures: dict[int, pygame.Surface] = {}
        self._stretched: tuple[tuple[int, int, bool, Region], pygame.Surface] | None = None
        self._painting: dict[int, Future[pygame.Surface]] = {}
        self._given_up: set[int] = set()  # zooms too large for this machine; they stay stretched
        self._painter = ThreadPoolExecutor(1, thread_name_prefix="land")
        self._digest = digest_of(scenario)

    def lying(self, lie: int) -> LandStore:
        """Return the pictures of the ground in another state: a store that belongs to this one, or this one."""
        if lie not in self._states:
            self._states[lie] = LandStore(self._plain, lie)
            self._states[lie]._states = self._states
        return self._states[lie]

    def picture(self, scale: int) -> pygame.Surface | None:
        """Return the map at a zoom; None while it is being painted or read, which begins now at the latest.

        The first picture is read at once if it is on disk: a board opens with it, and nobody waits for a frame yet. In
        the place of a zoom that is too large to be painted the nearest that is not is got ready, to be stretched.
        """
        ready = min(scale, self._nearest)
        if not self._pictures:
            kept = self._from_disk(ready)
            if kept is not None:
                self._pictures[ready] = kept
        self.smallest()
        if ready not in self._pictures:
            self._begin(ready)
        return self._pictures.get(scale)

    def prepare(self, scale: int) -> None:
        """Read or paint a zoom and the smallest one now; for a thread, before a board has the store.

        Of a map so large that the zoom is stretched from another, that one is painted once the board is open.
        """
        self.smallest()
        if scale <= self._nearest and scale not in self._pictures:
            self._pictures[scale] = self._from_disk(scale) or self._paint(scale)

    def smallest(self) -> pygame.Surface:
        """Return the map at the smallest zoom, which is there at once."""
        scale = self.scales[0]
        if scale not in self._pictures:
            self._pictures[scale] = self._from_disk(scale) or self._paint(scale)
        return self._pictures[scale]

    def stretched(self, scale: int, part: pygame.Rect) -> pygame.Surface:
        """Return a part of the map at a zoom, out of the picture of the nearest zoom that is there.

        The first of a zoom is rough: that frame has enough to do.
        """
        nearest = min(self._pictures, key=lambda other: abs(other - scale))
        smooth = self._stretched is not None and self._stretched[0][0] == scale
        wanted = scale, nearest, smooth, (*part.topleft, *part.size)
        if self._stretched is None or self._stretched[0] != wanted:
            self._stretched = wanted, _stretched(self._pictures[nearest], nearest / scale, part, smooth)
        return self._stretched[1]

    def is_painted(self, scale: int) -> bool:
        """Whether a zoom is there as it should be."""
        return scale in self._pictures

    def is_settled(self, scale: int) -> bool:
        """Whether a zoom is there as it should be, or as well as it ever will."""
        return min(scale, self._nearest) in self._pictures or min(scale, self._nearest) in self._given_up

    def take_in(self) -> bool:
        """Take over what has been painted or read meanwhile; whether there was anything."""
        done = [scale for scale, future in self._painting.items() if future.done() and not future.cancelled()]
        for scale in done:
            try:
                self._pictures[scale] = self._painting.pop(scale).result()
            except (MemoryError, OSError, pygame.error):
                self._given_up.add(scale)
        return bool(done)

    def close(self) -> None:
        """Let go of what is still to be painted, of the ground in all its states."""
        for store in self._states.values():
            store._painter.shutdown(wait=False, cancel_futures=True)

    def _begin(self, scale: int) -> None:
        if scale not in self._painting and scale not in self._given_up:
            self._painting[scale] = self._painter.submit(lambda: self._from_disk(scale) or self._paint(scale))

    def _paint(self, scale: int) -> pygame.Surface:
        picture = paint_land(self.scenario, scale, grid=False).picture
        self._to_disk(scale, picture)
        return picture

    # --- on disk ----------------------------------------------------------------------------------------------------

    def _file(self, scale: int) -> Path:
        return user_cache_path("borderwars") / "maps" / f"{self._digest}-{scale}.png"

    def _from_disk(self, scale: int) -> pygame.Surface | None:
        path = self._file(scale)
        camera = camera_for(self.scenario, scale)
        try:
            picture = pygame.image.load(path)
            path.touch()
        except (OSError, pygame.error):
            return None
        return _for_display(picture) if picture.get_size() == (camera.width, camera.height) else None

    def _to_disk(self, scale: int, picture: pygame.Surface) -> None:
        path = self._file(scale)
        part = path.with_name(f".{path.name}.{os.getpid()}.png")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            save_png(picture, part)
            part.replace(path)
            old = sorted(path.parent.glob("*.png"), key=lambda file: file.stat().st_mtime)
            for file in old[:-KEPT]:
                file.unlink(missing_ok=True)
        except (OSError, pygame.error):
            with suppress(OSError):  # where nothing can be written, nothing can be taken away
                part.unlink(missing_ok=True)


def _stretched(picture: pygame.Surface, factor: float, part: pygame.Rect, smooth: bool) -> pygame.Surface:
    """Return a part of a map out of a picture of it that is `factor` times as large."""
    source = pygame.Rect(
        int(part.left * factor), int(part.top * factor), ceil(part.width * factor) + 1, ceil(part.height * factor) + 1
    ).clip(picture.get_rect())
    if not source.size or not part.size:
        return pygame.Surface(part.size)
    stretch = pygame.transform.smoothscale if smooth else pygame.transform.scale
    return stretch(picture.subsurface(source), part.size)


def _for_display(picture: pygame.Surface) -> pygame.Surface:
    return for_display(picture) if pygame.display.get_surface() is not None else picture


def digest_of(scenario: Scenario) -> str:
    """Return what tells pictures of this map, painted by this program, from all others.

    Scenarios on one map have one, if the same bridges stand when they begin and the ground is the same; no name is
    painted, in any language.
    """
    digest = hashlib.blake2b(digest_size=10)
    digest.update((scenario.as_written or scenario).map.model_dump_json().encode())
    digest.update(scenario.ground.model_dump_json().encode())
    digest.update(scenario.world.hexes.terrain.tobytes())
    digest.update(repr(list(map_lines.standing_bridges(scenario))).encode())
    for module in (curves, ground, map_lines, map_painter, roughness, theme):
        source: Callable[[], bytes] = Path(str(module.__file__)).read_bytes
        digest.update(source())
    return digest.hexdigest()
