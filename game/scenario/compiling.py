"""Turning checked nouns into the arrays of the World; the State before the first turn is made in `starting`.

The rows of each array are in the order of the files; `names.py` says what they are called. Costs from hex to hex are
worked out in `ways.py`, light in `light.py`. Nothing here complains: `checks.py` has been before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, SIDES, Award, Deny, Echelon, Kind, Light, Mobility, Role
from game.scenario.changing_ground import GroundByTurn, ground_by_turn
from game.scenario.establishments import establishment
from game.scenario.force_checks import units_named
from game.scenario.grids import hex_row, known_terrain, terrain_ids
from game.scenario.heights import elevations
from game.scenario.light import turn_lights
from game.scenario.names import Listed, Names, branches, deployed, rows_of
from game.scenario.nouns import Nouns
from game.scenario.rule_values import RULE_VALUES, field_of
from game.scenario.schema.libraries import FULL_TURN, UnitType, in_thousandths
from game.scenario.schema.mapsheet import Crossing, MapFile
from game.scenario.schema.scenario_file import Deployment
from game.scenario.spans import carry_with, with_spans
from game.scenario.ways import Ints, Ways, home_distances, ways_home
from game.scenario.world import (
    AWARD,
    CROSSING,
    EQUIPMENT,
    FRAME,
    HEX,
    PERMISSION,
    RULES,
    SLOTS,
    TERRAIN,
    TURN,
    UNIT,
    Records,
    World,
    records,
)

Areas = Mapping[str, frozenset[int]]

NO_MARGIN: Final = -(2**31) + 1
"""The least margin of the last level: every margin reaches it."""

IDLE: Final = "spare"
"""Fields of this name only keep records aligned."""


def compile_world(nouns: Nouns, names: Names, areas: Areas) -> World:
    """Return the arrays of everything that stays as it is."""
    rules = rules_record(nouns)
    crossing_of = crossings_by_hex(nouns.map, areas)
    ways = Ways(nouns, crossing_of, int(rules[0].movement.night_march), int(rules[0].movement.pace))
    ground = ground_by_turn(nouns)
    tables = with_spans(ways, ground.counts_as)
    hexes = hex_records(nouns, ways, crossing_of)
    hexes["carry"] = tables.carry
    crossings = crossing_records(nouns, names)
    sources = source_table(nouns, names)
    inside = area_table(nouns.map, areas)
    area_first, area_hexes = dry_hexes(inside, hexes)
    at_start = carry_with(tables.carry, tables.at_start[ground.of_turn[nouns.scenario.calendar.first_turn]])
    home = np.stack([home_distances(hexes, at_start, crossings, sources[side], side) for side in range(SIDES)])
    units = unit_records(nouns, names)
    return World(
        hexes=hexes,
        equipment=equipment_records(nouns),
        units=units,
        crossings=crossings,
        awards=award_records(nouns, names),
        calendar=calendar_records(nouns, names, ground),
        rules=rules,
        terrain=terrain_records(nouns),
        counts_as=ground.counts_as,
        edges=tables.edges,
        bog=tables.bog,
        breaks=tables.breaks,
        spans=tables.spans,
        spans_at_start=tables.at_start,
        areas=inside,
        area_hexes=area_hexes,
        area_first=area_first,
        permissions=permission_records(nouns, names),
        exits=exit_table(nouns, names, areas),
        counted=counted_units(nouns, names),
        sources=sources,
        home=home,
        ways_home=ways_home(hexes, at_start, home),
        levels=level_margins(nouns),
        frame=frame_record(nouns, names, units),
    )


# --- rules ----------------------------------------------------------------------------------------------------------


def rules_record(nouns: Nouns) -> Records:
    """Return the numbers of the rulebook, or those that the scenario sets for itself, at the scenario's scale."""
    rules = records(RULES, 1)
    for name, noun in nouns.rules.rules.items():
        value = nouns.scenario.rules.get(name, noun.value)
        minutes = nouns.scenario.calendar.minutes
        if RULE_VALUES[name].rate:
            field_of(rules, name)[0] = in_thousandths(value, minutes if noun.per else FULL_TURN)
        else:
            field_of(rules, name)[0] = noun.at_scale(value, nouns.map.hex_size, minutes)
    return rules


