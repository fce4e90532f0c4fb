"""Bridges and fords (rulebook 3.2): what each hexside that has any costs now, brought up to date."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, Mobility
from game.scenario.world import MOBILITIES, State, World


@rule
def apply_bridges(world: World, state: State) -> None:
    """Work out what the bridges that stand make of their hexsides: whenever one of them changes.

    For each class the best counts of those that take it; with none of them it goes through the hexside.
    """
    for row in range(len(world.spans)):
        bare = world.spans[row]
        now = state.spans[row]
        now.carry = bare.bare_carry
        for mobility in range(MOBILITIES):
            now.bog[mobility] = bare.bare_bog[mobility]
            for night in range(2):
                now.cost[mobility, night] = bare.bare_cost[mobility, night]
            taken = 0
            other = row
            while other != NOWHERE:
                span = world.spans[other]
                other = int(span.other)
                if state.bridges[int(span.bridge)] == 0 or span.cost[mobility, 0] == 0:
                    continue
                for night in range(2):
                    if taken == 0 or span.cost[mobility, night] < now.cost[mobility, night]:
                        now.cost[mobility, night] = span.cost[mobility, night]
                now.bog[mobility] = span.bog[mobility]
                if mobility == Mobility.FOOT:
                    now.carry = span.carry
                taken = 1
