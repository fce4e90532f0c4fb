"""What an assault does to those who fought it (rulebook 5.5-5.8): losses, nerve, retreat, rout, surrender, advance."""

from __future__ import annotations

from game.core._jit import rule
from game.core.dice import Purpose
from game.core.terms import NOWHERE, Fire, Kind, Result, Status
from game.rules import effects
from game.rules.artillery import forget_forecast, suppress_stack, suppressing_share
from game.rules.breaching import opens_works
from game.rules.break_off import WHOLE, fought_share, result_with
from game.rules.combat import (
    armour_hit,
    men_hit,
    odds_of,
    prepare_assault,
)
from game.rules.effects import log
from game.rules.losses import bury, lose_soft, spread_losses
from game.rules.luck import EVEN_LUCK, luck_in_fight, run_of_luck
from game.rules.movement import direction_to
from game.rules.permissions import may_enter
from game.rules.rates import in_turn
from game.rules.scratch import Battle, Forecast, Scratch
from game.rules.stacking import enemy_in, fits
from game.rules.ways import edge_cost
from game.scenario.world import LUCK, SLOTS, State, World


@rule
def next_hex(world: World, state: State, unit: int, here: int, direction: int) -> int:
    """Return the hex that way if the beaten can go into it: by march, dry, allowed, no enemy there; else NOWHERE."""
    side = int(world.units[unit].side)
    there = int(world.hexes[here].neighbour[direction])
    if there == NOWHERE or world.hexes[there].water == 1 or enemy_in(state, there, side) == 1:
        return NOWHERE
    if edge_cost(world, state.spans, int(world.units[unit].mobility), 0, here, direction) == 0:
        return NOWHERE
    return there if may_enter(state, side, there) == 1 else NOWHERE


@rule
def way_out(world: World, state: State, unit: int, away_from: int) -> int:
    """Return the hex that a unit falls back to, NOWHERE if no way is open (5.7).

    Open is a hex that the unit can march into, that is dry and allowed, holds no enemy, has room, lies in no enemy zone
    unless a friend stands there, and is not farther from home than where the unit stands. The best is nearest to
    home, then farthest from the assaulted hex, then first clockwise.
    """
    row = state.units[unit]
    here = int(row.hex)
    side = int(world.units[unit].side)
    best = NOWHERE
    best_rank = 1 << 40
    for direction in range(6):
        there = next_hex(world, state, unit, here, direction)
        if there == NOWHERE or there == away_from or fits(world, state, unit, there) == 0:
            continue
        if world.home[side, there] > world.home[side, here]:
            continue
        if state.hex_figures[there].zone[1 - side] > 0 and state.hexes[there].top == NOWHERE:
            continue
        beside = 1 if direction_to(world, there, away_from) != NOWHERE else 0
        rank = int(world.home[side, there]) * 2 + beside
        if rank < best_rank:
            best = there
            best_rank = rank
    return best


@rule
def gap(world: World, state: State, unit: int) -> int:
    """Return the hex into which a unit with no way out breaks out, NOWHERE if the ring has no gap (5.7).

    It need not be safe, nor nearer home: a hex with room next to the unit; if there is none, one behind that. Of
    several it is the nearest to home, then first clockwise.
    """
    here = int(state.units[unit].hex)
    side = int(world.units[unit].side)
    best = NOWHERE
    for direction in range(6):
        there = next_hex(world, state, unit, here, direction)
        if there == NOWHERE or fits(world, state, unit, there) == 0:
            continue
        if best == NOWHERE or world.home[side, there] < world.home[side, best]:
            best = there
    if best != NOWHERE:
        return best
    for direction in range(6):
        between = next_hex(world, state, unit, here, direction)
        for onward in range(6 if between != NOWHERE else 0):
            there = next_hex(world, state, unit, between, onward)
            if there == NOWHERE or there == here or fits(world, state, unit, there) == 0:
                continue
            if best == NOWHERE or world.home[side, there] < world.home[side, best]:
                best = there
    return best


