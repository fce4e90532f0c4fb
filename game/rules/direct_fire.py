"""Direct fire over water (rulebook 6.7): boats at what they see, and everybody who sees them at boats.

Each weapon fires that reaches so far, at men and at armour alike. Like a bombardment it drives nobody off: what it
brings is losses and shock.
"""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, Fire, Reason, Role, Status, Term
from game.rules import effects
from game.rules.artillery import check_fires, defenders_cover, name_defenders, steps_between, suppress_stack
from game.rules.combat import SAME_ON_ARMOUR, mean_armour
from game.rules.effects import log
from game.rules.ground import terrain_of
from game.rules.losses import bury, density, lose_armour, multiply_terms, spread_losses
from game.rules.permissions import may_fire
from game.rules.scratch import TERMS, Battle
from game.rules.stacking import holds_boats
from game.rules.troops import set_troop_terms
from game.rules.ways import is_boat
from game.scenario.world import SLOTS, State, World

RIFLEMAN: Final = 100
"""The fire of one rifleman, in its hundredths."""

MEN_OF_VEHICLE: Final = 10
"""Men for whom a vehicle counts (5.6)."""


@rule
def metres_between(world: World, a: int, b: int) -> int:
    """Return how far two hexes of the map are from each other."""
    return steps_between(world, a, b) * int(world.frame[0].hex_size)


@rule
def sees(world: World, state: State, unit: int, target: int) -> int:
    """Return 1 if a unit itself sees a hex, by the light of the turn; the next hex is always seen (6.4)."""
    light = int(world.calendar[int(state.clock[0].turn)].light)
    steps = int(world.rules[0].artillery.observation[light]) // int(world.frame[0].hex_size)
    return 1 if steps_between(world, int(state.units[unit].hex), target) <= max(1, steps) else 0


@rule
def is_direct(world: World, state: State, unit: int, target: int) -> int:
    """Return 1 if a unit that fires on a hex does so directly: it is a boat, or boats are there (6.7).

    Artillery that does not see the hex fires as ever.
    """
    if world.frame[0].boats == 0 or (is_boat(world, unit) == 0 and holds_boats(world, state, target) == 0):
        return 0
    return 1 if world.units[unit].role != Role.ARTILLERY else sees(world, state, unit, target)


@rule
def accuracy(world: World, metres: int) -> int:
    """Return what is left of aimed fire at a distance, thousandths: all to point blank, then less the farther."""
    near = max(1, int(world.rules[0].artillery.point_blank))
    return 1000 if metres <= near else 1000 * near // metres


@rule
def direct_fire_on_men(world: World, state: State, unit: int, metres: int) -> int:
    """Return the fire on men of all weapons of a unit that reach so far, hundredths of a rifleman."""
    fire = 0
    for slot in range(SLOTS):
        items = int(state.units[unit].items[slot])
        if items == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        if item.range >= metres:
            fire += items * int(item.soft)
    return fire * accuracy(world, metres) // 1000


@rule
def direct_fire_on_armour(world: World, state: State, unit: int, metres: int, armour: int) -> int:
    """Return the fire on armour of so many millimetres of all weapons of a unit that reach so far (5.2)."""
    fire = 0
    for slot in range(SLOTS):
        items = int(state.units[unit].items[slot])
        if items == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        if item.range < metres:
            continue
        if item.penetration >= armour:
            fire += items * int(item.hard)
        elif item.penetration * 2 >= armour:
            fire += items * int(item.hard) * int(world.rules[0].assault.thick_armour) // 1000
    return fire * accuracy(world, metres) // 1000


@rule
def check_direct(world: World, state: State, unit: int, target: int) -> int:
    """Return the Reason why a unit cannot fire directly on a hex in its own turn, or LEGAL (6.7)."""
    reason = check_fires(world, state, unit)
    if reason != Reason.LEGAL:
        return reason
    if may_fire(state, int(world.units[unit].side), target) == 0:
        return Reason.FORBIDDEN_FIRE
    if sees(world, state, unit, target) == 0:
        return Reason.NOT_IN_SIGHT
    metres = metres_between(world, int(state.units[unit].hex), target)
    if direct_fire_on_men(world, state, unit, metres) + direct_fire_on_armour(world, state, unit, metres, 0) == 0:
        return Reason.OUT_OF_RANGE
    return Reason.LEGAL


@rule
def count_targets(state: State, battle: Battle) -> None:
    """Count the men and vehicles that the defenders show."""
    battle.targets[1] = 0
    battle.armour[1] = 0
    for i in range(int(battle.defenders)):
        battle.targets[1] += int(state.unit_figures[int(battle.defender[i])].targets)
        battle.armour[1] += int(state.unit_figures[int(battle.defender[i])].armour)


