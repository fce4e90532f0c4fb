"""The Amur, 30 June 1937, against its dossier: border_incidents_and_politics.md 3.7, scenario 7."""

from __future__ import annotations

from datetime import datetime

import pytest

from game.core.terms import Kind
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import branches, units_in
from game.scenario.schema.forces import Unit


@pytest.fixture(scope="module")
def amur() -> Scenario:
    return load_scenario("amur_islands/ten_minutes")


def units_of(scenario: Scenario, *formations: str) -> list[Unit]:
    """The units of some formations."""
    names = scenario.names.formations
    return [one.unit for one in units_in(branches(scenario.nouns)) if names[one.formation] in formations]


def items_of(scenario: Scenario, unit: Unit) -> dict[str, int]:
    return {**scenario.unit_types.unit_types[unit.type].items, **unit.items}


def count(scenario: Scenario, kind: Kind | None, *formations: str) -> int:
    """Men of some formations, or their items of a kind."""
    total = 0
    for unit in units_of(scenario, *formations):
        for name, many in items_of(scenario, unit).items():
            item = scenario.equipment.equipment[name]
            total += many * item.crew if kind is None else many * (item.kind == kind.name.lower())
    return total


def test_the_afternoon_and_its_ground(amur: Scenario) -> None:
    """16:00 to 18:00 on 24 by 14 km; turns of ten minutes, as the game has none of five."""
    calendar, land = amur.file.calendar, amur.map
    assert (calendar.beginning, calendar.turn_minutes, calendar.turns) == (datetime(1937, 6, 30, 16), 10, 12)
    assert calendar.end_of(12) == datetime(1937, 6, 30, 18)
    assert (land.hex_size, land.columns) == (400, 60)
    assert round(land.rows * land.hex_size * 0.866 / 1000) == 14
    assert (land.latitude, land.longitude) == (49.55, 128.2)


def test_three_boats_come_up(amur: Scenario) -> None:
    """Two armoured boats with a crew of 16 and about 7 mm, and a border gunboat; of two that were hit one sank."""
    boats = {unit.id: items_of(amur, unit) for unit in units_of(amur, "Patrol")}
    assert list(boats) == ["BK-72", "BK-74", "308"]
    assert boats["BK-72"] == boats["BK-74"] == {"armoured_boat_76mm": 1}
    assert boats["308"] == {"border_gunboat_45mm": 1}
    armoured = amur.equipment.equipment["armoured_boat_76mm"]
    assert (armoured.crew, armoured.armour, armoured.burnt) == (16, 7, 500)


def test_guards_are_on_both_islands(amur: Scenario) -> None:
    """40 men with 3 light and 2 heavy machine guns, and 30 men; both dug in."""
    bolshoi, sennufa = units_of(amur, "Guards")
    items = items_of(amur, bolshoi)
    assert (items["lmg_dp"], items["hmg_maxim"]) == (3, 2)
    assert count(amur, None, "Guards") == 40 + 30
    assert all(one.entrenched for one in amur.file.deployment if one.unit in (bolshoi.id, sennufa.id))


def test_the_battalion_has_what_the_dossier_gives_it(amur: Scenario) -> None:
    """600 men, 36 light and 8 heavy machine guns, two 70 mm and two 37 mm guns."""
    both = ("Guns", "49IR")
    assert count(amur, None, *both) == 600
    assert count(amur, Kind.MACHINE_GUN, *both) == 36 + 8
    assert (count(amur, Kind.GUN, "Guns"), count(amur, Kind.GUN, *both)) == (2, 4)


def test_neither_side_may_fire_as_it_likes(amur: Scenario) -> None:
    """Do not fire; fire at nothing beyond two hexes from the bank until 16:40, when history's first shot fell."""
    soviet, japanese = amur.file.permissions
    assert (soviet.side, soviet.deny, soviet.area) == ("soviet", "fire", "manchurian_bank")
    assert (japanese.side, japanese.deny, japanese.area) == ("japanese", "fire", "open_water")
    assert (soviet.turns, japanese.turns) == ((1, 6), (1, 4))
    assert amur.file.calendar.end_of(4) == datetime(1937, 6, 30, 16, 40)


def test_points_are_those_of_the_dossier(amur: Scenario) -> None:
    """A boat sunk 8, crippled 4; each boat off the west edge 3, each rapid-fire gun 5."""
    awards = amur.file.victory.awards
    crippled = sum(one.points for one in awards if one.award == "losses" and one.of == "soviet")
    sunk = {one.unit: one.points for one in awards if one.award == "destroyed"}
    assert crippled == 4
    assert {unit: crippled + points for unit, points in sunk.items()} == {"BK-72": 8, "BK-74": 8}
    assert sum(one.points for one in awards if one.award == "exited") == 3
    assert [one.points for one in awards if one.of == "japanese"] == [5]


def test_everybody_is_an_estimate_or_has_a_source(amur: Scenario) -> None:
    for entry in (*amur.file.deployment, *(listed.unit for listed in units_in(branches(amur.nouns)))):
        assert entry.source is not None and entry.source.startswith("border_incidents_and_politics.md 3.7")
