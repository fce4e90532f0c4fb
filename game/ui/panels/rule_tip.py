"""The slip of paper that says what a term under the pointer means, in the words of the rulebook.

It comes when the pointer rests, beside the panel that the term stands on, and goes with the next move, click or key. A
click on the term has it come at once and stay, whatever the pointer does, until something else is clicked or a key is
pressed; a click on the slip opens the rulebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pygame

from game.desk.painted import LEFT, PaintedPanel
from game.desk.requests import ReadHelp
from game.desk.rule_texts import meaning
from game.desk.sheets import Sheet, Spot
from game.ui.panels import Panel
from game.ui.panels.column import SideColumn
from game.ui.seen import Seen
from game.view.flowing import LINK
from game.view.theme import FAINT_INK, FRAME, INK

RESTS: Final = 0.3
"""Seconds that the pointer rests before the slip comes."""
WIDTH: Final = 330
GAP: Final = 8


class RuleTip:
    """The slip. `section` is what the term under the pointer is explained by, "" if there is none."""

    def __init__(self, panels: Callable[[], Iterable[Panel]]) -> None:
        """`panels` returns those that may be written on, the uppermost first."""
        self.section = ""
        self._panels = panels
        self.sheet: Sheet | None = None
        self.rect = pygame.Rect(0, 0, 0, 0)
        self._spot: Spot | None = None
        self._at = pygame.Rect(0, 0, 0, 0)
        self._panel = pygame.Rect(0, 0, 0, 0)
        self._rested = 0.0
        self.is_pinned = False
        """Whether the slip stays though the pointer moves."""

    @property
    def words(self) -> str:
        """What the bottom line says of the left button."""
        if self._spot is None or self.is_pinned:
            return ""
        return f"Left: open the rulebook at {self.section}" if self._spot.leads else "Left: say what this means"

    @property
    def is_shown(self) -> bool:
        """Whether the pointer has rested long enough, or a click has asked for it."""
        return self._spot is not None and (self.is_pinned or self._rested >= RESTS)

    def follow(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Take note of where the pointer goes; whatever else is done takes the slip away. Whether the words change."""
        before = self._spot
        if event.type == pygame.MOUSEMOTION:
            if not self.is_pinned:
                self._look(event.pos, seen)
        elif event.type == pygame.MOUSEBUTTONDOWN and self._is_on_slip(event):
            return False
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT:
            self._pin(event.pos, seen)
        elif event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL):
            self._point_at(None)
        return self._spot != before

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Open the rulebook for a click on the slip that stays; whether it was one."""
        if event.type != pygame.MOUSEBUTTONDOWN or not self._is_on_slip(event):
            return False
        if event.button == LEFT:
            seen.window.ask(ReadHelp(self.section))
            self._point_at(None)
        return True

    def update(self, seconds: float) -> bool:
        """Go on by so much time; whether the slip comes now."""
        was_shown, self._rested = self.is_shown, self._rested + seconds
        return self.is_shown and not was_shown

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the slip if the pointer rests on a term."""
        if not self.is_shown or self._spot is None:
            return
        if self.sheet is None:
            self.sheet = _painted(self._spot, seen, self.is_pinned)
            self.rect = self._place(self.sheet, seen.layout.map.union(seen.layout.side))
        surface.blit(self.sheet.picture, self.rect)
        pygame.draw.rect(surface, FRAME, self.rect, 1)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _is_on_slip(self, event: pygame.event.Event) -> bool:
        return self.is_pinned and self.sheet is not None and self.rect.collidepoint(event.pos)

    def _pin(self, place: tuple[int, int], seen: Seen) -> None:
        """Have the slip of what was clicked on come and stay, if a click on it does nothing else; else go."""
        self._point_at(None)
        self._look(place, seen)
        if self._spot is not None and (self._spot.leads or self._spot.act is not None):
            self._point_at(None)
        self.is_pinned = self._spot is not None

    def _look(self, place: tuple[int, int], seen: Seen) -> None:
        for panel in _written(self._panels(), seen):
            if panel.is_shown(seen) and panel.rect.collidepoint(place):
                found = panel.spot_at(place)
                if found is None or not found[0].section:
                    break
                self._panel, self._at = panel.rect, found[1]
                self._point_at(found[0])
                return
        self._point_at(None)

    def _point_at(self, spot: Spot | None) -> None:
        if spot == self._spot:
            return
        self._spot, self.sheet, self._rested, self.is_pinned = spot, None, 0.0, False
        self.section = "" if spot is None else spot.section

    def _place(self, sheet: Sheet, room: pygame.Rect) -> pygame.Rect:
        """Return where the slip goes: to the left of the panel, or where there is no room to its right."""
        rect = pygame.Rect(self._panel.left - sheet.px(GAP) - sheet.width, self._at.top, sheet.width, sheet.height)
        if rect.left < 0:
            rect.left = self._panel.right + sheet.px(GAP)
        return rect.clamp(room)


def _written(panels: Iterable[Panel], seen: Seen) -> Iterator[PaintedPanel[Seen]]:
    """Yield those panels that are written on, and of the column the one that has its middle."""
    for panel in panels:
        if isinstance(panel, SideColumn):
            yield panel.middle(seen)
        elif isinstance(panel, PaintedPanel):
            yield panel


def _painted(spot: Spot, seen: Seen, stays: bool) -> Sheet:
    sheet = Sheet(seen.window.px(WIDTH), seen.window.scale)
    found = meaning(spot.section, spot.term)
    sheet.skip(5)
    if found is not None:
        sheet.write(found.title, face="Bold")
        if found.of_term:
            sheet.write(f"{found.of_term}.")
            sheet.skip(3)
        sheet.write(found.words, ink=FAINT_INK if found.of_term else INK)
    sheet.skip(3)
    small = round(sheet.size * 0.9)
    if stays:
        sheet.write(f"Open the rulebook at {spot.section}", ink=LINK, size=small)
    else:
        words = "opens the rulebook here" if spot.leads else "keeps this slip"
        sheet.write(f"A click {words}.", face="Italic", ink=FAINT_INK, size=small)
    sheet.skip(5)
    return sheet
