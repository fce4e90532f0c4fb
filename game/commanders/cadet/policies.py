"""Three simple policies over the cadet's thinking, to hold commanders against: whoever loses to one can be exploited.

    works   the cadet, but nobody leaves the works that he stands in
    chance  the cadet, but every assault is made that has a fair chance, whatever it costs, and no other
    limits  the cadet, but it limits losses in each of its assaults

They lead no side of a player's: `tests.measures.exploitability` enlists them, and nothing compiles them before. They
are here because the cadet's rules are compiled into them, so that they are compiled again when it changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from game.commanders.cadet.assaults import add_support, compose, next_bombardment
from game.commanders.cadet.commander import CADET
from game.commanders.cadet.marches import next_march
from game.commanders.cadet.mind import Mind, begin_turn
from game.commanders.cadet.turn import (
    ASSAULTS,
    ASSAULTS_AFTER_MARCHES,
    BOMBARDMENTS,
    DONE,
    MARCHES,
    propose,
    turn_page,
)
from game.commanders.ground.fights import PAIRS, most_promising, ways_to_win
from game.core._jit import entry, rule
from game.core.terms import NOWHERE, OrderKind, Role, Tolerance
from game.rules.aftermath import forecast_attack
from game.rules.orders import ORDERS_EACH, carry_out
from game.rules.scratch import Scratch
from game.rules.stacking import enemy_in
from game.scenario.world import State, World

WORKS: Final = 2
"""Levels of entrenchment from which a unit is said to stand in works."""

FAIR: Final = 300
"""Thousandths of a chance from which an assault is made."""


# --- nobody leaves his works ----------------------------------------------------------------------------------------


@rule
def keep_works(world: World, state: State, scratch: Scratch) -> int:
    """Return 0 for an order that takes somebody out of his works. Of an assault it takes the advance instead."""
    order = scratch.order[0]
    if order.kind == OrderKind.BOMBARD:
        return 1
    for i in range(int(order.count)):
        unit = int(order.units[i])
        if state.units[unit].entrenchment < WORKS:
            continue
        if order.kind == OrderKind.MOVE:
            return 0
        if world.units[unit].role != Role.ARTILLERY:
            order.holding = 1
    return 1


@rule
def propose_in_works(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Write the cadet's next order that leaves everybody in his works; returns 0 when there is no more."""
    for _ in range(ORDERS_EACH * len(world.units)):
        if propose(world, state, scratch, mind) == 0:
            return 0
        if keep_works(world, state, scratch) == 1:
            return 1
    return 0


@entry
def next_in_works(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """As `propose_in_works`, for those who ask for one order at a time."""
    return propose_in_works(world, state, scratch, mind)


@entry
def play_in_works(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    begin_turn(world, state, scratch, mind)
    acted = 0
    for _ in range(ORDERS_EACH * len(world.units)):
        if propose_in_works(world, state, scratch, mind) == 0:
            break
        acted += carry_out(world, state, scratch)
    return acted


# --- every assault with a fair chance -------------------------------------------------------------------------------


@rule
def write_chance(world: World, state: State, scratch: Scratch, mind: Mind, side: int, target: int) -> int:
    """Write the assault by all who can be in it, with guns; returns its chance in thousandths, 0 if it is not fair."""
    if compose(world, state, scratch, mind, side, target) == 0:
        return 0
    add_support(world, state, scratch, side)
    forecast_attack(world, state, scratch)
    chance = ways_to_win(scratch) * 1000 // PAIRS
    return chance if chance >= FAIR else 0


@rule
def survey_chances(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Put its chance in the place of what each assault promises."""
    for i in range(int(mind.page[0].found)):
        mind.score[i] = write_chance(world, state, scratch, mind, side, int(mind.target[i]))


@rule
def next_chance(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> int:
    """Propose the likeliest assault that is left; returns 0 when none has a fair chance."""
    found = int(mind.page[0].found)
    for _ in range(found):
        best = most_promising(mind.score, found)
        if best == NOWHERE:
            return 0
        target = int(mind.target[best])
        mind.score[best] = 0
        if enemy_in(state, target, side) == 1 and write_chance(world, state, scratch, mind, side, target) > 0:
            return 1
    return 0


@rule
def propose_by_chance(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Write the next order into `scratch.order`, stage by stage as the cadet does; returns 0 when there is no more."""
    side = int(state.clock[0].active)
    for _ in range(DONE):
        stage = int(mind.page[0].stage)
        proposed = 0
        if stage in (ASSAULTS, ASSAULTS_AFTER_MARCHES):
            proposed = next_chance(world, state, scratch, mind, side)
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
        if mind.page[0].stage in (ASSAULTS, ASSAULTS_AFTER_MARCHES):
            survey_chances(world, state, scratch, mind, side)
    return 0


@entry
def next_by_chance(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """As `propose_by_chance`, for those who ask for one order at a time."""
    return propose_by_chance(world, state, scratch, mind)


@entry
def play_by_chance(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    begin_turn(world, state, scratch, mind)
    acted = 0
    for _ in range(ORDERS_EACH * len(world.units)):
        if propose_by_chance(world, state, scratch, mind) == 0:
            break
        acted += carry_out(world, state, scratch)
    return acted


# --- losses limited in every assault --------------------------------------------------------------------------------


@rule
def propose_with_limits(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Write the cadet's next order, whose losses are limited if it is an assault; 0 when there is no more."""
    if propose(world, state, scratch, mind) == 0:
        return 0
    if scratch.order[0].kind == OrderKind.ATTACK:
        scratch.order[0].tolerance = Tolerance.LIMIT
    return 1


@entry
def next_with_limits(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """As `propose_with_limits`, for those who ask for one order at a time."""
    return propose_with_limits(world, state, scratch, mind)


@entry
def play_with_limits(world: World, state: State, scratch: Scratch, mind: Mind) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    begin_turn(world, state, scratch, mind)
    acted = 0
    for _ in range(ORDERS_EACH * len(world.units)):
        if propose_with_limits(world, state, scratch, mind) == 0:
            break
        acted += carry_out(world, state, scratch)
    return acted


IN_WORKS: Final = replace(
    CADET,
    name="works",
    about="The cadet that never leaves its works.",
    next_order=next_in_works,
    play_turn=play_in_works,
)
BY_CHANCE: Final = replace(
    CADET,
    name="chance",
    about="The cadet that makes every assault with a fair chance.",
    next_order=next_by_chance,
    play_turn=play_by_chance,
)
LIMITING: Final = replace(
    CADET,
    name="limits",
    about="The cadet that limits losses in each of its assaults.",
    next_order=next_with_limits,
    play_turn=play_with_limits,
)
POLICIES: Final = (IN_WORKS, BY_CHANCE, LIMITING)
