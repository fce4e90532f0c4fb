"""The example of docs/scenario_files.md is a small battle that either side can win, and its history row holds.

It was made even on 200 games of seed 1 and confirmed on 200 others; here are 200 more.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from game.batch.history import compare
from game.batch.results import Results
from game.batch.runner import run_batch
from game.cli.expectations import findings
from game.core.terms import Kind
from game.scenario.loading import Scenario, load_scenario, read_plan

GUIDE = (Path(__file__).parents[2] / "docs" / "scenario_files.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    folder = tmp_path_factory.mktemp("example")
    for name, text in re.findall(r"```yaml\n# (\w+\.yaml)\n(.*?)```", GUIDE, re.DOTALL):
        (folder / name).write_text(text, encoding="utf-8")
    return load_scenario(folder / "first_light.yaml")


@pytest.fixture(scope="module")
def games(example: Scenario) -> Results:
    return run_batch(example, 200, seed=1939)


def test_either_side_can_win(example: Scenario, games: Results) -> None:
    winners = np.array(example.names.level_winners)[games.levels]
    for side in (0, 1):
        assert np.mean(winners == side) >= 0.2


def test_both_sides_fight_for_it(games: Results) -> None:
    """A battle that is decided without a shot is no example."""
    assert (np.median(games.losses[:, -1, :, Kind.MEN], axis=0) >= 10).all()


def test_its_row_of_history_holds(games: Results) -> None:
    (row,) = compare(games)
    assert row.holds


def test_what_it_expects_is_so(example: Scenario) -> None:
    found = findings(example)
    assert len(found) == 2
    assert all(finding.holds for finding in found), found


PLANS = (Path(__file__).parents[2] / "docs" / "plans.md").read_text(encoding="utf-8")


def test_the_plan_of_the_page_of_plans_does_what_is_said_there(example: Scenario, tmp_path: Path) -> None:
    """It takes the hill in four games of five, the officer's own plan in seven of ten."""
    (text,) = re.findall(r"```yaml\n# plan_soviet_pincers\.yaml\n(.*?)```", PLANS, re.DOTALL)
    path = tmp_path / "plan_soviet_pincers.yaml"
    path.write_text(text, encoding="utf-8")
    scenario = example.with_plan(read_plan(example, path))

    def taken(leader: str) -> float:
        leaders = {"soviet": leader, "japanese": "officer:own"}
        return float(np.mean(run_batch(scenario, 200, seed=1938, commanders=leaders).levels == 0))

    by_pincers, by_own = taken("officer:pincers"), taken("officer:own")
    assert by_pincers == pytest.approx(0.8, abs=0.06)
    assert by_own == pytest.approx(0.7, abs=0.06)
    assert by_pincers > by_own
