"""Movement by time (rulebook 3): reach, paths, and the march itself.

What a step costs (ground, road, hexside, bridge, mobility class, day or night) is in `ways`. A turn is 48 quarter
points. The whole-map sweep for supply is in `supply`; retreats are in `aftermath`.
"""

from __future__ import annotations

from game.core._jit import rule
from game.core.dice import Purpose, draw
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, UNREACHED, Deny, Light, OrderKind, Reason, Status
from game.rules import effects
from game.rules.ice import try_ice
from game.rules.luck import is_without_luck
from game.rules.permissions import may_enter
from game.rules.rates import in_turn
from game.rules.scratch import Scratch, Search
from game.rules.stacking import enemy_in, fits
from game.rules.ways import bog_chance, break_chance, edge_cost, is_boat, may_stop
from game.rules.zones import in_enemy_zone
from game.scenario.world import State, World


@rule
def is_night(world: World, state: State) -> int:
    """Return 1 on turns whose light is the moon's or none (rulebook 2.2)."""
    if world.calendar[int(state.clock[0].turn)].light >= Light.MOONLIT:
        return 1
    return 0


@rule
def lift_left(world: World, state: State, crossing: int) -> int:
    """Return what the boats of a crossing can still carry this turn, in men's frontage (rulebook 3.5)."""
    row = world.crossings[crossing]
    lift = int(row.night) if is_night(world, state) == 1 else int(row.day)
    return lift - int(state.crossings[crossing])


@rule
def may_board(world: World, state: State, unit: int, hex_: int) -> int:
    """Return 1 if the unit is a boat, or the boats of a water hex are its own and have room for all of it."""
    if is_boat(world, unit) == 1:
        return 1
    crossing = int(world.hexes[hex_].crossing)
    if crossing == NOWHERE or world.crossings[crossing].side != world.units[unit].side:
        return 0
    if int(state.unit_figures[unit].frontage) > lift_left(world, state, crossing):
        return 0
    return 1


@rule
def points_to_march(state: State, unit: int) -> int:
    """Return the quarter points that a unit can still march this turn: none once it is pinned (rulebook 3.1, 3.6)."""
    row = state.units[unit]
    return int(row.mp_left) if row.pinned == 0 else 0


@rule
def step_cost(world: World, state: State, unit: int, hex_: int, direction: int, night: int) -> int:
    """Return the quarter points to enter the neighbour; leaving an enemy zone costs more (rulebook 3.6). 0: closed."""
    mobility = int(world.units[unit].mobility)
    cost = edge_cost(world, state.spans, mobility, night, hex_, direction)
    if cost > 0 and in_enemy_zone(state, hex_, int(world.units[unit].side)) == 1:
        cost += int(world.rules[0].movement.zone_leave)
    return min(cost, MOVEMENT_QUARTERS)


@rule
def soft_share(world: World, state: State, unit: int, hex_: int, direction: int, left: int) -> int:
    """Return what soft ground takes of the `left` quarter points on this step without luck: the mean (rulebook 3.3).

    0 with luck, which has the unit stick or not. Else it is the chance to stick as a share of all that is left, rounded
    down; nothing where there is no room. A step is never out of reach for it, and who arrives with more goes on with no
    less, so a search may settle hexes by cost.
    """
    if is_without_luck(world) == 0:
        return 0
    chance = bog_chance(world, state.spans, int(world.units[unit].mobility), hex_, direction)
    if chance == 0 or fits(world, state, unit, int(world.hexes[hex_].neighbour[direction])) == 0:
        return 0
    return max(0, left) * chance // 1000


@rule
def forget_reach(search: Search) -> None:
    """Clear what the last search found, and nothing else: most of the map was never touched."""
    for i in range(int(search.found[0])):
        search.cost[search.reached[i]] = UNREACHED
    search.found[0] = 0


