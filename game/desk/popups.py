"""Windows over a map: those that wait for an answer, and those at the side that stay open beside the map.

`Popups` keeps what is open and hands events over, the uppermost first. A new window is a subclass of `Popup` with
`write_body`, and is shown by `popups.show(...)`. What it is painted from is the scene that it lies over, its `Host`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Final, Protocol, TypeVar

import pygame

from game.desk.focus import ARROWS, draw_focus, moved, presses
from game.desk.keys import Action, is_repeat, key_of
from game.desk.painted import WHEEL_STEP, PaintedPanel, Parts
from game.desk.rule_links import write_ruled
from game.desk.sheets import Button, Sheet, Spot
from game.desk.stops import InWindow
from game.view.lettering import Face, Rgb, broken
from game.view.theme import FRAME, INK, PAPER

DRAWER: Final = 470
"""Width of a window at the side, at scale 1."""
DIALOG: Final = 520
SHADE: Final[Rgb] = (40, 32, 24)
SHADE_SHARE: Final = 90


class Rooms(Protocol):
    """Where a scene has its map and its column."""

    @property
    def map(self) -> pygame.Rect:
        """Where the map is."""

    @property
    def side(self) -> pygame.Rect:
        """Where the column at the right is."""


class Scenery(InWindow, Protocol):
    """What windows need of the scene that they lie over."""

    @property
    def layout(self) -> Rooms | None:
        """Where things stand; None before the scene is in a window."""

    @property
    def position(self) -> Hashable:
        """What pictures of the position depend on."""


Host = TypeVar("Host", bound=Scenery)


class Popup(PaintedPanel[Host]):
    """A window with a title, a body that scrolls, and buttons; at the side, where it leaves the map usable."""

    title = ""
    modal = False
    shades = True
    """Whether a window that waits for an answer lies over a shade."""
    is_typing = False
    takes_arrows = False
    """Whether arrows lead through what the window lists, though it does not wait for an answer."""
    toggled_by: Action | None = None

    def __init__(self, host: Host) -> None:
        assert host.window is not None
        super().__init__(pygame.Rect(0, 0, 1, 1), host.window.scale)
        self.host = host
        self.shown_by: Popups | None = None
        self.focused = ""
        """What keys press in a window that waits for an answer: the name of a spot, "" for the first button."""
        self.raised_by = ""
        """The key that has raised the window's question, which cannot answer it; until another has been pressed."""
        self.place()

    # --- for subclasses ---------------------------------------------------------------------------------------------

    def write_head(self, sheet: Sheet) -> None:
        """Write what stays between title and body."""

    def write_body(self, sheet: Sheet) -> None:
        """Write what the window shows."""

    def buttons(self) -> list[Button]:
        """Return the buttons below, the one that Enter presses first."""
        return []

    def cancel(self) -> None:
        """Do what Escape does."""
        self.close()

    def closed(self) -> None:
        """Let go of things; called once."""

    def is_harmless(self) -> bool:
        """Whether what a key would press now changes nothing: then the key that has raised the window may press it."""
        return False

    def update(self, seconds: float) -> None:
        """Go on by so much time."""

    def place(self) -> None:
        """Find the window's place; called at the beginning and when the size has changed."""
        layout, window = self.host.layout, self.host.window
        assert layout is not None
        assert window is not None
        side, whole = layout.side, layout.map.union(layout.side)
        width = min(window.px(DRAWER), whole.width * 3 // 5)
        self.scale = window.scale
        self.move_to(pygame.Rect(side.right - width, side.top, width, side.height))

    # --- panel ------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the window."""
        if self.shown_by is not None:
            self.shown_by.close(self)

    def changed(self) -> None:
        """Have the window repainted."""
        self._parts = None
        self._stale = True

    def key(self, host: Host) -> Hashable:
        """Return what the picture depends on."""
        return host.position

    def paint(self, host: Host) -> Parts:
        """Paint title, body and buttons."""
        head, body, foot = self.sheet(), self.sheet(), self.sheet()
        self._write_title(head)
        self.write_head(head)
        body.skip(4)
        self.write_body(body)
        body.skip(8)
        if self.buttons():
            self._write_buttons(foot)
        return Parts(head, body, foot)

    def handle(self, event: pygame.event.Event, host: Host) -> bool:
        """Keys answer; clicks and the wheel as in any panel. A modal window takes everything."""
        if event.type == pygame.KEYDOWN and self._pressed(event, host):
            return True
        used = super().handle(event, host)
        over = event.type == pygame.MOUSEMOTION and self.rect.collidepoint(event.pos)
        return used or self.modal or over

    def draw(self, surface: pygame.Surface, host: Host) -> None:
        """Draw the window, over a shade if it is modal and not one without."""
        if self.modal and self.shades:
            surface.blit(_shade(surface.get_size()), (0, 0))
        surface.fill(PAPER, self.rect)
        super().draw(surface, host)
        pygame.draw.rect(surface, FRAME, self.rect, 2)
        self.draw_focus(surface, host)

    def _pressed(self, event: pygame.event.Event, host: Host) -> bool:
        assert host.window is not None
        action = host.window.keys.action_of(event)
        raised, pressed = self.raised_by, key_of(event)
        self.raised_by = raised if is_repeat(event) or pressed == raised else ""
        if is_repeat(event) or (pressed == raised and not self.is_harmless()):
            return self._move(event) or self.modal
        if event.key == pygame.K_ESCAPE or (action is not None and action is self.toggled_by):
            self.cancel()
            return True
        if self.modal and (presses(event) or action is Action.CONFIRM):
            self.press(self._stop(), host)
            return True
        return self._move(event) or self.modal

    def _stop(self) -> str:
        return self.focused or next((name for name, _, act in self.buttons() if act is not None), "")

    def _move(self, event: pygame.event.Event) -> bool:
        """Lead the focus on; scroll by keys."""
        if self.modal and (event.key == pygame.K_TAB or event.key in ARROWS):
            there = moved(event, self.stops(self.host, links=False), self._stop())
            if there is not None:
                self.focused = there
                self.reveal(there, self.host)
            elif event.key in (pygame.K_UP, pygame.K_DOWN):
                self._scroll_by(ARROWS[event.key][1] * self.px(WHEEL_STEP))
            return True
        if event.key not in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
            return False
        self.turn_page(1 if event.key == pygame.K_PAGEDOWN else -1)
        return True

    def _scroll_by(self, pixels: int) -> None:
        self.scroll = max(0, self.scroll + pixels)

    def draw_focus(self, surface: pygame.Surface, host: Host) -> None:
        """Draw a frame around what keys would press."""
        place = self.place_of(self._stop(), host) if self.modal else None
        if place is not None:
            draw_focus(surface, place.inflate(-4, -4))

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write_title(self, sheet: Sheet) -> None:
        sheet.skip(6)
        side = sheet.px(22)
        if not self.modal:
            sheet.button("close", "×", pygame.Rect(sheet.width - sheet.margin - side, sheet.y, side, side), self.close)
        size = round(sheet.size * 1.3)
        for line in broken(self.title, "Bold", size, sheet.inner - side):
            sheet.put(line, sheet.margin, sheet.y, face="Bold", size=size)
            sheet.y += max(side, round(sheet.line_height * 1.3))
        sheet.skip(4)
        sheet.rule(FRAME)

    def _write_buttons(self, sheet: Sheet) -> None:
        sheet.rule()
        sheet.skip(6)
        sheet.button_row(self.buttons())
        sheet.skip(8)


@lru_cache(maxsize=1)
def _shade(size: tuple[int, int]) -> pygame.Surface:
    """Return what darkens the board behind a window that waits for an answer."""
    shade = pygame.Surface(size)
    shade.fill(SHADE)
    shade.set_alpha(SHADE_SHARE)
    return shade


def write_link(
    sheet: Sheet,
    name: str,
    words: str,
    act: Callable[[], None] | None,
    *,
    face: Face = "Regular",
    ink: Rgb = INK,
    indent: int = 0,
) -> None:
    """Write a paragraph that can be clicked; sections of the rulebook named in it lead there."""
    top, place = sheet.y, len(sheet.spots)
    write_ruled(sheet, words, face=face, ink=ink, indent=indent)
    rect = pygame.Rect(sheet.margin - sheet.px(4), top, sheet.inner + sheet.px(8), sheet.y - top)
    if act is not None:
        sheet.spots.insert(place, Spot(name, rect, act))  # beneath those of the sections


class Dialog(Popup[Host]):
    """A window in the middle that waits for an answer; as high as what it shows."""

    modal = True

    def place(self) -> None:
        """Stand in the middle of the window."""
        assert self.host.window is not None
        self.scale = self.host.window.scale
        area = self.host.window.surface.get_rect()
        rect = pygame.Rect(0, 0, min(self.px(DIALOG), area.width - 40), max(self.rect.height, 10))
        rect.center = area.center
        self.move_to(rect)

    def paint(self, host: Host) -> Parts:
        """Paint, and take as much height as that needs."""
        parts = super().paint(host)
        assert host.window is not None
        area = host.window.surface.get_rect()
        self.rect.height = min(sum(part.height for part in parts), area.height * 4 // 5)
        self.rect.center = area.center
        return parts


Kind = TypeVar("Kind", bound=Popup[Any])


class Popups:
    """The windows that are open over the board, the uppermost last."""

    def __init__(self) -> None:
        self.shown: list[Popup[Any]] = []
        self._answering = False

    def show(self, popup: Popup[Any]) -> None:
        """Open a window; at the side there is only one at a time. A question needs a fresh press for its answer."""
        window = popup.host.window
        if popup.modal and window is not None:
            # What one answer asks next may be answered by the same key, once it has rested.
            popup.raised_by = "" if self._answering else window.presses.handling
            window.hush()
        if not popup.modal:
            for other in [other for other in self.shown if not other.modal]:
                self.close(other)
        popup.shown_by = self
        self.shown.append(popup)

    def close(self, popup: Popup[Any]) -> None:
        """Close a window."""
        if popup in self.shown:
            self.shown.remove(popup)
            popup.closed()

    def close_all(self) -> None:
        """Close everything."""
        for popup in list(self.shown):
            self.close(popup)

    def find(self, kind: type[Kind]) -> Kind | None:
        """Return the open window of a kind."""
        return next((popup for popup in self.shown if isinstance(popup, kind)), None)

    @property
    def modal(self) -> bool:
        """Whether a window waits for an answer."""
        return any(popup.modal for popup in self.shown)

    def handle(self, event: pygame.event.Event, host: Any) -> bool:
        """Hand an event to the windows, the uppermost first."""
        self._answering = True
        try:
            return any(popup.handle(event, host) for popup in reversed(list(self.shown)))
        finally:
            self._answering = False

    @property
    def takes_arrows(self) -> bool:
        """Whether arrows lead through what one of them lists."""
        return any(popup.takes_arrows for popup in self.shown)

    @property
    def is_typing(self) -> bool:
        """Whether what is typed goes into one of them."""
        return any(popup.is_typing for popup in self.shown)

    def update(self, seconds: float) -> bool:
        """Let the windows go on; whether one of them has something new to show."""
        before = list(self.shown)
        for popup in before:
            popup.update(seconds)
        return self.shown != before or any(popup.is_stale for popup in self.shown)

    def refresh(self, host: Any) -> None:
        """Have the windows repainted where something has changed."""
        for popup in self.shown:
            popup.refresh(host)

    def place(self) -> None:
        """Find new places in a window of another size."""
        for popup in self.shown:
            popup.place()
            popup.changed()

    def draw(self, surface: pygame.Surface, host: Any) -> None:
        """Draw the windows."""
        for popup in list(self.shown):
            popup.draw(surface, host)
