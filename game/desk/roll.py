"""The part of a page that scrolls: buttons and words that need more height than the window has.

Everything on a roll is placed as if the window were high enough; the roll moves it under the wheel, its bar and the
keys, and cuts off what lies beyond its edges, for the eye and for the mouse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pygame

from game.view.theme import FAINT_INK, FRAME, PAPER
from game.view.widgets import DISABLED, UIContainer, UIElement, UIManager

BAR: Final = 10
"""Pixels of the bar at scale 1; it stands in the margin at the right of the roll."""
NOTCH: Final = 60
"""Pixels that one notch of the wheel moves, at scale 1."""
LEFT: Final = 1


class Roll:
    """One part of a page, `view` in the window; `bottom` is where what lies on it ends, unscrolled."""

    def __init__(self, view: pygame.Rect, manager: UIManager, scale: float, scrolled: int = 0) -> None:
        self.view = view
        self.scale = scale
        self.bottom = view.bottom
        self.scrolled = scrolled
        self._shelf = UIContainer(view, manager)
        self._elements: list[tuple[UIElement, pygame.Rect]] = []
        self._held: int | None = None  # where on the bar's grip it was taken
        self._paper: pygame.Surface | None = None

    @property
    def shelf(self) -> UIContainer:
        """The container in which elements of the roll have to be made, at `on_shelf` of their place."""
        return self._shelf

    def on_shelf(self, rect: pygame.Rect) -> pygame.Rect:
        """Return a place in the window as the shelf counts it."""
        return rect.move(-self.view.left, -self.view.top)

    def add(self, element: UIElement, rect: pygame.Rect) -> None:
        """Take an element on, at a place in the window as if nothing were scrolled."""
        self._elements.append((element, rect.copy()))
        self.bottom = max(self.bottom, rect.bottom)

    def reach(self, bottom: int) -> None:
        """Have room down to here."""
        self.bottom = max(self.bottom, bottom)

    def holds(self, element: UIElement) -> bool:
        """Whether an element lies on the roll."""
        return any(one is element for one, _ in self._elements)

    # --- scrolling --------------------------------------------------------------------------------------------------

    @property
    def most(self) -> int:
        """How far it can be scrolled; 0 if everything is in view."""
        return max(0, self.bottom - self.view.bottom)

    def scroll(self, pixels: int) -> None:
        """Move on by so much, as far as there is anything."""
        self.scrolled = max(0, min(self.most, self.scrolled + pixels))
        for element, rect in self._elements:
            element.set_relative_position(self.on_shelf(rect).move(0, -self.scrolled).topleft)

    def reveal(self, element: UIElement) -> None:
        """Scroll so that an element is in view, if it lies on the roll."""
        for one, rect in self._elements:
            if one is element:
                above = rect.top - self.view.top
                below = rect.bottom - self.view.bottom
                self.scroll(min(above, max(below, self.scrolled)) - self.scrolled)

    def handle(self, event: pygame.event.Event) -> bool:
        """Take the wheel over the roll, and the mouse on its bar; whether the event was meant for them."""
        if not self.most:
            return False
        if event.type == pygame.MOUSEWHEEL and self.view.union(self._groove()).collidepoint(pygame.mouse.get_pos()):
            self.scroll(-event.y * round(NOTCH * self.scale))
            return True
        return self._drag(event)

    def turn_page(self, step: int) -> None:
        """Scroll by what is in view, down or up (-1), less a line."""
        self.scroll(step * (self.view.height - round(NOTCH * self.scale)))

    def _drag(self, event: pygame.event.Event) -> bool:
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT and self._groove().collidepoint(event.pos):
            grip = self._grip()
            self._held = event.pos[1] - grip.top if grip.collidepoint(event.pos) else grip.height // 2
        elif event.type == pygame.MOUSEBUTTONUP and self._held is not None:
            self._held = None
            return True
        elif event.type != pygame.MOUSEMOTION or self._held is None:
            return False
        if self._held is not None:
            groove, grip = self._groove(), self._grip()
            room = max(1, groove.height - grip.height)
            self.scroll(round((event.pos[1] - self._held - groove.top) * self.most / room) - self.scrolled)
        return True

    # --- drawing ----------------------------------------------------------------------------------------------------

    def repaint(self) -> None:
        """Have what lies under the elements repainted."""
        self._paper = None

    def draw(self, surface: pygame.Surface, paint: Callable[[pygame.Surface], None]) -> None:
        """Draw what `paint` puts under the elements, at places in the window as if nothing were scrolled."""
        if self._paper is None:
            self._paper = pygame.Surface((surface.get_width(), self.bottom))
            self._paper.fill(PAPER)
            paint(self._paper)
        surface.blit(self._paper, self.view, self.view.move(0, self.scrolled))
        if self.most:
            pygame.draw.rect(surface, DISABLED, self._groove())
            pygame.draw.rect(surface, FAINT_INK, self._grip())
            pygame.draw.rect(surface, FRAME, self._groove(), 1)

    def _groove(self) -> pygame.Rect:
        width = round(BAR * self.scale)
        return pygame.Rect(self.view.right + max(1, width // 4), self.view.top, width, self.view.height)

    def _grip(self) -> pygame.Rect:
        grip = self._groove()
        whole = grip.height
        grip.height = max(grip.width * 2, whole * self.view.height // max(1, self.bottom - self.view.top))
        grip.top += (whole - grip.height) * self.scrolled // max(1, self.most)
        return grip
