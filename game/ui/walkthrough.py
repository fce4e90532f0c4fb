"""The first game: a small sheet over the map that leads through a turn of the night attack, step by step.

A step notices by itself when it is done; any can be skipped, and so can all. It is offered until it has been seen once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.requests import ReadHelp
from game.desk.sheets import Button
from game.desk.window import Window
from game.engine.orders import Fight, Move
from game.ui.drafts import candidates
from game.ui.intents import EndGuide
from game.ui.seen import Seen
from game.view.theme import FAINT_INK
from game.view.widgets import CHOSEN

SCENARIO: Final = "lake_khasan/night_attack"
SIDE: Final = "japanese"
FIRST: Final = "I/75"
GUNS: Final = "I/15HA"
TARGET: Final = "2430"
WIDTH: Final = 380
LOOKED_AT: Final = 3
"""Hexes of the reach to point at before that step is done."""


@dataclass(frozen=True)
class Lesson:
    """One step: what is said, with {names} of keys, and how it shows that it is done."""

    title: str
    words: str
    is_done: Callable[[Walkthrough, Seen], bool]


class Walkthrough(PaintedPanel[Seen]):
    """The sheet: which step is on, and what it says; in the lower left corner of the map."""

    lies_on_map = True

    def __init__(self) -> None:
        super().__init__(pygame.Rect(0, 0, 1, 1), 1.0)
        self.step = 0
        self.pointed: set[int] = set()
        self.is_over = False
        self._area = pygame.Rect(0, 0, 1, 1)

    @property
    def lesson(self) -> Lesson:
        """The step that is on."""
        return LESSONS[self.step]

    def place(self, area: pygame.Rect, scale: float) -> None:
        """Stand in a part of the window."""
        self._area, self.scale = area, scale
        self.move_to(pygame.Rect(area.left, area.top, min(self.px(WIDTH), area.width - self.px(20)), 1))

    # --- panel ------------------------------------------------------------------------------------------------------

    def is_shown(self, seen: Seen) -> bool:
        """Whether the guide goes on."""
        return not self.is_over

    def key(self, seen: Seen) -> Hashable:
        """The step, and the keys in force."""
        return self.step, seen.window.keys

    def subject(self, seen: Seen) -> Hashable:
        """The step."""
        return self.step

    def refresh(self, seen: Seen) -> None:
        """Go on as long as steps are done."""
        super().refresh(seen)
        reach = seen.selection.reach
        if reach is not None and seen.selection.pointed in reach.ends and seen.selection.pointed != reach.start:
            assert seen.selection.pointed is not None
            self.pointed.add(seen.selection.pointed)
        while not self.is_over and self.step < len(LESSONS) - 1 and self.lesson.is_done(self, seen):
            self.step += 1

    def paint(self, seen: Seen) -> Parts:
        """Paint the step, as high as it is, with its buttons."""
        window = seen.window
        body, foot = self.sheet(14), self.sheet(14)
        body.skip(4)
        last = self.step == len(LESSONS) - 1
        body.heading(self.lesson.title, "" if last else f"{self.step + 1} of {len(LESSONS) - 1}")
        keys = {action.value: window.keys.shown(action) or "the menu" for action in Action}
        for paragraph in self.lesson.words.format(**keys).split("\n"):
            body.write(paragraph)
            body.skip(4)
        foot.skip(4)
        foot.button_row(self._buttons(seen), from_right=True)
        foot.skip(10)
        height = min(body.height + foot.height, self._area.height - 2 * self.px(10))
        self.rect = pygame.Rect(self._area.left + self.px(10), 0, self.rect.width, height)
        self.rect.bottom = self._area.bottom - self.px(10)
        self._key = (self.key(seen), self.rect.size)
        return Parts(self.sheet(), body, foot)

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the sheet with a frame."""
        super().draw(surface, seen)
        if self.is_shown(seen):
            pygame.draw.rect(surface, CHOSEN, self.rect, 2)
            pygame.draw.rect(surface, FAINT_INK, self.rect.inflate(-6, -6), 1)

    # --- what it does -----------------------------------------------------------------------------------------------

    def skip_step(self) -> None:
        """Go on to the next step."""
        self.step = min(self.step + 1, len(LESSONS) - 1)
        self._stale = True

    def finish(self) -> None:
        """Put the sheet away for good."""
        self.is_over = True

    def _buttons(self, seen: Seen) -> list[Button]:
        if self.step < len(LESSONS) - 1:
            return [("next", "Next step", self.skip_step), ("end", "Skip tutorial", partial(seen.answer, EndGuide()))]
        return [
            ("close", "Continue", partial(seen.answer, EndGuide())),
            ("help", "Help", partial(seen.window.ask, ReadHelp())),
        ]


