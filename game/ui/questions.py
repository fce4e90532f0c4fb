"""The question before a turn ends: who still waits for orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desk.popups import Dialog, write_link
from game.desk.sheets import Button, Sheet
from game.scenario.names import so_many

if TYPE_CHECKING:
    from game.ui.board import Board


class IdleUnits(Dialog["Board"]):
    """Asked before the turn ends: who could still do something, and what attack was not ordered."""

    title = "Before the turn ends"

    def write_body(self, sheet: Sheet) -> None:
        """Write a line for each idle unit; a click goes there."""
        board, game, idle = self.host, self.host.session.game, self.host.session.idle_units()
        if board.selection.draft is not None:
            sheet.write(f"The attack on {board.selection.draft.target} is put together, but not ordered.")
            sheet.skip(4)
        if idle:
            sheet.write("Some units still wait for orders:")
            sheet.skip(4)
        for unit in idle:
            row = game.scenario.names.unit_row[unit]
            number = game.scenario.hex_number(int(game.state.units[row].hex))
            points = int(game.state.units[row].mp_left) / 4
            top = sheet.y
            write_link(sheet, f"unit:{unit}", unit, lambda unit=unit: self.go_to(unit), face="Bold")  # type: ignore[misc]  # bound now
            sheet.put(f"in {number}, {so_many(points, 'point')} left", sheet.width - sheet.margin, top, align="right")
            sheet.skip(2)

    def buttons(self) -> list[Button]:
        """Return the answers."""
        idle = self.host.session.idle_units()
        go: list[Button] = [("go", "Go to the first", lambda: self.go_to(idle[0]))] if idle else []
        return [("end_turn", "End turn", self.end), *go, ("cancel", "Back", self.close)]

    def end(self) -> None:
        """End the turn all the same."""
        self.close()
        self.host.flow.end_turn()

    def go_to(self, unit: str) -> None:
        """Select a unit and show it; an attack that is being put together stays."""
        self.close()
        board: Board = self.host
        if board.orders.keeps_attack():
            return
        board.select(unit)
        if board.map is not None and board.selection.hex is not None:
            board.map.centre_on(board.selection.hex)
