"""Fights one battle again and again in compiled code, each time from a fresh copy and with another seed.

Nothing of the rehearsals that forecasts are made of is used here: the order is given as any order is.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry
from game.core.terms import NOWHERE, SIDES, EventKind, Kind, Status
from game.engine.game import Game
from game.engine.orders import Attack
from game.rules.effects.log import FIELDS
from game.rules.orders import give
from game.rules.scratch import Scratch
from game.scenario.world import State, World


class Seen(IntEnum):
    """What is noted of each fight."""

    RESULT = 0
    EMPTIED = 1
    TAKEN = 2
    SURRENDERED = 3  # defenders who laid down their arms
    DESTROYED = 4  # defenders who are no more
    LEFT = 5  # 1: a defender is still on the map, in another hex
    MEN = 6  # lost by the attackers, then by the defenders
    VEHICLES = 8  # likewise
    GUNS = 10
    CAPTURED = 12
    COHESION = 14  # sum over those attackers, over those defenders who are still there


NOTES: Final = 16
RESULT_OF_ASSAULT: Final = FIELDS[EventKind.ASSAULT].index("result")


@entry
def fight_many(
    world: World,
    state: State,
    spare: State,
    scratch: Scratch,
    attackers: NDArray[Any],
    defenders: NDArray[Any],
    rows: NDArray[Any],
) -> None:
    """Fight the order in `scratch.order` once with each seed from 0 on; `rows` is (N, NOTES), what is seen of each."""
    target = int(scratch.order[0].target)
    side = int(world.units[int(attackers[0])].side)
    for seed in range(len(rows)):
        for i in range(len(state.units)):
            spare.units[i] = state.units[i]
            spare.unit_figures[i] = state.unit_figures[i]
        for i in range(len(state.hexes)):
            spare.hexes[i] = state.hexes[i]
            spare.hex_figures[i] = state.hex_figures[i]
        for i in range(SIDES):
            spare.sides[i] = state.sides[i]
        spare.clock[0] = state.clock[0]
        spare.clock[0].seed = seed
        spare.clock[0].logged = 0
        give(world, spare, scratch)
        row = rows[seed]
        for i in range(int(spare.clock[0].logged)):
            if spare.log[i].kind == EventKind.ASSAULT:
                row[Seen.RESULT] = spare.log[i].numbers[RESULT_OF_ASSAULT]
        top = int(spare.hexes[target].top)
        row[Seen.EMPTIED] = 1 if top == NOWHERE or world.units[top].side == side else 0
        row[Seen.TAKEN] = 1 if top != NOWHERE and world.units[top].side == side else 0
        for i in range(len(defenders)):
            unit = spare.units[int(defenders[i])]
            row[Seen.SURRENDERED] += 1 if unit.status == Status.SURRENDERED else 0
            row[Seen.DESTROYED] += 1 if unit.status == Status.DESTROYED else 0
            row[Seen.COHESION + 1] += int(unit.cohesion)
            if unit.status == Status.PRESENT and unit.hex != target:
                row[Seen.LEFT] = 1
        for i in range(len(attackers)):
            row[Seen.COHESION] += int(spare.units[int(attackers[i])].cohesion)
        for group in range(2):
            whose = side if group == 0 else 1 - side
            now, before = spare.sides[whose], state.sides[whose]
            row[Seen.MEN + group] = int(now.losses[Kind.MEN]) - int(before.losses[Kind.MEN])
            row[Seen.VEHICLES + group] = int(now.losses[Kind.TANK]) - int(before.losses[Kind.TANK])
            row[Seen.VEHICLES + group] += int(now.losses[Kind.VEHICLE]) - int(before.losses[Kind.VEHICLE])
            row[Seen.GUNS + group] = int(now.losses[Kind.GUN]) - int(before.losses[Kind.GUN])
            row[Seen.GUNS + group] += int(now.losses[Kind.MORTAR]) - int(before.losses[Kind.MORTAR])
            row[Seen.CAPTURED + group] = int(now.captured) - int(before.captured)


def fought(game: Game, order: Attack, times: int) -> NDArray[np.int64]:
    """(times, NOTES) what is seen of so many fights of an attack that is legal in a game; the game stays as it is."""
    assert game.check(order)  # writes the order
    names = game.scenario.names.unit_row
    attackers = np.array([names[unit] for unit in order.units], np.int64)
    hex_ = game.scenario.hex_row(order.target)
    present = (game.state.units.hex == hex_) & (game.state.units.status == Status.PRESENT)
    rows = np.zeros((times, NOTES), np.int64)
    spare = game.state.copy(log_rows=512)
    fight_many(game.world, game.state, spare, game.scratch, attackers, np.flatnonzero(present), rows)
    return rows
