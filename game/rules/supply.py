"""Supply (rulebook 4): the trace from the sources, the level of every unit, and the ammunition of the guns.

Distance is what it costs to carry a load, in tens of metres of open ground (`ways`): roads are short,
marsh is long, boats are slow. Enemy units and their zones cut the way; a zone does not where a friend stands in it.
"""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, UNREACHED, Status, Supply
from game.rules import buckets, effects
from game.rules.scratch import Scratch
from game.rules.stacking import enemy_in, side_in
from game.rules.ways import are_ways_changed, carry_distance, is_boat
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World


@rule
def cuts(state: State, side: int, hex_: int) -> int:
    """Return 1 if the enemy lets no supply of a side pass a hex: he is in it, or in his zone and no friend is there."""
    if side_in(state, hex_) == side:
        return 0
    return 1 if enemy_in(state, hex_, side) == 1 or in_enemy_zone(state, hex_, side) == 1 else 0


@rule
def carries(world: World, state: State, side: int, hex_: int) -> int:
    """Return 1 if supply of a side may pass a hex: the enemy does not cut it, and on water it has boats of its own."""
    if cuts(state, side, hex_) == 1:
        return 0
    if world.hexes[hex_].water == 0:
        return 1
    crossing = int(world.hexes[hex_].crossing)
    return 1 if crossing != NOWHERE and world.crossings[crossing].side == side else 0


@rule
def trace(world: World, state: State, scratch: Scratch, side: int) -> None:
    """Measure the supply distance of every hex for one side (rulebook 4.1).

    Fills `scratch.supply` for the side: distances in tens of metres, UNREACHED where cut off or beyond the longest
    line. Whose way home is open is as far from it as ever; another way is searched for those behind the enemy alone.
    """
    behind = keep_open_ways(world, state, scratch, side)
    nearest, used = enter_behind(world, state, scratch, side, behind)
    go_round(world, state, scratch, side, nearest, used)


@rule
def keep_open_ways(world: World, state: State, scratch: Scratch, side: int) -> int:
    """Measure the hexes that supply comes to by the way of the start; returns how many others it may yet come to.

    They are listed in `scratch.supply.behind`. With other bridges or ground than at the start those are all but the
    sources.
    """
    distance, line = scratch.supply.distance[side], scratch.supply.line[side]
    longest = int(world.rules[0].supply.supply_low)
    other_ways = are_ways_changed(world, state.spans)
    behind = 0
    for place in range(len(distance)):
        way = world.ways_home[side, place]
        here, onward = int(way.hex), int(way.next)
        distance[here] = UNREACHED
        if way.distance > longest and other_ways == 0:
            continue
        if cuts(state, side, here) == 1 or (other_ways == 1 and carries(world, state, side, here) == 0):
            continue
        if way.distance == 0 or (other_ways == 0 and distance[onward] != UNREACHED):
            distance[here] = way.distance
            line[here] = onward
        else:
            scratch.supply.behind[behind] = here
            behind += 1
    return behind


@rule
def enter_behind(world: World, state: State, scratch: Scratch, side: int, behind: int) -> tuple[int, int]:
    """Let those of the hexes behind the enemy wait that are next to one with supply.

    Returns the shortest distance of them, and their number.
    """
    distance, line = scratch.supply.distance[side], scratch.supply.line[side]
    longest = int(world.rules[0].supply.supply_low)
    buckets.empty(scratch.buckets, longest)
    nearest = UNREACHED
    used = 0
    for place in range(behind):
        here = int(scratch.supply.behind[place])
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            if there == NOWHERE or distance[there] != world.home[side, there]:
                continue
            step = carry_distance(world, state.spans, there, (direction + 3) % 6)
            total = int(distance[there]) + step
            if step > 0 and total <= longest and total < distance[here]:
                distance[here] = total
                line[here] = there
        if distance[here] != UNREACHED:
            nearest = min(nearest, int(distance[here]))
            buckets.put(scratch.buckets, used, here, int(distance[here]))
            used += 1
    return nearest, used


@rule
def go_round(world: World, state: State, scratch: Scratch, side: int, nearest: int, used: int) -> None:
    """Go on from the hexes that wait to all that supply comes to from there, nearest first."""
    distance, line = scratch.supply.distance[side], scratch.supply.line[side]
    waiting = scratch.buckets
    longest = int(world.rules[0].supply.supply_low)
    open_entries = used
    far = nearest
    while open_entries > 0:
        head = buckets.take_all(waiting, far)
        while head != NOWHERE:
            here = int(waiting.hexes[head])
            head = int(waiting.next[head])
            open_entries -= 1
            if distance[here] != far:  # a shorter way was found after this entry was made
                continue
            for direction in range(6):
                step = carry_distance(world, state.spans, here, direction)
                if step == 0:
                    continue
                there = int(world.hexes[here].neighbour[direction])
                total = far + step
                if total >= distance[there] or total > longest or carries(world, state, side, there) == 0:
                    continue
                distance[there] = total
                line[there] = here
                buckets.put(waiting, used, there, total)
                used += 1
                open_entries += 1
        far += 1


@rule
def distance_of(world: World, state: State, scratch: Scratch, unit: int, side: int) -> int:
    """Return the supply distance of a unit; boats are supplied from the bank beside them that is nearest (3.8, 4.1)."""
    here = int(state.units[unit].hex)
    distance = int(scratch.supply.distance[side, here])
    if is_boat(world, unit) == 1:
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            if there != NOWHERE:
                distance = min(distance, int(scratch.supply.distance[side, there]))
    return distance


@rule
def level_of(world: World, distance: int, stock: int, most: int) -> int:
    """Return the Supply level of a unit at this distance that carries `stock` of `most` turns (rulebook 4.2)."""
    rules = world.rules[0].supply
    if distance <= rules.supply_full:
        return Supply.FULL
    if distance <= rules.supply_strained:
        return Supply.STRAINED
    if distance <= rules.supply_low:
        return Supply.LOW
    if stock * 2 > most:
        return Supply.STRAINED
    if stock > 0:
        return Supply.LOW
    return Supply.NONE


@rule
def supply_units(world: World, state: State, scratch: Scratch, side: int, turns: int) -> None:
    """Set level and stock of every unit of a side for the coming turn; guns in supply draw ammunition (4.2, 4.3).

    `turns` have passed since the last time: one, or none at the set-up, when nobody has lived on his stock yet and no
    ammunition has come.
    """
    trace(world, state, scratch, side)
    rules = world.rules[0].supply
    for unit in range(len(world.units)):
        row = state.units[unit]
        if row.status != Status.PRESENT or world.units[unit].side != side:
            continue
        most = int(world.units[unit].stock)
        distance = distance_of(world, state, scratch, unit, side)
        stock = int(row.stock)
        if distance > rules.supply_low:
            stock = max(0, stock - turns)
        elif distance <= rules.supply_strained:
            stock = most
        level = level_of(world, distance, stock, most)
        effects.set_supply(state, unit, distance, level, stock)
        wanted = min(int(world.units[unit].missions) - int(row.missions), turns * int(rules.refill))
        wanted = min(wanted, int(state.sides[side].depot))
        if wanted > 0 and distance <= rules.supply_strained:
            effects.draw_ammunition(state, unit, side, wanted)
