"""Whether conditions hold: the closed vocabulary on which plans hang (docs/plans.md)."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import UNREACHED, ConditionKind, Status
from game.rules.areas import holder, owned_in
from game.rules.strengths import men_at_start
from game.scenario.plan_arrays import PlanTable
from game.scenario.world import State, World


@rule
def men_first(world: World, state: State, table: PlanTable, unit: int) -> int:
    """Return the men that a unit came with, or will."""
    return int(table.men[unit]) if len(state.drawn) == 0 else men_at_start(world, state, unit)


@rule
def men_now(world: World, state: State, table: PlanTable, unit: int) -> int:
    """Return the men of a unit: all of them before it comes, none when it is lost."""
    status = int(state.units[unit].status)
    if status == Status.AWAITED:
        return men_first(world, state, table, unit)
    if status in (Status.PRESENT, Status.WITHDRAWN, Status.EXITED):
        return int(state.unit_figures[unit].men)
    return 0


@rule
def has_been_assaulted(world: World, state: State, area: int, side: int) -> int:
    """Return 1 once a side has assaulted a hex of an area."""
    for place in range(int(world.area_first[area]), int(world.area_first[area + 1])):
        if int(state.hexes[int(world.area_hexes[place])].assaulted) & (1 << side) != 0:
            return 1
    return 0


@rule
def is_below(world: World, state: State, table: PlanTable, first: int, end: int, percent: int) -> int:
    """Return 1 while the units in a stretch of `named` have together less than a share of their first men."""
    now = 0
    then = 0
    for place in range(first, end):
        unit = int(table.named[place])
        now += men_now(world, state, table, unit)
        then += men_first(world, state, table, unit)
    return 1 if now * 100 < then * percent else 0


@rule
def are_cut_off(table: PlanTable, state: State, first: int, end: int) -> int:
    """Return 1 while some of the units in a stretch of `named` are on the map and supply reaches none of these."""
    there = 0
    for place in range(first, end):
        unit = int(table.named[place])
        if state.units[unit].status != Status.PRESENT:
            continue
        if state.units[unit].distance != UNREACHED:
            return 0
        there = 1
    return there


@rule
def is_joined(table: PlanTable, kind: int, first: int, end: int, holds: NDArray[Any]) -> int:
    """Return 1 if conditions that have been judged already hold as they are joined."""
    count = 0
    for place in range(first, end):
        count += int(holds[int(table.parts[place])])
    if kind == ConditionKind.NOT:
        return 1 - count
    if kind == ConditionKind.ANY:
        return 1 if count > 0 else 0
    return 1 if count == end - first else 0


@rule
def judge(world: World, state: State, table: PlanTable, row: int, holds: NDArray[Any]) -> int:
    """Return 1 if one condition holds; those that it is joined of stand in `holds`."""
    condition = table.conditions[row]
    kind, first, end = int(condition.kind), int(condition.first), int(condition.end)
    if kind == ConditionKind.TURN:
        return 1 if state.clock[0].turn >= condition.number else 0
    if kind == ConditionKind.HOLDS:
        return 1 if holder(world, state, int(condition.area)) == condition.side else 0
    if kind == ConditionKind.LOST:
        return 1 if owned_in(world, state, int(condition.area), int(condition.side)) == 0 else 0
    if kind == ConditionKind.ATTACKED:
        return has_been_assaulted(world, state, int(condition.area), int(condition.side))
    if kind == ConditionKind.STRENGTH:
        return is_below(world, state, table, first, end, int(condition.number))
    if kind == ConditionKind.CUT_OFF:
        return are_cut_off(table, state, first, end)
    return is_joined(table, kind, first, end, holds)


@rule
def judge_all(world: World, state: State, table: PlanTable, holds: NDArray[Any]) -> None:
    """Fill (N,) `holds` with 1 for each condition of the table that holds now, 0 for the others."""
    for row in range(len(table.conditions)):
        holds[row] = judge(world, state, table, row, holds)
