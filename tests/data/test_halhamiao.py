"""Halhamiao, 31 January 1935, against its dossier: border_incidents_and_politics.md 3.1, phase B."""

from __future__ import annotations

from datetime import datetime

import pytest

from game.core.terms import Kind
from game.engine.game import Game
from game.rules.strengths import men_at_start
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
    assert 85 <= count(temple, "mongolian") <= 90
    assert count(temple, "mongolian", Kind.MACHINE_GUN) == 3 + 1
    placed = {entry.unit: entry for entry in temple.file.deployment}
    assert placed["Temple"].drawn is None and placed["Temple"].turn is None, "a dozen are there for certain"
    drawn = [placed[unit].drawn for unit in ("Temple2", "Village", "Riders", "Reserve")]
    assert all(one is not None and (one.least, one.most) == (1, 100) for one in drawn)
    assert (placed["HMG"].chance, placed["HMG"].turn, placed["HMG"].until) == (50, 1, 1)


def test_strengths_that_are_drawn_cover_the_range(temple: Scenario) -> None:
    """Twelve games have hardly two with as many men: a dozen at least, those of the dossier at most."""
    side = temple.world.units.side
    states = [Game.new(temple, seed=seed).state for seed in range(12)]
    men = [sum(int(men_at_start(temple.world, state, u)) for u in range(len(side)) if side[u] == 1) for state in states]
    assert min(men) >= 15
    assert max(men) <= 90
    assert len(set(men)) > 6


def test_the_reserve_comes_from_the_west_if_it_comes(temple: Scenario) -> None:
    reserve = next(entry for entry in temple.file.deployment if entry.unit == "Reserve")
    assert reserve.hex.startswith("00") and reserve.chance < 100 and reserve.until is not None


def test_it_is_bitterly_cold_but_in_temple_and_village(temple: Scenario) -> None:
    assert temple.file.weather.cold == [(1, 12)]
    sheltered = temple.world.terrain.shelter[temple.world.hexes.terrain]
    shelter = {hex_ for hex_, there in enumerate(sheltered) if there}
    assert shelter == {12 * 28 + 13, 13 * 28 + 12, 13 * 28 + 13}


def test_the_ice_of_the_channels_holds_five_vehicles_in_six(temple: Scenario) -> None:
    channel = temple.nouns.terrain.terrain["channel_ice"]
    assert channel.bog == {"wheeled": 167, "tracked": 167}


def test_points_are_those_of_the_dossier(temple: Scenario) -> None:
    """Temple 8, village 4, a Mongolian squad destroyed 3, a Japanese one 2; a squad away intact by nine o'clock 2."""
    awards = temple.file.victory.awards
    assert {award.area: award.points for award in awards if award.award == "hold"} == {"temple": 8, "village": 4}
    assert {award.side: award.points for award in awards if award.award == "losses"} == {"japanese": 3, "mongolian": 2}
    (away,) = [award for award in awards if award.award == "exited"]
    assert (away.side, away.points, away.per) == ("mongolian", 2, 12)
    assert away.by is not None
    assert temple.file.calendar.end_of(away.by) == datetime(1935, 1, 31, 9)
    assert "Reserve" not in away.units, "who has only just come in brings nobody away"
    (ban,) = temple.file.permissions
    assert (ban.side, ban.deny, ban.area) == ("japanese", "enter", "beyond_the_line")


def test_everybody_is_an_estimate_or_has_a_source(temple: Scenario) -> None:
    for entry in (*temple.file.deployment, *(listed.unit for listed in units_in(branches(temple.nouns)))):
        assert entry.source is not None and entry.source.startswith("border_incidents_and_politics.md 3.1")
