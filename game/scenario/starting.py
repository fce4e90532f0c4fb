"""The State before the first turn, from checked nouns: units as they come, ground, stocks, bridges, bans."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.core.terms import NOWHERE, SIDES, Deny, Phase, Status, Supply
from game.scenario.names import Names
from game.scenario.nouns import Nouns
from game.scenario.ways import standing_at_start
from game.scenario.world import (
    CLOCK,
    DEPARTURE,
    DRAWN,
    PERMISSION_STATE,
    SIDE_STATE,
    UNIT_FIGURES,
    UNIT_STATE,
    Records,
    State,
    World,
    empty_hex_figures,
    empty_hexes,
    new_log,
    records,
    twin,
)


def compile_start(nouns: Nouns, names: Names, areas: Mapping[str, frozenset[int]], world: World) -> State:
    """Return the state before the first turn: all units are awaited, those on the map from the start included."""
    sides = records(SIDE_STATE, SIDES)
    for side, name in enumerate(names.sides):
        sides[side].depot = nouns.scenario.sides[name].ammunition
    clock = records(CLOCK, 1)
    clock[0].turn = nouns.scenario.calendar.first_turn
    clock[0].active = world.frame[0].first_side
    clock[0].phase = Phase.ORDERS
    clock[0].level = NOWHERE
    ground = world.calendar[int(clock[0].turn)].ground
    hexes = empty_hexes(len(world.hexes))
    for side, name in enumerate(names.sides):
        for area in nouns.scenario.sides[name].controls:
            hexes.owner[sorted(areas[area])] = side
    return State(
        units=unit_states(world),
        hexes=hexes,
        sides=sides,
        crossings=np.zeros(len(world.crossings), dtype=np.int32),
        bridges=standing_at_start(nouns),
        permissions=permission_states(nouns),
        departures=records(DEPARTURE, len(world.units) if world.exits.any() else 0),
        drawn=records(DRAWN, len(world.units) if world.units["dice"].any() else 0),
        clock=clock,
        spans=twin(world.spans_at_start[ground]),
        unit_figures=records(UNIT_FIGURES, len(world.units)),
        hex_figures=empty_hex_figures(world.counts_as[ground][world.hexes.terrain]),
        denied=np.zeros((SIDES, len(Deny), len(world.hexes)), dtype=np.int8),
        log=new_log(0),
    )


def unit_states(world: World) -> Records:
    """Return the units as they are when they come into play."""
    states = records(UNIT_STATE, len(world.units))
    states["items"] = world.units["count"]
    states["hex"] = NOWHERE
    states["below"] = NOWHERE
    states["cohesion"] = world.units["cohesion"]
    states["fatigue"] = world.units["fatigue"]
    states["entrenchment"] = world.units["entrenched"]
    states["stock"] = world.units["stock"]
    states["missions"] = world.units["start_missions"]
    states["status"] = Status.AWAITED
    states["supply"] = Supply.FULL
    return states


def permission_states(nouns: Nouns) -> Records:
    """Return the turns in which each ban is in force."""
    states = records(PERMISSION_STATE, len(nouns.scenario.permissions))
    for row, permission in enumerate(nouns.scenario.permissions):
        states[row].first, states[row].last = permission.turns
    return states
