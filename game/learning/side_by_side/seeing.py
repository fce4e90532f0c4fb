"""What a side sees of a game, written into arrays: `learning.observing` in the words of compiled rules."""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, Kind, Phase, Status
from game.learning.side_by_side.places import OfClock, OfHex, OfSide, OfUnit
from game.learning.side_by_side.records import Draft, Seen, Table
from game.rules.permissions import may_enter, may_fire
from game.scenario.world import KINDS, SLOTS, State, World

MOST_OF_A_BYTE: Final = 255
"""The most that a plane can say of a hex."""


@rule
def show(world: World, state: State, draft: Draft, table: Table, seen: Seen, game: int) -> None:
    """Fill all that a side sees of a game: of the map where something has changed on it, of the decision always.

    The side is the one that `table.viewer` names; NOWHERE: the one that is to decide.
    """
    side = int(table.viewer[0])
    if side == NOWHERE:
        side = int(state.clock[0].active)
    if draft.changed == 1 or draft.viewer != side:
        show_units(world, state, table, seen, game, side)
        show_hexes(world, state, seen, game, side)
        show_side(state, draft, table, seen, game, side, 0)
        show_side(state, draft, table, seen, game, 1 - side, 1)
        draft.changed = 0
        draft.viewer = side
        draft.shown = NOWHERE
    show_decision(state, draft, table, seen, game, side)
    show_clock(world, state, draft, table, seen, game, side)


@rule
def show_units(world: World, state: State, table: Table, seen: Seen, game: int, side: int) -> None:
    """Fill the units of both sides, the own ones first."""
    slots = table.own.shape[1]
    for place in range(2 * slots):
        for number in range(seen.units.shape[2]):
            seen.units[game, place, number] = 0
        whose = side if place < slots else 1 - side
        unit = int(table.own[whose, place % slots])
        if unit != NOWHERE:
            show_unit(world, state, table, seen, game, place, unit)


@rule
def show_unit(world: World, state: State, table: Table, seen: Seen, game: int, place: int, unit: int) -> None:
    """Fill one unit: what never changes, and how it is if it is on the map."""
    fixed = world.units[unit]
    row = state.units[unit]
    out = seen.units[game, place]
    out[OfUnit.EXISTS] = 1
    out[OfUnit.ARRIVAL] = fixed.arrival
    out[OfUnit.ROLE] = fixed.role
    out[OfUnit.ECHELON] = fixed.echelon
    out[OfUnit.MOBILITY] = fixed.mobility
    out[OfUnit.QUALITY] = fixed.quality
    out[OfUnit.MORALE] = fixed.morale
    out[OfUnit.NIGHT_ASSAULT] = fixed.night_assault
    if row.status == Status.AWAITED:
        out[OfUnit.AWAITED] = 1
    if row.status != Status.PRESENT:
        return
    figures = state.unit_figures[unit]
    out[OfUnit.PRESENT] = 1
    out[OfUnit.ROW] = world.hexes[int(row.hex)].row
    out[OfUnit.COLUMN] = world.hexes[int(row.hex)].column
    out[OfUnit.MEN] = figures.men
    out[OfUnit.ARMOUR] = figures.armour
    out[OfUnit.FIRE] = figures.fire
    out[OfUnit.FRONTAGE] = figures.frontage
    show_slots(world, state, table, seen, game, place, unit)
    out[OfUnit.COHESION] = row.cohesion
    out[OfUnit.FATIGUE] = row.fatigue
    out[OfUnit.POINTS] = row.mp_left
    out[OfUnit.ENTRENCHMENT] = row.entrenchment
    out[OfUnit.DIGGING] = row.digging
    out[OfUnit.SUPPLY] = row.supply
    out[OfUnit.DISTANCE] = row.distance
    out[OfUnit.STOCK] = row.stock
    out[OfUnit.MISSIONS] = row.missions
    out[OfUnit.DEFENDED] = row.defended
    out[OfUnit.ROUTED] = row.routed
    out[OfUnit.ATTACKED] = row.attacked
    out[OfUnit.MOVED] = row.moved
    out[OfUnit.PINNED] = row.pinned
    out[OfUnit.SUPPRESSED] = row.suppressed
    for number in range(len(out)):
        out[number] = min(int(out[number]), int(table.unit_tops[number]))


@rule
def show_slots(world: World, state: State, table: Table, seen: Seen, game: int, place: int, unit: int) -> None:
    """Fill what is counted over the items of a unit: disabled vehicles, how far its guns reach."""
    disabled = 0
    farthest = 0
    for slot in range(SLOTS):
        disabled += int(state.units[unit].disabled[slot])
        if state.units[unit].items[slot] > 0:
            farthest = max(farthest, int(table.ranges[unit, slot]))
    seen.units[game, place, OfUnit.DISABLED] = disabled
    seen.units[game, place, OfUnit.RANGE] = farthest


