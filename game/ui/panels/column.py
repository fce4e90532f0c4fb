"""The right-hand column: stack list on top, minimap at the foot, between them what the moment calls for.

An attack that is being put together has the room first, then the selected unit, then how things stand. Where the
column is short, the minimap makes way for the forecast.
"""

from __future__ import annotations

from typing import Final

import pygame

from game.desk.painted import PaintedPanel
from game.ui.panels.forecast_panel import ForecastPanel
from game.ui.panels.group_card import GroupCard
from game.ui.panels.minimap import MiniMap
from game.ui.panels.stack_list import HEAD, ROW, StackList
from game.ui.panels.standing import Standing
from game.ui.panels.task_form import TaskForm
from game.ui.panels.threat_card import ThreatCard
from game.ui.panels.unit_card import UnitCardPanel
from game.ui.seen import Seen
from game.view.theme import FRAME

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
        self.group = GroupCard(rect, scale)
        self.task = TaskForm(rect, scale)
        self.threat = ThreatCard(rect, scale)
        self.standing = Standing(rect, scale)
        if before is not None:
            for panel, was in zip(self.written, before.written, strict=True):
                panel.go_on_from(was)
        self.minimap = MiniMap(rect, scale)
        self._has_minimap = True

    @property
    def written(self) -> tuple[PaintedPanel[Seen], ...]:
        """The parts that scroll, whether they are there now or not."""
        return self.stack, self.forecast, self.task, self.group, self.card, self.threat, self.standing

    @property
    def is_short(self) -> bool:
        """Whether there is little room."""
        return self.rect.height < SHORT * self.scale

    @property
    def is_tiny(self) -> bool:
        """Whether there is hardly any room: a small window with large letters."""
        return self.rect.height < TINY * self.scale

    def middle(self, seen: Seen) -> PaintedPanel[Seen]:
        """Return the panel that has the middle now."""
        if seen.selection.draft is not None:
            return self.forecast
        if seen.selection.task is not None:
            return self.task
        if self.threat.is_shown(seen):
            return self.threat
        if seen.selection.group:
            return self.group
        return self.card if seen.selection.unit is not None else self.standing

    def refresh(self, seen: Seen) -> None:
        """Divide the room again and have every part repainted if it has changed.

        While no hex is chosen, the list of the stack under the pointer lies over what is below, which stays in place.
        """
        fighting = seen.selection.draft is not None
        inner = self.rect.inflate(-2, 0).move(1, 0)
        top = pygame.Rect(inner.left, inner.top, inner.width, self._height_of(self._rows(seen, fighting)))
        self._has_minimap = not self.is_tiny and not (fighting and self.is_short)
        tall = not self.is_short and not fighting
        foot = round((MINIMAP_OF_TALL if tall else MINIMAP) * self.scale) if self._has_minimap else 0
        between = pygame.Rect(inner.left, top.bottom, inner.width, inner.bottom - top.bottom - foot)
        roaming = pygame.Rect(top.topleft, (top.width, self._height_of(self._rows_pointed_at(seen))))
        self.stack.move_to(top.union(roaming))
        for panel in self.written[1:]:
            panel.move_to(between)
        below = max(between.top, self.stack.rect.bottom)  # what is said of the hex under the pointer is all in view
        self.threat.move_to(pygame.Rect(between.left, below, between.width, between.bottom - below))
        self.minimap.move_to(pygame.Rect(inner.left, between.bottom, inner.width, foot))
        self.stack.refresh(seen)
        for panel in self.written[1:]:
            panel.refresh(seen)

    def _height_of(self, rows: int) -> int:
        return round((HEAD + rows * ROW) * self.scale) + 4

    def _rows(self, seen: Seen, fighting: bool) -> int:
        """Return for how many units the stack list has room of its own; without a chosen hex, for a line of words."""
        chosen = seen.selection.hex
        return 1 if chosen is None else self._rows_of(len(seen.shown.units_in(chosen)), fighting)

    def _rows_pointed_at(self, seen: Seen) -> int:
        """Return how many units of the hex under the pointer are listed while none is chosen."""
        pointed = seen.selection.pointed if seen.selection.hex is None else None
        return 1 if pointed is None else self._rows_of(len(seen.shown.units_in(pointed)), fighting=False)

    def _rows_of(self, units: int, fighting: bool) -> int:
        most = ROWS
        if self.is_short:
            most = ROWS_BY_FORECAST if fighting else ROWS_OF_SHORT
        if self.is_tiny:
            most = ROWS_OF_TINY if fighting else ROWS_BY_FORECAST
        return max(1, min(most, units))

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Hand the event to the parts that are there; what is pressed on the column never reaches the map."""
        if self._has_minimap and self.minimap.handle(event, seen):
            return True
        if self.middle(seen).handle(event, seen) or self.stack.handle(event, seen):
            return True
        if event.type == pygame.MOUSEWHEEL:
            return self.rect.collidepoint(pygame.mouse.get_pos())
        return event.type == pygame.MOUSEBUTTONDOWN and bool(self.rect.collidepoint(event.pos))

    def spots(self, seen: Seen) -> dict[str, pygame.Rect]:
        """Return where in the window each named spot of the middle is now."""
        return self.middle(seen).spots(seen)

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the parts that are there."""
        self.middle(seen).draw(surface, seen)
        self.stack.draw(surface, seen)
        if self._has_minimap:
            self.minimap.draw(surface, seen)
        pygame.draw.line(surface, FRAME, self.rect.topleft, self.rect.bottomleft)
