"""Assaults (rulebook 5.1-5.5): who takes part, the named terms of each fire, the losses. Changes state only to resolve.

Each side brings two fires: on men and on armour. A fire is a base (the items of all who take part) times named terms;
the product is the number used, by the forecast, the commanders and the resolution alike. What happens to the loser is
in `aftermath`.
"""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray

from game.core._jit import rule
from game.core.terms import NOWHERE, Fire, Reason, Role, Term
from game.rules.artillery import (
    check_guns,
    defenders_cover,
    fire_at_range,
    muster_guns,
    name_defenders,
    steps_between,
    suppression_term,
)
from game.rules.breaching import set_works_terms
from game.rules.ground import terrain_of
from game.rules.losses import density, multiply_terms
from game.rules.movement import direction_to
from game.rules.night import guns_term, training_term
from game.rules.permissions import may_enter
from game.rules.scratch import FIRES, TERMS, Battle, Scratch
from game.rules.stacking import enemy_in, holds_boats
from game.rules.troops import set_troop_terms
from game.rules.ways import edge_cost, is_boat
from game.scenario.world import SLOTS, State, World

MOST_ODDS: Final = 9_999
MOST_RATIO: Final = 10**12
"""Of fires, in hundredths; far more than MOST_ODDS against any morale, and no product outgrows its field."""

SAME_ON_ARMOUR: Final = (Term.QUALITY, Term.COHESION, Term.FATIGUE, Term.SUPPLY, Term.LIGHT)
"""Terms of a fire on men that its fire on armour has as well."""


@rule
def check_fit(world: World, state: State, unit: int) -> int:
    """Return the Reason why a unit assaults nobody this turn, whoever stands beside it, or LEGAL (5.1)."""
    row = state.units[unit]
    if world.units[unit].role == Role.HEADQUARTERS or is_boat(world, unit) == 1:
        return Reason.CANNOT_ATTACK
    if row.routed == 1:
        return Reason.ROUTED
    if row.attacked == 1:
        return Reason.ALREADY_ATTACKED
    if row.mp_left < world.rules[0].assault.attack_time:
        return Reason.TOO_FEW_POINTS
    return Reason.LEGAL


@rule
def check_attacker(world: World, state: State, scratch: Scratch, unit: int, target: int) -> int:
    """Return the Reason why a unit cannot assault a hex, or LEGAL (5.1)."""
    reason = check_fit(world, state, unit)
    if reason == Reason.CANNOT_ATTACK:
        return reason
    here = int(state.units[unit].hex)
    direction = direction_to(world, here, target)
    if direction == NOWHERE or holds_boats(world, state, target) == 1:
        return Reason.NOT_ADJACENT if direction == NOWHERE else Reason.ON_WATER
    if edge_cost(world, state.spans, int(world.units[unit].mobility), 0, here, direction) == 0:
        return Reason.CLOSED_GROUND
    scratch.shortfall[0].needs = int(world.rules[0].assault.attack_time)
    scratch.shortfall[0].has = int(state.units[unit].mp_left)
    return reason


@rule
def check_attack(world: World, state: State, scratch: Scratch) -> int:
    """Return the Reason why the assault in `scratch.order` is not legal, or LEGAL (5.1); writes nothing.

    Artillery in the order supports from where it stands; everyone else must stand next to the target.
    """
    order = scratch.order[0]
    target = int(order.target)
    side = int(world.units[int(order.units[0])].side)
    frontage = 0
    if enemy_in(state, target, side) == 0:
        return Reason.NOBODY_THERE
    if may_enter(state, side, target) == 0:
        return Reason.FORBIDDEN_AREA
    assaulting = 0
    for i in range(int(order.count)):
        unit = int(order.units[i])
        if world.units[unit].role == Role.ARTILLERY:
            reason = check_guns(world, state, unit, target)
        else:
            assaulting += 1
            frontage += int(state.unit_figures[unit].frontage)
            reason = check_attacker(world, state, scratch, unit, target)
        if reason != Reason.LEGAL:
            return reason
    if assaulting == 0:
        return Reason.NO_ATTACKER
    if assaulting > 1 and frontage > world.rules[0].assault.assault_limit:
        return Reason.ASSAULT_CROWDED
    return Reason.LEGAL