# --- the ground -----------------------------------------------------------------------------------------------------


def hex_records(nouns: Nouns, ways: Ways, crossing_of: Ints) -> Records:
    """Return the hexes, row by row from the north-west."""
    map_file = nouns.map
    row_of_terrain = rows_of(nouns.terrain.terrain)
    terrain = [nouns.terrain.terrain[id_] for id_ in terrain_ids(map_file)]
    hexes = records(HEX, len(terrain))
    hexes["neighbour"] = ways.neighbour
    hexes["across"] = ways.across()
    hexes["row"], hexes["column"] = np.divmod(np.arange(len(terrain)), map_file.columns)
    hexes["elevation"] = elevations(map_file)
    hexes["crossing"] = crossing_of
    hexes["terrain"] = [row_of_terrain[id_] for id_ in terrain_ids(map_file)]
    hexes["water"] = [noun.water for noun in terrain]
    for road in map_file.roads:
        if road.kind != "railway":
            hexes["road"][[hex_row(map_file, number) or 0 for number in road.path]] = 1
    return hexes


def terrain_records(nouns: Nouns) -> Records:
    """Return the kinds of ground."""
    table = records(TERRAIN, len(nouns.terrain.terrain))
    for row, noun in enumerate(nouns.terrain.terrain.values()):
        for field in ("cover", "exposure", "armour", "entrench_max", "shelter"):
            table[row][field] = getattr(noun, field)
    return table


def crossing_hexes(crossing: Crossing, map_file: MapFile, areas: Areas, water: set[int]) -> set[int]:
    """Return the water hexes that a crossing serves."""
    hexes = {row for number in crossing.hexes if (row := hex_row(map_file, number)) is not None}
    return (hexes | areas.get(crossing.area or "", frozenset())) & water


def water_hexes(map_file: MapFile, water_terrain: set[str]) -> set[int]:
    """Return all hexes of water."""
    return {row for row, id_ in known_terrain(map_file).items() if id_ in water_terrain}


def crossings_by_hex(map_file: MapFile, areas: Areas) -> Ints:
    """(H,) row of the crossing that serves each hex, NOWHERE without one; land in a crossing's area does no harm."""
    table = np.full(map_file.columns * map_file.rows, NOWHERE, dtype=np.int64)
    everywhere = set(range(len(table)))
    for row, crossing in enumerate(map_file.crossings):
        table[sorted(crossing_hexes(crossing, map_file, areas, everywhere))] = row
    return table


def area_table(map_file: MapFile, areas: Areas) -> NDArray[np.int8]:
    """(A, H) 1 where the hex belongs to the area."""
    table = np.zeros((len(areas), map_file.columns * map_file.rows), dtype=np.int8)
    for row, hexes in enumerate(areas.values()):
        table[row, sorted(hexes)] = 1
    return table


# --- the forces -----------------------------------------------------------------------------------------------------


def equipment_records(nouns: Nouns) -> Records:
    """Return the kinds of items."""
    library = nouns.equipment.equipment
    table = records(EQUIPMENT, len(library))
    same = (
        "soft",
        "range",
        "hard",
        "penetration",
        "close",
        "opens_works",
        "armour",
        "crew",
        "crew_loss",
        "exposure",
        "indirect",
    )
    for row, noun in enumerate(library.values()):
        for field in same:
            table[row][field] = getattr(noun, field)
        table[row].frontage = noun.room
        table[row].burnt = NOWHERE if noun.burnt is None else noun.burnt
        table[row].kind = Kind[noun.kind.upper()]
    return table


def unit_records(nouns: Nouns, names: Names) -> Records:
    """Return the units that the scenario deploys."""
    deployments = {deployment.unit: deployment for deployment in nouns.scenario.deployment}
    listed = deployed(nouns, branches(nouns))
    table = records(UNIT, len(listed))
    for row, unit in enumerate(listed):
        noun = establishment(unit.unit, nouns.unit_types.unit_types[unit.unit.type])
        deployment = deployments[unit.unit.id]
        _set_establishment(table[row], nouns, names, unit, noun)
        _set_items(table[row], names, start_items(noun, unit, deployment))
        _set_deployment(table[row], nouns, names, deployment)
        if deployment.missions is None:
            table[row].start_missions = table[row].missions
    return table


