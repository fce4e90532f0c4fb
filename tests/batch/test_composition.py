"""Rows on composition: who lost, to what, and what was done, off logs made by hand and off games."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.batch.composition import CAUSES, Composition, Tally
from game.batch.history import compare, counted, run_figures
from game.batch.results import Results
from game.batch.runner import run_batch
from game.commanders.roster import player_turns
from game.core.terms import SIDES, EventKind, Kind
from game.engine.game import Game
from game.scenario.loading import Scenario, load_scenario
from game.scenario.schema.scenario_file import HistoryEntry
from game.scenario.world import State
from tests.whole_games.playing import SCENARIOS

SOVIET, JAPANESE = 0, 1
USUAL = {"measure": "a", "turn": 7, "historical": 20, "accepted": [10, 30], "source": "made up"}


def asking(scenario: Scenario, *measures: dict[str, Any]) -> Scenario:
    """The same scenario, held against rows about these measures alone."""
    entries = [HistoryEntry.model_validate({**USUAL, **measure}) for measure in measures]
    file = scenario.file.model_copy(update={"history": entries})
    return replace(scenario, nouns=replace(scenario.nouns, scenario=file))


@pytest.fixture
def counting(scenario: Scenario) -> Scenario:
    """All three turns are asked for."""
    return asking(scenario, *({"turn": turn, "count": {"side": "soviet", "of": "assaults"}} for turn in (5, 6, 7)))


def log(scenario: Scenario, state: State, *events: tuple[EventKind, str, int]) -> None:
    """Write events of units into the log: their kind, who, and for losses how many men."""
    for kind, name, men in events:
        row = int(state.clock.logged[0])
        state.log[row].kind = kind
        state.log[row].unit = scenario.names.units.index(name)
        state.log[row].numbers[3] = men
        state.clock.logged[0] = row + 1


def taken(scenario: Scenario, state: State, turns: int = 1, *later: tuple[EventKind, str, int]) -> Any:
    """Tallies at the end of each of some turns, the first with what is in the log, the second with what comes later."""
    table = np.zeros((turns, SIDES, len(Tally)), np.int32)
    ((take, rows),) = Composition(scenario).takers(state, np.zeros((0, 0), np.int32), table)
    for turn in range(turns):
        take(scenario.world, state, rows[turn])
        log(scenario, state, *later)
    return table


def test_men_fall_to_the_fight_that_was_logged_last(counting: Scenario) -> None:
    """Shelled, then lost in an assault and in its defence; what follows in the retreat is of the defence too."""
    state = counting.start.copy(log_rows=50)
    log(
        counting,
        state,
        (EventKind.BOMBARDMENT, "I/15HA", 0),
        (EventKind.LOST, "III/118", 7),
        (EventKind.ASSAULT, "I/75", 0),
        (EventKind.LOST, "II/75", 11),
        (EventKind.LOST, "Zaozernaya", 5),
        (EventKind.RETREATED, "Zaozernaya", 0),
        (EventKind.LOST, "Zaozernaya", 2),
    )
    (found,) = taken(counting, state)
    assert found[SOVIET, list(CAUSES)].tolist() == [7, 0, 7, 0]
    assert found[JAPANESE, list(CAUSES)].tolist() == [0, 11, 0, 0]
    assert found[:, Tally.ASSAULTS].tolist() == [0, 1]


def test_counts_add_up_and_the_log_is_free_again(counting: Scenario) -> None:
    state = counting.start.copy(log_rows=2)
    log(counting, state, (EventKind.FIRED, "I/15HA", 0), (EventKind.FIRED, "I/15HA", 0))
    first, second = taken(counting, state, 2, (EventKind.FIRED, "I/25MA", 0), (EventKind.FIRED, "I/15HA", 0))
    assert (first[JAPANESE, Tally.MISSIONS], second[JAPANESE, Tally.MISSIONS]) == (2, 4)
    assert (first[JAPANESE, Tally.GUNS], second[JAPANESE, Tally.GUNS]) == (4, 10)  # 4 of 150 mm, then 6 of 75 mm
    assert not second[SOVIET].any()


def test_who_breaks_through_the_ice_falls_to_no_fight(counting: Scenario) -> None:
    """Before any fight, and between a fight and what follows from it."""
    state = counting.start.copy(log_rows=9)
    ice, lost = (EventKind.BROKE_THROUGH, "III/118", 3), (EventKind.LOST, "III/118", 7)
    log(counting, state, ice, (EventKind.BOMBARDMENT, "I/15HA", 0), ice, lost)
    (found,) = taken(counting, state)
    assert found[SOVIET, list(CAUSES)].tolist() == [7, 0, 0, 6]


def test_a_log_that_is_too_small_is_not_overlooked(counting: Scenario) -> None:
    state = counting.start.copy(log_rows=1)
    state.clock.logged[0] = 2
    with pytest.raises(AssertionError, match="2 events are too many"):
        taken(counting, state)


def test_who_lays_down_arms_is_a_prisoner(counting: Scenario) -> None:
    state = counting.start.copy(log_rows=1)
    state.sides.captured[SOVIET] = 12
    assert taken(counting, state)[0, :, Tally.PRISONERS].tolist() == [12, 0]


def test_units_that_have_left_the_map_are_counted(counting: Scenario) -> None:
    """By an exit; who is called away is not."""
    state = counting.start.copy(log_rows=9)
    log(counting, state, (EventKind.EXITED, "I/75", 400), (EventKind.WITHDREW, "II/75", 400))
    assert taken(counting, state)[0, :, Tally.EXITED].tolist() == [0, 1]


def test_a_share_is_of_what_a_formation_came_with(scenario: Scenario) -> None:
    """The 75th comes with 420, 400, 420 and 140 men (lake_khasan.md 8.2); without the first battalion 960 are left."""
    asked = asking(scenario, {"share_lost": {"units": ["75IR"], "kind": "men"}})
    state, found = asked.start.copy(), Composition(asked)
    assert found.at_start.tolist() == [420 + 400 + 420 + 140]
    state.units["items"][asked.names.units.index("I/75")] = 0
    left = np.zeros((1, 1, 1), np.int32)
    ((take, rows),) = found.takers(state, left[0], np.zeros((0, SIDES, len(Tally)), np.int32))
    take(asked.world, state, rows[0])
    (share,) = found.share_lost(left, found.shares[0], 0)
    assert share == round(100 * 420 / 1380, 2)


def test_a_share_of_guns_counts_guns(scenario: Scenario) -> None:
    """And a share that is asked for twice is noted once."""
    guns = {"share_lost": {"units": ["I/15HA", "I/25MA"], "kind": "gun"}}
    found = Composition(asking(scenario, guns, {**guns, "turn": 6}))
    assert (len(found.shares), found.at_start.tolist()) == (1, [10])


@pytest.fixture(scope="module")
def asked_results(scenario: Scenario) -> Results:
    """Four games with all that can be asked."""
    counts = [
        {"count": {"side": "japanese", "of": of}} for of in ("assaults", "missions", "guns", "prisoners", "exited")
    ]
    causes = [{"cause": {"side": "soviet", "by": by}} for by in ("bombardment", "assault", "defence")]
    since = {"cause": {"side": "soviet", "by": "defence"}, "since": 6}
    share = {"share_lost": {"units": ["75IR", "76IR", "76BG"], "kind": "men"}}
    asked = asking(scenario, *counts, *causes, since, share, {**share, "since": 6})
    return run_batch(asked, 4, seed=7, commanders={"soviet": "random", "japanese": "cadet"}, workers=1)


def test_men_fall_to_something(asked_results: Results) -> None:
    """All whom a side has lost by the turns that rows ask for, to the man; of the first turn nobody asks."""
    by_cause = asked_results.tallies[..., list(CAUSES)].sum(axis=3)
    assert by_cause[:, 1:].tolist() == asked_results.losses[:, 1:, :, Kind.MEN].tolist()
    assert by_cause[:, -1].min() > 0
    assert not by_cause[:, 0].any()
    assert (np.diff(asked_results.tallies, axis=1) >= 0).all()


def test_the_log_has_room_from_one_turn_that_is_asked_for_to_the_next(scenario: Scenario) -> None:
    """Turns 5 and 7: two turns lie between; at the end of turn 6 the log is left alone."""
    count = {"count": {"side": "japanese", "of": "missions"}}
    both, last = (asking(scenario, *({**count, "turn": turn} for turn in turns)) for turns in ((5, 7), (7,)))
    assert Composition(last).log_rows * 2 == Composition(both).log_rows * 3
    state = both.start.copy(log_rows=3)
    later = (EventKind.FIRED, "I/15HA", 0)
    found = taken(both, state, 3, later)[:, JAPANESE, Tally.MISSIONS]
    assert found.tolist() == [0, 0, 2]


def test_nothing_goes_otherwise_for_being_noted(results: Results, asked_results: Results) -> None:
    plain = run_batch(asking(results.scenario), 4, seed=7, commanders=dict(results.commanders), workers=1)
    assert plain.tallies.size == plain.left.size == 0
    assert plain.digest() == results.digest() == asked_results.digest()


def test_assaults_and_missions_are_those_of_the_same_game(asked_results: Results) -> None:
    """Played once more order by order, with what each brought."""
    game = Game.new(asked_results.scenario, int(asked_results.seeds[0]))
    found = np.zeros((SIDES, 2), int)
    for steps in player_turns(game, dict(asked_results.commanders)):
        for event in (event for step in steps for event in step.events):
            if event.kind in (EventKind.ASSAULT, EventKind.FIRED):
                side = int(game.world.units[game.scenario.names.units.index(event.unit or "")].side)
                found[side, int(event.kind == EventKind.FIRED)] += 1
    assert asked_results.tallies[0, -1][:, [Tally.ASSAULTS, Tally.MISSIONS]].tolist() == found.tolist()
    assert found.any(axis=0).all()


def test_rows_on_composition_are_counted_apart(asked_results: Results) -> None:
    rows = compare(asked_results)
    assert all(row.apart for row in rows)
    assert list(counted(asked_results, rows)) == ["apart"]
    causes = [run_figures(asked_results, entry) for entry in asked_results.scenario.file.history if entry.cause]
    assert np.sum(causes[:3], axis=0) == pytest.approx(100, abs=0.02)
    assert (causes[3] != causes[2]).any()  # since a turn it is another share
    shares = [row.median for row in rows if row.kind == "share_lost"]
    assert 0 < shares[1] <= shares[0]


@pytest.mark.parametrize("name", SCENARIOS)
def test_shares_of_the_shipped_rows_are_of_somebody(name: str) -> None:
    found = Composition(load_scenario(name))
    assert (found.at_start > 0).all()
    assert found.counted