@rule
def name_attackers(world: World, scratch: Scratch, side: int) -> None:
    """Sort the units of the order into those who assault and the guns that support."""
    order = scratch.order[0]
    battle = scratch.battle[0]
    battle.side = side
    battle.target = order.target
    battle.attackers = 0
    battle.supports = 0
    for i in range(int(order.count)):
        unit = int(order.units[i])
        if world.units[unit].role == Role.ARTILLERY:
            battle.support[int(battle.supports)] = unit
            battle.supports += 1
        else:
            battle.attacker[int(battle.attackers)] = unit
            battle.attackers += 1


@rule
def hard_fire_of_unit(world: World, state: State, unit: int, armour: int, close: int) -> int:
    """Return the fire of one unit on armour of so many millimetres, thousandths of a vehicle (5.2).

    Guns that cannot pierce it count little, guns of half the need nothing. `close` adds what infantry does to armour
    that comes alone.
    """
    row = state.units[unit]
    fire = 0
    for slot in range(SLOTS):
        items = int(row.items[slot])
        if items == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        if item.penetration >= armour:
            fire += items * int(item.hard)
        elif item.penetration * 2 >= armour:
            fire += items * int(item.hard) * int(world.rules[0].assault.thick_armour) // 1000
        fire += close * items * int(item.close)
    return fire


@rule
def hard_fire(world: World, state: State, units: NDArray[Any], count: int, armour: int, close: int) -> int:
    """Return the fire of several units on armour of so many millimetres, thousandths of a vehicle (5.2)."""
    fire = 0
    for i in range(count):
        fire += hard_fire_of_unit(world, state, int(units[i]), armour, close)
    return fire


@rule
def hard_fire_of_guns(world: World, state: State, battle: Battle, armour: int) -> int:
    """Return the fire on armour of the defensive guns that stand close enough to aim at single vehicles (6.3)."""
    steps = int(world.rules[0].artillery.point_blank) // int(world.frame[0].hex_size)
    fire = 0
    for i in range(int(battle.guns)):
        unit = int(battle.gun[i])
        if steps_between(world, int(state.units[unit].hex), int(battle.target)) <= max(1, steps):
            fire += hard_fire_of_unit(world, state, unit, armour, 0)
    return fire


@rule
def mean_armour(world: World, state: State, units: NDArray[Any], count: int) -> int:
    """Return the mean armour of the armoured items of units, millimetres; 0 without any."""
    vehicles = 0
    millimetres = 0
    for i in range(count):
        unit = int(units[i])
        if state.unit_figures[unit].armour == 0:
            continue
        for slot in range(SLOTS):
            items = int(state.units[unit].items[slot])
            if items == 0:
                continue
            item = world.equipment[int(world.units[unit].items[slot])]
            if item.armour > 0:
                vehicles += items
                millimetres += items * int(item.armour)
    if vehicles == 0:
        return 0
    return millimetres // vehicles


@rule
def spread_of(world: World, state: State, battle: Battle) -> int:
    """Return how far round the target attackers stand: 0 one hexside, 1 neighbouring ones, up to 3 opposite (5.4)."""
    target = int(battle.target)
    widest = 0
    for i in range(int(battle.attackers)):
        a = direction_to(world, target, int(state.units[int(battle.attacker[i])].hex))
        for j in range(i):
            b = direction_to(world, target, int(state.units[int(battle.attacker[j])].hex))
            apart = abs(a - b)
            widest = max(widest, min(apart, 6 - apart))
    return widest


@rule
def set_attack_terms(world: World, state: State, battle: Battle) -> None:
    """Write the terms of the attackers' fire on men that come from light, ground, works and hexsides (5.4)."""
    rules = world.rules[0].assault
    target = int(battle.target)
    ground = world.terrain[terrain_of(state, target)]
    terms = battle.terms[Fire.ATTACKER]
    fire, armour_fire, across = 0, 0, 0
    for i in range(int(battle.attackers)):
        row = state.units[int(battle.attacker[i])]
        figures = state.unit_figures[int(battle.attacker[i])]
        direction = direction_to(world, int(row.hex), target)
        fire += int(figures.fire)
        armour_fire += int(figures.armour_fire)
        across += int(figures.fire) * int(world.hexes[int(row.hex)].across[direction])
    terms[Term.GUNS_BY_NIGHT] = guns_term(world, state, fire, int(battle.shared[0]))
    fire += int(battle.shared[0])  # supporting guns shoot over the hexside
    across += int(battle.shared[0]) * 1000
    terms[Term.LIGHT] = int(rules.attack_light[int(world.calendar[int(state.clock[0].turn)].light)])
    terms[Term.GROUND] = int(ground.cover)
    terms[Term.ENTRENCHMENT] = defenders_cover(world, state, battle)
    if fire > 0:
        terms[Term.HEXSIDE] = across // fire
        terms[Term.TANK_GROUND] = 1000 - armour_fire * (1000 - int(ground.armour)) // fire
    terms[Term.DIRECTION] = int(rules.direction[spread_of(world, state, battle)])


