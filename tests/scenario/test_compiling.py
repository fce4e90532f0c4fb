"""From the tiny battle to arrays: every number here was worked out by hand from its files.

Hexes of 500 m, turns of 8 hours in 48 quarter points: 300 m an hour is 10 quarters a hex, 200 are 15, 100 are 30.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.core.hexes import DIRECTIONS
from game.core.terms import NOWHERE, UNREACHED, Award, Deny, Echelon, Kind, Light, Mobility, Role, Status, Supply
from game.scenario.compiling import NO_MARGIN
from game.scenario.force_checks import units_with_spots
from game.scenario.loading import Scenario, load_scenario
from game.scenario.ways import MOBILITY_NAMES
from game.scenario.world import SLOTS
from tests.tabletop import tabletop

from .tiny import patch


@pytest.fixture
def clash(battle: Path) -> Scenario:
    return load_scenario("tiny/clash")


def at(number: str) -> int:
    return int(number[:2]) + 6 * int(number[2:])


def cost(scenario: Scenario, mobility: Mobility, step: str, *, night: int = 0) -> int:
    """Quarters of a step like "0101-W"."""
    return int(scenario.world.edges[mobility, night, at(step[:4]), DIRECTIONS.index(step[5:])])


@pytest.mark.parametrize(
    ("mobility", "step", "quarters", "why"),
    [
        (Mobility.FOOT, "0000-SE", 10, "plain at 300 m/h"),
        (Mobility.FOOT, "0203-NE", 12, "the lake by boat at 250 m/h"),
        (Mobility.FOOT, "0301-W", 10, "out of the lake onto plain"),
        (Mobility.FOOT, "0001-E", 30, "a hill at 200 m/h, up a bank that doubles it"),
        (Mobility.FOOT, "0101-W", 10, "plain, down the bank that does not slow"),
        (Mobility.FOOT, "0300-E", 30, "marsh at 100 m/h"),
        (Mobility.FOOT, "0004-E", 8, "plain, along the track at 400 m/h: 7.5"),
        (Mobility.FOOT, "0203-E", 15, "plain, over a stream"),
        (Mobility.FOOT, "0204-E", 8, "plain, over the stream by the track"),
        (Mobility.FOOT, "0000-E", 10, "plain; a railway does not help men on foot"),
        (Mobility.FOOT, "0000-W", 0, "off the map"),
        (Mobility.MOUNTED, "0203-NE", 0, "the boats take nothing heavy"),
        (Mobility.HORSE_DRAWN, "0001-E", 0, "horses with guns cannot climb hills"),
        (Mobility.WHEELED, "0101-W", 0, "the bank is closed to wheels both ways"),
        (Mobility.WHEELED, "0004-E", 2, "the track at 2000 m/h: 1.5"),
        (Mobility.TRACKED, "0300-E", 48, "marsh at 60 m/h: 50, but never more than a turn"),
        (Mobility.RAIL, "0000-E", 1, "8000 m/h: 0.4, but never nothing"),
        (Mobility.RAIL, "0200-E", 0, "the line ends here"),
    ],
)
def test_what_a_step_costs(clash: Scenario, mobility: Mobility, step: str, quarters: int, why: str) -> None:
    assert cost(clash, mobility, step) == quarters, why


def test_files_and_arrays_count_the_mobility_classes_alike() -> None:
    assert [name.upper() for name in MOBILITY_NAMES] == [mobility.name for mobility in Mobility]


@pytest.mark.parametrize(("step", "quarters"), [("0000-SE", 15), ("0001-E", 45), ("0300-E", 45), ("0004-E", 11)])
def test_a_night_march_takes_half_as_long_again(clash: Scenario, step: str, quarters: int) -> None:
    """The tiny rulebook says 1500 thousandths; the track's 7.5 become 11.25."""
    assert cost(clash, Mobility.FOOT, step, night=1) == quarters


def test_heavy_boats_take_everything_but_trains(battle: Path) -> None:
    patch(battle, "map.yaml", "heavy: false", "heavy: true")
    clash = load_scenario("tiny/clash")
    costs = [cost(clash, mobility, "0203-NE") for mobility in Mobility]
    assert costs == [12, 12, 12, 12, 12, 0, 0]  # not trains, nor boats, which have the water


