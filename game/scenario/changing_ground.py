"""How the ground is in each turn: which kind of ground counts as which (rulebook 3.9).

Few turns differ in it, so that each state of the ground is one row of a table, worked out once. In row 0 all kinds are
what the map says.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.scenario.grids import terrain_ids
from game.scenario.names import rows_of
from game.scenario.nouns import Nouns


class GroundByTurn(NamedTuple):
    """The states of the ground, G of them for K kinds, and which of them each turn has."""

    counts_as: NDArray[np.int8]  # (G, K) row of the kind that each kind counts as
    of_turn: NDArray[np.int16]  # (T,) row in `counts_as`


def ground_by_turn(nouns: Nouns) -> GroundByTurn:
    """Return how the ground of a scenario changes. Kinds that its map has not stay what they are."""
    row_of = rows_of(nouns.terrain.terrain)
    present = set(terrain_ids(nouns.map))
    spells = [spell for spell in nouns.scenario.weather.ground if spell.ground in present]
    calendar = nouns.scenario.calendar
    found: dict[tuple[int, ...], int] = {tuple(range(len(row_of))): 0}
    of_turn = np.zeros(calendar.last_turn + 1, dtype=np.int16)
    for turn in range(calendar.first_turn, calendar.last_turn + 1):
        now = list(range(len(row_of)))
        for spell in spells:
            first, last = spell.turns
            if first <= turn <= last:
                now[row_of[spell.ground]] = row_of[spell.counts_as]
        of_turn[turn] = found.setdefault(tuple(now), len(found))
    return GroundByTurn(np.array(list(found), dtype=np.int8), of_turn)