@rule
def set_defence_terms(world: World, state: State, battle: Battle) -> None:
    """Write the terms of the defenders' fire on men that come from light, ground, works and support (5.4)."""
    rules = world.rules[0].assault
    terms = battle.terms[Fire.DEFENDER]
    fire = 0
    prepared = 0
    for i in range(int(battle.defenders)):
        row = state.units[int(battle.defender[i])]
        figures = state.unit_figures[int(battle.defender[i])]
        fire += int(figures.fire)
        prepared += int(figures.fire) * int(rules.prepared_fire[int(row.entrenchment)])
    terms[Term.LIGHT] = int(rules.defence_light[int(world.calendar[int(state.clock[0].turn)].light)])
    terms[Term.GROUND] = int(world.terrain[terrain_of(state, int(battle.target))].exposure)
    terms[Term.GUNS_BY_NIGHT] = guns_term(world, state, fire, int(battle.shared[1]))
    terms[Term.NIGHT_TRAINING] = training_term(world, state, battle)
    if fire > 0:
        terms[Term.ENTRENCHMENT] = prepared // fire
        terms[Term.SUPPRESSION] = suppression_term(world, state, battle, fire)


@rule
def set_arms_terms(world: World, state: State, battle: Battle) -> int:
    """Write the terms of tanks with and without infantry; returns 1 if the attackers' tanks come alone (5.4)."""
    rules = world.rules[0].assault
    tanks = int(battle.armour[0])
    if tanks == 0:
        return 0
    if int(battle.targets[0]) // 1000 >= tanks * int(rules.infantry_per_tank):
        battle.terms[Fire.ATTACKER, Term.COMBINED_ARMS] = int(rules.combined_arms)
        battle.terms[Fire.DEFENDER, Term.COMBINED_ARMS] = int(rules.tanks_lead)
        return 0
    battle.terms[Fire.ATTACKER, Term.COMBINED_ARMS] = int(rules.tanks_alone_fire)
    battle.terms[Fire.DEFENDER_ON_ARMOUR, Term.COMBINED_ARMS] = int(rules.tanks_alone)
    return 1


