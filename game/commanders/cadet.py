"""The commander `cadet`: sound tactics and no plan.

It sees what is worth holding and how strong both sides are there, sends units where they are wanted, fights the
assaults whose forecast promises more than they cost, supports them with guns, digs in by staying where it is strong,
and pulls out what is shaken or cut off. It gives orders by the same door as a player and knows nothing that the rules
do not say.
"""

from __future__ import annotations

from game.commanders.cadet_assaults import bombard, fight
from game.commanders.cadet_marches import march
from game.commanders.cadet_tasks import assign_tasks, look_around, weigh_objectives
from game.commanders.mind import Mind
from game.core._jit import rule
from game.rules.scratch import Scratch
from game.rules.supply import trace
from game.scenario.world import State, World


@rule
def cadet_turn(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Give the orders of one side-turn."""
    side = int(state.clock[0].active)
    trace(world, state, scratch, side)
    look_around(world, state, mind, side)
    weigh_objectives(world, state, mind, side)
    assign_tasks(world, state, scratch, mind, side)
    fight(world, state, scratch, mind, side)
    look_around(world, state, mind, side)
    march(world, state, scratch, mind, side)
    look_around(world, state, mind, side)
    fight(world, state, scratch, mind, side)
    bombard(world, state, scratch, mind, side)