def test_bog_waits_off_the_track_only(clash: Scenario) -> None:
    assert clash.world.bog[Mobility.TRACKED, at("0300"), DIRECTIONS.index("E")] == 200
    assert clash.world.bog[Mobility.FOOT, at("0300"), DIRECTIONS.index("E")] == 0
    assert clash.world.bog.sum() == 200 * (4 + 5)  # steps into the marsh of 0400 and of 0502


def test_a_track_through_marsh_spares_the_bog(battle: Path) -> None:
    patch(battle, "map.yaml", '"0304", "0303"]', '"0304", "0303", "0403", "0502", "0501"]')
    clash = load_scenario("tiny/clash")
    assert clash.world.bog[Mobility.TRACKED, at("0403"), DIRECTIONS.index("NE")] == 0
    assert clash.world.bog[Mobility.TRACKED, at("0501"), DIRECTIONS.index("SW")] == 0
    assert clash.world.bog[Mobility.TRACKED, at("0402"), DIRECTIONS.index("E")] == 200


@pytest.mark.parametrize(
    ("step", "tens", "why"),
    [
        ("0000-SE", 50, "plain is open ground"),
        ("0001-E", 75, "a hill at 200 m/h is half as far again; the bank does not matter"),
        ("0300-E", 150, "marsh at 100 m/h"),
        ("0000-E", 3, "the railway at 5 hundredths: 2.5"),
        ("0004-E", 20, "the track at 40 hundredths"),
        ("0203-NE", 150, "boats at 300 hundredths, unless the file says otherwise"),
        ("0000-W", 0, "off the map"),
    ],
)
def test_supply_distance(clash: Scenario, step: str, tens: int, why: str) -> None:
    assert clash.world.hexes.carry[at(step[:4]), DIRECTIONS.index(step[5:])] == tens, why


def test_fire_across_hexsides(clash: Scenario) -> None:
    across = clash.world.hexes.across
    assert across[at("0001"), DIRECTIONS.index("E")] == 750  # up the bank
    assert across[at("0101"), DIRECTIONS.index("W")] == 1000  # down it
    assert across[at("0203"), DIRECTIONS.index("E")] == 900
    assert across[at("0303"), DIRECTIONS.index("W")] == 900
    assert (across == 1000).sum() == across.size - 6


def test_the_way_home(clash: Scenario) -> None:
    home = clash.world.home
    assert home[0, at("0000")] == 0
    assert home[0, at("0200")] == 6  # two steps by rail
    assert home[0, at("0201")] == 56
    assert home[0, at("0301")] == UNREACHED  # the boats are not Red's
    assert home[1, at("0301")] < UNREACHED


def test_every_way_home_is_as_short_as_it_is_said_to_be(clash: Scenario) -> None:
    world = clash.world
    for side, ways in enumerate(world.ways_home):
        assert sorted(ways.hex.tolist()) == list(range(len(world.hexes)))
        assert ways.distance.tolist() == sorted(ways.distance.tolist())
        assert (ways.distance == world.home[side, ways.hex]).all()
        for way in ways:
            if world.sources[side, way.hex] == 1 or way.distance == UNREACHED:
                assert way.next == NOWHERE
                continue
            direction = world.hexes[way.next].neighbour.tolist().index(way.hex)
            assert way.distance == world.home[side, way.next] + world.hexes[way.next].carry[direction]


def test_hexes(clash: Scenario) -> None:
    hexes = clash.world.hexes
    here = hexes[at("0102")]
    assert (here.column, here.row, here.elevation, here.terrain) == (1, 2, 50, clash.names.terrain.index("hill"))
    ground = clash.world.terrain[here.terrain]
    assert (ground.cover, ground.exposure, ground.entrench_max, here.water) == (800, 1100, 4, 0)
    assert hexes.neighbour[at("0102")].tolist() == [
        at("0101"),
        at("0202"),
        at("0103"),
        at("0003"),
        at("0002"),
        at("0001"),
    ]
    assert hexes.neighbour[0].tolist() == [NOWHERE, 1, 6, NOWHERE, NOWHERE, NOWHERE]
    assert np.flatnonzero(hexes.road).tolist() == [at("0303"), *(at(n) for n in ("0004", "0104", "0204", "0304"))]
    assert np.flatnonzero(hexes.water).tolist() == [at("0301"), at("0302")]
    assert hexes.crossing[at("0301")] == 0
    assert hexes.crossing[at("0300")] == NOWHERE


