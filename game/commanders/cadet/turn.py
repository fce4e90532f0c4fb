"""The player turn of the cadet, stage by stage: assaults, marches, assaults that became possible, bombardments."""

from __future__ import annotations

from typing import Final

from game.commanders.cadet.assaults import next_assault, next_bombardment, survey
from game.commanders.cadet.marches import next_march
from game.commanders.cadet.mind import Mind, begin_turn
from game.commanders.cadet.tasks import assign_tasks, weigh_objectives
from game.commanders.ground.fire import draw_fire
from game.core._jit import entry, rule
from game.rules.orders import ORDERS_EACH, carry_out
from game.rules.scratch import Scratch
from game.scenario.world import State, World

ASSAULTS: Final = 1
MARCHES: Final = 2
ASSAULTS_AFTER_MARCHES: Final = 3
BOMBARDMENTS: Final = 4
DONE: Final = 5


@rule
def turn_page(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Go on to the next stage of the player turn, and look at what it needs."""
    page = mind.page[0]
    page.stage += 1
    page.cursor = 0
    stage = int(page.stage)
    if stage == ASSAULTS:
        draw_fire(world, state, side, mind.own_fire, mind.own_mass, mind.enemy_fire)
        weigh_objectives(world, state, mind, side)
        assign_tasks(world, state, scratch, mind, side)
    elif stage < BOMBARDMENTS and page.ordered == 1:
        draw_fire(world, state, side, mind.own_fire, mind.own_mass, mind.enemy_fire)
    page.ordered = 0
    if stage in (ASSAULTS, ASSAULTS_AFTER_MARCHES):
        survey(world, state, scratch, mind, side)


@rule
def propose(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Write the next order of the player turn into `scratch.order`; returns 0 when there is no more."""
    side = int(state.clock[0].active)
    for _ in range(DONE):
        stage = int(mind.page[0].stage)
        proposed = 0
        if stage in (ASSAULTS, ASSAULTS_AFTER_MARCHES):
            proposed = next_assault(world, state, scratch, mind, side)
        elif stage == MARCHES:
            proposed = next_march(world, state, scratch, mind, side)
        elif stage == BOMBARDMENTS:
            proposed = next_bombardment(world, state, scratch, mind, side)
        if proposed == 1:
            mind.page[0].ordered = 1
            return 1
        if stage >= BOMBARDMENTS:
            return 0
        turn_page(world, state, scratch, mind, side)
    return 0


@entry
def next_order(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """As `propose`, for those who ask for one order at a time."""
    return propose(world, state, scratch, mind)


@entry
def play_turn(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    begin_turn(world, state, scratch, mind)
    acted = 0
    for _ in range(ORDERS_EACH * len(world.units)):
        if propose(world, state, scratch, mind) == 0:
            break
        acted += carry_out(world, state, scratch)
    return acted
