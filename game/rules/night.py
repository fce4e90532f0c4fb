"""What darkness makes of an assault (rulebook 5.4, 6.5): guns at range, attackers trained for it. Changes nothing."""

from __future__ import annotations

from game.core._jit import rule
from game.rules.scratch import Battle
from game.scenario.world import State, World


@rule
def guns_term(world: World, state: State, own: int, guns: int) -> int:
    """Return what the light makes of a fire of which the guns at range are a part, in thousandths (6.5)."""
    if own + guns <= 0:
        return 1000
    light = int(world.rules[0].artillery.support_light[int(world.calendar[int(state.clock[0].turn)].light)])
    return (own * 1000 + guns * light) // (own + guns)


@rule
def training_term(world: World, state: State, battle: Battle) -> int:
    """Return what is left of the fire on attackers who are trained for the night, in thousandths (5.4).

    Each unit weighs as many men as it shows; by day the training is worth what the rule says, as a rule nothing.
    """
    trained = int(world.rules[0].assault.trained_light[int(world.calendar[int(state.clock[0].turn)].light)])
    targets = 0
    fire = 0
    for i in range(int(battle.attackers)):
        unit = int(battle.attacker[i])
        shown = int(state.unit_figures[unit].targets)
        targets += shown
        fire += shown * (trained if world.units[unit].night_assault == 1 else 1000)
    return fire // targets if targets > 0 else 1000
