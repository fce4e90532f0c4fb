"""Scenarios that come with the game, read once a process for all tests that are not about reading them.

A scenario never changes: whoever plays copies its start. So it is shared, and looked at each time that it is asked for:
a test that had written to it would be found out by the next.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Final

from game.scenario import loading
from game.scenario.library import find_scenario
from game.scenario.loading import Scenario, canonical_digest

SHIPPED: Final = Path(__file__).resolve().parents[1] / "scenarios"
ABOUT_READING: Final = ("scenario", "data")
"""Folders of tests for which every scenario is read each time."""

Load = Callable[[str | Path], Scenario]


class _Known:
    """What this process has read, each with its bytes as they were read."""

    def __init__(self) -> None:
        self.scenarios: dict[tuple[str, Path], tuple[Scenario, str]] = {}
        self.is_shared = True


_known: Final = _Known()


def share() -> None:
    """Read each scenario once from now on; before any module has taken `load_scenario` for itself."""
    loading.load_scenario = shared(loading.load_scenario)


def choose(test: Path, tests: Path) -> None:
    """Share scenarios, or read them each time, as suits a test."""
    _known.is_shared = test.relative_to(tests).parts[0] not in ABOUT_READING


def shared(load: Load) -> Load:
    """Return `load_scenario` with a memory for what comes with the game."""

    @wraps(load)
    def load_scenario(name_or_path: str | Path) -> Scenario:
        if not _known.is_shared or "BORDERWARS_DATA" in os.environ or not isinstance(name_or_path, str | Path):
            return load(name_or_path)
        place = find_scenario(name_or_path)
        if not place[1].resolve().is_relative_to(SHIPPED):
            return load(name_or_path)
        if place not in _known.scenarios:
            scenario = load(name_or_path)
            _known.scenarios[place] = scenario, fingerprint(scenario)
        scenario, before = _known.scenarios[place]
        assert fingerprint(scenario) == before, f"a test has changed {scenario.name} itself: copy what is changed"
        return scenario

    return load_scenario


def fingerprint(scenario: Scenario) -> str:
    """Return a digest of all that somebody could write to."""
    digest = hashlib.blake2b(canonical_digest(scenario.documents).encode())
    for array in (*scenario.world, *scenario.start):
        digest.update(array.tobytes())
    return digest.hexdigest()
