"""Halhamiao, 31 January 1935, against its dossier: border_incidents_and_politics.md 3.1, phase B."""

from __future__ import annotations

from datetime import datetime

import pytest

from game.core.terms import Kind
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import branches, units_in


@pytest.fixture(scope="module")
def temple() -> Scenario:
    return load_scenario("halhamiao/loopholed_temple")


def count(scenario: Scenario, side: str, kind: Kind | None = None) -> int:
    """Men of a side, or its items of a kind, at full strength."""
    total, number = 0, scenario.names.sides.index(side)
    for listed in units_in(branches(scenario.nouns)):
        if listed.side == number:
            items = {**scenario.unit_types.unit_types[listed.unit.type].items, **listed.unit.items}
            for name, many in items.items():
                item = scenario.equipment.equipment[name]
                total += many * item.crew if kind is None else many * (item.kind == kind.name.lower())
    return total


def test_the_morning_and_its_ground(temple: Scenario) -> None:
    """Twelve turns of half an hour from six to noon on 28 by 24 hexes of 500 m."""
    calendar, land = temple.file.calendar, temple.map
    assert (calendar.beginning, calendar.turn_minutes, calendar.turns) == (datetime(1935, 1, 31, 6), 30, 12)
    assert calendar.end_of(12) == datetime(1935, 1, 31, 12)
    assert (land.hex_size, land.columns, land.rows) == (500, 28, 24)
    assert (round(land.latitude, 2), round(land.longitude, 2)) == (47.98, 117.95)


def test_wada_has_what_the_dossier_gives_him(temple: Scenario) -> None:
    """Two companies of 100 men with 6 light machine guns each, 6 heavy ones, 3 armoured cars, 200 Barga cavalry."""
    items = temple.unit_types.unit_types
    assert count(temple, "japanese", Kind.VEHICLE) == 3
    assert count(temple, "japanese", Kind.MACHINE_GUN) == 2 * 6 + 6
    platoon = items["motor_cavalry_platoon"].items
    assert 2 * (platoon["riflemen"] + 3 * platoon["lmg_type_11"]) == 100
    assert 4 * items["barga_squadron"].items["troopers"] == 200


def test_the_mongolians_are_within_the_range_of_the_dossier(temple: Scenario) -> None:
    """12 to 90 riders, two light machine guns or a little more, none or one heavy one."""
    assert 12 <= count(temple, "mongolian") <= 95
    assert count(temple, "mongolian", Kind.MACHINE_GUN) == 3 + 1


def test_points_are_those_of_the_dossier(temple: Scenario) -> None:
    held = {award.area: award.points for award in temple.file.victory.awards if award.award == "hold"}
    assert held == {"temple": 8, "village": 4}
    (ban,) = temple.file.permissions
    assert (ban.side, ban.deny, ban.area) == ("japanese", "enter", "beyond_the_line")
    assert temple.file.victory.levels[0].at_least == 12


def test_everybody_is_an_estimate_or_has_a_source(temple: Scenario) -> None:
    for entry in (*temple.file.deployment, *(listed.unit for listed in units_in(branches(temple.nouns)))):
        assert entry.source is not None and entry.source.startswith("border_incidents_and_politics.md 3.1")
