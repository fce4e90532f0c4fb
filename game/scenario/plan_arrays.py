"""Plans as arrays: what compiled commanders read.

One table holds the plans of both sides that a game is played by. Names have become rows, dates turns, targets lists of
hexes; conditions stand so that each comes after those it is joined of, and are judged in that order
(`game.rules.conditions`). `plan_table` writes it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE
from game.scenario.world import Records, World, record, records

UNSAID: Final = -1
"""A number that a task does not say."""

PLAN_PHASE = record(
    [
        ("side", "<i4"),
        ("first", "<i4"),  # turn
        ("last", "<i4"),  # turn
        ("condition", "<i4"),  # row that must hold, NOWHERE for none
    ]
)

TASK = record(
    [
        ("side", "<i4"),
        ("kind", "<i4"),  # TaskKind
        ("phase", "<i4"),
        ("first_unit", "<i4"),  # place in `named`
        ("end_unit", "<i4"),
        ("first_group", "<i4"),  # place in `group_of`: what comes first, then the next; the last is the target
        ("end_group", "<i4"),
        ("mass", "<i4"),  # UNSAID where the plan does not say, and so below
        ("floor", "<i4"),
        ("tolerance", "<i4"),
        ("pushes", "<i4"),
        ("break_off", "<i4"),
        ("near", "<i4"),
        ("stand", "<i4"),  # 1: do not leave the hex for any reason
        ("raid", "<i4"),  # 1: other assaults are allowed
        ("until", "<i4"),  # row of the condition that releases a reserve, NOWHERE for none
        ("keep", "<i4"),  # guns: fire missions kept back
    ]
)

CONDITION = record(
    [
        ("kind", "<i4"),  # ConditionKind
        ("number", "<i4"),  # turn, or per cent
        ("side", "<i4"),
        ("area", "<i4"),  # NOWHERE where it names none
        ("first", "<i4"),  # place in `named` of units, or in `parts` of conditions
        ("end", "<i4"),
    ]
)


class PlanTable(NamedTuple):
    """The plans of both sides: P phases, K tasks in the order of the files, G groups of hexes, N conditions."""

    phases: Records  # (P,) PLAN_PHASE
    tasks: Records  # (K,) TASK
    named: NDArray[np.int16]  # rows of units that tasks and conditions name
    group_of: NDArray[np.int32]  # groups that tasks name
    group_first: NDArray[np.int32]  # (G + 1,) place of each group's first hex in `group_hexes`, and the end
    group_hexes: NDArray[np.int32]
    conditions: Records  # (N,) CONDITION
    parts: NDArray[np.int32]  # rows of the conditions that others are joined of
    men: NDArray[np.int32]  # (U,) men of each unit at the start
    words: NDArray[np.uint8]  # titles of the phases, in UTF-8
    word_first: NDArray[np.int32]  # (P + 1,) place of each title in `words`, and the end


def titles_of(table: PlanTable) -> tuple[str, ...]:
    """Return the titles of the phases."""
    ends = table.word_first.tolist()
    raw = table.words.tobytes()
    return tuple(raw[a:b].decode() for a, b in pairwise(ends))


def no_plans(world: World) -> PlanTable:
    """Return the table without a plan."""
    none, no_rows = np.zeros(0, np.int16), np.zeros(0, np.int32)
    return PlanTable(
        phases=records(PLAN_PHASE, 0),
        tasks=records(TASK, 0),
        named=none,
        group_of=no_rows,
        group_first=np.zeros(1, np.int32),
        group_hexes=no_rows,
        conditions=records(CONDITION, 0),
        parts=no_rows,
        men=men_at_start(world),
        words=np.zeros(0, np.uint8),
        word_first=np.zeros(1, np.int32),
    )


def men_at_start(world: World) -> NDArray[np.int32]:
    """(U,) men of each unit at the start of the scenario, crews counted."""
    rows = world.units["items"]
    crew = np.where(rows == NOWHERE, 0, world.equipment["crew"][rows])
    found: NDArray[np.int32] = (world.units["count"].astype(np.int64) * crew).sum(axis=1).astype(np.int32)
    return found
