"""Lake Khasan against its dossier, lake_khasan.md: strengths of tables 8.2 and 8.3, turns of 8.1, points of 8.4."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest

from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import Listed, branches, units_in
from tests.bans import banned

SCENARIOS = ("night_attack", "fortieth_division", "corps_assault", "campaign")
CODE = re.compile(r"lake_khasan\.md 8\.[23] (S\d\d|J\d\d|HQ)\b")

MEN = {
    "J01": 420, "J02": 400, "J03": 420, "J04": 140, "J05": 400, "J06": 120, "J07": 110, "J08": 400, "J09": 480,
    "J10": 400, "J11": 400, "J13": 400, "J14": 400, "J21": 250, "J22": 250,
    "S01": 90, "S02": 11, "S03": 130, "S04": 150, "S05": 110, "S06": 550, "S09": 120, "S10": 550, "S11": 550,
    "S12": 550, "S13": 550, "S14": 450, "S15": 550, "S16": 550, "S17": 550, "S21": 600, "S22": 550, "S23": 550,
    "S24": 550, "S25": 550, "S26": 550, "S27": 550, "S28": 550, "S29": 550, "S30": 550, "S33": 600, "S39": 500,
    "S43": 1600,
}  # fmt: skip
"""Men by counter, where the tables give them. J12 and J15 are 400 men and four guns; here the crews come on top."""

GUNS = {
    "J04": 4, "J16": 6, "J17": 4, "J18": 8, "J19": 15,
    "S08": 20, "S18": 20, "S19": 8, "S31": 48, "S40": 23, "S41": 23, "S42": 23,
}  # fmt: skip
"""Guns by counter, without anti-tank and battalion guns."""

SMALL_GUNS = {"at_37mm_type_94", "at_45mm_53k", "gun_70mm_type_92"}


@pytest.fixture(scope="module")
def campaign() -> Scenario:
    return load_scenario("lake_khasan/campaign")


def listed(scenario: Scenario) -> list[Listed]:
    return list(units_in(branches(scenario.nouns)))


def code_of(entry: Listed) -> str:
    match = CODE.search(entry.unit.source or "")
    assert match, f"{entry.unit.id} does not name its line of the dossier"
    return match[1]


def items_of(scenario: Scenario, entry: Listed) -> Counter[str]:
    establishment = scenario.unit_types.unit_types[entry.unit.type].items
    return Counter({**establishment, **entry.unit.items})


def by_code(scenario: Scenario) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for entry in listed(scenario):
        found.setdefault(code_of(entry), Counter()).update(items_of(scenario, entry))
    return found


def men_in(scenario: Scenario, items: Counter[str]) -> int:
    return sum(scenario.equipment.equipment[id_].crew * count for id_, count in items.items())


def guns_in(scenario: Scenario, items: Counter[str]) -> int:
    kinds = scenario.equipment.equipment
    return sum(count for id_, count in items.items() if kinds[id_].kind == "gun" and id_ not in SMALL_GUNS)


def test_every_counter_of_the_dossier_is_there(campaign: Scenario) -> None:
    wanted = {f"J{n:02d}" for n in range(1, 25)} | {f"S{n:02d}" for n in range(1, 44)} | {"HQ"}
    assert set(by_code(campaign)) == wanted


def test_everything_says_where_it_comes_from(campaign: Scenario) -> None:
    nouns = [*campaign.equipment.equipment.values(), *campaign.unit_types.unit_types.values()]
    nouns += [*campaign.ground.terrain.values(), *campaign.ground.hexsides.values(), *campaign.ground.roads.values()]
    nouns += [*campaign.map.places, *campaign.map.roads, *campaign.map.crossings]
    assert [noun.name for noun in nouns if not noun.source] == []
    for name in SCENARIOS:
        file = load_scenario(f"lake_khasan/{name}").file
        assert [entry.unit for entry in file.deployment if not entry.source] == []
        assert [entry.reason for entry in file.permissions if not entry.source] == []
        assert [entry for entry in file.victory.awards if not (entry.source or entry.estimate)] == []


def test_estimates_stay_marked(campaign: Scenario) -> None:
    nouns = [entry.unit for entry in listed(campaign)]
    nouns += [*campaign.equipment.equipment.values(), *campaign.unit_types.unit_types.values()]
    nouns += [*campaign.ground.terrain.values(), *campaign.ground.hexsides.values(), *campaign.ground.roads.values()]
    nouns += [*campaign.map.places, *campaign.map.roads, *campaign.map.crossings]
    assert [noun.name for noun in nouns if re.search(r"\bE\]", noun.source or "") and not noun.estimate] == []


def test_men_and_guns_by_counter(campaign: Scenario) -> None:
    counters = by_code(campaign)
    assert {code: men_in(campaign, counters[code]) for code in MEN} == MEN
    assert {code: guns_in(campaign, counters[code]) for code in GUNS} == GUNS
    for code in ("J12", "J15"):
        assert (men_in(campaign, counters[code]), guns_in(campaign, counters[code])) == (464, 4)


def test_ranges_hold_the_strength_in_use(campaign: Scenario) -> None:
    for entry in listed(campaign):
        if entry.unit.range:
            low, high = entry.unit.range
            assert low <= men_in(campaign, items_of(campaign, entry)) <= high


def test_armour_adds_up(campaign: Scenario) -> None:
    total = sum(by_code(campaign).values(), Counter())
    assert total["t26"] + total["kht26"] == 257
    assert total["bt5"] + total["bt7"] == 94
    assert (total["bt7"], total["su_5_2"], total["st26"]) == (81, 13, 3)


def test_soviet_guns_add_up_to_237(campaign: Scenario) -> None:
    counters = by_code(campaign)
    kinds = campaign.equipment.equipment
    soviet = [items for code, items in counters.items() if code.startswith("S") and code != "S43"]
    assert sum(count for items in soviet for id_, count in items.items() if kinds[id_].kind == "gun") == 237


@pytest.mark.parametrize(("turn", "guns"), [(5, 14), (12, 22), (24, 37)])
def test_japanese_guns_come_by_phase(campaign: Scenario, turn: int, guns: int) -> None:
    arrival = {entry.unit: entry.turn or 1 for entry in campaign.file.deployment}
    counted = {"J04", "J16", "J17", "J18", "J19"}  # as the dossier counts: J20, the train and the other regiments extra
    here = [e for e in listed(campaign) if code_of(e) in counted and arrival[e.unit.id] <= turn]
    assert sum(guns_in(campaign, items_of(campaign, entry)) for entry in here) == guns


def test_men_on_the_map_by_phase(campaign: Scenario) -> None:
    assert 7_000 <= total_men(campaign, "japanese", 39) <= 7_300
    assert 14_000 <= total_men(load_scenario("lake_khasan/corps_assault"), "soviet", 24) <= 16_000
    assert 1_300 <= total_men(load_scenario("lake_khasan/night_attack"), "soviet", 5) <= 1_500


def total_men(scenario: Scenario, side: str, turn: int) -> int:
    """Men of a side that have come by a turn, at the strength that the scenario gives them."""
    items = {entry.unit.id: (entry.side, items_of(scenario, entry)) for entry in listed(scenario)}
    number = scenario.names.side_row[side]
    total = 0
    for entry in scenario.file.deployment:
        whose, has = items[entry.unit]
        if whose == number and (entry.turn or 1) <= turn and entry.only_if is None:
            total += men_in(scenario, Counter({**has, **entry.items})) * entry.strength // 100
    return total


@pytest.mark.parametrize("name", SCENARIOS)
def test_turns_are_those_of_the_campaign(campaign: Scenario, name: str) -> None:
    first = datetime(1938, 7, 29, 12)
    calendar = load_scenario(f"lake_khasan/{name}").file.calendar
    assert calendar.beginning == first + timedelta(hours=8 * (calendar.first_turn - 1))
    assert calendar.first_turn + calendar.turns - 1 <= campaign.file.calendar.turns == 39


@pytest.mark.parametrize("name", SCENARIOS)
def test_everyone_starts_on_ground_he_may_stand_on(name: str) -> None:
    scenario = load_scenario(f"lake_khasan/{name}")
    sides = {entry.unit.id: scenario.names.sides[entry.side] for entry in listed(scenario)}
    for entry in scenario.file.deployment:
        hex_ = scenario.hex_row(entry.hex)
        if sides[entry.unit] == "soviet":
            assert hex_ in scenario.areas["ussr"], entry.unit
        else:
            assert hex_ not in scenario.areas["soviet_interior"], entry.unit


@pytest.mark.parametrize("name", ["corps_assault", "campaign"])
def test_history_scores_as_the_dossier_says(name: str) -> None:
    """Table 8.4: Soviet 25 + 12 + 4 + 14 = 55, Japanese 12 + 12 + 6 + 14 + 2 = 46, difference 9, a draw."""
    scenario = load_scenario(f"lake_khasan/{name}")
    holders = {
        "zaozernaya_crest": "contested",
        "zaozernaya_east_slope": "soviet",
        "bezymyannaya": "japanese",
        "bezymyannaya_east_slope": "soviet",
        "hill_52": "japanese",
    }
    losses = {("japanese", "men"): 1_439, ("soviet", "men"): 3_544, ("soviet", "tank"): 90}
    points = Counter[str]()
    for award in scenario.file.victory.awards:
        if award.award == "fixed":
            points[award.side] += award.points
        elif award.award == "hold":
            state = holders[award.area or ""]
            points[award.side] += {award.side: award.points, "contested": award.contested}.get(state, 0)
        elif award.award == "losses":
            points[award.side] += losses[award.of or "", award.kind or ""] // award.per * award.points
        elif award.award == "ground":
            points[award.side] += max(0, 2 - award.free) * award.points  # "1928" and "1929", 300 m over the line
    assert points == {"soviet": 55, "japanese": 46}
    margin = points["soviet"] - points["japanese"]
    reached = [level.id for level in scenario.file.victory.levels if level.at_least is None or margin >= level.at_least]
    assert reached[0] == "draw"


def test_orders_from_above(campaign: Scenario) -> None:
    def denied(turn: int, hex_: str, side: str, what: int) -> bool:
        return banned(campaign, turn, hex_, side, what)

    enter, fire = 0, 1
    assert denied(23, "1928", "soviet", enter) and not denied(25, "1928", "soviet", enter)  # over the crest on 6 August
    assert denied(25, "1421", "soviet", enter) and denied(25, "0718", "soviet", enter)  # but no farther
    assert denied(8, "0718", "soviet", fire) and not denied(9, "0718", "soviet", fire)  # Korea under fire from 1 August
    assert denied(4, "2028", "japanese", enter) and not denied(5, "2028", "japanese", enter)  # the night attack
    assert not denied(1, "1920", "japanese", enter)  # the post on Bezymyannaya
    assert all(denied(turn, "2732", "japanese", enter) for turn in range(1, 40))  # nothing beyond the hills
    assert all(denied(turn, "2028", "japanese", fire) for turn in range(18, 24))  # guns silent during the talks
    assert denied(39, "2028", "soviet", enter) and denied(39, "2028", "japanese", enter)  # the line is frozen
