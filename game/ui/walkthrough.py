"""The first game: a small sheet over the map that leads through a turn of the night attack, step by step.

A step notices by itself when it is done; any can be skipped, and so can all. It is offered until it has been seen once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pygame

from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.requests import ReadHelp
from game.desk.sheets import Button
from game.engine.orders import Attack, Bombard, Move
from game.scenario.loading import load_scenario
from game.ui.drafts import candidates
from game.ui.session import HUMAN, Session
from game.view.theme import FAINT_INK
from game.view.widgets import CHOSEN

if TYPE_CHECKING:
    from game.desk.window import Window
    from game.ui.board import Board

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
    is_done: Callable[[Walkthrough, Board], bool]


class Walkthrough(PaintedPanel["Board"]):
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

    def is_shown(self, board: Board) -> bool:
        """Whether the guide goes on."""
        return not self.is_over

    def key(self, board: Board) -> Hashable:
        """The step, and the keys in force."""
        assert board.window is not None
        return self.step, board.window.keys

    def subject(self, board: Board) -> Hashable:
        """The step."""
        return self.step

    def refresh(self, board: Board) -> None:
        """Go on as long as steps are done."""
        super().refresh(board)
        reach = board.selection.reach
        if reach is not None and board.selection.pointed in reach.ends and board.selection.pointed != reach.start:
            assert board.selection.pointed is not None
            self.pointed.add(board.selection.pointed)
        while not self.is_over and self.step < len(LESSONS) - 1 and self.lesson.is_done(self, board):
            self.step += 1

    def paint(self, board: Board) -> Parts:
        """Paint the step, as high as it is, with its buttons."""
        assert board.window is not None
        window = board.window
        body, foot = self.sheet(14), self.sheet(14)
        body.skip(4)
        last = self.step == len(LESSONS) - 1
        body.heading(self.lesson.title, "" if last else f"{self.step + 1} of {len(LESSONS) - 1}")
        keys = {action.value: window.keys.shown(action) or "the menu" for action in Action}
        for paragraph in self.lesson.words.format(**keys).split("\n"):
            body.write(paragraph)
            body.skip(4)
        foot.skip(4)
        foot.button_row(self._buttons(board), from_right=True)
        foot.skip(10)
        height = min(body.height + foot.height, self._area.height - 2 * self.px(10))
        self.rect = pygame.Rect(self._area.left + self.px(10), 0, self.rect.width, height)
        self.rect.bottom = self._area.bottom - self.px(10)
        self._key = (self.key(board), self.rect.size)
        return Parts(self.sheet(), body, foot)

    def draw(self, surface: pygame.Surface, board: Board) -> None:
        """Draw the sheet with a frame."""
        super().draw(surface, board)
        if self.is_shown(board):
            pygame.draw.rect(surface, CHOSEN, self.rect, 2)
            pygame.draw.rect(surface, FAINT_INK, self.rect.inflate(-6, -6), 1)

    # --- what it does -----------------------------------------------------------------------------------------------

    def skip_step(self) -> None:
        """Go on to the next step."""
        self.step = min(self.step + 1, len(LESSONS) - 1)
        self._stale = True

    def finish(self, board: Board) -> None:
        """Put the sheet away for good."""
        self.is_over = True
        mark_walked_through(board.window)
        board.refresh()

    def _buttons(self, board: Board) -> list[Button]:
        assert board.window is not None
        window = board.window
        if self.step < len(LESSONS) - 1:
            return [("next", "Skip this", self.skip_step), ("end", "No guide", lambda: self.finish(board))]
        return [("close", "Play on", lambda: self.finish(board)), ("help", "Help", lambda: window.ask(ReadHelp()))]


# --- the steps ------------------------------------------------------------------------------------------------------


def _has_selected(guide: Walkthrough, board: Board) -> bool:
    return board.selection.reach is not None


def _has_looked(guide: Walkthrough, board: Board) -> bool:
    return len(guide.pointed) >= LOOKED_AT or _stands_by_the_hill(board)


def _has_marched(guide: Walkthrough, board: Board) -> bool:
    return _stands_by_the_hill(board)


def _stands_by_the_hill(board: Board) -> bool:
    """Whether one of ours stands next to the target and may attack it."""
    if not any(isinstance(step.order, Move) for step in board.session.steps):
        return False
    game = board.session.game
    hex_ = game.scenario.hex_row(TARGET)
    if hex_ is None or _turn_is_over(board) or not board.units_in(hex_):
        return True  # whatever became of it, there is nothing more to march for
    return _has_fought(board) or any(one.verdict and not one.guns for one in candidates(game, TARGET))


def _has_composed(guide: Walkthrough, board: Board) -> bool:
    draft = board.selection.draft
    return (draft is not None and bool(draft.units)) or _has_fought(board) or _turn_is_over(board)


def _has_support(guide: Walkthrough, board: Board) -> bool:
    draft = board.selection.draft
    return (draft is not None and bool(draft.units and draft.support)) or _has_fought(board) or _turn_is_over(board)


def _has_attacked(guide: Walkthrough, board: Board) -> bool:
    return _has_fought(board) or _turn_is_over(board)


def _has_fought(board: Board) -> bool:
    return any(isinstance(step.order, (Attack, Bombard)) for step in board.session.steps)


def _turn_is_over(board: Board) -> bool:
    return len(board.session.game.record) > 1


LESSONS: Final = (
    Lesson(
        "Select a unit",
        f"You command the Japanese, in blue. Left-click the counter {FIRST} south-west of Hill 52, or press "
        "{next_unit} for the next unit that waits for orders.\nThe wheel zooms, dragging moves the map.",
        _has_selected,
    ),
    Lesson(
        "Its reach",
        "The tinted hexes are where it can march this turn. Point at some: the line is the way, the number its cost. "
        "A unit has 12 movement points; they are its time.",
        _has_looked,
    ),
    Lesson(
        "March",
        f"The red counter on Hill 52 (hex {TARGET}) bars the way. With {FIRST} selected, right-click a tinted hex next "
        "to it.\nAn attack takes 4 points, so do not spend more than 8. {undo} takes a march back.",
        _has_marched,
    ),
    Lesson(
        "Put an attack together",
        f"With {FIRST} selected, right-click the red counter: the attack is drawn up at the right, with its forecast. "
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
        "Give the others their orders, or leave them. {supply} shows supply, {enemy_reach} where the enemy could come. "
        "{end_turn} ends the turn; then the Soviets move, and you see what they do.",
        lambda guide, board: _turn_is_over(board),
    ),
    Lesson(
        "That is all it takes",
        "The ridge must be yours after three turns: the tracker at the right counts the points. {help} opens the help "
        "on any screen. The game is saved after every order.",
        lambda guide, board: False,
    ),
)


# --- beginning ------------------------------------------------------------------------------------------------------


def begin_first_game(window: Window) -> None:
    """Set up the night attack with the guide: the player the Japanese, the computer the Soviets."""
    from game.ui.starting import Opening

    def begin() -> Session:
        scenario = load_scenario(SCENARIO)
        return Session.new(scenario, 1938, {side: HUMAN if side == SIDE else "cadet" for side in scenario.names.sides})

    def dress(board: Board) -> None:
        board.guide = Walkthrough()

    window.lay_over(Opening("The first game", begin, dress))


def mark_walked_through(window: Window | None) -> None:
    """Remember that the guide has been seen."""
    if window is not None and not window.settings.walked_through:
        window.keep_setting("walked_through", True)
