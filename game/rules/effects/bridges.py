"""Bridges and fords (rulebook 3.2), and ground that changes (3.9): what each way that can change costs now."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, Mobility
from game.rules.ground import ground_of_turn
from game.scenario.world import MOBILITIES, State, World


@rule
def apply_bridges(world: World, state: State) -> None:
    """Work out what the bridges that stand make of their hexsides: whenever one of them changes, or the ground.

    For each class the best counts of those that take it; with none of them it goes through the hexside.
    """
    ground = ground_of_turn(world, int(state.clock[0].turn))
    for row in range(len(state.spans)):
        bare = world.spans[ground, row]
        now = state.spans[row]
        now.carry = bare.bare_carry
        for mobility in range(MOBILITIES):
            now.bog[mobility] = bare.bare_bog[mobility]
            now.breaks[mobility] = bare.bare_breaks[mobility]
            for night in range(2):
                now.cost[mobility, night] = bare.bare_cost[mobility, night]
            taken = 0
            other = row
            while other != NOWHERE:
                span = world.spans[ground, other]
                other = int(span.other)
                if span.bridge == NOWHERE:
                    continue
                if state.bridges[int(span.bridge)] == 0 or span.cost[mobility, 0] == 0:
                    continue
                for night in range(2):
                    if taken == 0 or span.cost[mobility, night] < now.cost[mobility, night]:
                        now.cost[mobility, night] = span.cost[mobility, night]
                now.bog[mobility] = span.bog[mobility]
                now.breaks[mobility] = span.breaks[mobility]
                if mobility == Mobility.FOOT:
                    now.carry = span.carry
                taken = 1
