"""The action space: whole numbers, each a decision on the way to an order.

An order is given in two decisions or a few more. First a **unit**; then a **hex**: where it marches to, whom it
assaults or shells, or its own, to leave the map by an exit. Any of these but an assault is given with that. To an
assault others may **join**, unit by unit or all that can at once; then it is launched, with what it may cost and
whether the hex is taken. Another decision ends the player turn.

Why not one number for a whole order? With U units, H hexes, and so many ways to put an assault together, that would be
a space of millions, or one in which most orders could not be said. Decision by decision there are S + H + 9 actions (S
units of the larger side): every unit set and every hex can be named, so **every order of the rules can be given**, but
for marches by another than the cheapest way; hexes are numbered as the planes of the observation are laid out; and the
mask of one decision needs one search of the rules, not one for each unit.

    0 .. S-1        the unit of this slot: the side's units in the order of the scenario
    S .. S+H-1      the hex of this row (column + row of the map * columns)
    S+H             everybody joins who can, but for guns
    S+H+1           all guns join that can
    S+H+2 .. +7     launch the assault: minimise, limit, ignore losses, each first with advance, then holding
    S+H+8           end the player turn
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES, Tolerance
from game.scenario.loading import Scenario

EVERYBODY: Final = 0
GUNS: Final = 1
LAUNCH: Final = 2
END: Final = 8
OTHERS: Final = 9
"""Actions after those of units and hexes, from S + H on."""

LAUNCHES: Final = tuple(
    (tolerance, holding)
    for tolerance in (Tolerance.MINIMISE, Tolerance.LIMIT, Tolerance.IGNORE)
    for holding in (False, True)
)
"""What an assault is launched with, in the order of the actions from LAUNCH on."""


@dataclass(frozen=True)
class Actions:
    """The numbers of the actions in one scenario, the same for both sides."""

    scenario: Scenario

    @cached_property
    def own(self) -> NDArray[np.int32]:
        """(2, S) row of the unit in each slot by side, NOWHERE in the slots that the smaller side leaves empty."""
        side = self.scenario.world.units.side
        rows = [np.flatnonzero(side == number) for number in range(SIDES)]
        own = np.full((SIDES, max(map(len, rows))), NOWHERE, np.int32)
        for number, units in enumerate(rows):
            own[number, : len(units)] = units
        return own

    @property
    def slots(self) -> int:
        """S: units of the larger side."""
        return int(self.own.shape[1])

    @property
    def hexes(self) -> int:
        """H: hexes of the map."""
        return len(self.scenario.world.hexes)

    @property
    def first_hex(self) -> int:
        """The action for the hex of row 0."""
        return self.slots

    @property
    def others(self) -> int:
        """The first action after the hexes: EVERYBODY; the others follow."""
        return self.slots + self.hexes

    @property
    def count(self) -> int:
        """How many actions there are."""
        return self.others + OTHERS

    def slot_of(self, side: int, unit: int) -> int:
        """Return the slot, which is also the action, of a unit of the side by its row."""
        return int(np.flatnonzero(self.own[side] == unit)[0])

    def words(self, side: int, action: int) -> str:
        """Return an action in words: "unit I/75", "hex 2028", "launch: limit losses, no advance"."""
        if action < self.slots:
            unit = int(self.own[side, action])
            return "empty slot" if unit == NOWHERE else f"unit {self.scenario.names.units[unit]}"
        if action < self.others:
            return f"hex {self.scenario.hex_number(action - self.first_hex)}"
        what = action - self.others
        if LAUNCH <= what < END:
            tolerance, holding = LAUNCHES[what - LAUNCH]
            return f"launch: {tolerance.name.lower()} losses{', no advance' if holding else ''}"
        return {EVERYBODY: "everybody joins", GUNS: "all guns join", END: "end turn"}[what]
