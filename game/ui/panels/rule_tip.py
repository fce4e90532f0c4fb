"""The slip of paper that says what a term under the pointer means, in the words of the rulebook.

It comes when the pointer rests, beside the panel that the term stands on, and goes with the next move, click or key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pygame

from game.desk.painted import PaintedPanel
from game.desk.rule_texts import meaning
from game.desk.sheets import Sheet, Spot
from game.ui.panels.column import SideColumn
from game.view.theme import FAINT_INK, FRAME, INK

if TYPE_CHECKING:
    from game.ui.board import Board

RESTS: Final = 0.3
"""Seconds that the pointer rests before the slip comes."""
WIDTH: Final = 330
GAP: Final = 8


class RuleTip:
    """The slip. `section` is what the term under the pointer is explained by, "" if there is none."""

    def __init__(self) -> None:
        self.section = ""
        self.sheet: Sheet | None = None
        self.rect = pygame.Rect(0, 0, 0, 0)
        self._spot: Spot | None = None
        self._at = pygame.Rect(0, 0, 0, 0)
        self._panel = pygame.Rect(0, 0, 0, 0)
        self._rested = 0.0

    @property
    def words(self) -> str:
        """What the bottom line says of the left button."""
        return f"Left: the rulebook at {self.section}" if self.section else ""

    @property
    def is_shown(self) -> bool:
        """Whether the pointer has rested long enough."""
        return self._spot is not None and self._rested >= RESTS

    def follow(self, event: pygame.event.Event, board: Board) -> None:
        """Take note of where the pointer goes; whatever else is done takes the slip away."""
        if event.type == pygame.MOUSEMOTION:
            self._look(event.pos, board)
        elif event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL):
            self._point_at(None, board)

    def update(self, seconds: float) -> None:
        """Go on by so much time."""
        self._rested += seconds

    def draw(self, surface: pygame.Surface, board: Board) -> None:
        """Draw the slip if the pointer rests on a term."""
        if not self.is_shown or self._spot is None:
            return
        if self.sheet is None:
            self.sheet = _painted(self._spot, board)
            assert board.layout is not None
            self.rect = self._place(self.sheet, board.layout.map.union(board.layout.side))
        surface.blit(self.sheet.picture, self.rect)
        pygame.draw.rect(surface, FRAME, self.rect, 1)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _look(self, place: tuple[int, int], board: Board) -> None:
        for panel in _panels(board):
            if panel.is_shown(board) and panel.rect.collidepoint(place):
                found = panel.spot_at(place)
                if found is None or not found[0].section:
                    break
                self._panel, self._at = panel.rect, found[1]
                self._point_at(found[0], board)
                return
        self._point_at(None, board)

    def _point_at(self, spot: Spot | None, board: Board) -> None:
        if spot == self._spot:
            return
        self._spot, self.sheet, self._rested = spot, None, 0.0
        self.section = "" if spot is None else spot.section
        for panel in board.panels:
            panel.refresh(board)

    def _place(self, sheet: Sheet, room: pygame.Rect) -> pygame.Rect:
        """Return where the slip goes: to the left of the panel, or where there is no room to its right."""
        rect = pygame.Rect(self._panel.left - sheet.px(GAP) - sheet.width, self._at.top, sheet.width, sheet.height)
        if rect.left < 0:
            rect.left = self._panel.right + sheet.px(GAP)
        return rect.clamp(room)


def _panels(board: Board) -> Iterator[PaintedPanel[Board]]:
    """Yield the panels that are written on, the uppermost first; beneath a window that waits there are none."""
    yield from reversed(board.flow.popups.shown)
    if board.flow.popups.modal:
        return
    for panel in reversed(board.panels):
        if isinstance(panel, SideColumn):
            yield panel.middle(board)
        elif isinstance(panel, PaintedPanel):
            yield panel


def _painted(spot: Spot, board: Board) -> Sheet:
    assert board.window is not None
    sheet = Sheet(board.window.px(WIDTH), board.window.scale)
    found = meaning(spot.section, spot.term)
    sheet.skip(5)
    if found is not None:
        sheet.write(found.title, face="Bold")
        if found.of_term:
            sheet.write(f"{found.of_term}.")
            sheet.skip(3)
        sheet.write(found.words, ink=FAINT_INK if found.of_term else INK)
    sheet.skip(3)
    sheet.write("A click opens the rulebook here.", face="Italic", ink=FAINT_INK, size=round(sheet.size * 0.9))
    sheet.skip(5)
    return sheet
