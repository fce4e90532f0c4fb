"""The question before a turn ends: who still waits for orders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.core.terms import QUARTER
from game.desk.popups import Dialog, write_link
from game.desk.sheets import Button, Sheet
from game.scenario.names import so_many
from game.ui.formation_intents import FinishTurn, TakeProposals
from game.ui.intents import EndTurn, Intent, ShowUnit
from game.ui.seen import Seen


class IdleUnits(Dialog[Seen]):
    """Asked before the turn ends: who could still do something, and what attack was not ordered."""

    title = "Before the turn ends"

    def __init__(self, host: Seen, idle: Sequence[str]) -> None:
        self.idle = idle
        super().__init__(host)

    def write_body(self, sheet: Sheet) -> None:
        """Write a line for each idle unit; a click goes there."""
        game, draft = self.host.game, self.host.selection.draft
        if draft is not None:
            sheet.write(f"The attack on {draft.target} is prepared, but not ordered.")
            sheet.skip(4)
        if self.idle:
            sheet.write("Units still awaiting orders:")
            sheet.skip(4)
        for unit in self.idle:
            row = game.scenario.names.unit_row[unit]
            number = game.scenario.hex_number(int(game.state.units[row].hex))
            points = int(game.state.units[row].mp_left) / QUARTER
            top = sheet.y
            write_link(sheet, f"unit:{unit}", unit, partial(self._answer, ShowUnit(unit)), face="Bold")
            sheet.put(f"in {number}, {so_many(points, 'point')} left", sheet.width - sheet.margin, top, align="right")
            sheet.skip(2)

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
        if not self.idle:
            return []
        orders: list[Button] = [("orders", "Carry out the orders", partial(self._answer, TakeProposals()))]
        finish: list[Button] = [("finish", "Let the staff finish", partial(self._answer, FinishTurn()))]
        return [*([] if self.host.standing.is_empty else orders), *finish]

    def _answer(self, intent: Intent) -> None:
        self.close()
        self.host.answer(intent)
