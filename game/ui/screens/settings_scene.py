"""The settings: how things look, sound and behave at the left, the keys at the right. Every change is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import pygame

from game.core.places import settings_file
from game.desk.asking import Asking
from game.desk.desktop import screen_size, sizes_for
from game.desk.key_words import action_words, keys_of, written
from game.desk.keys import Action, key_of
from game.desk.page import Page
from game.desk.page_layout import HEADING, LETTERS, ROW
from game.desk.settings import Settings
from game.ui.saves.autosaves import FEWEST_FINISHED, MOST_FINISHED, OLDEST
from game.view.lettering import write
from game.view.theme import FRAME, INK

Options = tuple[tuple[Any, str], ...]

AUTOMATIC: Final = "Automatic"
AS_LEFT: Final = "As it was left"

SCALES: Final[Options] = tuple((percent / 100, f"{percent}%") for percent in (75, 100, 125, 150, 175, 200, 250))
VOLUMES: Final[Options] = ((0, "Off"), *((volume, str(volume)) for volume in (20, 40, 60, 80, 100)))
FLOORS: Final[Options] = ((0, "Never"), *((floor, f"{floor} %") for floor in (5, 10, 20, 30)))
SWITCH: Final[Options] = ((True, "On"), (False, "Off"))

LEFT_ALONE: Final = "Unchanged."

ROWS: Final[tuple[tuple[str, str, Options], ...]] = (
    ("scale", "Size of letters", ((None, AUTOMATIC), *SCALES)),
    ("palette", "Colours", (("staff", "Staff map"), ("contrast", "Colour-blind safe"))),
    ("counters", "Counters", (("symbols", "Symbols"), ("silhouettes", "Silhouettes"))),
    ("language", "Names and texts", (("en", "English"), ("ru", "Russian"), ("ja", "Japanese"))),
    ("animation", "Animation", (("off", "Off"), ("fast", "Fast"), ("normal", "Normal"), ("slow", "Slow"))),
    ("reasons", "Opponent's reasons", ((False, "When asked"), (True, "Always"))),
    ("volume", "Sound", VOLUMES),
    ("left_click_orders", "Left click marches", SWITCH),
    ("ask_below", "Ask before attacks below", FLOORS),
    ("full_screen", "Full screen", SWITCH),
    ("scroll_at_edge", "Scroll at screen edge", SWITCH),
    ("grid", "Hex grid", SWITCH),
    ("labels", "Names on the map", SWITCH),
)
"""Setting, what it is called, what it can be; but the size of the window, which depends on the screen."""

BEFORE_SIZE: Final = "full_screen"
"""The row below which that of the window's size stands."""

KEPT: Final = (
    "Unfinished games are kept until you delete them.",
    f"Finished games are kept as replays: the newest {MOST_FINISHED},",
    f"for {OLDEST} days, the newest {FEWEST_FINISHED} for ever.",
)
"""How long games are kept."""


