"""Force for force, 31 March and 1 April 1936, against its dossier: border_incidents_and_politics.md 3.4."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from game.scenario.force_checks import formations_in
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import branches, units_in


@pytest.fixture(scope="module")
def tauran() -> Scenario:
    return load_scenario("tauran/force_for_force")


def items_of(scenario: Scenario, *formations: str) -> Counter[str]:
    """The items of formations at full strength, and the men in all."""
    found: Counter[str] = Counter()
    units = [unit for _, _, one in formations_in(scenario.forces) if one.id in formations for unit in one.units]
    for unit in units:
        items = {**scenario.unit_types.unit_types[unit.type].items, **unit.items}
        found.update(items)
        found["men"] += sum(many * scenario.equipment.equipment[name].crew for name, many in items.items())
    return found


def test_the_hours_and_the_ground(tauran: Scenario) -> None:
    """From eight on 31 March to noon on 1 April, on 36 by 28 hexes of 1 km."""
    calendar, land = tauran.file.calendar, tauran.map
    assert (calendar.beginning, calendar.turn_minutes, calendar.turns) == (datetime(1936, 3, 31, 8), 60, 28)
    assert calendar.end_of(28) == datetime(1936, 4, 1, 12)
    assert (land.hex_size, land.columns, land.rows) == (1000, 36, 28)
    assert (round(land.latitude, 2), round(land.longitude, 2)) == (47.45, 117.2)
    assert tauran.file.rule_set == "small_action"  # turns of 10 to 60 minutes, hexes of 200 to 1,000 m


def test_the_reconnaissance_has_what_the_dossier_gives_it(tauran: Scenario) -> None:
    """180 men with 9 light machine guns, 2 heavy ones, a 37 mm gun, 5 tankettes, 100 Barga cavalry."""
    found = items_of(tauran, "Recon")
    assert found["riflemen"] + 3 * found["lmg_type_11"] == 180
    assert [found[one] for one in ("lmg_type_11", "hmg_type_92", "at_37mm_type_94")] == [9, 2, 1]
    assert [found[one] for one in ("tankette_type_94", "troopers")] == [5, 100]


def test_the_main_body_comes_at_five_or_not_at_all(tauran: Scenario) -> None:
    """Three companies, 8 heavy machine guns, 2 mountain guns and the other 4 tankettes, in turn 10 on four of six."""
    found = items_of(tauran, "Main")
    assert found["riflemen"] + 3 * found["lmg_type_11"] == 3 * 180
    assert [found[one] for one in ("hmg_type_92", "gun_75mm_type_41", "tankette_type_94")] == [8, 2, 4]
    units = {unit.id for _, _, one in formations_in(tauran.forces) if one.id == "Main" for unit in one.units}
    coming = {one.unit: (one.turn, one.chance, one.until) for one in tauran.file.deployment}
    assert {coming[unit] for unit in units} == {(10, 50, 10)}


def test_the_mongolians_are_those_of_the_dossier(tauran: Scenario) -> None:
    """300 cavalry with 6 light and 4 heavy machine guns, a company of 120, 10 armoured cars, a post of 16."""
    found = items_of(tauran, "Cavalry")
    assert [found[one] for one in ("men", "lmg_dp", "hmg_maxim")] == [300, 6, 4]
    assert items_of(tauran, "Motor")["men"] == 120
    assert items_of(tauran, "Armour")["ba6"] == 10
    assert items_of(tauran, "PostGuard")["men"] == 16


def test_points_are_those_of_the_dossier(tauran: Scenario) -> None:
    awards = tauran.file.victory.awards
    points = {(award.side, award.award, award.kind or award.area): award.points for award in awards}
    assert points["japanese", "hold", "post"] == points["japanese", "exited", "men"] == 6
    assert points["japanese", "losses", "vehicle"] == 2
    assert points["mongolian", "losses", "tank"] == points["mongolian", "losses", "gun"] == 3
    assert points["mongolian", "clear", "west"] == 8
    (home,) = (award for award in awards if award.award == "exited")
    assert home.per == -(-items_of(tauran, "Recon")["men"] * 3 // 4)


def test_everybody_is_an_estimate_or_has_a_source(tauran: Scenario) -> None:
    for entry in (*tauran.file.deployment, *(listed.unit for listed in units_in(branches(tauran.nouns)))):
        assert entry.source is not None and entry.source.startswith("border_incidents_and_politics.md 3.4")


def test_flats_are_soft_from_noon_to_six(tauran: Scenario) -> None:
    """Wheels pay double then (3.4)."""
    (spell,) = tauran.file.weather.ground
    assert (spell.ground, spell.counts_as) == ("saline_flat", "saline_mud")
    calendar = tauran.file.calendar
    assert calendar.end_of(spell.turns[0] - 1) == datetime(1936, 3, 31, 12)
    assert calendar.end_of(spell.turns[1]) == datetime(1936, 3, 31, 18)
    wheels = [tauran.nouns.terrain.terrain[ground].speed["wheeled"] for ground in ("saline_flat", "saline_mud")]
    assert wheels[0] == 2 * wheels[1]


def test_nobody_assaults_at_any_price_and_plans_go_on_till_noon(tauran: Scenario) -> None:
    """The dossier knows of no assault without a chance, and its hours end at noon on 1 April (3.4)."""
    last = tauran.file.calendar.turns
    for plan in tauran.plans:
        tasks = [task for phase in plan.phases for task in phase.tasks]
        assert all(task.floor is not None and task.floor >= 15 for task in tasks if task.attack is not None), plan.id
        assert any(phase.turns is not None and phase.turns[1] == last for phase in plan.phases), plan.id