@rule
def show_hexes(world: World, state: State, seen: Seen, game: int, side: int) -> None:
    """Fill the planes of the map."""
    planes = seen.hexes[game]
    limit = max(1, int(world.rules[0].movement.stack_limit))
    for hex_ in range(len(world.hexes)):
        owner = int(state.hexes[hex_].owner)
        figures = state.hex_figures[hex_]
        planes[OfHex.OWN, hex_] = 1 if owner == side else 0
        planes[OfHex.ENEMY, hex_] = 1 if owner == 1 - side else 0
        planes[OfHex.OWN_UNITS, hex_] = 0
        planes[OfHex.ENEMY_UNITS, hex_] = 0
        load = int(figures.load)
        planes[OfHex.LOAD, hex_] = 0 if load == 0 else min(load * 100 // limit, MOST_OF_A_BYTE)
        planes[OfHex.OWN_ZONE, hex_] = min(int(figures.zone[side]), MOST_OF_A_BYTE)
        planes[OfHex.ENEMY_ZONE, hex_] = min(int(figures.zone[1 - side]), MOST_OF_A_BYTE)
        planes[OfHex.NO_ENTRY, hex_] = 1 - may_enter(state, side, hex_)
        planes[OfHex.NO_FIRE, hex_] = 1 - may_fire(state, side, hex_)
        planes[OfHex.TARGET, hex_] = 0
    for unit in range(len(world.units)):
        if state.units[unit].status == Status.PRESENT:
            hex_ = int(state.units[unit].hex)
            if world.units[unit].side == side:
                planes[OfHex.OWN_UNITS, hex_] += 1
            else:
                planes[OfHex.ENEMY_UNITS, hex_] += 1


@rule
def show_side(state: State, draft: Draft, table: Table, seen: Seen, game: int, side: int, place: int) -> None:
    """Fill one side."""
    row = state.sides[side]
    out = seen.sides[game, place]
    most = int(table.side_tops[OfSide.POINTS])
    out[OfSide.POINTS] = min(most, max(-most, int(draft.points[side])))
    for kind in range(KINDS):
        lost = int(row.losses[kind])
        out[OfSide.LOST_MEN + kind] = max(0, min(lost, int(table.side_tops[OfSide.LOST_MEN + kind])))
    for number in range(2):
        kind = Kind.TANK + number
        off = int(row.written_off[kind])
        out[OfSide.OFF_TANK + number] = max(0, min(off, int(table.side_tops[OfSide.OFF_TANK + number])))
    out[OfSide.CAPTURED] = max(0, min(int(row.captured), int(table.side_tops[OfSide.CAPTURED])))
    out[OfSide.DEPOT] = max(0, min(int(row.depot), int(table.side_tops[OfSide.DEPOT])))


@rule
def show_decision(state: State, draft: Draft, table: Table, seen: Seen, game: int, side: int) -> None:
    """Fill which units are named, and which hex is aimed at; nothing while the other side decides."""
    slots = table.own.shape[1]
    for slot in range(slots):
        seen.units[game, slot, OfUnit.NAMED] = 0
    if draft.shown != NOWHERE:
        seen.hexes[game, OfHex.TARGET, int(draft.shown)] = 0
    draft.shown = NOWHERE
    if state.clock[0].active != side:
        return
    for i in range(int(draft.count)):
        seen.units[game, int(table.slot_of[int(draft.units[i])]), OfUnit.NAMED] = 1
    if draft.target != NOWHERE:
        seen.hexes[game, OfHex.TARGET, int(draft.target)] = 1
    draft.shown = draft.target


@rule
def show_clock(world: World, state: State, draft: Draft, table: Table, seen: Seen, game: int, side: int) -> None:
    """Fill the time, and how far the decision has come."""
    clock = state.clock[0]
    out = seen.clock[game]
    over = 1 if clock.phase == Phase.OVER else 0
    deciding = 1 if over == 0 and clock.active == side else 0
    out[OfClock.TURN] = clock.turn
    out[OfClock.TURNS_LEFT] = int(world.frame[0].last_turn) - int(clock.turn)
    out[OfClock.LIGHT] = world.calendar[int(clock.turn)].light
    out[OfClock.MINUTES] = world.calendar[int(clock.turn)].minutes
    out[OfClock.FIRST] = 1 if world.frame[0].first_side == side else 0
    out[OfClock.DECIDING] = deciding
    out[OfClock.STAGE] = int(draft.stage) * deciding
    out[OfClock.DECISIONS_LEFT] = max(0, int(table.limits[0]) - int(draft.taken)) * deciding
    out[OfClock.OVER] = over
