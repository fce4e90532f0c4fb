"""The tutorial: a small sheet over the map that leads through a course, lesson by lesson (`lessons`, `courses`).

What the player has done it sees from the position: a lesson that is done, or of no use any more, is passed over, and
one whose work has been undone comes back. Any can be skipped, earlier ones can be read again, all can be put away.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.requests import ReadHelp
from game.desk.sheets import Button
from game.ui.intents import CentreOn, EndGuide
from game.ui.lessons import Course, Lesson, Walked
from game.ui.pointing_out import box_of, draw_pointed
from game.ui.seen import Seen
from game.view.theme import FAINT_INK
from game.view.widgets import CHOSEN

WIDTH: Final = 380

FindSpot = Callable[[str], pygame.Rect | None]
"""Says where in the window a spot of a panel or window is; None where there is none of that name."""


class Walkthrough(PaintedPanel[Seen]):
    """The sheet: which lesson is on, and what it says; in a corner of the map."""

    lies_on_map = True

    def __init__(self, course: Course) -> None:
        super().__init__(pygame.Rect(0, 0, 1, 1), 1.0)
        self.course = course
        self.walked = Walked()
        self.step = 0
        self.is_over = False
        self._due = 0
        self._way = [0]  # the lessons that have been shown, in order
        self._done: set[int] = set()  # those that were skipped, or stay done
        self._area = pygame.Rect(0, 0, 1, 1)
        self._find: FindSpot = lambda _: None

    @property
    def lesson(self) -> Lesson:
        """The lesson that is shown."""
        return self.course.lessons[self.step]

    def place(self, area: pygame.Rect, scale: float, find: FindSpot) -> None:
        """Stand in a part of the window."""
        self._area, self.scale, self._find = area, scale, find
        self.walked.is_there = lambda name: find(name) is not None
        self.move_to(pygame.Rect(area.left, area.top, min(self.px(WIDTH), area.width - self.px(20)), 1))

    # --- panel ------------------------------------------------------------------------------------------------------

    def is_shown(self, seen: Seen) -> bool:
        """Whether the tutorial goes on."""
        return not self.is_over

    def key(self, seen: Seen) -> Hashable:
        """The lesson, whether it is the one that is due, and the keys in force."""
        return self.step, self._due, seen.window.keys

    def subject(self, seen: Seen) -> Hashable:
        """The lesson."""
        return self.step

    def refresh(self, seen: Seen) -> None:
        """Go on to the first lesson that is not done; not in the opponent's turn, nor while it is shown on the map."""
        super().refresh(seen)
        if self.is_over or seen.is_showing or not (seen.may_order or seen.game.outcome is not None):
            return
        reach, pointed = seen.selection.reach, seen.selection.pointed
        if reach is not None and pointed in reach.ends and pointed != reach.start:
            self.walked.pointed.add(pointed)
        due = self._first_undone(seen)
        if due != self._due:
            self._show(due)
            self._bring_into_view(seen)

    def _first_undone(self, seen: Seen) -> int:
        lessons = self.course.lessons
        for place, lesson in enumerate(lessons[:-1]):
            if place in self._done:
                continue
            if not lesson.is_done(self.walked, seen):
                return place
            if lesson.is_kept:
                self._done.add(place)
        return len(lessons) - 1

    def _show(self, due: int) -> None:
        self._due = self.step = due
        self._way = [*(place for place in self._way if place < due), due]

    def _bring_into_view(self, seen: Seen) -> None:
        """Move the map where what the new lesson points at cannot be seen."""
        hexes = tuple(self._hexes(seen))
        if hexes and not all(seen.map.shows(hex_) for hex_ in hexes):
            seen.answer(CentreOn(hexes))

    def paint(self, seen: Seen) -> Parts:
        """Paint the lesson, as high as it is, with its buttons."""
        window = seen.window
        body, foot = self.sheet(14), self.sheet(14)
        body.skip(4)
        body.heading(self.lesson.title, f"{self.step + 1} of {len(self.course.lessons)}")
        keys = {action.value: window.keys.shown(action) or "the menu" for action in Action}
        for paragraph in self.lesson.words.format(**keys).split("\n"):
            body.write(paragraph)
            body.skip(4)
        foot.skip(4)
        foot.button_row(self._buttons(seen), from_right=True)
        foot.skip(10)
        height = min(body.height + foot.height, self._area.height - 2 * self.px(10))
        self.rect = pygame.Rect(0, 0, self.rect.width, height)
        self._stand_clear(seen)
        self._key = (self.key(seen), self.rect.size)
        return Parts(self.sheet(), body, foot)

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the sheet with a frame, and what the lesson points at."""
        if not self.is_shown(seen):
            return
        self._paint_if_stale(seen)
        self._stand_clear(seen)
        super().draw(surface, seen)
        pygame.draw.rect(surface, CHOSEN, self.rect, 2)
        pygame.draw.rect(surface, FAINT_INK, self.rect.inflate(-6, -6), 1)

    def draw_pointers(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw what points at the map and at buttons; not while events are shown."""
        if self.is_shown(seen) and not seen.is_showing:
            draw_pointed(surface, seen, self._hexes(seen), self._spots(seen))

    # --- where it stands, and what it points at ---------------------------------------------------------------------

    def _hexes(self, seen: Seen) -> Iterator[int]:
        for number in self.lesson.points(seen).hexes:
            hex_ = seen.game.scenario.hex_row(number)
            if hex_ is not None:
                yield hex_

    def _spots(self, seen: Seen) -> list[pygame.Rect]:
        found = [self._find(name) for name in self.lesson.points(seen).spots]
        return [rect for rect in found if rect is not None]

    def _stand_clear(self, seen: Seen) -> None:
        """Stay, or stand in the first corner of the map in which nothing is hidden that is pointed at."""
        keep = [box_of(seen, hex_) for hex_ in self._hexes(seen)]
        room = self._area.inflate(-2 * self.px(10), -2 * self.px(10))
        stands = room.contains(self.rect)
        if stands and self.rect.collidelist(keep) < 0:
            return
        corners = [self.rect.copy() for _ in range(4)]
        corners[0].bottomleft, corners[1].topleft = room.bottomleft, room.topleft
        corners[2].bottomright, corners[3].topright = room.bottomright, room.topright
        self.rect = next((one for one in corners if one.collidelist(keep) < 0), corners[0])

    # --- what it does -----------------------------------------------------------------------------------------------

    @property
    def is_looking_back(self) -> bool:
        """Whether an earlier lesson is being read again."""
        return self.step != self._due

    def next_step(self, seen: Seen) -> None:
        """Go on to the next lesson that was shown; the one that is due is skipped."""
        if self.is_looking_back:
            self.step = self._way[self._way.index(self.step) + 1]
        elif not self.lesson.ends:
            self._done.add(self._due)
        self.refresh(seen)

    def step_back(self, seen: Seen) -> None:
        """Show the lesson before, to be read again."""
        place = self._way.index(self.step)
        self.step = self._way[max(0, place - 1)]
        self.refresh(seen)

    def finish(self) -> None:
        """Put the sheet away for good."""
        self.is_over = True

    def _buttons(self, seen: Seen) -> list[Button]:
        back = partial(self.step_back, seen) if self.step != self._way[0] else None
        if self.lesson.ends:
            return [
                ("close", "Continue", partial(seen.answer, EndGuide())),
                ("help", "Help", partial(seen.window.ask, ReadHelp())),
                ("back", "Back", back),
            ]
        return [
            ("next", "Next" if self.is_looking_back else "Skip step", partial(self.next_step, seen)),
            ("back", "Back", back),
            ("end", "Skip tutorial", partial(seen.answer, EndGuide())),
        ]
