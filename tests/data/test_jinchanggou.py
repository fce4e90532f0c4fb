"""Height 875 south of Jinchanggou, 30 January 1936, against its dossier: border_incidents_and_politics.md 3.5."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from game.core.hexes import parse_number
from game.core.terms import Light
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import branches, units_in


@pytest.fixture(scope="module")
def height() -> Scenario:
    return load_scenario("jinchanggou/height_875")


def items_of(scenario: Scenario, *formations: str) -> Counter[str]:
    """Items of formations by id at full strength, and under "men" all who serve."""
    tree, found = branches(scenario.nouns), Counter[str]()
    for listed in units_in(tree):
        if tree[listed.formation].formation.id in formations:
            for name, many in {**scenario.unit_types.unit_types[listed.unit.type].items, **listed.unit.items}.items():
                found[name] += many
                found["men"] += many * scenario.equipment.equipment[name].crew
    return found


def test_the_day_and_its_ground(height: Scenario) -> None:
    """Eighteen turns of 20 minutes from eleven to five on 60 by 48 hexes of 200 m; the last is twilight."""
    calendar, land = height.file.calendar, height.map
    assert (calendar.beginning, calendar.turn_minutes, calendar.turns) == (datetime(1936, 1, 30, 11), 20, 18)
    assert calendar.end_of(18) == datetime(1936, 1, 30, 17)
    assert (land.hex_size, land.columns, land.rows) == (200, 60, 48)
    assert (round(land.latitude, 2), round(land.longitude, 2)) == (44.75, 131.15)
    assert [Light(one) for one in height.world.calendar.light[:18]] == [Light.DAY] * 17 + [Light.TWILIGHT]


def test_the_pursuit_is_as_strong_as_the_dossier_has_it(height: Scenario) -> None:
    """Two companies of 110 men, 12 light and 2 heavy machine guns, 4 dischargers; 80 horsemen; all on turn 2."""
    companies = items_of(height, "1Co", "2Co")
    assert (companies["men"], companies["lmg_type_11"], companies["hmg_type_92"]) == (220, 12, 2)
    assert companies["discharger_type_89"] == 4
    assert items_of(height, "1Co")["men"] == 110
    assert items_of(height, "Horse") == {"troopers": 80, "men": 80}
    came = {one.unit: one for one in height.file.deployment}
    assert all(
        one.turn == 2 and one.hex[2:] == "00" for name, one in came.items() if name.startswith("Horse") or "/" in name
    )


def test_so_are_guards_and_mutineers(height: Scenario) -> None:
    """An outpost of 22 with 2 light and a heavy machine gun, 40 from turn 8 on; 9 squads of 12 with 3 machine guns."""
    outpost, mutineers = items_of(height, "Ageev"), items_of(height, "Mutineers")
    assert (outpost["men"], outpost["lmg_dp"], outpost["hmg_maxim"]) == (22, 2, 1)
    assert items_of(height, "Reserve")["men"] == 40
    assert (mutineers["men"], mutineers["lmg_type_11"]) == (108, 3)
    turns = {one.unit: one.turn for one in height.file.deployment}
    assert {turns[f"Reserve{one}"] for one in range(1, 5)} == {8}
    assert {turns[f"M{one}"] for one in range(1, 10)} == {None}


def test_the_mutineers_start_eight_hexes_north_of_the_line(height: Scenario) -> None:
    """Counted straight south, give or take one, as the line follows the watershed."""
    beyond = {(hex_ % height.map.columns, hex_ // height.map.columns) for hex_ in height.areas["beyond_the_line"]}
    for one in height.file.deployment:
        if one.unit.startswith("M") and one.unit[1:].isdigit():
            column, row = parse_number(one.hex)
            line = next(far for far in range(row, height.map.rows) if (column, far) in beyond)
            assert 7 <= line - row <= 9, one.unit


def test_the_height_is_a_hex_inside_and_the_highest(height: Scenario) -> None:
    """The first hex beyond the true line, and so this side of the line of the Japanese sheet."""
    (top,) = height.areas["height_875"]
    assert top in height.areas["beyond_the_line"]
    assert top - height.map.columns not in height.areas["beyond_the_line"]
    assert height.world.hexes["elevation"].max() == height.world.hexes["elevation"][top] == 875
    assert height.map.lines.keys() == {"frontier", "claim"}


def test_points_are_those_of_the_dossier(height: Scenario) -> None:
    awards = height.file.victory.awards
    destroyed = {award.unit: award.points for award in awards if award.award == "destroyed"}
    assert destroyed == {f"M{one}": 2 for one in range(1, 10)}
    assert [(one.side, one.units, one.points) for one in awards if one.award == "exited"] == [
        ("soviet", ["Mutineers"], 2)
    ]
    assert [(one.per, one.points) for one in awards if one.award == "losses"] == [(9 + 7 + 1, 3)]
    assert [(one.side, one.area, one.points) for one in awards if one.award == "ground"] == [
        ("japanese", "beyond_the_line", -1)
    ]
    assert height.file.sides["soviet"].exits == ["grodekovo"]
    assert height.file.weather.cold == [(13, 18)]


def test_everybody_is_an_estimate_or_has_a_source(height: Scenario) -> None:
    for entry in (*height.file.deployment, *(listed.unit for listed in units_in(branches(height.nouns)))):
        assert entry.source is not None and entry.source.startswith("border_incidents_and_politics.md 3.5")
