"""What orders from above forbid (rulebook 9): ground that a side may not enter, ground that it may not fire into.

Bans are `state.permissions`; what they forbid in each hex this turn lies ready in `state.denied`.
"""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import Deny
from game.scenario.world import State


@rule
def bans_change(state: State, turn: int) -> int:
    """Return 1 if a ban begins with a turn, or has ended with the one before."""
    for row in range(len(state.permissions)):
        if state.permissions[row].first == turn or state.permissions[row].last + 1 == turn:
            return 1
    return 0


@rule
def may_enter(state: State, side: int, hex_: int) -> int:
    """Return 1 if the side may enter the hex this turn. Units may stay where a ban finds them."""
    return 1 - int(state.denied[side, Deny.ENTER, hex_])


@rule
def may_fire(state: State, side: int, hex_: int) -> int:
    """Return 1 if the side may bombard the hex or support an attack on it. Defensive fire is always free."""
    return 1 - int(state.denied[side, Deny.FIRE, hex_])
