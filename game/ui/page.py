"""What all screens of paper share: title, buttons, lists, and the way back. Menu, settings, saves and help are pages.

A page is built anew for every size of the window. Buttons do what the function beside them says; elements that are no
buttons are asked for in `changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeVar

import pygame

from game.ui.window import Window
from game.view.lettering import broken, shortened, write
from game.view.theme import FAINT_INK, FRAME, INK, PAPER
from game.view.widgets import UI_BUTTON_PRESSED, ObjectID, UIButton, UIManager, manager

MARGIN: Final = 28
ROW: Final = 34
"""Pixels from one row of buttons to the next, at scale 1."""

TITLE, HEADING, LETTERS, SMALL = 26, 18, 15, 13
"""Pixels of letters at scale 1."""

WARNING: Final = (150, 24, 20)

Value = TypeVar("Value")
Deed = Callable[[], object]


class Page:
    """A scene that fills the window with paper. A subclass says in `build` what stands on it."""

    title = ""
    takes_every_key = False

    def __init__(self) -> None:
        self.window: Window | None = None
        self.rect = pygame.Rect(0, 0, 1, 1)
        self.manager: UIManager | None = None
        self.message = ""
        self.is_error = False
        self._deeds: dict[UIButton, Deed] = {}
        self._ground: pygame.Surface | None = None

    # --- for subclasses ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Make the elements; `self.window`, `self.rect` and `self.manager` are there."""

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint what lies under the elements; the title is there. Called again after `repaint`."""

    def changed(self, event: pygame.event.Event) -> None:
        """Take an event of an element that is no button, or of the mouse."""

    def key(self, event: pygame.event.Event) -> None:
        """Take a key press. Escape goes back."""
        if event.key == pygame.K_ESCAPE:
            self.back()

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
        """The part of the page between the title and the row of buttons at the foot."""
        margin = self.px(MARGIN)
        top = margin + self.px(TITLE * 1.9)
        bottom = self.rect.height - margin // 2 - self.px(ROW * 1.6)
        return pygame.Rect(margin, top, self.rect.width - 2 * margin, bottom - top)

    def button(
        self,
        rect: pygame.Rect,
        text: str,
        deed: Deed,
        *,
        chosen: bool = False,
        enabled: bool = True,
        left: bool = False,
    ) -> UIButton:
        """Put a button on the page, `left` with its letters at the left."""
        id_ = ObjectID("#chosen" if chosen else "#plain", "@left" if left else "@centred")
        made = UIButton(rect, text, self.manager, object_id=id_)
        self._deeds[made] = deed
        if not enabled:
            self.enable(made, False)
        return made

    def enable(self, button: UIButton, enabled: bool) -> None:
        """Say whether a button can be pressed."""
        if enabled != button.is_enabled:
            (button.enable if enabled else button.disable)()  # type: ignore[no-untyped-call]  # no types in pygame_gui

    def foot(self, *buttons: tuple[str, Deed, bool], left: int = 0) -> list[UIButton]:
        """Put a row of buttons at the foot of the page: text, deed, whether it can be pressed; some from the left."""
        height, gap = self.px(ROW), self.px(8)
        y = self.rect.height - self.px(MARGIN) // 2 - height - self.px(4)
        widths = [self.text_width(text) + self.px(36) for text, _, _ in buttons]
        places = []
        x = self.px(MARGIN)
        for width in widths[:left]:
            places.append(x)
            x += width + gap
        x = self.rect.width - self.px(MARGIN) - sum(widths[left:]) - gap * max(0, len(widths[left:]) - 1)
        for width in widths[left:]:
            places.append(x)
            x += width + gap
        return [
            self.button(pygame.Rect(place, y, width, height), text, deed, enabled=enabled)
            for place, width, (text, deed, enabled) in zip(places, widths, buttons, strict=True)
        ]

    def choice(
        self,
        spot: tuple[int, int],
        options: Sequence[tuple[Value, str]],
        chosen: Value,
        deed: Callable[[Value], object],
    ) -> int:
        """Put a row of buttons on the page of which one is chosen; returns where the row ends."""
        x, y = spot
        for value, text in options:
            rect = pygame.Rect(x, y, self.text_width(text) + self.px(26), self.px(ROW - 4))
            self.button(rect, text, partial(deed, value), chosen=value == chosen)
            x = rect.right - 1
        return x

    def text_width(self, text: str) -> int:
        """Return how wide the letters of a button are."""
        return write(text, "Regular", self.px(LETTERS), INK).get_width()

    def say(self, message: str, is_error: bool = False) -> None:
        """Tell the player something in the line above the foot."""
        self.message, self.is_error = message, is_error
        self.repaint()

    def repaint(self) -> None:
        """Have the ground painted anew."""
        self._ground = None

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
            y += round(pixels * 1.3)
        return y

    # --- scene ------------------------------------------------------------------------------------------------------

    def open(self, window: Window) -> None:
        """Build for the window's size."""
        self.window = window
        self.rect = window.surface.get_rect()
        self.manager = manager(self.rect.size, window.scale)
        self._deeds = {}
        self._ground = None
        self.build()
        self.manager.update(0.0)  # else the page would be bare for a frame

    def handle(self, event: pygame.event.Event) -> None:
        """Buttons do their deeds; the rest is the subclass's."""
        assert self.manager is not None
        used = self.manager.process_events(event)
        if event.type == UI_BUTTON_PRESSED and event.ui_element in self._deeds:
            self.here.sounds.play("click")
            self._deeds[event.ui_element]()
        elif event.type == pygame.KEYDOWN:
            if not used:
                self.key(event)
        else:
            self.changed(event)

    def update(self, seconds: float) -> None:
        """Let the elements go on."""
        assert self.manager is not None
        self.manager.update(seconds)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw paper, then the elements."""
        if self._ground is None:
            self._ground = pygame.Surface(self.rect.size)
            self._ground.fill(PAPER)
            self._frame(self._ground)
            self.paint(self._ground)
            self._message(self._ground)
        surface.blit(self._ground, (0, 0))
        assert self.manager is not None
        self.manager.draw_ui(surface)

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
            letters = write(self.title, "Bold", self.px(TITLE), INK)
            sheet.blit(letters, (self.px(MARGIN), self.px(MARGIN) - self.px(4)))
            y = self.px(MARGIN) + self.px(TITLE * 1.35)
            pygame.draw.line(sheet, FRAME, (self.px(MARGIN), y), (self.rect.width - self.px(MARGIN), y))

    def _message(self, sheet: pygame.Surface) -> None:
        if self.message:
            body = self.body
            colour = WARNING if self.is_error else INK
            line = shortened(self.message, "Regular", self.px(LETTERS), body.width)
            sheet.blit(write(line, "Regular", self.px(LETTERS), colour), (body.left, body.bottom - self.px(22)))
