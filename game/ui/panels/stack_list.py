"""The stack list: the units of the chosen hex, each with strength and state; a click selects, or joins the attack."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import pygame

from game.core.terms import MOVEMENT_QUARTERS, QUARTER, Supply
from game.desk.painted import PaintedPanel, Parts
from game.desk.sheets import BAD, CHOSEN, Sheet, Spot
from game.scenario.names import so_many
from game.ui.command.formation_intents import AddUnit
from game.ui.hints import ground_words
from game.ui.intents import ClickUnit, ShowCard
from game.ui.panels.unit_words import SUPPLY_WORDS, strength_words
from game.ui.pointer import is_held
from game.ui.seen import Seen
from game.view.counters import face_of, paint_counter
from game.view.lettering import measure
from game.view.looks import localised
from game.view.theme import FAINT_INK, FRAME, INK

ROW: Final = 50
HEAD: Final = 27
DOUBLE_CLICK: Final = 350
"""Milliseconds within which a second click on the same unit opens its card."""


class StackList(PaintedPanel[Seen]):
    """The units of the chosen hex, or of the one pointed at if none is chosen."""

    lies_on_map = True  # or on what else the column shows

    def __init__(self, rect: pygame.Rect, scale: float) -> None:
        super().__init__(rect, scale)
        self._clicked: tuple[str, int] = ("", -DOUBLE_CLICK)
        self._followed: tuple[str | None, int | None] = None, None

    @staticmethod
    def hex_of(seen: Seen) -> int | None:
        """Return the hex whose units are listed."""
        chosen = seen.selection
        return chosen.pointed if chosen.hex is None else chosen.hex

    def key(self, seen: Seen) -> Hashable:
        """Units, their state, who is chosen, who takes part."""
        hex_ = self.hex_of(seen)
        units = tuple(seen.shown.units_in(hex_)) if hex_ is not None else ()
        return hex_, units, seen.shown.digest(), seen.selection.units, seen.selection.draft

    def subject(self, seen: Seen) -> Hashable:
        """The hex."""
        return self.hex_of(seen)

    def paint(self, seen: Seen) -> Parts:
        """Paint title and rows."""
        hex_ = self.hex_of(seen)
        units = seen.shown.units_in(hex_) if hex_ is not None else []
        head, body = self.sheet(), self.sheet(12)
        title = "Stack" if hex_ is None else f"Stack in {seen.game.scenario.hex_number(hex_)}"
        head.heading(title, so_many(len(units), "unit") if units else "")
        for unit in units:
            self._row(body, seen, unit)
        if not units:
            body.skip(2)
            words = "Point at a hex, or click on a counter."
            body.write(words if hex_ is None else ground_words(seen.game, hex_), ink=FAINT_INK)
        foot = self.sheet()
        foot.rule(FRAME)
        parts = Parts(head, body, foot)
        chosen = seen.selection.unit
        if (chosen, hex_) != self._followed:
            self._followed = chosen, hex_
            if chosen in units:
                self._bring_into_view(units.index(chosen), parts)
        return parts

    def _bring_into_view(self, place: int, parts: Parts) -> None:
        """Scroll so that the row of a unit just chosen is seen whole."""
        top, room = place * self.px(ROW), self._room(parts)
        self.scroll = max(min(self.scroll, top), top + self.px(ROW) - room)

    def _row(self, sheet: Sheet, seen: Seen, unit: str) -> None:
        game, chosen = seen.game, seen.selection
        row = game.scenario.names.unit_row[unit]
        now = game.state.units[row]
        rect = pygame.Rect(sheet.px(4), sheet.y, sheet.width - sheet.px(8), sheet.px(ROW) - 2)
        sheet.reach(rect.bottom)
        if unit in chosen.units:
            pygame.draw.rect(sheet.paper, CHOSEN, rect)
            pygame.draw.rect(sheet.paper, FRAME, rect, 1)
        side = sheet.px(40)
        sheet.paper.blit(paint_counter(face_of(game.scenario, game.state, row), side), (rect.left + 3, rect.top + 3))
        left, right = rect.left + side + sheet.px(10), rect.right - sheet.px(4)
        line = sheet.px(15)
        points = sheet.put(
            f"{int(now.mp_left) / QUARTER:g}/{MOVEMENT_QUARTERS // QUARTER} pts",
            right,
            rect.top,
            align="right",
            ink=INK,
        )
        name = localised(game.scenario).names.unit_names[row]
        mark = "" if chosen.draft is None or not chosen.draft.has(unit) else "✓ "
        head = sheet.put(f"{mark}{unit}", left, rect.top, face="Bold", width=points.left - left - 4)
        sheet.put(
            name,
            head.right + sheet.px(6),
            rect.top,
            ink=FAINT_INK,
            width=max(1, points.left - head.right - sheet.px(12)),
        )
        self._strength(sheet, seen, row, pygame.Rect(left, rect.top + line, right - left, line))
        self._bars(sheet, seen, row, pygame.Rect(left, rect.top + 2 * line, right - left, line))
        sheet.spots.append(Spot(unit, rect, lambda: self._click(seen, unit)))
        sheet.y = rect.bottom + 2

    def _strength(self, sheet: Sheet, seen: Seen, row: int, room: pygame.Rect) -> None:
        game = seen.game
        now = game.state.units[row]
        supply = Supply(int(now.supply))
        state = "routed" if now.routed else SUPPLY_WORDS[supply]
        ink = BAD if now.routed or supply in (Supply.NONE, Supply.LOW) else FAINT_INK
        at_right = sheet.put(state, room.right, room.top, align="right", ink=ink)
        sheet.put(strength_words(game, row), room.left, room.top, width=at_right.left - room.left - sheet.px(4))

    @staticmethod
    def _bars(sheet: Sheet, seen: Seen, row: int, room: pygame.Rect) -> None:
        now = seen.game.state.units[row]
        half, size = room.width // 2, round(sheet.size * 0.9)
        is_narrow = measure("cohesion 100 ", "Regular", size)[0] > half
        for place, (name, value, hatched) in enumerate(
            (("cohesion", int(now.cohesion), False), ("fatigue", int(now.fatigue), True))
        ):
            x = room.left + place * half
            called = f"{name[:3]}." if is_narrow else name
            words = sheet.put(f"{called} {value}", x, room.top, size=size, ink=FAINT_INK)
            wide = sheet.px(72)
            rest = pygame.Rect(x + wide, words.centery - sheet.px(4), half - wide - sheet.px(8), sheet.px(8))
            if rest.width > 0:
                sheet.bar(rest, value / 100, INK, hatched)

    def _click(self, seen: Seen, unit: str) -> None:
        """Select a unit; in an attack, click it in or out; twice in quick succession, open its card."""
        before, self._clicked = self._clicked, (unit, pygame.time.get_ticks())
        composing = seen.selection.draft is not None
        if is_held(pygame.KMOD_SHIFT) and not composing:
            seen.answer(AddUnit(unit))
            return
        seen.answer(ClickUnit(unit))
        if not composing and before[0] == unit and self._clicked[1] - before[1] < DOUBLE_CLICK:
            seen.answer(ShowCard())
