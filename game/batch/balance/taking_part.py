"""Which units had a part in the battle: who came, who fought, who was lost.

A unit fought in a game if it took part in an assault, was assaulted, or fired a mission, in support and in defence too.
To be bombarded is not to fight.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import numpy as np

from game.batch.results import Results
from game.batch.units import UnitNote
from game.core.terms import Status

Remark = Literal["never_came", "never_fought", "always_lost"]

HARDLY_EVER: Final = 0.05
"""Share of the games in which a unit came up to which one that fought in no more is said never to fight."""

ALWAYS: Final = 0.95
"""Share of the games in which it came from which a unit that was lost in as many is said always to be."""

REMARKS: Final[dict[Remark, str]] = {
    "never_came": "never came",
    "never_fought": "never fought",
    "always_lost": "always lost",
}


def units(results: Results) -> list[dict[str, Any]]:
    """Return for each unit in how many games it came, fought and was lost, with remarks; units have been noted."""
    scenario, notes = results.scenario, results.units
    came = notes[:, :, UnitNote.FIRST_TURN] > 0
    acts = notes[:, :, [UnitNote.ASSAULTS, UnitNote.DEFENCES, UnitNote.MISSIONS]].sum(axis=2)
    lost = np.isin(notes[:, :, UnitNote.STATUS], (Status.DESTROYED, Status.SURRENDERED))
    counts = [np.count_nonzero(one, axis=0).tolist() for one in (came, came & (acts > 0), came & lost)]
    names, rows = scenario.names, scenario.world.units
    return [
        {
            "unit": id_,
            "name": names.unit_names[row],
            "side": names.sides[int(rows["side"][row])],
            "type": names.unit_kinds[row],
            "came": in_games,
            "fought": fought,
            "lost": gone,
            "remarks": remarks(in_games, fought, gone),
        }
        for row, (id_, in_games, fought, gone) in enumerate(zip(names.units, *counts, strict=True))
    ]


def remarks(came: int, fought: int, lost: int) -> list[Remark]:
    """Return what is to be said of a unit that came, fought and was lost in so many games."""
    if not came:
        return ["never_came"]
    found: list[Remark] = ["never_fought"] if fought <= HARDLY_EVER * came else []
    return [*found, "always_lost"] if lost >= ALWAYS * came else found
