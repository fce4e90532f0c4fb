"""The troops of a plan shared out among its objectives: who garrisons what, who goes for what, who is spared again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.commanders.officer.appreciation import Appreciation, Objective
from game.commanders.officer.position import Body
from game.core.terms import Status

TO_HOLD: Final = 1.3
"""Own fire where an objective is held against the enemy's near it."""

TO_TAKE: Final = 3.0
"""The same where it is to be taken."""

LEAST: Final = 40_000
"""Fire that an objective is given in any case, hundredths of a rifleman: about a battalion."""

MOST: Final = 400_000
"""The most that one is given: more finds no room to fight."""

SHARE_TO_HOLD: Final = 5
"""A garrison where no enemy is near has at least one part in so many of a small side's fire."""

Force = tuple[Objective, list[Body]]
"""An objective, and who holds it."""


def nearest_first(away: Callable[[Any, Any], int], one: Any) -> Callable[[Any], int]:
    """Return how far something is from one thing, to sort by."""
    return lambda other: away(other, one)


def to_come(seen: Appreciation) -> int:
    """Return the fire of the enemies who are still to come."""
    awaited = seen.state.units.status == Status.AWAITED
    return sum(seen.fire[unit] for unit in seen.those_of(1 - seen.side) if awaited[unit])


def distribute(
    seen: Appreciation, objectives: list[Objective], free: list[Body], ratio: float, *, take_all: bool
) -> list[Force]:
    """Give each objective the nearest of those who are free until it has enough; `take_all`: and then the rest."""
    found: list[Force] = []
    for objective in objectives:
        bodies: list[Body] = []
        enemy = objective.enemy if objective.ours else objective.enemy + to_come(seen) // len(objectives)
        while free and sum(body.fire for body in bodies) < min(MOST, max(LEAST, enemy * ratio)):
            nearest = min(free, key=nearest_first(seen.away, objective))
            free.remove(nearest)
            bodies.append(nearest)
        if bodies:
            found.append((objective, bodies))
    for body in list(free) if take_all and found else []:
        ways = [seen.away(body, objective) for objective, _ in found]
        found[ways.index(min(ways))][1].append(body)
        free.remove(body)
    return found


def spare(seen: Appreciation, garrisons: list[Force]) -> list[Body]:
    """Take those out of garrisons whom these do not need, and return them: else nobody would be left to attack.

    A formation is divided for that; those who stand nearest stay. Where the forces are small a share of them is enough
    for ground that no enemy is near.
    """
    spared: list[Body] = []
    least = min(LEAST, sum(body.fire for body in seen.bodies) // SHARE_TO_HOLD)
    for objective, bodies in garrisons:
        needed, stay, go = max(least, objective.enemy * TO_HOLD), list[int](), list[int]()
        units = [unit for body in bodies for unit in body.units]
        for unit in sorted(units, key=lambda one: seen.steps(seen.place(one), objective.hexes)):
            (stay if sum(seen.fire[other] for other in stay) < needed else go).append(unit)
        if go:
            bodies[:] = [seen.body_of(stay)]
            spared.append(seen.body_of(go))
    return spared
