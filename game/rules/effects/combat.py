"""Fights (rulebook 5, 6): items and men lost, and what follows from them; nerve; ammunition."""

from __future__ import annotations

from game.core._jit import rule
from game.core.terms import NOWHERE, Kind, Status
from game.rules.effects import log
from game.rules.effects.vehicles import abandon
from game.rules.effects.zones import refresh_zone
from game.scenario.world import SLOTS, State, World


@rule
def recount(world: World, state: State, unit: int) -> None:
    """Work out what follows from the items: frontage, men, armour, fire, works opened, targets (rulebook 5.2)."""
    row = state.units[unit]
    figures = state.unit_figures[unit]
    frontage = 0
    men = 0
    armour = 0
    fire = 0
    armour_fire = 0
    opens = 0
    armour_opens = 0
    targets = 0
    for slot in range(SLOTS):
        count = int(row.items[slot])
        if count == 0:
            continue
        item = world.equipment[int(world.units[unit].items[slot])]
        frontage += count * int(item.frontage)
        men += count * int(item.crew)
        fire += count * int(item.soft)
        opens += count * int(item.opens_works)
        if item.armour > 0:
            armour += count
            armour_fire += count * int(item.soft)
            armour_opens += count * int(item.opens_works)
        else:
            targets += count * int(item.crew) * int(item.exposure)
    figures.frontage = frontage
    figures.men = men
    figures.armour = armour
    figures.fire = fire
    figures.armour_fire = armour_fire
    figures.opens = opens
    figures.armour_opens = armour_opens
    figures.targets = targets


@rule
def lose_items(world: World, state: State, unit: int, slot: int, lost: int) -> None:
    """Take `lost` items out of a slot for good and count them, with their crews, in the side's losses."""
    men = take_items(world, state, unit, slot, lost)
    equipment = int(world.units[unit].items[slot])
    item = world.equipment[equipment]
    if item.armour > 0:
        state.sides[int(world.units[unit].side)].written_off[int(item.kind)] += lost
    log.lost(state, unit=unit, equipment=equipment, items=lost, slot=slot, men=men)


@rule
def break_through(world: World, state: State, unit: int, slot: int, lost: int) -> None:
    """Let items of a slot break through the ice: they are lost for good, with a part of their crews (3.10)."""
    men = take_items(world, state, unit, slot, lost)
    equipment = int(world.units[unit].items[slot])
    item = world.equipment[equipment]
    if item.armour > 0:
        state.sides[int(world.units[unit].side)].written_off[int(item.kind)] += lost
    log.broke_through(state, unit=unit, equipment=equipment, items=lost, slot=slot, men=men)


@rule
def take_items(world: World, state: State, unit: int, slot: int, lost: int) -> int:
    """Take items out of a slot and count them in the side's losses; returns the men of their crews who are lost."""
    row = state.units[unit]
    row.items[slot] = int(row.items[slot]) - lost
    item = world.equipment[int(world.units[unit].items[slot])]
    side = state.sides[int(world.units[unit].side)]
    if item.kind != Kind.MEN:
        side.losses[int(item.kind)] += lost
    crew = int(side.crew_carry) + lost * int(item.crew) * int(item.crew_loss)
    side.losses[Kind.MEN] += crew // 1000
    side.crew_carry = crew % 1000
    return crew // 1000


@rule
def carry_on(state: State, unit: int, slot: int, thousandths: int) -> int:
    """Add thousandths of an item to those carried; returns the whole items that this comes to, the rest is carried."""
    row = state.units[unit]
    total = int(row.carry[slot]) + thousandths
    lost = min(total // 1000, int(row.items[slot]))
    row.carry[slot] = min(total - lost * 1000, 999)
    return lost


@rule
def carry_loss(world: World, state: State, unit: int, slot: int, thousandths: int) -> int:
    """Lose thousandths of an item; whole items go now, the rest is carried. Returns the items that went."""
    lost = carry_on(state, unit, slot, thousandths)
    if lost > 0:
        lose_items(world, state, unit, slot, lost)
    return lost


@rule
def carry_hits(world: World, state: State, unit: int, slot: int, thousandths: int) -> None:
    """Hit thousandths of a vehicle: of those that are hit a share burns, the others lie disabled with the unit.

    A side carries the thousandths of the vehicles that burn, as it does those of its crews.
    """
    hit = carry_on(state, unit, slot, thousandths)
    side = state.sides[int(world.units[unit].side)]
    share = int(world.equipment[int(world.units[unit].items[slot])].burnt)
    burning = int(side.burnt_carry) + hit * (share if share != NOWHERE else int(world.rules[0].assault.burnt))
    side.burnt_carry = burning % 1000
    burnt = burning // 1000
    if burnt > 0:
        lose_items(world, state, unit, slot, burnt)
    if hit > burnt:
        men = take_items(world, state, unit, slot, hit - burnt)
        row = state.units[unit]
        row.disabled[slot] = int(row.disabled[slot]) + hit - burnt
        equipment = int(world.units[unit].items[slot])
        log.disabled(state, unit=unit, equipment=equipment, items=hit - burnt, slot=slot, men=men)


@rule
def refresh_after_losses(world: World, state: State, unit: int) -> None:
    """Bring everything that follows from the items up to date after losses, in the stack and its zones too."""
    row = state.units[unit]
    figures = state.unit_figures[unit]
    before = int(figures.frontage)
    recount(world, state, unit)
    if row.status == Status.PRESENT:
        state.hex_figures[int(row.hex)].load += int(figures.frontage) - before
        refresh_zone(world, state, unit)


@rule
def give_up(world: World, state: State, unit: int, captured: int) -> None:
    """Count everything that a unit still has as lost, which surrenders or dies; 1: its men are captured."""
    abandon(world, state, unit)
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
        if item.armour > 0:
            side.written_off[int(item.kind)] += count
        men = count * int(item.crew)
        side.losses[Kind.MEN] += men
        side.captured += men * captured
        log.lost(state, unit=unit, equipment=equipment, items=count, slot=slot, men=men)


@rule
def shake(state: State, unit: int, by: int) -> None:
    """Take cohesion from a unit, down to nothing."""
    row = state.units[unit]
    after = max(0, int(row.cohesion) - by)
    if after != row.cohesion:
        log.shaken(state, unit=unit, before=int(row.cohesion), after=after)
        row.cohesion = after


@rule
def suppress(state: State, unit: int) -> None:
    """Keep a unit down by gun fire, until its next own turn is over."""
    row = state.units[unit]
    if row.suppressed == 0:
        row.suppressed = 1
        log.suppressed(state, unit=unit)


@rule
def mark_assaulted(state: State, hex_: int, side: int) -> None:
    """Remember that a side has assaulted a hex; conditions ask for it."""
    state.hexes[hex_].assaulted |= 1 << side


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
    log.fired(state, unit=unit, target=target, missions_left=int(row.missions), defensive=defensive)
