"""The list of saves: load one, watch one, throw one away. Damaged saves say what is wrong."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pygame

from game.core.errors import SaveError
from game.desk.asking import Asking
from game.desk.page import Page
from game.desk.page_layout import LETTERS
from game.scenario.names import so_many
from game.scenario.suggesting import listed, quote
from game.ui.requests import ResumeGame, WatchReplay
from game.ui.saves.autosaves import remove_saves
from game.ui.saves.save_folder import folder
from game.ui.saves.save_list import Entry, entries, heading_of
from game.ui.saves.save_rows import SaveRows
from game.view.theme import FAINT_INK
from game.view.widgets import UIButton


class SaveList(Page):
    """What the lists for loading and for saving share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Entry] = []
        self.chosen: Entry | None = None
        self.saves = SaveRows()
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
            self.saves.fill(self.found)
            self.update_page()
            changed = True
        return changed

    def update_page(self) -> None:
        """Paint the list again and say which buttons can be pressed; those that are being pressed stay as they are."""
        self.enable(self.buttons[1], self.chosen is not None)
        self.saves.place(self.list_area(), self.here.scale)
        self.repaint()

    def close(self) -> None:
        """Stop reading."""
        self._reader.shutdown(wait=False, cancel_futures=True)

    def list_area(self) -> pygame.Rect:
        """Return where the list stands."""
        return self.body

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint the saves in view, or say why there are none."""
        area = self.list_area()
        if not self.is_read:
            self.text(sheet, "Reading the saves …", area.topleft, area.width, LETTERS, colour=FAINT_INK)
        elif not self.found:
            words = f"Nothing has been saved yet. Saves are kept in {folder()}."
            self.text(sheet, words, area.topleft, area.width, LETTERS, colour=FAINT_INK)
        self.saves.paint(sheet, self.chosen.path if self.chosen else None)

    # --- choosing ---------------------------------------------------------------------------------------------------

    def choose(self, entry: Entry) -> None:
        """Choose a save."""
        self.chosen = entry
        self.saves.reveal(entry)
        self.say(f"This save {entry.fault}." if entry.fault else "", bool(entry.fault))

    def changed(self, event: pygame.event.Event) -> None:
        """Choose by a click, scroll by the wheel."""
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            entry = self.saves.at(event.pos)
            if entry is not None:
                self.picked(entry)
        elif event.type == pygame.MOUSEWHEEL:
            self.saves.scroll_to(self.saves.first - event.y)
            self.repaint()

    def picked(self, entry: Entry) -> None:
        """Do what a click on a save does."""
        self.choose(entry)
        self.update_page()

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
            answers = [("Delete", partial(self._delete, entry)), ("Keep", None)]
            self.here.lay_over(Asking(f"Delete '{entry.name}'?", "This cannot be undone.", answers))

    def _delete(self, entry: Entry) -> None:
        try:
            entry.path.unlink(missing_ok=True)
        except OSError as error:
            self.say(f"It cannot be deleted: {error.strerror or error}.", True)
            return
        self.reread(f"'{entry.name}' is deleted.")

    def reread(self, words: str) -> None:
        """Say what has been deleted, and look what is left."""
        self.chosen, self.is_read = None, False
        self.say(words)
        self.read()
        self.update_page()


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
        self.update_page()

    def update_page(self) -> None:
        """A save that cannot be read cannot be loaded, and says of no game that it is its own."""
        super().update_page()
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
            self.here.ask(WatchReplay(self.chosen.path))
        else:
            self.here.ask(ResumeGame(self.chosen.name, self.chosen.path))

    def delete_game(self) -> None:
        """Throw all saves of the chosen one's game away, after asking."""
        if self.chosen is None or self.chosen.fault:
            return
        saves = [entry for entry in self.found if entry.is_of(self.chosen.game)]
        names = [quote(entry.name) for entry in saves if not entry.is_auto and not entry.fault]
        among = f", {listed(names)} among them" if names else ""
        words = f"{heading_of(self.chosen)}: {so_many(len(saves), 'save')}{among}. This cannot be undone."
        answers = [("Delete game", partial(self._delete_all, saves)), ("Keep", None)]
        self.here.lay_over(Asking("Delete the whole game?", words, answers))

    def _delete_all(self, saves: list[Entry]) -> None:
        try:
            remove_saves(entry.path for entry in saves)
        except SaveError as error:
            self.say(f"It cannot be deleted: {error}.", True)
            return
        self.reread(f"The game is deleted: {so_many(len(saves), 'save')}.")
