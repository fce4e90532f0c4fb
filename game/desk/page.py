"""What all screens of paper share: title, buttons, lists, and the way back. Menu, settings, saves and help are pages.

A page is rebuilt for every size of the window and of letters. Its foot takes as many rows as its buttons need; what
is too high for the rest goes on a roll, which scrolls. Buttons do what the function beside them says; elements that are
no buttons are asked for in `changed`. Where things go is said by `page_layout`, what can be pressed by `page_elements`.
"""

from __future__ import annotations

import pygame

from game.desk.focus import ARROWS
from game.desk.page_elements import PageElements
from game.desk.roll import Roll
from game.desk.window import Window
from game.view.looks import choose_look
from game.view.theme import PAPER
from game.view.widgets import UI_BUTTON_PRESSED, UI_TEXT_ENTRY_CHANGED, UITextEntryLine, manager


class Page(PageElements):
    """A scene that fills the window with paper. A subclass says in `build` what stands on it."""

    takes_every_key = False

    def __init__(self) -> None:
        super().__init__()
        self._ground: pygame.Surface | None = None

    # --- for subclasses ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Make the elements; `self.window`, `self.rect` and `self.manager` are there."""

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint what lies under the elements; the title is there. Called again after `repaint`."""

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Paint what scrolls with the elements on the roll, at places in the window as if nothing were scrolled."""

    def changed(self, event: pygame.event.Event) -> None:
        """Take an event of an element that is no button, or of the mouse."""

    def key(self, event: pygame.event.Event) -> None:
        """Take a key press. Escape goes back, arrows lead on, Page Up and Page Down scroll what is on the roll."""
        if event.key == pygame.K_ESCAPE:
            self.back()
        elif event.key in ARROWS:
            self.focus.move(event)
        elif self.roll is not None and event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
            self.roll.turn_page(1 if event.key == pygame.K_PAGEDOWN else -1)

    def back(self) -> None:
        """Go back to the screen beneath."""
        self.here.take_off()

    # --- changing ---------------------------------------------------------------------------------------------------

    def say(self, message: str, is_error: bool = False) -> None:
        """Tell the player something in the line above the foot."""
        self.message, self.is_error = message, is_error
        if self.window is not None and self._lines_needed() != self._message_lines:
            self.rebuild()
        self.repaint()

    def repaint(self) -> None:
        """Have the ground repainted."""
        self._ground = None
        if self.roll is not None:
            self.roll.repaint()

    def rebuild(self) -> None:
        """Build everything again."""
        if self.window is not None:
            self.open(self.window)

    # --- scene ------------------------------------------------------------------------------------------------------

    def open(self, window: Window) -> None:
        """Build for the window's size."""
        self.window = window
        choose_look(window.settings.look())
        scrolled = 0
        if self.roll is not None:
            scrolled = self._scrolled[self._laid_out_for] = self.roll.scrolled
        self._laid_out_for = window.surface.get_size(), window.scale
        self.rect = window.surface.get_rect()
        self.manager = manager(self.rect.size, window.scale)
        self._callbacks = {}
        self.focus.clear()
        self._ground = None
        self.roll = None
        self._foot_rows, self._beside_title, self._message_lines = 1, 0, self._lines_needed()
        self.build()
        if self.roll is not None:
            self._scroll_as_before(self.roll, scrolled)
        self.focus.restore()
        self.manager.update(0.0)  # else the page would be bare for a frame

    def _scroll_as_before(self, roll: Roll, last: int) -> None:
        """Show what was shown at this size of window and letters, or else the `last`, if the page has no wish."""
        if self._laid_out_for in self._scrolled:
            roll.scroll(self._scrolled[self._laid_out_for] - roll.scrolled)
        elif not roll.scrolled:
            roll.scroll(last)

    def handle(self, event: pygame.event.Event) -> None:
        """Buttons do their callbacks; the rest is the subclass's."""
        assert self.manager is not None
        if event.type == pygame.KEYDOWN and self.focus.key(event):
            return
        used = self.manager.process_events(event)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.focus.follow_mouse()
        elif event.type == UI_TEXT_ENTRY_CHANGED and self.is_error:  # what was wrong may be right now
            self.message, self.is_error = "", False
            self.repaint()
        if event.type == UI_BUTTON_PRESSED and event.ui_element in self._callbacks:
            self.press(event.ui_element)
        elif self.roll is not None and not used and self.roll.handle(event):
            return
        elif event.type == pygame.KEYDOWN:
            if not used:
                self.key(event)
        else:
            self.changed(event)

    def update(self, seconds: float) -> bool:
        """Let the elements go on: carets blink."""
        assert self.manager is not None
        before = self._carets()
        self.manager.update(seconds)
        return self._ground is None or self._carets() != before

    def _carets(self) -> list[bool]:
        assert self.manager is not None
        return [element.cursor_on for element in self.manager.focused_set or () if isinstance(element, UITextEntryLine)]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw paper, then the elements."""
        if self._ground is None:
            self._ground = pygame.Surface(self.rect.size)
            self._ground.fill(PAPER)
            self._frame(self._ground)
            self.paint(self._ground)
            self._message(self._ground)
        surface.blit(self._ground, (0, 0))
        if self.roll is not None:
            self.roll.draw(surface, self.paint_roll)
        assert self.manager is not None
        self.manager.draw_ui(surface)
        self.focus.draw(surface)

    def close(self) -> None:
        """Nothing to let go of."""

    def may_quit(self) -> bool:
        """A page holds nothing that could be lost."""
        return True
