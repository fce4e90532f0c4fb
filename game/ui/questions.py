"""The questions that the board asks: a few sentences with answers, and who still waits for orders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.ui.dialogs import Dialog, write_link
from game.ui.panels.sheets import Button, Sheet

if TYPE_CHECKING:
    from game.ui.board import Board


class Question(Dialog):
    """A dialog of a few sentences and some buttons."""

    def __init__(self, board: Board, title: str, words: list[str], answers: list[Button]) -> None:
        self.title = title
        self.words = words
        self.answers = answers
        super().__init__(board)

    def write_body(self, sheet: Sheet) -> None:
        """Write the sentences."""
        for line in self.words:
            sheet.write(line)
            sheet.skip(4)

    def buttons(self) -> list[Button]:
        """Return the answers; each closes the dialog first."""
        return [(name, words, self._answering(act)) for name, words, act in self.answers]

    def cancel(self) -> None:
        """Escape gives the last answer; with one answer alone it gives none."""
        act = self.buttons()[-1][2] if len(self.answers) > 1 else None
        if act is not None:
            act()

    def _answering(self, act: Callable[[], None] | None) -> Callable[[], None]:
        def answer() -> None:
            self.close()
            if act is not None:
                act()

        return answer


class IdleUnits(Dialog):
    """Asked before the turn ends: who could still do something, and what attack was not ordered."""

    title = "Before the turn ends"

    def write_body(self, sheet: Sheet) -> None:
        """Write a line for each idle unit; a click goes there."""
        board, game, idle = self.board, self.board.session.game, self.board.session.idle_units()
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
            sheet.put(f"in {number}, {points:g} points left", sheet.width - sheet.margin, top, align="right")
            sheet.skip(2)

    def buttons(self) -> list[Button]:
        """Return the answers."""
        idle = self.board.session.idle_units()
        go: list[Button] = [("go", "Go to the first", lambda: self.go_to(idle[0]))] if idle else []
        return [("end_turn", "End turn", self.end), *go, ("cancel", "Back", self.close)]

    def end(self) -> None:
        """End the turn all the same."""
        self.close()
        self.board.flow.end_turn()

    def go_to(self, unit: str) -> None:
        """Select a unit and show it; an attack that is being put together stays."""
        self.close()
        board = self.board
        if board.orders.keeps_attack():
            return
        board.select(unit)
        if board.map is not None and board.selection.hex is not None:
            board.map.centre_on(board.selection.hex)
