"""Khalkhin Gol against its dossiers: hex_grids.md 2-6, khalkhin_gol_map.md, khalkhin_gol_forces.md 2, 3 and 9.4."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import pytest

from game.core.hexes import DIRECTIONS, parse_number, step
from game.core.terms import Deny, Light, Mobility, Role
from game.engine.plain import plain
from game.rules.ways import edge_cost
from game.scenario.grids import hexside, road_steps, terrain_ids
from game.scenario.heights import elevations
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import Listed, branches, units_in
from tests.bans import banned

TERRAIN = {
    "steppe": 1092, "plateau": 1047, "dune": 533, "grass_hill": 425, "meadow": 344, "basin": 328, "ridge": 273,
    "terrace": 137, "wooded_hill": 114, "bluff": 99, "loose_sand": 71, "reed_bottom": 46, "dune_top": 18,
    "salt_lake": 9,
}  # fmt: skip
"""Hexes of each kind, hex_grids.md 2."""

MEN = {
    "S-80": 2700, "S-127": 2700, "S-293": 2700, "S-8A": 1650, "S-7A": 1650, "S-9A": 1650, "S-602": 2500,
    "S-603": 2500, "S-601": 2500, "S-24": 2300, "S-149": 2300, "S-5MG/1": 840, "S-5MG/2": 840, "S-5MG/3": 840,
    "S-212/1": 300, "S-212/2": 300, "S-212/3": 300, "S-212/4": 300, "S-152/1": 2500, "M-8CD": 1200, "M-6CD": 1200,
    "J-Ioki": 800, "J-26/I": 500, "J-26/II": 550, "J-26/III": 550, "J-72/I": 470, "J-72/II": 470, "J-72/III": 470,
    "J-64/I": 500, "J-64/II": 500, "J-64/III": 500, "J-71/I": 500, "J-71/II": 500, "J-71/III": 500,
    "J-8BG/1": 750, "J-8BG/2": 750, "J-28/II": 500, "J-23E": 330, "J-23T": 300, "J-14B": 1800, "J-7D": 5000,
    "Z-N": 1000, "Z-H": 1500,
}  # fmt: skip
"""Men by counter of table 9.4."""

ARMOUR = {
    "S-57T": 25, "S-36T": 25, "S-82T": 25, "S-6T/IV": 38, "S-11T/I": 39, "S-Fl1": 10, "S-Fl2": 10, "S-8A": 82,
    "S-7A": 82, "S-9A": 82, "M-8CD": 16, "M-6CD": 16, "J-Ioki": 4,
}  # fmt: skip
"""Tanks and armoured cars by counter; the armoured brigades have twelve liaison cars beside their 70."""

ANTI_TANK = {"at_45mm_53k", "at_37mm_type_94"}
SMALL = {*ANTI_TANK, "gun_70mm_type_92", "gun_76mm_1927", "su12", "gun_75mm_type_41"}
RATING = re.compile(r"\bQ (\d)")

HEIGHTS_OFF = 13
"""Metres by which the mean of a hex may lie under the stated top: twelve at hill 747 (hex_grids.md 6)."""


@pytest.fixture(scope="module")
def august() -> Scenario:
    return load_scenario("khalkhin_gol/august_encirclement")


def listed(scenario: Scenario) -> list[Listed]:
    return list(units_in(branches(scenario.nouns)))


def items_of(scenario: Scenario, entry: Listed) -> Counter[str]:
    establishment = scenario.unit_types.unit_types[entry.unit.type].items
    return Counter({id_: n for id_, n in {**establishment, **entry.unit.items}.items() if n})


def men_in(scenario: Scenario, items: Counter[str]) -> int:
    return sum(scenario.equipment.equipment[id_].crew * count for id_, count in items.items())


def count(scenario: Scenario, items: Counter[str], *kinds: str) -> int:
    return sum(number for id_, number in items.items() if scenario.equipment.equipment[id_].kind in kinds)


def by_counter(scenario: Scenario) -> dict[str, Counter[str]]:
    """What each counter of table 9.4 consists of here."""
    found: dict[str, Counter[str]] = {}
    for entry in listed(scenario):
        for code in re.findall(r"9\.4 \(?((?:S|M|J|Z)-[A-Z0-9a-z]+(?:/[IVX0-9]+)?)", entry.unit.source or ""):
            found.setdefault(code, Counter()).update(items_of(scenario, entry))
    return found


def of_side(scenario: Scenario, side: int, *, mongols: bool = True) -> Counter[str]:
    entries = [e for e in listed(scenario) if e.side == side and (mongols or not e.unit.id.startswith("M-"))]
    return sum((items_of(scenario, entry) for entry in entries), Counter())


# --- the map --------------------------------------------------------------------------------------------------------

Vertex = frozenset[tuple[int, int]]


def ends_of(reference: str) -> tuple[Vertex, Vertex]:
    """The two corners of a hexside; a corner is the three hexes that meet there, on the map or off it."""
    place = parse_number(reference[:4])
    assert place is not None
    direction = DIRECTIONS.index(reference[5:])
    beyond = step(*place, direction)
    before, after = (frozenset((place, beyond, step(*place, (direction + turn) % 6))) for turn in (-1, 1))
    return before, after


def corners(references: Iterable[str]) -> Counter[Vertex]:
    return Counter(end for reference in references for end in ends_of(reference))


def is_one_chain(references: list[str]) -> bool:
    """Whether hexsides join into one line without branches, with two ends."""
    sides = [ends_of(reference) for reference in references]
    met = corners(references)
    joined = {sides[0][0]}
    for _ in sides:
        joined |= {end for side in sides if joined & set(side) for end in side}
    return sorted(met.values()) == [1, 1] + [2] * (len(references) - 1) and joined == set(met)


def at_edge(scenario: Scenario, corner: Vertex) -> bool:
    return any(not (0 <= x < scenario.map.columns and 0 <= y < scenario.map.rows) for x, y in corner)


def test_the_grid_is_that_of_the_dossier(august: Scenario) -> None:
    assert (august.map.columns, august.map.rows, august.map.hex_size) == (72, 63, 1000)
    assert Counter(terrain_ids(august.map)) == TERRAIN
    assert [len(august.areas[name]) for name in ("west_bank", "disputed", "manchukuo")] == [1953, 1198, 1385]
    sides = {**august.map.hexsides, **august.map.lines}
    wanted = {"river": 189, "stream": 51, "bluff": 98, "claim_mpr": 163, "claim_japan": 189}
    assert {kind: len(references) for kind, references in sides.items()} == wanted


def test_rivers_and_claims_are_unbroken_lines(august: Scenario) -> None:
    river, stream = august.map.hexsides["river"], august.map.hexsides["stream"]
    claim = august.map.lines["claim_mpr"]
    assert all(is_one_chain(sides) for sides in (river, stream, claim))
    assert august.map.lines["claim_japan"] == river
    for line in (river, claim):
        ends = [corner for corner, met in corners(line).items() if met == 1]
        assert all(at_edge(august, end) for end in ends)
    assert len(corners(river).keys() & corners(stream).keys()) == 1  # the Holsten flows into the Halha


def test_lines_part_what_they_should(august: Scenario) -> None:
    sides = [hexside(august.map, reference) for reference in august.map.hexsides["river"]]
    assert all(side and side[0] in august.areas["west_bank"] for side in sides)
    assert all(side and side[2] not in august.areas["west_bank"] for side in sides)
    banks = {(side[0], side[2]) for side in sides if side}
    for hex_ in august.areas["west_bank"]:
        for beyond in august.world.hexes.neighbour[hex_]:
            assert beyond < 0 or beyond in august.areas["west_bank"] or (hex_, int(beyond)) in banks
    for reference in august.map.lines["claim_mpr"]:
        side = hexside(august.map, reference)
        assert side and side[0] in august.areas["mpr_claim"] and side[2] in august.areas["manchukuo"]


def test_bluffs_fall_away_from_the_hex_that_is_named(august: Scenario) -> None:
    height = elevations(august.map)
    for reference in august.map.hexsides["bluff"]:
        side = hexside(august.map, reference)
        assert side is not None
        assert height[side[0]] > height[side[2]], reference


def test_heights_are_within_tolerance_of_their_places(august: Scenario) -> None:
    height = elevations(august.map)
    stated = [place for place in august.map.places if place.height is not None]
    assert len(stated) >= 20
    for place in stated:
        row = august.hex_row(place.hex)
        assert row is not None
        assert abs(height[row] - (place.height or 0)) <= HEIGHTS_OFF, place.name


@pytest.mark.parametrize(
    ("name", "hex_", "terrain"),
    [
        ("Fui", "2914", "dune_top"),
        ("Remizov", "3332", "dune_top"),
        ("Noro", "3439", "dune_top"),
        ("Hill 757", "3942", "dune_top"),
        ("Bain-Tsagan", "2124", "plateau"),
        ("Hamar-Daba", "2647", "ridge"),
        ("Nomon-Khan-Burd-Obo", "4027", "dune_top"),
        ("Big Sands", "4346", "loose_sand"),
        ("Uzur-Nur", "4419", "salt_lake"),
        ("Jiangjunmiao", "5508", "steppe"),
    ],
)
def test_places_are_where_the_grid_has_them(august: Scenario, name: str, hex_: str, terrain: str) -> None:
    place = next(place for place in august.map.places if place.name.startswith(name))
    row = august.hex_row(hex_)
    assert place.hex == hex_
    assert row is not None and terrain_ids(august.map)[row] == terrain


def test_no_name_and_no_hexside_is_given_twice(august: Scenario) -> None:
    for names in ([place.name for place in august.map.places], [bridge.hexside for bridge in august.map.bridges]):
        assert max(Counter(names).values()) == 1


def test_bridges_lie_on_the_rivers(august: Scenario) -> None:
    over = {
        name: {frozenset((side[0], side[2])) for reference in sides if (side := hexside(august.map, reference))}
        for name, sides in august.map.hexsides.items()
    }
    met = Counter[str]()
    for bridge in august.map.bridges:
        side = hexside(august.map, bridge.hexside)
        assert side is not None
        met[next(name for name in ("river", "stream") if frozenset((side[0], side[2])) in over[name])] += 1
    assert met == {"river": 12, "stream": 4}


def test_bridges_stand_in_their_time(august: Scenario) -> None:
    def standing(day: str) -> set[str]:
        return {bridge.id for bridge in august.map.bridges if bridge.stands_on(day)}

    fords = {"c12", "f1", "f2", "f3"}
    assert standing("1939-05-11") == fords  # no bridge before May, khalkhin_gol_map.md 2.4
    assert standing("1939-05-28") == fords | {"c1"}
    assert standing("1939-07-03") - standing("1939-07-05") == {"c3"}  # the Japanese bridge, two days
    assert standing("1939-08-20") == {bridge.id for bridge in august.map.bridges} - {"c3"}


def test_the_halha_is_crossed_by_bridges_alone(august: Scenario) -> None:
    bridges = {bridge.hexside: bridge for bridge in august.map.bridges if bridge.stands_on("1939-08-20")}
    for reference in august.map.hexsides["river"]:
        side = hexside(august.map, reference)
        assert side is not None
        for mobility in Mobility:
            cost = plain(edge_cost)(august.world, august.start.spans, mobility, 0, side[0], side[1])
            back = plain(edge_cost)(august.world, august.start.spans, mobility, 0, side[2], (side[1] + 3) % 6)
            slow = august.ground.bridges[bridges[reference].kind].slow if reference in bridges else {}
            taken = mobility.name.lower() in slow
            assert (cost > 0) == (back > 0) == taken, (reference, mobility.name)


def test_tracks_cross_the_halha_at_bridges(august: Scenario) -> None:
    bridged = {frozenset((s[0], s[2])) for b in august.map.bridges if (s := hexside(august.map, b.hexside))}
    river = {frozenset((s[0], s[2])) for r in august.map.hexsides["river"] if (s := hexside(august.map, r))}
    steps = [s for road in august.map.roads for s in road_steps(august.map, road.path) if s]
    crossed = {frozenset((here, there)) for here, _, there in steps} & river
    assert crossed <= bridged
    assert len(crossed) == 4  # central, northern, southern, Bain-Tsagan - Fui


def test_areas_divide_the_disputed_belt(august: Scenario) -> None:
    areas = august.areas
    assert areas["north_of_holsten"] | areas["south_of_holsten"] == areas["disputed"]
    wall = {
        frozenset((side[0], side[2]))
        for kind in ("river", "stream")
        for reference in august.map.hexsides[kind]
        if (side := hexside(august.map, reference))
    }
    for hex_ in areas["north_of_holsten"]:
        for beyond in {int(row) for row in august.world.hexes.neighbour[hex_]} & areas["south_of_holsten"]:
            assert frozenset((hex_, beyond)) in wall
    parts = ("bridgehead", "far_north", "strip_fui", "strip_north", "strip_south", "strip_south_east", "far_south_east")
    assert sum(len(areas[part]) for part in parts) == len(areas["disputed"])
    assert frozenset().union(*(areas[part] for part in parts)) == areas["disputed"]
    assert not areas["bridgehead"] & (areas["japanese_line"] | areas["screen_north"])


# --- sources --------------------------------------------------------------------------------------------------------


def test_everything_says_where_it_comes_from(august: Scenario) -> None:
    nouns = [*august.equipment.equipment.values(), *august.unit_types.unit_types.values()]
    nouns += [*august.ground.terrain.values(), *august.ground.hexsides.values(), *august.ground.roads.values()]
    nouns += [*august.ground.bridges.values(), *august.map.places, *august.map.roads, *august.map.bridges]
    nouns += [entry.unit for entry in listed(august)]
    assert [noun.name for noun in nouns if not noun.source] == []
    assert [entry.unit for entry in august.file.deployment if not entry.source] == []
    assert [entry.reason for entry in august.file.permissions if not entry.source] == []
    assert [entry for entry in august.file.victory.awards if not entry.source] == []


def test_estimates_stay_marked(august: Scenario) -> None:
    nouns = [entry.unit for entry in listed(august)]
    nouns += [*august.equipment.equipment.values(), *august.unit_types.unit_types.values()]
    nouns += [*august.ground.terrain.values(), *august.ground.hexsides.values(), *august.ground.roads.values()]
    nouns += [*august.ground.bridges.values(), *august.map.places, *august.map.roads, *august.map.bridges]
    assert [noun.name for noun in nouns if re.search(r"\bE\]", noun.source or "") and not noun.estimate] == []
    deployed = [e.unit for e in august.file.deployment if re.search(r"\bE\]", e.source or "") and not e.estimate]
    assert deployed == []


# --- the forces -----------------------------------------------------------------------------------------------------


def test_men_and_armour_by_counter(august: Scenario) -> None:
    counters = by_counter(august)
    assert {code: men_in(august, counters[code]) for code in MEN} == MEN
    assert {code: count(august, counters[code], "tank", "vehicle") for code in ARMOUR} == ARMOUR


def test_ratings_are_those_of_the_dossier(august: Scenario) -> None:
    """Rating 6 is the norm, so a rating makes a sixth of a thousand (unit_types.yaml)."""
    rated = 0
    for entry in listed(august):
        rating = RATING.search(entry.unit.source or "")
        if rating is None:
            continue
        morale = entry.unit.morale
        if morale is None:
            morale = august.unit_types.unit_types[entry.unit.type].morale
        assert morale == round(int(rating[1]) * 1000 / 6), entry.unit.id
        rated += 1
    assert rated > 100


def test_soviet_guns_add_up(august: Scenario) -> None:
    """khalkhin_gol_forces.md 2: 156 light, 93 + 33 heavy, 138 anti-tank [GOR]; 542 guns and mortars [JAW]."""
    total = of_side(august, 0)
    light = ("gun_76mm_1927", "gun_76mm_1902", "su12")
    heavy = ("howitzer_122mm_1910", "howitzer_152mm_1909", "gun_107mm_1910", "gun_152mm_1910")
    assert sum(total[id_] for id_ in light) == 156
    assert sum(total[id_] for id_ in heavy) == 93 + 33
    assert total["at_45mm_53k"] == 138
    assert count(august, total, "gun", "mortar") == 542
    army = [items_of(august, entry) for entry in listed(august) if entry.unit.id.endswith("/185AR")]
    assert sum(count(august, items, "gun") for items in army) == 33


def test_soviet_machine_guns_add_up(august: Scenario) -> None:
    total = of_side(august, 0, mongols=False)
    assert (total["lmg_dp"], total["hmg_maxim"]) == (1246, 530)


def test_soviet_armour_adds_up(august: Scenario) -> None:
    """438 runners [Kolomiets]; of 385 cars 18 belong to a Mongolian regiment that no source places."""
    total = of_side(august, 0)
    assert count(august, total, "tank") == 438
    assert count(august, total, "vehicle") == 385 - 18
    counters = by_counter(august)
    assert sum(count(august, counters[f"S-11T/{n}"], "tank") for n in ("I", "II", "III", "IV")) == 154
    assert [count(august, counters[f"S-6T/{n}"], "tank") for n in ("I", "II", "III", "IV")] == [38, 39, 38, 38]


def test_soviet_men(august: Scenario) -> None:
    """40,950 took part [GOR]; the Mongols come on top."""
    soviet = men_in(august, of_side(august, 0, mongols=False))
    assert 0.97 * 40_950 <= soviet <= 1.03 * 40_950
    assert men_in(august, of_side(august, 0)) - soviet == 2400


def test_japanese_men(august: Scenario) -> None:
    """USE 23,000 with the rear, infantry 8,000-8,500 on 20 August (3, totals)."""
    assert 22_000 <= men_in(august, of_side(august, 1)) <= 23_500
    turns = {entry.unit: entry.turn for entry in august.file.deployment}
    foot = {"japanese_infantry_battalion_1939", "japanese_border_garrison_battalion"}
    infantry = [e for e in listed(august) if e.unit.type in foot and turns[e.unit.id] is None]
    assert 8_000 <= sum(men_in(august, items_of(august, entry)) for entry in infantry) <= 8_500


def test_japanese_guns(august: Scenario) -> None:
    """About 100 field and heavy guns on 20 August, 82 of them the artillery's; 67 of 37 mm were taken."""
    turns = {entry.unit: entry.turn for entry in august.file.deployment}
    here = sum((items_of(august, e) for e in listed(august) if e.side == 1 and turns[e.unit.id] is None), Counter())
    field = {id_: n for id_, n in here.items() if august.equipment.equipment[id_].kind == "gun" and id_ not in SMALL}
    assert sum(field.values()) == 82
    assert sum(field.values()) + here["gun_75mm_type_41"] == 100
    assert 54 <= here["at_37mm_type_94"] <= 70


