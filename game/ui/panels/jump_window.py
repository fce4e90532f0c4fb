"""The window that jumps: a line to type a name into, and below it what that may be; Enter or a click goes there.

While it is open every key belongs to it, so that letters are letters. It lies over the board or a replay alike: who
opens it says what can be found and what going there means.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.popups import Dialog, Popup
from game.desk.sheets import CHOSEN, Sheet, Spot
from game.ui.intents import GoTo
from game.ui.jump import Target, found_by, targets_of
from game.ui.seen import MapSeen
from game.view.counters import face_of, paint_counter
from game.view.lettering import write
from game.view.theme import FAINT_INK, FRAME, PAPER
from game.view.widgets import TextLine, UIManager, manager

WIDTH: Final = 480
FROM_TOP: Final = 44
ROW: Final = 28
ROWS: Final = 11
"""Rows that are in view at once."""
MOST: Final = 80
"""Rows that are painted; of more, the rest is counted."""


class JumpWindow(Dialog[MapSeen]):
    """The window. `typed` is what has been typed, `chosen` the row that Enter takes."""

    title = "Jump to a place, a unit or a hex"
    is_typing = True

    def __init__(self, host: MapSeen) -> None:
        self.targets = targets_of(host.game)
        self.typed = ""
        self.chosen = 0
        self._manager: UIManager | None = None
        self._line: TextLine | None = None
        self._listens = False  # the letter of a key that opened the window is not meant for it
        self._caret = False
        self.found = found_by("", self.targets, host.game.scenario)
        super().__init__(host)

    # --- what is typed ----------------------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Look for something else."""
        self.typed = text
        if self._line is not None and self._line.get_text() != text:
            self._line.set_text(text)
        self.found = found_by(text, self.targets, self.host.game.scenario)
        self.chosen = self.scroll = 0
        self.changed()

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        self.chosen = max(0, min(row, len(self.found) - 1, MOST - 1))
        height = self.px(ROW)
        self.scroll = max((self.chosen + 1 - ROWS) * height, min(self.scroll, self.chosen * height))
        self.changed()

    def accept(self, row: int) -> None:
        """Close the window and go to what a row says."""
        if row < len(self.found):
            self.close()
            self.host.answer(GoTo(self.found[row]))

    # --- window -----------------------------------------------------------------------------------------------------

    def place(self) -> None:
        """Stand over the upper part of the map."""
        seen = self.host
        self.scale = seen.window.scale
        area = seen.map.view
        rect = pygame.Rect(0, 0, min(self.px(WIDTH), area.width - 20), max(self.rect.height, 10))
        rect.midtop = area.centerx, area.top + self.px(FROM_TOP)
        self.move_to(rect)
        self._manager = manager(seen.window.surface.get_size(), self.scale)
        self._line = TextLine(pygame.Rect(rect.topleft, (rect.width, self.px(28))), self._manager)
        self._line.set_text(self.typed)
        self._manager.set_focus_set({self._line})

    def update(self, seconds: float) -> None:
        """From the frame after it was opened, letters are meant for it; the caret blinks."""
        self._listens = True
        assert self._manager is not None
        assert self._line is not None
        self._manager.update(seconds)
        if self._line.cursor_on != self._caret:
            self._caret = self._line.cursor_on
            self.changed()

    def handle(self, event: pygame.event.Event, seen: MapSeen) -> bool:
        """Letters are typed; a click beside the window closes it."""
        if event.type == pygame.TEXTINPUT:
            if self._listens:
                self._edit(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and not self.rect.collidepoint(event.pos):
            self.close()
        else:
            if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
                self._edit(event)
            super().handle(event, seen)
        return True

    def _edit(self, event: pygame.event.Event) -> None:
        """Let the line take an event: letters, caret, selection, and what is cut, copied and pasted."""
        assert self._manager is not None
        assert self._line is not None
        self._manager.process_events(event)
        self._manager.set_focus_set({self._line})
        if self._line.get_text() != self.typed:
            self.type(self._line.get_text())

    def _pressed(self, event: pygame.event.Event, seen: MapSeen) -> bool:
        steps = {pygame.K_UP: -1, pygame.K_DOWN: 1, pygame.K_PAGEUP: -ROWS, pygame.K_PAGEDOWN: ROWS}
        held = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        if event.key == pygame.K_ESCAPE or (held and seen.window.keys.action_of(event) is Action.JUMP):
            self.close()
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.accept(self.chosen)
        elif event.key in steps:
            self.choose(self.chosen + steps[event.key])
        elif event.key == pygame.K_BACKSPACE and held:
            self.type("")
        elif event.key != pygame.K_TAB:
            self._edit(event)
        return True

    # --- what it shows ----------------------------------------------------------------------------------------------

    def key(self, seen: MapSeen) -> Hashable:
        """What is typed and chosen."""
        return self.typed, self.chosen

    def paint(self, seen: MapSeen) -> Parts:
        """Paint, and be as high as the rows that there are."""
        parts = Popup.paint(self, seen)
        foot = parts.foot
        foot.rule()
        foot.skip(3)
        hint = "Up, Down: choose · Enter or click: go there · Esc: close"
        foot.put(hint, foot.margin, foot.y, ink=FAINT_INK, size=round(foot.size * 0.92), width=foot.inner)
        foot.y += foot.line_height + foot.px(3)
        body = min(parts.body.height, self.px(ROW) * ROWS + self.px(4))
        self.rect.height = min(parts.head.height + body + foot.height, seen.map.view.bottom - self.rect.top)
        return parts

    def write_head(self, sheet: Sheet) -> None:
        """Leave room for the line that is typed into, and put it there."""
        assert self._line is not None
        sheet.skip(6)
        box = pygame.Rect(sheet.margin, sheet.y, sheet.inner, sheet.px(28))
        self._line.set_dimensions(box.size)
        self._line.set_position(box.move(self.rect.topleft).topleft)
        sheet.texts.append(self.typed)
        sheet.y = box.bottom + sheet.px(4)
        sheet.reach(sheet.y)

    def write_body(self, sheet: Sheet) -> None:
        """Write what was found, a row each."""
        sheet.y = 0
        for number, target in enumerate(self.found[:MOST]):
            self._write_row(sheet, number, target)
        if not self.found:
            sheet.skip(4)
            sheet.write("Nothing on the map has this name.", ink=FAINT_INK)
        if len(self.found) > MOST:
            sheet.skip(4)
            sheet.write(f"{len(self.found) - MOST} more: type more letters to find them.", ink=FAINT_INK)

    def _write_row(self, sheet: Sheet, number: int, target: Target) -> None:
        row = pygame.Rect(0, sheet.y, sheet.width, sheet.px(ROW))
        sheet.reach(row.bottom)
        if number == self.chosen:
            pygame.draw.rect(sheet.paper, CHOSEN, row)
        y = row.top + (row.height - sheet.line_height) // 2
        where = self.host.game.scenario.hex_number(target.hex) or ""
        at_right = sheet.put(where, sheet.width - sheet.margin, y, align="right")
        what = sheet.put(target.what, at_right.left - sheet.px(10), y, ink=FAINT_INK, align="right")
        x = sheet.margin
        if target.unit is not None:
            x = self._put_counter(sheet, target.unit, row)
        first, *more = target.names
        name = sheet.put(first, x, y, face="Bold", width=what.left - x - sheet.px(8))
        room = what.left - name.right - sheet.px(16)
        if more and room > sheet.px(40):
            sheet.put(", ".join(more), name.right + sheet.px(8), y, width=room)
        sheet.spots.append(Spot(f"jump:{number}", row, partial(self.accept, number)))
        sheet.y = row.bottom

    def _put_counter(self, sheet: Sheet, unit: str, row: pygame.Rect) -> int:
        game = self.host.game
        side = row.height - sheet.px(4)
        face = face_of(game.scenario, game.state, game.scenario.names.unit_row[unit])
        sheet.paper.blit(paint_counter(face, side), (sheet.margin, row.top + sheet.px(2)))
        return sheet.margin + side + sheet.px(8)

    def draw(self, surface: pygame.Surface, seen: MapSeen) -> None:
        """Draw the window; the map stays bright, for one looks at it."""
        surface.fill(PAPER, self.rect)
        PaintedPanel.draw(self, surface, seen)
        if self._manager is not None:
            self._manager.draw_ui(surface)
        if not self.typed and self._line is not None:
            hint = write("Type a name or a number", "Italic", round(13 * self.scale), FAINT_INK)
            surface.blit(hint, hint.get_rect(midleft=(self._line.rect.left + self.px(13), self._line.rect.centery)))
        pygame.draw.rect(surface, FRAME, self.rect, 2)
