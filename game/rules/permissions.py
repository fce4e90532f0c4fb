"""What orders from above forbid (rulebook 9): ground that a side may not enter, ground that it may not fire into."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import Deny
from game.scenario.world import State, World


@rule
def may_enter(world: World, state: State, side: int, hex_: int) -> int:
    """Return 1 if the side may enter the hex this turn. Units may stay where a ban finds them."""
    bits = int(world.denied[int(state.clock[0].turn), hex_])
    return 1 - ((bits >> (side * 2)) & 1)


@rule
def may_fire(world: World, state: State, side: int, hex_: int) -> int:
    """Return 1 if the side may bombard the hex or support an attack on it. Defensive fire is always free."""
    bits = int(world.denied[int(state.clock[0].turn), hex_])
    return 1 - ((bits >> (side * 2 + Deny.FIRE)) & 1)
