"""Artillery (rulebook 6): who can reach what, bombardment, and defensive fire.

Orders to bombard are checked and resolved in `bombardment`; support of an own assault is ordered with it and is part of
`combat`; ammunition comes by `supply`.
"""

from __future__ import annotations

from game.core._jit import rule
from game.core.distance import distance
from game.core.terms import NOWHERE, Fire, Reason, Role, Status, Supply, Term
from game.rules import effects
from game.rules.effects import log
from game.rules.ground import terrain_of
from game.rules.losses import density, multiply_terms, spread_losses
from game.rules.night import guns_term
from game.rules.permissions import may_fire
from game.rules.scratch import MAX_UNITS, TERMS, Battle, Forecast
from game.rules.troops import set_troop_terms
from game.scenario.world import SLOTS, State, World


@rule
def steps_between(world: World, a: int, b: int) -> int:
    """Return the number of steps between two hexes of the map."""
    here, there = world.hexes[a], world.hexes[b]
    return distance(int(here.column), int(here.row), int(there.column), int(there.row))


@rule
def fire_at_range(world: World, state: State, unit: int, target: int) -> int:
    """Return the indirect fire that a unit's guns bring on a hex, hundredths of a rifleman; 0 out of range (6.1)."""
    row = state.units[unit]
    metres = steps_between(world, int(row.hex), target) * int(world.frame[0].hex_size)
    fire = 0
    for slot in range(SLOTS):
        count = int(row.items[slot])
        if count == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        if item.indirect == 1 and item.range >= metres:
            fire += count * int(item.soft)
    return fire


@rule
def check_fires(world: World, state: State, unit: int) -> int:
    """Return the Reason why a unit fires on nobody this turn, at range or directly, or LEGAL (6.1, 6.2, 6.7)."""
    row = state.units[unit]
    if row.routed == 1:
        return Reason.ROUTED
    if row.attacked == 1:
        return Reason.ALREADY_ATTACKED
    if row.supply == Supply.NONE or (world.units[unit].role == Role.ARTILLERY and row.missions <= 0):
        return Reason.NO_AMMUNITION
    return Reason.LEGAL


@rule
def check_ready(world: World, state: State, unit: int) -> int:
    """Return the Reason why a unit fires on nobody at range this turn, or LEGAL (6.1, 6.2)."""
    if world.units[unit].role != Role.ARTILLERY:
        return Reason.NOT_ARTILLERY
    return check_fires(world, state, unit)


@rule
def check_guns(world: World, state: State, unit: int, target: int) -> int:
    """Return the Reason why a unit cannot fire on a hex at range in its own turn, or LEGAL (6.1, 6.2)."""
    reason = check_ready(world, state, unit)
    if reason != Reason.LEGAL:
        return reason
    side = int(world.units[unit].side)
    if may_fire(state, side, target) == 0:
        return Reason.FORBIDDEN_FIRE
    if fire_at_range(world, state, unit, target) == 0:
        return Reason.OUT_OF_RANGE
    return Reason.LEGAL


@rule
def answers(world: World, state: State, unit: int, side: int, target: int) -> int:
    """Return 1 if a gun unit of `side` will fire in defence of a hex that is being assaulted (6.3)."""
    row = state.units[unit]
    if row.status != Status.PRESENT or world.units[unit].side != side or world.units[unit].role != Role.ARTILLERY:
        return 0
    if row.routed == 1 or row.missions <= 0 or row.supply == Supply.NONE or row.hex == target:
        return 0
    if row.defended >= world.rules[0].artillery.defensive_missions:
        return 0
    if fire_at_range(world, state, unit, target) == 0:
        return 0
    return 1


@rule
def muster_guns(world: World, state: State, battle: Battle) -> None:
    """Name the guns that give defensive fire in `battle`: the first in the order of battle, up to the rule."""
    side = 1 - int(battle.side)
    battle.guns = 0
    for unit in range(len(world.units)):
        if battle.guns >= world.rules[0].artillery.defensive_guns or battle.guns >= MAX_UNITS:
            break
        if answers(world, state, unit, side, int(battle.target)) == 1:
            battle.gun[int(battle.guns)] = unit
            battle.guns += 1


@rule
def observed(world: World, state: State, side: int, hex_: int) -> int:
    """Return 1 if a unit of the side sees a hex well enough to correct fire on it (6.4)."""
    light = int(world.calendar[int(state.clock[0].turn)].light)
    steps = int(world.rules[0].artillery.observation[light]) // int(world.frame[0].hex_size)
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side != side:
            continue
        if steps_between(world, int(row.hex), hex_) <= max(1, steps):
            return 1
    return 0


@rule
def name_defenders(state: State, battle: Battle, hex_: int) -> None:
    """List the stack in a hex as the defenders of `battle`."""
    battle.defenders = 0
    unit = int(state.hexes[hex_].top)
    while unit != NOWHERE and battle.defenders < MAX_UNITS:
        battle.defender[int(battle.defenders)] = unit
        battle.defenders += 1
        unit = int(state.units[unit].below)


@rule
def defenders_cover(world: World, state: State, battle: Battle) -> int:
    """Return the entrenchment term of the defenders, weighed by how many targets each offers (5.4)."""
    targets = 0
    covered = 0
    for i in range(int(battle.defenders)):
        row = state.units[int(battle.defender[i])]
        figures = state.unit_figures[int(battle.defender[i])]
        targets += int(figures.targets)
        covered += int(figures.targets) * int(world.rules[0].assault.dug_in[int(row.entrenchment)])
    if targets == 0:
        return 1000
    return covered // targets


