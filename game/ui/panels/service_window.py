"""The window of service records: what every formation and unit has done, sortable; its fights lead over the map."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.popups import Popup, write_link
from game.desk.sheets import CHOSEN, Button, Sheet, Spot
from game.engine.service import Engagement
from game.engine.service_table import (
    COLUMNS,
    LEGEND,
    Row,
    engagement_words,
    service_rows,
    service_words,
    sorted_rows,
)
from game.ui.intents import CentreOn, Mark
from game.ui.seen import Seen
from game.ui.service_book import is_whole
from game.view.looks import localised
from game.view.marks import Marks
from game.view.theme import FAINT_INK, INK

WIDTH: Final = 620
COLUMN: Final = 50
"""Width of the window, and of a column of figures, at scale 1."""
INDENT: Final = 12
LEAST_NAME: Final = 150
"""Width at scale 1 that a name has at least; what has no room then is left out, from the right."""

NOT_WHOLE: Final = "What was done before this game was loaded is not known: it was begun under other rules."


class ServiceWindow(Popup[Seen]):
    """The table of one side, at the side."""

    title = "Service records"
    toggled_by = Action.SERVICE_RECORDS

    def __init__(self, seen: Seen) -> None:
        chosen = seen.selection.unit
        names, units = seen.game.scenario.names, seen.game.world.units
        self.side = seen.game.active_side if chosen is None else names.sides[int(units[names.unit_row[chosen]].side)]
        self.by: str | None = None
        self.shows_units = chosen is not None
        self.opened: str | None = chosen
        super().__init__(seen)

    def place(self) -> None:
        """Stand at the side, wider than others: the table has many columns."""
        super().place()
        layout, window = self.host.layout, self.host.window
        assert layout is not None
        right, whole = layout.side.right, layout.map.union(layout.side)
        width = min(window.px(WIDTH), whole.width * 3 // 5)
        self.move_to(pygame.Rect(right - width, layout.side.top, width, layout.side.height))

    def key(self, seen: Seen) -> Hashable:
        """The steps so far, and how the table is looked at."""
        return len(seen.shown.steps), seen.position, self.side, self.by, self.shows_units, self.opened

    def closed(self) -> None:
        """Take the mark off the map."""
        self.host.answer(Mark(Marks()))

    # --- acts -------------------------------------------------------------------------------------------------------

    def sort(self, column: str | None) -> None:
        """Sort by a column; by the same again, as in the order of battle."""
        self.by = None if column == self.by else column

    def open_unit(self, unit: str) -> None:
        """Show the fights of a unit below its row, or put them away."""
        self.opened = None if unit == self.opened else unit

    def go_to(self, fight: Engagement) -> None:
        """Show where a fight was."""
        hex_ = self.host.game.scenario.hex_row(fight.hex)
        if hex_ is not None:
            self.host.answer(Mark(Marks(hexes={hex_: "target"})))
            self.host.answer(CentreOn((hex_,)))

    # --- painting ---------------------------------------------------------------------------------------------------

    def write_head(self, sheet: Sheet) -> None:
        """Write the choice of sides and of rows, and the heads of the columns, which sort."""
        names = localised(self.host.game.scenario).names
        sheet.skip(6)
        sides: list[Button] = [
            (f"side:{side}", adjective, self._doing(lambda side=side: setattr(self, "side", side)))  # type: ignore[misc]  # bound here
            for side, adjective in zip(names.sides, names.side_adjectives, strict=True)
        ]
        rows: Button = (
            "rows",
            "Formations only" if self.shows_units else "Units too",
            self._doing(lambda: setattr(self, "shows_units", not self.shows_units)),
        )
        sheet.button_row([*sides, rows], strong=f"side:{self.side}")
        sheet.skip(6)
        write_heads(sheet, self.by, lambda column: self._doing(lambda: self.sort(column)))

    def write_body(self, sheet: Sheet) -> None:
        """Write the rows, and the fights of the unit that is opened."""
        scenario = localised(self.host.game.scenario)
        if not is_whole(self.host.shown):
            sheet.write(NOT_WHOLE, ink=FAINT_INK)
        rows = [row for row in service_rows(scenario, self.host.roll(), self.side) if row.has_served]
        rows = [row for row in rows if self.shows_units or row.unit is None]
        if not rows:
            sheet.write("Nobody has marched or fought yet.")
        for row in sorted_rows(rows, self.by):
            self._write_row(sheet, row)
        sheet.skip(6)
        sheet.write(LEGEND[0].upper() + LEGEND[1:] + ".", ink=FAINT_INK)

    def _write_row(self, sheet: Sheet, row: Row) -> None:
        top = sheet.y
        is_open = row.unit is not None and row.unit == self.opened
        if is_open:
            sheet.reach(top + sheet.line_height)
            pygame.draw.rect(sheet.paper, CHOSEN, pygame.Rect(0, top, sheet.width, sheet.line_height))
        write_row(sheet, row, 0 if self.by else row.depth)
        if row.unit is not None:
            rect = pygame.Rect(0, top, sheet.width, sheet.y - top)
            sheet.spots.append(Spot(f"unit:{row.unit}", rect, self._doing(lambda: self.open_unit(str(row.unit)))))
        if is_open:
            self._write_fights(sheet, row)

    def _write_fights(self, sheet: Sheet, row: Row) -> None:
        scenario = localised(self.host.game.scenario)
        for words in service_words(row.service):
            sheet.write(words, ink=FAINT_INK, indent=sheet.px(2 * INDENT))
        for number, fight in enumerate(row.service.fights):
            words = engagement_words(scenario, fight)
            go = self._doing(lambda fight=fight: self.go_to(fight))  # type: ignore[misc]  # bound here
            write_link(sheet, f"fight:{number}", words, go, indent=sheet.px(2 * INDENT))

    def _doing(self, act: Callable[[], object]) -> Callable[[], None]:
        """Return an act that is followed by painting again."""

        def do() -> None:
            act()
            self.changed()

        return do


def columns_in(sheet: Sheet) -> list[tuple[str, int]]:
    """Return the columns that have room on a sheet, each with its right edge."""
    wide, room = sheet.px(COLUMN), sheet.inner - sheet.px(LEAST_NAME)
    fitting = list(COLUMNS)[: max(1, room // wide)]
    right = sheet.width - sheet.margin
    return [(column, right - wide * (len(fitting) - 1 - place)) for place, column in enumerate(fitting)]


def write_heads(sheet: Sheet, by: str | None = None, sorts: Callable[[str], Callable[[], None]] | None = None) -> None:
    """Write the heads of the columns, the one that rows are sorted by in bold; a click on one sorts, if it can."""
    for column, right in columns_in(sheet):
        face, ink = ("Bold", INK) if column == by else ("Regular", FAINT_INK)
        place = sheet.put(column, right, sheet.y, face=face, ink=ink, align="right")  # type: ignore[arg-type]  # of two
        if sorts is not None:
            rect = pygame.Rect(right - sheet.px(COLUMN) + 2, place.top, sheet.px(COLUMN), sheet.line_height)
            sheet.spots.append(Spot(f"sort:{column}", rect, sorts(column)))
    sheet.y += sheet.line_height
    sheet.rule()


def write_row(sheet: Sheet, row: Row, depth: int) -> None:
    """Write a row of the table: name and figures, formations in bold."""
    columns = columns_in(sheet)
    face = "Regular" if row.unit is not None else "Bold"
    for column, right in columns:
        figure = row.figure(column)
        words, ink = (f"{figure:,}", INK) if figure else ("–", FAINT_INK)
        sheet.put(words, right, sheet.y, face=face, ink=ink, align="right")  # type: ignore[arg-type]  # of two
    left = sheet.margin + sheet.px(INDENT) * depth
    name = row.name if row.unit in (None, row.name) else f"{row.unit} · {row.name}"
    room = columns[0][1] - sheet.px(COLUMN) - left
    sheet.put(name, left, sheet.y, face=face, width=room)  # type: ignore[arg-type]  # of two
    sheet.y += sheet.line_height
