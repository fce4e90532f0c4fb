"""What a batch comes to."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from game.batch.results import UNFINISHED, Results
from game.batch.tables import areas_of_interest, areas_of_tables, levels, summary, turns_of_interest, unfinished
from game.scenario.loading import Scenario, load_scenario


def test_the_summary_adds_up(results: Results) -> None:
    found = summary(results)
    assert found["runs"] == found["finished"] == sum(found["levels"].values()) == 4
    assert found["unfinished"] == 0
    assert found["digest"] == results.digest()
    assert set(found["sides"]) == {"soviet", "japanese"}
    men = found["sides"]["soviet"]["men"]
    assert men["median"] == float(np.median(results.losses[:, -1, 0, 0]))
    assert men["mean"] == pytest.approx(results.losses[:, -1, 0, 0].mean(), abs=0.005)
    assert json.loads(json.dumps(found)) == found


def test_unfinished_runs_stay_in_the_shares(results: Results) -> None:
    rows = replace(results, levels=np.array([0, UNFINISHED, 0, 0], np.int16))
    found = summary(rows)
    assert (found["finished"], found["unfinished"]) == (3, 1)
    assert levels(rows)[0]["share"] == 0.75
    assert unfinished(rows)["share"] == 0.25


def test_points_of_no_finished_run_are_none(results: Results) -> None:
    assert summary(replace(results, levels=np.full(4, UNFINISHED, np.int16)))["points"] == {}


def test_areas_and_turns_of_interest(scenario: Scenario) -> None:
    assert areas_of_interest(scenario) == ["zaozernaya", "bezymyannaya", "hill_52"]
    assert turns_of_interest(scenario) == [5, 6, 7]
    turns = turns_of_interest(load_scenario("lake_khasan/campaign"))
    assert turns == sorted(set(turns))
    assert 2 <= len(turns) <= 6
    assert turns[-1] == 39


def test_nobody_holds_an_exit() -> None:
    """It gives points to who leaves by it; where nothing else is of interest, tables have all other areas."""
    scenario = load_scenario("amur_islands/ten_minutes")
    exits = {area for side in scenario.file.sides.values() for area in side.exits}
    assert exits & {award.area for award in scenario.file.victory.awards}
    assert not exits & {*areas_of_interest(scenario), *areas_of_tables(scenario)}
    assert areas_of_tables(scenario)


def test_shares_of_holders_add_up(results: Results) -> None:
    for row in summary(results)["holders"]:
        assert sum(row["shares"].values()) == pytest.approx(1, abs=2e-4)
