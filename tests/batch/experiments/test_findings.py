"""What came of an experiment: figures with intervals, and what surely differs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.batch.experiment import ExperimentResults
from game.batch.experiments.findings import document, from_the_first, measured, share_interval
from game.batch.experiments.running import run_experiment
from game.batch.figures import Figure, figure, figures
from game.batch.intervals import mean_interval, median_interval, wilson
from game.batch.runner import run_batch
from game.batch.units import UnitNote
from game.core.errors import UsageError
from game.core.terms import Status
from game.scenario.loading import load_scenario


def test_each_point_has_its_figures(found: ExperimentResults) -> None:
    said = document(found)
    assert (said["experiment"], said["seed"], said["design"]) == ("A battalion less", "7", "grid")
    for data, results in zip(said["points"], found.points, strict=True):
        margin, lost = data["measures"]
        points = results.points.astype(float)
        assert margin["mean"] == round(float((points[:, 0] - points[:, 1]).mean()), 2)
        assert lost["id"] == "lost.soviet.men"
        men = results.losses[:, -1, 0, 0].astype(float)
        assert lost["mean_95"] == list(mean_interval(men) or ()) and lost["median_95"] == list(
            median_interval(men) or ()
        )
        assert data["digest"] == results.digest()


def test_the_others_are_held_against_the_first(found: ExperimentResults) -> None:
    numbers, comparisons = zip(*from_the_first(found), strict=True)
    assert numbers == (1, 2, 3)
    first, last = (figure(found.points[place], "margin").values.mean() for place in (0, 3))
    (margin,) = (row for row in comparisons[2].rows if row.id == "margin")
    assert margin.difference == round(float(last - first), 2)


def test_points_with_other_numbers_of_runs_are_compared_as_far_as_both_go(found: ExperimentResults) -> None:
    fewer = replace(found, points=[found.points[0], found.points[1].of_rows(range(4))])
    ((_, comparison),) = from_the_first(fewer)
    men = [figure(found.points[place], "lost.soviet.men").values[:4].mean() for place in (0, 1)]
    (row,) = (row for row in comparison.rows if row.id == "lost.soviet.men")
    assert [row.first, row.second] == [round(float(mean), 2) for mean in men]


def test_a_point_where_nothing_is_changed_is_said_to_be_the_same(found: ExperimentResults) -> None:
    experiment = replace(
        found.experiment, points=(found.experiment.points[0], replace(found.experiment.points[0], number=1))
    )
    ((_, comparison),) = from_the_first(run_experiment(experiment))
    assert comparison.same == 6 and comparison.sure == 0


def test_a_share_has_wilsons_interval_and_no_median(found: ExperimentResults) -> None:
    values = np.array([100.0, 100.0, 0.0, 100.0])
    low, high = wilson(3, 4)
    assert share_interval(values) == (round(100 * low, 2), round(100 * high, 2))
    one = measured(found.points[0], Figure("x", "x", "share", values))
    assert one.mean_95 == share_interval(values) and one.median_95 is None


# --- figures by their ids -------------------------------------------------------------------------------------------


def test_figures_are_found_by_their_ids(found: ExperimentResults) -> None:
    results = found.points[0]
    for one in figures(results):
        assert np.array_equal(figure(results, one.id).values, one.values)


def test_a_figure_can_be_that_of_a_turn(found: ExperimentResults) -> None:
    results = found.points[0]
    early, last = figure(results, "lost.soviet.men@5"), figure(results, "lost.soviet.men@7")
    assert np.array_equal(early.values, results.losses[:, 0, 0, 0])
    assert np.array_equal(last.values, figure(results, "lost.soviet.men").values)
    assert (early.title, figure(results, "lost.soviet.men").title) == (
        "Soviet: men lost by the end of turn 5 (31 July, 04:00)",
        "Soviet: men lost",
    )


@pytest.mark.parametrize("id_", ["", "margin@5", "lost.soviet", "lost.soviet.men@", "holds.soviet.nowhere", "level.x"])
def test_a_figure_that_is_not_there(found: ExperimentResults, id_: str) -> None:
    with pytest.raises(UsageError, match="measure"):
        figure(found.points[0], id_)


def test_what_is_left_of_a_formation_is_what_is_left_of_its_units() -> None:
    scenario = load_scenario("lake_khasan/night_attack")
    results = run_batch(scenario, 4, seed=7, notes=("units",))
    rows = [scenario.names.unit_row[unit] for unit in ("I/75", "II/75", "III/75", "Guns/75")]
    assert np.array_equal(figure(results, "men.75IR").values, results.units[:, rows, UnitNote.MEN_LAST].sum(axis=1))
    there = (results.units[:, rows, UnitNote.STATUS] == Status.PRESENT).mean(axis=1)
    assert np.allclose(figure(results, "there.75IR").values, 100 * there)
    with pytest.raises(UsageError, match="units have not been noted"):
        figure(results.of_rows(range(4)), "men.75IR")


def test_ground_and_holders_go_together(found: ExperimentResults) -> None:
    results = found.points[0]
    area = results.scenario.names.areas[0]
    ground = [figure(results, f"ground.{side}.{area}").values for side in results.scenario.names.sides]
    held = figure(results, f"holds.{results.scenario.names.sides[0]}.{area}").values
    assert np.all(ground[0] + ground[1] <= 100)
    assert set(held) <= {0.0, 100.0}