class SettingsScene(Page):
    """The screen of the settings."""

    title = "Settings"

    def __init__(self) -> None:
        super().__init__()
        self.keys_shown = False
        self.asked: Action | None = None
        self._labels: list[tuple[str, tuple[int, int]]] = []

    # --- page -------------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Lay out one of the two pages: what can be chosen, or the keys."""
        self._labels = []
        pages = ((False, "Look and sound"), (True, "Keys"))
        self.tabs(pages, self.keys_shown, self.turn_to)
        if self.keys_shown:
            can_reset = bool(self.here.settings.keys)
            self.foot(("Reset keys to defaults", self.reset_keys, can_reset), ("Close", self.back, True), left=1)
            self._build_keys()
        else:
            can_reset = self.here.settings != self._defaults()
            self.foot(("Reset to defaults", self.reset, can_reset), ("Close", self.back, True), left=1)
            self._build_look()

    def _build_look(self) -> None:
        body, rows = self.body, rows_here(self.here.settings.window_size)
        roll = self.unroll(body)
        line = self.px(LETTERS * 3 // 2)
        step = min(self.px(ROW + 14), max(self.px(ROW + 2), (body.height - len(KEPT) * line) // len(rows)))
        y = body.top
        for name, words, options in rows:
            spot = self.beside(220, y)
            self._labels.append((words, (body.left, y + self.px(5))))
            chosen = _nearest(getattr(self.here.settings, name), options)
            end = self.choice(spot, options, chosen, partial(self.set, name))
            y = max(y + step, end + self.px(6))
        for words in KEPT:
            self._labels.append((words, (body.left, y)))
            y += line
        roll.reach(y)

    def _build_keys(self) -> None:
        body = self.body
        top, step = body.top + self.px(30), self.px(ROW - 8)
        self.unroll(pygame.Rect(body.left, top, self._list_width(), body.bottom - top))
        for place, action in enumerate(Action):
            rect = pygame.Rect(body.left, top + place * step, self._list_width(), step)
            words = f"{action_words(action)}:   {keys_of(self.here.keys, action)}"
            self.button(rect, words, partial(self.ask, action), chosen=action is self.asked, left=True)

    def _list_width(self) -> int:
        return min(self.body.width * 3 // 5, self.px(620)) if self.is_wide else self.body.width

    def paint(self, sheet: pygame.Surface) -> None:
        """Say how keys are changed."""
        if self.keys_shown:
            body = self.body
            words = "Click an action, then press a key to add."
            self.text(sheet, words, body.topleft, body.width, LETTERS, most=1)
            if self.asked is not None and self.is_wide:  # elsewhere the message says it
                self._ask(sheet, self.asked)

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Write the labels."""
        for words, spot in self._labels:
            sheet.blit(write(words, "Regular", self.px(LETTERS), INK), spot)

    def _ask(self, sheet: pygame.Surface, action: Action) -> None:
        body = self.body
        left = body.left + self._list_width() + self.px(24)
        box = pygame.Rect(left, body.top + self.px(30), min(body.right - left, self.px(480)), self.px(120))
        pygame.draw.rect(sheet, FRAME, box, 2)
        inner = box.inflate(-self.px(24), -self.px(20))
        y = self.text(sheet, action_words(action), inner.topleft, inner.width, HEADING, face="Bold", most=2)
        self.text(sheet, "Press the new key. Escape cancels.", (inner.left, y), inner.width, LETTERS)

    def _defaults(self) -> Settings:
        now = self.here.settings
        walked = {"walked_through": now.walked_through, "walked_formations": now.walked_formations}
        return Settings(**walked, keys=now.keys, size=now.size, battles=now.battles)

    # --- changing ---------------------------------------------------------------------------------------------------

    def turn_to(self, keys: bool) -> None:
        """Show the other page."""
        self.keys_shown, self.asked = keys, None
        self.takes_every_key = False
        self.say("")
        self.rebuild()

    def set(self, name: str, value: object) -> None:
        """Change one setting."""
        self._change(lambda settings: setattr(settings, name, value))

    def reset(self) -> None:
        """Set all but the keys as they were at first."""
        self._take(self._defaults())

    def reset_keys(self) -> None:
        """Give all actions their first keys again."""
        self._change(lambda settings: setattr(settings, "keys", {}))

    def _change(self, change: Callable[[Settings], None]) -> None:
        settings = self.here.settings.model_copy(deep=True)
        change(settings)
        self._take(settings)

    def _take(self, settings: Settings) -> None:
        if not self.here.change_settings(settings):
            self.say(f"The settings cannot be saved: {settings_file()} cannot be written.", True)

    # --- keys -------------------------------------------------------------------------------------------------------

    def ask(self, action: Action) -> None:
        """Wait for the key that an action should have."""
        self.asked = action
        self.takes_every_key = True
        self.say(f"Press the key for '{action_words(action)}'.")

    def handle(self, event: pygame.event.Event) -> None:
        """While a key is waited for, every key is it."""
        if event.type == pygame.KEYDOWN and self.asked is not None:
            self.key(event)
        else:
            super().handle(event)

    def key(self, event: pygame.event.Event) -> None:
        """Take the key that was asked for."""
        if self.asked is None:
            super().key(event)
            return
        pressed, action = key_of(event), self.asked
        if event.key == pygame.K_ESCAPE or not pressed:
            self._answered(LEFT_ALONE)
            return
        other = self.here.keys.actions.get(pressed)
        if other is None or other is action:
            self._give(action, pressed)
            return
        self._answered("")
        title = f"{written(pressed)} is already '{action_words(other)}'"
        left = [written(key) for key in self.here.keys.of(other) if key != pressed]
        words = f"Without it '{action_words(other)}' has {' or '.join(left) if left else 'no key at all'}."
        give = f"Give it to '{action_words(action)}'"
        left_alone = partial(self.say, LEFT_ALONE)
        self.here.lay_over(
            Asking(title, words, [(give, partial(self._give, action, pressed)), ("Keep as it is", left_alone)])
        )

    def _give(self, action: Action, key: str) -> None:
        """Give a key to an action; whoever had it is left with its others."""
        lost = self.here.keys.actions.get(key)
        given = {name: other for name, other in self.here.settings.keys.items() if other != key}
        self._change(lambda settings: setattr(settings, "keys", {**given, action.value: key}))
        without = lost is not None and lost is not action and not self.here.keys.of(lost)
        self._answered(
            f"{action_words(action)}: {written(key)}."
            + (f" No key now: {action_words(lost)}." if without and lost else "")
        )

    def _answered(self, words: str) -> None:
        self.asked = None
        self.takes_every_key = False
        self.say(words)
        self.rebuild()


def rows_here(size: tuple[int, int] | None) -> list[tuple[str, str, Options]]:
    """Return all rows, with the sizes of a window that this screen has room for, and the one that is set."""
    sizes = sorted({*sizes_for(screen_size()), *([] if size is None else [size])})
    options = ((None, AS_LEFT), *((one, f"{one[0]} × {one[1]}") for one in sizes))
    place = [name for name, _, _ in ROWS].index(BEFORE_SIZE) + 1
    return [*ROWS[:place], ("window_size", "Size of the window", options), *ROWS[place:]]


def _nearest(value: object, options: Options) -> object:
    """Return the option that is in force; a number between two is shown as the nearer."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return min((option for option, _ in options if option is not None), key=lambda option: abs(option - value))
    return value