# --- the steps ------------------------------------------------------------------------------------------------------


def _has_selected(guide: Walkthrough, seen: Seen) -> bool:
    return seen.selection.reach is not None


def _has_looked(guide: Walkthrough, seen: Seen) -> bool:
    return len(guide.pointed) >= LOOKED_AT or _stands_by_the_hill(seen)


def _has_marched(guide: Walkthrough, seen: Seen) -> bool:
    return _stands_by_the_hill(seen)


def _stands_by_the_hill(seen: Seen) -> bool:
    """Whether one of ours stands next to the target and may attack it."""
    if not any(isinstance(step.order, Move) for step in seen.shown.steps):
        return False
    game = seen.game
    hex_ = game.scenario.hex_row(TARGET)
    if hex_ is None or _turn_is_over(seen) or not seen.shown.units_in(hex_):
        return True  # whatever became of it, there is nothing more to march for
    return _has_fought(seen) or any(one.verdict and not one.guns for one in candidates(game, TARGET))


def _has_composed(guide: Walkthrough, seen: Seen) -> bool:
    draft = seen.selection.draft
    return (draft is not None and bool(draft.units)) or _has_fought(seen) or _turn_is_over(seen)


def _has_support(guide: Walkthrough, seen: Seen) -> bool:
    draft = seen.selection.draft
    return (draft is not None and bool(draft.units and draft.support)) or _has_fought(seen) or _turn_is_over(seen)


def _has_attacked(guide: Walkthrough, seen: Seen) -> bool:
    return _has_fought(seen) or _turn_is_over(seen)


def _has_fought(seen: Seen) -> bool:
    return any(isinstance(step.order, Fight) for step in seen.shown.steps)


def _turn_is_over(seen: Seen) -> bool:
    return len(seen.game.record) > 1


LESSONS: Final = (
    Lesson(
        "Select a unit",
        f"You command the Japanese, in blue. Left-click the counter {FIRST} south-west of Hill 52, or press "
        "{next_unit} for the next unit awaiting orders.\nThe wheel zooms, dragging moves the map.",
        _has_selected,
    ),
    Lesson(
        "Movement range",
        "The tinted hexes are where it can march this turn. Point at some: the line is the path, the number its cost. "
        "A unit has 12 movement points a turn.",
        _has_looked,
    ),
    Lesson(
        "March",
        f"The red counter on Hill 52 (hex {TARGET}) bars the way. With {FIRST} selected, right-click a tinted hex next "
        "to it.\nAn attack takes 4 points, so do not spend more than 8. {undo} takes a march back.",
        _has_marched,
    ),
    Lesson(
        "Prepare an attack",
        f"With {FIRST} selected, right-click the red counter: the attack appears at the right, with its forecast. "
        "Nothing has been ordered yet.",
        _has_composed,
    ),
    Lesson(
        "Bring in the guns",
        f"One battalion alone has little chance. Under 'Who takes part' at the right, click {GUNS} in: its howitzers "
        "fire from where they stand. See how the forecast changes; other guns may join.",
        _has_support,
    ),
    Lesson(
        "Read the forecast",
        "The large number is the odds, the bar the chances of each result. Below stand the losses to expect and every "
        "term that counts. {swap_sides} shows it from their side.\nRight-click the target again, or press {confirm}, "
        "to attack. What luck has decided cannot be taken back.",
        _has_attacked,
    ),
    Lesson(
        "End the turn",
        "Give orders to the other units, or leave them. {supply} shows supply, {enemy_reach} where the enemy could "
        "come. {end_turn} ends the turn; then the Soviets move, and you see what they do.",
        lambda guide, seen: _turn_is_over(seen),
    ),
    Lesson(
        "That is all it takes",
        "The ridge must be yours after three turns: the tracker at the right counts the points. {help} opens the help "
        "on any screen. The game is saved after every order.",
        lambda guide, seen: False,
    ),
)


def mark_walked_through(window: Window) -> None:
    """Remember that the guide has been seen."""
    if not window.settings.walked_through:
        window.keep_setting("walked_through", True)
