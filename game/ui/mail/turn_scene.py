"""Choosing a turn file: a line for its path over the list of those that are found."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pygame

from game.desk.page_layout import LETTERS, ROW
from game.scenario.loading import Scenario
from game.ui.mail.mail_folder import folders, meant_by, open_turn
from game.ui.mail.mail_page import LONGEST_PATH
from game.ui.mail.turn_list import newest_to_open, turn_entries
from game.ui.requests import PlayGame, SetUpBattle
from game.ui.saves.load_scene import SaveList
from game.ui.saves.save_list import Entry
from game.view.lettering import write
from game.view.looks import localised
from game.view.theme import FAINT_INK, INK
from game.view.widgets import UI_TEXT_ENTRY_FINISHED, TextLine, one_line

BEGIN = "Begin a game …"


class TurnScene(SaveList):
    """Choose the turn file that has come by mail and go on with its game."""

    title = "Play by mail"

    def __init__(self, match: str = "", scenario: Scenario | None = None) -> None:
        """`match` is the one that is played now; without it the file may be of any, and a game of a scenario begun."""
        super().__init__()
        self.match = match
        self.scenario = scenario
        self.entry: TextLine | None = None
        self._typed = ""

    def look(self) -> list[Entry]:
        """Return the turn files in the folders where they are written and put."""
        return turn_entries(folders(self.here.settings.mail_folder))

    def preferred(self) -> Entry | None:
        """Choose the newest that has not been opened."""
        return newest_to_open([entry for entry in self.found if self.match in ("", entry.game)])

    def list_area(self) -> pygame.Rect:
        """Leave room for the path above the list, and for a note below that."""
        area = super().list_area()
        line = self.px(ROW + 14) + self.text_height(self._note(), area.width) + self.px(8)
        return pygame.Rect(area.left, area.top + line, area.width, area.height - line)

    def build(self) -> None:
        """Put the path, the list and the buttons."""
        self.read()
        if self.entry is not None:
            self._typed = self.entry.get_text()
        begin = [] if self.scenario is None else [(BEGIN, self.begin_game, True)]
        self.buttons = self.foot(
            ("Back", self.back, True), ("Delete", self.delete, True), *begin, ("Open", self.open_file, True), left=2
        )
        body = self.body
        left = body.left + self.text_width("File") + self.px(24)
        field = pygame.Rect(left, body.top, body.right - left, self.px(ROW))
        self.entry = TextLine(field, self.manager)
        self.entry.set_text_length_limit(LONGEST_PATH)
        self.entry.set_text(self._typed)
        self.focus.add(self.entry)
        self.update_page()

    def _note(self) -> str:
        where = " and ".join(str(path) for path in folders(self.here.settings.mail_folder))
        note = f"Turn files in {where}. Any other: type its path, or drop it on the window."
        if self.match:
            return note
        how = "choose a battle in the main menu, Play, and 'By mail' for the other side"
        if self.scenario is not None:
            how = f"'{BEGIN}' sets up {localised(self.scenario).file.name}; another battle is chosen in the main menu"
        return f"{note} To begin a game by mail: {how}. The first turn file then goes to the other player."

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint the list, and what stands above it."""
        body = self.body
        sheet.blit(write("File", "Bold", self.px(LETTERS), INK), (body.left, body.top + self.px(7)))
        self.text(sheet, self._note(), (body.left, body.top + self.px(ROW + 10)), body.width, colour=FAINT_INK)
        if self.is_read and not self.found:
            self.text(sheet, "There are no turn files yet.", self.list_area().topleft, body.width)
        else:
            super().paint(sheet)

    def update_page(self) -> None:
        """Put the path of the chosen file into the line, unless one has been typed."""
        if self.entry is not None and self.chosen is not None and not self.entry.get_text():
            self.entry.set_text(str(self.chosen.path))
        super().update_page()

    def choose(self, entry: Entry) -> None:
        """Choose a file; its path goes into the line."""
        super().choose(entry)
        self.say(f"This file {entry.fault}." if entry.fault else "", bool(entry.fault))
        if self.entry is not None:
            self.entry.set_text(str(entry.path))

    def changed(self, event: pygame.event.Event) -> None:
        """Enter in the line opens, and so does a file that is dropped on the window."""
        if event.type == UI_TEXT_ENTRY_FINISHED and event.ui_element is self.entry:
            self.open_file()
        elif event.type == pygame.DROPFILE:
            self._open(Path(event.file))
        else:
            super().changed(event)

    def key(self, event: pygame.event.Event) -> None:
        """Enter opens."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.open_file()
        else:
            super().key(event)

    def open_file(self) -> None:
        """Open the file whose path stands in the line."""
        assert self.entry is not None
        text = one_line(self.entry.get_text()).strip()
        if text:
            self._open(meant_by(text))
        else:
            self.say("Choose a turn file, or type its path.", True)

    def begin_game(self) -> None:
        """Set up a game by mail."""
        assert self.scenario is not None
        self.here.ask(SetUpBattle(self.scenario, by_mail=True))

    def _open(self, file: Path) -> None:
        self.here.ask(PlayGame(f"Opening {file.name}", partial(open_turn, file, self.match)))