@rule
def leave_guns(world: World, state: State, battle: Battle, unit: int, result: int) -> None:
    """Let a beaten unit leave a share of its guns behind, those without armour (5.7)."""
    share = int(world.rules[0].assault.guns_left[result])
    left = 0
    for slot in range(SLOTS):
        count = int(state.units[unit].items[slot])
        item = world.equipment[int(world.units[unit].items[slot])]
        if count > 0 and item.kind == Kind.GUN and item.armour == 0:
            left += effects.carry_loss(world, state, unit, slot, count * share)
    if left > 0:
        battle.guns_left += left
        log.left_guns(state, unit=unit, guns=left)
        bury(world, state, unit)


@rule
def lay_down_arms(world: World, state: State, unit: int) -> None:
    """Surrender: all that is left is lost, the men as prisoners (5.7)."""
    effects.give_up(world, state, unit, 1)
    effects.surrender(world, state, unit)
    effects.recount(world, state, unit)


@rule
def break_out(world: World, state: State, battle: Battle, unit: int) -> None:
    """What is left after a last stand leaves the hex: through a gap in the ring, as prisoners, or dead (5.7)."""
    there = gap(world, state, unit)
    if there != NOWHERE:
        leave_guns(world, state, battle, unit, Result.ROUTED)
        if state.units[unit].status != Status.PRESENT:
            return
        effects.break_out(world, state, unit, there)
    elif world.units[unit].morale < world.rules[0].assault.no_surrender:
        lay_down_arms(world, state, unit)
    else:
        effects.give_up(world, state, unit, 0)
        bury(world, state, unit)


