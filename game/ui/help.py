"""Help: the rulebook by chapters, how to play, and the keys. F1 on any screen; a term can lead to its section.

open_help(window, section="5.4")
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Final

import pygame

from game.core.errors import UsageError
from game.scenario.library import data_dir
from game.ui.keys import Action, Keys
from game.ui.page import LETTERS, ROW, Page
from game.ui.window import Window
from game.view.flowing import Block, Viewport, blocks_of, flow
from game.view.theme import FRAME
from game.view.widgets import UIButton

_CHAPTER: Final = re.compile(r"^## +", re.MULTILINE)
_NUMBERED: Final = re.compile(r"(\d+)\. ")

FIRST_STEPS: Final = """## How to play

You command one side. In each turn first one side gives its orders, then the other; the bar at the top says whose turn
it is and what is at stake.

- **Select** a unit by a left click, or the next one that waits for orders by {next_unit}. A second click takes the next
  unit of a stack.
- **March**: hexes within reach are tinted. Point at one to see the way and what it costs; a right click goes there.
- **Attack**: right-click an enemy next to your unit. The forecast shows what to expect. Left-click other units into the
  attack or out of it; a right click on the target again, or {confirm}, carries it out.
- **Guns** support an attack in range when they are clicked into it; alone they bombard.
- **Without the mouse**: {point_nw}, {point_ne}, {point_w}, {point_e}, {point_sw} and {point_se} move the pointer from
  hex to hex; {order_here} is a right click there, {select_here} a left one.
- **Take back** an order by {undo}, as long as luck has had no say in anything since.
- **Look** at supply ({supply}), the reach of the enemy ({enemy_reach}), zones of control ({zones}) and whose ground it
  is ({control}).
- **Find** a place, a bridge, a unit or a hex by its name or number: {jump}.
- **End the turn** by {end_turn}. The opponent's turn is shown then; {why} tells why it gives each order, and so does
  the log, {log}. When the game is over, {end_turn} opens its report.

The game is saved after every order: *Continue* in the main menu goes on where you stopped. {quick_save} saves quickly,
{quick_load} goes back to that, {save} saves under a name.

