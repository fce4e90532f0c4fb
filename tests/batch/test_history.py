"""The comparison with history, on rows made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.batch.composition import Composition
from game.batch.history import Comparison, compare, counted, distances, together
from game.batch.results import Results
from game.core.terms import SIDES, Kind
from game.scenario.loading import Scenario, load_scenario
from game.scenario.schema.scenario_file import HistoryEntry

SOVIET, JAPANESE = 0, 1


@pytest.fixture
def made(scenario: Scenario, results: Results) -> Results:
    """A hundred runs: Soviet losses of 201 to 300 men, no tanks, Zaozernaya Japanese in 80 of them at turn 6.

    At the end of turn 7 the Soviets own 3 of the 13 hexes of the ridge in the first 30 runs, all of it in the others.
    """
    areas = len(scenario.names.areas)
    losses = np.zeros((100, 3, 2, len(Kind)), np.int32)
    losses[:, 2, SOVIET, Kind.MEN] = np.arange(201, 301)
    owned = np.zeros((100, 3, areas, SIDES), np.int16)
    zaozernaya, ridge = (scenario.names.area_row[name] for name in ("zaozernaya", "ridge"))
    owned[:80, 1, zaozernaya, JAPANESE] = results.hexes_of("zaozernaya")
    owned[80:, 1, zaozernaya, SOVIET] = results.hexes_of("zaozernaya")
    owned[:30, 2, ridge, SOVIET] = 3
    owned[30:, 2, ridge, SOVIET] = results.hexes_of("ridge")
    left, tallies = Composition(scenario).tables(100, 3)
    return replace(
        results,
        seeds=np.arange(100),
        levels=np.zeros(100, np.int16),
        points=np.zeros((100, 2), np.int32),
        losses=losses,
        owned=owned,
        digests=np.zeros(100, np.uint64),
        left=left,
        tallies=tallies,
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
    owned = made.owned.copy()
    owned[75:80, 1, made.scenario.names.area_row["zaozernaya"]] = 0
    assert row(replace(made, owned=owned), "Zaozernaya").holds
    owned[74, 1, made.scenario.names.area_row["zaozernaya"]] = 0
    assert not row(replace(made, owned=owned), "Zaozernaya").holds


def ground_row(made: Results, **changes: Any) -> Comparison:
    """A row about the Soviet part of the ridge on the last turn, in place of the scenario's history."""
    entry = {
        "measure": "The ridge Soviet, per cent",
        "turn": 7,
        "ground": {"side": "soviet", "area": "ridge"},
        "historical": 100,
        "accepted": [60, 100],
        "source": "made up",
    }
    file = made.scenario.file.model_copy(update={"history": [HistoryEntry.model_validate({**entry, **changes})]})
    scenario = replace(made.scenario, nouns=replace(made.scenario.nouns, scenario=file))
    (found,) = compare(replace(made, scenario=scenario))
    return found


def test_ground_is_a_share_of_the_area_in_per_cent(made: Results) -> None:
    """3 of 13 hexes in 30 runs, all of them in 70."""
    found = ground_row(made)
    assert (found.kind, found.historical, found.accepted) == ("ground", 100, (60, 100))
    assert (found.median, found.central_50, found.central_90) == (100, (23.08, 100), (23.08, 100))
    assert found.share_accepted == 0.7
    assert found.percentile == 65  # 30 runs below, and half of the 70 that are equal
    assert found.holds
    assert ground_row(made, historical=0).percentile == 0


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({"accepted": [0, 99]}, False),
        ({"accepted": [100, 100]}, True),
        ({"turn": 5}, False),
        ({"ground": {"side": "japanese", "area": "ridge"}}, False),
        ({"ground": {"side": "japanese", "area": "ridge"}, "accepted": [0, 0]}, True),
    ],
)
def test_ground_is_held_against_its_range_by_side_and_turn(made: Results, changes: dict[str, Any], holds: bool) -> None:
    assert ground_row(made, **changes).holds is holds


def test_the_strip_at_khalkhin_gol_is_a_row_about_ground(results: Results) -> None:
    """Nothing owned is nothing per cent."""
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    turns, areas = scenario.file.calendar.turns, len(scenario.names.areas)
    left, tallies = Composition(scenario).tables(4, turns)
    empty = replace(
        results,
        scenario=scenario,
        left=left,
        tallies=tallies,
        losses=np.zeros((4, turns, SIDES, len(Kind)), np.int32),
        owned=np.zeros((4, turns, areas, SIDES), np.int16),
    )
    (ground,) = [found for found in compare(empty) if found.kind == "ground"]
    assert (ground.median, ground.share_accepted, ground.percentile, ground.holds) == (0, 0, 100, False)
    empty.owned[:, -1, scenario.names.area_row["strip"], SOVIET] = empty.hexes_of("strip") * 3 // 4
    (ground,) = [found for found in compare(empty) if found.kind == "ground"]
    assert 74 < ground.median <= 75
    assert ground.holds


def test_contested_is_a_state_too(made: Results) -> None:
    from game.batch.history import holder_codes
    from game.rules.areas import CONTESTED

    assert holder_codes(made.scenario) == {"soviet": 0, "japanese": 1, "contested": CONTESTED}


def test_dates_are_ends_of_turns(scenario: Scenario, made: Results) -> None:
    assert scenario.file.calendar.end_of(5).isoformat() == "1938-07-31T04:00:00"
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


