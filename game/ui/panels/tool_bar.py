"""The tool bar: menus of everything that a key does, and buttons for what is used most.

What has no room as a button is in the menus all the same; where not even their titles have room, one button opens them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import partial
from typing import Final

import pygame

from game.desk.key_words import action_words
from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.sheets import Sheet
from game.ui.intents import Intent, OpenMenus
from game.ui.layout import TOOLS
from game.ui.menus import carry_out, menus_of, why_not
from game.ui.panels.tool_tip import draw_tip
from game.ui.seen import Seen
from game.view.lettering import measure
from game.view.theme import FRAME, INK

TOOLS_SCALE: Final = float(TOOLS)
"""Height of the bar at scale 1."""
EDGE, GAP, ROOM, BETWEEN = 6, 4, 14, 14
"""Pixels at scale 1: from the edge, between buttons, beside the words of one, between menus and buttons."""
ALL: Final = "Menus"

BUTTONS: Final[Mapping[Action, str]] = {
    Action.NEXT_UNIT: "Next unit",
    Action.DONE: "Done",
    Action.REDO: "Redo",
    Action.ORDER_OF_BATTLE: "Order of battle",
    Action.ORDERS: "Formations",
    Action.JUMP: "Find",
    Action.UNIT_CARD: "Card",
    Action.HAPPENED: "What happened",
    Action.STAFF_ESTIMATE: "Estimate",
    Action.LOG: "Log",
    Action.WAIT: "Wait",
    Action.SAVE: "Save",
    Action.HELP: "Help",
}
"""What has a button, and its words; the last go first where there is no room."""


class ToolBar(PaintedPanel[Seen]):
    """One bar over the whole width; `keys` says what keys mean on the board."""

    def __init__(self, rect: pygame.Rect, scale: float, keys: Mapping[Action, Intent]) -> None:
        super().__init__(rect, scale)
        self.keys = keys
        self.menus = menus_of(keys)
        self.is_folded = False
        """Whether one button stands for all menus."""

    def key(self, seen: Seen) -> Hashable:
        """The keys in force, and what means nothing now."""
        return tuple((seen.window.keys.shown(action), why_not(seen, action)) for action in BUTTONS)

    def title_at(self, spot: tuple[int, int], seen: Seen) -> str | None:
        """Return the menu whose title is at a point of the window."""
        found = [name for name, rect in self.spots(seen).items() if rect.collidepoint(spot)]
        return found[0].partition(":")[2] if found and found[0].startswith("menu:") else None

    def paint(self, seen: Seen) -> Parts:
        """Paint titles and buttons."""
        head, body, foot = (Sheet(self.rect.width, self.scale, room=self.rect.height) for _ in range(3))
        x = self._write_titles(body, seen) + body.px(BETWEEN)
        self._write_buttons(body, seen, x)
        pygame.draw.line(body.paper, FRAME, (0, self.rect.height - 1), (self.rect.width, self.rect.height - 1))
        body.y = self.rect.height
        return Parts(head, body, foot)

    def _write_titles(self, sheet: Sheet, seen: Seen) -> int:
        """Write the titles of the menus, or one for all; return where they end."""
        arrow = sheet.px(12)
        titles = [*self.menus]
        wide = sum(_width(sheet, title) + arrow + sheet.px(GAP) for title in titles)
        self.is_folded = wide > sheet.width * 2 // 3
        x = sheet.px(EDGE)
        for title in [ALL] if self.is_folded else titles:
            rect = self._place(sheet, x, _width(sheet, title) + arrow)
            meant = "" if self.is_folded else title
            sheet.button(f"menu:{meant}", "", rect, partial(seen.answer, OpenMenus(meant)))
            sheet.put(title, rect.left + sheet.px(ROOM) // 2, rect.centery - sheet.line_height // 2, face="Bold")
            _draw_arrow(sheet, rect)
            x = rect.right + sheet.px(GAP)
        return x

    def _write_buttons(self, sheet: Sheet, seen: Seen, left: int) -> None:
        """Write the buttons, with their keys where all have room, as many as have room elsewhere."""
        room = sheet.width - sheet.px(EDGE) - left
        keys = {action: seen.window.keys.shown(action) for action in BUTTONS}
        words = {action: f"{text} ({keys[action]})" if keys[action] else text for action, text in BUTTONS.items()}
        if _length(sheet, words.values()) > room:
            words = dict(BUTTONS)
        x = left
        for action, text in words.items():
            rect = self._place(sheet, x, _width(sheet, text))
            if rect.right > left + room:
                break
            act = None if why_not(seen, action) else partial(carry_out, seen, action, self.keys.get(action))
            sheet.button(action.value, text, rect, act)
            x = rect.right + sheet.px(GAP)

    @staticmethod
    def _place(sheet: Sheet, left: int, width: int) -> pygame.Rect:
        height = sheet.px(TOOLS - 6)
        return pygame.Rect(left, sheet.px(2), width, height)

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the bar, and what the button under the pointer does, or why it does nothing now."""
        super().draw(surface, seen)
        found = None if self._hover is None else self.spot_at(self._hover)
        if found is not None and found[0].name in set(Action):
            words = tip_words(seen, Action(found[0].name))
            draw_tip(surface, words, found[1].move(0, self.px(4)), seen.window.scale)


def tip_words(seen: Seen, action: Action) -> list[str]:
    """Return what something does with its key, and below why not, if it means nothing now."""
    key, why = seen.window.keys.shown(action), why_not(seen, action)
    words = action_words(action)
    return [f"{words} ({key})" if key else words, *([why] if why else [])]


def _width(sheet: Sheet, words: str) -> int:
    return measure(words, "Bold", sheet.size)[0] + sheet.px(ROOM)


def _length(sheet: Sheet, words: Iterable[str]) -> int:
    return sum(_width(sheet, text) + sheet.px(GAP) for text in words)


def _draw_arrow(sheet: Sheet, rect: pygame.Rect) -> None:
    """Draw the small arrow that says that a list opens below."""
    x, y, reach = rect.right - sheet.px(10), rect.centery, sheet.px(3)
    pygame.draw.polygon(sheet.paper, INK, [(x - reach, y - reach // 2), (x + reach, y - reach // 2), (x, y + reach)])
