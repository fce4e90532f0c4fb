"""Pictures are drawn without a display, whatever the machine has."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pytest

from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import State
from game.view.lettering import start

from .positions import set_up


@pytest.fixture(autouse=True)
def drawing() -> None:
    """Fonts are ready."""
    start()


@pytest.fixture(scope="session")
def corps() -> Scenario:
    """The scenario with the most units on the map at the start."""
    return load_scenario("lake_khasan/corps_assault")


@pytest.fixture
def position(corps: Scenario) -> State:
    """Its start."""
    return set_up(corps)
