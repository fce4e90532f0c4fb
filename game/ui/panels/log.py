"""The log: what has happened since the game was opened, with the arithmetic of fights, filters and the luck ledger."""

from __future__ import annotations

from collections.abc import Callable

from game.desk.keys import Action
from game.desk.popups import Popup, write_link
from game.desk.sheets import Sheet
from game.ui.intents import CentreOn, Mark
from game.ui.log_lines import LogKind, LogLine, log_lines
from game.ui.luck_ledger import ledger
from game.ui.seen import Seen
from game.view.lettering import Face
from game.view.looks import localised
from game.view.marks import Marks
from game.view.theme import FAINT_INK, INK

FILTERS = (None, LogKind.FIGHTS, LogKind.MARCHES, LogKind.SUPPLY, LogKind.ARRIVALS)


class LogWindow(Popup[Seen]):
    """The log at the side, newest turn last and in view."""

    title = "Log"
    toggled_by = Action.LOG

    def __init__(self, seen: Seen) -> None:
        self.kind: LogKind | None = None
        super().__init__(seen)
        self.scroll = 1_000_000  # the end; painting brings it within bounds

    def key(self, seen: Seen) -> tuple[object, ...]:
        """Return what the picture depends on."""
        return self.kind, len(seen.shown.steps), seen.shown.digest()

    def filter_by(self, kind: LogKind | None) -> None:
        """Show lines of one kind, or all."""
        self.kind = kind
        self.scroll = 1_000_000
        self.changed()

    def write_head(self, sheet: Sheet) -> None:
        """Write the luck of both sides and the filters."""
        session = self.host.shown
        sheet.skip(2)
        for row, luck in enumerate(ledger(session.game, session.steps)):
            sheet.write(f"{localised(session.scenario).names.side_adjectives[row]} luck: {luck.words}", ink=FAINT_INK)
        sheet.skip(4)
        names = {kind: kind or "all" for kind in FILTERS}
        buttons = [(f"filter:{name}", name.capitalize(), self._filtering(kind)) for kind, name in names.items()]
        sheet.button_row(buttons, strong=f"filter:{names[self.kind]}")
        sheet.skip(6)
        sheet.rule()

    def write_body(self, sheet: Sheet) -> None:
        """Write the lines."""
        session = self.host.shown
        lines, left = log_lines(session.scenario, session.steps, self.kind)
        if left:
            sheet.write(f"(the results of {left} earlier orders are not shown)", ink=FAINT_INK)
        if not lines:
            sheet.write("Nothing yet." if self.kind is None else f"No {self.kind} yet.")
        for number, line in enumerate(lines):
            self._write_line(sheet, number, line)

    def closed(self) -> None:
        """Take the marks off the map."""
        self.host.answer(Mark(Marks()))

    def _write_line(self, sheet: Sheet, number: int, line: LogLine) -> None:
        if line.kind is LogKind.TURN:
            sheet.heading(line.words)
            return
        face: Face = "Bold" if line.kind is LogKind.FIGHTS and not line.detail else "Regular"
        write_link(
            sheet,
            f"line:{number}",
            f"{line.words} ({line.section})" if line.section else line.words,
            None if line.hex is None else self._going_to(line.hex),
            face=face,
            ink=FAINT_INK if line.detail else INK,
            indent=sheet.px(14) if line.detail else 0,
        )

    def _going_to(self, hex_: int) -> Callable[[], None]:
        def act() -> None:
            self.host.answer(Mark(Marks(hexes={hex_: "target"})))
            self.host.answer(CentreOn((hex_,)))

        return act

    def _filtering(self, kind: LogKind | None) -> Callable[[], None]:
        return lambda: self.filter_by(kind)
