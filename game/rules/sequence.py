"""The sequence of play (rulebook 2): set-up, the two player turns of a turn, the end."""

from __future__ import annotations

from game.core._jit import entry, rule
from game.core.terms import MOVEMENT_QUARTERS, SIDES, Phase, Status
from game.rules import effects
from game.rules.areas import pass_ground, take_ground
from game.rules.arrivals import arrive, come_and_go
from game.rules.ground import ground_at_start, ground_of_turn
from game.rules.permissions import bans_change
from game.rules.recovery import recover_from_suppression, recover_side
from game.rules.scratch import Scratch
from game.rules.strengths import draw_strengths
from game.rules.supply import supply_units
from game.rules.victory import score
from game.rules.works import dig_in
from game.scenario.world import State, World


@rule
def begin_player_turn(world: World, state: State, scratch: Scratch, turn: int, side: int) -> None:
    """Hand the orders to a side: arrivals, depots, supply, recovery, fresh movement points (2.1)."""
    new_turn = turn != int(state.clock[0].turn)
    effects.begin_side(state, turn, side)
    if new_turn and bans_change(state, turn) == 1:
        effects.apply_permissions(world, state)
    if new_turn and ground_of_turn(world, turn) != ground_of_turn(world, turn - 1):
        effects.change_ground(world, state, ground_of_turn(world, turn - 1))
    effects.reset_crossings(state)
    effects.fill_depot(state, side, int(world.calendar[turn].lift[side]))
    come_and_go(world, state, scratch, side)
    supply_units(world, state, scratch, side, 1)
    recover_side(world, state, side)
    for unit in range(len(world.units)):
        if state.units[unit].status == Status.PRESENT and world.units[unit].side == side:
            lost = int(state.units[unit].suppressed) * int(world.rules[0].artillery.suppressed_march)
            effects.refresh_unit(state, unit, MOVEMENT_QUARTERS * (1000 - lost) // 1000)


@entry
def begin_game(world: World, state: State, scratch: Scratch) -> None:
    """Draw strengths, count all units, set up those that start on the map and begin the first player turn (2.1)."""
    effects.apply_permissions(world, state)
    if ground_at_start(world) != 0:
        effects.change_ground(world, state, 0)
    draw_strengths(world, state)
    for unit in range(len(world.units)):
        effects.recount(world, state, unit)  # from here on strength follows from the items, on the map and off it
    for unit in range(len(world.units)):
        if state.units[unit].status == Status.AWAITED and world.units[unit].arrival == 0:
            arrive(world, state, scratch, unit)
    for side in range(SIDES):
        supply_units(world, state, scratch, side, 0)
    begin_player_turn(world, state, scratch, int(state.clock[0].turn), int(world.frame[0].first_side))


@entry
def end_player_turn(world: World, state: State, scratch: Scratch) -> None:
    """Close the active side's turn: dig in, own the ground, then the other side, the next turn, or the end (2.1)."""
    clock = state.clock[0]
    side = int(clock.active)
    turn = int(clock.turn)
    dig_in(world, state, side)
    recover_from_suppression(world, state, side)
    take_ground(world, state, side)
    if side != world.frame[0].first_side:
        pass_ground(world, state, scratch)
    if side == world.frame[0].first_side:
        begin_player_turn(world, state, scratch, turn, 1 - side)
    elif turn >= world.frame[0].last_turn:
        effects.end_game(state, Phase.OVER, score(world, state))
    else:
        begin_player_turn(world, state, scratch, turn + 1, 1 - side)
