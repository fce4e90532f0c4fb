"""A recorded game of two cadets, played again with more or less of the thinking, so that `bench` can measure its cost.

Compiled functions are merged into one another, so no clock can be held to one of them. But a game whose orders are
known can be played without any thinking, then with one part of it after the other, and each part costs what the game
takes longer. Nothing here is compiled before `bench` asks for it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.cadet.assaults import next_assault, next_bombardment, survey
from game.commanders.cadet.marches import is_best_off, next_march, stays
from game.commanders.cadet.mind import Mind, begin_turn
from game.commanders.cadet.tasks import assign_tasks, weigh_objectives
from game.commanders.cadet.turn import ASSAULTS, ASSAULTS_AFTER_MARCHES, BOMBARDMENTS, MARCHES
from game.commanders.ground.fire import draw_fire
from game.core._jit import entry, rule
from game.core.terms import Phase
from game.rules import effects
from game.rules.orders import find_reach, give
from game.rules.scratch import Scratch
from game.rules.sequence import end_player_turn
from game.rules.supply import supply_units
from game.scenario.world import Records, State, World

STAGES: Final = 8
"""More than the stages of a player turn; the orders of stage s in turn n, from 0, are numbered n * STAGES + s."""


class Work(IntEnum):
    """What is done besides giving the recorded orders and ending the player turns.

    Each of the first five does what the one before it does, and more. The last two do what COPY does, and more.
    """

    ORDERS = 0
    APPRECIATION = 1  # who stands where, what is worth taking, who goes to which task
    REACH = 2  # a search for every unit that might march
    MARCHES = 3  # and the score of every hex in its reach
    WHOLE = 4  # weighing assaults and bombardments: the game as it is
    COPY = 5  # a copy of the state before each fight and each end of a player turn
    SUPPLY = 6  # the side's supply, on the copy
    FIGHTS = 7  # the fight, on the copy


@rule
def copy_into(state: State, spare: State) -> None:
    """Copy a state, all but its log."""
    for unit in range(len(state.units)):
        effects.copy_unit(state, spare, unit)
    for hex_ in range(len(state.hexes)):
        effects.copy_hex(state, spare, hex_)
    effects.copy_sides(state, spare)
    for crossing in range(len(state.crossings)):
        spare.crossings[crossing] = state.crossings[crossing]
    spare.clock[0] = state.clock[0]


@rule
def open_stage(world: World, state: State, scratch: Scratch, mind: Mind, stage: int, work: int) -> None:
    """Do what the cadet does before its first order of a stage, as far as it is wanted."""
    page = mind.page[0]
    page.cursor = 0
    side = int(state.clock[0].active)
    sees_again = 1 if stage == ASSAULTS or (stage < BOMBARDMENTS and page.ordered == 1) else 0
    page.ordered = 0
    if work >= Work.APPRECIATION and work <= Work.WHOLE and sees_again == 1:
        draw_fire(world, state, side, mind.own_fire, mind.own_mass, mind.enemy_fire)
        if stage == ASSAULTS:
            weigh_objectives(world, state, mind, side)
            assign_tasks(world, state, scratch, mind, side)
    if work == Work.WHOLE and (stage == ASSAULTS or stage == ASSAULTS_AFTER_MARCHES):
        survey(world, state, scratch, mind, side)


@rule
def search_up_to(world: World, state: State, scratch: Scratch, mind: Mind, last: int) -> None:
    """Search for every unit of the active side that might march, from where the last search ended to unit `last`."""
    side = int(state.clock[0].active)
    while mind.page[0].cursor <= last:
        unit = int(mind.page[0].cursor)
        mind.page[0].cursor += 1
        looks = stays(world, state, scratch, mind, unit, side) == 0
        if looks and is_best_off(world, state, scratch, mind, unit) == 0:
            find_reach(world, state, scratch, unit)


@rule
def think(world: World, state: State, scratch: Scratch, mind: Mind, stage: int) -> int:
    """Write the cadet's next order of a stage into `scratch.order`; returns 0 when there is no more."""
    side = int(state.clock[0].active)
    if stage == MARCHES:
        return next_march(world, state, scratch, mind, side)
    if stage == BOMBARDMENTS:
        return next_bombardment(world, state, scratch, mind, side)
    return next_assault(world, state, scratch, mind, side)


@rule
def look_up(scratch: Scratch, orders: Records, numbers: NDArray[np.int32], place: int, number: int) -> int:
    """Write the next recorded order into `scratch.order` if it has this number; returns 0 if not."""
    if place >= len(orders) or numbers[place] != number:
        return 0
    scratch.order[0] = orders[place]
    return 1


@entry
def play_record(
    world: World,
    state: State,
    scratch: Scratch,
    mind: Mind,
    spare: State,
    orders: Records,
    numbers: NDArray[np.int32],
    work: int,
) -> None:
    """Play a game that has begun to its end by its recorded orders, with as much Work besides as is wanted.

    Parameters
    ----------
    spare : a state to copy into
    orders : (N,) ORDER, in the order given
    numbers : (N,) the player turn and the stage of each, as STAGES says
    """
    place = 0
    number = 0
    begin_turn(world, state, scratch, mind)
    while state.clock[0].phase != Phase.OVER:
        for stage in range(ASSAULTS, BOMBARDMENTS + 1):
            open_stage(world, state, scratch, mind, stage, work)
            thinking = 1 if work == Work.WHOLE or (work == Work.MARCHES and stage == MARCHES) else 0
            for _ in range(len(orders) + 1):
                if thinking == 1:
                    proposed = think(world, state, scratch, mind, stage)
                else:
                    proposed = look_up(scratch, orders, numbers, place, number + stage)
                if work == Work.REACH and stage == MARCHES:
                    last = int(scratch.order[0].units[0]) if proposed == 1 else len(world.units) - 1
                    search_up_to(world, state, scratch, mind, last)
                if proposed == 0:
                    break
                if work >= Work.COPY and stage != MARCHES:
                    copy_into(state, spare)
                    if work == Work.FIGHTS:
                        give(world, spare, scratch)
                give(world, state, scratch)
                mind.page[0].ordered = 1
                place += 1
        if work >= Work.COPY:
            copy_into(state, spare)
            if work == Work.SUPPLY:
                supply_units(world, spare, scratch, int(state.clock[0].active), 0)
        end_player_turn(world, state, scratch)
        number += STAGES
