"""Breaking off (rulebook 5.6): what an assault may cost, how much of it is fought, what that leaves of its result."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import Fire, Result, Tolerance
from game.rules.combat import armour_hit, men_hit, result_of
from game.rules.scratch import Battle
from game.scenario.world import World

MEN_FOR_A_VEHICLE: Final = 10

WHOLE: Final = 1000
"""Thousandths of an assault that is fought to its end."""


@rule
def tolerated(world: World, tolerance: int) -> int:
    """Return what a Tolerance lets attackers lose before they break off, thousandths of those who take part (5.6)."""
    if tolerance == Tolerance.MINIMISE:
        return int(world.rules[0].assault.break_off[0])
    if tolerance == Tolerance.LIMIT:
        return int(world.rules[0].assault.break_off[1])
    return 1000


@rule
def fought_share(world: World, battle: Battle, odds: int, defender_luck: int) -> int:
    """Return how much of an assault is fought, in thousandths: less than 1000 if it is broken off (5.6).

    Losses add up evenly while it lasts, and defenders whom the odds drive out give way the sooner the better the odds
    are. If the attackers have lost more by then than they may, or by the end where the defenders hold, they break off
    as soon as they have lost so much.
    """
    lost = men_hit(world, battle, Fire.DEFENDER, defender_luck, 0)
    lost += armour_hit(world, battle, Fire.DEFENDER_ON_ARMOUR, defender_luck, 0) * MEN_FOR_A_VEHICLE
    engaged = int(battle.targets[0]) + int(battle.armour[0]) * 1000 * MEN_FOR_A_VEHICLE
    most = engaged * tolerated(world, int(battle.tolerance)) // 1000
    needed = int(world.rules[0].assault.odds[Result.HELD])
    before = lost if odds < needed else lost * needed // max(1, odds)
    return WHOLE if before <= most else most * 1000 // lost


@rule
def result_with(world: World, odds: int, fought: int) -> int:
    """Return the Result that odds give an assault of which so much is fought; broken off, none is driven out (5.6)."""
    if fought == WHOLE:
        return result_of(world, odds)
    return result_of(world, min(odds, int(world.rules[0].assault.odds[Result.HELD]) - 1))
