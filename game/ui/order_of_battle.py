"""The order of battle: formations and units of a side as a tree, or all units, beside the map and in step with it.

A click on a unit selects it and shows it on the map; a click on a formation marks all its units there. What is selected
on the map is found in the tree. A click on the head of a column sorts by it, within each formation; arrows lead through
the lines, Enter is a click on one. A name has a line of its own above its figures, so that window and columns are
narrow and most of the map stays free.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final

import pygame

from game.desk.counters_on_map import Faces, faces_of
from game.desk.focus import ARROWS
from game.desk.keys import Action, key_of
from game.desk.popups import Popup
from game.desk.sheets import BAD, CHOSEN, Button, Sheet, Spot
from game.ui.command.formation_intents import AddUnit, ChooseUnitsOf
from game.ui.forces import Line, forces_of, hexes_of, line_of_formations, units_listed
from game.ui.forces_columns import COLUMNS, Column, columns_for, sorting_by, tasks_in_words
from game.ui.forces_room import (
    ARROW,
    COUNTER,
    INDENT,
    STRIPE,
    before,
    face_of_name,
    width_of_name,
    width_of_window,
    widths_of_columns,
)
from game.ui.intents import CentreOn, ChooseFormation, Opened, ShowUnit, Toggle
from game.ui.panels.tool_tip import draw_tip
from game.ui.pointer import is_held
from game.ui.seen import Seen
from game.view.counters import Face, paint_counter, stripe_of
from game.view.lettering import Face as LetterFace
from game.view.looks import localised, look
from game.view.theme import FAINT_INK, FRAME, INK

ROW: Final = 38
"""Pixels that a line is high at least, at scale 1."""

Place = tuple[bool, int]
"""A line: whether it is a unit's, and the row of unit or formation."""


