"""Sugimoto's column, 12 February 1936, against its dossier: border_incidents_and_politics.md 3.3."""

from __future__ import annotations

import math
from datetime import datetime

import pytest

from game.scenario.force_checks import formations_in
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import branches, units_in


@pytest.fixture(scope="module")
def column() -> Scenario:
    return load_scenario("orahodoga/sugimotos_column")


def items_of(scenario: Scenario, *formations: str) -> dict[str, int]:
    """The items of formations at full strength, and the men in all."""
    found = {"men": 0}
    units = [unit for _, _, one in formations_in(scenario.forces) if one.id in formations for unit in one.units]
    for unit in units:
        for name, many in {**scenario.unit_types.unit_types[unit.type].items, **unit.items}.items():
            found[name] = found.get(name, 0) + many
            found["men"] += many * scenario.equipment.equipment[name].crew
    return found


def test_the_day_and_its_ground(column: Scenario) -> None:
    """Eighteen turns of half an hour from seven to four on 40 by 32 hexes of 500 m."""
    calendar, land = column.file.calendar, column.map
    assert (calendar.beginning, calendar.turn_minutes, calendar.turns) == (datetime(1936, 2, 12, 7), 30, 18)
    assert calendar.end_of(18) == datetime(1936, 2, 12, 16)
    assert (land.hex_size, land.columns, land.rows) == (500, 40, 32)
    assert (round(land.latitude, 2), round(land.longitude, 2)) == (47.62, 117.25)


def test_sugimoto_has_what_the_dossier_gives_him(column: Scenario) -> None:
    """A company of 120 men with 6 light machine guns, 2 heavy ones, 2 guns, 4 armoured cars, 20 lorries: about 300."""
    found = items_of(column, "Sugimoto")
    assert [found[one] for one in ("lmg_type_11", "hmg_type_92", "horse_gun_75mm_type_41")] == [6, 2, 2]
    assert (found["heavy_armoured_car_type_92"], found["lorry"]) == (4, 20)
    assert items_of(column, "Barga") == {"men": 100, "troopers": 100}
    assert 280 <= items_of(column, "Sugimoto", "Barga")["men"] <= 320


def test_the_mongolians_are_those_of_the_dossier(column: Scenario) -> None:
    """90 guards with a gun, 2 heavy and 4 light machine guns and 3 lorries, 50 riders, 6 armoured cars."""
    found = items_of(column, "Guard")
    assert [found[one] for one in ("men", "gun_76mm_1927", "hmg_maxim", "lmg_dp", "lorry")] == [90, 1, 2, 4, 3]
    assert items_of(column, "Riders")["men"] == 50
    assert items_of(column, "Armour")["soviet_armoured_car"] == 6


def test_riders_come_in_the_fourth_turn_and_armoured_cars_by_chance(column: Scenario) -> None:
    coming = {one.unit: (one.turn, one.chance) for one in column.file.deployment if one.turn}
    assert coming == {"Riders1": (4, 100), "Riders2": (4, 100), "BA1": (6, 50), "BA2": (6, 50), "BA3": (6, 50)}


def test_points_are_those_of_the_dossier(column: Scenario) -> None:
    """Coming home is worth ten, as not to come home costs five of the five."""
    awards = column.file.victory.awards
    held = {award.side: award.points for award in awards if award.award == "hold" and award.area == "ridge"}
    lost = {(award.of, award.kind): (award.per, award.points) for award in awards if award.award == "losses"}
    assert held == {"japanese": 6, "mongolian": 6}
    assert lost == {
        ("mongolian", "gun"): (1, 3),
        ("mongolian", "tank"): (1, 3),
        ("japanese", "tank"): (1, 3),
        ("japanese", "vehicle"): (1, 1),
        ("japanese", "men"): (10, 2),
    }
    assert [award.points for award in awards if award.award in {"exited", "fixed"}] == [10, -5]
    (home,) = (award for award in awards if award.award == "exited")
    assert (home.kind, home.per) == ("vehicle", 20 // 2 + 1)


def test_the_raid_is_as_deep_as_reported(column: Scenario) -> None:
    """The post lies seven kilometres or so before Bulun-Dersu, from the frontier, which is 10 to 12 km off."""
    places = {place.name: (int(place.hex[:2]), int(place.hex[2:])) for place in column.map.places}
    post, bulun = places["Border post"], places["Bulun-Dersu"]
    assert 6 <= apart(post, bulun) <= 8
    columns = column.map.columns
    frontier = [(hex_ % columns, hex_ // columns) for hex_ in column.areas["manchukuo"]]
    assert 10 <= min(apart(one, bulun) for one in frontier) <= 12


def apart(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Kilometres between two hexes of 500 m."""
    across = (one[0] + one[1] % 2 / 2 - other[0] - other[1] % 2 / 2) / 2
    return math.hypot(across, (one[1] - other[1]) * math.sqrt(3) / 4)


def test_everybody_is_an_estimate_or_has_a_source(column: Scenario) -> None:
    for entry in (*column.file.deployment, *(listed.unit for listed in units_in(branches(column.nouns)))):
        assert entry.source is not None and entry.source.startswith("border_incidents_and_politics.md 3.3")
