"""What all screens of paper share: title, buttons, lists, and the way back. Menu, settings, saves and help are pages.

A page is built anew for every size of the window and of letters. Its foot takes as many rows as its buttons need; what
is too high for the rest goes on a roll, which scrolls. Buttons do what the function beside them says; elements that are
no buttons are asked for in `changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeVar

import pygame

from game.desk.focus import ARROWS
from game.desk.page_focus import PageFocus
from game.desk.roll import Roll
from game.desk.window import Window
from game.view.lettering import broken, measure, shortened, write
from game.view.theme import FAINT_INK, FRAME, INK, PAPER
from game.view.widgets import UI_BUTTON_PRESSED, ObjectID, TextLine, UIButton, UIManager, UITextEntryLine, manager

MARGIN: Final = 28
NARROW_MARGIN: Final = 14
ROW: Final = 34
"""Pixels from one row of buttons to the next, at scale 1."""

TITLE, HEADING, LETTERS, SMALL = 26, 18, 15, 13
"""Pixels of letters at scale 1."""

MOST_LINES: Final = 4
"""Lines that a message may take."""

LINE: Final = 1.3
"""From one line of text to the next, in heights of its letters."""

WIDE: Final = 900
"""Width at scale 1 from which a message has one line, and labels stand beside what they name."""

WARNING: Final = (150, 24, 20)

Value = TypeVar("Value")
Deed = Callable[[], object]


class Page:
    """A scene that fills the window with paper. A subclass says in `build` what stands on it."""

    title = ""
    takes_every_key = False
    default = ""
    """The button that has the focus at first, by its words; the first one if there is no list."""

    def __init__(self) -> None:
        self.window: Window | None = None
        self.rect = pygame.Rect(0, 0, 1, 1)
        self.manager: UIManager | None = None
        self.message = ""
        self.is_error = False
        self.roll: Roll | None = None
        self._deeds: dict[UIButton, Deed] = {}
        self.focus = PageFocus(self)
        self._ground: pygame.Surface | None = None
        self._foot_rows = 1
        self._beside_title = 0
        self._message_lines = 1

    # --- for subclasses ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Make the elements; `self.window`, `self.rect` and `self.manager` are there."""

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint what lies under the elements; the title is there. Called again after `repaint`."""

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Paint what scrolls with the elements on the roll, at places in the window as if nothing were scrolled."""

    def changed(self, event: pygame.event.Event) -> None:
        """Take an event of an element that is no button, or of the mouse."""

    def list_area(self) -> pygame.Rect | None:
        """Return where the page has a list or a text of its own, whose keys are taken by `key`."""
        return None

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

    # --- helpers ----------------------------------------------------------------------------------------------------

    @property
    def here(self) -> Window:
        """The window that shows the page."""
        assert self.window is not None
        return self.window

    def px(self, pixels: float) -> int:
        """Return a length of the layout in pixels of this window."""
        return self.here.px(pixels)

    @property
    def body(self) -> pygame.Rect:
        """The part of the page between the title and the message above the foot, which has to be made first."""
        top = self.margin + round(self._title_size * 1.9)
        bottom = self._message_top - self.px(4)
        return pygame.Rect(self.margin, top, self.rect.width - 2 * self.margin, max(1, bottom - top))

    @property
    def margin(self) -> int:
        """Free room around everything."""
        return self.px(MARGIN if self.is_wide else NARROW_MARGIN)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for things beside each other."""
        return self.rect.width >= self.px(WIDE)

    @property
    def _title_size(self) -> int:
        return self.px(TITLE if self.is_wide else HEADING)

    def _lines_needed(self) -> int:
        """Return how many lines the message has; where there is much room, one is always kept free for it."""
        lines = len(broken(self.message, "Regular", self.px(LETTERS), self.rect.width - 2 * self.margin))
        return max(1 if self.is_wide else 0, min(MOST_LINES, lines))

    @property
    def _foot_top(self) -> int:
        row = self.px(ROW) + self.px(8)
        return self.rect.height - self.margin // 2 - self.px(4) - self._foot_rows * row + self.px(8)

    @property
    def _message_top(self) -> int:
        return self._foot_top - self.px(8) - self._message_lines * round(self.px(LETTERS) * LINE)

    def unroll(self, view: pygame.Rect) -> Roll:
        """Have all buttons that are made from now on scroll in a part of the window."""
        assert self.manager is not None
        self.roll = Roll(view, self.manager, self.here.scale)
        return self.roll

    def reveal(self, button: UIButton | TextLine) -> None:
        """Scroll so that a button or a line is in view."""
        if self.roll is not None:
            self.roll.reveal(button)

    def button(
        self,
        rect: pygame.Rect,
        text: str,
        deed: Deed,
        *,
        chosen: bool = False,
        enabled: bool = True,
        left: bool = False,
        fixed: bool = False,
    ) -> UIButton:
        """Put a button on the page, on its roll if there is one; `left` with its letters at the left, or `fixed`."""
        words, text = text, shortened(text, "Regular", self.px(LETTERS), rect.width - self.px(6))
        id_ = ObjectID("#chosen" if chosen else "#plain", "@left" if left else "@centred")
        if self.roll is None or fixed:
            made = UIButton(rect, text, self.manager, object_id=id_)
        else:
            place = self.roll.on_shelf(rect)
            made = UIButton(place, text, self.manager, container=self.roll.shelf, object_id=id_)
            self.roll.add(made, rect)
        self._deeds[made] = deed
        self.focus.add(made, words)
        if not enabled:
            self.enable(made, False)
        return made

    def enable(self, button: UIButton, enabled: bool) -> None:
        """Say whether a button can be pressed."""
        if enabled != button.is_enabled:
            (button.enable if enabled else button.disable)()  # type: ignore[no-untyped-call]  # no types in pygame_gui

    def foot(self, *buttons: tuple[str, Deed, bool], left: int = 0) -> list[UIButton]:
        """Put buttons at the foot of the page: text, deed, whether it can be pressed; some from the left.

        They stand in one row, or in as many as they need; those from the left then fill the upper ones.
        """
        widths = [self.text_width(text) + self.px(36) for text, _, _ in buttons]
        gap, room = self.px(8), self.rect.width - 2 * self.margin
        above, below = _in_rows(widths[:left], room, gap), _in_rows(widths[left:], room, gap)
        shared = bool(above and below) and sum(widths) + gap * (len(widths) - 1) <= room
        self._foot_rows = max(1, len(above) + len(below) - shared)
        places: list[pygame.Rect] = []
        for number, row in enumerate([*above, *below]):
            is_left = number < len(above)
            x = self.margin + (0 if is_left else room - sum(row) - gap * (len(row) - 1))
            y = self._foot_top + (number - (0 if is_left else shared)) * (self.px(ROW) + gap)
            for width in row:
                places.append(pygame.Rect(x, y, width, self.px(ROW)))
                x += width + gap
        return [
            self.button(place, text, deed, enabled=enabled, fixed=True)
            for place, (text, deed, enabled) in zip(places, buttons, strict=True)
        ]

    def choice(
        self,
        spot: tuple[int, int],
        options: Sequence[tuple[Value, str]],
        chosen: Value,
        deed: Callable[[Value], object],
        *,
        fixed: bool = False,
    ) -> int:
        """Put buttons on the page of which one is chosen, in one row or in more; returns where they end below."""
        (x, y), height = spot, self.px(ROW - 4)
        for value, text in options:
            width = self.text_width(text) + self.px(26)
            if x > spot[0] and x + width > self.rect.width - self.margin:
                x, y = spot[0], y + height - 1
            rect = pygame.Rect(x, y, width, height)
            self.button(rect, text, partial(deed, value), chosen=value == chosen, fixed=fixed)
            x = rect.right - 1
        return y + height

    def tabs(self, options: Sequence[tuple[Value, str]], chosen: Value, deed: Callable[[Value], object]) -> None:
        """Put buttons beside the title, of which one is chosen."""
        self._beside_title = sum(self.text_width(words) + self.px(26) for _, words in options)
        left = self.rect.width - self.margin - self._beside_title
        rule = self.margin + round(self._title_size * 1.35)
        self.choice((left, rule - self.px(ROW - 4) - self.px(3)), options, chosen, deed, fixed=True)
        self._beside_title += self.px(16)

    def beside(self, column: float, top: int) -> tuple[int, int]:
        """Return where that begins which a label at the left names: in a column, or below it where that is narrow."""
        body = self.body
        if self.is_wide:
            return body.left + self.px(column), top
        return body.left, top + round(self.px(HEADING) * LINE) + self.px(4)

    def text_width(self, text: str) -> int:
        """Return how wide the letters of a button are."""
        return write(text, "Regular", self.px(LETTERS), INK).get_width()

    def text_height(self, text: str, width: int, size: float = LETTERS) -> int:
        """Return how high text is, broken to a width."""
        return len(broken(text, "Regular", self.px(size), width)) * round(self.px(size) * LINE)

    def say(self, message: str, is_error: bool = False) -> None:
        """Tell the player something in the line above the foot."""
        self.message, self.is_error = message, is_error
        if self.window is not None and self._lines_needed() != self._message_lines:
            self.rebuild()
        self.repaint()

    def repaint(self) -> None:
        """Have the ground painted anew."""
        self._ground = None
        if self.roll is not None:
            self.roll.repaint()

    def rebuild(self) -> None:
        """Build everything anew."""
        if self.window is not None:
            self.open(self.window)

    def text(
        self, sheet: pygame.Surface, text: str, spot: tuple[int, int], width: int, size: float = LETTERS, **look: Any
    ) -> int:
        """Write text broken to a width; returns where it ends. `look`: face, colour, most (lines)."""
        face, colour = look.get("face", "Regular"), look.get("colour", INK)
        pixels = self.px(size)
        x, y = spot
        lines = broken(text, face, pixels, width)
        most = look.get("most", len(lines))
        if len(lines) > most:
            lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), face, pixels, width)]
        for line in lines:
            letters = write(line, face, pixels, colour)
            sheet.blit(letters, (x, y))
            y += round(pixels * LINE)
        return y

    # --- scene ------------------------------------------------------------------------------------------------------

    def open(self, window: Window) -> None:
        """Build for the window's size."""
        self.window = window
        self.rect = window.surface.get_rect()
        self.manager = manager(self.rect.size, window.scale)
        self._deeds = {}
        self.focus.clear()
        self._ground = None
        scrolled = 0 if self.roll is None else self.roll.scrolled
        self.roll = None
        self._foot_rows, self._beside_title, self._message_lines = 1, 0, self._lines_needed()
        self.build()
        if self.roll is not None:
            self.roll.scroll(scrolled)
        self.focus.settle()
        self.manager.update(0.0)  # else the page would be bare for a frame

    def handle(self, event: pygame.event.Event) -> None:
        """Buttons do their deeds; the rest is the subclass's."""
        assert self.manager is not None
        if event.type == pygame.KEYDOWN and self.focus.key(event):
            return
        used = self.manager.process_events(event)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.focus.follow_mouse()
        if event.type == UI_BUTTON_PRESSED and event.ui_element in self._deeds:
            self.press(event.ui_element)
        elif self.roll is not None and not used and self.roll.handle(event):
            return
        elif event.type == pygame.KEYDOWN:
            if not used:
                self.key(event)
        else:
            self.changed(event)

    def press(self, button: UIButton) -> None:
        """Do the deed of a button."""
        self.focus.put_on(button)
        self.here.sounds.play("click")
        self._deeds[button]()

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line of the page."""
        return self.focus.is_typing

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

    def _frame(self, sheet: pygame.Surface) -> None:
        edge = self.px(8)
        pygame.draw.rect(sheet, FRAME, self.rect.inflate(-2 * edge, -2 * edge), 2)
        pygame.draw.rect(sheet, FAINT_INK, self.rect.inflate(-2 * edge - 8, -2 * edge - 8), 1)
        if self.title:
            size = self._title_size
            room = self.rect.width - 2 * self.margin - self._beside_title
            while size > self.px(LETTERS) and measure(self.title, "Bold", size)[0] > room:
                size -= 1
            letters = write(shortened(self.title, "Bold", size, room), "Bold", size, INK)
            y = self.margin + round(self._title_size * 1.35)
            sheet.blit(letters, letters.get_rect(bottomleft=(self.margin, y - self.px(3))))
            pygame.draw.line(sheet, FRAME, (self.margin, y), (self.rect.width - self.margin, y))

    def _message(self, sheet: pygame.Surface) -> None:
        if self.message:
            colour = WARNING if self.is_error else INK
            spot = self.body.left, self._message_top
            self.text(sheet, self.message, spot, self.body.width, LETTERS, colour=colour, most=self._message_lines)


def _in_rows(widths: Sequence[int], room: int, gap: int) -> list[list[int]]:
    """Return widths in rows that are no wider than the room."""
    rows: list[list[int]] = []
    for width in widths:
        if rows and sum(rows[-1]) + gap * len(rows[-1]) + width <= room:
            rows[-1].append(width)
        else:
            rows.append([width])
    return rows
