"""What people ask of a position: the reach of a whole side with a fresh turn before it, the run of supply.

Commanders in compiled code call the rules below these; nothing here is part of the course of play.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from game.core._jit import entry
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Status
from game.rules import effects
from game.rules.movement import can_end, reach
from game.rules.scratch import Scratch
from game.rules.supply import trace
from game.scenario.world import State, World


@entry
def find_ends(world: World, state: State, scratch: Scratch, unit: int, start: int, marks: NDArray[Any]) -> int:
    """As `orders.find_reach`; and mark in (H,) int32 `marks` with 1 where the march of the unit may end (3.1, 3.4).

    `start` is NOWHERE for the march that the unit can make now. From another hex it is put there, with a fresh turn
    before it: for a copy of the state only.
    """
    if start != NOWHERE:
        effects.relocate(world, state, unit, start)
        effects.refresh_unit(state, unit, MOVEMENT_QUARTERS)
    for hex_ in range(len(marks)):
        marks[hex_] = 0
    found = reach(world, state, scratch, unit)
    for i in range(1, found):
        marks[int(scratch.search.reached[i])] = can_end(world, state, unit, int(scratch.search.reached[i]))
    return found


@entry
def find_threat(world: World, state: State, scratch: Scratch, side: int, marks: NDArray[Any]) -> None:
    """Count in (H,) int32 `marks` the units of a side that could be in or next to each hex after a fresh turn (3.1).

    Gives these units their movement: for a copy of the state only.
    """
    seen = scratch.counted
    for hex_ in range(len(marks)):
        marks[hex_] = 0
        seen[hex_] = NOWHERE
    for unit in range(len(world.units)):
        if state.units[unit].status != Status.PRESENT or world.units[unit].side != side:
            continue
        effects.refresh_unit(state, unit, MOVEMENT_QUARTERS)
        found = reach(world, state, scratch, unit)
        for i in range(found):
            here = int(scratch.search.reached[i])
            for direction in range(7):  # the hex itself, then its neighbours
                there = here if direction == 0 else int(world.hexes[here].neighbour[direction - 1])
                if there != NOWHERE and seen[there] != unit:
                    seen[there] = unit
                    marks[there] += 1


@entry
def survey_supply(world: World, state: State, scratch: Scratch, side: int) -> None:
    """Fill `scratch.supply.distance[side]` and `scratch.supply.line[side]` (4.1)."""
    trace(world, state, scratch, side)
