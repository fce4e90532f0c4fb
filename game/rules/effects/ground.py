"""Ground that changes with time (rulebook 3.9): what each hex counts as now, and what it costs to go there."""

from __future__ import annotations

from game.core._jit import rule
from game.rules.effects import log
from game.rules.effects.bridges import apply_bridges
from game.rules.ground import ground_of_turn
from game.scenario.world import State, World


@rule
def apply_ground(world: World, state: State) -> None:
    """Work out what kind of ground each hex counts as this turn, and what all ways that can change cost."""
    ground = ground_of_turn(world, int(state.clock[0].turn))
    for hex_ in range(len(world.hexes)):
        state.hex_figures[hex_].terrain = world.counts_as[ground, int(world.hexes[hex_].terrain)]
    apply_bridges(world, state)


@rule
def change_ground(world: World, state: State, before: int) -> None:
    """Let the ground change, from the state `before` to that of this turn, and say for each kind what it counts as."""
    apply_ground(world, state)
    ground = ground_of_turn(world, int(state.clock[0].turn))
    for terrain in range(len(world.terrain)):
        if world.counts_as[ground, terrain] != world.counts_as[before, terrain]:
            log.ground_changed(state, terrain=terrain, counts_as=int(world.counts_as[ground, terrain]))
