"""The battle of the measure is sound at any size."""

from __future__ import annotations

from pathlib import Path

from game.cli.checking import look_at
from game.scenario.loading import load_scenario
from tests.measures.largest_battle import write_largest


def test_a_part_of_it_is_a_sound_battle(tmp_path: Path) -> None:
    path = write_largest(tmp_path, size=40, units=120)
    scenario = load_scenario(path)
    assert len(scenario.world.hexes) == 1600
    assert len(scenario.world.units) == 120
    assert look_at(str(path)).code(strict=False) == 0
