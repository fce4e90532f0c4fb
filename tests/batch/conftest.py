"""A small batch that the tests of this folder share."""

from __future__ import annotations

import pytest

from game.batch.noting import NOTED
from game.batch.results import Results
from game.batch.runner import run_batch
from game.scenario.loading import Scenario, load_scenario


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load_scenario("lake_khasan/night_attack")


@pytest.fixture(scope="session")
def results(scenario: Scenario) -> Results:
    """Four games, one commander at random so that they differ."""
    return run_batch(scenario, 4, seed=7, commanders={"soviet": "random", "japanese": "cadet"}, workers=1)


@pytest.fixture(scope="session")
def noted(scenario: Scenario) -> Results:
    """The same four games with all that can be noted."""
    commanders = {"soviet": "random", "japanese": "cadet"}
    return run_batch(scenario, 4, seed=7, commanders=commanders, workers=1, notes=NOTED)


@pytest.fixture(scope="session")
def planned(scenario: Scenario) -> Results:
    """Four games in which one side follows a plan, with all that can be noted."""
    commanders = {"soviet": "random", "japanese": "officer:historical"}
    return run_batch(scenario, 4, seed=7, commanders=commanders, workers=1, notes=NOTED)
