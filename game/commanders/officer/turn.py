"""The player turn of the officer, stage by stage."""

from __future__ import annotations

from typing import Final

from game.commanders.officer.assaults import next_assault, survey
from game.commanders.officer.guns import has_plenty, next_bombardment
from game.commanders.officer.marches import next_march
from game.commanders.officer.mind import Doing, Mind, Stage, begin_turn
from game.commanders.officer.posts import find_marks, share_posts
from game.commanders.officer.readiness import call_guns, count_ready
from game.commanders.officer.surroundings import draw_pressure, look_around
from game.commanders.officer.tasks import find_phases, give_tasks, look_at_groups, send_on, set_about
from game.core._jit import entry, rule
from game.core.terms import NOWHERE, Status
from game.rules.orders import ORDERS_EACH, carry_out
from game.rules.scratch import Scratch
from game.scenario.world import State, World

STAGES: Final = len(Stage)


@rule
def assign(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Say what every unit of the side is about in this player turn."""
    find_phases(world, state, mind)
    look_at_groups(state, mind, side)
    give_tasks(mind, side)
    for unit in range(len(world.units)):
        mind.doing[unit] = Doing.NOTHING
        mind.group[unit] = NOWHERE
        present = state.units[unit].status == Status.PRESENT and world.units[unit].side == side
        if present and mind.obeys[unit] == 1:
            set_about(world, state, scratch, mind, unit, side)
    send_on(world, state, scratch, mind)
    share_posts(world, state, mind, side)
    find_marks(world, state, mind, side)
    count_ready(world, state, scratch, mind)
    call_guns(world, mind, side)
    draw_pressure(world, state, scratch, mind, side)


@rule
def turn_page(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Go on to the next stage of the player turn, and look at what it needs."""
    page = mind.page[0]
    page.stage += 1
    page.cursor = 0
    stage = int(page.stage)
    if stage == Stage.PREPARATION:
        look_around(world, state, mind, side)
        assign(world, state, scratch, mind, side)
    elif page.ordered == 1:
        look_around(world, state, mind, side)
    page.ordered = 0
    page.plenty = has_plenty(world, state, side)
    if stage == Stage.ASSAULTS_AFTER_MARCHES:  # who has come up stands ready now
        count_ready(world, state, scratch, mind)
    if stage == Stage.ASSAULTS or stage == Stage.ASSAULTS_AFTER_MARCHES:
        survey(world, state, scratch, mind, side)


@rule
def propose(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Write the next order of the player turn into `scratch.order`; returns 0 when there is no more."""
    side = int(state.clock[0].active)
    for _ in range(STAGES):
        stage = int(mind.page[0].stage)
        proposed = 0
        if stage == Stage.PREPARATION or stage == Stage.BOMBARDMENTS:
            preparing = 1 if stage == Stage.PREPARATION else 0
            proposed = next_bombardment(world, state, scratch, mind, side, preparing)
        elif stage == Stage.ASSAULTS or stage == Stage.ASSAULTS_AFTER_MARCHES:
            proposed = next_assault(world, state, scratch, mind, side)
        elif stage == Stage.MARCHES:
            proposed = next_march(world, state, scratch, mind, side)
        if proposed == 1:
            mind.page[0].ordered = 1
            return 1
        if stage >= Stage.BOMBARDMENTS:
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
