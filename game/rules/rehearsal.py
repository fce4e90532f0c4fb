"""What a fight may bring, exactly: it is fought out with every different luck on a spare state (rulebook 5.9).

All that an assault does follows from the position and the two entries of the luck table; where the beaten go is not
drawn but follows too. So there are 36 x 36 equally likely ways in which it can go, of which few differ. Each of these
is fought by the very rules that fight the real one, and noted with its weight. Between two fights only what a fight
can touch is put back: units and hexes as far from the target as the beaten run, and one hex more for their zones.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import NOWHERE, Fate, Result, Status
from game.rules import effects
from game.rules.aftermath import fight_assault
from game.rules.bombardment import fire_on_hex, prepare_fire
from game.rules.break_off import WHOLE
from game.rules.combat import prepare_assault
from game.rules.luck import run_of_luck
from game.rules.scratch import Battle, Scratch
from game.scenario.world import KINDS, LUCK, Records, State, World, record, records

TOUCHED: Final = Result.ROUTED - Result.HELD + 1
"""Steps from the target within which a fight may change units and hexes: those of a rout, and a zone beyond."""


WAY = record(
    [
        ("weight", "<i4"),  # how many of the equally likely lucks make the fight go this way
        ("result", "<i4"),
        ("trapped", "<i4"),  # defenders who had to leave and found no way out
        ("guns_left", "<i4"),  # guns that the beaten leave behind
        ("broken_off", "<i4"),  # 1: the attackers break off
        ("emptied", "<i4"),  # 1: no defender is left in the hex
        ("taken", "<i4"),  # 1: an attacker is in the hex
        ("losses", "<i4", (2, KINDS)),  # of attackers and defenders, as the sides count them
        ("captured", "<i4", (2,)),
        ("written_off", "<i4", (2,)),  # vehicles, of all that each has, those disabled before among them
    ]
)
"""One way in which a fight can go."""

UNIT_AFTER = record(
    [
        ("hex", "<i4"),
        ("men", "<i4"),
        ("armour", "<i4"),
        ("cohesion", "<i4"),
        ("routed", "<i4"),
        ("suppressed", "<i4"),
        ("fate", "<i4"),
    ]
)
"""A unit at the end of one way."""


class Rehearsal(NamedTuple):
    """Where a fight is rehearsed. W ways at most, N units of both sides, H hexes, U units of the scenario."""

    spare: State  # an equal copy, without a log
    ways: Records  # (W,) WAY
    after: Records  # (W, N) UNIT_AFTER: the attackers in the order named, then the defenders from the top
    marks: NDArray[np.int8]  # (H,) 1: the fight may touch this hex
    hexes: NDArray[np.int32]  # (H,) those hexes
    units: NDArray[np.int32]  # (U,) the units that it may touch
    counts: NDArray[np.int64]  # (2,) of `hexes`, of `units`


def new_rehearsal(world: World, state: State, ways: int, units: int) -> Rehearsal:
    """Return work space for one rehearsal from a state, for so many ways and units of both sides."""
    return Rehearsal(
        spare=state.copy(log_rows=0),
        ways=records(WAY, ways),
        after=np.zeros((ways, units), UNIT_AFTER).view(np.recarray),
        marks=np.zeros(len(world.hexes), np.int8),
        hexes=np.zeros(len(world.hexes), np.int32),
        units=np.zeros(len(world.units), np.int32),
        counts=np.zeros(2, np.int64),
    )


@rule
def note_touched(world: World, state: State, battle: Battle, rehearsal: Rehearsal) -> None:
    """Note the hexes and units that the fight in `battle` may change."""
    marks, hexes, units = rehearsal.marks, rehearsal.hexes, rehearsal.units
    hexes[0] = int(battle.target)
    marks[int(battle.target)] = 1
    found = 1
    first = 0
    for _ in range(TOUCHED):
        last = found
        for i in range(first, last):
            for direction in range(6):
                there = int(world.hexes[int(hexes[i])].neighbour[direction])
                if there != NOWHERE and marks[there] == 0:
                    marks[there] = 1
                    hexes[found] = there
                    found += 1
        first = last
    rehearsal.counts[0] = found
    found = 0
    for unit in range(len(world.units)):
        if state.units[unit].status == Status.PRESENT and marks[int(state.units[unit].hex)] == 1:
            units[found] = unit
            found += 1
    for i in range(int(battle.supports) + int(battle.guns)):
        unit = int(battle.support[i]) if i < battle.supports else int(battle.gun[i - int(battle.supports)])
        if marks[int(state.units[unit].hex)] == 0:
            units[found] = unit
            found += 1
    rehearsal.counts[1] = found


@rule
def put_back(state: State, rehearsal: Rehearsal) -> None:
    """Make the spare state equal to the state again."""
    for i in range(int(rehearsal.counts[0])):
        effects.copy_hex(state, rehearsal.spare, int(rehearsal.hexes[i]))
    for i in range(int(rehearsal.counts[1])):
        effects.copy_unit(state, rehearsal.spare, int(rehearsal.units[i]))
    effects.copy_sides(state, rehearsal.spare)


@rule
def fate_of(state: State, battle: Battle, unit: int, attacking: int, cornered: int) -> int:
    """Return the Fate of a unit in the fight that has just been fought on this state."""
    row = state.units[unit]
    target = int(battle.target)
    if row.status == Status.SURRENDERED:
        return Fate.SURRENDERS
    if row.status != Status.PRESENT:
        return Fate.DESTROYED
    if attacking == 1:
        return Fate.ADVANCES if row.hex == target else Fate.STAYS
    if row.hex == target:
        return Fate.STAYS
    return Fate.BREAKS_OUT if cornered == 1 else Fate.FALLS_BACK


@rule
def note_way(
    world: World, state: State, battle: Battle, rehearsal: Rehearsal, place: int, result: int, weight: int
) -> None:
    """Note how the fight went that has just been fought on the spare state; a bombardment has no result (NOWHERE)."""
    spare = rehearsal.spare
    way = rehearsal.ways[place]
    side, target = int(battle.side), int(battle.target)
    top = int(spare.hexes[target].top)
    way.weight = weight
    way.result = result
    way.trapped = battle.trapped
    way.guns_left = battle.guns_left
    way.broken_off = 1 if battle.fought < WHOLE else 0
    way.emptied = 1 if top == NOWHERE or world.units[top].side == side else 0
    way.taken = 1 if top != NOWHERE and world.units[top].side == side else 0
    for group in range(2):
        whose = side if group == 0 else 1 - side
        for kind in range(KINDS):
            way.losses[group, kind] = int(spare.sides[whose].losses[kind]) - int(state.sides[whose].losses[kind])
        written_off = 0
        for kind in range(KINDS):
            written_off += int(spare.sides[whose].written_off[kind]) - int(state.sides[whose].written_off[kind])
        way.written_off[group] = written_off
        way.captured[group] = int(spare.sides[whose].captured) - int(state.sides[whose].captured)
    attackers = int(battle.attackers)
    for i in range(attackers + int(battle.defenders)):
        unit = int(battle.attacker[i]) if i < attackers else int(battle.defender[i - attackers])
        row = spare.units[unit]
        figures = spare.unit_figures[unit]
        after = rehearsal.after[place, i]
        after.hex = row.hex
        after.men = figures.men
        after.armour = figures.armour
        after.cohesion = row.cohesion
        after.routed = row.routed
        after.suppressed = row.suppressed
        cornered = 0 if i < attackers else int(battle.cornered[i - attackers])
        after.fate = fate_of(spare, battle, unit, 1 if i < attackers else 0, cornered)


@rule
def rehearse_attack(world: World, state: State, scratch: Scratch, rehearsal: Rehearsal) -> int:
    """Fight the assault in `scratch.order`, which is legal, with every different luck; returns how many."""
    prepare_assault(world, state, scratch)
    note_touched(world, state, scratch.battle[0], rehearsal)
    luck = world.rules[0].luck
    ways = 0
    for i in range(LUCK):
        run = run_of_luck(world, i)
        if run == 0:
            continue
        for j in range(LUCK):
            other = run_of_luck(world, j)
            if other > 0:
                put_back(state, rehearsal)
                result = fight_assault(world, rehearsal.spare, scratch, int(luck[i]), int(luck[j]))
                note_way(world, state, scratch.battle[0], rehearsal, ways, result, run * other)
                ways += 1
    return ways


@rule
def rehearse_bombard(world: World, state: State, scratch: Scratch, rehearsal: Rehearsal) -> int:
    """Fire the bombardment in `scratch.order`, which is legal, with every different luck; returns how many."""
    order = scratch.order[0]
    prepare_fire(world, state, scratch.battle[0], int(order.units[0]), int(order.target))
    scratch.battle[0].trapped = 0
    scratch.battle[0].guns_left = 0
    scratch.battle[0].fought = WHOLE
    note_touched(world, state, scratch.battle[0], rehearsal)
    ways = 0
    for i in range(LUCK):
        run = run_of_luck(world, i)
        if run > 0:
            put_back(state, rehearsal)
            fire_on_hex(world, rehearsal.spare, scratch.battle[0], int(world.rules[0].luck[i]))
            note_way(world, state, scratch.battle[0], rehearsal, ways, NOWHERE, run)
            ways += 1
    return ways
