"""The tutorial of one play: where it stands and what it can point at; begun again, put away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

import pygame

from game.desk.painted import PaintedPanel
from game.ui.chart import Ways
from game.ui.intents import BeginGuide, EndGuide
from game.ui.panels import Panel
from game.ui.panels.column import SideColumn
from game.ui.play import Play
from game.ui.seen import Seen
from game.ui.tutorial.courses import course_at, is_untouched, mark_walked, resumed
from game.ui.tutorial.lessons import Course
from game.ui.tutorial.walkthrough import Walkthrough


@runtime_checkable
class HasSpots(Protocol):
    """A panel with spots that can be clicked."""

    def spots(self, seen: Seen) -> dict[str, pygame.Rect]:
        """Return where in the window each named spot is now."""


class Guiding:
    """Who leads the player of one play, if anybody does."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.goes_on = False
        """Whether a course goes on by itself where its game has been loaded; until it has been looked for."""
        self._windows: tuple[object, ...] = ()
        self._room = pygame.Rect(0, 0, 0, 0)  # where the sheet may stand
        self._wanted: tuple[int, tuple[str, ...], tuple[object, ...]] = 0, (), ()

    def ways(self) -> Ways:
        """Return how the intents are carried out that are about the tutorial."""
        return {BeginGuide: lambda _: self.begin(), EndGuide: lambda _: self.end()}

    def panels(self) -> list[Panel]:
        """Return the sheet of the tutorial, in its place; none where nobody is led."""
        if self.goes_on:
            self.goes_on = False
            self._lead_by(resumed(self.play.session, self.play.window))
        guide = self.play.guide
        if guide is None:
            return []
        self._place(guide)
        return [guide]

    def _place(self, guide: Walkthrough) -> None:
        """Have the sheet stand on what windows at the side leave of the map."""
        self._room = self._free_of_windows()
        guide.place(self._room, self.play.window.scale, self.spot)

    def _free_of_windows(self) -> pygame.Rect:
        free = self.play.layout.map.copy()
        for popup in self.play.popups.shown:
            if not popup.modal and popup.rect.colliderect(free):
                free.width = popup.rect.left - free.left
        return free

    def begin(self) -> None:
        """Lead the player from where the game is now."""
        course = course_at(self.play.session)
        if course is not None:
            self.play.panels = [panel for panel in self.play.panels if panel is not self.play.guide]
            self._lead_by(course)
            self.play.panels += self.panels()
            self.play.refresh()

    def _lead_by(self, course: Course | None) -> None:
        """Have a sheet, from where the game is now."""
        untouched = is_untouched(self.play.session)
        self.play.guide = None if course is None else Walkthrough(course, from_start=untouched)

    def end(self) -> None:
        """Put the tutorial away for good."""
        guide = self.play.guide
        if guide is not None:
            guide.finish()
            mark_walked(self.play.window, guide.course)
            self.play.refresh()

    def go_on(self) -> None:
        """Have the tutorial look again when a window has been opened or closed; who has come to its end has seen it."""
        guide, now = self.play.guide, tuple(self.play.popups.shown)
        if guide is None:
            return
        if now != self._windows or self._room != self._free_of_windows():
            self._windows = now
            self._place(guide)
            guide.refresh(self.play)
            self.play.is_renewed = True
        self._bring_into_view()
        if guide.lesson.ends:
            mark_walked(self.play.window, guide.course)

    def spot(self, name: str) -> pygame.Rect | None:
        """Return where a spot of this name is: in a window, then in a panel; None where there is none in view."""
        for panel in self._with_spots():
            found = panel.spots(self.play).get(name)
            if found is not None:
                return self._uncovered(panel, found)
        return None

    def _with_spots(self) -> Iterator[HasSpots]:
        """Yield windows, then panels that are shown, but for the sheet."""
        for panel in (*reversed(self.play.popups.shown), *self.play.panels):
            is_hidden = isinstance(panel, PaintedPanel) and not panel.is_shown(self.play)
            if panel is not self.play.guide and not is_hidden and isinstance(panel, HasSpots):
                yield panel

    def _uncovered(self, panel: object, spot: pygame.Rect) -> pygame.Rect:
        """Return a spot of a panel, or what closes the window that lies over it."""
        shown = self.play.popups.shown
        over = [] if panel in shown else [popup for popup in shown if popup.rect.collidepoint(spot.center)]
        return over[-1].spots(self.play).get("close", spot) if over else spot

    def _bring_into_view(self) -> None:
        """Scroll the windows and the column to what the lesson points at: once for each thing, and when one opens."""
        guide = self.play.guide
        if guide is None:
            return
        wanted = guide.step, guide.lesson.points(self.play).spots, self._windows
        if wanted != self._wanted:
            self._wanted = wanted
            columns = [one.middle(self.play) for one in self.play.panels if isinstance(one, SideColumn)]
            for panel in (*self.play.popups.shown, *columns):
                for name in reversed(wanted[1]):  # the first is seen for certain
                    if name not in panel.spots(self.play):
                        panel.reveal(name, self.play)
                        panel.refresh(self.play)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw over all else what points at the map and at buttons; not while a question waits for an answer."""
        if self.play.guide is not None and not self.play.popups.modal:
            taken = [spot for panel in self._with_spots() for spot in panel.spots(self.play).values()]
            self.play.guide.draw_pointers(surface, self.play, taken)
