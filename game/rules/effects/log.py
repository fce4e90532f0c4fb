"""The log: what each kind of event says, and the one function that writes it (rulebook 1.2).

A row says what happened, when, in whose turn, to which unit and between which hexes; beside that it has room for four
numbers. `FIELDS` names them by kind; the writer of a kind is called like it and takes the same names.
"""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, EventKind
from game.scenario.world import State

FIELDS: Final[dict[EventKind, tuple[str, ...]]] = {
    EventKind.TURN_BEGAN: ("turn", "side"),
    EventKind.ARRIVED: ("men",),
    EventKind.DELAYED: (),
    EventKind.WITHDREW: ("men",),
    EventKind.DRIFTED: ("men",),
    EventKind.EXITED: ("men",),
    EventKind.MOVED: ("cost",),
    EventKind.FERRIED: ("crossing", "men"),
    EventKind.BOGGED: (),
    EventKind.ASSAULT: ("odds", "attacker_luck", "defender_luck", "result"),
    EventKind.BOMBARDMENT: ("fire", "luck"),
    EventKind.FIRED: ("missions_left", "defensive"),
    EventKind.LOST: ("equipment", "items", "slot", "men"),
    EventKind.SHAKEN: ("before", "after"),
    EventKind.ROUTED: ("cohesion",),
    EventKind.RALLIED: ("cohesion",),
    EventKind.RETREATED: (),
    EventKind.ADVANCED: (),
    EventKind.DESTROYED: ("men",),
    EventKind.SURRENDERED: ("men",),
    EventKind.ENTRENCHED: ("entrenchment",),
    EventKind.SUPPLY: ("supply_before", "supply", "distance", "stock"),
    EventKind.OWNER: ("side_before", "side"),
    EventKind.BROKE_OUT: (),
    EventKind.LEFT_GUNS: ("guns",),
    EventKind.BREACHED: (),
    EventKind.BROKEN_OFF: ("fought",),
    EventKind.SUPPRESSED: (),
    EventKind.DISABLED: ("equipment", "items", "slot", "men"),
    EventKind.ABANDONED: ("equipment", "items", "slot"),
    EventKind.REPAIRED: ("equipment", "items", "slot"),
    EventKind.BROKE_THROUGH: ("equipment", "items", "slot", "men"),
    EventKind.GROUND_CHANGED: ("terrain", "counts_as"),
    EventKind.ENDED: ("level", "first_points", "second_points"),
}
"""The numbers of each kind of event, in the order of the row."""


@rule
def _write(state: State, kind: int, unit: int, from_hex: int, to_hex: int, a: int, b: int, c: int, d: int) -> None:
    """Add one row to the log, if it has room; `clock.logged` counts on past the end, so that a reader can see it."""
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
    event.numbers[0] = a
    event.numbers[1] = b
    event.numbers[2] = c
    event.numbers[3] = d


@rule
def _here(state: State, unit: int) -> int:
    """Return the hex where a unit stands, NOWHERE off the map."""
    return int(state.units[unit].hex)


# --- turns and the end ----------------------------------------------------------------------------------------------


@rule
def turn_began(state: State, turn: int, side: int) -> None:
    """A side's orders are due."""
    _write(state, EventKind.TURN_BEGAN, NOWHERE, NOWHERE, NOWHERE, a=turn, b=side, c=0, d=0)


@rule
def ended(state: State, level: int, first_points: int, second_points: int) -> None:
    """The game is over, at a victory level."""
    _write(state, EventKind.ENDED, NOWHERE, NOWHERE, NOWHERE, a=level, b=first_points, c=second_points, d=0)


@rule
def ground_changed(state: State, terrain: int, counts_as: int) -> None:
    """From now on a kind of ground counts as another, or again as itself."""
    _write(state, EventKind.GROUND_CHANGED, NOWHERE, NOWHERE, NOWHERE, a=terrain, b=counts_as, c=0, d=0)


# --- coming and going -----------------------------------------------------------------------------------------------


@rule
def arrived(state: State, unit: int, hex_: int, men: int) -> None:
    """A unit has come into play."""
    _write(state, EventKind.ARRIVED, unit, hex_, hex_, a=men, b=0, c=0, d=0)