@rule
def reach(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Find the cheapest cost for a unit to enter each hex this turn (rulebook 3.1-3.6).

    Fills `scratch.search`, costs in quarter points, the start included; returns the number of hexes reached. Water
    hexes are passed through, an end for boats alone; full stacks may be passed; an enemy zone ends the way. Without
    luck the cost holds what soft ground takes. Buckets by cost, each hex settled once.
    """
    forget_reach(scratch.search)
    start = int(state.units[unit].hex)
    if start == NOWHERE:
        return 0
    side = int(world.units[unit].side)
    budget = points_to_march(state, unit)
    # Taken out of the loops, `edge_cost` and `may_enter` in part: this is the most visited place of the program.
    cost, previous, reached = scratch.search.cost, scratch.search.previous, scratch.search.reached
    first, hexes, next_ = scratch.buckets.first, scratch.buckets.hexes, scratch.buckets.next
    mobility, night = int(world.units[unit].mobility), is_night(world, state)
    edges, denied = world.edges[mobility, night], state.denied[side, Deny.ENTER]
    leaving = int(world.rules[0].movement.zone_leave)
    for points in range(budget + 1):
        first[points] = NOWHERE
    cost[start] = 0
    previous[start] = NOWHERE
    hexes[0] = start
    next_[0] = NOWHERE
    first[0] = 0
    used = 1
    found = 0
    for points in range(budget + 1):
        head = int(first[points])
        while head != NOWHERE:
            here = int(hexes[head])
            head = int(next_[head])
            if cost[here] != points:  # a cheaper way was found after this entry was made
                continue
            reached[found] = here
            found += 1
            zone = in_enemy_zone(state, here, side)
            if points > 0 and zone == 1:
                continue
            for direction in range(6):
                number = int(edges[here, direction])
                step = number if number >= 0 else edge_cost(world, state.spans, mobility, night, here, direction)
                if step == 0:
                    continue
                there = int(world.hexes[here].neighbour[direction])
                total = points + min(step + zone * leaving, MOVEMENT_QUARTERS)
                if total > budget or total >= cost[there]:
                    continue
                if denied[there] == 1 or enemy_in(state, there, side) == 1:
                    continue
                total += soft_share(world, state, unit, here, direction, budget - total)
                if total >= cost[there] or (
                    world.hexes[there].water == 1 and may_board(world, state, unit, there) == 0
                ):
                    continue
                cost[there] = total
                previous[there] = here
                hexes[used] = there
                next_[used] = first[total]
                first[total] = used
                used += 1
    scratch.search.found[0] = found
    return found


@rule
def can_end(world: World, state: State, unit: int, hex_: int) -> int:
    """Return 1 if a unit may end its march in a hex: dry unless it is a boat, and with room in the stack."""
    if may_stop(world, unit, hex_) == 0:
        return 0
    return fits(world, state, unit, hex_)


@rule
def write_move(scratch: Scratch, unit: int, hex_: int) -> int:
    """Write the cheapest path of the last reach to a hex into `scratch.order`; returns its length, 0 if too long."""
    order = scratch.order[0]
    order.kind = OrderKind.MOVE
    order.count = 1
    order.units[0] = unit
    order.target = hex_
    length = 0
    here = hex_
    while scratch.search.previous[here] != NOWHERE:
        length += 1
        here = int(scratch.search.previous[here])
    order.length = length
    if length > len(order.path):
        order.length = 0
        return 0
    here = hex_
    for i in range(length):
        order.path[length - 1 - i] = here
        here = int(scratch.search.previous[here])
    return length


@rule
def direction_to(world: World, hex_: int, neighbour: int) -> int:
    """Return the hexside across which a neighbour lies, NOWHERE if it is none."""
    for direction in range(6):
        if world.hexes[hex_].neighbour[direction] == neighbour:
            return direction
    return NOWHERE


@rule
def check_move(world: World, state: State, scratch: Scratch) -> int:
    """Return the Reason why the move in `scratch.order` is not legal, or LEGAL (rulebook 3); writes nothing."""
    order = scratch.order[0]
    unit = int(order.units[0])
    row = state.units[unit]
    side = int(world.units[unit].side)
    if row.pinned == 1:
        return Reason.PINNED
    if order.length == 0:
        return Reason.PATH_BROKEN
    night = is_night(world, state)
    here = int(row.hex)
    spent = 0
    for i in range(int(order.length)):
        if i > 0 and in_enemy_zone(state, here, side) == 1:
            return Reason.ZONE_STOPS
        there = int(order.path[i])
        direction = direction_to(world, here, there)
        if direction == NOWHERE:
            return Reason.PATH_BROKEN
        step = step_cost(world, state, unit, here, direction, night)
        if step == 0:
            return Reason.CLOSED_GROUND
        if enemy_in(state, there, side) == 1:
            return Reason.ENEMY_THERE
        if may_enter(state, side, there) == 0:
            return Reason.FORBIDDEN_AREA
        if world.hexes[there].water == 1 and may_board(world, state, unit, there) == 0:
            return Reason.NO_BOATS
        spent += step
        spent += soft_share(world, state, unit, here, direction, int(row.mp_left) - spent)
        here = there
    scratch.shortfall[0].needs = spent
    scratch.shortfall[0].has = int(row.mp_left)
    if spent > int(row.mp_left):
        return Reason.TOO_FEW_POINTS
    if may_stop(world, unit, here) == 0:
        return Reason.ENDS_IN_WATER
    if fits(world, state, unit, here) == 0:
        return Reason.STACK_FULL
    return Reason.LEGAL


@rule
def bogs(world: World, state: State, unit: int, hex_: int, direction: int) -> int:
    """Return 1 if soft ground holds the unit on this step (rulebook 3.3). Nobody bogs down where there is no room."""
    if is_without_luck(world) == 1:
        return 0
    chance = bog_chance(world, state.spans, int(world.units[unit].mobility), hex_, direction)
    if chance == 0:
        return 0
    there = int(world.hexes[hex_].neighbour[direction])
    if fits(world, state, unit, there) == 0:
        return 0
    clock = state.clock[0]
    if draw(int(clock.seed), int(clock.turn), Purpose.BOG, unit, there, 0) % 1000 < chance:
        return 1
    return 0


@rule
def board(world: World, state: State, unit: int, crossing: int) -> None:
    """Go aboard: the boats are taken for this turn, and the landing costs cohesion (rulebook 3.5)."""
    effects.ferry(state, unit, crossing, int(state.unit_figures[unit].frontage))
    effects.shake(state, unit, int(world.crossings[crossing].disorder))


@rule
def goes_aboard(world: World, scratch: Scratch, step: int) -> int:
    """Return 1 if this step of the path is the first on the water that a crossing serves (rulebook 3.5)."""
    path = scratch.order[0].path
    crossing = int(world.hexes[int(path[step])].crossing)
    for i in range(step):
        before = world.hexes[int(path[i])]
        if before.water == 1 and before.crossing == crossing:
            return 0
    return 1


@rule
def resolve_move(world: World, state: State, scratch: Scratch) -> None:
    """March along the path of a legal order, hex by hex, until it ends or the ground holds the unit (rulebook 3.3).

    All of it may break through the ice on the way (3.10).
    """
    order = scratch.order[0]
    unit = int(order.units[0])
    night = is_night(world, state)
    before = int(state.units[unit].mp_left)
    effects.mark_moved(state, unit)
    here = int(state.units[unit].hex)
    for i in range(int(order.length)):
        there = int(order.path[i])
        direction = direction_to(world, here, there)
        effects.spend(state, unit, step_cost(world, state, unit, here, direction, night))
        left = int(state.units[unit].mp_left)
        effects.spend(state, unit, soft_share(world, state, unit, here, direction, left))
        bogged = bogs(world, state, unit, here, direction)
        chance = break_chance(world, state.spans, int(world.units[unit].mobility), here, direction)
        here = there
        if may_stop(world, unit, there) == 0:
            if goes_aboard(world, scratch, i) == 1:
                board(world, state, unit, int(world.hexes[there].crossing))
            continue
        effects.march(world, state, unit, there, before - int(state.units[unit].mp_left))
        if chance > 0:
            try_ice(world, state, unit, chance)
            if state.units[unit].status != Status.PRESENT:
                return
        if bogged == 1:
            effects.bog_down(state, unit)
            break
    if in_enemy_zone(state, int(state.units[unit].hex), int(world.units[unit].side)) == 1:
        effects.pin(state, unit)
    marched = before - int(state.units[unit].mp_left)
    effects.tire(state, unit, in_turn(state, int(world.rules[0].rest.march_fatigue), marched, MOVEMENT_QUARTERS))