@rule
def prepare_direct(world: World, state: State, battle: Battle, unit: int, target: int) -> None:
    """Fill `battle` with both fires of one unit on a hex that it sees, and their terms (6.7).

    On water there is nothing to hide in; on land there is what a bombardment meets, too.
    """
    battle.side = int(world.units[unit].side)
    battle.target = target
    battle.attackers = 0
    battle.supports = 1
    battle.support[0] = unit
    battle.guns = 0
    name_defenders(state, battle, target)
    count_targets(state, battle)
    metres = metres_between(world, int(state.units[unit].hex), target)
    armour = mean_armour(world, state, battle.defender, int(battle.defenders))
    for fire in range(len(battle.raw)):
        battle.raw[fire] = 0
        for term in range(TERMS):
            battle.terms[fire, term] = 1000
    battle.raw[Fire.ATTACKER] = direct_fire_on_men(world, state, unit, metres)
    if armour > 0:
        battle.raw[Fire.ATTACKER_ON_ARMOUR] = direct_fire_on_armour(world, state, unit, metres, armour)
    terms = battle.terms[Fire.ATTACKER]
    set_troop_terms(world, state, terms, battle.support, 1)
    terms[Term.LIGHT] = int(world.rules[0].artillery.bombard_light[int(world.calendar[int(state.clock[0].turn)].light)])
    if holds_boats(world, state, target) == 0:
        terms[Term.GROUND] = int(world.terrain[terrain_of(state, target)].cover)
        terms[Term.ENTRENCHMENT] = defenders_cover(world, state, battle)
        terms[Term.DENSITY] = density(world, int(battle.targets[1]), int(battle.armour[1]))
    for term in SAME_ON_ARMOUR:
        battle.terms[Fire.ATTACKER_ON_ARMOUR, term] = terms[term]
    for fire in range(len(battle.raw)):
        battle.value[fire] = multiply_terms(int(battle.raw[fire]), battle.terms[fire])


@rule
def men_under_direct_fire(world: World, battle: Battle, luck: int) -> int:
    """Return the thousandths of a man that the direct fire in `battle` costs (6.7)."""
    hits = int(battle.value[Fire.ATTACKER]) * luck // 1000 * int(world.rules[0].artillery.direct_men) // RIFLEMAN
    return min(hits, int(battle.targets[1]))


@rule
def vehicles_under_direct_fire(world: World, battle: Battle, luck: int) -> int:
    """Return the thousandths of a vehicle that the direct fire in `battle` hits (6.7)."""
    hits = int(battle.value[Fire.ATTACKER_ON_ARMOUR]) * luck // 1000
    return min(hits * int(world.rules[0].artillery.direct_armour) // 1000, int(battle.armour[1]) * 1000)


@rule
def harm_of_direct(world: World, battle: Battle, luck: int) -> int:
    """Return what the direct fire in `battle` costs, thousandths of a man; a vehicle counts as ten (5.6)."""
    return men_under_direct_fire(world, battle, luck) + MEN_OF_VEHICLE * vehicles_under_direct_fire(world, battle, luck)


@rule
def use_ammunition(world: World, state: State, unit: int, target: int) -> None:
    """Fire for this turn: artillery uses a mission, others what they carry (6.7)."""
    if world.units[unit].role == Role.ARTILLERY:
        effects.fire_mission(state, unit, target, 0)
    else:
        effects.mark_attacked(state, unit)


@rule
def still_to_hit(state: State, unit: int) -> int:
    """Return the thousandths of vehicles that a unit with armour can still be hit for: what it carries is hit."""
    carried = 0
    for slot in range(SLOTS):
        if state.units[unit].items[slot] > 0:
            carried += int(state.units[unit].carry[slot])
    return max(1, int(state.unit_figures[unit].armour) * 1000 - carried)


@rule
def next_aim(state: State, battle: Battle) -> int:
    """Return the boats that are aimed at, NOWHERE without any: those nearest to being all hit, of equals the first."""
    best = NOWHERE
    least = 0
    for i in range(int(battle.defenders)):
        unit = int(battle.defender[i])
        if state.units[unit].status != Status.PRESENT or state.unit_figures[unit].armour == 0:
            continue
        left = still_to_hit(state, unit)
        if best == NOWHERE or left < least or (left == least and unit < best):
            best = unit
            least = left
    return best


@rule
def hit_boats(world: World, state: State, battle: Battle, thousandths: int) -> None:
    """Hit the boats in a hex one after the other: fire over the water is aimed, and does not spread (6.7)."""
    left = thousandths
    for _ in range(int(battle.defenders)):
        unit = next_aim(state, battle)
        if unit == NOWHERE or left <= 0:
            return
        part = min(left, still_to_hit(state, unit))
        lose_armour(world, state, unit, part)
        bury(world, state, unit)
        left -= part


@rule
def fire_directly(world: World, state: State, battle: Battle, luck: int) -> None:
    """Fire what is in `battle` with this luck: men and vehicles are hit, all there are shaken in proportion (6.7)."""
    unit, target = int(battle.support[0]), int(battle.target)
    men = men_under_direct_fire(world, battle, luck)
    vehicles = vehicles_under_direct_fire(world, battle, luck)
    shown = int(battle.targets[1]) + MEN_OF_VEHICLE * 1000 * int(battle.armour[1])
    use_ammunition(world, state, unit, target)
    log.bombardment(state, unit=unit, target=target, fire=int(battle.value[Fire.ATTACKER]), luck=luck)
    count = int(battle.defenders)
    spread_losses(world, state, battle.defender, count, men, int(battle.targets[1]), 0)
    if holds_boats(world, state, target) == 1:
        hit_boats(world, state, battle, vehicles)
    else:
        spread_losses(world, state, battle.defender, count, vehicles, int(battle.armour[1]), 1)
    shock = harm_of_direct(world, battle, luck) * int(world.rules[0].artillery.bombard_shock) // max(1, shown)
    for i in range(count):
        if state.units[int(battle.defender[i])].status == Status.PRESENT:
            effects.shake(state, int(battle.defender[i]), shock)
    suppress_stack(world, state, battle, men)
