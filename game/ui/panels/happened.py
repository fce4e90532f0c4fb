"""What happened in the opponent's turn: a list that leads over the map, place by place.

Fights come first, marches last and folded up. What the pointer is on is marked on the map.
"""

from __future__ import annotations

from functools import partial

import pygame

from game.desk.keys import Action
from game.desk.popups import Popup, write_link
from game.desk.sheets import BAD, Button, Sheet
from game.ui.intents import CentreOn, Mark
from game.ui.playback.happenings import Entry, entries_of
from game.ui.playback.playing_intents import ShowAgain
from game.ui.seen import Seen
from game.view.marks import Marks
from game.view.theme import FAINT_INK, INK


class Happened(Popup[Seen]):
    """The list; a click goes to the place and marks it."""

    title = "What happened"
    toggled_by = Action.HAPPENED

    def __init__(self, seen: Seen) -> None:
        self.entries = entries_of(seen.shown)
        self.chosen: int | None = None
        self.pointed: int | None = None
        super().__init__(seen)

    def key(self, seen: Seen) -> tuple[object, ...]:
        """The list stays as it is until it is closed."""
        return (self.chosen,)

    def write_body(self, sheet: Sheet) -> None:
        """Write the entries under their headings."""
        heading = ""
        if not self.entries:
            sheet.write("No fights, losses, arrivals or marches.")
        for number, entry in enumerate(self.entries):
            if entry.heading != heading:
                heading = entry.heading
                sheet.heading(heading)
            self._write_entry(sheet, number, entry)

    def buttons(self) -> list[Button]:
        """Return the buttons: through the list, and away with it."""
        there = bool(self.entries)
        may_again = self.host.shown.may_show_again
        return [
            ("next", "Next place", (lambda: self.step(1)) if there else None),
            ("back", "Back", (lambda: self.step(-1)) if there else None),
            ("again", "Show again", partial(self.host.answer, ShowAgain()) if may_again else None),
            ("read", "Close", self.close),
        ]

    def step(self, by: int) -> None:
        """Go to the next entry, or the one before."""
        self.go_to((0 if by > 0 else -1) if self.chosen is None else (self.chosen + by) % len(self.entries))

    def go_to(self, number: int) -> None:
        """Show where an entry was."""
        number %= len(self.entries)
        self.chosen = number
        entry = self.entries[number]
        self._mark(number)
        if entry.hexes:
            self.host.answer(CentreOn(entry.hexes))
        self.changed()

    def handle(self, event: pygame.event.Event, host: Seen) -> bool:
        """Mark what the pointer is on; where it is on nothing, what was chosen."""
        used = super().handle(event, host)
        if event.type == pygame.MOUSEMOTION:
            found = self.spot_at(event.pos) if self.rect.collidepoint(event.pos) else None
            kind, _, number = ("", "", "") if found is None else found[0].name.partition(":")
            pointed = int(number) if kind in ("entry", "more") else None
            if pointed != self.pointed:
                self.pointed = pointed
                self._mark(self.chosen if pointed is None else pointed)
        return used

    def _mark(self, number: int | None) -> None:
        entry = None if number is None else self.entries[number]
        marks = Marks() if entry is None else marks_of(entry)
        self.host.answer(Mark(marks))

    def closed(self) -> None:
        """Take the marks off the map."""
        self.host.answer(Mark(Marks()))

    def _write_entry(self, sheet: Sheet, number: int, entry: Entry) -> None:
        def act() -> None:
            self.go_to(number)

        ink = BAD if entry.grave else INK
        top = sheet.y
        words = f"{entry.words} …" if entry.folded and number != self.chosen else entry.words
        write_link(sheet, f"entry:{number}", words, act, face="Bold", ink=ink, indent=sheet.px(4))
        for words in entry.more if number == self.chosen or not entry.folded else ():
            write_link(sheet, f"more:{number}", words, act, ink=FAINT_INK, indent=sheet.px(14))
        if number == self.chosen:
            pygame.draw.rect(sheet.paper, INK, pygame.Rect(sheet.px(2), top, sheet.px(4), sheet.y - top))
        sheet.skip(3)


def marks_of(entry: Entry) -> Marks:
    """Return what marks an entry on the map: the ways that were gone, or the hexes where it was."""
    if entry.ways:
        return Marks(ways=[(way, "reach") for way in entry.ways])
    return Marks(hexes=dict.fromkeys(entry.hexes, "target"))
