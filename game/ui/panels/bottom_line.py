"""The bottom line: what lies under the pointer, what the buttons would do there, the last message to the player."""

from __future__ import annotations

from typing import Final

import pygame

from game.ui.hints import click_words, ground_words
from game.ui.seen import Seen
from game.view.lettering import measure, shortened, write
from game.view.theme import FAINT_INK, FRAME, INK, PAPER

ERROR: Final = (150, 24, 20)
BETWEEN: Final = " · "
"""What stands between the words of the left and of the right button."""
SMALLER: Final = 0.8
"""Size of the letters where two lines take the room of one."""
EDGE: Final = 10
"""Pixels beside and between what is said at the left and at the right."""


class BottomLine:
    """One line over the whole width."""

    def __init__(self, rect: pygame.Rect) -> None:
        self.rect = rect
        self.written: list[str] = []
        """What can be read on the line at the right, a string for each line, cut as it is."""
        self._picture: pygame.Surface | None = None

    def refresh(self, seen: Seen) -> None:
        """Redraw at the next `draw`."""
        self._picture = None

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """The line takes no events."""
        return False

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the line."""
        if self._picture is None:
            self._picture = self._painted(seen)
        surface.blit(self._picture, self.rect)

    def _painted(self, seen: Seen) -> pygame.Surface:
        picture = pygame.Surface(self.rect.size)
        picture.fill(PAPER)
        pygame.draw.line(picture, FRAME, (0, 0), (self.rect.width, 0))
        size = round(self.rect.height * 0.52)
        chosen = seen.selection
        if chosen.message:
            left, colour = chosen.message, ERROR if chosen.is_error else INK
        else:
            left = "" if chosen.pointed is None else ground_words(seen.game, chosen.pointed)
            of_overlay = (
                "" if seen.overlay is None or seen.overlay.words is None else seen.overlay.words(seen.shown, chosen)
            )
            left = f"{left.split(', ')[0]} {of_overlay}" if of_overlay else left
            colour = INK
        orders_too = seen.window.settings.left_click_orders
        right = seen.tip or ("" if seen.is_showing else click_words(seen.shown, chosen, orders_too))
        room = self.rect.width - 3 * EDGE
        lines = [right]
        if measure(right, "Regular", size)[0] > room - min(room // 2, measure(left, "Regular", size)[0]):
            lines = right.split(BETWEEN)  # what each button does has a line of its own
        small = size if len(lines) == 1 else round(size * SMALLER)
        wants = max(measure(line, "Regular", small)[0] for line in lines)
        letters = write(shortened(left, "Regular", size, max(room // 2, room - wants)), "Regular", size, colour)
        picture.blit(letters, (EDGE, (self.rect.height - letters.get_height()) // 2))
        room -= letters.get_width()  # each may have what the other leaves
        self.written = [shortened(line, "Regular", small, room) for line in lines]
        for place, line in enumerate(self.written):
            letters = write(line, "Regular", small, FAINT_INK)
            middle = self.rect.height * (2 * place + 1) // (2 * len(lines))
            picture.blit(letters, letters.get_rect(midright=(self.rect.width - EDGE, middle)))
        return picture
