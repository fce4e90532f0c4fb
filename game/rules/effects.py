"""What happens to the State: the only module that writes it.

Each function makes one change that the rules have already decided and logs the event in the same breath; none of them
reasons. The log may have no rows (batches); nothing else depends on it.
"""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, EventKind, Kind, Status
from game.scenario.world import SLOTS, State, World

FRESH: Final = 100
LEVEL_OF_WORK: Final = 100


@rule
def log(state: State, kind: int, unit: int, from_hex: int, to_hex: int, a: int, b: int, c: int, d: int) -> None:
    """Add one row to the log, if it has room; `clock.logged` counts on past the end, so that a reader can tell."""
    clock = state.clock[0]
    row = int(clock.logged)
    if len(state.log) == 0:
        return
    clock.logged = row + 1
    if row >= len(state.log):
        return
    event = state.log[row]
    event.kind = kind
    event.turn = clock.turn
    event.side = clock.active
    event.unit = unit
    event.from_hex = from_hex
    event.to_hex = to_hex
    event.a = a
    event.b = b
    event.c = c
    event.d = d


# --- being somewhere ------------------------------------------------------------------------------------------------


@rule
def count_zone(world: World, state: State, unit: int, by: int) -> None:
    """Add `by` to the zone counts of the unit's side on its hex and on every neighbour that can be entered from it."""
    hex_ = int(state.units[unit].hex)
    side = int(world.units[unit].side)
    state.hexes[hex_].zone[side] += by
    for direction in range(6):
        neighbour = int(world.hexes[hex_].neighbour[direction])
        if neighbour != NOWHERE and world.hexes[neighbour].water == 0:
            state.hexes[neighbour].zone[side] += by


@rule
def has_zone(world: World, state: State, unit: int) -> int:
    """Return 1 if the strength and the state of a unit give it a zone of control (rulebook 3.6)."""
    row = state.units[unit]
    if row.status == Status.PRESENT and row.routed == 0 and row.frontage >= world.rules[0].zone_frontage:
        return 1
    return 0


@rule
def refresh_zone(world: World, state: State, unit: int) -> None:
    """Let a unit gain or lose its zone of control as its strength and state have it (rulebook 3.6)."""
    row = state.units[unit]
    has = has_zone(world, state, unit)
    if has != row.zone:
        row.zone = has
        count_zone(world, state, unit, 2 * has - 1)


@rule
def own(state: State, hex_: int, side: int, unit: int) -> None:
    """Give a hex to a side; `unit` is who took it, NOWHERE if nobody went there."""
    place = state.hexes[hex_]
    if place.owner != side:
        log(state, EventKind.OWNER, unit, hex_, hex_, int(place.owner), side, 0, 0)
        place.owner = side


@rule
def put(world: World, state: State, unit: int, hex_: int) -> None:
    """Place a unit on top of a stack and take the ground."""
    row = state.units[unit]
    place = state.hexes[hex_]
    row.hex = hex_
    row.below = place.top
    place.top = unit
    place.load += row.frontage
    refresh_zone(world, state, unit)
    own(state, hex_, int(world.units[unit].side), unit)


@rule
def take(world: World, state: State, unit: int) -> None:
    """Lift a unit out of its stack; it keeps its hex field until it is put somewhere."""
    row = state.units[unit]
    place = state.hexes[int(row.hex)]
    if row.zone == 1:
        row.zone = 0
        count_zone(world, state, unit, -1)
    place.load -= row.frontage
    if place.top == unit:
        place.top = row.below
    else:
        above = int(place.top)
        while state.units[above].below != unit:
            above = int(state.units[above].below)
        state.units[above].below = row.below
    row.below = NOWHERE


@rule
def relocate(world: World, state: State, unit: int, hex_: int, kind: int, cost: int) -> None:
    """Move a unit to another hex; `kind` is the event: moved, retreated, advanced."""
    start = int(state.units[unit].hex)
    take(world, state, unit)
    row = state.units[unit]
    row.entrenchment = 0
    row.digging = 0
    put(world, state, unit, hex_)
    log(state, kind, unit, start, hex_, cost, 0, 0, 0)


@rule
def enter_map(world: World, state: State, unit: int, hex_: int) -> None:
    """Bring an awaited unit into play; its works, if it has any, are where it was to come, and nowhere else."""
    row = state.units[unit]
    row.status = Status.PRESENT
    if hex_ != world.units[unit].arrival_hex:
        row.entrenchment = 0
    put(world, state, unit, hex_)
    log(state, EventKind.ARRIVED, unit, hex_, hex_, int(state.units[unit].men), 0, 0, 0)


@rule
def leave_map(world: World, state: State, unit: int, status: int, kind: int) -> None:
    """Take a unit out of play for good: withdrawn, destroyed or surrendered."""
    start = int(state.units[unit].hex)
    take(world, state, unit)
    row = state.units[unit]
    row.hex = NOWHERE
    row.status = status
    row.routed = 0
    log(state, kind, unit, start, NOWHERE, int(row.men), 0, 0, 0)


