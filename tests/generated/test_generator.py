"""The generator makes what it promises: valid scenarios, of all sizes, with values at both ends of their bounds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from game.cli.expectations import findings
from game.engine.game import Game
from game.scenario.homes import VARIABLE
from game.scenario.loading import Documents, load_scenario
from game.scenario.schema.forces import Unit
from game.scenario.schema.mapsheet import Area, Lift, MapFile
from game.scenario.schema.scenario_file import AwardEntry, Calendar, SideSetup
from tests.generated.battle import documents, generated, wishes, write_battle
from tests.generated.bounds import bounds_of
from tests.generated.wishes import FEATURES, LARGEST, SMALL, Wish, wish
from tests.recount import faults

SEEDS = range(150)


@settings(max_examples=60)
@given(wishes(most=SMALL))
def test_every_example_is_a_scenario_that_can_be_set_up(wanted: Wish) -> None:
    scenario = generated(wanted)
    game = Game.new(scenario, 1)
    assert faults(game.world, game.state) == []
    assert len(game.world.hexes) == scenario.map.columns * scenario.map.rows


def test_a_seed_is_a_scenario() -> None:
    """The same one each time; without a feature the rest of it stays."""
    assert generated(3, SMALL).digest == generated(3, SMALL).digest != generated(4, SMALL).digest
    whole = wish(3).at_most(SMALL)
    feature = next(feature for feature in sorted(whole.features) if feature in {"wear", "bans", "history", "ladder"})
    assert documents(whole)["map"] == documents(whole.without(feature))["map"]


@pytest.mark.parametrize("seed", [7, 9, 0, 1])
def test_written_as_files_it_is_the_same_scenario(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries of its own lie where BORDERWARS_DATA looks for them."""
    wanted = wish(seed).at_most(SMALL)
    path = write_battle(wanted, tmp_path)
    if wanted.has("libraries"):
        monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = load_scenario(path)
    assert found.digest == generated(wanted).digest
    assert all(finding.holds for finding in findings(found))
    assert found.world.units.tobytes() == generated(wanted).world.units.tobytes()


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (bounds_of(MapFile, "columns"), (1, 200)),
        (bounds_of(MapFile, "latitude"), (-66, 66)),
        (bounds_of(Calendar, "turn_hours"), (1, 24)),
        (bounds_of(Unit, "missions"), (0, 20)),
        (bounds_of(Area, "radius"), (0, 100)),
        (bounds_of(AwardEntry, "points"), (-1000, 1000)),
        (bounds_of(SideSetup, "ammunition_lift", 0), (1, 400)),
        (bounds_of(SideSetup, "ammunition_lift", 1), bounds_of(Lift, "day")),
    ],
)
def test_bounds_are_those_of_the_schema(bounds: tuple[int, int], expected: tuple[int, int]) -> None:
    assert bounds == expected


def boats(every: Documents) -> set[str]:
    """Return the boats that fight among the units of a scenario."""
    types, waiting, found = every["unit_types"]["unit_types"], list(every["forces"]["sides"].values()), set[str]()
    while waiting:
        formation = waiting.pop()
        found |= {one["id"] for one in formation.get("units", ()) if types[one["type"]]["mobility"] == "boat"}
        waiting += formation.get("formations", ())
    return found


@pytest.fixture(scope="module")
def drawn() -> list[Documents]:
    return [documents(wish(seed).at_most(SMALL)) for seed in SEEDS]


def test_wishes_are_of_all_sizes() -> None:
    wishes = [wish(seed) for seed in range(500)]
    sizes = [wanted.size for wanted in wishes]
    assert {(size.columns, size.rows) for size in sizes} >= {(1, 1), (1, 12), (12, 1), (100, 100)}
    assert any(size.columns == size.rows == 1 and size.units == 0 for size in sizes)
    assert any((size.units, size.columns) == (LARGEST.units, LARGEST.columns) for size in sizes)
    assert {size.turns for size in sizes} >= {1, 2, 400}
    counted = Counter(feature for wanted in wishes for feature in wanted.features)
    assert all(100 < counted[feature] < 480 for feature in FEATURES), counted


def test_values_are_at_both_ends(drawn: list[Documents]) -> None:
    calendars = [every["scenario"]["calendar"] for every in drawn]
    lengths = {key: [one[key] for one in calendars if key in one] for key in ("turn_hours", "turn_minutes")}
    for least, most, found in (
        (*bounds_of(MapFile, "hex_size"), [every["map"]["hex_size"] for every in drawn]),
        (*bounds_of(MapFile, "latitude"), [every["map"]["latitude"] for every in drawn]),
        (*bounds_of(Calendar, "turn_hours"), lengths["turn_hours"]),
        (*bounds_of(Calendar, "turn_minutes"), lengths["turn_minutes"]),
        (*bounds_of(Calendar, "utc_offset"), [every["scenario"]["calendar"]["utc_offset"] for every in drawn]),
    ):
        assert min(found) == least
        assert max(found) == most
        assert len(set(found)) > 3


def test_rare_things_are_met(drawn: list[Documents]) -> None:
    """Nobody, no land, no supply, boats, bridges by date, arrivals under conditions, every award, every ban."""
    plays = [every["scenario"] for every in drawn]
    units = [entry for play in plays for entry in play["deployment"]]
    assert any(not play["deployment"] for play in plays)
    afloat = [{entry["unit"] for entry in every["scenario"]["deployment"]} & boats(every) for every in drawn]
    assert sum(len(units) for units in afloat) > 20
    assert any(not side["supply_sources"] for play in plays for side in play["sides"].values())
    assert any(
        all(every["terrain"]["terrain"][kind].get("water") for kind in every["map"]["legend"].values())
        for every in drawn
    )
    keys = ("turn", "only_if", "withdraws", "strength", "items", "cohesion", "fatigue", "entrenched", "missions")
    for key in (*keys, "chance", "until", "drawn"):
        assert sum(key in entry for entry in units) > 5, key
    assert sum("exits" in side for play in plays for side in play["sides"].values()) > 5
    assert sum(play.get("rule_set") == "small_action" for play in plays) > 5
    assert {award["award"] for play in plays for award in play["victory"]["awards"]} == {
        "fixed", "hold", "losses", "ground", "clear", "share", "exited", "destroyed"
    }  # fmt: skip
    assert {ban["deny"] for play in plays for ban in play["permissions"]} == {"enter", "fire"}
    maps = [every["map"] for every in drawn]
    assert any(every.get("crossings") for every in maps)
    assert any("from" in bridge for every in maps for bridge in every.get("bridges", ()))
    tests = [test for play in plays for test in play.get("tests", ())]
    assert {key for test in tests for key in test} == {"unit", "turn", "reaches", "cannot_reach"}
    kinds = [{type(measure) for measure in row} for play in plays for row in play["history"]]
    assert len(kinds) > 20