@rule
def lost_to_suppression(world: World, state: State, battle: Battle) -> int:
    """Return the thousandths of the defenders' fire lost because units or guns of theirs are suppressed (6.6)."""
    fire = 0
    lost = 0
    for i in range(int(battle.defenders) + int(battle.guns)):
        if i < battle.defenders:
            unit = int(battle.defender[i])
            given = int(state.unit_figures[unit].fire)
        else:
            unit = int(battle.gun[i - int(battle.defenders)])
            given = fire_at_range(world, state, unit, int(battle.target))
        fire += given
        lost += given * int(state.units[unit].suppressed)
    return 0 if fire == 0 else lost * int(world.rules[0].artillery.suppressed_fire) // fire


@rule
def suppression_term(world: World, state: State, battle: Battle, fire: int) -> int:
    """Return what is left of the fire of the defenders whom guns keep down, now or before, in thousandths (5.4, 6.6).

    `fire` is that of the units in the hex; supporting guns count by their weight against it, and by the light.
    """
    rules = world.rules[0].assault
    weight = int(battle.shared[0]) * guns_term(world, state, 0, int(battle.shared[0])) // fire
    kept_down = weight * int(rules.suppression) // 1000 + lost_to_suppression(world, state, battle)
    return 1000 - min(int(rules.suppression_most), kept_down)


@rule
def suppressing_share(world: World, state: State, battle: Battle) -> int:
    """Return the share of the attackers' fire on men that is that of supporting guns, in thousandths (6.6)."""
    guns = int(battle.shared[0]) * guns_term(world, state, 0, int(battle.shared[0])) // 1000
    others = int(battle.raw[Fire.ATTACKER]) - int(battle.shared[0])
    return 0 if guns + others <= 0 else guns * 1000 // (guns + others)


@rule
def prepare_bombardment(world: World, state: State, battle: Battle, unit: int, target: int) -> None:
    """Fill `battle` with the terms of a bombardment of a hex by one unit (6.2)."""
    rules = world.rules[0].artillery
    side = int(world.units[unit].side)
    battle.side = side
    battle.target = target
    battle.attackers = 0
    battle.supports = 1
    battle.support[0] = unit
    battle.guns = 0
    name_defenders(state, battle, target)
    for term in range(TERMS):
        battle.terms[Fire.ATTACKER, term] = 1000
    targets = 0
    vehicles = 0
    for i in range(int(battle.defenders)):
        targets += int(state.unit_figures[int(battle.defender[i])].targets)
        vehicles += int(state.unit_figures[int(battle.defender[i])].armour)
    battle.targets[1] = targets
    battle.raw[Fire.ATTACKER] = fire_at_range(world, state, unit, target)
    set_troop_terms(world, state, battle.terms[Fire.ATTACKER], battle.support, 1)
    terms = battle.terms[Fire.ATTACKER]
    terms[Term.LIGHT] = int(rules.bombard_light[int(world.calendar[int(state.clock[0].turn)].light)])
    terms[Term.GROUND] = int(world.terrain[terrain_of(state, target)].cover)
    terms[Term.ENTRENCHMENT] = defenders_cover(world, state, battle)
    terms[Term.DENSITY] = density(world, targets, vehicles)
    if observed(world, state, side, target) == 0:
        terms[Term.OBSERVATION] = int(rules.unobserved)
    battle.value[Fire.ATTACKER] = multiply_terms(int(battle.raw[Fire.ATTACKER]), terms)


@rule
def men_shelled(world: World, battle: Battle, luck: int) -> int:
    """Return the thousandths of a man that the bombardment in `battle` costs (6.2)."""
    fire = int(battle.value[Fire.ATTACKER]) * luck // 1000
    return min(fire * int(world.rules[0].artillery.bombard_lethality) // 1000, int(battle.targets[1]))


@rule
def forget_forecast(forecast: Forecast) -> None:
    """Have nothing foreseen yet."""
    for result in range(len(forecast.results)):
        forecast.results[result] = 0
    forecast.broken_off = 0
    forecast.attackers_hit = 0
    forecast.defenders_hit = 0
    forecast.vehicles_hit = 0
    forecast.odds = 0


@rule
def suppress_stack(world: World, state: State, battle: Battle, thousandths: int) -> None:
    """Suppress the defenders if gun fire has hit enough of them, in thousandths of a man (6.6)."""
    if (
        thousandths * 1_000_000 < int(battle.targets[1]) * int(world.rules[0].artillery.suppress_from)
        or thousandths == 0
    ):
        return
    for i in range(int(battle.defenders)):
        if state.units[int(battle.defender[i])].status == Status.PRESENT:
            effects.suppress(state, int(battle.defender[i]))


@rule
def fire_bombardment(world: World, state: State, battle: Battle, luck: int) -> None:
    """Fire the mission in `battle` with this luck: men fall, all there are shaken in proportion (6.2)."""
    unit, target = int(battle.support[0]), int(battle.target)
    thousandths = men_shelled(world, battle, luck)
    effects.fire_mission(state, unit, target, 0)
    log.bombardment(state, unit=unit, target=target, fire=int(battle.value[Fire.ATTACKER]), luck=luck)
    before = int(battle.targets[1])
    spread_losses(world, state, battle.defender, int(battle.defenders), thousandths, before, 0)
    if before > 0:
        shock = thousandths * int(world.rules[0].artillery.bombard_shock) // before
        for i in range(int(battle.defenders)):
            if state.units[int(battle.defender[i])].status == Status.PRESENT:
                effects.shake(state, int(battle.defender[i]), shock)
    suppress_stack(world, state, battle, thousandths)
