"""What must agree in any position, counted again the obvious way: stacks, loads, zones, strength, losses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES, EventKind, Kind, Mobility, Status
from game.engine.events import Event
from game.engine.game import Game
from game.rules.strengths import counts_at_start
from game.scenario.world import KINDS, State, World


def present(state: State) -> list[int]:
    """The rows of the units on the map."""
    return [int(row) for row in np.flatnonzero(state.units["status"] == Status.PRESENT)]


def zones_from_scratch(world: World, state: State) -> NDArray[np.int64]:
    """(H, SIDES) how many units hold each hex in their zone, by the words of rulebook 3.6."""
    zones = np.zeros((len(world.hexes), SIDES), np.int64)
    for unit in present(state):
        row = state.units[unit]
        figures = state.unit_figures[unit]
        boat = world.units[unit].mobility == Mobility.BOAT
        if row.routed or boat or figures.frontage < world.rules[0].movement.zone_frontage:
            continue
        here = int(row.hex)
        around = [int(hex_) for hex_ in world.hexes[here].neighbour if hex_ != NOWHERE]
        for hex_ in [here, *(hex_ for hex_ in around if not world.hexes[hex_].water)]:
            zones[hex_, int(world.units[unit].side)] += 1
    return zones


def strength_from_scratch(world: World, state: State, unit: int) -> dict[str, int]:
    """What follows from the items of a unit (5.2)."""
    held = [
        (int(count), world.equipment[int(item)])
        for item, count in zip(world.units[unit]["items"], state.units[unit]["items"], strict=True)
        if item != NOWHERE
    ]
    return {
        "fire": sum(count * int(item.soft) for count, item in held),
        "armour_fire": sum(count * int(item.soft) for count, item in held if item.armour > 0),
        "opens": sum(count * int(item.opens_works) for count, item in held),
        "armour_opens": sum(count * int(item.opens_works) for count, item in held if item.armour > 0),
        "targets": sum(count * int(item.crew) * int(item.exposure) for count, item in held if item.armour == 0),
        "frontage": sum(count * int(item.frontage) for count, item in held),
        "men": sum(count * int(item.crew) for count, item in held),
        "armour": sum(count for count, item in held if item.armour > 0),
    }


def faults(world: World, state: State) -> list[str]:
    """Everything in a position that contradicts itself or the limits of the rulebook; hopefully nothing."""
    return [*_unit_faults(world, state), *_stack_faults(world, state), *_side_faults(world, state)]


BOUNDS = {
    "items": 32_000, "carry": 999, "cohesion": 100, "fatigue": 100, "mp_left": 48, "missions": 32_000,
    "entrenchment": 4, "digging": 32_000, "stock": 32_000, "routed": 1, "moved": 1, "attacked": 1, "pinned": 1,
    "suppressed": 1, "disabled": 32_000, "repairs": 999,
}  # fmt: skip
"""The most that a field of a unit may be; the least is 0."""


def _unit_faults(world: World, state: State) -> list[str]:
    units = state.units
    found = [
        f"{name} is not from 0 to {most}"
        for name, most in BOUNDS.items()
        if units[name].min(initial=0) < 0 or units[name].max(initial=0) > most
    ]
    if (units["items"].astype(int) + units["disabled"] > counts_at_start(world, state)).any():
        found.append("items were created")
    if (units["missions"] > np.maximum(world.units["missions"], world.units["start_missions"])).any():
        found.append("a gun has more missions than it can carry")
    for unit in range(len(units)):
        if units[unit].status != Status.AWAITED:
            found += _strength_faults(world, state, unit) + _place_faults(world, state, unit)
    return found


def _strength_faults(world: World, state: State, unit: int) -> list[str]:
    figures = state.unit_figures[unit]
    return [
        f"{name} of unit {unit} is {figures[name]}, not {value}"
        for name, value in strength_from_scratch(world, state, unit).items()
        if int(figures[name]) != value
    ]


def _place_faults(world: World, state: State, unit: int) -> list[str]:
    row = state.units[unit]
    figures = state.unit_figures[unit]
    if row.status != Status.PRESENT:
        gone = row.hex == NOWHERE and row.below == NOWHERE and not figures.zone
        return [] if gone else [f"unit {unit} has left the map and not left it"]
    here = world.hexes[int(row.hex)]
    deepest = world.terrain.entrench_max[world.counts_as[:, here.terrain]].max()
    wrong = {
        "stands in water, or is a boat and does not": here.water != (world.units[unit].mobility == Mobility.BOAT),
        "is dug in deeper than the ground allows": row.entrenchment > deepest,
        "is empty": figures.men == 0,
    }
    return [f"unit {unit} {what}" for what, so in wrong.items() if so]


def stacks(world: World, state: State) -> dict[int, list[int]]:
    """Units by hex, from the units' own hex fields."""
    found: dict[int, list[int]] = {}
    for unit in present(state):
        found.setdefault(int(state.units[unit].hex), []).append(unit)
    return found