# --- the scenario ---------------------------------------------------------------------------------------------------


def test_the_calendar(august: Scenario) -> None:
    calendar = august.file.calendar
    assert calendar.beginning == datetime(1939, 8, 20, 6)
    assert (calendar.turn_hours, calendar.turns, calendar.utc_offset) == (12, 24, 8)
    light = [Light(int(turn.light)) for turn in august.world.calendar[1:]]
    assert light[::2] == [Light.DAY] * 12
    assert light[1::2] == [Light.DARK] * 4 + [Light.MOONLIT] * 8  # first quarter on the 22nd, full on the 30th


def test_every_unit_of_the_dossier_is_deployed(august: Scenario) -> None:
    assert {entry.unit for entry in august.file.deployment} == {entry.unit.id for entry in listed(august)}


WEST = re.compile(r".*/6TB|.*/9AB|.*/212|.*/1-152|I+/185AR|HQ-1AG|HQ-82RD|How/82RD|Pontoon/.")


def test_everyone_starts_on_the_right_bank(august: Scenario) -> None:
    """Set C asks for a bank; what we added stands with its group."""
    sides = {entry.unit.id: entry.side for entry in listed(august)}
    for entry in august.file.deployment:
        row = august.hex_row(entry.hex)
        west = row in august.areas["west_bank"]
        assert west == (WEST.fullmatch(entry.unit) is not None and entry.unit != "II/185AR"), entry.unit
        if sides[entry.unit] == 0:
            assert row in august.areas["mpr_claim"], entry.unit
            if entry.turn is None and not west and not entry.unit.startswith("M-"):
                assert row in august.areas["bridgehead"], entry.unit


