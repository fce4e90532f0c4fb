"""The runner: rows in run order, the same for any number of workers, each of them a game that can be played alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from game.batch import runner
from game.batch.results import UNFINISHED, Results, joined
from game.batch.runner import run_batch
from game.commanders.roster import play_out
from game.core.errors import UsageError
from game.core.terms import SIDES, Kind
from game.engine.game import Game
from game.rules.areas import CONTESTED
from game.scenario.loading import Scenario, load_scenario

BOTH = {"soviet": "random", "japanese": "cadet"}


def same(one: Results, other: Results) -> bool:
    rows = ("seeds", "levels", "points", "losses", "owned", "digests")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in rows)


@pytest.mark.parametrize("workers", [2, 3])
def test_rows_do_not_depend_on_workers(
    scenario: Scenario, results: Results, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CHUNK", 1)
    again = run_batch(scenario, 4, seed=7, commanders=BOTH, workers=workers)
    assert same(again, results)
    assert again.digest() == results.digest()


def test_a_run_played_alone_is_the_row(scenario: Scenario, results: Results) -> None:
    run = results.run(2)
    assert run.commanders == BOTH
    game = Game.new(scenario, run.seed)
    play_out(game, run.commanders)
    assert game.outcome is not None
    assert int(game.digest(), 16) == results.digests[2]
    assert game.outcome.level == scenario.names.levels[results.levels[2]]
    assert list(game.outcome.points.values()) == results.points[2].tolist()
    assert game.state.sides.losses.tolist() == results.losses[2, -1].tolist()


def test_what_is_noted_makes_sense(scenario: Scenario, results: Results) -> None:
    assert results.unfinished == 0
    assert results.losses.shape == (4, 3, 2, len(Kind))
    assert results.owned.shape == (4, 3, len(scenario.names.areas), SIDES)
    assert (np.diff(results.losses, axis=1) >= 0).all()
    dry = np.array([results.hexes_of(area) for area in scenario.names.areas])
    assert (results.owned >= 0).all()
    assert (results.owned.sum(axis=3) <= dry).all()
    assert len(set(results.digests.tolist())) == 4


def test_the_last_row_is_what_the_last_state_says(scenario: Scenario, results: Results) -> None:
    """Hex by hex: who owns how much of each area, and so who holds it."""
    game = Game.new(scenario, results.run(1).seed)
    play_out(game, BOTH)
    owners, water = game.state.hexes.owner, scenario.world.hexes.water
    for area, row in scenario.names.area_row.items():
        dry = [hex_ for hex_ in scenario.areas[area] if not water[hex_]]
        assert results.hexes_of(area) == len(dry)
        counts = [sum(int(owners[hex_]) == side for hex_ in dry) for side in range(SIDES)]
        assert results.owned[1, -1, row].tolist() == counts, area
        whole = [side for side in range(SIDES) if dry and counts[side] == len(dry)]
        assert results.holders(area)[1, -1] == (whole[0] if whole else CONTESTED), area


def test_a_side_holds_an_area_when_it_owns_all_of_it(scenario: Scenario, results: Results) -> None:
    """Else it is contested, as is one that has no dry hexes."""
    row, whole = scenario.names.area_row["ridge"], results.hexes_of("ridge")
    owned = np.zeros((4, 3, len(scenario.names.areas), SIDES), np.int16)
    owned[0, :, row, 0] = owned[1, :, row, 1] = whole
    owned[2, :, row] = (whole - 1, 1)
    found = replace(results, owned=owned).holders("ridge")
    assert found.tolist() == [[0] * 3, [1] * 3, [CONTESTED] * 3, [CONTESTED] * 3]
    nothing = replace(scenario, world=scenario.world._replace(area_first=np.zeros_like(scenario.world.area_first)))
    assert (replace(results, scenario=nothing, owned=owned * 0).holders("ridge") == CONTESTED).all()


def test_another_seed_commander_or_luck_is_another_batch(scenario: Scenario, results: Results) -> None:
    others = [
        run_batch(scenario, 2, seed=8, commanders=BOTH, workers=1),
        run_batch(scenario, 2, seed=7, workers=1),
        run_batch(scenario, 2, seed=7, commanders=BOTH, workers=1, luck="none"),
    ]
    assert len({other.digests[0] for other in others} | {results.digests[0]}) == 4
    assert others[1].commanders == {"soviet": "officer", "japanese": "officer"}


def test_progress_counts_up_to_all(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "CHUNK", 2)
    done: list[int] = []
    run_batch(scenario, 3, seed=7, commanders=BOTH, workers=2, progress=done.append)
    assert done == sorted(done)
    assert done[-1] == 3


def test_a_run_that_is_not_over_is_counted_and_not_dropped(
    scenario: Scenario, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(world, state, *others):  # type: ignore[no-untyped-def]
        play(world, state, *others)
        if int(state.clock.seed[0]) == results.seeds[1]:
            state.clock.phase[0] = 0
            state.clock.turn[0] = 7

    play = runner.play_game
    monkeypatch.setattr(runner, "play_game", give_up)
    found = run_batch(scenario, 4, seed=7, commanders=BOTH, workers=1)
    assert found.unfinished == 1
    assert found.levels[1] == UNFINISHED
    assert np.array_equal(found.losses[1, :2], results.losses[1, :2])
    assert np.array_equal(found.losses[1, 2], found.losses[1, 1])
    assert same(replace(found, levels=results.levels, losses=results.losses, owned=results.owned,
                        digests=results.digests), results)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"runs": 0}, "number of runs must be a whole number from 1 to 10000000, not 0"),
        ({"runs": -5}, "not -5"),
        ({"runs": 10**9}, "not 1000000000"),
        ({"runs": 9 * 10**6 + 999_999, "scenario": "lake_khasan/campaign"}, "do not fit into memory; ask for at most"),
        ({"workers": 0}, "number of workers must be a whole number from 1"),
        ({"seed": -1}, "the seed must be a whole number from 0 to 9223372036854775807, not -1"),
        ({"seed": 2**63}, "the seed must be a whole number from 0"),
        ({"seed": True}, "not True"),
        ({"seed": 1.0}, "not 1.0"),
        ({"seed": None}, "not None"),
        ({"runs": "4"}, "not '4'"),
        ({"luck": "often"}, "luck must be 'table' or 'none', not 'often'"),
        ({"commanders": "cadet"}, "commanders must be a dictionary by side"),
        ({"commanders": {"soviet": None}}, "commanders must be a dictionary by side"),
        ({"commanders": {"sovet": "cadet"}}, "no side 'sovet'; did you mean 'soviet'"),
        ({"commanders": {"soviet": "cadt"}}, "no commander 'cadt'; did you mean 'cadet'"),
    ],
)
def test_what_cannot_be_played_is_one_sentence(scenario: Scenario, asked: dict[str, object], words: str) -> None:
    if "scenario" in asked:
        scenario = load_scenario(str(asked.pop("scenario")))
    with pytest.raises(UsageError, match=words):
        run_batch(scenario, **{"runs": 1, "seed": 1, **asked})  # type: ignore[arg-type]


def test_an_error_in_a_thread_comes_out(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*others):  # type: ignore[no-untyped-def]
        raise ZeroDivisionError

    monkeypatch.setattr(runner, "play_game", fail)
    monkeypatch.setattr(runner, "CHUNK", 1)
    with pytest.raises(ZeroDivisionError):
        run_batch(scenario, 8, seed=1, workers=2)


STRANGE: list[tuple[Callable[[Results], object], str]] = [
    (lambda results: results.turn_row(0), "the turn must be a whole number from 5 to 7, not 0"),
    (lambda results: results.turn_row("1"), "the turn must be a whole number"),  # type: ignore[arg-type]
    (lambda results: results.hexes_of("hill_25"), "has no area 'hill_25'; did you mean 'hill_52'"),
    (lambda results: results.holders(None), "the area must be a string, not None"),  # type: ignore[arg-type]
    (lambda results: results.run(4), "the number of a run must be a whole number from 0 to 3, not 4"),
    (lambda results: results.run(-1), "not -1"),
]


@pytest.mark.parametrize(("ask", "words"), STRANGE)
def test_results_are_asked_for_what_was_played(results: Results, ask: Callable[[Results], object], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(results)
    assert words in str(caught.value)


def test_progress_is_a_function_or_nothing_is_played(scenario: Scenario) -> None:
    with pytest.raises(UsageError, match="progress must be a function that takes a number of runs, not 5"):
        run_batch(scenario, 1, seed=1, progress=5)  # type: ignore[arg-type]


def test_runs_played_apart_are_those_played_together(results: Results) -> None:
    """8: which worker plays a run, and when, changes nothing."""
    scenario, whole = results.scenario, results
    parts = [run_batch(scenario, span, whole.seed, whole.commanders) for span in (range(2), range(2, whole.runs))]
    both = joined(parts, whole.runs)
    assert both.digest() == whole.digest()
    assert [part.first for part in parts] == [0, 2]
    assert parts[1].run(2) == whole.run(2)