def _stack_faults(world: World, state: State) -> list[str]:
    found = []
    by_hex = stacks(world, state)
    touched = np.flatnonzero((state.hexes["top"] != NOWHERE) | (state.hex_figures["side"] != NOWHERE))
    for hex_ in sorted({*by_hex, *touched.tolist()}):
        units = by_hex.get(hex_, [])
        chain = []
        unit = int(state.hexes[hex_].top)
        while unit != NOWHERE and len(chain) <= len(units):
            chain.append(unit)
            unit = int(state.units[unit].below)
        if sorted(chain) != units:
            found.append(f"the stack of hex {hex_} is inconsistent")
        load = sum(int(state.unit_figures[unit].frontage) for unit in units)
        if int(state.hex_figures[hex_].load) != load:
            found.append(f"the load of hex {hex_} is {state.hex_figures[hex_].load}, not {load}")
        limits = world.rules[0].movement
        if len(units) > 1 and (load > limits.stack_limit or len(units) > limits.stack_units):
            found.append(f"hex {hex_} is over its limit: {load} men in {len(units)} units")
        stands = int(world.units[units[0]].side) if units else NOWHERE
        if int(state.hex_figures[hex_].side) != stands:
            found.append(f"side {state.hex_figures[hex_].side} is said to stand in hex {hex_}, not {stands}")
        if len({int(world.units[unit].side) for unit in units}) > 1:
            found.append(f"enemies share hex {hex_}")
        dry = world.hexes[hex_].water == 0
        if units and dry and int(state.hexes[hex_].owner) != int(world.units[units[0]].side):
            found.append(f"hex {hex_} belongs to somebody who is not in it")
    if not (state.hex_figures["zone"] == zones_from_scratch(world, state)).all():
        found.append("zones are not what the units make them")
    return found


def _side_faults(world: World, state: State) -> list[str]:
    found = []
    if state.sides["losses"].min() < 0 or state.sides["depot"].min() < 0 or state.sides["captured"].min() < 0:
        found.append("a side has lost less than nothing")
    if state.sides["crew_carry"].min() < 0 or state.sides["crew_carry"].max() > 999:
        found.append("carried crews are not thousandths")
    for crossing in range(len(state.crossings)):
        most = max(int(world.crossings[crossing].day), int(world.crossings[crossing].night))
        if not 0 <= state.crossings[crossing] <= most:
            found.append(f"crossing {crossing} has carried {state.crossings[crossing]} of {most}")
    missing, gone = np.zeros((SIDES, KINDS), np.int64), np.zeros((SIDES, KINDS), np.int64)
    for unit in range(len(world.units)):
        row, fixed = state.units[unit], world.units[unit]
        first = counts_at_start(world, state)[unit]
        for item, before, now, lies in zip(fixed["items"], first, row["items"], row["disabled"], strict=True):
            if item == NOWHERE:
                continue
            noun = world.equipment[int(item)]
            missing[int(fixed.side), int(noun.kind)] += int(before) - int(now)
            gone[int(fixed.side), int(noun.kind)] += (int(before) - int(now) - int(lies)) * (noun.armour > 0)
            if lies and noun.armour == 0:
                found.append(f"{lies} items without armour lie disabled with unit {unit}")
    machines = [kind for kind in Kind if kind is not Kind.MEN]
    lost = (missing + state.sides["repaired"])[:, machines]
    if (lost != state.sides["losses"][:, machines]).any():
        found.append(f"items missing or repaired {lost.tolist()} are not the losses {state.sides['losses'].tolist()}")
    if (gone != state.sides["written_off"]).any():
        found.append(f"vehicles gone {gone.tolist()} are not those written off {state.sides['written_off'].tolist()}")
    return found


HIT: Final = (EventKind.LOST, EventKind.DISABLED, EventKind.BROKE_THROUGH)
"""Events that take items out of a slot."""


def losses_logged(game: Game, events: Sequence[Event]) -> NDArray[np.int64]:
    """(SIDES, KINDS) what the events of HIT in some orders add up to; men of crews count as men."""
    names = game.scenario.names
    logged = np.zeros((SIDES, KINDS), np.int64)
    for event in events:
        if event.kind not in HIT:
            continue
        assert event.unit is not None
        side = int(game.world.units[names.unit_row[event.unit]].side)
        kind = int(game.world.equipment[names.equipment_row[event["equipment"]]].kind)
        logged[side, Kind.MEN] += event["men"]
        if kind != Kind.MEN:
            logged[side, kind] += event["items"]
    return logged


def items_logged(game: Game, events: Sequence[Event]) -> NDArray[np.int64]:
    """(U, SLOTS) what the LOST and DISABLED events take out of each slot, less what REPAIRED events put back."""
    logged = np.zeros(game.state.units["items"].shape, np.int64)
    for event in events:
        if event.kind in (*HIT, EventKind.REPAIRED):
            assert event.unit is not None
            sign = -1 if event.kind is EventKind.REPAIRED else 1
            logged[game.scenario.names.unit_row[event.unit], event["slot"]] += sign * event["items"]
    return logged