def test_who_comes_when(august: Scenario) -> None:
    turns = {entry.unit: entry.turn for entry in august.file.deployment}
    assert all(turns[f"{n}/6TB"] == 3 for n in ("I", "II", "III"))  # 21 August, a day late
    assert turns["IV/6TB"] == 2
    assert turns["I/28"] == turns["III/28"] == 5  # 22 August
    assert min(turns[f"I/{n}"] or 0 for n in (25, 27)) == 17  # 28 August


def test_japanese_guns_are_silent_on_the_first_day(august: Scenario) -> None:
    guns = [unit for unit in august.world.units if unit.side == 1 and unit.role == Role.ARTILLERY and unit.arrival == 0]
    assert len(guns) == 11
    assert {int(unit.start_missions) for unit in guns} == {0}


def test_nobody_crosses_the_border_that_he_claims(august: Scenario) -> None:
    def denied(turn: int, hex_: str, side: str, what: int) -> bool:
        return banned(august, turn, hex_, side, what)

    for turn in range(1, 25):
        assert denied(turn, "4027", "soviet", Deny.ENTER) and not denied(turn, "3927", "soviet", Deny.ENTER)
        assert denied(turn, "2737", "japanese", Deny.ENTER) and not denied(turn, "2836", "japanese", Deny.ENTER)
        assert not denied(turn, "4027", "soviet", Deny.FIRE)
    assert denied(1, "3030", "japanese", Deny.FIRE) and not denied(2, "3030", "japanese", Deny.FIRE)


