"""The list of saves: load one, watch one, throw one away. Damaged saves say what is wrong."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Final

import pygame

from game.core.errors import SaveError
from game.desk.asking import Asking
from game.desk.page import LETTERS, SMALL, WARNING, Page
from game.scenario.names import so_many
from game.scenario.suggesting import listed, quote
from game.ui.autosaves import remove_saves
from game.ui.menu import open_game
from game.ui.replay_viewer import open_replay
from game.ui.save_folder import folder
from game.ui.save_list import Entry, entries, heading_of
from game.view.lettering import shortened, write
from game.view.theme import FAINT_INK, FRAME, INK
from game.view.widgets import CHOSEN, SHEET, UIButton

HEIGHT: Final = 46
"""Pixels of an entry at scale 1."""

COLUMNS: Final = (0.0, 0.36, 0.82, 0.82)
"""Where name, turn and date of writing begin, in shares of the width; the third bounds the second."""


def written(changed: float) -> tuple[str, str]:
    """Return day and hour at which a file was changed; nothing where its stamp lies beyond all calendars."""
    try:
        when = datetime.fromtimestamp(changed)
    except (ValueError, OverflowError, OSError):
        return "", ""
    return f"{when:%d %b %Y}", f"{when:%H:%M}"


def with_headings(entries: list[Entry]) -> list[Entry | str]:
    """Return the rows of a list: above the saves of each game what game it is."""
    rows: list[Entry | str] = []
    for place, entry in enumerate(entries):
        group = "" if entry.fault else entry.game
        before = entries[place - 1] if place else None
        if before is None or group != ("" if before.fault else before.game):
            rows.append(heading_of(entry))
        rows.append(entry)
    return rows


class SaveList(Page):
    """What the lists for loading and for saving share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Entry] = []
        self.chosen: Entry | None = None
        self.rows: list[Entry | str] = []
        self.first = 0
        self.is_read = False
        self.buttons: list[UIButton] = []
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="saves")
        self._reading: Future[list[Entry]] | None = None

    def look(self) -> list[Entry]:
        """Return what the list shows; called in a thread."""
        return entries()

    def preferred(self) -> Entry | None:
        """Return the save that is chosen at first."""
        return next((entry for entry in self.found if not entry.fault), None)

    def read(self) -> None:
        """Look into the folder of saves, in a thread."""
        if self._reading is None and not self.is_read:
            self._reading = self._reader.submit(self.look)

    def update(self, seconds: float) -> bool:
        """Take the list over once it is read."""
        changed = super().update(seconds)
        if self._reading is not None and self._reading.done():
            self.found, self._reading, self.is_read = self._reading.result(), None, True
            if self.chosen is None or self.chosen.path not in [entry.path for entry in self.found]:
                self.chosen = self.preferred()
            self.rows = with_headings(self.found)
            self._scroll_to(self.first)
            self.settle()
            changed = True
        return changed

    def _scroll_to(self, first: int) -> None:
        self.first = max(0, min(first, len(self.rows) - self.shown))

    def settle(self) -> None:
        """Paint the list anew and say which buttons can be pressed; those that are being pressed stay as they are."""
        self.enable(self.buttons[1], self.chosen is not None)
        self.repaint()

    def close(self) -> None:
        """Stop reading."""
        self._reader.shutdown(wait=False, cancel_futures=True)

    def area(self) -> pygame.Rect:
        """Return where the list stands."""
        return self.body

    @property
    def shown(self) -> int:
        """How many entries there is room for."""
        return max(1, self.area().height // self.px(HEIGHT))

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint the entries in view."""
        area = self.area()
        if not self.is_read:
            self.text(sheet, "Reading the saves …", area.topleft, area.width, LETTERS, colour=FAINT_INK)
        elif not self.found:
            words = f"Nothing has been saved yet. Saves are kept in {folder()}."
            self.text(sheet, words, area.topleft, area.width, LETTERS, colour=FAINT_INK)
        for place, row in enumerate(self.rows[self.first : self.first + self.shown]):
            rect = pygame.Rect(area.left, area.top + place * self.px(HEIGHT), area.width, self.px(HEIGHT - 5))
            if isinstance(row, str):
                self._words(sheet, row, (rect.left, rect.top + self.px(18)), rect.right, "Bold")
            else:
                self._paint_entry(sheet, row, rect)
        if len(self.rows) > self.shown:
            height = max(20, area.height * self.shown // len(self.rows))
            y = area.top + (area.height - height) * self.first // (len(self.rows) - self.shown)
            pygame.draw.rect(sheet, FRAME, (area.right + self.px(5), y, self.px(6), height))

    def _paint_entry(self, sheet: pygame.Surface, entry: Entry, rect: pygame.Rect) -> None:
        chosen = self.chosen is not None and entry.path == self.chosen.path
        pygame.draw.rect(sheet, SHEET, rect)
        pygame.draw.rect(sheet, CHOSEN if chosen else FAINT_INK, rect, 3 if chosen else 1)
        x = [rect.left + self.px(12) + round(rect.width * share) for share in (*COLUMNS, 1.0)]
        day, hour = written(entry.changed)
        top, below = rect.top + self.px(3), rect.top + self.px(22)
        self._words(sheet, entry.name.replace("-", " ") if entry.is_auto else entry.name, (x[0], top), x[1], "Bold")
        self._words(sheet, day, (x[3], top), x[4], colour=FAINT_INK)
        self._words(sheet, hour, (x[3], below), x[4], size=SMALL, colour=FAINT_INK)
        if entry.fault:
            self._words(sheet, "not usable", (x[0], below), x[1], size=SMALL, colour=WARNING)
            self._words(sheet, entry.fault, (x[1], top), x[3], colour=WARNING)
            return
        self._words(sheet, entry.turn, (x[1], top), x[2])
        self._words(sheet, entry.date, (x[1], below), x[2], size=SMALL, colour=FAINT_INK)

    def _words(
        self,
        sheet: pygame.Surface,
        text: str,
        spot: tuple[int, int],
        right: int,
        face: str = "Regular",
        *,
        size: int = LETTERS,
        colour: tuple[int, int, int] = INK,
    ) -> None:
        look = "Bold" if face == "Bold" else "Regular"
        fit = shortened(text, look, self.px(size), right - spot[0] - self.px(14))  # type: ignore[arg-type]  # one of the faces
        sheet.blit(write(fit, look, self.px(size), colour), spot)  # type: ignore[arg-type]  # as above

    # --- choosing ---------------------------------------------------------------------------------------------------

    def choose(self, entry: Entry) -> None:
        """Choose a save."""
        self.chosen = entry
        place = next((place for place, row in enumerate(self.rows) if isinstance(row, Entry) and row == entry), 0)
        headed = place - 1 if place and isinstance(self.rows[place - 1], str) and self.shown > 1 else place
        self._scroll_to(max(place - self.shown + 1, min(self.first, headed)))
        self.say(f"This save {entry.fault}." if entry.fault else "", bool(entry.fault))

    def at(self, spot: tuple[int, int]) -> Entry | None:
        """Return the save under a point."""
        area = self.area()
        if not area.collidepoint(spot):
            return None
        place = self.first + (spot[1] - area.top) // self.px(HEIGHT)
        row = self.rows[place] if place < min(len(self.rows), self.first + self.shown) else None
        return row if isinstance(row, Entry) else None

    def changed(self, event: pygame.event.Event) -> None:
        """Choose by a click, scroll by the wheel."""
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            entry = self.at(event.pos)
            if entry is not None:
                self.picked(entry)
        elif event.type == pygame.MOUSEWHEEL:
            self._scroll_to(self.first - event.y)
            self.repaint()

    def picked(self, entry: Entry) -> None:
        """Do what a click on a save does."""
        self.choose(entry)
        self.settle()

    def list_area(self) -> pygame.Rect:
        """The list of saves."""
        return self.area()

    def key(self, event: pygame.event.Event) -> None:
        """Arrows choose, Delete throws away."""
        if event.key in (pygame.K_UP, pygame.K_DOWN) and self.found:
            paths = [entry.path for entry in self.found]
            place = paths.index(self.chosen.path) if self.chosen else 0
            place += 1 if event.key == pygame.K_DOWN else -1
            self.picked(self.found[max(0, min(len(self.found) - 1, place))])
        elif event.key == pygame.K_DELETE:
            self.delete()
        else:
            super().key(event)

    def delete(self) -> None:
        """Throw the chosen save away, after asking."""
        entry = self.chosen
        if entry is not None:
            answers = [("Delete", partial(self._delete, entry)), ("Keep it", None)]
            self.here.lay_over(Asking(f"Delete '{entry.name}'?", "It cannot be brought back.", answers))

    def _delete(self, entry: Entry) -> None:
        try:
            entry.path.unlink(missing_ok=True)
        except OSError as error:
            self.say(f"It cannot be deleted: {error.strerror or error}.", True)
            return
        self.read_anew(f"'{entry.name}' is deleted.")

    def read_anew(self, words: str) -> None:
        """Say what has been deleted, and look what is left."""
        self.chosen, self.is_read = None, False
        self.say(words)
        self.read()
        self.settle()


class LoadScene(SaveList):
    """Choose a save and go on with it, or watch it."""

    def __init__(self, *, to_watch: bool = False) -> None:
        super().__init__()
        self.to_watch = to_watch
        self.title = "Watch a game" if to_watch else "Load a game"
        self._clicked: tuple[object, int] = (None, 0)

    def look(self) -> list[Entry]:
        """Replays too can be watched."""
        return entries(with_replays=self.to_watch)

    def build(self) -> None:
        """Read the list, put the buttons."""
        self.read()
        self.buttons = self.foot(
            ("Back", self.back, True),
            ("Delete", self.delete, True),
            ("Delete game", self.delete_game, True),
            ("Watch" if self.to_watch else "Load", self.load, True),
            left=3,
        )
        self.settle()

    def settle(self) -> None:
        """A save that cannot be read cannot be loaded, and says of no game that it is its own."""
        super().settle()
        for button in self.buttons[2:]:
            self.enable(button, self.chosen is not None and not self.chosen.fault)

    def picked(self, entry: Entry) -> None:
        """Choose by a click, load by a second."""
        now = pygame.time.get_ticks()
        again = self._clicked[0] == entry.path and now - self._clicked[1] < 400  # noqa: PLR2004 - a double click
        self._clicked = entry.path, now
        super().picked(entry)
        if again:
            self.load()

    def key(self, event: pygame.event.Event) -> None:
        """Enter loads."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.load()
        else:
            super().key(event)

    def load(self) -> None:
        """Go on with the chosen save, or watch it."""
        if self.chosen is None or self.chosen.fault:
            return
        if self.to_watch:
            open_replay(self.here, self.chosen.path)
        else:
            open_game(self.here, self.chosen)

    def delete_game(self) -> None:
        """Throw all saves of the chosen one's game away, after asking."""
        if self.chosen is None or self.chosen.fault:
            return
        saves = [entry for entry in self.found if entry.is_of(self.chosen.game)]
        names = [quote(entry.name) for entry in saves if not entry.is_auto and not entry.fault]
        among = f", {listed(names)} among them" if names else ""
        words = f"{heading_of(self.chosen)}: {so_many(len(saves), 'save')}{among}. They cannot be brought back."
        answers = [("Delete game", partial(self._delete_all, saves)), ("Keep it", None)]
        self.here.lay_over(Asking("Delete the whole game?", words, answers))

    def _delete_all(self, saves: list[Entry]) -> None:
        try:
            remove_saves(entry.path for entry in saves)
        except SaveError as error:
            self.say(f"It cannot be deleted: {error}.", True)
            return
        self.read_anew(f"The game is deleted: {so_many(len(saves), 'save')}.")