@rule
def delayed(state: State, unit: int, hex_: int) -> None:
    """A unit that is due found no room near the hex where it was to come."""
    _write(state, EventKind.DELAYED, unit, hex_, NOWHERE, a=0, b=0, c=0, d=0)


@rule
def withdrew(state: State, unit: int, from_hex: int, men: int) -> None:
    """A unit has been called away."""
    _write(state, EventKind.WITHDREW, unit, from_hex, NOWHERE, a=men, b=0, c=0, d=0)


@rule
def drifted(state: State, unit: int, from_hex: int, men: int) -> None:
    """Boats that are all crippled have drifted away."""
    _write(state, EventKind.DRIFTED, unit, from_hex, NOWHERE, a=men, b=0, c=0, d=0)


@rule
def exited(state: State, unit: int, from_hex: int, men: int) -> None:
    """A unit has left the map by an exit."""
    _write(state, EventKind.EXITED, unit, from_hex, NOWHERE, a=men, b=0, c=0, d=0)


@rule
def destroyed(state: State, unit: int, from_hex: int, men: int) -> None:
    """Nothing fights on in a unit."""
    _write(state, EventKind.DESTROYED, unit, from_hex, NOWHERE, a=men, b=0, c=0, d=0)


@rule
def surrendered(state: State, unit: int, from_hex: int, men: int) -> None:
    """A unit has laid down its arms."""
    _write(state, EventKind.SURRENDERED, unit, from_hex, NOWHERE, a=men, b=0, c=0, d=0)


# --- marches --------------------------------------------------------------------------------------------------------


@rule
def moved(state: State, unit: int, from_hex: int, to_hex: int, cost: int) -> None:
    """A unit has marched one hex; `cost` are the quarter points of its march so far."""
    _write(state, EventKind.MOVED, unit, from_hex, to_hex, a=cost, b=0, c=0, d=0)


@rule
def retreated(state: State, unit: int, from_hex: int, to_hex: int) -> None:
    """A beaten unit has fallen back one hex."""
    _write(state, EventKind.RETREATED, unit, from_hex, to_hex, a=0, b=0, c=0, d=0)


@rule
def broke_out(state: State, unit: int, from_hex: int, to_hex: int) -> None:
    """A unit without a way out has made its last stand and got through to another hex."""
    _write(state, EventKind.BROKE_OUT, unit, from_hex, to_hex, a=0, b=0, c=0, d=0)


@rule
def advanced(state: State, unit: int, from_hex: int, to_hex: int) -> None:
    """An attacker has gone into the hex that was won."""
    _write(state, EventKind.ADVANCED, unit, from_hex, to_hex, a=0, b=0, c=0, d=0)


@rule
def ferried(state: State, unit: int, crossing: int, men: int) -> None:
    """A unit has gone aboard the boats of a crossing, where it takes room for so many men."""
    _write(state, EventKind.FERRIED, unit, _here(state, unit), NOWHERE, a=crossing, b=men, c=0, d=0)


@rule
def bogged(state: State, unit: int) -> None:
    """A unit bogs down in soft ground."""
    _write(state, EventKind.BOGGED, unit, _here(state, unit), NOWHERE, a=0, b=0, c=0, d=0)


# --- fights ---------------------------------------------------------------------------------------------------------


@rule
def assault(
    state: State, unit: int, target: int, odds: int, attacker_luck: int, defender_luck: int, result: int
) -> None:
    """Units, of whom `unit` was named first, assault a hex; odds in hundredths, luck in thousandths, a Result."""
    here = _here(state, unit)
    _write(state, EventKind.ASSAULT, unit, here, target, a=odds, b=attacker_luck, c=defender_luck, d=result)


@rule
def breached(state: State, unit: int, target: int) -> None:
    """A unit with engineers or flame, the first named of those in an assault, opens works."""
    _write(state, EventKind.BREACHED, unit, _here(state, unit), target, a=0, b=0, c=0, d=0)


@rule
def broken_off(state: State, unit: int, target: int, fought: int) -> None:
    """Units, of whom `unit` was named first, break an assault off; so many thousandths of it were fought."""
    _write(state, EventKind.BROKEN_OFF, unit, _here(state, unit), target, a=fought, b=0, c=0, d=0)


@rule
def bombardment(state: State, unit: int, target: int, fire: int, luck: int) -> None:
    """A unit shells a hex; fire in hundredths of a rifleman, luck in thousandths."""
    _write(state, EventKind.BOMBARDMENT, unit, _here(state, unit), target, a=fire, b=luck, c=0, d=0)