def test_equipment(clash: Scenario) -> None:
    gun = clash.world.equipment[clash.names.equipment_row["field_gun"]]
    assert (gun.kind, gun.crew, gun.frontage, gun.crew_loss, gun.indirect) == (Kind.GUN, 20, 10, 600, 1)
    machine_gun = clash.world.equipment[clash.names.equipment_row["heavy_mg"]]
    assert machine_gun.frontage == machine_gun.crew == 8


def items_of(scenario: Scenario, unit: str) -> dict[str, int]:
    record = scenario.world.units[scenario.names.unit_row[unit]]
    pairs = zip(record["items"].tolist(), record["count"].tolist(), strict=True)
    return {scenario.names.equipment[item]: count for item, count in pairs if item != NOWHERE}


@pytest.mark.parametrize(
    ("unit", "items"),
    [
        ("R/1", {"riflemen": 120, "heavy_mg": 2}),
        ("R/2", {"riflemen": 60}),  # no machine guns by its own entry, and half strength
        ("R/3", {"field_gun": 4, "riflemen": 20}),
        ("B/2", {"light_tank": 3}),  # the exact number of the deployment
    ],
)
def test_items(clash: Scenario, unit: str, items: dict[str, int]) -> None:
    assert items_of(clash, unit) == items


@pytest.mark.parametrize(
    ("strength", "items"), [(1, {"riflemen": 1}), (25, {"riflemen": 30, "heavy_mg": 1}), (24, {"riflemen": 29})]
)
def test_strength_rounds_and_leaves_one_man(battle: Path, strength: int, items: dict[str, int]) -> None:
    patch(battle, "clash.yaml", '{unit: R/1, hex: "0101",', f'{{unit: R/1, hex: "0101", strength: {strength},')
    assert items_of(load_scenario("tiny/clash"), "R/1") == items


def test_units(clash: Scenario) -> None:
    assert clash.names.units == ("R/1", "R/2", "R/3", "R/4", "B/1", "B/2")  # B/3 is not deployed
    gunners, train, blue, tanks = clash.world.units[[2, 3, 4, 5]]
    assert (gunners.side, gunners.role, gunners.echelon, gunners.mobility) == (
        0,
        Role.ARTILLERY,
        Echelon.COMPANY,
        Mobility.HORSE_DRAWN,
    )
    assert (gunners.missions, gunners.start_missions) == (4, 2)
    assert (train.arrival, train.withdrawal, train.arrival_hex) == (3, 5, at("0000"))
    assert (blue.quality, blue.fatigue, blue.cohesion, blue.stock) == (1100, 10, 100, 9)
    assert (tanks.arrival, tanks.condition_area, tanks.condition_side) == (2, clash.names.area_row["east"], 1)
    assert (blue.condition_area, blue.condition_side, tanks.stock) == (NOWHERE, NOWHERE, 6)
    assert clash.world.units["items"].shape == (6, SLOTS)


def test_formations(clash: Scenario) -> None:
    names = clash.names
    assert names.formations == ("R", "R/guns", "B")
    assert names.formation_parents == (NOWHERE, 0, NOWHERE)
    assert names.formation_sides == (0, 0, 1)
    assert clash.world.units.formation.tolist() == [0, 0, 1, 1, 2, 2]


def test_calendar(clash: Scenario) -> None:
    calendar = clash.world.calendar
    assert calendar.light[1:].tolist() == [Light.DAY, Light.DARK, Light.DAY] * 2
    assert calendar.lift.tolist() == [[0, 0], *[[1, 0]] * 3, *[[2, 0]] * 3]
    assert calendar.minutes.tolist() == [0, *[480] * 6]


