"""The obvious versions of what is clever in the rules: slow, short, from the words of the rulebook.

Nothing here calls a rule. Hexes and units are rows, costs are plain numbers in dictionaries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any

from game.core.hexes import distance
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Deny, Light, Result, Role, Status, Supply
from game.scenario.world import State, World


def stack(state: State, hex_: int) -> list[int]:
    """The units in a hex."""
    return [
        u for u in range(len(state.units)) if state.units[u].status == Status.PRESENT and state.units[u].hex == hex_
    ]


def has_zone(world: World, state: State, unit: int) -> bool:
    """3.6: a unit with enough men that is not broken."""
    row = state.units[unit]
    figures = state.unit_figures[unit]
    least = world.rules[0].movement.zone_frontage
    return bool(row.status == Status.PRESENT and not row.routed and figures.frontage >= least)


def zone_of(world: World, state: State, side: int) -> set[int]:
    """3.6: all hexes that a side controls."""
    held: set[int] = set()
    for unit in range(len(world.units)):
        if world.units[unit].side == side and has_zone(world, state, unit):
            here = int(state.units[unit].hex)
            held.add(here)
            held |= {int(n) for n in world.hexes[here].neighbour if n != NOWHERE and not world.hexes[int(n)].water}
    return held


def is_night(world: World, state: State) -> bool:
    return bool(world.calendar[int(state.clock[0].turn)].light in {Light.MOONLIT, Light.DARK})


def denied(world: World, state: State, side: int, hex_: int, kind: Deny) -> bool:
    turn = int(state.clock[0].turn)
    return any(
        fixed.side == side and fixed.deny == kind and ban.first <= turn <= ban.last and world.areas[fixed.area, hex_]
        for fixed, ban in zip(world.permissions, state.permissions, strict=True)
    )


# --- ways (3.2, 3.3, 4.1) -------------------------------------------------------------------------------------------


def spans(world: World, state: State, number: int) -> list[Any]:
    """What each of the bridges over a hexside makes of it, from the number in its place in a table of ways.

    A step without bridges into ground that changes has one as well, of no bridge (3.9).
    """
    row = -1 - number
    found = []
    while row != NOWHERE:
        found.append(world.spans[world.calendar[int(state.clock[0].turn)].ground, row])
        row = int(found[-1].other)
    return found


def stands(state: State, span: Any) -> bool:
    """3.2: whether it is of a bridge, and that one stands."""
    return bool(span.bridge != NOWHERE and state.bridges[span.bridge])


def step_cost(world: World, state: State, mobility: int, night: int, hex_: int, direction: int) -> int:
    """3.2: by the ground, or over the best bridge that stands and takes the class."""
    number = int(world.edges[mobility, night, hex_, direction])
    if number >= 0:
        return number
    found = spans(world, state, number)
    costs = [int(span.cost[mobility, night]) for span in found if stands(state, span)]
    return min(filter(None, costs), default=int(found[0].bare_cost[mobility, night]))


def bog(world: World, state: State, mobility: int, hex_: int, direction: int) -> int:
    """3.3: the chance to stick, which a road spares as long as it is whole."""
    number = int(world.bog[mobility, hex_, direction])
    if number >= 0:
        return number
    found = spans(world, state, number)
    whole = [span for span in found if stands(state, span) and span.cost[mobility, 0]]
    return int(whole[0].bog[mobility] if whole else found[0].bare_bog[mobility])


def carry(world: World, state: State, hex_: int, direction: int) -> int:
    """4.1: how far a load is carried to the neighbour."""
    number = int(world.hexes[hex_].carry[direction])
    if number >= 0:
        return number
    found = spans(world, state, number)
    over = [int(span.carry) for span in found if stands(state, span)]
    return min(filter(None, over), default=int(found[0].bare_carry))


# --- movement (3) ---------------------------------------------------------------------------------------------------


def steps_from(world: World, hex_: int) -> Iterator[tuple[int, int]]:
    """Direction and neighbour."""
    for direction, there in enumerate(world.hexes[hex_].neighbour.tolist()):
        if there != NOWHERE:
            yield direction, there


def boards_there(world: World, state: State, unit: int, hex_: int) -> bool:
    """3.5: own boats, with room for the whole unit."""
    crossing = int(world.hexes[hex_].crossing)
    if crossing == NOWHERE or world.crossings[crossing].side != world.units[unit].side:
        return False
    row = world.crossings[crossing]
    lift = int(row.night if is_night(world, state) else row.day)
    return bool(state.unit_figures[unit].frontage <= lift - int(state.crossings[crossing]))


def has_room(world: World, state: State, unit: int, hex_: int) -> bool:
    """3.4: for the unit in the stack that stands there."""
    there, rules = stack(state, hex_), world.rules[0]
    load = sum(int(state.unit_figures[other].frontage) for other in there) + int(state.unit_figures[unit].frontage)
    return not there or (load <= rules.movement.stack_limit and len(there) < rules.movement.stack_units)


def reach(world: World, state: State, unit: int) -> dict[int, int]:
    """3.1-3.6: the cheapest cost to enter each hex, by Dijkstra with a heap."""
    row = state.units[unit]
    if row.status != Status.PRESENT:
        return {}
    side, mobility = int(world.units[unit].side), int(world.units[unit].mobility)
    budget = 0 if row.pinned else int(row.mp_left)
    zone, night = zone_of(world, state, 1 - side), int(is_night(world, state))
    enemies = {int(state.units[u].hex) for u in range(len(world.units)) if world.units[u].side != side}
    start = int(row.hex)
    best = {start: 0}
    queue = [(0, start)]
    while queue:
        cost, here = heappop(queue)
        if cost > best[here] or (here != start and here in zone):
            continue
        for direction, there in steps_from(world, here):
            step = step_cost(world, state, mobility, night, here, direction)
            if step == 0 or there in enemies or denied(world, state, side, there, Deny.ENTER):
                continue
            if world.hexes[there].water and not boards_there(world, state, unit, there):
                continue
            step = min(MOVEMENT_QUARTERS, step + (int(world.rules[0].movement.zone_leave) if here in zone else 0))
            total = cost + step
            if world.frame[0].without_luck and total <= budget and has_room(world, state, unit, there):
                total += (budget - total) * bog(world, state, mobility, here, direction) // 1000
            if total <= budget and total < best.get(there, MOVEMENT_QUARTERS + 1):
                best[there] = total
                heappush(queue, (total, there))
    return best


# --- supply (4.1) ---------------------------------------------------------------------------------------------------


def supply(world: World, state: State, side: int) -> dict[int, int]:
    """4.1: the distance of every hex that supply reaches: each hex is lowered until nothing changes any more."""
    zone = zone_of(world, state, 1 - side)
    present = [unit for unit in range(len(world.units)) if state.units[unit].status == Status.PRESENT]
    side_in = {int(state.units[unit].hex): int(world.units[unit].side) for unit in present}

    def passes(hex_: int) -> bool:
        if hex_ in side_in:
            return side_in[hex_] == side
        crossing = int(world.hexes[hex_].crossing)
        boats = crossing != NOWHERE and world.crossings[crossing].side == side
        return hex_ not in zone and bool(boats or not world.hexes[hex_].water)

    open_ = {hex_ for hex_ in range(len(world.hexes)) if passes(hex_)}
    far = {hex_: 0 for hex_ in open_ if world.sources[side, hex_]}
    longest = world.rules[0].supply.supply_low
    changed = set(far)
    while changed:
        lowered = set()
        for here in changed:
            for direction, there in steps_from(world, here):
                step = carry(world, state, here, direction)
                total = far[here] + step
                if step and there in open_ and total <= longest and total < far.get(there, total + 1):
                    far[there] = total
                    lowered.add(there)
        changed = lowered
    return far


# --- ground (10.1) --------------------------------------------------------------------------------------------------


def ground(world: World, state: State, side: int) -> set[int]:
    """10.1: the hexes that pass to a side at the end of its turn, or stay with it: empty, dry, in its zones alone."""
    alone = zone_of(world, state, side) - zone_of(world, state, 1 - side)
    return {
        hex_
        for hex_ in alone
        if not stack(state, hex_) and not world.hexes[hex_].water and not denied(world, state, side, hex_, Deny.ENTER)
    }


def nearest(world: World, state: State) -> dict[int, set[int]]:
    """10.1: which sides are nearest to the hexes within reach: a ring at a time, where it is dry and open to them."""
    near: dict[int, set[int]] = {}
    for unit in range(len(world.units)):
        if has_zone(world, state, unit):
            near.setdefault(int(state.units[unit].hex), set()).add(int(world.units[unit].side))
    zones = [zone_of(world, state, side) for side in range(2)]
    for _ in range(int(world.rules[0].ground.ground_reach) // int(world.frame[0].hex_size)):
        ring: dict[int, set[int]] = {}
        for here, sides in near.items():
            for there in map(int, world.hexes[here].neighbour):
                if there == NOWHERE or there in near or world.hexes[there].water:
                    continue
                for side in sides:
                    if there not in zones[1 - side] and not denied(world, state, side, there, Deny.ENTER):
                        ring.setdefault(there, set()).add(side)
        near |= ring
    return near


def near_ground(world: World, state: State) -> dict[int, int]:
    """10.1: the hexes that pass to the side nearest to them at the end of a turn, or stay with it."""
    zones = [zone_of(world, state, side) for side in range(2)]
    alone = {hex_: next(iter(sides)) for hex_, sides in nearest(world, state).items() if len(sides) == 1}
    return {hex_: side for hex_, side in alone.items() if not stack(state, hex_) and hex_ not in zones[1 - side]}


# --- assaults (5) ---------------------------------------------------------------------------------------------------


def items(world: World, state: State, unit: int) -> list[tuple[int, Any]]:
    """Number and kind of the items of a unit."""
    slots = zip(world.units[unit]["items"].tolist(), state.units[unit]["items"].tolist(), strict=True)
    return [(count, world.equipment[item]) for item, count in slots if item != NOWHERE and count > 0]


def soft(world: World, state: State, units: list[int]) -> int:
    return sum(count * int(item.soft) for unit in units for count, item in items(world, state, unit))


def exposed(world: World, state: State, units: list[int]) -> int:
    return sum(
        count * int(item.crew) * int(item.exposure)
        for unit in units
        for count, item in items(world, state, unit)
        if item.armour == 0
    )


def vehicles(world: World, state: State, units: list[int]) -> list[tuple[int, Any]]:
    return [(count, item) for unit in units for count, item in items(world, state, unit) if item.armour > 0]


def metres(world: World, a: int, b: int) -> int:
    first, second = world.hexes[a], world.hexes[b]
    steps = distance(int(first.column), int(first.row), int(second.column), int(second.row))
    return steps * int(world.frame[0].hex_size)


def indirect(world: World, state: State, unit: int, target: int) -> int:
    """6.1: fire of the guns that reach."""
    far = metres(world, int(state.units[unit].hex), target)
    return sum(
        count * int(item.soft) for count, item in items(world, state, unit) if item.indirect and item.range >= far
    )


def mean(pairs: list[tuple[int, int]], nothing: int = 1000) -> int:
    """Weighted mean of (weight, value), rounded down."""
    weight = sum(weight for weight, _ in pairs)
    return sum(weight * value for weight, value in pairs) // weight if weight else nothing


def troop_terms(world: World, state: State, units: list[int]) -> list[int]:
    """5.3: quality, cohesion, fatigue, supply."""
    rules = world.rules[0].assault
    floor = int(rules.cohesion_floor)
    weights = [soft(world, state, [unit]) for unit in units]
    values = [
        [int(world.units[unit].quality) for unit in units],
        [floor + (1000 - floor) * int(state.units[unit].cohesion) // 100 for unit in units],
        [1000 - int(rules.fatigue_drag) * int(state.units[unit].fatigue) // 100 for unit in units],
        [int(rules.supply_fire[int(state.units[unit].supply)]) for unit in units],
    ]
    return [mean(list(zip(weights, value, strict=True))) for value in values]


def answering(world: World, state: State, side: int, target: int) -> list[int]:
    """6.3: the guns that fire in defence."""
    rules = world.rules[0].artillery
    found = [
        unit
        for unit in range(len(world.units))
        if world.units[unit].side == side
        and world.units[unit].role == Role.ARTILLERY
        and state.units[unit].status == Status.PRESENT
        and state.units[unit].hex != target
        and not state.units[unit].routed
        and state.units[unit].missions > 0
        and state.units[unit].supply != Supply.NONE
        and state.units[unit].defended < rules.defensive_missions
        and indirect(world, state, unit, target) > 0
    ]
    return found[: int(rules.defensive_guns)]


def product(base: int, terms: list[int]) -> int:
    for term in terms:
        base = base * term // 1000
    return base


def hard(world: World, state: State, units: list[int], armour: int, *, close: bool) -> int:
    """5.2: fire on armour."""
    fire = 0
    for unit in units:
        for count, item in items(world, state, unit):
            if item.penetration >= armour:
                fire += count * int(item.hard)
            elif 2 * item.penetration >= armour:
                fire += count * int(item.hard) * int(world.rules[0].assault.thick_armour) // 1000
            fire += count * int(item.close) if close else 0
    return fire


def thickness(world: World, state: State, units: list[int]) -> int:
    found = vehicles(world, state, units)
    return sum(count * int(item.armour) for count, item in found) // sum(count for count, _ in found)


def shown(world: World, state: State, units: list[int]) -> int:
    """5.5: how well they can be hit, by their number."""
    rules = world.rules[0].assault
    men = exposed(world, state, units) // 1000 + 10 * sum(count for count, _ in vehicles(world, state, units))
    if men < rules.sparse_targets:
        return men * 1000 // int(rules.sparse_targets)
    beyond = max(0, men - int(rules.dense_targets))
    return min(int(rules.dense_most), 1000 + beyond * int(rules.dense_gain) // int(rules.dense_targets))


def resolve(world: World, state: State, defenders: list[int]) -> int:
    """5.6: the morale of the defenders by their men, and more of it in a deep hex."""
    begins, more = world.rules[0].assault.depth.tolist()
    beyond = max(0, int(world.frame[0].hex_size) - begins)
    men = [exposed(world, state, [unit]) for unit in defenders]
    if not sum(men):
        return 1000
    morale = mean([(number, int(world.units[unit].morale)) for number, unit in zip(men, defenders, strict=True)])
    return max(1, morale * (1000 + beyond * more // 1000) // 1000)


def cut_off(world: World, state: State, unit: int) -> int:
    """5.4: what those lose of their works to whom no supply comes, in thousandths."""
    row = state.units[unit]
    if row.distance <= world.rules[0].supply.supply_low:
        return 0
    return int(world.rules[0].assault.isolation[row.supply])


def opened(world: World, state: State, attackers: list[int], target: int, *, alone: bool) -> int:
    """5.4: what engineers and flame take of the works, in thousandths."""
    in_works = exposed(world, state, [unit for unit in stack(state, target) if state.units[unit].entrenchment])
    if in_works == 0:
        return 0
    ground = 0 if alone else min(1000, int(world.terrain[state.hex_figures[target].terrain].armour))
    men = 0
    for unit in attackers:
        held = items(world, state, unit)
        men += sum(count * int(item.opens_works) for count, item in held if item.armour == 0)
        men += sum(count * int(item.opens_works) for count, item in held if item.armour) * ground // 1000
    return min(int(world.rules[0].assault.opened_most), men * 1_000_000 // in_works)


def kept_down(world: World, state: State, defenders: list[int], guns: list[int], target: int) -> int:
    """6.6: what those who are suppressed lose of the fire in defence, in thousandths."""
    fires = [(soft(world, state, [unit]), unit) for unit in defenders]
    fires += [(indirect(world, state, gun, target), gun) for gun in guns]
    lost = sum(fire for fire, unit in fires if state.units[unit].suppressed)
    return lost * int(world.rules[0].artillery.suppressed_fire) // max(1, sum(fire for fire, _ in fires))


def values(world: World, state: State, attackers: list[int], supports: list[int], target: int) -> dict[str, int]:
    """5.2-5.4: the numbers used in an assault."""
    rules, ground = world.rules[0].assault, world.terrain[state.hex_figures[target].terrain]
    defenders = stack(state, target)
    side = int(world.units[attackers[0]].side)
    guns = answering(world, state, 1 - side, target)
    light = int(world.calendar[int(state.clock[0].turn)].light)
    around = world.hexes[target].neighbour.tolist()
    sides = [around.index(int(state.units[unit].hex)) for unit in attackers]
    apart = max(min(abs(a - b), 6 - abs(a - b)) for a in sides for b in sides)
    fires = [(soft(world, state, [unit]), unit) for unit in attackers]
    own = sum(fire for fire, _ in fires)
    support = sum(indirect(world, state, gun, target) for gun in supports)
    slopes = [
        (fire, int(world.hexes[int(state.units[unit].hex)].across[(d + 3) % 6]))
        for (fire, unit), d in zip(fires, sides, strict=True)
    ]
    by_tanks = sum(count * int(item.soft) for count, item in vehicles(world, state, attackers))
    tanks = sum(count for count, _ in vehicles(world, state, attackers))
    together = tanks > 0 and exposed(world, state, attackers) // 1000 >= tanks * int(rules.infantry_per_tank)
    alone = tanks > 0 and not together
    dug = [int(state.units[unit].entrenchment) for unit in defenders]
    cover = mean(
        [(exposed(world, state, [u]), int(rules.dug_in[level])) for u, level in zip(defenders, dug, strict=True)]
    )
    prepared = mean(
        [(soft(world, state, [u]), int(rules.prepared_fire[level])) for u, level in zip(defenders, dug, strict=True)]
    )
    open_, upright = int(rules.dug_in[0]), int(rules.prepared_fire[0])
    lost = [cut_off(world, state, unit) for unit in defenders]
    worn = mean(
        [
            (exposed(world, state, [u]), (level := int(rules.dug_in[d])) + (open_ - level) * gone // 1000)
            for u, d, gone in zip(defenders, dug, lost, strict=True)
        ]
    )
    firing = mean(
        [
            (soft(world, state, [u]), (level := int(rules.prepared_fire[d])) + (upright - level) * gone // 1000)
            for u, d, gone in zip(defenders, dug, lost, strict=True)
        ]
    )
    gone = opened(world, state, attackers, target, alone=alone)
    defence = soft(world, state, defenders)
    answer = sum(indirect(world, state, gun, target) for gun in guns)
    blind = int(world.rules[0].artillery.support_light[light])
    weight = support * blind // defence if defence else 0
    down = kept_down(world, state, defenders, guns, target) if defence else 0
    heads_down = min(int(rules.suppression_most), weight * int(rules.suppression) // 1000 + down)
    dash = [
        (exposed(world, state, [unit]), int(rules.trained_light[light]) if world.units[unit].night_assault else 1000)
        for unit in attackers
    ]
    attack_terms = [
        *troop_terms(world, state, attackers),
        int(rules.attack_light[light]),
        int(ground.cover),
        cover,
        mean([*slopes, (support, 1000)]),
        int(rules.direction[apart]),
        int(rules.combined_arms) if together else int(rules.tanks_alone_fire) if alone else 1000,
        1000 - by_tanks * (1000 - int(ground.armour)) // (own + support) if own + support else 1000,
        worn * 1000 // cover,
        (worn + (open_ - worn) * gone // 1000) * 1000 // worn,
        mean([(own, 1000), (support, blind)]),
    ]
    defence_terms = [
        *troop_terms(world, state, defenders),
        int(rules.defence_light[light]),
        int(ground.exposure),
        prepared,
        int(rules.tanks_lead) if together else 1000,
        1000 - heads_down,
        firing * 1000 // prepared,
        (firing + (upright - firing) * gone // 1000) * 1000 // firing,
        mean([(defence, 1000), (answer, blind)]),
        mean(dash),
    ]
    found = {
        "attack": product(own + support, attack_terms),
        "defence": product(defence + answer, defence_terms),
        "on_tanks": 0,
        "tanks": tanks,
        "resolve": resolve(world, state, defenders),
    }
    if tanks:
        armour = thickness(world, state, attackers)
        near = max(1, int(world.rules[0].artillery.point_blank) // int(world.frame[0].hex_size)) * int(
            world.frame[0].hex_size
        )
        close_guns = [gun for gun in guns if metres(world, int(state.units[gun].hex), target) <= near]
        fires = [
            (hard(world, state, defenders, armour, close=alone), 1000),
            (hard(world, state, close_guns, armour, close=False), blind),
        ]
        terms = [*defence_terms[:5], int(rules.tanks_alone) if alone else 1000, mean(fires)]
        found["on_tanks"] = product(sum(fire for fire, _ in fires), terms)
    return found


def forecast(
    world: World, state: State, attackers: list[int], supports: list[int], target: int, most: int = 1000
) -> tuple[dict[Result, Fraction], list[Fraction]]:
    """5.5, 5.6, 5.9: chances of the results; men of the attackers, of the defenders and vehicles expected to fall.

    `most` is what the attackers may lose before they break off, in thousandths.
    """
    rules, defenders = world.rules[0], stack(state, target)
    used = values(world, state, attackers, supports, target)
    lucks = rules.luck.tolist()
    results: Counter[Result] = Counter()
    lost = [0, 0, 0]
    targets = [exposed(world, state, attackers), exposed(world, state, defenders)]
    seen = [shown(world, state, attackers), shown(world, state, defenders)]
    steps, lethality = rules.assault.odds.tolist(), rules.assault.lethality.tolist()
    for attack_luck in lucks:
        for defence_luck in lucks:
            defence = max(1, used["defence"] * defence_luck)
            odds = min(9999, used["attack"] * attack_luck * 100 // defence * 1000 // used["resolve"])
            hit = []
            for victims, fire in ((0, used["defence"] * defence_luck), (1, used["attack"] * attack_luck)):
                hits = fire // 1000 * seen[victims] // 1000 * lethality[victims] // 1000
                if victims == 0:
                    beyond = max(0, int(world.frame[0].hex_size) - int(rules.assault.approach[0]))
                    hits = hits * (1000 + beyond * int(rules.assault.approach[1]) // 1000) // 1000
                hit.append(min(hits, targets[victims]))
            burning = used["on_tanks"] * defence_luck // 1000 * int(rules.assault.armour_lethality) // 1000
            hit.append(min(burning, used["tanks"] * 1000))
            in_all, allowed = hit[0] + 10 * hit[2], (targets[0] + 10_000 * used["tanks"]) * most // 1000
            drives_out = odds >= steps[1]
            before = in_all * steps[1] // max(1, odds) if drives_out else in_all
            part = 1000 if before <= allowed else allowed * 1000 // in_all
            held = min(odds, steps[1] - 1) if part < 1000 else odds
            results[Result(sum(held >= step for step in steps))] += 1
            lost = [one + of_all * part // 1000 for one, of_all in zip(lost, hit, strict=True)]
    pairs = len(lucks) ** 2
    return {r: Fraction(results[r], pairs) for r in Result}, [Fraction(number, pairs * 1000) for number in lost]