What an order may do the rulebook says, in the chapters on the left. Every number that the program uses is shown where
it is used.
"""

GROUPS: Final[Mapping[str, tuple[Action, ...]]] = {
    "Units and orders": (
        Action.NEXT_UNIT,
        Action.PREVIOUS_UNIT,
        Action.DONE,
        Action.WAIT,
        Action.HOLD,
        Action.UNDO,
        Action.REDO,
        Action.CONFIRM,
        Action.CANCEL,
        Action.SWAP_SIDES,
        Action.TAKE_OR_STAY,
        Action.END_TURN,
    ),
    "Without the mouse": (
        Action.POINT_NW,
        Action.POINT_NE,
        Action.POINT_W,
        Action.POINT_E,
        Action.POINT_SW,
        Action.POINT_SE,
        Action.ORDER_HERE,
        Action.SELECT_HERE,
    ),
    "Over the map": (
        Action.ENEMY_REACH,
        Action.ZONES,
        Action.SUPPLY,
        Action.CONTROL,
        Action.OBJECTIVES,
        Action.LAST_MOVES,
        Action.NO_OVERLAY,
        Action.GRID,
        Action.LABELS,
        Action.NUMBERS,
    ),
}

WORDS: Final[Mapping[Action, str]] = {
    Action.DONE: "Unit done",
    Action.WAIT: "Ask for the unit later",
    Action.HOLD: "Hold: not asked for again",
    Action.CONFIRM: "Carry out the attack",
    Action.CANCEL: "Let go; menu",
    Action.SWAP_SIDES: "Forecast from their side",
    Action.TAKE_OR_STAY: "Take the hex after an attack, or stay",
    Action.POINT_NE: "Point one hex north-east",
    Action.POINT_E: "Point one hex east",
    Action.POINT_SE: "Point one hex south-east",
    Action.POINT_SW: "Point one hex south-west",
    Action.POINT_W: "Point one hex west",
    Action.POINT_NW: "Point one hex north-west",
    Action.ORDER_HERE: "Right click where one points",
    Action.SELECT_HERE: "Left click where one points",
    Action.END_TURN: "End the turn; after the game, its report",
    Action.NO_OVERLAY: "Nothing over the map",
    Action.NUMBERS: "Hex numbers",
    Action.LABELS: "Names of places",
    Action.GRID: "Hex grid",
    Action.HOME: "To the selected unit",
    Action.ENEMY_REACH: "Reach of the enemy",
    Action.ZONES: "Zones of control",
    Action.LAST_MOVES: "Last moves of the enemy",
    Action.JUMP: "Jump to a place, unit or hex",
    Action.CONTROL: "Whose ground it is",
    Action.OBJECTIVES: "What to hold for points",
    Action.LOG: "Log of events",
    Action.HAPPENED: "What has happened",
    Action.WHY: "Why the opponent does it",
}


def action_words(action: Action) -> str:
    """Return what an action is called in lists of keys."""
    return WORDS.get(action, action.value.replace("_", " ").capitalize())


def open_help(window: Window, section: str | None = None) -> None:
    """Lay the help over the current screen, at a section of the rulebook ("5.4") if one is named."""
    if isinstance(window.scene, Help):
        window.scene.show(section or "")
        return
    window.lay_over(Help(section))


@lru_cache(maxsize=1)
def rulebook() -> str:
    """Return the rulebook, or a sentence if it is missing."""
    try:
        text = (data_dir("docs") / "rulebook.md").read_text(encoding="utf-8")
    except (UsageError, OSError, UnicodeDecodeError):
        return "# The rulebook\n\nThe rulebook is missing from this copy of the game.\n"
    return text.replace("with a clock (⏱)", "with ‡").replace("⏱", "‡")  # our font has no clock


@lru_cache(maxsize=1)
def chapters() -> dict[str, list[Block]]:
    """Return the rulebook by chapters, in order; what stands before the first is its preface."""
    preface, *others = _CHAPTER.split(rulebook())
    found = {"About the rules": blocks_of(preface)}
    for text in others:
        title = text.partition("\n")[0].strip()
        found[title] = blocks_of(f"## {text}")
    return found


def chapter_of(section: str) -> str | None:
    """Return the title of the chapter that a section stands in."""
    number = section.partition(".")[0]
    return next((title for title in chapters() if title.startswith(f"{number}. ")), None)


def first_steps(keys: Keys) -> list[Block]:
    """Return the page on how to play, with the keys in force."""
    return blocks_of(FIRST_STEPS.format(**{action.value: f"**{keys.shown(action) or 'menu'}**" for action in Action}))


def key_table(keys: Keys) -> list[Block]:
    """Return the table of keys in force."""
    named = {action for group in GROUPS.values() for action in group}
    groups = {**GROUPS, "View and game": tuple(action for action in Action if action not in named)}
    lines = ["## Keys", "They can be changed in the settings."]
    for title, actions in groups.items():
        lines += ["", f"### {title}", ""]
        lines += [f"| {action_words(action)} | {keys_of(keys, action)} |" for action in actions]
    return blocks_of("\n".join(lines))


def keys_of(keys: Keys, action: Action) -> str:
    """Return all keys of an action in words."""
    found = [key for key, bound in keys.actions.items() if bound is action]
    return " or ".join(written(key) for key in found) or "none"


def written(key: str) -> str:
    """Return a key as on a card of hints: "Ctrl+Enter", "N"."""
    if len(key) == 1:
        return key.upper()
    return "+".join(part.upper() if len(part) == 1 else part.capitalize() for part in key.split("+"))


class Help(Page):
    """The screen of the help."""

    title = "Help"

    def __init__(self, section: str | None = None) -> None:
        super().__init__()
        self.chapter = "How to play"
        self.section = ""
        self.view: Viewport | None = None
        self._chosen: UIButton | None = None
        self._back_to: list[tuple[str, int]] = []
        if section:
            self._aim(section)

    # --- where the reader is ----------------------------------------------------------------------------------------

    def show(self, section: str) -> None:
        """Turn to a section, remembering where the reader was."""
        if self.view is not None and section:
            self._back_to.append((self.chapter, self.view.top))
            self._aim(section)
            self.rebuild()

    def turn_to(self, chapter: str) -> None:
        """Open a chapter at its beginning."""
        if self.view is not None:
            self._back_to.append((self.chapter, self.view.top))
        self.chapter, self.section = chapter, ""
        self.rebuild()

    def return_to_last(self) -> None:
        """Go back to the page before."""
        if self._back_to:
            self.chapter, top = self._back_to.pop()
            self.section = ""
            self.rebuild()
            if self.view is not None:
                self.view.scroll(top)

    def _aim(self, section: str) -> None:
        chapter = chapter_of(section)
        if chapter is not None:
            self.chapter, self.section = chapter, section

    # --- page -------------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """List the chapters at the left, lay the chapter out at the right."""
        keys = self.here.keys
        self.foot(("Last page", self.return_to_last, bool(self._back_to)), ("Close", self.back, True))
        body = self.body
        titles = ["How to play", "Keys", *chapters()]
        self._chosen = None
        wide = min(self.px(250), body.width // 3 if self.is_wide else body.width * 2 // 5)
        step = max(self.px(ROW - 8), min(self.px(ROW), body.height // len(titles)))
        self.unroll(pygame.Rect(body.left, body.top, wide, body.height))
        for number, title in enumerate(titles):
            rect = pygame.Rect(body.left, body.top + number * step, wide, step - self.px(3))
            made = self.button(rect, title, partial(self.turn_to, title), chosen=title == self.chapter, left=True)
            if title == self.chapter:
                self._chosen = made
        if self.chapter == "Keys":
            blocks = key_table(keys)
        elif self.chapter == "How to play":
            blocks = first_steps(keys)
        else:
            blocks = chapters()[self.chapter]
        left = body.left + wide + self.px(36)
        most = self.px(820)
        rect = pygame.Rect(left, body.top, min(most, body.right - left - self.px(20)), body.height)
        self.view = Viewport(rect, flow(blocks, rect.width, self.px(LETTERS + 1)))
        if self.section:
            self.view.show(self.section)

    def open(self, window: Window) -> None:
        """Build, with the chosen chapter in view."""
        super().open(window)
        if self._chosen is not None:
            self.reveal(self._chosen)

    def paint(self, sheet: pygame.Surface) -> None:
        """Rule off the list."""
        assert self.view is not None
        x = self.view.rect.left - self.px(18)
        pygame.draw.line(sheet, FRAME, (x, self.body.top), (x, self.body.bottom))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page and the text in view."""
        super().draw(surface)
        assert self.view is not None
        self.view.draw(surface)

    def changed(self, event: pygame.event.Event) -> None:
        """Scroll by the wheel, follow links."""
        assert self.view is not None
        if event.type == pygame.MOUSEWHEEL:
            self.view.scroll(-event.y * self.px(60))
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            link = self.view.link_at(event.pos)
            if link:
                self.show(link)

    def list_area(self) -> pygame.Rect | None:
        """The text, which scrolls."""
        return None if self.view is None else self.view.rect

    def key(self, event: pygame.event.Event) -> None:
        """Scroll by keys; Escape closes."""
        assert self.view is not None
        page = self.view.rect.height - self.px(40)
        steps = {
            pygame.K_DOWN: self.px(40),
            pygame.K_UP: -self.px(40),
            pygame.K_PAGEDOWN: page,
            pygame.K_SPACE: page,
            pygame.K_PAGEUP: -page,
            pygame.K_HOME: -self.view.most,
            pygame.K_END: self.view.most,
        }
        if event.key in steps:
            self.view.scroll(steps[event.key])
        elif event.key == pygame.K_BACKSPACE:
            self.return_to_last()
        else:
            super().key(event)
