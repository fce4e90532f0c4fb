"""A small batch that the tests of this folder share."""

from __future__ import annotations

import pytest

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