# --- strength -------------------------------------------------------------------------------------------------------


@rule
def recount(world: World, state: State, unit: int) -> None:
    """Work out what follows from the items: frontage, men, armour, fire, targets (rulebook 5.2)."""
    row = state.units[unit]
    frontage = 0
    men = 0
    armour = 0
    fire = 0
    armour_fire = 0
    targets = 0
    for slot in range(SLOTS):
        count = int(row.items[slot])
        if count == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        frontage += count * int(item.frontage)
        men += count * int(item.crew)
        fire += count * int(item.soft)
        if item.armour > 0:
            armour += count
            armour_fire += count * int(item.soft)
        else:
            targets += count * int(item.crew) * int(item.exposure)
    row.frontage = frontage
    row.men = men
    row.armour = armour
    row.fire = fire
    row.armour_fire = armour_fire
    row.targets = targets


@rule
def lose_items(world: World, state: State, unit: int, slot: int, lost: int) -> None:
    """Take `lost` items out of a slot and count them, with their crews, in the side's losses."""
    row = state.units[unit]
    row.items[slot] = int(row.items[slot]) - lost
    equipment = int(world.units[unit].items[slot])
    item = world.equipment[equipment]
    side = state.sides[int(world.units[unit].side)]
    if item.kind != Kind.MEN:
        side.losses[int(item.kind)] += lost
    crew = int(side.crew_carry) + lost * int(item.crew) * int(item.crew_loss)
    side.losses[Kind.MEN] += crew // 1000
    side.crew_carry = crew % 1000
    log(state, EventKind.LOST, unit, int(row.hex), NOWHERE, equipment, lost, slot, crew // 1000)


@rule
def carry_loss(world: World, state: State, unit: int, slot: int, thousandths: int) -> int:
    """Lose thousandths of an item; whole items go now, the rest is carried. Returns the items that went."""
    row = state.units[unit]
    total = int(row.carry[slot]) + thousandths
    lost = min(total // 1000, int(row.items[slot]))
    row.carry[slot] = min(total - lost * 1000, 999)
    if lost > 0:
        lose_items(world, state, unit, slot, lost)
    return lost


@rule
def settle(world: World, state: State, unit: int) -> None:
    """Bring everything that follows from the items up to date after losses, in the stack and its zones too."""
    row = state.units[unit]
    before = int(row.frontage)
    recount(world, state, unit)
    if row.status == Status.PRESENT:
        state.hexes[int(row.hex)].load += int(row.frontage) - before
        refresh_zone(world, state, unit)


@rule
def give_up(world: World, state: State, unit: int) -> None:
    """Count everything that a surrendering unit still has as lost; its men are captured."""
    row = state.units[unit]
    side = state.sides[int(world.units[unit].side)]
    for slot in range(SLOTS):
        count = int(row.items[slot])
        if count == 0:
            continue
        equipment = int(world.units[unit].items[slot])
        item = world.equipment[equipment]
        row.items[slot] = 0
        if item.kind != Kind.MEN:
            side.losses[int(item.kind)] += count
        men = count * int(item.crew)
        side.losses[Kind.MEN] += men
        side.captured += men
        log(state, EventKind.LOST, unit, int(row.hex), NOWHERE, equipment, count, slot, men)


# --- state of mind and body -----------------------------------------------------------------------------------------


@rule
def shake(state: State, unit: int, by: int) -> None:
    """Take cohesion from a unit, down to nothing."""
    row = state.units[unit]
    after = max(0, int(row.cohesion) - by)
    if after != row.cohesion:
        log(state, EventKind.SHAKEN, unit, int(row.hex), NOWHERE, int(row.cohesion), after, 0, 0)
        row.cohesion = after


@rule
def steady(state: State, unit: int, by: int) -> None:
    """Give a unit cohesion back, or let it waste away."""
    row = state.units[unit]
    row.cohesion = max(0, min(FRESH, int(row.cohesion) + by))


@rule
def rout(world: World, state: State, unit: int) -> None:
    """Break a unit: it holds no zone and takes no orders but to move away, until it rallies."""
    row = state.units[unit]
    if row.routed == 0:
        row.routed = 1
        refresh_zone(world, state, unit)
        log(state, EventKind.ROUTED, unit, int(row.hex), NOWHERE, int(row.cohesion), 0, 0, 0)


@rule
def rally(world: World, state: State, unit: int) -> None:
    """Make a broken unit whole."""
    row = state.units[unit]
    row.routed = 0
    refresh_zone(world, state, unit)
    log(state, EventKind.RALLIED, unit, int(row.hex), NOWHERE, int(row.cohesion), 0, 0, 0)


@rule
def tire(state: State, unit: int, by: int) -> None:
    """Add fatigue (or, with a negative number, rest)."""
    row = state.units[unit]
    row.fatigue = min(100, max(0, int(row.fatigue) + by))


# --- time, ammunition, supply, works --------------------------------------------------------------------------------


@rule
def spend(state: State, unit: int, points: int) -> None:
    """Use movement points."""
    row = state.units[unit]
    row.mp_left = max(0, int(row.mp_left) - points)


@rule
def pin(state: State, unit: int) -> None:
    """Stop a unit's movement for this turn."""
    state.units[unit].pinned = 1


@rule
def bog_down(state: State, unit: int) -> None:
    """Stick a unit in soft ground for this turn."""
    row = state.units[unit]
    row.pinned = 1
    row.mp_left = 0
    log(state, EventKind.BOGGED, unit, int(row.hex), NOWHERE, 0, 0, 0, 0)


@rule
def ferry(state: State, unit: int, crossing: int, men: int) -> None:
    """Use the lift of a crossing."""
    state.crossings[crossing] += men
    log(state, EventKind.FERRIED, unit, int(state.units[unit].hex), NOWHERE, crossing, men, 0, 0)


@rule
def mark_moved(state: State, unit: int) -> None:
    """Remember that a unit has moved this turn."""
    state.units[unit].moved = 1


@rule
def mark_attacked(state: State, unit: int) -> None:
    """Remember that a unit has attacked or fired this turn."""
    state.units[unit].attacked = 1


@rule
def fire_mission(state: State, unit: int, target: int, defensive: int) -> None:
    """Use one fire mission of a unit's ammunition."""
    row = state.units[unit]
    row.missions = int(row.missions) - 1
    if defensive == 1:
        row.defended = int(row.defended) + 1
    else:
        row.attacked = 1
    log(state, EventKind.FIRED, unit, int(row.hex), target, int(row.missions), defensive, 0, 0)


@rule
def draw_ammunition(state: State, unit: int, side: int, missions: int) -> None:
    """Bring fire missions from the side's depots to a unit."""
    state.units[unit].missions = int(state.units[unit].missions) + missions
    state.sides[side].depot = int(state.sides[side].depot) - missions


@rule
def fill_depot(state: State, side: int, missions: int) -> None:
    """Add a turn's lift to the depots."""
    state.sides[side].depot = int(state.sides[side].depot) + missions


@rule
def set_supply(state: State, unit: int, distance: int, level: int, stock: int) -> None:
    """Set what the trace of supply found for a unit."""
    row = state.units[unit]
    if row.supply != level:
        log(state, EventKind.SUPPLY, unit, int(row.hex), NOWHERE, int(row.supply), level, distance, stock)
    row.distance = distance
    row.supply = level
    row.stock = stock


@rule
def dig(state: State, unit: int, work: int) -> None:
    """Add digging; a hundred make a level of entrenchment."""
    row = state.units[unit]
    total = int(row.digging) + work
    if total >= LEVEL_OF_WORK:
        row.entrenchment = int(row.entrenchment) + 1
        total -= LEVEL_OF_WORK
        log(state, EventKind.ENTRENCHED, unit, int(row.hex), NOWHERE, int(row.entrenchment), 0, 0, 0)
    row.digging = total


@rule
def refresh_unit(state: State, unit: int, points: int) -> None:
    """Give a unit its movement for a new turn of its side."""
    row = state.units[unit]
    row.mp_left = points
    row.attacked = 0
    row.moved = 0
    row.pinned = 0
    row.defended = 0


@rule
def reset_crossings(state: State) -> None:
    """Make the boats free again."""
    for crossing in range(len(state.crossings)):
        state.crossings[crossing] = 0


@rule
def next_draw(state: State) -> int:
    """Return the number that keeps this assault's or bombardment's luck apart from the others of the side-turn."""
    clock = state.clock[0]
    n = int(clock.draws)
    clock.draws = n + 1
    return n


@rule
def begin_side(state: State, turn: int, side: int) -> None:
    """Hand the orders to a side."""
    clock = state.clock[0]
    clock.turn = turn
    clock.active = side
    clock.draws = 0
    log(state, EventKind.TURN_BEGAN, NOWHERE, NOWHERE, NOWHERE, turn, side, 0, 0)


@rule
def set_points(state: State, side: int, points: int) -> None:
    """Set a side's victory points."""
    state.sides[side].points = points


@rule
def end_game(state: State, phase: int, level: int) -> None:
    """Close the game at a rung of the ladder."""
    clock = state.clock[0]
    clock.phase = phase
    clock.level = level
    log(
        state,
        EventKind.ENDED,
        NOWHERE,
        NOWHERE,
        NOWHERE,
        level,
        int(state.sides[0].points),
        int(state.sides[1].points),
        0,
    )


# --- a spare state --------------------------------------------------------------------------------------------------


@rule
def copy_unit(state: State, spare: State, unit: int) -> None:
    """Make a unit of a spare state what it is in the state."""
    spare.units[unit] = state.units[unit]


@rule
def copy_hex(state: State, spare: State, hex_: int) -> None:
    """Make a hex of a spare state what it is in the state."""
    spare.hexes[hex_] = state.hexes[hex_]


@rule
def copy_sides(state: State, spare: State) -> None:
    """Make both sides of a spare state what they are in the state."""
    for side in range(len(state.sides)):
        spare.sides[side] = state.sides[side]