# --- how sure, and together -----------------------------------------------------------------------------------------


def test_the_median_has_an_interval_by_order_statistics(made: Results) -> None:
    """Of 100 draws the 40th and the 61st: 40 to 60 heads come up in 96.5 per cent, 41 to 59 in 94.3."""
    assert row(made, "Soviet losses").median_95 == (240, 261)
    low, high = row(made, "Zaozernaya").median_95 or (0, 0)
    assert (round(low), round(high)) == (71, 87)  # Wilson's, of 80 in 100


def with_history(made: Results, *changes: dict[str, Any]) -> Results:
    """The same runs, held against other rows: by default Soviet men to the end, 260 of 160 to 420."""
    usual = {"measure": "a", "turn": 7, "losses": {"side": "soviet", "kind": "men"}, "source": "made up"}
    usual |= {"historical": 260, "accepted": [160, 420]}
    without = [{key: value for key, value in {**usual, **change}.items() if value is not None} for change in changes]
    entries = [HistoryEntry.model_validate(entry) for entry in without]
    file = made.scenario.file.model_copy(update={"history": entries})
    return replace(made, scenario=replace(made.scenario, nouns=replace(made.scenario.nouns, scenario=file)))


def test_losses_since_a_turn_leave_out_what_was_lost_before(made: Results) -> None:
    made.losses[:, 1, SOVIET, Kind.MEN] = 200
    (found,) = compare(with_history(made, {"since": 6}))
    assert (found.median, found.central_50, found.since, found.apart) == (50.5, (25.75, 75.25), 6, True)
    assert not found.holds
    (before,) = compare(with_history(made, {"since": 5, "turn": 6}))
    assert before.median == 200


def test_an_exchange_is_what_is_lost_for_each_hundred_of_the_other(made: Results) -> None:
    """Nobody lost on the other side counts as one."""
    made.losses[:, 2, JAPANESE, Kind.MEN] = 150
    exchange = {"losses": None, "exchange": {"side": "soviet", "kind": "men"}, "accepted": [150, 180]}
    (found,) = compare(with_history(made, exchange))
    assert (found.kind, found.median, found.holds, found.apart) == ("exchange", 167, True, True)
    made.losses[:, 2, JAPANESE, Kind.MEN] = 0
    assert compare(with_history(made, exchange))[0].median == 25050


def test_with_how_many_rows_each_run_agrees(made: Results) -> None:
    """201 to 300 lost: 50 runs in the first range, 100 in the second; 80 hold Zaozernaya, the first 80."""
    held = {"losses": None, "turn": 6, "holder": {"area": "zaozernaya", "state": "japanese"}}
    changed = with_history(made, {"accepted": [251, 300]}, {}, {**held, "historical": True, "accepted": [75, 100]})
    found = counted(changed, compare(changed))
    assert list(found) == ["rows"]
    assert (found["rows"].rows, found["rows"].holding) == (3, 2)
    assert found["rows"].agreeing == [0, 0, 70, 30]  # 50 runs of one range and Zaozernaya, 20 of both ranges
    assert found["rows"].agreeing_mean == 2.3


def test_rows_are_counted_apart(made: Results) -> None:
    changed = with_history(made, {}, {"since": 6})
    found = counted(changed, compare(changed))
    assert [(name, group.rows, group.holding) for name, group in found.items()] == [("rows", 1, 1), ("apart", 1, 1)]


def test_the_same_row_twice_is_one_in_effect(made: Results) -> None:
    changed = with_history(made, {}, {"accepted": [0, 1]}, {"losses": {"side": "japanese", "kind": "tank"}})
    assert together(changed, changed.scenario.file.history).effective == 1


def test_distance_is_in_half_accepted_ranges(made: Results) -> None:
    """On a scale of orders of magnitude: from 99 to 999 accepted, 315 and a bit in the middle, 9,999 two ranges up."""
    made.losses[:, 2, SOVIET, Kind.MEN] = 9_999
    wide = {"historical": 999, "accepted": [99, 999]}
    changed = with_history(made, wide)
    assert distances(changed, changed.scenario.file.history) == pytest.approx(2)
    held = {"losses": None, "turn": 6, "holder": {"area": "zaozernaya", "state": "japanese"}}
    changed = with_history(made, wide, {**held, "historical": True, "accepted": [75, 100]})
    found = distances(changed, changed.scenario.file.history)
    assert found[:80] == pytest.approx(np.sqrt(4 / 2))
    assert found[80:] == pytest.approx(np.sqrt((4 + 1) / 2))


def test_distance_of_ground_and_of_a_range_without_width(made: Results) -> None:
    """3 of 13 hexes are 23.08 per cent, 76.92 from 100, in halves of 40; a width of nothing is one."""
    ground = {"losses": None, "ground": {"side": "soviet", "area": "ridge"}, "historical": 100, "accepted": [60, 100]}
    changed = with_history(made, ground)
    found = distances(changed, changed.scenario.file.history)
    assert found[:30] == pytest.approx(76.92 / 20)
    assert found[30:] == pytest.approx(0)
    none = with_history(made, {"losses": {"side": "japanese", "kind": "tank"}, "historical": 1, "accepted": [0, 0]})
    assert distances(none, none.scenario.file.history) == pytest.approx(2)


def test_who_led_is_said_in_each_row(made: Results) -> None:
    assert row(made, "Soviet losses").as_data()["commanders"] == {"soviet": "random", "japanese": "cadet"}
