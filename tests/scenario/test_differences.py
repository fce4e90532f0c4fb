"""Differences in words, over the tiny battle: a change of a file is said as a player would say it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from game.scenario.difference_views import data_view, file_view, scenario_view
from game.scenario.differences import Difference, differences
from game.scenario.homes import data_dir, shipped_names
from game.scenario.loading import check_part, load_scenario
from game.scenario.reading import read_file

from .tiny import patch


def changed(battle: Path, file: str, old: str, new: str) -> list[Difference]:
    """What differs in the tiny battle after a change of one of its files."""
    before = scenario_view(load_scenario("tiny/clash"))
    patch(battle, file, old, new)
    return differences(before, scenario_view(load_scenario("tiny/clash")))


@pytest.mark.parametrize(
    ("file", "old", "new", "heading", "sentence"),
    [
        ("clash.yaml", "turns: 6}", "turns: 7}", "The battle", "it has 7 turns, not 6"),
        ("clash.yaml", "[blue, red]", "[red, blue]", "The battle", "the Red side moves first in a turn, not the Blue"),
        ("clash.yaml", "turn_hours: 8", "turn_minutes: 90", "The battle", "a turn is 90 minutes, not 8 hours"),
        ("clash.yaml", "turn_hours: 8", "turn_hours: 24", "The battle", "a turn is one day, not 8 hours"),
        ("clash.yaml", "the hill. Blue", "the hill; Blue", "The battle", "the briefing reads differently"),
        ("clash.yaml", "turn: 3, w", "turn: 4, w", "Deployment", "R/4 arrives in turn 4, not 3"),
        ("clash.yaml", ", withdraws: 5", "", "Deployment", "R/4 stays, and does not leave in turn 5"),
        (
            "clash.yaml",
            "turn: 3, withdraws: 5, ",
            "withdraws: 5, ",
            "Deployment",
            "R/4 is there from the start, and does not arrive in turn 3",
        ),
        ("clash.yaml", "strength: 50", "strength: 60", "Deployment", "R/2: strength 60 %, not 50 %"),
        ("clash.yaml", "light_tank: 3", "light_tank: 2", "Deployment", "B/2: 2 light tank instead of 3"),
        (
            "clash.yaml",
            "permissions:\n",
            "weather: {ground: [{turns: [2, 3], from: hill, to: marsh}]}\npermissions:\n",
            "Weather",
            "hill counts as marsh in turns 2 to 3: new",
        ),
        (
            "clash.yaml",
            "permissions:\n",
            "weather: {cold: [[2, 3]]}\npermissions:\n",
            "Weather",
            "bitter cold in turns 2 to 3, not never",
        ),
        (
            "clash.yaml",
            "controls: [east]\n",
            "controls: [east]\n    plan: take\n",
            "Supply and ground at the start",
            "Blue plan where nobody says who leads: take, not nothing",
        ),
        ("clash.yaml", '["0504"]', '["0503"]', "Supply and ground at the start", "also 0503; no longer 0504"),
        (
            "clash.yaml",
            "turns: [1, 2]",
            "turns: [1, 3]",
            "Bans",
            "blue may not fire into north in turns 1 to 3, not 1 to 2",
        ),
        ("clash.yaml", "points: 10", "points: 12", "Victory", "blue: hold (hilltop): 12 points, not 10"),
        ("clash.yaml", "at_least: 3", "at_least: 4", "Victory", "red wins: from a margin of 4, not 3"),
        ("clash.yaml", "stack_limit: 1200", "stack_limit: 1300", "Rules", "stack limit is 1300, not 1200"),
        ("clash.yaml", '["0200", 1]', '["0200", 0]', "Areas", "the area north: no longer"),
        ("map.yaml", "  .h.~..\n", "  .hM~..\n", "The ground", "marsh, not plain: 0201"),
        ("map.yaml", "10 45 10  5", "10 45 12  5", "The ground", "0201 is 12 m high, not 10"),
        ("map.yaml", '["0203-E", ', '["0202-E", ', "The ground", "hexsides of stream: also 0202-E; no longer 0203-E"),
        ("map.yaml", "height: 52", "height: 53", "The ground", "The hill: height 53 m, not 52 m"),
        ("forces.yaml", "{heavy_mg: 0}", "{heavy_mg: 1}", "Forces", "R/2: 1 heavy mg instead of none"),
        ("forces.yaml", "quality: 1100", "quality: 1200", "Forces", "B/1: quality 1200, not 1100"),
        (
            "plan_blue_take.yaml",
            'march: "0404"',
            'march: "0303"',
            "Plans",
            "blue=take, Gather: B: march 0303 (before: march 0404)",
        ),
        (
            "clash.yaml",
            '"the ration list"',
            '"a list"',
            "Sources",
            "the source of the deployment of R/2 is 'a list', not 'the ration list'",
        ),
        (
            "clash.yaml",
            ', source: "the ration list"',
            ", estimate: true",
            "Sources",
            "the deployment of R/2 has no source; it",
        ),
        (
            "clash.yaml",
            ', source: "the ration list"',
            ", estimate: true",
            "Sources",
            "the deployment of R/2 is an estimate",
        ),
        ("map.yaml", '"The lake"', '"The pond"', "The ground", "the map is called 'The pond', not 'The lake'"),
    ],
)
def test_a_change_in_words(battle: Path, file: str, old: str, new: str, heading: str, sentence: str) -> None:
    found = [one for one in changed(battle, file, old, new) if one.heading == heading]
    assert any(sentence in one.sentence for one in found), found


def test_rules_of_a_library_in_words(battle: Path) -> None:
    """Each of what an entry says, none by its bare path."""
    path = battle / "assets" / "data" / "rules.yaml"
    before = file_view(check_part("rules", path))
    old = 'stack_limit: {value: 2400, per: width, unit: pure, source: "made up"}'
    new = f'stack_limit: {{value: 2500, unit: men, source: "{"3.2; " * 20}"}}'
    patch(battle, "rules.yaml", old, new)
    found = [one.sentence for one in differences(before, file_view(check_part("rules", path)))]
    assert found == [
        "stack limit is 2500, not 2400",
        "stack limit is counted in men, not pure",
        "stack limit goes at every scale, not with the width",
        "the source of the rule stack limit reads differently",
    ]


def test_one_change_is_one_difference(battle: Path) -> None:
    (found,) = changed(battle, "clash.yaml", "turn: 3, w", "turn: 4, w")
    assert (found.path, found.before, found.after) == ("deployment.R/4.turn", 3, 4)


def test_what_all_units_of_a_formation_have_alike_is_said_of_the_formation(battle: Path) -> None:
    patch(battle, "clash.yaml", 'hex: "0102", strength: 50, cohesion: 90', 'hex: "0102"')
    patch(battle, "clash.yaml", "turn: 3, withdraws: 5, ", "")
    before = scenario_view(load_scenario("tiny/clash"))
    for unit in ("R/1", "R/2", "R/3", "R/4"):
        text = (battle / "scenarios/tiny/clash.yaml").read_text(encoding="utf-8")
        place = text.index(f"unit: {unit},") + len(f"unit: {unit},")
        (battle / "scenarios/tiny/clash.yaml").write_text(
            f"{text[:place]} fatigue: 20,{text[place:]}", encoding="utf-8"
        )
    (found,) = differences(before, scenario_view(load_scenario("tiny/clash")))
    assert found.sentence == "Red regiment (R): fatigue 20, not 0"


def test_units_that_come_and_go(battle: Path) -> None:
    new = '  - {unit: B/3, hex: "0503", turn: 2, estimate: true}\npermissions:'
    assert changed(battle, "clash.yaml", "permissions:", new)[0].sentence == "B/3 takes part: arrives in turn 2 at 0503"
    before = scenario_view(load_scenario("tiny/clash"))
    patch(battle, "clash.yaml", new, "permissions:")
    (found,) = differences(before, scenario_view(load_scenario("tiny/clash")))
    assert (found.sentence, found.after) == ("B/3 takes no part", None)


def test_layout_and_defaults_that_are_written_out_are_no_difference(battle: Path) -> None:
    assert changed(battle, "clash.yaml", 'hex: "0101", ', "hex:   '0101', strength: 100, ") == []


def test_another_order_of_units_is_a_difference(battle: Path) -> None:
    """Rows of the arrays follow it, and so does the digest."""
    line = '          - {id: R/1, name: "1st Company", type: rifle_company, estimate: true}\n'
    other = '          - {id: R/2, name: "2nd Company", type: rifle_company, items: {heavy_mg: 0}, estimate: true}\n'
    (found,) = changed(battle, "forces.yaml", line + other, other + line)
    assert found.sentence == "units: the same entries in another order"


@pytest.mark.parametrize("name", shipped_names())
def test_nothing_differs_from_itself_and_what_differs_from_a_small_battle_can_be_said(name: str) -> None:
    view = scenario_view(load_scenario(name))
    assert differences(view, view) == []
    all_are_said(differences(view, scenario_view(load_scenario("jinchanggou/height_875"))))


@pytest.mark.full
@pytest.mark.parametrize(("one", "other"), list(permutations(shipped_names(), 2)))
def test_all_pairs_can_be_said(one: str, other: str) -> None:
    all_are_said(differences(scenario_view(load_scenario(one)), scenario_view(load_scenario(other))))


def all_are_said(found: list[Difference]) -> None:
    """Each difference has words."""
    for one in found:
        assert one.sentence
        assert "ABSENT" not in one.sentence


@pytest.mark.parametrize(
    ("kind", "file", "key", "value", "sentence"),
    [
        ("map", "scenarios/lake_khasan/map.yaml", "hex_size", 300, "a hex is 300 m wide, not 250 m"),
        ("equipment", "assets/data/equipment.yaml", "soft", 7, ".soft: 7, not"),
        ("rules", "assets/data/rules.yaml", "value", 7, "is 7, not"),
        ("terrain", "assets/data/terrain.yaml", "cover", 7, ".cover: 7, not"),
        ("unit_types", "assets/data/unit_types.yaml", "supply_days", 7, ".supply_days: 7, not"),
    ],
)
def test_files_that_are_no_scenario(kind: str, file: str, key: str, value: int, sentence: str) -> None:
    model = check_part(kind, data_dir("assets").parent / file)
    data: Any = model.model_dump(by_alias=True)
    holder = data
    while key not in holder:
        holder = next(one for one in holder.values() if isinstance(one, dict) and one)
    holder[key] = value
    (found,) = differences(file_view(model), file_view(type(model).model_validate(data)))
    assert sentence in found.sentence


def test_experiments_are_said_by_path() -> None:
    path = data_dir("scenarios") / "experiments" / "luck.yaml"
    data = read_file(path, path.name).data
    (found,) = differences(data_view(data), data_view({**data, "runs": 7}))
    assert found.sentence == f"runs: 7, not {data['runs']}"
