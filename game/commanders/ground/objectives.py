"""What is worth how much to the cadet, by the victory awards; in thousandths of a victory point.

A hex is worth to a side what holding it gives the side, plus what it keeps from the enemy.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import SIDES, Award, Kind
from game.scenario.world import World

LEAST_LOSS_VALUE: Final = 3
"""What a man is held worth when no award says more."""

MOST_GOALS: Final = 120
"""Objectives that the cadet keeps apart: the way from every hex to each of them is measured."""


def worth_of_hexes(world: World) -> dict[int, int]:
    """Return the hexes that points are given for holding, and what each is worth to either side."""
    worth: dict[int, int] = {}
    for award in world.awards:
        if award.award != Award.HOLD or award.points <= 0:
            continue
        hexes = np.flatnonzero((world.areas[int(award.area)] == 1) & (world.hexes.water == 0))
        for hex_ in hexes:
            worth[int(hex_)] = worth.get(int(hex_), 0) + int(award.points) * 1000 // len(hexes)
    return worth


def objectives_of(worth: dict[int, int]) -> dict[int, int]:
    """Return the hexes worth holding that the cadet keeps apart, and what each is worth.

    Of more than MOST_GOALS, each stands for a run of them: the one worth most, nearest to the middle of the run, and
    worth as much as all of it.
    """
    hexes = sorted(worth)
    if len(hexes) <= MOST_GOALS:
        return worth
    found = {}
    for i in range(MOST_GOALS):
        run = hexes[i * len(hexes) // MOST_GOALS : (i + 1) * len(hexes) // MOST_GOALS]
        middle = run[len(run) // 2]
        best = min(run, key=lambda hex_: (-worth[hex_], abs(hex_ - middle)))
        found[best] = sum(worth[hex_] for hex_ in run)
    return found


def ground_worth_owning(world: World) -> NDArray[np.int8]:
    """(H,) 1 for the hexes of areas that points are given for by the share owned."""
    ground = np.zeros(len(world.hexes), np.int8)
    for award in world.awards:
        if award.award == Award.SHARE and award.points > 0:
            ground |= world.areas[int(award.area)]
    return np.where(world.hexes.water == 0, ground, np.int8(0))


def worth_of_men(world: World) -> NDArray[np.int32]:
    """(SIDES,) what a man of each side is worth to the other."""
    men = np.full(SIDES, LEAST_LOSS_VALUE, np.int32)
    for award in world.awards:
        if award.award == Award.LOSSES and award.kind == Kind.MEN:
            men[int(award.of)] = max(int(men[int(award.of)]), int(award.points) * 1000 // int(award.per))
    return men


def ground_that_costs(world: World) -> NDArray[np.int8]:
    """(SIDES, H) 1 for the hexes in which a side loses points for standing."""
    ground = np.zeros((SIDES, len(world.hexes)), np.int8)
    for award in world.awards:
        if award.award == Award.GROUND and award.points < 0:
            ground[int(award.side)] |= world.areas[int(award.area)]
    return ground
