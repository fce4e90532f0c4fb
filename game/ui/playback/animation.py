"""Events played on the map: what an order brought, act by act, at the speed that the player has chosen.

A Playback keeps a game of its own, taken from before the first step, on which the orders are given again passage by
passage (`passages`): cheap and exact. It can stand still, go on by one passage, and go back. The map shows that game as
its viewer knows it; counters under way are drawn above it. Nothing here changes the real game.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pygame

from game.core.terms import Status
from game.desk.map_view import MapView
from game.engine.game import Game
from game.engine.replay import Step, play_on
from game.ui.playback.acts import Act, acts_after, acts_before
from game.ui.playback.passages import passage_words, passages_of
from game.ui.playback.result_box import ResultBox
from game.view.counters import counter_side, face_of, paint_counter
from game.view.marks import Marks, draw_marks

SPEEDS: Final = {"off": 0.0, "fast": 0.4, "normal": 1.0, "slow": 2.0}
"""How long an act takes, by `settings.animation`; 0: nothing is shown."""

GLIDE: Final = 0.25
"""Seconds that the view takes to go where something happens."""

AT_ITS_START: Final = 0.5
"""Seconds for which a passage has only just begun: who goes back then means the one before."""


class Playback:
    """Some steps being shown, passage after passage, to a side, or to somebody who sees everything.

    `game` is the position as far as it has been shown, as the viewer knows it. `linger` is for how many seconds each
    passage is still seen when it has ended. `is_paused` is whether it stands still.
    """

    def __init__(
        self, before: Game, steps: Sequence[Step], speed: float, viewer: str | None = None, linger: float = 0.0
    ) -> None:
        self._before = before.copy()
        self._game = before.copy()
        self._viewer = viewer
        self.game = self._game.seen_by(viewer)
        self._visible = self.game.state.units.status == Status.PRESENT
        self.steps = list(steps)
        self.begins = passages_of(before.scenario, self.steps)
        self.speed = speed
        self.linger = linger
        self.place = 0
        self.is_paused = False
        self._stops_next = False
        self._group = 0
        self._acts: list[Act] = []
        self._trace = Marks()
        self._played = True
        self._time = 0.0
        self._from: tuple[float, float] | None = None
        self._to = (0.0, 0.0)
        self.box = ResultBox()

    @property
    def finished(self) -> bool:
        """Whether everything has been shown."""
        return self._played and not self._acts and self.place >= len(self.steps)

    @property
    def played(self) -> int:
        """How many of the steps `game` has been played on by."""
        return self.place + (self._group if self._played else 0)

    @property
    def number(self) -> int:
        """Which passage is being shown, from 1; the last one at the end."""
        return max(1, bisect_right(self.begins, min(self.place, len(self.steps) - 1)))

    @property
    def act(self) -> Act | None:
        """What is being shown now."""
        return self._acts[0] if self._acts else None

    @property
    def hidden(self) -> frozenset[int]:
        """The units that are under way and not to be drawn where they stand."""
        act = self.act
        return frozenset(slide.unit for slide in act.slides) if act else frozenset()

    @property
    def shown(self) -> list[Step]:
        """The steps that are being shown: a passage."""
        return self.steps[self.place : self.place + self._group]

    def words(self) -> str:
        """Return what is being shown, in words."""
        return passage_words(self.game.scenario, self.shown)

    # --- going on ---------------------------------------------------------------------------------------------------

    def update(self, seconds: float, view: MapView) -> None:
        """Go on by so much time."""
        if self._from is not None:
            self._glide(seconds, view)
            return
        if self.is_paused and self._acts:
            return
        self._time += seconds / self.speed if self.speed else 1e9
        while not self.finished:
            act = self.act
            if act is not None and self._time < act.seconds:
                return
            if self._is_at_end and self._stops_next:
                self.is_paused, self._stops_next = True, False
                return
            if act is not None:
                self._time -= act.seconds
                self._acts.pop(0)
            moves = not self._acts and self._next(view)
            if self.is_paused and self._acts:
                self._time = 0.0
                return
            if moves:
                return

    @property
    def _is_at_end(self) -> bool:
        """Whether all of a passage has been seen, the last of it still being there."""
        return self._played and len(self._acts) == 1 and self._time >= self._acts[0].seconds

    def pause_or_go_on(self) -> None:
        """Stand still, or go on."""
        self.is_paused, self._stops_next = not self.is_paused, False

    def step_on(self) -> None:
        """Go on with the next passage; from standing still, show what comes to its end and stand still there."""
        if not self.is_paused:
            self.skip()
            return
        if self._is_at_end:
            self.skip()
        self.is_paused, self._stops_next = False, True

    def step_back(self) -> None:
        """Go back to the beginning of the passage that is shown; from its beginning, to that of the one before."""
        number = bisect_right(self.begins, self.place) - 1
        if not self._played and self._time < AT_ITS_START:
            number -= 1
        self._go_to(self.begins[max(0, number)])

    def skip(self) -> None:
        """End what is being shown now; the next passage begins."""
        self._acts.clear()
        if not self._played:
            self._play()
        self.place += self._group
        self._group = 0
        self._time = 0.0
        self._from = None

    def skip_all(self) -> None:
        """End everything; `game` is not played on to its end."""
        self._acts.clear()
        self._played = True
        self.place = len(self.steps)

    def _go_to(self, place: int) -> None:
        """Begin again after so many steps."""
        self._acts.clear()
        self._game = self._before.copy()
        play_on(self._game, self.steps[:place])
        self.game = self._game.seen_by(self._viewer)
        self.place, self._group, self._played = place, 0, True
        self._time, self._from = 0.0, None

    def _next(self, view: MapView) -> bool:
        """Begin what comes next: the second half of a passage or the next one; returns whether the view must move."""
        if not self._played:
            self._play()
            self._acts = acts_after(self.game, self.shown, self._visible)
            self._linger_on()
            return False
        self.place += self._group
        self._group = 0
        if self.place >= len(self.steps):
            return False
        self._group = next((place for place in self.begins if place > self.place), len(self.steps)) - self.place
        self._played = False
        self._visible = self.game.state.units.status == Status.PRESENT
        self._acts = acts_before(self.game, self.shown, self._visible)
        self._trace = self._acts[0].marks if self._acts else Marks()
        return self._follow(view)

    def _linger_on(self) -> None:
        """Have what a passage has brought be seen for longer, or the ways that were gone."""
        if self.linger and self._acts:
            self._acts[-1] = replace(self._acts[-1], seconds=self._acts[-1].seconds + self.linger)
        elif self.linger and self._trace.ways:
            self._acts.append(Act(self.linger, marks=self._trace))

    def _play(self) -> None:
        play_on(self._game, self.shown)
        self.game = self._game.seen_by(self._viewer)
        self._played = True

    # --- the view ---------------------------------------------------------------------------------------------------

    def _follow(self, view: MapView) -> bool:
        """Bring what comes next into view, gliding; returns whether it was outside."""
        hexes = [hex_ for act in self._acts for hex_ in act.hexes()]
        if not hexes or all(view.shows(hex_) for hex_ in hexes):
            return False
        start = view.left, view.top
        view.centre_on_all(hexes)
        if not view.shows(hexes[0]) and not view.shows(hexes[-1]):
            view.centre_on(hexes[-1])
        self._to = view.left, view.top
        view.left, view.top = start
        self._from, self._time = start, 0.0
        return True

    def _glide(self, seconds: float, view: MapView) -> None:
        assert self._from is not None
        self._time += seconds / self.speed if self.speed else 1e9
        share = min(1.0, self._time / GLIDE)
        share = share * share * (3 - 2 * share)
        view.left = self._from[0] + (self._to[0] - self._from[0]) * share
        view.top = self._from[1] + (self._to[1] - self._from[1]) * share
        if share >= 1.0:
            self._from, self._time = None, 0.0

    # --- drawing ----------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, view: MapView) -> None:
        """Draw what is under way and what an order brought over the map."""
        act = self.act
        if act is None or self._from is not None:
            return
        clip = surface.get_clip()
        surface.set_clip(view.view)
        draw_marks(surface, view.camera, act.marks, view.view)
        side = counter_side(view.camera)
        for slide in act.slides:
            x, y = _along(slide.way, min(1.0, self._time / max(act.slide_seconds, 0.01)), view)
            picture = paint_counter(face_of(self.game.scenario, self.game.state, slide.unit), side)
            surface.blit(picture, picture.get_rect(center=(round(x), round(y))))
        if act.lines and act.where is not None:
            self.box.draw(surface, view, act, self.game.state)
        surface.set_clip(clip)


def _along(way: tuple[int, ...], share: float, view: MapView) -> tuple[float, float]:
    """Return the point of the window that lies so far along a way of hexes."""
    place = share * (len(way) - 1)
    first = min(int(place), len(way) - 2) if len(way) > 1 else 0
    (x0, y0), (x1, y1) = view.spot_of(way[first]), view.spot_of(way[min(first + 1, len(way) - 1)])
    part = place - first
    return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
