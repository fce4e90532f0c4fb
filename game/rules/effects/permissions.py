"""Orders from above (rulebook 9): what is forbidden where, brought up to date."""

from __future__ import annotations

from game.core._jit import rule
from game.scenario.world import State, World


@rule
def apply_permissions(world: World, state: State) -> None:
    """Work out what the bans that are in force this turn forbid in each hex: at each change of turn, or of a ban."""
    turn = int(state.clock[0].turn)
    state.denied[:] = 0
    for row in range(len(world.permissions)):
        fixed, ban = world.permissions[row], state.permissions[row]
        if turn < ban.first or turn > ban.last:
            continue
        for hex_ in range(len(world.hexes)):
            if world.areas[int(fixed.area), hex_] == 1:
                state.denied[int(fixed.side), int(fixed.deny), hex_] = 1
