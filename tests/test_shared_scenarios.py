"""Tests share the scenarios that come with the game: they are what the files say, and nobody may write to them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.core.errors import UsageError
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario
from tests.shared_scenarios import SHIPPED, fingerprint

NIGHT = "lake_khasan/night_attack"


@pytest.mark.parametrize("name", shipped_names())
def test_a_shared_scenario_is_what_would_be_read(name: str) -> None:
    assert load_scenario(name) is load_scenario(name)
    again = load_scenario.__wrapped__(name)  # type: ignore[attr-defined]  # as it is without a memory
    assert again is not load_scenario(name)
    assert fingerprint(again) == fingerprint(load_scenario(name))
    assert (again.nouns, again.names, again.plans) == (
        load_scenario(name).nouns,
        load_scenario(name).names,
        load_scenario(name).plans,
    )


def test_other_files_are_read_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SHIPPED, tmp_path / "scenarios")
    path = tmp_path / "scenarios" / f"{NIGHT}.yaml"
    assert load_scenario(path) is not load_scenario(path)
    monkeypatch.setenv("BORDERWARS_DATA", str(tmp_path))
    assert load_scenario(NIGHT) is not load_scenario(NIGHT)


def test_who_writes_to_a_shared_scenario_is_found_out() -> None:
    scenario = load_scenario(NIGHT)
    for array in (scenario.start.units["cohesion"], scenario.world.units["quality"]):
        array[0] += 1
        with pytest.raises(AssertionError, match="a test has changed lake_khasan/night_attack itself"):
            load_scenario(NIGHT)
        array[0] -= 1
    name = scenario.documents["scenario"]["name"]
    scenario.documents["scenario"]["name"] = "Another"
    with pytest.raises(AssertionError, match="changed"):
        load_scenario(NIGHT)
    scenario.documents["scenario"]["name"] = name
    assert load_scenario(NIGHT) is scenario


def test_a_scenario_that_there_is_not_is_refused_as_ever() -> None:
    for wrong in ("lake_khasan/night_atack", 7, None):
        with pytest.raises(UsageError):
            load_scenario(wrong)  # type: ignore[arg-type]
