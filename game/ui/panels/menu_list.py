"""A menu of the board that has been opened: its lines, each with the key that does the same."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Final

import pygame

from game.desk.key_words import action_words
from game.desk.keys import Action
from game.desk.painted import Parts
from game.desk.popups import Popup
from game.desk.sheets import OFF_INK, Button, Sheet, Spot
from game.ui.menus import carry_out, is_on, why_not
from game.ui.panels.tool_bar import ToolBar, tip_words
from game.ui.panels.tool_tip import draw_tip
from game.ui.seen import Seen
from game.view.lettering import measure
from game.view.theme import FAINT_INK, INK

LINE: Final = 24
TICK, BETWEEN = 20, 28
"""Pixels at scale 1: before the words, and between them and the key."""


class MenuList(Popup[Seen]):
    """The list below a title of the tool bar; left and right lead to the other menus."""

    modal = True
    shades = False
    toggled_by = Action.MENUS

    def __init__(self, seen: Seen, bar: ToolBar, title: str = "") -> None:
        self.bar = bar
        self.shown = title or next(iter(bar.menus))
        super().__init__(seen)

    def place(self) -> None:
        """Hang below the title in the bar, or at its left end where one button stands for all."""
        seen = self.host
        self.scale = seen.window.scale
        spots = self.bar.spots(seen)
        anchor = spots.get(f"menu:{self.shown}") or spots["menu:"]
        area = seen.window.surface.get_rect()
        width = min(self._needed(), area.width)
        left = max(0, min(anchor.left, area.width - width))
        self.move_to(pygame.Rect(left, self.bar.rect.bottom, width, self.rect.height))

    def _needed(self) -> int:
        """Return how wide the list is: as its longest line, or as all titles where they are part of it."""
        sheet, keys = self.sheet(), self.host.window.keys
        wide = [
            measure(action_words(action), "Regular", sheet.size)[0] + measure(keys.shown(action), "Bold", sheet.size)[0]
            for action in self.bar.menus[self.shown]
        ]
        return max(wide) + sheet.px(TICK + BETWEEN) + 2 * sheet.margin

    def key(self, seen: Seen) -> Hashable:
        """Which menu, what means nothing now, and what is switched on."""
        listed = self.bar.menus[self.shown]
        return self.shown, tuple((why_not(seen, one), is_on(seen, one, self.bar.keys.get(one))) for one in listed)

    def paint(self, host: Seen) -> Parts:
        """Paint the lines, and be as high as they need."""
        head, body, foot = self.sheet(), self.sheet(), self.sheet()
        if self.bar.is_folded:
            titles: list[Button] = [(f"title:{title}", title, partial(self.turn_to, title)) for title in self.bar.menus]
            head.skip(6)
            head.button_row(titles, strong=f"title:{self.shown}")
            head.skip(6)
        body.skip(4)
        for action in self.bar.menus[self.shown]:
            self._write_line(body, action)
        body.skip(4)
        room = host.window.surface.get_height() - self.rect.top
        self.rect.height = min(head.height + body.height, room)
        return Parts(head, body, foot)

    def _write_line(self, sheet: Sheet, action: Action) -> None:
        seen, intent = self.host, self.bar.keys.get(action)
        why = why_not(seen, action)
        row = pygame.Rect(0, sheet.y, sheet.width, sheet.px(LINE))
        sheet.reach(row.bottom)
        y, left = row.centery - sheet.line_height // 2, sheet.margin + sheet.px(TICK)
        if is_on(seen, action, intent):
            sheet.put("✓", sheet.margin, y, face="Bold")
        key = seen.window.keys.shown(action)
        at_right = sheet.put(key, sheet.width - sheet.margin, y, ink=OFF_INK if why else FAINT_INK, align="right")
        sheet.put(action_words(action), left, y, ink=OFF_INK if why else INK, width=at_right.left - left)
        sheet.spots.append(Spot(action.value, row, None if why else partial(self._pick, action)))
        sheet.y = row.bottom

    # --- acts -------------------------------------------------------------------------------------------------------

    def turn_to(self, title: str) -> None:
        """Show another menu."""
        if title != self.shown:
            self.shown, self.focused, self.scroll = title, "", 0
            self.place()
            self.changed()

    def _pick(self, action: Action) -> None:
        self.close()
        carry_out(self.host, action, self.bar.keys.get(action))

    def handle(self, event: pygame.event.Event, host: Seen) -> bool:
        """The pointer leads the focus and, over the bar, from menu to menu; a click beside the list closes it."""
        if event.type == pygame.MOUSEMOTION:
            self._follow(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and not self.rect.collidepoint(event.pos):
            title = self.bar.title_at(event.pos, host)
            if title in (None, "", self.shown):
                self.close()
            else:
                self.turn_to(title)
            return True
        return super().handle(event, host)

    def _follow(self, spot: tuple[int, int]) -> None:
        found = self.spot_at(spot) if self.rect.collidepoint(spot) else None
        if found is not None and found[0].act is not None:
            self.focused = found[0].name
        elif title := self.bar.title_at(spot, self.host):
            self.turn_to(title)

    def _move(self, event: pygame.event.Event) -> bool:
        """Left and right turn to the menus beside, all other keys lead the focus on."""
        if event.key not in (pygame.K_LEFT, pygame.K_RIGHT):
            return super()._move(event)
        titles = [*self.bar.menus]
        step = 1 if event.key == pygame.K_RIGHT else -1
        self.turn_to(titles[(titles.index(self.shown) + step) % len(titles)])
        return True

    def _stop(self) -> str:
        stops = self.stops(self.host)
        return self.focused or next((name for name in stops if not name.startswith("title:")), "")

    def draw(self, surface: pygame.Surface, host: Seen) -> None:
        """Draw the list; beside a line that means nothing now, why."""
        super().draw(surface, host)
        found = None if self._hover is None else self.spot_at(self._hover)
        if found is not None and found[0].act is None:
            place = found[1].move(self.px(TICK), 0)
            draw_tip(surface, tip_words(host, Action(found[0].name)), place, self.scale)
