"""The commander `cadet`: sound tactics and no plan.

It sees what is worth holding and how strong both sides are there, sends units where they are wanted, proposes the
assaults whose forecast promises more than they cost, supports them with guns, digs in by staying where it is strong,
and pulls out what is shaken or cut off. It proposes orders by the same door as a player and knows nothing that the
rules do not say.
"""

from __future__ import annotations

from typing import Final

from game.commanders.cadet_assaults import next_assault, next_bombardment, survey
from game.commanders.cadet_marches import next_march
from game.commanders.cadet_tasks import assign_tasks, look_around, weigh_objectives
from game.commanders.mind import CURSOR, STAGE, TRACED, Mind
from game.core._jit import rule
from game.rules.scratch import Scratch
from game.rules.supply import trace
from game.scenario.world import State, World

ASSAULTS: Final = 1
MARCHES: Final = 2
ASSAULTS_AFTER_MARCHES: Final = 3
BOMBARDMENTS: Final = 4
DONE: Final = 5


@rule
def turn_page(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Go on to the next stage of the side-turn, and look at what it needs."""
    mind.page[STAGE] += 1
    mind.page[CURSOR] = 0
    stage = int(mind.page[STAGE])
    if stage == ASSAULTS:
        if mind.page[TRACED] == 0:
            trace(world, state, scratch, side)
        look_around(world, state, mind, side)
        weigh_objectives(world, state, mind, side)
        assign_tasks(world, state, scratch, mind, side)
    elif stage < BOMBARDMENTS:
        look_around(world, state, mind, side)
    if stage in (ASSAULTS, ASSAULTS_AFTER_MARCHES):
        survey(world, state, scratch, mind, side)


@rule
def next_of_cadet(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Write the next order of the side-turn into `scratch.order`; returns 0 when there is no more."""
    side = int(state.clock[0].active)
    for _ in range(DONE):
        stage = int(mind.page[STAGE])
        proposed = 0
        if stage in (ASSAULTS, ASSAULTS_AFTER_MARCHES):
            proposed = next_assault(world, state, scratch, mind, side)
        elif stage == MARCHES:
            proposed = next_march(world, state, scratch, mind, side)
        elif stage == BOMBARDMENTS:
            proposed = next_bombardment(world, state, scratch, mind, side)
        if proposed == 1:
            return 1
        if stage >= BOMBARDMENTS:
            return 0
        turn_page(world, state, scratch, mind, side)
    return 0