class OrderOfBattle(Popup[Seen]):
    """The window of the order of battle."""

    title = "Order of battle"
    toggled_by = Action.ORDER_OF_BATTLE
    takes_arrows = True

    def __init__(self, seen: Seen) -> None:
        self.side = seen.game.active_side
        self.folded: set[int] = set()
        self.is_flat = False
        """Whether units are listed without their formations."""
        self.sorted_by = ""
        self.upwards = False
        self.at: Place | None = None
        """The line that keys have led to."""
        self._lines: list[Line] = []
        self._columns: list[tuple[Column, int]] = []
        self._rows: dict[Place, tuple[int, int]] = {}  # top and bottom of each line in the body
        self._shortened: dict[str, str] = {}  # the name of a spot -> the name that has no room there
        self._followed: str | None = None
        self._faces: Faces = {}
        super().__init__(seen)
        self._follow()

    def place(self) -> None:
        """Stand at the left, over the map, beside the column with the card of the unit."""
        seen = self.host
        self.scale = seen.window.scale
        area = seen.layout.map
        self.move_to(
            pygame.Rect(
                area.left, area.top, width_of_window(self.sheet(), self._of_both_sides(), area.width), area.height
            )
        )

    def _of_both_sides(self) -> list[Line]:
        game = self.host.game
        return [line for side in game.scenario.names.sides for line in forces_of(game, side)]

    def key(self, seen: Seen) -> Hashable:
        """Position, selection, side, orders, what is folded and sorted, what is marked."""
        position, shown = seen.shown.digest(), (self.side, self.is_flat, self.sorted_by, self.upwards, self.at)
        chosen = seen.selection.units, seen.selection.formation
        return position, chosen, shown, id(seen.standing), frozenset(self.folded), look()

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

    def list_units(self) -> None:
        """List all units without their formations, or the tree again."""
        self.is_flat = not self.is_flat
        self.at, self.scroll = None, 0

    def sort(self, name: str) -> None:
        """Sort by a column: the greatest first, then the smallest first, then as in the order of battle."""
        if self.sorted_by != name:
            self.sorted_by, self.upwards = name, False
        elif not self.upwards:
            self.upwards = True
        else:
            self.sorted_by = ""

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
        self._reveal((True, row))

    def _reveal(self, place: Place) -> None:
        """Scroll so that a line is in view."""
        top, bottom = self._rows.get(place, (0, 0))
        room = self.rect.height - self.px(120)
        if not self.scroll <= top <= bottom <= self.scroll + room:
            self.scroll = max(0, (top + bottom - room) // 2)

    # --- keys -------------------------------------------------------------------------------------------------------

    def _pressed(self, event: pygame.event.Event, host: Seen) -> bool:
        """Enter is a click on the line that keys have led to, unless it gives an order that is being put together."""
        composing = host.selection.draft is not None or host.selection.task is not None
        if key_of(event) == "enter" and self.at is not None and not composing:
            is_unit, row = self.at
            if is_unit:
                self.choose_unit(host.game.scenario.names.units[row])
            else:
                self.choose_formation(row)
            self.changed()
            return True
        return super()._pressed(event, host)

    def _move(self, event: pygame.event.Event) -> bool:
        """Up and down lead through the lines; left and right fold formations, left goes from a unit to its own."""
        if event.key not in ARROWS or event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_SHIFT):
            return super()._move(event)
        self._paint_if_stale(self.host)
        across, down = ARROWS[event.key]
        if down:
            self.at = next_line(self._lines, self.at, down)
        elif self.at is not None:
            self._fold_at(self.at, across)
        self.changed()
        self._paint_if_stale(self.host)
        if self.at is not None:
            self._reveal(self.at)
        return True

    def _fold_at(self, place: Place, across: int) -> None:
        is_unit, row = place
        if not is_unit and (row in self.folded) == (across > 0):
            self.fold(row)
        elif is_unit and across < 0 and not self.is_flat:
            self.at = False, int(self.host.game.world.units[row].formation)

    # --- painting ---------------------------------------------------------------------------------------------------

    def write_head(self, sheet: Sheet) -> None:
        """Write the choice of sides, and the heads of the columns."""
        names = localised(self.host.game.scenario).names
        sheet.skip(6)
        sides: list[Button] = [
            (f"side:{side}", adjective, self._doing(self.show_side, side))
            for side, adjective in zip(names.sides, names.side_adjectives, strict=True)
        ]
        flat: Button = ("flat", "By formation" if self.is_flat else "All units", self._doing(self.list_units))
        fold: Button = ("fold_all", "Fold, unfold all", None if self.is_flat else self._doing(self.fold_all))
        sheet.button_row([*sides, flat, fold], strong=f"side:{self.side}")
        sheet.skip(4)
        self._lines = self._listed()
        self._columns = self._columns_of(sheet)
        for column, right in self._columns:
            self._write_column_head(sheet, column, right)
        sheet.y += sheet.line_height
        sheet.rule()

    def _write_column_head(self, sheet: Sheet, column: Column, right: int) -> None:
        """Write the head of a column, which sorts by it, with an arrow if it does."""
        is_sorted = self.sorted_by == column.name
        face: LetterFace = "Bold" if is_sorted else "Regular"
        ink = INK if is_sorted else FAINT_INK
        place = sheet.put(column.head, right, sheet.y, ink=ink, face=face, align="right")
        if is_sorted:
            x, y, reach = place.left - sheet.px(8), place.centery, sheet.px(4)
            tip = -reach if self.upwards else reach
            pygame.draw.polygon(sheet.paper, INK, [(x - reach, y - tip // 2), (x + reach, y - tip // 2), (x, y + tip)])
        sheet.spots.append(
            Spot(f"sort:{column.name}", place.inflate(sheet.px(10), sheet.px(4)), self._doing(self.sort, column.name))
        )

    def _columns_of(self, sheet: Sheet) -> list[tuple[Column, int]]:
        """Return the columns that have something to say, as far as there is room, each with where it ends."""
        widths = widths_of_columns(sheet, self._of_both_sides())
        right, found = sheet.width - sheet.margin, []
        for column in reversed(columns_for(sheet.inner, widths, self._lines)):
            found.append((column, right))
            right -= widths[column.name]
        return found[::-1]

    def write_body(self, sheet: Sheet) -> None:
        """Write the tree, or all units."""
        self._rows, self._shortened = {}, {}
        game, lines = self.host.game, self._lines
        faces = faces_of(game, (line.row for line in lines if line.unit), self._faces)
        for line in lines:
            row = pygame.Rect(0, sheet.y, sheet.width, max(sheet.px(ROW), 2 * sheet.line_height))
            sheet.reach(row.bottom)
            self._rows[line.unit is not None, line.row] = row.top, row.bottom
            chosen = line.unit in self.host.selection.units if line.unit else line.row == self.host.selection.formation
            if chosen:
                pygame.draw.rect(sheet.paper, CHOSEN, row)
            if line.unit:
                self._write_unit(sheet, line, row, faces[line.row])
            else:
                self._write_formation(sheet, line, row)
            if self.at == (line.unit is not None, line.row):
                pygame.draw.rect(sheet.paper, INK, row.inflate(-4, 0), 2)
            sheet.y = row.bottom

    def _listed(self) -> list[Line]:
        game, standing = self.host.game, self.host.standing
        tasks = tasks_in_words(game, standing) if standing.side == self.side else {}
        by = sorting_by(self.sorted_by, self.upwards) if self.sorted_by else None
        if self.is_flat:
            return units_listed(game, self.side, tasks, by)
        return forces_of(game, self.side, frozenset(self.folded), tasks, by)

    def _write_formation(self, sheet: Sheet, line: Line, row: pygame.Rect) -> None:
        x = sheet.margin + sheet.px(INDENT) * line.depth
        arrow = pygame.Rect(x, row.top, sheet.px(ARROW), row.height)
        _draw_arrow(sheet.paper, arrow, line.row in self.folded)
        stripe = pygame.Rect(arrow.right, row.top + sheet.px(5), sheet.px(STRIPE), row.height - sheet.px(10))
        pygame.draw.rect(sheet.paper, stripe_of(self.host.game.scenario, line.row), stripe)
        pygame.draw.rect(sheet.paper, FRAME, stripe, 1)
        self._write_words(sheet, line, row)
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
        self._write_words(sheet, line, row)
        sheet.spots.append(Spot(f"unit:{line.unit}", row, self._doing(self.choose_unit, line.unit)))

    def _write_words(self, sheet: Sheet, line: Line, row: pygame.Rect) -> None:
        """Write the name, and below it what the columns say."""
        left, top = sheet.margin + before(sheet, line), row.centery - sheet.line_height
        ink = INK if line.strength.now else FAINT_INK
        room = sheet.width - sheet.margin - left
        sheet.put(line.name, left, top, face=face_of_name(line), ink=ink, width=room)
        if width_of_name(sheet, line) > room:
            self._shortened[f"unit:{line.unit}" if line.unit else f"formation:{line.row}"] = line.name
        for column, right in self._columns:
            heavy = column.stands_out(line)
            face: LetterFace = "Bold" if heavy else "Regular"
            y = top + sheet.line_height
            sheet.put(column.words(line), right, y, ink=BAD if heavy else ink, face=face, align="right")

    def draw(self, surface: pygame.Surface, host: Seen) -> None:
        """Draw the window, and what is written short under the pointer in full."""
        super().draw(surface, host)
        found = None if self._hover is None else self.spot_at(self._hover)
        if found is not None and self._said_in_full:
            draw_tip(surface, [self._said_in_full], found[1], self.scale)

    @property
    def _said_in_full(self) -> str:
        """What the head of a column under the pointer is about, or the name there if it is shortened; else ""."""
        found = None if self._hover is None else self.spot_at(self._hover)
        kind, _, name = found[0].name.partition(":") if found is not None else ("", "", "")
        if kind == "sort":
            return next(column.about for column in COLUMNS if column.name == name)
        return self._shortened.get(f"{kind}:{name}", "")

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


def next_line(lines: Sequence[Line], at: Place | None, step: int) -> Place | None:
    """Return the line after a line, or before it; the first where keys have led to none, None where there is none."""
    places: list[Place] = [(line.unit is not None, line.row) for line in lines]
    if not places:
        return None
    if at not in places:
        return places[0]
    return places[max(0, min(len(places) - 1, places.index(at) + step))]
