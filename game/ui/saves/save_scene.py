"""Saving under a name: a line for the name over the list of saves that are there."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.core.errors import SaveError
from game.desk.asking import Asking
from game.desk.page_layout import LETTERS, ROW
from game.ui.saves.load_scene import SaveList
from game.ui.saves.save_folder import file_of, save_session
from game.ui.saves.save_list import Entry, entries, is_taken
from game.ui.saves.save_names import why_not
from game.ui.session import Session
from game.view.lettering import write
from game.view.theme import INK
from game.view.widgets import UI_TEXT_ENTRY_FINISHED, TextLine, one_line


class SaveScene(SaveList):
    """Save the game under a name, new or taken."""

    title = "Save the game"

    def __init__(self, session: Session, saved: Callable[[str], None]) -> None:
        super().__init__()
        self.session = session
        self.name = _suggested(session)
        self.entry: TextLine | None = None
        self._saved = saved

    def look(self) -> list[Entry]:
        """Leave out what the program saves by itself."""
        return [entry for entry in entries() if not entry.is_auto]

    def preferred(self) -> Entry | None:
        """Choose none: a new name is more likely."""
        return None

    def list_area(self) -> pygame.Rect:
        """Leave room for the name above the list."""
        area = super().list_area()
        line = self.px(ROW + 14)
        return pygame.Rect(area.left, area.top + line, area.width, area.height - line)

    def build(self) -> None:
        """Put the name, the list and the buttons."""
        self.read()
        if self.entry is not None:
            self.name = self.entry.get_text()  # what has been typed outlives a change of the window
        self.buttons = self.foot(
            ("Back", self.back, True), ("Delete", self.delete, True), ("Save", self.save, True), left=2
        )
        body = self.body
        left = body.left + self.text_width("Name") + self.px(24)
        field = pygame.Rect(left, body.top, min(self.px(480), body.right - left), self.px(ROW))
        self.entry = TextLine(field, self.manager, initial_text=self.name)
        self.entry.set_text_length_limit(60)
        self.focus.add(self.entry)
        self.focus.put_on(self.entry)
        self.entry.select_all()
        self.update_page()

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint the list and the word before the name."""
        super().paint(sheet)
        body = self.body
        sheet.blit(write("Name", "Bold", self.px(LETTERS), INK), (body.left, body.top + self.px(7)))

    def picked(self, entry: Entry) -> None:
        """Take the name of a save."""
        if self.entry is not None:
            self.entry.set_text(entry.name)
        super().picked(entry)

    def changed(self, event: pygame.event.Event) -> None:
        """Enter in the name saves."""
        if event.type == UI_TEXT_ENTRY_FINISHED and event.ui_element is self.entry:
            self.save()
        else:
            super().changed(event)

    def key(self, event: pygame.event.Event) -> None:
        """Enter saves."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.save()
        else:
            super().key(event)

    def save(self) -> None:
        """Write the game; ask first if the name is taken."""
        assert self.entry is not None
        self.name = " ".join(one_line(self.entry.get_text()).split())
        if sentence := why_not(self.name):
            self.say(sentence, True)
            return
        file = file_of(self.name)
        if is_taken(file):
            answers = [("Replace", self._write), ("Keep", None)]
            self.here.lay_over(Asking(f"A save '{file.stem}' exists already", "Its contents will be lost.", answers))
        else:
            self._write()

    def _write(self) -> None:
        try:
            path = save_session(self.session, self.name)
        except SaveError as error:
            self.say(str(error), True)
            return
        self.back()
        self._saved(path.stem)


def _suggested(session: Session) -> str:
    """Return a name for a save that says what it is and is not taken."""
    game = session.game
    title = game.scenario.file.name.partition(",")[0][:40]  # room for the rest: names are cut
    title = f"Game of {title}" if why_not(title) else title
    name = base = f"{title}, turn {game.turn}"
    number = 1
    while is_taken(file_of(name)):
        number += 1
        name = f"{base} ({number})"
    return name