@rule
def fired(state: State, unit: int, target: int, missions_left: int, defensive: int) -> None:
    """A unit has used one fire mission on a hex; `defensive` is 1 where it answers an assault."""
    _write(state, EventKind.FIRED, unit, _here(state, unit), target, a=missions_left, b=defensive, c=0, d=0)


@rule
def lost(state: State, unit: int, equipment: int, items: int, slot: int, men: int) -> None:
    """A unit has lost items of one kind of equipment, and so many men with them."""
    _write(state, EventKind.LOST, unit, _here(state, unit), NOWHERE, a=equipment, b=items, c=slot, d=men)


@rule
def disabled(state: State, unit: int, equipment: int, items: int, slot: int, men: int) -> None:
    """Vehicles of a unit are disabled and stay with it, and so many men of their crews are lost."""
    _write(state, EventKind.DISABLED, unit, _here(state, unit), NOWHERE, a=equipment, b=items, c=slot, d=men)


@rule
def broke_through(state: State, unit: int, equipment: int, items: int, slot: int, men: int) -> None:
    """Items of a unit have broken through the ice and are lost for good, and so many men with them."""
    _write(state, EventKind.BROKE_THROUGH, unit, _here(state, unit), NOWHERE, a=equipment, b=items, c=slot, d=men)


@rule
def abandoned(state: State, unit: int, equipment: int, items: int, slot: int) -> None:
    """A unit has given up vehicles that were disabled; they are among what was lost before."""
    _write(state, EventKind.ABANDONED, unit, _here(state, unit), NOWHERE, a=equipment, b=items, c=slot, d=0)


@rule
def repaired(state: State, unit: int, equipment: int, items: int, slot: int) -> None:
    """Vehicles of a unit that were disabled are fit again."""
    _write(state, EventKind.REPAIRED, unit, _here(state, unit), NOWHERE, a=equipment, b=items, c=slot, d=0)


@rule
def left_guns(state: State, unit: int, guns: int) -> None:
    """A beaten unit has left so many guns behind; they are among what it lost."""
    _write(state, EventKind.LEFT_GUNS, unit, _here(state, unit), NOWHERE, a=guns, b=0, c=0, d=0)


@rule
def shaken(state: State, unit: int, before: int, after: int) -> None:
    """A fight has changed the cohesion of a unit; a defender with none left to lose is logged all the same."""
    _write(state, EventKind.SHAKEN, unit, _here(state, unit), NOWHERE, a=before, b=after, c=0, d=0)


@rule
def suppressed(state: State, unit: int) -> None:
    """Guns have suppressed a unit."""
    _write(state, EventKind.SUPPRESSED, unit, _here(state, unit), NOWHERE, a=0, b=0, c=0, d=0)


@rule
def routed(state: State, unit: int, cohesion: int) -> None:
    """A unit is routed."""
    _write(state, EventKind.ROUTED, unit, _here(state, unit), NOWHERE, a=cohesion, b=0, c=0, d=0)


@rule
def rallied(state: State, unit: int, cohesion: int) -> None:
    """A routed unit has rallied."""
    _write(state, EventKind.RALLIED, unit, _here(state, unit), NOWHERE, a=cohesion, b=0, c=0, d=0)


# --- entrenchment, supply, control -----------------------------------------------------------------------------------


@rule
def entrenched(state: State, unit: int, entrenchment: int) -> None:
    """A unit has dug itself in, to this level."""
    _write(state, EventKind.ENTRENCHED, unit, _here(state, unit), NOWHERE, a=entrenchment, b=0, c=0, d=0)


@rule
def supply(state: State, unit: int, supply_before: int, supply: int, distance: int, stock: int) -> None:
    """The supply of a unit has changed; distance in tens of metres of open ground, stock in turns."""
    _write(state, EventKind.SUPPLY, unit, _here(state, unit), NOWHERE, a=supply_before, b=supply, c=distance, d=stock)


@rule
def owner(state: State, unit: int, hex_: int, side_before: int, side: int) -> None:
    """A hex has passed to a side; `unit` is who took it, NOWHERE if nobody went there."""
    _write(state, EventKind.OWNER, unit, hex_, hex_, a=side_before, b=side, c=0, d=0)
