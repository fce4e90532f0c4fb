"""The focus of a page: on its buttons, its lines to type in, and the list or text that it has of its own."""

from __future__ import annotations

from typing import Final, Protocol

import pygame

from game.desk.focus import ARROWS, draw_focus, moved, presses
from game.desk.keys import is_repeat
from game.desk.roll import Roll
from game.view.widgets import TextLine, UIButton, UIManager

LIST: Final = -1
"""The stop that is the page's own list or text."""

Stop = UIButton | TextLine


class Stops(Protocol):
    """What the focus needs of a page."""

    default: str
    manager: UIManager | None
    roll: Roll | None

    def list_area(self) -> pygame.Rect | None:
        """Return where the page has a list or a text of its own, whose keys are taken by `key`."""

    def press(self, button: UIButton) -> None:
        """Do the callback of a button."""

    def reveal(self, button: Stop) -> None:
        """Scroll so that a button or a line is in view."""


class PageFocus:
    """What keys press or type into on one page. Stops are counted as they are made: so the focus outlives a rebuild."""

    def __init__(self, page: Stops) -> None:
        self.page = page
        self._stops: list[Stop] = []
        self._words: list[str] = []
        self._place: int | None = None
        self._by_keys = False  # whether keys have led the focus last

    def clear(self) -> None:
        """Forget all stops: the page is made again."""
        self._stops, self._words = [], []

    def add(self, stop: Stop, words: str = "") -> None:
        """Take a button or a line on."""
        self._stops.append(stop)
        self._words.append(words)

    @property
    def stop(self) -> Stop | None:
        """What has the focus; None if that is the list."""
        known = self._place is not None and 0 <= self._place < len(self._stops)
        return self._stops[self._place] if known and self._place is not None else None

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line of the page."""
        return any(isinstance(stop, TextLine) and stop.is_focused for stop in self._stops)

    def put_on(self, stop: Stop) -> None:
        """Put the focus on a button or a line."""
        self._go_to(self._stops.index(stop))

    def restore(self) -> None:
        """Have the focus where it was before the page was made again; at first on the default, else on the list."""
        usable = [place for place, stop in enumerate(self._stops) if stop.is_enabled]
        if self._place is not None and self._place < len(self._stops):
            self._go_to(self._place)
        elif self.page.default in self._words:
            self._go_to(self._words.index(self.page.default))
        elif self.page.list_area() is not None or not usable:
            self._place = LIST
        else:
            self._go_to(usable[0])

    def key(self, event: pygame.event.Event) -> bool:
        """Take a key that leads the focus on or presses what has it; returns whether it was one."""
        here = self.stop
        if event.key == pygame.K_TAB:
            self.move(event)
        elif not isinstance(here, UIButton):
            return False
        elif event.key in ARROWS:
            self.move(event)
        elif presses(event) and not is_repeat(event) and here.is_enabled:
            self.page.press(here)
        else:
            return False
        return True

    def move(self, event: pygame.event.Event) -> None:
        """Lead the focus on."""
        area = self.page.list_area()
        places = {} if area is None else {LIST: area}
        places |= {place: stop.rect for place, stop in enumerate(self._stops) if stop.is_enabled}
        there = moved(event, places, self._place)
        self._by_keys = True
        if there is not None:
            self._go_to(there)

    def follow_mouse(self) -> None:
        """Go where was clicked: into a line, or out of one."""
        self._by_keys = False
        typed = [place for place, stop in enumerate(self._stops) if isinstance(stop, TextLine) and stop.is_focused]
        if typed:
            self._place = typed[0]
        elif isinstance(self.stop, TextLine) or self.page.list_area() is not None:
            self._place = LIST

    def draw(self, surface: pygame.Surface) -> None:
        """Draw a frame around what has the focus; around the list only where keys have led there."""
        here, roll = self.stop, self.page.roll
        area = self.page.list_area() if here is None and self._by_keys else None
        if area is not None:
            draw_focus(surface, area.clip(surface.get_rect().inflate(-8, -8)))
        if here is None or not here.is_enabled:
            return
        clip = surface.get_clip()
        if roll is not None and roll.holds(here):
            surface.set_clip(roll.view.inflate(10, 10))
        draw_focus(surface, here.rect)
        surface.set_clip(clip)

    def _go_to(self, place: int) -> None:
        assert self.page.manager is not None
        self._place = place
        here = self.stop
        self.page.manager.set_focus_set({here} if isinstance(here, TextLine) else None)
        if here is not None:
            self.page.reveal(here)