@rule
def no_way_out(world: World, state: State, unit: int, result: int) -> None:
    """A beaten unit with nowhere to go dies hard; a routed one lays down its arms, unless its kind never does (5.7)."""
    rules = world.rules[0].assault
    share = int(rules.no_way_losses)
    if result == Result.ROUTED and world.units[unit].morale >= rules.no_surrender:
        share = int(rules.last_stand_losses)
    elif result == Result.ROUTED:
        lay_down_arms(world, state, unit)
        return
    lose_soft(world, state, unit, int(state.unit_figures[unit].targets) * share // 1000)
    bury(world, state, unit)


@rule
def fall_back(world: World, state: State, battle: Battle, place: int, result: int) -> None:
    """Let a defender withdraw one or two hexes, or flee three, losing men on the way and what lies disabled (5.7).

    Whoever has no way out makes a last stand, and then leaves the hex all the same: a ring protects nobody.
    """
    unit = int(battle.defender[place])
    steps = result - Result.HELD
    effects.abandon(world, state, unit)
    share = int(world.rules[0].assault.retreat_losses[result])
    lose_soft(world, state, unit, int(state.unit_figures[unit].targets) * share // 1000)
    bury(world, state, unit)
    if state.units[unit].status != Status.PRESENT:
        return
    left = int(state.units[unit].hex)
    for step in range(steps):
        there = way_out(world, state, unit, left)
        if there == NOWHERE:
            if step == 0:
                battle.trapped += 1
                battle.cornered[place] = 1
                no_way_out(world, state, unit, result)
                if state.units[unit].status == Status.PRESENT:
                    break_out(world, state, battle, unit)
            break
        if step == 0:
            leave_guns(world, state, battle, unit, result)
            if state.units[unit].status != Status.PRESENT:
                return
        effects.retreat(world, state, unit, there)
    if result == Result.ROUTED and state.units[unit].status == Status.PRESENT:
        effects.rout(world, state, unit)


@rule
def shake_side(world: World, state: State, battle: Battle, defenders: int, lost: int, result: int) -> None:
    """Take cohesion from all of one side in the assault, for what it lost and for how it went (5.6)."""
    rules = world.rules[0]
    percent = lost * 100 // max(1, int(battle.targets[defenders]))
    by = percent * int(rules.assault.shaken_by_losses) // 100
    count = int(battle.defenders) if defenders == 1 else int(battle.attackers)
    by += int(rules.assault.defender_shaken[result]) if defenders == 1 else int(rules.assault.attacker_shaken[result])
    for i in range(count):
        unit = int(battle.defender[i]) if defenders == 1 else int(battle.attacker[i])
        if state.units[unit].status != Status.PRESENT:
            continue
        before = int(state.units[unit].cohesion)
        effects.shake(state, unit, by)
        if defenders == 1 and state.units[unit].cohesion == before:  # that it was in the fight is logged all the same
            log.shaken(state, unit=unit, before=before, after=before)
        rate = int(rules.rest.defence_fatigue) if defenders == 1 else int(rules.rest.attack_fatigue)
        effects.tire(state, unit, in_turn(state, rate, 1, 1))
        if defenders == 0 and state.units[unit].cohesion <= rules.rest.collapse:
            effects.rout(world, state, unit)


@rule
def move_losers(world: World, state: State, battle: Battle, result: int) -> None:
    """Let every defender do what the result says; one whose nerve is gone breaks whatever the result (5.6, 5.7)."""
    for i in range(int(battle.defenders)):
        unit = int(battle.defender[i])
        battle.cornered[i] = 0
        if state.units[unit].status != Status.PRESENT:
            if result >= Result.WITHDRAWN_ONE:
                effects.abandon(world, state, unit)
            continue
        own = Result.ROUTED if state.units[unit].cohesion <= world.rules[0].rest.collapse else result
        if own >= Result.WITHDRAWN_ONE:
            fall_back(world, state, battle, i, own)


@rule
def advance(world: World, state: State, scratch: Scratch) -> None:
    """Take the ground, unless ordered to hold: the first attackers named that can enter the empty hex do (5.8)."""
    battle = scratch.battle[0]
    target = int(battle.target)
    side = int(battle.side)
    if state.hexes[target].top != NOWHERE or scratch.order[0].holding == 1:
        return
    advanced = 0
    for i in range(int(battle.attackers)):
        unit = int(battle.attacker[i])
        row = state.units[unit]
        if advanced >= world.rules[0].assault.advance_units or row.status != Status.PRESENT or row.routed == 1:
            continue
        if may_enter(state, side, target) == 0 or fits(world, state, unit, target) == 0:
            continue
        effects.advance(world, state, unit, target)
        effects.pin(state, unit)
        advanced += 1


@rule
def spend_on_attack(world: World, state: State, battle: Battle) -> None:
    """Charge time and ammunition to everyone in the assault (5.1, 6.2, 6.3)."""
    target = int(battle.target)
    for i in range(int(battle.attackers)):
        unit = int(battle.attacker[i])
        effects.spend(state, unit, int(world.rules[0].assault.attack_time))
        effects.mark_attacked(state, unit)
    for i in range(int(battle.supports)):
        effects.fire_mission(state, int(battle.support[i]), target, 0)
    for i in range(int(battle.guns)):
        effects.fire_mission(state, int(battle.gun[i]), target, 1)


@rule
def fight_assault(world: World, state: State, scratch: Scratch, attacker_luck: int, defender_luck: int) -> int:
    """Fight the assault in `scratch.battle` with this luck on both sides, to its end (5.5-5.8); returns the Result.

    Nothing is drawn: all that follows from an assault follows from the position and these two numbers.
    """
    battle = scratch.battle[0]
    battle.trapped = 0
    battle.guns_left = 0
    first = int(battle.attacker[0])
    odds = odds_of(battle, attacker_luck, defender_luck)
    fought = fought_share(world, battle, odds, defender_luck)
    result = result_with(world, odds, fought)
    battle.fought = fought
    spend_on_attack(world, state, battle)
    effects.mark_assaulted(state, int(battle.target), int(battle.side))
    log.assault(
        state,
        unit=first,
        target=int(battle.target),
        odds=odds,
        attacker_luck=attacker_luck,
        defender_luck=defender_luck,
        result=result,
    )
    opener = opens_works(state, battle)
    if opener != NOWHERE:
        log.breached(state, unit=opener, target=int(battle.target))
    if fought < WHOLE:
        log.broken_off(state, unit=first, target=int(battle.target), fought=fought)
    attackers_lost = men_hit(world, battle, Fire.DEFENDER, defender_luck, 0) * fought // 1000
    defenders_lost = men_hit(world, battle, Fire.ATTACKER, attacker_luck, 1) * fought // 1000
    attackers, defenders = int(battle.attackers), int(battle.defenders)
    spread_losses(world, state, battle.attacker, attackers, attackers_lost, int(battle.targets[0]), 0)
    spread_losses(world, state, battle.defender, defenders, defenders_lost, int(battle.targets[1]), 0)
    hit = armour_hit(world, battle, Fire.DEFENDER_ON_ARMOUR, defender_luck, 0) * fought // 1000
    spread_losses(world, state, battle.attacker, attackers, hit, int(battle.armour[0]), 1)
    hit = armour_hit(world, battle, Fire.ATTACKER_ON_ARMOUR, attacker_luck, 1) * fought // 1000
    spread_losses(world, state, battle.defender, defenders, hit, int(battle.armour[1]), 1)
    suppress_stack(world, state, battle, defenders_lost * suppressing_share(world, state, battle) // 1000)
    shake_side(world, state, battle, 0, attackers_lost, result)
    shake_side(world, state, battle, 1, defenders_lost, result)
    move_losers(world, state, battle, result)
    advance(world, state, scratch)
    return result


@rule
def resolve_attack(world: World, state: State, scratch: Scratch) -> None:
    """Fight the assault in `scratch.order`, which is legal, with the luck drawn for it (rulebook 5)."""
    prepare_assault(world, state, scratch)
    battle = scratch.battle[0]
    first, target = int(battle.attacker[0]), int(battle.target)
    n = effects.next_draw(state)
    attacker_luck = luck_in_fight(world, state, Purpose.ATTACKER, first, target, n)
    defender_luck = luck_in_fight(world, state, Purpose.DEFENDER, first, target, n)
    fight_assault(world, state, scratch, attacker_luck, defender_luck)


@rule
def list_lucks(world: World, forecast: Forecast) -> None:
    """List each luck that a side may have once, and how many entries of the table it has."""
    forecast.lucks = 0
    for entry in range(LUCK):
        entries = run_of_luck(world, entry)
        if entries > 0:
            forecast.luck[int(forecast.lucks)] = world.rules[0].luck[entry]
            forecast.entries[int(forecast.lucks)] = entries
            forecast.lucks += 1


@rule
def forecast_attack(world: World, state: State, scratch: Scratch) -> None:
    """Work out the exact distribution of results of the assault in `scratch.order` by its fires alone (5.9).

    What commanders weigh: a small part of the work of `rehearsal`, which fights it out. Fills `scratch.forecast`; what
    a retreat costs comes on top.
    """
    prepare_assault(world, state, scratch)
    battle, forecast = scratch.battle[0], scratch.forecast[0]
    forget_forecast(forecast)
    list_lucks(world, forecast)
    for i in range(int(forecast.lucks)):
        luck, entries = int(forecast.luck[i]), int(forecast.entries[i])
        forecast.attacker_hits[i] = men_hit(world, battle, Fire.DEFENDER, luck, 0)
        forecast.defender_hits[i] = men_hit(world, battle, Fire.ATTACKER, luck, 1)
        forecast.vehicle_hits[i] = armour_hit(world, battle, Fire.DEFENDER_ON_ARMOUR, luck, 0)
    for i in range(int(forecast.lucks)):
        luck, entries = int(forecast.luck[i]), int(forecast.entries[i])
        for j in range(int(forecast.lucks)):
            pairs = entries * int(forecast.entries[j])
            odds = odds_of(battle, luck, int(forecast.luck[j]))
            fought = fought_share(world, battle, odds, int(forecast.luck[j]))
            forecast.results[result_with(world, odds, fought)] += pairs
            forecast.broken_off += pairs if fought < WHOLE else 0
            forecast.attackers_hit += pairs * (int(forecast.attacker_hits[j]) * fought // 1000)
            forecast.defenders_hit += pairs * (int(forecast.defender_hits[i]) * fought // 1000)
            forecast.vehicles_hit += pairs * (int(forecast.vehicle_hits[j]) * fought // 1000)
    forecast.odds = odds_of(battle, EVEN_LUCK, EVEN_LUCK)
