"""The question before a turn ends: who still awaits orders, whom the staff has not led yet, and who needs none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from game.core.terms import QUARTER
from game.desk.popups import Dialog, write_link
from game.desk.sheets import Button, Sheet
from game.scenario.names import so_many
from game.ui.command.formation_intents import FinishTurn, TakeProposals
from game.ui.intents import EndTurn, Intent, ShowUnit
from game.ui.seen import Seen


class IdleUnits(Dialog[Seen]):
    """Asked before the turn ends: who could still do something, and what attack was not ordered."""

    title = "Before the turn ends"

    def __init__(
        self, host: Seen, idle: Sequence[str], left_out: Mapping[str, str] | None = None, unled: Sequence[str] = ()
    ) -> None:
        """`left_out` are units that need no orders, with the reasons; `unled` those to be led yet."""
        self.idle = idle
        self.left_out = left_out or {}
        self.unled = unled
        self.shows_all = False
        super().__init__(host)

    def write_body(self, sheet: Sheet) -> None:
        """Write a line for each idle unit, and what else there is to be said; a click on a unit goes there."""
        draft = self.host.selection.draft
        if draft is not None:
            sheet.write(f"The attack on {draft.target} is prepared, but not ordered.")
            sheet.skip(4)
        if self.unled:
            count = so_many(len(self.unled), "unit")
            sheet.write(f"The orders to formations are not carried out yet: the staff has {count} left to lead.")
            sheet.skip(4)
        if self.idle:
            sheet.write("Units still awaiting orders:")
            sheet.skip(4)
        for unit in self.idle:
            self._write_unit(sheet, unit, self._state_of(unit))
        if self.left_out:
            self._write_left_out(sheet)

    def _write_left_out(self, sheet: Sheet) -> None:
        """Write how many need no orders, and, if that is asked for, which and why."""
        sheet.skip(6)
        count = len(self.left_out)
        words = f"{so_many(count, 'unit')} that {'needs' if count == 1 else 'need'} no orders"
        if not self.shows_all:
            verb = "is" if count == 1 else "are"
            write_link(sheet, "show_all", f"{words} {verb} not listed: show all", self._show_all)
            return
        sheet.write(f"{words}:")
        sheet.skip(4)
        for unit, why in self.left_out.items():
            self._write_unit(sheet, unit, why)

    def _write_unit(self, sheet: Sheet, unit: str, words: str) -> None:
        top = sheet.y
        write_link(sheet, f"unit:{unit}", unit, partial(self._answer, ShowUnit(unit)), face="Bold")
        sheet.put(words, sheet.width - sheet.margin, top, align="right")
        sheet.skip(2)

    def _state_of(self, unit: str) -> str:
        game = self.host.game
        row = game.scenario.names.unit_row[unit]
        number = game.scenario.hex_number(int(game.state.units[row].hex))
        return f"in {number}, {so_many(int(game.state.units[row].mp_left) / QUARTER, 'point')} left"

    def _show_all(self) -> None:
        self.shows_all = True
        self.changed()

    def buttons(self) -> list[Button]:
        """Return the answers."""
        go: list[Button] = []
        if self.idle:
            go = [("go", "Go to the first", partial(self._answer, ShowUnit(self.idle[0])))]
        return [
            ("end_turn", "End turn", partial(self._answer, EndTurn(sure=True))),
            *go,
            *self._for_the_staff(),
            ("cancel", "Back", self.close),
        ]

    def _for_the_staff(self) -> list[Button]:
        """Return what the staff can be left to do first."""
        if not self.idle and not self.unled:
            return []
        orders: list[Button] = [("orders", "Carry out the orders", partial(self._answer, TakeProposals()))]
        finish: list[Button] = [("finish", "Let the staff finish", partial(self._answer, FinishTurn()))]
        return [*([] if self.host.standing.is_empty else orders), *finish]

    def _answer(self, intent: Intent) -> None:
        self.close()
        self.host.answer(intent)
