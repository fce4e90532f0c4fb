"""Which hex each unit is to hold, or to go for: the hexes of a target shared out among those who have it."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.ways import FAR
from game.commanders.officer.mind import Doing, Mind, is_in_group
from game.commanders.officer.tasks import stands
from game.core._jit import rule
from game.core.terms import NOWHERE, Role, Status
from game.rules.artillery import steps_between
from game.rules.permissions import may_enter
from game.rules.stacking import enemy_in
from game.scenario.world import State, World

ENOUGH: Final = 200
"""Fire that goes for a hex against the enemy's there, in per cent, beyond which others look elsewhere."""

SATED: Final = 10
"""Half steps that such a hex counts as farther off."""

ABOUT: Final = 8
"""Steps within which enemies could walk into a hex that is left."""

DRAWS: Final = 2_500
"""Thousandths of a point that a hex is worth for each half step that it counts as nearer to who attacks."""

MOST_DRAWN: Final = 8
"""Half steps that it counts as nearer at most."""

EMPTY: Final = 5
"""Half steps that a hex without enemies counts as farther off to who attacks."""


@rule
def worth_of(mind: Mind, hex_: int) -> int:
    """Return what a hex is worth to either side, thousandths of a point."""
    for goal in range(len(mind.goal)):
        if mind.goal[goal] == hex_:
            return int(mind.worth[goal])
    return 0


@rule
def find_marks(world: World, state: State, mind: Mind, side: int) -> None:
    """Give each unit that attacks a hex of its target to go for: the nearest with enemies in it, else not yet taken."""
    for hex_ in range(len(mind.marked)):
        mind.marked[hex_] = 0
    for unit in range(len(world.units)):
        if mind.doing[unit] != Doing.ATTACK:
            continue
        group, here = int(mind.group[unit]), int(state.units[unit].hex)
        best_score = FAR
        for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
            hex_ = int(mind.plan.group_hexes[place])
            if state.hexes[hex_].owner == side:
                continue
            if may_enter(state, side, hex_) == 0:
                continue
            score = steps_between(world, here, hex_) * 2
            if mind.marked[hex_] * 100 > mind.enemy_fire[hex_] * ENOUGH:
                score += SATED
            score += 0 if enemy_in(state, hex_, side) == 1 else EMPTY
            score -= min(MOST_DRAWN, worth_of(mind, hex_) // DRAWS)
            if score < best_score:
                best_score = score
                mind.post[unit] = hex_
        if mind.post[unit] != NOWHERE:
            mind.marked[int(mind.post[unit])] += int(state.unit_figures[unit].fire)


@rule
def keep_posts(world: World, state: State, mind: Mind, side: int) -> None:
    """Leave those who stand in a hex of their group there: it is their post."""
    for hex_ in range(len(mind.posted)):
        mind.posted[hex_] = 0
    for unit in range(len(world.units)):
        group = int(mind.group[unit])
        if mind.doing[unit] not in (Doing.HOLD, Doing.SCREEN, Doing.MARCH) or group == NOWHERE:
            continue
        here = int(state.units[unit].hex)
        if is_in_group(mind, group, here) == 1:
            mind.post[unit] = here
            mind.posted[here] += 1


@rule
def nearest_post(world: World, state: State, mind: Mind, unit: int, side: int) -> int:
    """Return the hex of a unit's group that has fewest units posted, of equal ones the nearest; enemies are no post."""
    group, here = int(mind.group[unit]), int(state.units[unit].hex)
    best = NOWHERE
    best_score = 0
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        hex_ = int(mind.plan.group_hexes[place])
        score = int(mind.posted[hex_]) * 1000 + steps_between(world, here, hex_)
        if enemy_in(state, hex_, side) == 1:
            score += 100_000
        elif state.hexes[hex_].owner == 1 - side:
            score += 10_000
        if best == NOWHERE or score < best_score:
            best = hex_
            best_score = score
    return best


@rule
def share_posts(world: World, state: State, mind: Mind, side: int) -> None:
    """Share the hexes of each group out among the units that go there; who stands in one keeps it."""
    keep_posts(world, state, mind, side)
    for unit in range(len(world.units)):
        if mind.doing[unit] not in (Doing.HOLD, Doing.SCREEN, Doing.MARCH) or mind.group[unit] == NOWHERE:
            continue
        if mind.post[unit] == NOWHERE:
            mind.post[unit] = nearest_post(world, state, mind, unit, side)
            mind.posted[int(mind.post[unit])] += 1
    # Where one hex has two posted and another none, the second of the first goes there.
    for unit in range(len(world.units)):
        if mind.doing[unit] != Doing.HOLD or mind.group[unit] == NOWHERE or stands(mind, unit) == 1:
            continue
        post = int(mind.post[unit])
        if mind.posted[post] == 1 or post != state.units[unit].hex:
            continue
        other = nearest_post(world, state, mind, unit, side)
        if mind.posted[other] == 0 and enemy_in(state, other, side) == 0:
            mind.posted[post] -= 1
            mind.posted[other] += 1
            mind.post[unit] = other


@rule
def steps_to_enemy(world: World, state: State, hex_: int, side: int) -> int:
    """Return the steps from a hex to the nearest enemy who could walk in; FAR if there is none."""
    best = FAR
    for unit in range(len(world.units)):
        row = state.units[unit]
        walks = world.units[unit].role != Role.ARTILLERY and world.units[unit].role != Role.HEADQUARTERS
        if row.status == Status.PRESENT and row.routed == 0 and world.units[unit].side != side and walks:
            best = min(best, steps_between(world, hex_, int(row.hex)))
    return best


@rule
def names_hex(mind: Mind, row: int, hex_: int) -> int:
    """Return 1 for a hex of a target that a task names."""
    for place in range(int(mind.plan.tasks[row].first_group), int(mind.plan.tasks[row].end_group)):
        if is_in_group(mind, int(mind.plan.group_of[place]), hex_) == 1:
            return 1
    return 0


@rule
def keeps_hex(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for the unit that stays in a hex that points are given for, while enemies are about: they would walk in.

    It is the lowest of the line in the stack; the others may go. Who has a task elsewhere goes: so the plan says.
    """
    here, below, row = int(state.units[unit].hex), int(state.units[unit].below), int(mind.task[unit])
    if row != NOWHERE and names_hex(mind, row, here) == 0:
        return 0
    while below != NOWHERE:
        if world.units[below].role != Role.ARTILLERY and world.units[below].role != Role.HEADQUARTERS:
            return 0
        below = int(state.units[below].below)
    for goal in range(len(mind.goal)):
        if mind.goal[goal] == here:
            return 1 if steps_to_enemy(world, state, here, int(world.units[unit].side)) <= ABOUT else 0
    return 0
