"""The right-hand column: stack list on top, minimap at the foot, between them what the moment calls for.

An attack that is being put together has the room first, then the selected unit, then how things stand. Where the
column is short, the minimap makes way for the forecast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.desk.painted import PaintedPanel
from game.ui.panels.forecast_panel import ForecastPanel
from game.ui.panels.minimap import MiniMap
from game.ui.panels.stack_list import HEAD, ROW, StackList
from game.ui.panels.standing import Standing
from game.ui.panels.unit_card import UnitCardPanel
from game.view.theme import FRAME

if TYPE_CHECKING:
    from game.ui.board import Board

SHORT: Final = 860
"""Height at scale 1 below which the minimap makes way for the forecast, and stacks show fewer rows."""
TINY: Final = 600
"""Height at scale 1 below which there is no minimap at all."""
MINIMAP, MINIMAP_OF_TALL = 168, 230
ROWS, ROWS_OF_SHORT, ROWS_BY_FORECAST, ROWS_OF_TINY = 5, 3, 2, 1


class SideColumn:
    """The column as one panel."""

    def __init__(self, rect: pygame.Rect, scale: float, before: SideColumn | None = None) -> None:
        """Stand in a part of the window; what was scrolled in the column `before` stays so."""
        self.rect = rect
        self.scale = scale
        self.stack = StackList(rect, scale)
        self.forecast = ForecastPanel(rect, scale)
        self.card = UnitCardPanel(rect, scale)
        self.standing = Standing(rect, scale)
        if before is not None:
            for panel, was in zip(self.written, before.written, strict=True):
                panel.go_on_from(was)
        self.minimap = MiniMap(rect, scale)
        self._has_minimap = True

    @property
    def written(self) -> tuple[PaintedPanel[Board], ...]:
        """The parts that scroll, whether they are there now or not."""
        return self.stack, self.forecast, self.card, self.standing

    @property
    def is_short(self) -> bool:
        """Whether there is little room."""
        return self.rect.height < SHORT * self.scale

    @property
    def is_tiny(self) -> bool:
        """Whether there is hardly any room: a small window with large letters."""
        return self.rect.height < TINY * self.scale

    def middle(self, board: Board) -> PaintedPanel[Board]:
        """Return the panel that has the middle now."""
        if board.selection.draft is not None:
            return self.forecast
        return self.card if board.selection.unit is not None else self.standing

    def refresh(self, board: Board) -> None:
        """Divide the room anew and have every part painted anew if it has changed."""
        fighting = board.selection.draft is not None
        rows = self._rows(board, fighting)
        inner = self.rect.inflate(-2, 0).move(1, 0)
        top = pygame.Rect(inner.left, inner.top, inner.width, round((HEAD + rows * ROW) * self.scale) + 4)
        self._has_minimap = not self.is_tiny and not (fighting and self.is_short)
        tall = not self.is_short and not fighting
        foot = round((MINIMAP_OF_TALL if tall else MINIMAP) * self.scale) if self._has_minimap else 0
        between = pygame.Rect(inner.left, top.bottom, inner.width, inner.bottom - top.bottom - foot)
        self.stack.move_to(top)
        for panel in (self.forecast, self.card, self.standing):
            panel.move_to(between)
        self.minimap.move_to(pygame.Rect(inner.left, between.bottom, inner.width, foot))
        self.stack.refresh(board)
        for panel in (self.forecast, self.card, self.standing):
            panel.refresh(board)

    def _rows(self, board: Board, fighting: bool) -> int:
        """Return for how many units the stack list has room; the height stays the same while the pointer roams."""
        most = ROWS
        if self.is_short:
            most = ROWS_BY_FORECAST if fighting else ROWS_OF_SHORT
        if self.is_tiny:
            most = ROWS_OF_TINY if fighting else ROWS_BY_FORECAST
        chosen = board.selection.hex
        return most if chosen is None else max(1, min(most, len(board.units_in(chosen))))

    def handle(self, event: pygame.event.Event, board: Board) -> bool:
        """Hand the event to the parts that are there; what is pressed on the column never reaches the map."""
        if self._has_minimap and self.minimap.handle(event, board):
            return True
        if self.middle(board).handle(event, board) or self.stack.handle(event, board):
            return True
        if event.type == pygame.MOUSEWHEEL:
            return self.rect.collidepoint(pygame.mouse.get_pos())
        return event.type == pygame.MOUSEBUTTONDOWN and bool(self.rect.collidepoint(event.pos))

    def draw(self, surface: pygame.Surface, board: Board) -> None:
        """Draw the parts that are there."""
        self.middle(board).draw(surface, board)
        self.stack.draw(surface, board)
        if self._has_minimap:
            self.minimap.draw(surface, board)
        pygame.draw.line(surface, FRAME, self.rect.topleft, self.rect.bottomleft)
