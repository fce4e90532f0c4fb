"""The order of battle: formations and units of a side as a tree beside the map, in step with it.

A click on a unit selects it and shows it on the map; a click on a formation marks all its units there. What is selected
on the map is found in the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final

import pygame

from game.desk.counters_on_map import Faces, faces_of
from game.desk.keys import Action
from game.desk.paper import MARGIN
from game.desk.popups import Popup
from game.desk.sheets import BAD, CHOSEN, Button, Sheet, Spot
from game.ui.forces import Line, forces_of, hexes_of, line_of_formations
from game.ui.formation_intents import AddUnit, ChooseUnitsOf
from game.ui.intents import CentreOn, ChooseFormation, Opened, ShowUnit, Toggle
from game.ui.pointer import is_held
from game.ui.seen import Seen
from game.view.counters import Face, paint_counter, stripe_of
from game.view.lettering import Face as LetterFace
from game.view.lettering import measure
from game.view.looks import localised, look
from game.view.theme import FAINT_INK, FRAME, INK

WIDTH: Final = 500
COUNTER: Final = 34
UNIT_ROW, FORMATION_ROW = 38, 26
INDENT: Final = 14
GAP: Final = 16
"""Room left and right of a name."""
FATE, LOST, MEN = 4, 104, 160
"""Where the columns end, in pixels from the right margin."""
NARROW: Final = 420
"""Width at scale 1 below which the losses are left out, the men stand in their place, and names on a line above."""
HEAVY: Final = 30
"""Losses in per cent from which they stand out."""


class OrderOfBattle(Popup[Seen]):
    """The window of the order of battle."""

    title = "Order of battle"
    toggled_by = Action.ORDER_OF_BATTLE

    def __init__(self, seen: Seen) -> None:
        self.side = seen.game.active_side
        self.folded: set[int] = set()
        self._rows: dict[int, tuple[int, int]] = {}  # unit -> top and bottom of its line in the body
        self._followed: str | None = None
        self._faces: Faces = {}
        super().__init__(seen)
        self._follow()

    def place(self) -> None:
        """Stand at the left, over the map, beside the column with the card of the unit."""
        seen = self.host
        self.scale = seen.window.scale
        area = seen.layout.map
        self.move_to(pygame.Rect(area.left, area.top, self._width(area.width), area.height))

    def _width(self, room: int) -> int:
        """Return how wide the window is: as its names need; part of the map stays, unless letters are very large."""
        wanted = max(self.px(WIDTH), self._needed())
        return min(wanted, max(room * 3 // 4, min(room, self.px(NARROW))))

    def _needed(self) -> int:
        """Return the width at which no name of either side is shortened."""
        game, size = self.host.game, self.sheet().size
        names = game.scenario.names.sides
        return max(
            self.px(2 * MARGIN + INDENT * line.depth + COUNTER + GAP + MEN)
            + measure(line.name, "Regular" if line.unit else "Bold", size)[0]
            + measure(f"{line.strength.first:,}/{line.strength.first:,}", "Regular", size)[0]
            for side in names
            for line in forces_of(game, side)
        )

    def key(self, seen: Seen) -> Hashable:
        """Position, selection, side, what is folded, what is marked."""
        game = seen.game
        return game.digest(), seen.selection.units, self.side, frozenset(self.folded), seen.selection.formation, look()

    def refresh(self, seen: Seen) -> None:
        """Go where the selection on the map has gone."""
        super().refresh(seen)
        self._follow()

    def buttons(self) -> list[Button]:
        """Return the way to what all of them have done."""
        key = self.host.window.keys.shown(Action.SERVICE_RECORDS)
        words = f"Service records ({key})" if key else "Service records"
        return [("service", words, partial(self.host.answer, Toggle(Opened.SERVICE)))]

    # --- acts -------------------------------------------------------------------------------------------------------

    def show_side(self, side: str) -> None:
        """Show the forces of a side."""
        self.side = side
        self.scroll = 0

    def fold(self, formation: int) -> None:
        """Fold a formation up, or unfold it."""
        self.folded ^= {formation}

    def fold_all(self) -> None:
        """Fold up all formations; if all are, unfold them."""
        names = localised(self.host.game.scenario).names
        every = {row for row in range(len(names.formations)) if row in names.formation_parents or self._has_units(row)}
        self.folded = set() if self.folded >= every else every

    def choose_formation(self, formation: int) -> None:
        """Mark a formation on the map and bring it into view, in the middle of what the window leaves free."""
        self.host.answer(CentreOn(tuple(hexes_of(self.host.game, formation)), self.rect.width / 2))
        if self.side == self.host.game.active_side and self.host.may_order:
            self.host.answer(ChooseUnitsOf(formation))
            self._followed = self.host.selection.unit  # what is asked for is in view
        self.host.answer(ChooseFormation(formation))

    def choose_unit(self, unit: str) -> None:
        """Select a unit and bring it into view."""
        if is_held(pygame.KMOD_SHIFT):
            self.host.answer(AddUnit(unit))
            self._followed = self.host.selection.unit
            return
        self._followed = unit  # its line is under the pointer: no need to scroll there
        self.host.answer(ShowUnit(unit, self.rect.width / 2))
        self._followed = self.host.selection.unit  # an attack that is being put together may have kept it
        if self._followed == unit:
            self.host.answer(ChooseFormation(self._line_of(unit)[0]))

    def closed(self) -> None:
        """Take the marks off the map."""
        self.host.answer(ChooseFormation(None))

    def _line_of(self, unit: str) -> list[int]:
        """Return the formations that hold a unit, its own first."""
        scenario = self.host.game.scenario
        return line_of_formations(scenario, scenario.names.unit_row[unit])

    def _follow(self) -> None:
        """Show what has been selected on the map: its side, its formations unfolded, its line in view."""
        unit, scenario = self.host.selection.unit, self.host.game.scenario
        if unit == self._followed:
            return
        self._followed = unit
        if unit is None:
            return
        row, line = scenario.names.unit_row[unit], self._line_of(unit)
        self.host.answer(ChooseFormation(line[0]))
        self.side = scenario.names.sides[int(scenario.world.units[row].side)]
        self.folded -= set(line)
        self.changed()
        self._paint_if_stale(self.host)
        top, bottom = self._rows.get(row, (0, 0))
        room = self.rect.height - self.px(120)
        if not self.scroll <= top <= bottom <= self.scroll + room:
            self.scroll = max(0, (top + bottom - room) // 2)

    # --- painting ---------------------------------------------------------------------------------------------------

    def write_head(self, sheet: Sheet) -> None:
        """Write the choice of sides, and the heads of the columns."""
        names = localised(self.host.game.scenario).names
        sheet.skip(6)
        sides: list[Button] = [
            (f"side:{side}", adjective, self._doing(self.show_side, side))
            for side, adjective in zip(names.sides, names.side_adjectives, strict=True)
        ]
        fold: Button = ("fold_all", "Fold, unfold all", self._doing(self.fold_all))
        sheet.button_row([*sides, fold], strong=f"side:{self.side}")
        sheet.skip(4)
        narrow = self._is_narrow(sheet)
        heads = (("men, of", MEN), ("lost", LOST), ("where", FATE))
        for words, place in (("men, of", LOST), ("where", FATE)) if narrow else heads:
            sheet.put(words, sheet.width - sheet.margin - sheet.px(place), sheet.y, ink=FAINT_INK, align="right")
        sheet.y += sheet.line_height
        sheet.rule()

    def write_body(self, sheet: Sheet) -> None:
        """Write the tree."""
        self._rows = {}
        game = self.host.game
        lines = forces_of(game, self.side, frozenset(self.folded))
        faces = faces_of(game, (line.row for line in lines if line.unit), self._faces)
        for line in lines:
            height = sheet.px(UNIT_ROW if line.unit or self._is_narrow(sheet) else FORMATION_ROW)
            row = pygame.Rect(0, sheet.y, sheet.width, height)
            sheet.reach(row.bottom)
            chosen = line.unit in self.host.selection.units if line.unit else line.row == self.host.selection.formation
            if chosen:
                pygame.draw.rect(sheet.paper, CHOSEN, row)
            if line.unit:
                self._write_unit(sheet, line, row, faces[line.row])
            else:
                self._write_formation(sheet, line, row)
            sheet.y = row.bottom

    def _write_formation(self, sheet: Sheet, line: Line, row: pygame.Rect) -> None:
        x = sheet.margin + sheet.px(INDENT) * line.depth
        arrow = pygame.Rect(x, row.top, sheet.px(16), row.height)
        _draw_arrow(sheet.paper, arrow, line.row in self.folded)
        stripe = pygame.Rect(arrow.right + sheet.px(3), row.top + sheet.px(5), sheet.px(6), row.height - sheet.px(10))
        pygame.draw.rect(sheet.paper, stripe_of(self.host.game.scenario, line.row), stripe)
        pygame.draw.rect(sheet.paper, FRAME, stripe, 1)
        self._write_columns(sheet, line, row, stripe.right + sheet.px(6), bold=True)
        sheet.spots.append(Spot(f"formation:{line.row}", row, self._doing(self.choose_formation, line.row)))
        sheet.spots.append(Spot(f"fold:{line.row}", arrow, self._doing(self.fold, line.row)))

    def _write_unit(self, sheet: Sheet, line: Line, row: pygame.Rect, face: Face) -> None:
        assert line.unit is not None
        side, x = sheet.px(COUNTER), sheet.margin + sheet.px(INDENT) * line.depth
        counter = paint_counter(face, side)
        if not line.strength.now:
            counter = counter.copy()
            counter.set_alpha(110)
        sheet.paper.blit(counter, (x, row.top + (row.height - side) // 2))
        self._write_columns(sheet, line, row, x + side + sheet.px(8), bold=False)
        self._rows[line.row] = row.top, row.bottom
        sheet.spots.append(Spot(f"unit:{line.unit}", row, self._doing(self.choose_unit, line.unit)))

    def _write_columns(self, sheet: Sheet, line: Line, row: pygame.Rect, left: int, bold: bool) -> None:
        narrow = self._is_narrow(sheet)
        top = row.top + (row.height - (1 + narrow) * sheet.line_height) // 2
        y = top + narrow * sheet.line_height
        right = sheet.width - sheet.margin
        strength = line.strength
        ink = INK if strength.now else FAINT_INK
        lost = (f"{strength.share_lost} %" if strength.share_lost else "< 1 %") if strength.lost else "–"
        men_end = right - sheet.px(LOST if narrow else MEN)
        men = sheet.put(f"{strength.now:,}/{strength.first:,}", men_end, y, ink=ink, align="right")
        heavy = BAD if strength.share_lost >= HEAVY else ink
        if not narrow:
            face: LetterFace = "Bold" if heavy is BAD else "Regular"
            sheet.put(lost, right - sheet.px(LOST), y, ink=heavy, face=face, align="right")
        sheet.put(line.fate, right - sheet.px(FATE), y, ink=ink, align="right")
        room = (right if narrow else men.left - sheet.px(8)) - left
        sheet.put(line.name, left, top, face="Bold" if bold else "Regular", ink=ink, width=room)

    @staticmethod
    def _is_narrow(sheet: Sheet) -> bool:
        return sheet.width < sheet.px(NARROW)

    def _doing(self, act: Callable[..., None], *what: object) -> Callable[[], None]:
        """Return an act that is followed by painting again."""

        def do() -> None:
            act(*what)
            self._stale = True

        return do

    def _has_units(self, formation: int) -> bool:
        return bool((self.host.game.world.units.formation == formation).any())


def _draw_arrow(paper: pygame.Surface, box: pygame.Rect, folded: bool) -> None:
    x, y = box.center
    reach = box.width * 0.3
    if folded:
        points = [(x - reach * 0.7, y - reach), (x + reach, y), (x - reach * 0.7, y + reach)]
    else:
        points = [(x - reach, y - reach * 0.7), (x + reach, y - reach * 0.7), (x, y + reach)]
    pygame.draw.polygon(paper, INK, points)
