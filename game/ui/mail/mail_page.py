"""The page of a game by mail between two turns: one's own turn goes into a file, and the other's is waited for."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pygame

from game.core.errors import SaveError
from game.desk.page import Page
from game.desk.page_layout import HEADING, LETTERS, ROW
from game.engine.turn_files import turn_words
from game.scenario.suggesting import quote
from game.ui.mail.mail_folder import (
    SUFFIX,
    file_for,
    folder,
    folder_in,
    meant_by,
    require_true_to_kept,
    send,
    turn_file_of,
)
from game.ui.requests import ChooseTurnFile
from game.ui.session import Session
from game.view.lettering import write
from game.view.looks import localised
from game.view.theme import FAINT_INK, INK
from game.view.widgets import UI_TEXT_ENTRY_FINISHED, TextLine, UIButton, one_line

BACK, OPEN, WRITE, WRITE_AGAIN = "To the map", "Open a turn file …", "Write", "Write again"
LONGEST_PATH: Final = 1000
"""Letters of the path of a file that can be typed."""


class MailPage(Page):
    """Where the turn file goes; then what is to be done with it."""

    title = "Play by mail"

    def __init__(self, session: Session) -> None:
        super().__init__()
        assert session.mailed is not None
        self.session = session
        self.mailed = session.mailed
        self.entry: TextLine | None = None
        self.path = ""
        self.buttons: list[UIButton] = []
        self.is_sent = self._was_sent()

    def _was_sent(self) -> bool:
        try:
            kept = require_true_to_kept(self.session)
        except SaveError:
            return False
        return kept is not None and len(kept.record) >= len(turn_file_of(self.session).record)

    @property
    def is_over(self) -> bool:
        """Whether the game is over, so that no answer comes."""
        return self.session.game.outcome is not None

    def _next(self) -> str:
        """Return the button that is due."""
        return WRITE if not self.is_sent else BACK if self.is_over else OPEN

    def build(self) -> None:
        """Put the path of the file between the words, and the buttons."""
        if not self.path:
            chosen = folder_in(self.here.settings.mail_folder)
            self.path = str(file_for(turn_file_of(self.session), chosen))
        elif self.entry is not None:
            self.path = self.entry.get_text()
        self.default = self._next()
        self.buttons = self.foot(
            (BACK, self.back, True),
            (OPEN, lambda: self.here.ask(ChooseTurnFile(self.mailed.match.id)), not self.is_over),
            (WRITE_AGAIN if self.is_sent else WRITE, self.write, True),
            left=1,
        )
        body = self.body
        left = body.left + self.text_width("File") + self.px(24)
        self.entry = TextLine(pygame.Rect(left, self._line(), body.right - left, self.px(ROW)), self.manager)
        self.entry.set_text_length_limit(LONGEST_PATH)
        self.entry.set_text(self.path)
        self.focus.add(self.entry)

    def _line(self) -> int:
        """Return where the line with the path stands, below what is said first."""
        height = self.text_height(self._first(), self.body.width) + self.text_height("X", self.body.width, HEADING)
        return self.body.top + height + self.px(16)

    def paint(self, sheet: pygame.Surface) -> None:
        """Say what is to be done."""
        body = self.body
        y = self.text(sheet, self._heading(), body.topleft, body.width, HEADING, face="Bold", most=1)
        self.text(sheet, self._first(), (body.left, y + self.px(4)), body.width)
        line = self._line()
        sheet.blit(write("File", "Bold", self.px(LETTERS), INK), (body.left, line + self.px(7)))
        self.text(
            sheet,
            self._then(),
            (body.left, line + self.px(ROW + 14)),
            body.width,
            colour=INK if self.is_sent else FAINT_INK,
        )

    # --- words ------------------------------------------------------------------------------------------------------

    def _heading(self) -> str:
        if not self.is_sent:
            return f"To {self.mailed.other}"
        return "The game is over" if self.is_over else f"Waiting for {self.mailed.other}"

    def _first(self) -> str:
        other, record = self.mailed.other, turn_file_of(self.session).record
        if self.is_sent:
            return f"Send this file to {other}, by mail or in any other way."
        if not record:
            names = localised(self.session.scenario).names
            side = names.side_adjectives[names.side_row[self.mailed.away]]
            return f"{other} has the {side} side, which moves first. Write the game into a turn file and send it."
        last = turn_words(localised(self.session.scenario), record[-1].turn, record[-1].side)
        over = " The game is over: it shows how it has ended." if self.is_over else ""
        return f"Your turn ({last}) goes into a turn file, which you send. Once written, no order can be changed.{over}"

    def _then(self) -> str:
        if self.is_over:
            return "No answer is needed: the game is over on both sides once the file has been opened."
        other = self.mailed.other
        return (
            f"When the turn of {other} has come, open it by '{OPEN}', here or in the main menu. You may close the "
            "game until then: Continue in the main menu leads back here."
        )

    # --- doing ------------------------------------------------------------------------------------------------------

    def changed(self, event: pygame.event.Event) -> None:
        """Enter in the line writes."""
        if event.type == UI_TEXT_ENTRY_FINISHED and event.ui_element is self.entry:
            self.write()

    def key(self, event: pygame.event.Event) -> None:
        """Enter does what is to be done next."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and not self.is_sent:
            self.write()
        else:
            super().key(event)

    def write(self) -> None:
        """Write the turn file, and say what comes next."""
        assert self.entry is not None
        try:
            file = _file(one_line(self.entry.get_text()))
            send(self.session, file)
        except SaveError as error:
            self.say(f"Not written: {error}.", True)
            return
        self.is_sent = True
        self.here.keep_setting("mail_folder", "" if file.parent == folder() else str(file.parent))
        self.entry.set_text(str(file))
        self.rebuild()
        self.focus.put_on(next(button for button in self.buttons if button.text == self._next()))
        self.say(f"Written: {file.name}")


def _file(text: str) -> Path:
    """Return the file that is meant: in our folder where no other is named, with the ending of turn files.

    Raises SaveError where no file is named.
    """
    file = meant_by(text)
    if file.name in ("", ".."):
        raise SaveError(f"{quote(text.strip())} names no file")
    return file if file.name.endswith(".json") else file.with_name(file.name + SUFFIX)