def test_a_scenario_may_begin_later(battle: Path) -> None:
    patch(battle, "clash.yaml", "turns: 6}", "first_turn: 3, turns: 4}")
    patch(battle, "clash.yaml", "[[1, 1], [4, 2]]", "[[4, 2]]")
    patch(battle, "clash.yaml", "turn: 2, only_if", "turn: 3, only_if")
    patch(battle, "clash.yaml", "turns: [1, 2]", "turns: [3, 4]")
    patch(battle, "clash.yaml", "turn: 1, cannot_reach", "turn: 3, cannot_reach")
    clash = load_scenario("tiny/clash")
    assert clash.world.frame.tolist() == [(500, 6, 3, 6, 1, 0, 0)]
    assert clash.start.clock[0].turn == 3
    assert clash.world.calendar.light[3] == Light.DAY
    assert clash.world.calendar.lift[:, 0].tolist() == [0, 0, 0, 0, 2, 2, 2]


def test_permissions(clash: Scenario) -> None:
    """Blue may not fire on the north in the first two turns."""
    north = sorted(clash.areas["north"])
    (fixed,), (ban,) = clash.world.permissions, clash.start.permissions
    assert (fixed.side, fixed.deny, ban.first, ban.last) == (1, Deny.FIRE, 1, 2)
    assert np.flatnonzero(clash.world.areas[fixed.area]).tolist() == north


def test_awards_and_levels(clash: Scenario) -> None:
    hold, losses, fixed, ground, clear = clash.world.awards
    assert (hold.award, hold.side, hold.points, hold.contested) == (Award.HOLD, 1, 10, 4)
    assert (hold.area, hold.of, hold.kind) == (clash.names.area_row["hilltop"], NOWHERE, NOWHERE)
    assert (losses.award, losses.side, losses.of, losses.kind, losses.per) == (Award.LOSSES, 0, 1, Kind.MEN, 10)
    assert (fixed.award, fixed.points) == (Award.FIXED, 2)
    assert (ground.award, ground.free) == (Award.GROUND, 2)
    assert (clear.award, clear.of) == (Award.CLEAR, 0)
    assert clash.world.levels.tolist() == [3, -2, NO_MARGIN]
    assert clash.names.levels == ("red_wins", "draw", "blue_wins")
    assert clash.names.level_winners == (0, NOWHERE, 1)
    assert clash.names.awards[0] == "Blue: 10 for holding hilltop, 4 if contested"


def test_one_of_a_kind_and_a_name_of_both_sides_in_awards(battle: Path) -> None:
    """No number before what there is one of; and which of two units is meant."""
    patch(battle, "clash.yaml", "kind: men, per: 10, points: 1", "kind: tank, per: 1, points: 1")
    patch(battle, "clash.yaml", "{side: red, award: fixed,", "{side: red, award: destroyed, unit: B/2,")
    assert load_scenario("tiny/clash").names.awards[1:3] == (
        "Red: 1 for each Blue tank lost",
        "Red: 2 for the end of Tanks",
    )
    name = next(unit.name for _, _, unit in units_with_spots(load_scenario("tiny/clash").forces) if unit.id == "R/1")
    patch(battle, "forces.yaml", '"Tanks"', f'"{name}"')
    assert load_scenario("tiny/clash").names.awards[2] == f"Red: 2 for the end of {name} (Blue)"


def test_areas_and_regions_are_called_by_their_titles(battle: Path) -> None:
    """Of the map, of the scenario, and regions; an area without a title by its id."""
    patch(battle, "map.yaml", "hilltop: {hexes", 'hilltop: {title: "the top of the hill", hexes')
    patch(battle, "map.yaml", "regions: |", 'region_titles: {west: "the west bank"}\nregions: |')
    patch(battle, "clash.yaml", "{side: red, award: fixed,", "{side: red, award: share, area: west,")
    names = load_scenario("tiny/clash").names
    titles = {area: names.area_titles[row] for area, row in names.area_row.items()}
    assert (titles["hilltop"], titles["west"], titles["shore"]) == ("the top of the hill", "the west bank", "shore")
    assert names.awards[0] == "Blue: 10 for holding the top of the hill, 4 if contested"
    assert names.awards[2] == "Red: 2 for all hexes of the west bank, or a share of the points for a share of them"


