"""Leaving the map by an exit at its edge (rulebook 3.7), and what is counted of those who have (10.2)."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Kind, OrderKind, Reason, Status
from game.rules import effects
from game.rules.movement import is_night
from game.rules.scratch import Scratch
from game.rules.strengths import men_at_start
from game.rules.ways import edge_cost
from game.rules.zones import in_enemy_zone
from game.scenario.world import SLOTS, State, World


@rule
def exit_cost(world: World, state: State, unit: int) -> int:
    """Return the quarter points off the map from where a unit stands: as the cheapest step into its hex (3.7)."""
    hex_ = int(state.units[unit].hex)
    mobility, night = int(world.units[unit].mobility), is_night(world, state)
    best = MOVEMENT_QUARTERS
    for direction in range(6):
        neighbour = int(world.hexes[hex_].neighbour[direction])
        if neighbour == NOWHERE:
            continue
        cost = edge_cost(world, state.spans, mobility, night, neighbour, (direction + 3) % 6)
        if cost > 0:
            best = min(best, cost)
    if in_enemy_zone(state, hex_, int(world.units[unit].side)) == 1:
        best += int(world.rules[0].movement.zone_leave)
    return min(best, MOVEMENT_QUARTERS)


@rule
def is_exit(world: World, unit: int, hex_: int) -> int:
    """Return 1 for a hex from which a unit may leave the map (3.7)."""
    return int(world.exits[int(world.units[unit].side), hex_])


@rule
def check_leaving(world: World, state: State, scratch: Scratch, unit: int) -> int:
    """Return the Reason why a unit that is on the map cannot leave it now, or LEGAL (3.7)."""
    row = state.units[unit]
    if is_exit(world, unit, int(row.hex)) == 0:
        return Reason.NO_EXIT
    if row.pinned == 1:
        return Reason.PINNED
    cost = exit_cost(world, state, unit)
    scratch.shortfall[0].needs = cost
    scratch.shortfall[0].has = int(row.mp_left)
    return Reason.TOO_FEW_POINTS if cost > int(row.mp_left) else Reason.LEGAL


@rule
def check_exit(world: World, state: State, scratch: Scratch) -> int:
    """Return the Reason why the exit in `scratch.order` is not legal, or LEGAL (3.7); writes nothing."""
    return check_leaving(world, state, scratch, int(scratch.order[0].units[0]))


@rule
def write_exit(state: State, scratch: Scratch, unit: int) -> None:
    """Write the order by which a unit leaves the map from where it stands."""
    order = scratch.order[0]
    order.kind = OrderKind.EXIT
    order.target = state.units[unit].hex
    order.length = 0
    order.count = 1
    order.units[0] = unit


@rule
def resolve_exit(world: World, state: State, scratch: Scratch) -> None:
    """Take the unit of a legal order off the map for good (3.7)."""
    effects.exit_map(world, state, int(scratch.order[0].units[0]))


# --- what it is worth -----------------------------------------------------------------------------------------------


@rule
def counts_as_exited(world: World, state: State, award: int, unit: int) -> int:
    """Return 1 if an award counts a unit: one that it is about, out in time, by its exit, strong enough (10.2)."""
    row = world.awards[award]
    if world.counted[award, unit] == 0 or state.units[unit].status != Status.EXITED:
        return 0
    departure = state.departures[unit]
    if row.by > 0 and departure.turn > row.by:
        return 0
    if row.area != NOWHERE and world.areas[int(row.area), int(departure.hex)] == 0:
        return 0
    return 1 if int(state.unit_figures[unit].men) * 100 >= men_at_start(world, state, unit) * int(row.strength) else 0


@rule
def items_of_kind(world: World, state: State, unit: int, kind: int) -> int:
    """Return how many items of a kind a unit has; of men all, crews too."""
    if kind == Kind.MEN:
        return int(state.unit_figures[unit].men)
    found = 0
    for slot in range(SLOTS):
        count = int(state.units[unit].items[slot])
        if count > 0 and world.equipment[int(world.units[unit].items[slot])].kind == kind:
            found += count
    return found


@rule
def exited(world: World, state: State, award: int) -> int:
    """Return how many units, or items of its kind, an award for those who have exited counts now (10.2)."""
    kind = int(world.awards[award].kind)
    found = 0
    for unit in range(len(state.departures)):
        if counts_as_exited(world, state, award, unit) == 1:
            found += 1 if kind == NOWHERE else items_of_kind(world, state, unit, kind)
    return found
