"""The comparison with history, on rows made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.batch.history import Comparison, compare, end_of_turn
from game.batch.runner import Results
from game.core.terms import Kind
from game.scenario.loading import Scenario

SOVIET, JAPANESE = 0, 1


@pytest.fixture
def made(scenario: Scenario, results: Results) -> Results:
    """A hundred runs: Soviet losses of 201 to 300 men, no tanks, Zaozernaya Japanese in 80 of them at turn 6."""
    areas = len(scenario.names.areas)
    losses = np.zeros((100, 3, 2, len(Kind)), np.int32)
    losses[:, 2, SOVIET, Kind.MEN] = np.arange(201, 301)
    holders = np.zeros((100, 3, areas), np.int8)
    holders[:80, 1, scenario.names.area_row["zaozernaya"]] = JAPANESE
    return replace(
        results,
        seeds=np.arange(100),
        levels=np.zeros(100, np.int16),
        points=np.zeros((100, 2), np.int32),
        losses=losses,
        holders=holders,
        digests=np.zeros(100, np.uint64),
    )


def row(made: Results, measure: str) -> Comparison:
    return next(row for row in compare(made) if row.measure.startswith(measure))


def test_losses_are_held_against_their_range(made: Results) -> None:
    found = row(made, "Soviet losses")
    assert (found.historical, found.accepted) == (260, (160, 420))
    assert (found.median, found.central_50) == (250.5, (225.75, 275.25))
    assert found.share_accepted == 1
    assert found.percentile == 59.5
    assert found.holds


def test_losses_outside_do_not_hold(made: Results) -> None:
    found = row(made, "Japanese losses")
    assert found.median == 0
    assert found.share_accepted == 0
    assert found.percentile == 100
    assert not found.holds


def test_a_holder_is_a_share_of_runs_in_per_cent(made: Results) -> None:
    found = row(made, "Zaozernaya")
    assert (found.historical, found.accepted, found.median) == (True, (75, 100), 80)
    assert found.share_accepted == 0.8
    assert found.central_50[0] < 80 < found.central_50[1] < found.central_90[1]
    assert found.percentile is None
    assert found.holds
    assert not row(made, "Bezymyannaya").holds


def test_a_range_may_be_met_exactly(made: Results) -> None:
    scenario = made.scenario
    holders = made.holders.copy()
    holders[75:80, 1, scenario.names.area_row["zaozernaya"]] = SOVIET
    assert row(replace(made, holders=holders), "Zaozernaya").holds


def test_contested_is_a_state_too(made: Results) -> None:
    from game.batch.history import holder_code
    from game.rules.areas import CONTESTED

    assert [holder_code(made.scenario, state) for state in ("soviet", "japanese", "contested")] == [0, 1, CONTESTED]


def test_dates_are_ends_of_turns(scenario: Scenario, made: Results) -> None:
    assert end_of_turn(scenario, 5).isoformat() == "1938-07-31T04:00:00"
    assert row(made, "Soviet losses").date == "1938-07-31T20:00"
    assert row(made, "Zaozernaya").date == "1938-07-31T12:00"


def test_rows_are_in_the_order_of_the_file(scenario: Scenario, made: Results) -> None:
    assert [row.measure for row in compare(made)] == [entry.measure for entry in scenario.file.history]
    data = compare(made)[0].as_data()
    needed = {
        "measure",
        "date",
        "historical",
        "accepted",
        "median",
        "central_50",
        "central_90",
        "share_accepted",
        "holds",
    }
    assert needed <= set(data)
    assert data["accepted"] == [160, 420]
