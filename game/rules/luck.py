"""What luck says in a fight (rulebook 1.3). Without luck every fight is even and nothing at all is drawn."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.dice import draw
from game.scenario.world import LUCK, State, World

EVEN_LUCK: Final = 1000
"""Thousandths: luck that changes nothing."""


@rule
def is_without_luck(world: World) -> int:
    """Return 1 in a game whose luck is `none`: a table of even entries alone is not the same, since ground bogs."""
    return int(world.frame[0].without_luck)


@rule
def luck_in_fight(world: World, state: State, purpose: int, who: int, where: int, n: int) -> int:
    """Return the luck of one side of a fight, thousandths: an entry of the table, drawn for this fight alone."""
    if is_without_luck(world) == 1:
        return EVEN_LUCK
    clock = state.clock[0]
    return int(world.rules[0].luck[draw(int(clock.seed), int(clock.turn), purpose, who, where, n) % LUCK])


@rule
def run_of_luck(world: World, entry: int) -> int:
    """Return how many equal entries of the luck table begin at this one; 0 inside such a run.

    Entries stand in order and many are equal, so taking runs together makes a forecast ten times as quick.
    """
    luck = world.rules[0].luck
    if entry > 0 and luck[entry] == luck[entry - 1]:
        return 0
    length = 1
    while entry + length < LUCK and luck[entry + length] == luck[entry]:
        length += 1
    return length
