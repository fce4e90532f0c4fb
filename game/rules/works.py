"""Field works (rulebook 8): units that neither march nor attack dig in, level by level."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import Role, Status
from game.rules import effects
from game.rules.ground import terrain_of
from game.rules.rates import in_turn
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World


@rule
def dig_in(world: World, state: State, side: int) -> None:
    """Let the resting units of a side dig at the end of its turn (8.1): slower near the enemy, faster by engineers."""
    rules = world.rules[0].works
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side != side:
            continue
        if row.moved == 1 or row.attacked == 1 or row.routed == 1:
            continue
        if row.entrenchment >= world.terrain[terrain_of(state, int(row.hex))].entrench_max:
            continue
        work = in_turn(state, int(rules.digging), 1, 1)
        if in_enemy_zone(state, int(row.hex), side) == 1:
            work = in_turn(state, int(rules.digging_in_zone), 1, 1)
        if world.units[unit].role == Role.ENGINEER:
            work = work * int(rules.digging_engineers) // 1000
        effects.dig(state, unit, work)
