"""The tutorial: a small sheet over the map that leads through a course, lesson by lesson (`lessons`, `courses`).

What the player has done it sees from the position: a lesson that is done, or of no use any more, is passed over, and
one whose work has been undone comes back. Any can be skipped, earlier ones can be read again, all can be put away.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.requests import ReadHelp
from game.desk.sheets import Button
from game.ui.intents import BringIn, CentreOn, EndGuide
from game.ui.seen import Seen
from game.ui.tutorial.lessons import Course, Lesson, Walked
from game.ui.tutorial.pointing_out import CLEAR, LONG, draw_hexes_pointed, draw_spots_pointed, kept_around
from game.ui.tutorial.sheet_places import corners, room_beside
from game.view.lettering import measure
from game.view.theme import FAINT_INK
from game.view.widgets import CHOSEN

WIDTH: Final = 380

FindSpot = Callable[[str], pygame.Rect | None]
"""Says where in the window a spot of a panel or window is; None where there is none of that name."""


class Walkthrough(PaintedPanel[Seen]):
    """The sheet: which lesson is on, and what it says; in a corner of the map."""

    lies_on_map = True

    def __init__(self, course: Course, from_start: bool = True) -> None:
        super().__init__(pygame.Rect(0, 0, 1, 1), 1.0)
        self.course = course
        self._from_start = from_start
        self.walked = Walked()
        self.step = 0
        self.is_over = False
        self._due = 0
        self._way: list[int] = []  # the lessons that have been shown, in order
        self._done: set[int] = set()  # those that were skipped, or stay done
        self._area = pygame.Rect(0, 0, 1, 1)
        self._find: FindSpot = lambda _: None
        self._pointed: tuple[int, tuple[int, ...], tuple[int, ...]] | None = None  # what the map was moved for last
        self._kept: tuple[int, ...] = ()  # hexes over which it does not stand
        self._is_folded = False

    @property
    def lesson(self) -> Lesson:
        """The lesson that is shown."""
        return self.course.lessons[self.step]

    def place(self, area: pygame.Rect, scale: float, find: FindSpot) -> None:
        """Stand in a part of the map over which no window lies."""
        self._area, self.scale, self._find, self._pointed = area, scale, find, None
        self.walked.is_there = lambda name: find(name) is not None
        self.move_to(pygame.Rect(area.left, area.top, min(self.px(WIDTH), area.width - self.px(20)), 1))

    # --- panel ------------------------------------------------------------------------------------------------------

    def is_shown(self, seen: Seen) -> bool:
        """Whether the tutorial goes on, and has seen what is due: not before the player's turn."""
        return not self.is_over and bool(self._way)

    def key(self, seen: Seen) -> Hashable:
        """The lesson, whether it is the one that is due, whether it is folded, and the keys in force."""
        return self.step, self._due, self._is_folded, seen.window.keys

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
        if due != self._due or not self._way:
            self._show(due)
        now = self.step, self._hexes(seen), self._hexes(seen, also=True)
        if now != self._pointed:
            is_same = self._pointed is not None and self._pointed[0] == self.step
            self._is_folded = self._is_folded and is_same and bool(now[1])
            self._pointed = now
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

    @property
    def _number(self) -> str:
        """Which step this is; nothing where the game was begun without the sheet: nobody has seen the first ones."""
        return f"step {self._way.index(self.step) + 1}" if self._from_start and self.step in self._way else ""

    def _gone(self) -> float:
        """Return how much of the course lies behind the lesson, 0 to 1."""
        return 1.0 if self.lesson.ends else self.step / len(self.course.lessons)

    def _show(self, due: int) -> None:
        self._due = self.step = due
        self._way = [*(place for place in self._way if place < due), due]

    def _bring_into_view(self, seen: Seen) -> None:
        """Have all be seen that the lesson is about: the map moves, or else the sheet folds; then what it points at."""
        pointed, also = self._hexes(seen), self._hexes(seen, also=True)
        if pointed and not all(seen.map.shows(hex_) for hex_ in pointed):
            seen.answer(CentreOn(pointed))
        ways = tuple(dict.fromkeys((self._is_folded, True)))
        for self._kept in dict.fromkeys((pointed + also, pointed)):
            if any(self._makes_room(seen, folds) for folds in ways):
                return
        self._paint_if_stale(seen)

    def _makes_room(self, seen: Seen, folds: bool) -> bool:
        """Find a place beside what is kept clear, with the map as it is or moved; whether there is any."""
        self._fold(seen, folds)
        self._stand_clear(seen)
        if self._is_clear(self.rect, seen):
            return True
        for place in self._corners():
            seen.answer(BringIn(self._kept, room_beside(place, self._area, self.px(LONG + CLEAR))))
            if self._is_clear(place, seen):
                self.rect = place
                return True
        return False

    def _fold(self, seen: Seen, folds: bool) -> None:
        """Show the title alone, or all of the lesson."""
        self._is_folded, self._stale = folds, True
        self._paint_if_stale(seen)

    def paint(self, seen: Seen) -> Parts:
        """Paint the lesson, as high as it is, with its buttons."""
        window = seen.window
        if self._is_folded:
            return self._paint_folded(seen)
        body, foot = self.sheet(14), self.sheet(14)
        body.skip(4)
        body.heading(self.lesson.title, "" if self.lesson.ends else self._number)
        body.bar(pygame.Rect(body.margin, body.y, body.inner, self.px(5)), self._gone(), FAINT_INK)
        body.skip(9)
        keys = {action.value: window.keys.shown(action) or "the menu" for action in Action}
        for paragraph in self.lesson.words.format(**keys).split("\n"):
            body.write(paragraph)
            body.skip(4)
        foot.skip(4)
        foot.button_row(self._buttons(seen), from_right=True)
        foot.skip(10)
        return self._as_high_as(Parts(self.sheet(), body, foot), seen)

    def _paint_folded(self, seen: Seen) -> Parts:
        """Paint the title, and the button that shows the rest."""
        head = self.sheet(14)
        wide, high = measure("Read", "Bold", head.size)[0] + head.px(20), head.px(28)
        button = pygame.Rect(head.width - head.margin - wide, head.px(6), wide, high)
        head.put(self.lesson.title, head.margin, head.px(9), face="Bold", width=head.inner - wide - head.px(8))
        head.button("unfold", "Read", button, partial(self._fold, seen, folds=False), strong=True)
        head.y = button.bottom + head.px(6)
        return self._as_high_as(Parts(head, self.sheet(), self.sheet()), seen)

    def _as_high_as(self, parts: Parts, seen: Seen) -> Parts:
        """Be as high as what has been painted, as far as there is room, and stand in a place for that."""
        height = min(sum(part.height for part in parts), self._free.height)
        self.rect = pygame.Rect(0, 0, self.rect.width, height)
        self._stand_clear(seen)
        self._key = (self.key(seen), self.rect.size)
        return parts

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the sheet with a frame, and what the lesson points at."""
        if not self.is_shown(seen):
            return
        self._paint_if_stale(seen)
        self._stand_clear(seen)
        super().draw(surface, seen)
        pygame.draw.rect(surface, CHOSEN, self.rect, 2)
        pygame.draw.rect(surface, FAINT_INK, self.rect.inflate(-6, -6), 1)

    def draw_pointers(self, surface: pygame.Surface, seen: Seen, taken: Sequence[pygame.Rect]) -> None:
        """Draw what points at the map and at buttons, clear of those that are `taken`; not while events are shown."""
        if self.is_shown(seen) and not seen.is_showing:
            hidden = {hex_ for hex_ in self._kept if self.rect.colliderect(kept_around(seen, hex_))}
            draw_hexes_pointed(surface, seen, [hex_ for hex_ in self._hexes(seen) if hex_ not in hidden])
            draw_spots_pointed(surface, seen, self._spots(seen), taken)

    # --- where it stands, and what it points at ---------------------------------------------------------------------

    def _hexes(self, seen: Seen, also: bool = False) -> tuple[int, ...]:
        """Return what the lesson points at on the map, or what else it is about there."""
        points = self.lesson.points(seen)
        rows = (seen.game.scenario.hex_row(number) for number in (points.also if also else points.hexes))
        return tuple(hex_ for hex_ in rows if hex_ is not None)

    def kept_clear(self, seen: Seen) -> tuple[pygame.Rect, ...]:
        """Return where others do not stand: over the sheet, and over what it points at on the map."""
        return (self.rect, *(kept_around(seen, hex_) for hex_ in self._kept))

    def _spots(self, seen: Seen) -> list[pygame.Rect]:
        points = self.lesson.points(seen)
        found = [rect for name in points.spots if (rect := self._find(name)) is not None]
        door = None if found else self._find(points.door)
        return found if door is None else [door]

    def _stand_clear(self, seen: Seen) -> None:
        """Stay, or stand in the first corner of the map in which the least is hidden that is to be seen."""
        if not self._free.contains(self.rect) or self._hides(self.rect, seen):
            self.rect = min(self._corners(), key=partial(self._hides, seen=seen))

    @property
    def _free(self) -> pygame.Rect:
        return self._area.inflate(-2 * self.px(10), -2 * self.px(10))

    def _corners(self) -> list[pygame.Rect]:
        return corners(self.rect.size, self._free)

    def _hides(self, place: pygame.Rect, seen: Seen) -> int:
        """Return over how many of the hexes to be seen, or their arrows, the sheet would lie in a place."""
        return len(place.collidelistall([kept_around(seen, hex_) for hex_ in self._kept]))

    def _is_clear(self, place: pygame.Rect, seen: Seen) -> bool:
        """Whether the sheet would hide none of the hexes in a place, and no window or edge of the map does."""
        return not self._hides(place, seen) and all(self._area.contains(kept_around(seen, hex_)) for hex_ in self._kept)

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
        back = partial(self.step_back, seen) if self._way and self.step != self._way[0] else None
        if self.lesson.ends:
            return [
                ("close", "Report", partial(seen.answer, EndGuide())),
                ("help", "Help", partial(seen.window.ask, ReadHelp())),
                ("back", "Back", back),
            ]
        return [
            ("next", "Next" if self.is_looking_back else "Skip step", partial(self.next_step, seen)),
            ("back", "Back", back),
            ("fold", "Fold", partial(self._fold, seen, folds=True)),
            ("end", "Skip tutorial", partial(seen.answer, EndGuide())),
        ]
