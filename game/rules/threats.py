"""What a side could do with its turn: the attack on each hex that it could put together, weighed by the rules (5.9).

Each hex is taken by itself, as if all that is asked about came against it: whoever can march next to it with time left
to assault does, the strongest first, as far as there is room, and every gun in range supports. The marches are made on
a copy of the state by the rules of marches, on firm ground; the fight is rehearsed like any other.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core._jit import entry, rule
from game.core.terms import NOWHERE, Kind, OrderKind, Reason, Role, Status, Tolerance
from game.rules import effects
from game.rules.artillery import check_guns, steps_between
from game.rules.combat import check_attack, check_fit, odds_of
from game.rules.luck import EVEN_LUCK
from game.rules.movement import check_move, direction_to, reach, resolve_move, write_move
from game.rules.permissions import may_enter
from game.rules.rehearsal import Rehearsal, new_rehearsal, put_back, rehearse_attack
from game.rules.scratch import MAX_UNITS, Scratch
from game.rules.stacking import enemy_in, fits, holds_boats
from game.rules.victory import points_of
from game.rules.ways import edge_cost, may_stop
from game.scenario.world import Records, State, World, record, records

HALF_ROUND: Final = 3
"""Hexsides from one to the opposite one."""

FAR: Final = 100
"""Steps of a march beyond which none is longer than another."""

THREAT = record(
    [
        ("hex", "<i4"),
        ("lost", "<i4"),  # in how many of the equally likely pairs of luck no defender is left in it
        ("odds", "<i4"),  # at even luck, hundredths
        ("points", "<i4"),  # by how many points the defenders' side would be worse off without the hex
        ("men", "<i8", (2,)),  # men that attackers and defenders lose, times the pairs of luck
        ("vehicles", "<i8", (2,)),  # likewise, lost or disabled
        ("attackers", "<i4"),
        ("guns", "<i4"),
        ("units", "<i2", (MAX_UNITS,)),  # attackers, the strongest first, then supporting guns
        ("posts", "<i4", (MAX_UNITS,)),  # the hex from which each attacker attacks
    ]
)
Threat = Any
"""A row of THREAT: the attack that may come on one hex."""


class Survey(NamedTuple):
    """Where attacks are put together and fought out. U units of the scenario."""

    ahead: State  # an equal copy, without a log
    rehearsal: Rehearsal  # whose spare state is another
    threats: Records  # (U,) THREAT
    asked: NDArray[np.int8]  # (U,) 1: may take part
    approaches: NDArray[np.int8]  # (U, U) hexsides over which a unit could assault a hex, a bit each; by place in list


def new_survey(world: World, state: State) -> Survey:
    """Return work space for the threats in a state, in which every unit may take part."""
    units, luck = len(world.units), world.rules[0].luck
    different = 1 + int(np.count_nonzero(np.diff(luck)))
    return Survey(
        ahead=state.copy(log_rows=0),
        rehearsal=new_rehearsal(world, state, different**2, 2 * MAX_UNITS),
        threats=records(THREAT, units),
        asked=np.ones(units, np.int8),
        approaches=np.zeros((units, units), np.int8),
    )


@rule
def begin(world: World, scratch: Scratch) -> None:
    """Have no hex listed, and none noted as changed."""
    scratch.near[0] = 0
    for hex_ in range(len(world.hexes)):
        scratch.counted[hex_] = NOWHERE
        scratch.nearness.open[hex_] = 0


@rule
def list_target(world: World, state: State, scratch: Scratch, survey: Survey, hex_: int, found: int) -> int:
    """List a hex as the next after `found` if the active side could assault it; returns how many there are then.

    `scratch.counted` has the place of each.
    """
    side = int(state.clock[0].active)
    if enemy_in(state, hex_, side) == 0 or holds_boats(world, state, hex_) == 1 or may_enter(state, side, hex_) == 0:
        return found
    scratch.counted[hex_] = found
    survey.threats[found].hex = hex_
    survey.threats[found].attackers = 0
    survey.threats[found].guns = 0
    return found + 1


@rule
def mark_approaches(world: World, state: State, scratch: Scratch, unit: int, approaches: NDArray[Any]) -> None:
    """Mark in (targets, U) `approaches` the hexsides, a bit each, over which a unit could assault (3.1, 5.1)."""
    left = int(state.units[unit].mp_left) - int(world.rules[0].assault.attack_time)
    mobility = int(world.units[unit].mobility)
    found = reach(world, state, scratch, unit)
    for i in range(found):
        here = int(scratch.search.reached[i])
        if scratch.search.cost[here] > left:
            return  # the nearest come first
        if i > 0 and may_stop(world, unit, here) == 0:
            continue
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            place = NOWHERE if there == NOWHERE else int(scratch.counted[there])
            if place != NOWHERE and edge_cost(world, state.spans, mobility, 0, here, direction) != 0:
                approaches[place, unit] |= 1 << (direction + HALF_ROUND) % 6


@rule
def strongest_of(state: State, approaches: NDArray[Any]) -> int:
    """Return the unit with most fire among those with a mark in (U,) `approaches`, NOWHERE without any."""
    best = NOWHERE
    for unit in range(len(approaches)):
        if approaches[unit] == 0:
            continue
        if best == NOWHERE or state.unit_figures[unit].fire > state.unit_figures[best].fire:
            best = unit
    return best


@rule
def sides_open(approaches: NDArray[Any]) -> int:
    """Return the hexsides, a bit each, over which anybody with a mark in (U,) `approaches` could assault."""
    sides = 0
    for unit in range(len(approaches)):
        sides |= int(approaches[unit])
    return sides


@rule
def sides_taken(world: World, threat: Threat) -> int:
    """Return the hexsides, a bit each, over which somebody attacks already."""
    sides = 0
    for i in range(int(threat.attackers)):
        sides |= 1 << direction_to(world, int(threat.hex), int(threat.posts[i]))
    return sides


@rule
def farthest_round(direction: int, sides: int) -> int:
    """Return how far round the hex the farthest of some hexsides lies from one (5.4)."""
    farthest = 0
    for other in range(6):
        if (sides >> other) & 1 == 1:
            apart = abs(other - direction)
            farthest = max(farthest, min(apart, 6 - apart))
    return farthest


@rule
def post_of(world: World, state: State, threat: Threat, unit: int, sides: int, others: int) -> int:
    """Return the hex from which a unit attacks: where it stands; else over the best hexside where there is room.

    The best is the one over which the fire tells most: that shields the hex least, and lies far round from one of the
    `others` (5.4), which are those already taken, or else those of whoever comes after. Of several it is the nearest.
    """
    best = NOWHERE
    best_rank = -FAR
    for direction in range(6):
        if (sides >> direction) & 1 == 0:
            continue
        here = int(world.hexes[int(threat.hex)].neighbour[direction])
        if here == state.units[unit].hex:
            return here
        if fits(world, state, unit, here) == 0:
            continue
        across = int(world.hexes[here].across[(direction + HALF_ROUND) % 6])
        fire = across * int(world.rules[0].assault.direction[farthest_round(direction, others)]) // 1000
        rank = fire * FAR - min(FAR, steps_between(world, int(state.units[unit].hex), here))
        if rank > best_rank:
            best = here
            best_rank = rank
    return best


@rule
def note_changed(world: World, scratch: Scratch, hex_: int) -> None:
    """Note a hex, and those beside it, as no longer what they are in the state: in `scratch.nearness`."""
    for direction in range(-1, 6):
        there = hex_ if direction < 0 else int(world.hexes[hex_].neighbour[direction])
        if there != NOWHERE and scratch.nearness.open[there] == 0:
            scratch.nearness.open[there] = 1
            scratch.nearness.hexes[int(scratch.near[0])] = there
            scratch.near[0] += 1


@rule
def make_equal(state: State, other: State, scratch: Scratch) -> None:
    """Make the hexes that have been noted, and the units in them, what they are in the state."""
    for i in range(int(scratch.near[0])):
        hex_ = int(scratch.nearness.hexes[i])
        effects.copy_hex(state, other, hex_)
        unit = int(state.hexes[hex_].top)
        while unit != NOWHERE:
            effects.copy_unit(state, other, unit)
            unit = int(state.units[unit].below)
    effects.copy_sides(state, other)
    effects.copy_crossings(state, other)


@rule
def forget_changed(scratch: Scratch) -> None:
    """Have no hex noted as changed."""
    for i in range(int(scratch.near[0])):
        scratch.nearness.open[int(scratch.nearness.hexes[i])] = 0
    scratch.near[0] = 0


@rule
def come_up(world: World, ahead: State, scratch: Scratch, unit: int, post: int) -> int:
    """March a unit to where it attacks from, by the rules; returns 1 if it is there and may assault."""
    if ahead.units[unit].hex != post:
        reach(world, ahead, scratch, unit)
        if write_move(scratch, unit, post) == 0 or check_move(world, ahead, scratch) != Reason.LEGAL:
            return 0
        note_changed(world, scratch, int(ahead.units[unit].hex))
        for i in range(int(scratch.order[0].length)):
            note_changed(world, scratch, int(scratch.order[0].path[i]))
        resolve_move(world, ahead, scratch)
    return 1 if ahead.units[unit].hex == post and check_fit(world, ahead, unit) == Reason.LEGAL else 0


@rule
def name_guns(world: World, survey: Survey, threat: Threat) -> None:
    """Add the guns that could support the attack from where they stand, in the order of battle (6.1)."""
    ahead = survey.ahead
    side = int(ahead.clock[0].active)
    for unit in range(len(world.units)):
        if threat.attackers + threat.guns >= MAX_UNITS:
            return
        if world.units[unit].side != side or ahead.units[unit].status != Status.PRESENT or survey.asked[unit] == 0:
            continue
        if check_guns(world, ahead, unit, int(threat.hex)) == Reason.LEGAL:
            threat.units[int(threat.attackers) + int(threat.guns)] = unit
            threat.guns += 1


@rule
def put_together(world: World, ahead: State, scratch: Scratch, threat: Threat, approaches: NDArray[Any]) -> None:
    """March up all who could attack the hex together, the strongest first, and name them; uses up the marks."""
    frontage = 0
    for _ in range(len(world.units)):
        unit = strongest_of(ahead, approaches)
        if unit == NOWHERE:
            break
        sides = int(approaches[unit])
        approaches[unit] = 0
        wide = int(ahead.unit_figures[unit].frontage)
        if threat.attackers >= MAX_UNITS:
            continue
        if threat.attackers > 0 and frontage + wide > world.rules[0].assault.assault_limit:
            continue
        others = sides_taken(world, threat) if threat.attackers > 0 else sides_open(approaches)
        post = post_of(world, ahead, threat, unit, sides, others)
        if post != NOWHERE and come_up(world, ahead, scratch, unit, post) == 1:
            threat.units[int(threat.attackers)] = unit
            threat.posts[int(threat.attackers)] = post
            threat.attackers += 1
            frontage += wide


@rule
def write_attack(scratch: Scratch, threat: Threat) -> None:
    """Write the attack into `scratch.order`: whatever it costs, and the ground is taken."""
    order = scratch.order[0]
    order.kind = OrderKind.ATTACK
    order.target = threat.hex
    order.holding = 0
    order.tolerance = Tolerance.IGNORE
    order.count = threat.attackers + threat.guns
    for i in range(int(order.count)):
        order.units[i] = threat.units[i]


@rule
def points_at_stake(world: World, ahead: State, threat: Threat) -> int:
    """Return by how many points the defenders' side is worse off once the hex is the attackers' (10.2)."""
    side = int(ahead.clock[0].active)
    before = points_of(world, ahead, 1 - side) - points_of(world, ahead, side)
    effects.own(ahead, int(threat.hex), side, NOWHERE)
    return before - points_of(world, ahead, 1 - side) + points_of(world, ahead, side)


@rule
def add_up(rehearsal: Rehearsal, ways: int, threat: Threat) -> None:
    """Add up the ways in which the attack may go."""
    threat.lost = 0
    for group in range(2):
        threat.men[group] = 0
        threat.vehicles[group] = 0
    for i in range(ways):
        way = rehearsal.ways[i]
        threat.lost += way.weight * way.emptied
        for group in range(2):
            threat.men[group] += int(way.weight) * int(way.losses[group, Kind.MEN])
            for kind in (Kind.TANK, Kind.VEHICLE):
                threat.vehicles[group] += int(way.weight) * int(way.losses[group, kind])


@rule
def weigh(world: World, scratch: Scratch, survey: Survey, threat: Threat) -> None:
    """Fight the attack out with every luck, and add up (5.9); none is left of one that is not legal."""
    ahead, rehearsal = survey.ahead, survey.rehearsal
    if threat.attackers == 0:
        return
    write_attack(scratch, threat)
    if check_attack(world, ahead, scratch) != Reason.LEGAL:
        threat.attackers = 0
        return
    note_changed(world, scratch, int(threat.hex))
    make_equal(ahead, rehearsal.spare, scratch)
    ways = rehearse_attack(world, ahead, scratch, rehearsal)
    put_back(ahead, rehearsal)
    for i in range(int(rehearsal.counts[0])):
        rehearsal.marks[int(rehearsal.hexes[i])] = 0
    threat.odds = odds_of(scratch.battle[0], EVEN_LUCK, EVEN_LUCK)
    add_up(rehearsal, ways, threat)
    threat.points = points_at_stake(world, ahead, threat)


@rule
def put_all_together(world: World, state: State, scratch: Scratch, survey: Survey, found: int) -> None:
    """Put together and weigh the attack on each hex that is listed, by the units that are asked about."""
    side = int(state.clock[0].active)
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side != side or world.units[unit].role == Role.ARTILLERY:
            continue
        if survey.asked[unit] == 1 and check_fit(world, state, unit) == Reason.LEGAL:
            mark_approaches(world, state, scratch, unit, survey.approaches)
    for place in range(found):
        threat = survey.threats[place]
        put_together(world, survey.ahead, scratch, threat, survey.approaches[place])
        name_guns(world, survey, threat)
        weigh(world, scratch, survey, threat)
        make_equal(state, survey.rehearsal.spare, scratch)
        make_equal(state, survey.ahead, scratch)
        forget_changed(scratch)


@entry
def find_threats(world: World, state: State, scratch: Scratch, survey: Survey) -> int:
    """Fill `survey.threats` with the attacks that the active side could make now; returns how many hexes (5.9).

    Hexes that nobody can attack are among those found, without attackers.
    """
    begin(world, scratch)
    found = 0
    for hex_ in range(len(world.hexes)):
        found = list_target(world, state, scratch, survey, hex_, found)
    put_all_together(world, state, scratch, survey, found)
    return found


@entry
def find_threat_to(world: World, state: State, scratch: Scratch, survey: Survey, hex_: int) -> int:
    """As `find_threats`, for one hex."""
    begin(world, scratch)
    found = list_target(world, state, scratch, survey, hex_, 0)
    put_all_together(world, state, scratch, survey, found)
    return found