def test_rules_and_overrides(clash: Scenario) -> None:
    """Both are given for a hex of 1 km; here it is 500 m wide."""
    assert clash.rules.rules["stack_limit"].value == 2400
    assert clash.file.rules == {"stack_limit": 1200}
    assert clash.world.rules[0].movement.stack_limit == 600
    assert clash.world.rules[0].luck.tolist() == [1000] * 36


def test_a_rule_that_is_not_overridden_is_scaled_too(battle: Path) -> None:
    patch(battle, "clash.yaml", "rules: {stack_limit: 1200}\n", "")
    assert load_scenario("tiny/clash").world.rules[0].movement.stack_limit == 1200


def test_dry_hexes_of_areas(clash: Scenario) -> None:
    """Area after area, each in the order of the map, without the lake; `area_first` says where each begins."""
    world, names = clash.world, clash.names
    assert len(world.area_first) == len(names.areas) + 1
    assert (world.area_first[0], world.area_first[-1]) == (0, len(world.area_hexes))
    for area, row in names.area_row.items():
        listed = world.area_hexes[world.area_first[row] : world.area_first[row + 1]].tolist()
        assert listed == sorted(set(clash.areas[area]) - {at("0301"), at("0302")}), area
    assert any(world.areas[:, at("0301")])  # some area has water in it


def test_a_share_of_an_area_is_an_award_like_the_others(battle: Path) -> None:
    patch(
        battle,
        "clash.yaml",
        "{side: red, award: fixed, points: 2, estimate: true}",
        "{side: red, award: share, area: west, points: 6, estimate: true}",
    )
    clash = load_scenario("tiny/clash")
    share = clash.world.awards[2]
    assert (share.award, share.side, share.points) == (Award.SHARE, 0, 6)
    assert (share.area, share.of, share.kind) == (clash.names.area_row["west"], NOWHERE, NOWHERE)
    assert clash.names.awards[2] == "Red: 6 for all hexes of west, or a share of the points for a share of them"


def test_the_start(clash: Scenario) -> None:
    start = clash.start
    assert start.units.status.tolist() == [Status.AWAITED] * 6
    assert start.units.hex.tolist() == start.units.below.tolist() == [NOWHERE] * 6
    assert start.units.cohesion.tolist() == [100, 90, 100, 100, 100, 100]
    assert start.units.entrenchment.tolist() == [2, 0, 0, 0, 0, 0]
    assert start.units.missions.tolist() == [0, 0, 2, 0, 0, 0]
    assert start.units.supply.tolist() == [Supply.FULL] * 6
    assert (start.units["items"] == clash.world.units["count"]).all()
    assert start.hexes.owner[[at("0000"), at("0300"), at("0500")]].tolist() == [0, NOWHERE, 1]
    assert start.hexes.top.tolist() == [NOWHERE] * 30
    assert start.sides.depot.tolist() == [8, 0]
    assert (start.clock[0].turn, start.clock[0].active, start.clock[0].level) == (1, 1, NOWHERE)
    assert len(start.log) == 0


def test_a_map_without_crossings_has_an_idle_one(battle: Path) -> None:
    path = battle / "scenarios" / "tiny" / "map.yaml"
    path.write_text(path.read_text().partition("crossings:")[0])
    world = load_scenario("tiny/clash").world
    assert len(world.crossings) == 1
    assert (world.hexes.crossing == NOWHERE).all()
    assert world.edges[Mobility.FOOT, 0, at("0203"), DIRECTIONS.index("NE")] == 0


def test_all_arrays_lie_as_compiled_code_wants_them(clash: Scenario) -> None:
    for array in (*clash.world, *clash.start):
        assert array.flags.c_contiguous
    assert isinstance(clash.world.hexes, np.recarray)


def test_somebody_is_left_however_little_strength_a_unit_has() -> None:
    """One of its first items, where the share of all of them would round to nothing."""
    table = tabletop("R1 . B1", R1={"strength": 1, "items": {"riflemen": 10, "hmg_maxim": 2}})
    assert {item: count for item, count in table.items("R1").items() if count} == {"riflemen": 1}