@rule
def morale_of(world: World, state: State, battle: Battle) -> int:
    """Return what it takes to drive the defenders out of the hex, in thousandths; 1000 is the norm (5.6).

    The morale of the defenders, each unit weighing as many men as it shows; more in a hex that is deep, where there
    is another line to fall back on.
    """
    targets = 0
    morale = 0
    for i in range(int(battle.defenders)):
        unit = int(battle.defender[i])
        targets += int(state.unit_figures[unit].targets)
        morale += int(state.unit_figures[unit].targets) * int(world.units[unit].morale)
    if targets == 0:
        return 1000
    beyond = max(0, int(world.frame[0].hex_size) - int(world.rules[0].assault.depth[0]))
    return max(1, morale // targets * (1000 + beyond * int(world.rules[0].assault.depth[1]) // 1000) // 1000)


@rule
def share_troop_terms(battle: Battle) -> None:
    """Give the fires on armour the troops and the light of the fires on men."""
    for term in SAME_ON_ARMOUR:
        battle.terms[Fire.ATTACKER_ON_ARMOUR, term] = battle.terms[Fire.ATTACKER, term]
        battle.terms[Fire.DEFENDER_ON_ARMOUR, term] = battle.terms[Fire.DEFENDER, term]


@rule
def add_up(world: World, state: State, battle: Battle) -> None:
    """Add up bases and targets of the units named in `battle`; supporting guns go into `shared` too (5.2)."""
    target = int(battle.target)
    for fire in range(FIRES):
        battle.raw[fire] = 0
        for term in range(TERMS):
            battle.terms[fire, term] = 1000
    for group in range(2):
        battle.targets[group] = 0
        battle.armour[group] = 0
        battle.shared[group] = 0
    for i in range(int(battle.attackers)):
        figures = state.unit_figures[int(battle.attacker[i])]
        battle.raw[Fire.ATTACKER] += int(figures.fire)
        battle.targets[0] += int(figures.targets)
        battle.armour[0] += int(figures.armour)
    for i in range(int(battle.defenders)):
        figures = state.unit_figures[int(battle.defender[i])]
        battle.raw[Fire.DEFENDER] += int(figures.fire)
        battle.targets[1] += int(figures.targets)
        battle.armour[1] += int(figures.armour)
    for i in range(int(battle.supports)):
        battle.shared[0] += fire_at_range(world, state, int(battle.support[i]), target)
    for i in range(int(battle.guns)):
        battle.shared[1] += fire_at_range(world, state, int(battle.gun[i]), target)
    battle.raw[Fire.ATTACKER] += int(battle.shared[0])
    battle.raw[Fire.DEFENDER] += int(battle.shared[1])


@rule
def prepare_assault(world: World, state: State, scratch: Scratch) -> None:
    """Fill `scratch.battle` from the assault in `scratch.order`: who takes part, bases, terms, values (5.2-5.4)."""
    battle, order = scratch.battle[0], scratch.order[0]
    name_attackers(world, scratch, int(world.units[int(order.units[0])].side))
    name_defenders(state, battle, int(order.target))
    battle.tolerance = order.tolerance
    muster_guns(world, state, battle)
    add_up(world, state, battle)
    set_troop_terms(world, state, battle.terms[Fire.ATTACKER], battle.attacker, int(battle.attackers))
    set_troop_terms(world, state, battle.terms[Fire.DEFENDER], battle.defender, int(battle.defenders))
    set_attack_terms(world, state, battle)
    set_defence_terms(world, state, battle)
    share_troop_terms(battle)
    alone = set_arms_terms(world, state, battle)
    set_works_terms(world, state, battle, alone)
    defended = mean_armour(world, state, battle.defender, int(battle.defenders))
    attacked = mean_armour(world, state, battle.attacker, int(battle.attackers))
    if defended > 0:
        fire = hard_fire(world, state, battle.attacker, int(battle.attackers), defended, 0)
        battle.raw[Fire.ATTACKER_ON_ARMOUR] = fire
    if attacked > 0:
        fire = hard_fire(world, state, battle.defender, int(battle.defenders), attacked, alone)
        guns = hard_fire_of_guns(world, state, battle, attacked)
        battle.raw[Fire.DEFENDER_ON_ARMOUR] = fire + guns
        battle.terms[Fire.DEFENDER_ON_ARMOUR, Term.GUNS_BY_NIGHT] = guns_term(world, state, fire, guns)
    battle.morale = morale_of(world, state, battle)
    for group in range(2):
        battle.shown[group] = density(world, int(battle.targets[group]), int(battle.armour[group]))
    for fire in range(FIRES):
        battle.value[fire] = multiply_terms(int(battle.raw[fire]), battle.terms[fire])


@rule
def exposed_for(world: World, victims: int) -> int:
    """Return how much longer than on a narrow hex attackers are under fire, in thousandths; defenders 1000 (5.5)."""
    if victims == 1:
        return 1000
    beyond = max(0, int(world.frame[0].hex_size) - int(world.rules[0].assault.approach[0]))
    return 1000 + beyond * int(world.rules[0].assault.approach[1]) // 1000


@rule
def men_hit(world: World, battle: Battle, fire: int, luck: int, victims: int) -> int:
    """Return the thousandths of a man that a fire on men costs group `victims` (0 attackers, 1 defenders) (5.5)."""
    hits = int(battle.value[fire]) * luck // 1000 * int(battle.shown[victims]) // 1000
    hits = min(hits * int(world.rules[0].assault.lethality[victims]) // 1000, int(battle.targets[victims]))
    return min(hits * exposed_for(world, victims) // 1000, int(battle.targets[victims]))


@rule
def armour_hit(world: World, battle: Battle, fire: int, luck: int, victims: int) -> int:
    """Return the thousandths of a vehicle that a fire on armour costs group `victims` (5.5)."""
    hits = int(battle.value[fire]) * luck // 1000 * int(world.rules[0].assault.armour_lethality) // 1000
    return min(hits, int(battle.armour[victims]) * 1000)


@rule
def odds_of(battle: Battle, attacker_luck: int, defender_luck: int) -> int:
    """Return the odds: fire of the attackers against fire and morale of the defenders, in hundredths (5.6)."""
    attack = int(battle.value[Fire.ATTACKER]) * attacker_luck
    defence = max(1, int(battle.value[Fire.DEFENDER]) * defender_luck)
    return min(MOST_ODDS, min(MOST_RATIO, attack * 100 // defence) * 1000 // int(battle.morale))


@rule
def result_of(world: World, odds: int) -> int:
    """Return the Result that odds give (5.6)."""
    result = 0
    for step in range(4):
        if odds >= world.rules[0].assault.odds[step]:
            result = step + 1
    return result