def test_everyone_is_in_supply_at_the_start(august: Scenario) -> None:
    """With nobody in the way; full up to 14 km, strained up to 24."""
    strained = august.world.rules[0].supply.supply_strained
    for unit, id_ in zip(august.world.units, august.names.units, strict=True):
        assert august.world.home[int(unit.side), int(unit.arrival_hex)] <= strained, id_


def test_history_scores_a_soviet_victory(august: Scenario) -> None:
    """Table C: the strip cleared, 9,534 and 9,750 men, 142 guns, some 180 tanks out of action."""
    losses = {("japanese", "men"): 9_750, ("soviet", "men"): 9_534, ("japanese", "gun"): 142, ("soviet", "tank"): 180}
    points = Counter[str]()
    for award in august.file.victory.awards:
        if award.award == "losses":
            points[award.side] += losses[award.of or "", award.kind or ""] // award.per * award.points
        elif award.side == "soviet":
            points[award.side] += award.points
    assert points == {"soviet": 67, "japanese": 28}
    margin = points["soviet"] - points["japanese"]
    assert margin == 39
    reached = [level.id for level in august.file.victory.levels if level.at_least is None or margin >= level.at_least]
    assert reached[0] == "soviet_victory"


def test_history_asks_on_the_days_of_the_dossier(august: Scenario) -> None:
    """T1 is the day of 20 August; every second turn ends at dawn."""
    day = {row.measure: 20 + (row.turn - 1) // 2 for row in august.file.history}
    assert day["Fui Soviet at dawn of 26 August"] == 25
    assert day["Ring closed on 27 August"] == 27
    assert day["Corridor open after the counter-attack of 24-26 August"] == 26
    assert day["Remizov Soviet on 31 August"] == 31
