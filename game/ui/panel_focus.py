"""The focus on panels and windows of the board: Tab leads from the map through them and back, arrows within them.

The ring goes from the map over the column and what lies on the map to the windows at the side and the bars; what a
window covers is left out. Enter and Space press what is framed, Escape leads back to the map. A panel is in the ring if
it offers what `Focusable` asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol, runtime_checkable

import pygame

from game.desk.focus import ARROWS, draw_focus, moved, presses
from game.desk.keys import Action, is_repeat
from game.desk.painted import PaintedPanel
from game.ui.panels import Panel
from game.ui.panels.column import SideColumn
from game.ui.play import Play
from game.ui.seen import Seen

STEPS: Final = {Action.PANELS: 1, Action.PANELS_BACK: -1}
PAGES: Final = {pygame.K_PAGEUP: -1, pygame.K_PAGEDOWN: 1}

CLOSE: Final = "close"
"""The stop of a window that closes it."""

HOW: Final = "Arrows choose, {enter} presses, {tab} goes on to the next panel, {escape} back to the map."


@runtime_checkable
class Focusable(Protocol):
    """What a panel offers so that keys can do what clicks on it do; `PaintedPanel` has all of it."""

    rect: pygame.Rect

    def is_shown(self, seen: Seen) -> bool:
        """Whether the panel is there."""

    def stops(self, seen: Seen, links: bool = True) -> dict[str, pygame.Rect]:
        """Return what keys lead to, each with its place as if nothing were scrolled; `links`: to the rulebook too."""

    def place_of(self, name: str, seen: Seen) -> pygame.Rect | None:
        """Return where in the window a stop is seen; None if it is not."""

    def press(self, name: str, seen: Seen) -> None:
        """Do what a click on a stop does."""

    def reveal(self, name: str, seen: Seen) -> None:
        """Scroll so that a stop is in view."""

    def turn_page(self, pages: int) -> None:
        """Scroll by most of what is seen, down or up (-1)."""


class PanelFocus:
    """What the keys press on the board; the map has them while `panel` is None."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.panel: Focusable | None = None
        self.stop = ""
        self._at = pygame.Rect(0, 0, 0, 0)  # where the stop was last: it may go away

    # --- events -----------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.event.Event) -> bool:
        """Take a key that leads the focus on, or presses what has it; a click anywhere gives the keys to the map."""
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.leave()
        if event.type != pygame.KEYDOWN or self.play.popups.modal or self.play.is_showing:
            return False
        self.settle()
        action = self.play.window.keys.action_of(event)
        if action in STEPS:
            self._go_round(STEPS[action])
            return True
        return self.panel is not None and self._key(event, self.panel, action)

    def leave(self) -> None:
        """Give the keys back to the map."""
        self.panel, self.stop = None, ""

    def settle(self) -> None:
        """Stay on what there is: next to a stop that has gone, on the map if the panel has.

        Panels are made again for every size of the window: then it is the one of the same kind.
        """
        if self.panel is None:
            return
        self.panel = next((panel for panel in ring(self.play) if type(panel) is type(self.panel)), None)
        if self.panel is None:
            self.leave()
            return
        stops = self.panel.stops(self.play)
        if self.stop not in stops:
            self._go_to(min(stops, key=lambda name: _apart(stops[name], self._at)))
        else:
            self._at = stops[self.stop]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw a frame around what keys press."""
        if self.play.popups.modal:
            return
        self.settle()
        place = None if self.panel is None else self.panel.place_of(self.stop, self.play)
        if place is not None:
            draw_focus(surface, place.inflate(-4, -4))

    # --- inside -----------------------------------------------------------------------------------------------------

    def _key(self, event: pygame.event.Event, panel: Focusable, action: Action | None) -> bool:
        if event.key == pygame.K_ESCAPE or action is Action.CANCEL:
            self.leave()
        elif presses(event):
            if not is_repeat(event):
                panel.press(self.stop, self.play)
        elif event.key in (pygame.K_HOME, pygame.K_END):
            stops = list(panel.stops(self.play))
            self._go_to(stops[0 if event.key == pygame.K_HOME else -1])
        elif event.key in PAGES:
            panel.turn_page(PAGES[event.key])
        elif event.key in ARROWS and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            there = moved(event, panel.stops(self.play), self.stop)
            if there is not None:
                self._go_to(there)
        else:
            return False
        return True

    def _go_round(self, step: int) -> None:
        """Go on to the next panel of the ring, or the one before; the map is one of its places."""
        panels: list[Focusable | None] = [None, *ring(self.play)]
        was = self.panel
        self.panel = panels[(panels.index(was) + step) % len(panels)]
        if self.panel is None:
            self.leave()
            return
        self._go_to(_first(self.panel.stops(self.play, links=False), self.panel.stops(self.play)))
        if was is None:
            keys = self.play.window.keys
            tab, escape = keys.shown(Action.PANELS) or "a key", keys.shown(Action.CANCEL) or "Escape"
            self.play.say(HOW.format(enter="Enter", tab=tab, escape=escape))

    def _go_to(self, name: str) -> None:
        assert self.panel is not None
        self.stop, self._at = name, self.panel.stops(self.play)[name]
        self.panel.reveal(name, self.play)


def ring(play: Play) -> list[Focusable]:
    """Return the panels through which keys lead: those that are there, are not covered, and have something to press."""
    windows = [popup for popup in play.popups.shown if not popup.modal]
    open_ = [panel for panel in _in_turn(play) if panel.is_shown(play) and panel.stops(play)]
    return [
        panel
        for panel in open_
        if panel in windows or not any(window.rect.collidepoint(panel.rect.center) for window in windows)
    ]


def _in_turn(play: Play) -> Iterator[Focusable]:
    """Yield the windows at the side, which were opened last, the column, other panels, then the bars."""
    bars = []
    yield from (popup for popup in reversed(play.popups.shown) if not popup.modal)
    for panel in sorted(play.panels, key=_comes_first):
        if isinstance(panel, SideColumn):
            yield from (panel.middle(play), panel.stack)
        elif isinstance(panel, PaintedPanel):
            yield panel
        elif isinstance(panel, Focusable):
            bars.append(panel)
    yield from bars


def _comes_first(panel: Panel) -> bool:
    return not isinstance(panel, SideColumn)


def _first(*stops: dict[str, pygame.Rect]) -> str:
    """Return where the focus comes to on a panel: the first stop that does not close it, if there is one."""
    names = [name for some in stops for name in some]
    return next((name for name in names if name != CLOSE), names[0])


def _apart(one: pygame.Rect, other: pygame.Rect) -> tuple[int, int]:
    """Return how far two places are from each other, lines before columns."""
    return abs(one.centery - other.centery), abs(one.centerx - other.centerx)
