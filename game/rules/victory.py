"""Victory (rulebook 10): points by award, and the level that the margin reaches."""

from __future__ import annotations

from game.core._jit import entry, rule
from game.core.limits import MOST_POINTS
from game.core.terms import NOWHERE, SIDES, Award, Status
from game.rules import effects
from game.rules.areas import CONTESTED, holder, owned_in
from game.rules.exits import exited
from game.scenario.world import State, World


@rule
def ground_held(world: World, state: State, area: int, side: int) -> int:
    """Return how many hexes of an area a side stands in (10.2)."""
    count = 0
    for hex_ in range(len(world.hexes)):
        top = int(state.hexes[hex_].top)
        if world.areas[area, hex_] == 1 and top != NOWHERE and world.units[top].side == side:
            count += 1
    return count


@rule
def value_of(world: World, state: State, award: int) -> int:
    """Return the points that one award gives now (10.2)."""
    row = world.awards[award]
    kind = int(row.award)
    points = int(row.points)
    if kind == Award.FIXED:
        return points
    if kind == Award.LOSSES:
        return int(state.sides[int(row.of)].losses[int(row.kind)]) // int(row.per) * points
    if kind == Award.DESTROYED:
        status = int(state.units[int(row.unit)].status)
        return points if status in (Status.DESTROYED, Status.SURRENDERED) else 0
    if kind == Award.EXITED:
        return exited(world, state, award) // int(row.per) * points
    area = int(row.area)
    if kind == Award.HOLD:
        held = holder(world, state, area)
        if held == CONTESTED:
            return int(row.contested)
        return points if held == row.side else 0
    if kind == Award.GROUND:
        return max(0, ground_held(world, state, area, int(row.side)) - int(row.free)) * points
    if kind == Award.SHARE:
        whole = int(world.area_first[area + 1]) - int(world.area_first[area])
        return points * owned_in(world, state, area, int(row.side)) // max(1, whole)
    if ground_held(world, state, area, int(row.of)) == 0:
        return points
    return 0


@entry
def points_of(world: World, state: State, side: int) -> int:
    """Return the victory points of a side as things stand (10.2)."""
    points = 0
    for award in range(len(world.awards)):
        if world.awards[award].side == side:
            points = min(MOST_POINTS, max(-MOST_POINTS, points + value_of(world, state, award)))
    return points


@rule
def level_at(world: World, margin: int) -> int:
    """Return the row of the level: the first whose margin is reached (10.3)."""
    for level in range(len(world.levels)):
        if margin >= world.levels[level]:
            return level
    return len(world.levels) - 1


@rule
def score(world: World, state: State) -> int:
    """Set both sides' points and return the row of the level that their margin reaches (10.3)."""
    for side in range(SIDES):
        effects.set_points(state, side, points_of(world, state, side))
    return level_at(world, int(state.sides[0].points) - int(state.sides[1].points))