def _set_establishment(record: Any, nouns: Nouns, names: Names, listed: Listed, noun: UnitType) -> None:
    unit = listed.unit
    record.side = listed.side
    record.formation = listed.formation
    record.type = names.unit_type_row[unit.type]
    record.role = Role[noun.role.upper()]
    record.echelon = Echelon[noun.echelon.upper()]
    record.mobility = Mobility[noun.mobility.upper()]
    record.quality = noun.quality
    record.morale = noun.morale
    record.night_assault = noun.night_assault
    record.missions = noun.missions
    record.stock = noun.supply_days * 1440 // nouns.scenario.calendar.minutes


def full_items(noun: UnitType, listed: Listed) -> dict[str, int]:
    """Return a unit's items at full strength: those of its type, changed where the unit says so."""
    items = {**noun.items, **listed.unit.items}
    return {id_: count for id_, count in items.items() if count > 0}


def start_items(noun: UnitType, listed: Listed, deployment: Deployment) -> dict[str, int]:
    """Return a unit's items in this scenario: its share, or the most, of full strength, then exact numbers given."""
    full = full_items(noun, listed)
    items = {id_: (count * deployment.most + 50) // 100 for id_, count in full.items()}
    for first in list(items)[:1]:
        items[first] = max(1, items[first])
    items.update(deployment.items)
    return {id_: count for id_, count in items.items() if count > 0}


def _set_items(record: Any, names: Names, items: Mapping[str, int]) -> None:
    assert len(items) <= SLOTS
    record["items"] = NOWHERE
    for slot, (id_, count) in enumerate(items.items()):
        record["items"][slot] = names.equipment_row[id_]
        record["count"][slot] = count


def _set_deployment(record: Any, nouns: Nouns, names: Names, deployment: Deployment) -> None:
    record.arrival = deployment.turn or 0
    record.arrival_hex = hex_row(nouns.map, deployment.hex)
    record.chance = deployment.chance
    record.until = deployment.until or 0
    if deployment.drawn is not None:
        record.least, record.most = deployment.drawn.least, deployment.drawn.most
        record.dice = deployment.drawn.dice
    record.withdrawal = deployment.withdraws or 0
    record.condition_area = NOWHERE
    record.condition_side = NOWHERE
    if deployment.only_if is not None:
        record.condition_area = names.area_row[deployment.only_if.area]
        record.condition_side = names.side_row[deployment.only_if.side]
    record.cohesion = deployment.cohesion
    record.fatigue = deployment.fatigue
    record.entrenched = deployment.entrenched
    record.start_missions = deployment.missions or 0


def crossing_records(nouns: Nouns, names: Names) -> Records:
    """Return the crossings; a map without any has one idle row."""
    crossings = nouns.map.crossings
    table = records(CROSSING, max(1, len(crossings)))
    for row, crossing in enumerate(crossings):
        table[row].day = crossing.lift.day
        table[row].night = crossing.lift.night
        table[row].side = names.side_row[crossing.side]
        table[row].heavy = crossing.heavy
        table[row].disorder = crossing.disorder
    return table


# --- the scenario ---------------------------------------------------------------------------------------------------


def calendar_records(nouns: Nouns, names: Names, ground: GroundByTurn) -> Records:
    """Return light, minutes, weather and ammunition lift by turn number; rows before the first turn are empty."""
    calendar = nouns.scenario.calendar
    table = records(TURN, calendar.last_turn + 1)
    place = (nouns.map.latitude, nouns.map.longitude)
    lights = turn_lights(calendar.beginning, calendar.utc_offset, calendar.minutes, calendar.turns, place)
    table["light"][calendar.first_turn :] = [int(light) for light in lights]
    table["minutes"][calendar.first_turn :] = calendar.minutes
    for first, last in nouns.scenario.weather.cold:
        table["cold"][first : last + 1] = 1
    table["ground"] = ground.of_turn
    for side, name in enumerate(names.sides):
        for turn, missions in nouns.scenario.sides[name].ammunition_lift:
            table["lift"][turn:, side] = missions
    return table


def award_records(nouns: Nouns, names: Names) -> Records:
    """Return what victory points are given for."""
    awards = nouns.scenario.victory.awards
    table = records(AWARD, len(awards))
    for row, award in enumerate(awards):
        table[row].points = award.points
        table[row].contested = award.contested
        table[row].per = award.per
        table[row].free = award.free
        table[row].award = Award[award.award.upper()]
        table[row].side = names.side_row[award.side]
        table[row].of = NOWHERE if award.of is None else names.side_row[award.of]
        table[row].area = NOWHERE if award.area is None else names.area_row[award.area]
        table[row].kind = NOWHERE if award.kind is None else Kind[award.kind.upper()]
        table[row].unit = NOWHERE if award.unit is None else names.unit_row[award.unit]
        table[row].by = award.by or 0
        table[row].strength = award.strength
    return table


def counted_units(nouns: Nouns, names: Names) -> NDArray[np.int8]:
    """(P, U) 1 for the units that an award for those who have exited is about."""
    awards = nouns.scenario.victory.awards
    table = np.zeros((len(awards), len(names.units)), dtype=np.int8)
    sides = {listed.unit.id: names.sides[listed.side] for listed in deployed(nouns, branches(nouns))}
    for row, award in enumerate(awards):
        if award.award == "exited":
            named = units_named(nouns.forces, award.units) if award.units else frozenset(sides)
            table[row] = [unit in named and sides[unit] == award.of for unit in names.units]
    return table


def exit_table(nouns: Nouns, names: Names, areas: Areas) -> NDArray[np.int8]:
    """(SIDES, H) 1 where units of a side may leave the map."""
    table = np.zeros((SIDES, nouns.map.columns * nouns.map.rows), dtype=np.int8)
    for side, name in enumerate(names.sides):
        for area in nouns.scenario.sides[name].exits:
            table[side, sorted(areas[area])] = 1
    return table


def dry_hexes(inside: NDArray[np.int8], hexes: Records) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return (A + 1,) where each area's hexes begin in the list, and the list of those that are not water."""
    lists = [np.flatnonzero((row == 1) & (hexes.water == 0)) for row in inside]
    first = np.cumsum([0, *(len(row) for row in lists)])
    together = np.concatenate(lists) if lists else np.zeros(0, np.int64)
    return first.astype(np.int32), together.astype(np.int32)


def permission_records(nouns: Nouns, names: Names) -> Records:
    """Return who is forbidden what, and where."""
    table = records(PERMISSION, len(nouns.scenario.permissions))
    for row, permission in enumerate(nouns.scenario.permissions):
        table[row].area = names.area_row[permission.area]
        table[row].side = names.side_row[permission.side]
        table[row].deny = Deny[permission.deny.upper()]
    return table


def source_table(nouns: Nouns, names: Names) -> NDArray[np.int8]:
    """(SIDES, H) 1 where supply of a side begins."""
    table = np.zeros((SIDES, nouns.map.columns * nouns.map.rows), dtype=np.int8)
    for side, name in enumerate(names.sides):
        table[side, [hex_row(nouns.map, number) or 0 for number in nouns.scenario.sides[name].supply_sources]] = 1
    return table


def level_margins(nouns: Nouns) -> NDArray[np.int32]:
    """(V,) least margin of each level, best first."""
    margins = [level.at_least for level in nouns.scenario.victory.levels]
    return np.array([NO_MARGIN if margin is None else margin for margin in margins], dtype=np.int32)


def frame_record(nouns: Nouns, names: Names, units: Records) -> Records:
    """Return the few numbers of the whole scenario."""
    frame = records(FRAME, 1)
    frame[0].hex_size = nouns.map.hex_size
    frame[0].columns = nouns.map.columns
    frame[0].first_turn = nouns.scenario.calendar.first_turn
    frame[0].last_turn = nouns.scenario.calendar.last_turn
    frame[0].first_side = names.side_row[nouns.scenario.order_of_play[0]]
    frame[0].boats = int((units.mobility == Mobility.BOAT).any())
    return frame


def light_of(world: World, turn: int) -> Light:
    """Return the light of a turn."""
    return Light(int(world.calendar[turn].light))
