"""Where units are (rulebook 2.3, 3, 5.7, 5.8): stacks, marches and their cost; who comes into play and who leaves."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, Status
from game.rules.effects import log
from game.rules.effects.victory import own
from game.rules.effects.zones import count_zone, refresh_zone
from game.scenario.world import State, World


@rule
def put(world: World, state: State, unit: int, hex_: int) -> None:
    """Place a unit on top of a stack and take the ground; nobody owns water."""
    row = state.units[unit]
    place = state.hexes[hex_]
    crowd = state.hex_figures[hex_]
    row.hex = hex_
    row.below = place.top
    place.top = unit
    crowd.load += state.unit_figures[unit].frontage
    crowd.side = world.units[unit].side
    refresh_zone(world, state, unit)
    if world.hexes[hex_].water == 0:
        own(state, hex_, int(world.units[unit].side), unit)


@rule
def take(world: World, state: State, unit: int) -> None:
    """Lift a unit out of its stack; it keeps its hex field until it is put somewhere."""
    row = state.units[unit]
    figures = state.unit_figures[unit]
    place = state.hexes[int(row.hex)]
    crowd = state.hex_figures[int(row.hex)]
    if figures.zone == 1:
        figures.zone = 0
        count_zone(world, state, unit, -1)
    crowd.load -= figures.frontage
    if place.top == unit:
        place.top = row.below
    else:
        above = int(place.top)
        while state.units[above].below != unit:
            above = int(state.units[above].below)
        state.units[above].below = row.below
    row.below = NOWHERE
    if place.top == NOWHERE:
        crowd.side = NOWHERE


@rule
def relocate(world: World, state: State, unit: int, hex_: int) -> None:
    """Put a unit into another hex; it leaves its works behind."""
    take(world, state, unit)
    row = state.units[unit]
    row.entrenchment = 0
    row.digging = 0
    put(world, state, unit, hex_)


@rule
def march(world: World, state: State, unit: int, hex_: int, cost: int) -> None:
    """Let a unit march into the next hex; `cost` are the quarter points of its march so far."""
    start = int(state.units[unit].hex)
    relocate(world, state, unit, hex_)
    log.moved(state, unit=unit, from_hex=start, to_hex=hex_, cost=cost)


@rule
def retreat(world: World, state: State, unit: int, hex_: int) -> None:
    """Let a beaten unit fall back into the next hex."""
    start = int(state.units[unit].hex)
    relocate(world, state, unit, hex_)
    log.retreated(state, unit=unit, from_hex=start, to_hex=hex_)


@rule
def break_out(world: World, state: State, unit: int, hex_: int) -> None:
    """Let a unit that had no way out break through into another hex."""
    start = int(state.units[unit].hex)
    relocate(world, state, unit, hex_)
    log.broke_out(state, unit=unit, from_hex=start, to_hex=hex_)


@rule
def advance(world: World, state: State, unit: int, hex_: int) -> None:
    """Let an attacker go into the hex that was won."""
    start = int(state.units[unit].hex)
    relocate(world, state, unit, hex_)
    log.advanced(state, unit=unit, from_hex=start, to_hex=hex_)


@rule
def enter_map(world: World, state: State, unit: int, hex_: int) -> None:
    """Bring an awaited unit into play; its works, if it has any, are where it was to come, and nowhere else."""
    row = state.units[unit]
    row.status = Status.PRESENT
    if hex_ != world.units[unit].arrival_hex:
        row.entrenchment = 0
    put(world, state, unit, hex_)
    log.arrived(state, unit=unit, hex_=hex_, men=int(state.unit_figures[unit].men))


@rule
def come_with(state: State, unit: int, slot: int, count: int) -> None:
    """Settle how many items of a slot a unit comes into play with, where that was drawn."""
    state.drawn[unit].items[slot] = count
    state.units[unit].items[slot] = count


@rule
def leave_map(world: World, state: State, unit: int, status: int) -> int:
    """Take a unit out of play for good; its Status says how. Returns the hex that it was in."""
    take(world, state, unit)
    row = state.units[unit]
    start = int(row.hex)
    row.hex = NOWHERE
    row.status = status
    row.routed = 0
    return start


@rule
def withdraw(world: World, state: State, unit: int) -> None:
    """Call a unit away."""
    start = leave_map(world, state, unit, Status.WITHDRAWN)
    log.withdrew(state, unit=unit, from_hex=start, men=int(state.unit_figures[unit].men))


@rule
def drift_away(world: World, state: State, unit: int) -> None:
    """Let boats that are all crippled drift off, out of play but not destroyed (3.8)."""
    start = leave_map(world, state, unit, Status.WITHDRAWN)
    log.drifted(state, unit=unit, from_hex=start, men=int(state.unit_figures[unit].men))


@rule
def exit_map(world: World, state: State, unit: int) -> None:
    """Let a unit leave the map by the exit where it stands, and remember when and where."""
    start = leave_map(world, state, unit, Status.EXITED)
    departure = state.departures[unit]
    departure.turn = state.clock[0].turn
    departure.hex = start
    log.exited(state, unit=unit, from_hex=start, men=int(state.unit_figures[unit].men))


@rule
def destroy(world: World, state: State, unit: int) -> None:
    """Take a unit out of play in which nothing fights on."""
    start = leave_map(world, state, unit, Status.DESTROYED)
    log.destroyed(state, unit=unit, from_hex=start, men=int(state.unit_figures[unit].men))


@rule
def surrender(world: World, state: State, unit: int) -> None:
    """Take a unit out of play that has laid down its arms."""
    start = leave_map(world, state, unit, Status.SURRENDERED)
    log.surrendered(state, unit=unit, from_hex=start, men=int(state.unit_figures[unit].men))


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
def mark_moved(state: State, unit: int) -> None:
    """Remember that a unit has moved this turn."""
    state.units[unit].moved = 1


@rule
def bog_down(state: State, unit: int) -> None:
    """Stick a unit in soft ground for this turn."""
    row = state.units[unit]
    row.pinned = 1
    row.mp_left = 0
    log.bogged(state, unit=unit)


@rule
def ferry(state: State, unit: int, crossing: int, men: int) -> None:
    """Use the lift of a crossing."""
    state.crossings[crossing] += men
    log.ferried(state, unit=unit, crossing=crossing, men=men)


@rule
def reset_crossings(state: State) -> None:
    """Make the boats free again."""
    for crossing in range(len(state.crossings)):
        state.crossings[crossing] = 0
