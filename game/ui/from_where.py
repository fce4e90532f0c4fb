"""The question before a march up to an enemy: from which hex the attack is to be made, with the forecast from each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.core.terms import QUARTER
from game.desk.popups import Dialog
from game.desk.sheets import Button, Sheet
from game.scenario.names import so_many
from game.ui.approaches import Approach
from game.ui.seen import Seen


class FromWhere(Dialog[Seen]):
    """Asked where an attack after a march is to be made from; the best is pressed by Enter."""

    title = "March and attack"

    def __init__(self, host: Seen, target: int, found: Sequence[Approach], go: Callable[[Approach, int], None]) -> None:
        """`found` are the hexes to choose from, the best first."""
        self.target = target
        self.found = found
        self.go = go
        super().__init__(host)

    def write_body(self, sheet: Sheet) -> None:
        """Write what each hex would bring."""
        game = self.host.game
        unit = self.found[0].order.unit
        sheet.write(f"{unit} marches next to {game.scenario.hex_number(self.target)}, and its attack is prepared.")
        sheet.skip(6)
        points = int(game.state.units[game.scenario.names.unit_row[unit]].mp_left)
        reach = self.host.selection.reach
        for one in self.found:
            left = (points - (0 if reach is None else int(reach.cost[one.hex]))) / QUARTER
            words = f"from {game.scenario.hex_number(one.hex)}, {so_many(left, 'point')} left"
            sheet.pair(words, f"success {one.success:.0%} alone")

    def buttons(self) -> list[Button]:
        """Return a button for each hex, the best first."""
        numbers = [(one, self.host.game.scenario.hex_number(one.hex)) for one in self.found]
        choices: list[Button] = [
            (f"from:{number}", f"From {number}", partial(self._go, one)) for one, number in numbers
        ]
        return [*choices, ("back", "Back", self.close)]

    def _go(self, approach: Approach) -> None:
        self.close()
        self.go(approach, self.target)
