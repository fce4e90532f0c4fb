"""Balance cards (docs/balance.md): known battles, thresholds, when games are settled, what one more unit is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch.balance.adding import addition, typical_unit
from game.batch.balance.asking import MOST_PLANS, question
from game.batch.balance.card import card
from game.batch.balance.losing import losses
from game.batch.balance.panels import LEAST_POINTS
from game.batch.balance.picture import plot_card
from game.batch.balance.playing import Played, play
from game.batch.balance.settling import levels_at, settled, settled_data
from game.batch.balance.taking_part import remarks
from game.batch.balance.verdicts import can_win, verdict
from game.batch.experiments.running import run_experiment
from game.batch.results import Results
from game.core.terms import SIDES, Kind
from game.scenario.loading import Scenario, load_scenario
from tests.batch.level_battle import write

NIGHT = "lake_khasan/night_attack"


def played(scenario: Scenario, commanders: dict[str, str], runs: int, workers: int = 1) -> Played:
    asked = question(scenario, commanders, runs, seed=1938)
    return play(asked, lambda experiment: run_experiment(experiment, workers=workers))


def card_of(scenario: Scenario, commanders: dict[str, str], runs: int, workers: int = 1) -> dict[str, Any]:
    found = card(played(scenario, commanders, runs, workers))
    del found["seconds"]
    return found


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return load_scenario(write(tmp_path_factory.mktemp("level")))


# --- known battles ---------------------------------------------------------------------------------------------------


def test_a_side_that_does_nothing_loses_and_its_units_have_no_part(level: Scenario) -> None:
    found = card_of(level, {"west": "idle", "east": "officer"}, 20)
    assert (found["verdict"]["word"], found["verdict"]["side"]) == ("one_sided", "east")
    assert found["verdict"]["sentence"] == "The East side wins 20 of 20 games, the West side 0: one-sided."
    assert {row["unit"] for row in found["units"] if "never_fought" in row["remarks"]} >= {"west-1", "west-2"}
    assert found["plans"]["pairs"] == []  # nobody has a choice


def test_where_both_sides_have_the_same_and_do_anything_it_is_even(level: Scenario) -> None:
    found = card_of(level, {"west": "random", "east": "random"}, 100)
    assert found["verdict"]["word"] == "even"
    assert all(not row["remarks"] for row in found["units"])
    for row in found["one_more"]:
        assert row["margin"]["difference"] > 0, "a battalion more is no worse for those who do anything"


def test_where_nobody_moves_nobody_wins(level: Scenario) -> None:
    found = card_of(level, {"west": "idle", "east": "idle"}, 5)
    assert found["verdict"]["word"] == "undecided"
    assert [row["count"] for row in found["winners"]] == [0, 0, 5]
    assert found["settled"]["decisive"] == [1]


def test_where_all_games_end_alike_the_page_can_be_read(level: Scenario) -> None:
    """Panels have a scale in whole points, and no words lie over a bar."""
    found = played(level, {"west": "idle", "east": "idle"}, 2)
    panels = {axes.get_title(loc="left") or axes.get_title(): axes for axes in plot_card(found, card(found)).axes}
    for title in ("Margin", "One more unit"):
        left, right = panels[title].get_xlim()
        assert right - left >= LEAST_POINTS
        assert left < 0 < right
    (words,) = panels["Margin"].texts
    assert words.get_position()[1] > 1, "above the panel"
    assert panels["Losses"].get_xlim()[1] >= 1


def test_every_pair_of_plans_is_played() -> None:
    """And no card depends on how many play."""
    scenario = load_scenario(NIGHT)
    found = card_of(scenario, {}, 4)
    pairs = [tuple(pair["commanders"].values()) for pair in found["plans"]["pairs"]]
    theirs = ("own", "historical", "by_day", "restraint")
    mine = ("own", "historical", "east_shore")
    assert pairs == [(f"officer:{one}", f"officer:{other}") for one in mine for other in theirs]
    best = found["plans"]["best"][0]
    assert best["won"] == max(pair["winners"][0]["count"] for pair in found["plans"]["pairs"])
    least = {
        one: min(pair["winners"][0]["count"] for pair in found["plans"]["pairs"] if pair["titles"]["soviet"] == one)
        for one in (pair["titles"]["soviet"] for pair in found["plans"]["pairs"])
    }
    assert best["surest_won"] == least[best["surest"]] == max(least.values())
    assert card_of(scenario, {}, 4, workers=2) == found


def test_too_many_plans_are_left_out_and_named() -> None:
    scenario = load_scenario(NIGHT)
    plan = scenario.plan("soviet", "historical")
    for number in range(MOST_PLANS):
        scenario = scenario.with_plan(plan.model_copy(update={"id": f"like_{number}"}))
    asked = question(scenario, {"japanese": "cadet"}, 200, 1)
    assert len(asked.pairs) == MOST_PLANS
    assert asked.left_out == {"soviet": ["like_2", "like_3", "like_4"], "japanese": []}
    assert asked.pair_runs == 40
    assert question(scenario, {}, 7, 1).pair_runs == 7


def test_the_battle_as_it_is_is_led_by_the_plans_that_the_scenario_names() -> None:
    asked = question(load_scenario("tauran/force_for_force"), {}, 20, 1)
    assert asked.games.points[0].commanders == {"japanese": "officer:stay", "mongolian": "officer:historical"}
    assert len(asked.pairs) == 4 * 3, "every plan is played, the own ones too"


# --- thresholds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("won", "runs", "word", "side"),
    [
        ((100, 100), 200, "even", None),
        ((0, 0), 200, "undecided", None),
        ((0, 49), 200, "undecided", None),
        ((7, 3), 10, "unclear", None),
        ((5800, 4200), 10_000, "nearly_even", 0),
        ((4000, 6000), 10_000, "leaning", 1),
        ((50, 150), 200, "unbalanced", 1),
        ((190, 10), 200, "one_sided", 0),
        ((180, 0), 200, "one_sided", 0),  # games without a winner count half
        ((0, 1), 1, "unclear", None),
    ],
)
def test_words_follow_from_shares(won: tuple[int, int], runs: int, word: str, side: int | None) -> None:
    found = verdict(won, runs)
    assert (found.word, found.side) == (word, side)
    assert found.interval_95[0] <= found.share <= found.interval_95[1]


def test_a_side_can_win_that_wins_one_game_in_ten() -> None:
    assert can_win(4, 40)
    assert not can_win(3, 40)


@pytest.mark.parametrize(
    ("came", "fought", "lost", "said"),
    [
        (0, 0, 0, ["never_came"]),
        (100, 5, 0, ["never_fought"]),
        (100, 6, 94, []),
        (100, 100, 95, ["always_lost"]),
        (20, 1, 20, ["never_fought", "always_lost"]),
    ],
)
def test_remarks_on_units(came: int, fought: int, lost: int, said: list[str]) -> None:
    assert remarks(came, fought, lost) == said


# --- when games are settled ------------------------------------------------------------------------------------------


def test_a_game_is_settled_when_what_would_be_given_stays(level: Scenario) -> None:
    games = played(level, {"west": "random", "east": "random"}, 12).games
    names = level.names
    for run, (of_level, of_winner) in enumerate(zip(*settled(games), strict=True)):
        given = levels_at(level.world.levels, games.standings[run, :, 0] - games.standings[run, :, 1]).tolist()
        assert given[-1] == games.levels[run]
        since = [turn for turn in range(1, 5) if set(given[turn - 1 :]) == {given[-1]}]
        assert of_level == since[0]
        winners = [names.level_winners[row] for row in given]
        assert of_winner == next(turn for turn in range(1, 5) if len(set(winners[turn - 1 :])) == 1)
    shares = [row["winner"] for row in settled_data(games)["turns"]]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_levels_are_reached_from_their_least_margin_on(level: Scenario) -> None:
    assert levels_at(level.world.levels, np.array([[5, 1, 0], [-1, -90, 1]])).tolist() == [[0, 0, 1], [2, 2, 0]]


# --- what came, and one more -----------------------------------------------------------------------------------------


def test_losses_are_a_share_of_what_came(noted: Results) -> None:
    found = losses(noted)
    for side, name in enumerate(noted.scenario.names.sides):
        men = found[name]["men"]
        mine = noted.scenario.world.units["side"] == side
        came = noted.units[:, mine, 2].sum(axis=1).mean()  # men of each when it came
        assert men["came"] == round(float(came), 2)
        assert men["lost"] == round(float(noted.losses[:, -1, side, Kind.MEN].mean()), 2)
        assert men["share"] == pytest.approx(men["lost"] / men["came"], abs=1e-3)


def test_one_more_is_a_copy_of_a_typical_unit_of_the_side() -> None:
    """The Soviets have one battalion beside posts and companies of the border guards."""
    scenario = load_scenario(NIGHT)
    for side in range(SIDES):
        added = addition(scenario, side)
        assert added is not None
        row = typical_unit(scenario, side)
        assert row is not None
        assert scenario.names.units[row] == added.unit
        assert int(scenario.world.units["side"][row]) == side
        (new,) = set(added.scenario.names.units) - set(scenario.names.units)
        there = next(entry for entry in added.scenario.file.deployment if entry.unit == new)
        assert there.hex == added.hex
        assert added.scenario.changes == (f"with {new}, a copy of {added.unit}, in {added.hex}",)
        assert added.words.startswith(f"{added.men} men in {added.hex}, a copy of ")
    assert (found := addition(scenario, 0)) is not None
    assert found.unit == "III/118"


def test_a_full_hex_gets_no_more(level: Scenario) -> None:
    """The copy stands in a hex near by, its own side's if there is one; the scenario is sound with it."""
    first = addition(level, 0)
    assert first is not None
    full = first.scenario
    for _ in range(7):
        again = addition(full, 0)
        assert again is not None
        full = again.scenario
    hexes = [entry.hex for entry in full.file.deployment if entry.unit.startswith("west")]
    assert len(hexes) == 10
    assert len(set(hexes)) > 2


def test_a_side_without_anybody_to_be_copied_gets_none(tmp_path: Path) -> None:
    path = write(tmp_path)
    forces = path.with_name("forces.yaml")
    text = forces.read_text(encoding="utf-8")
    east = text.index("  east:")
    changed = text[:east] + text[east:].replace("soviet_rifle_battalion", "soviet_division_hq")
    forces.write_text(changed, encoding="utf-8")
    scenario = load_scenario(path)
    assert addition(scenario, 1) is None
    found = card_of(scenario, {"west": "idle", "east": "idle"}, 2)
    assert found["one_more"][1]["added"] is None
    assert found["one_more"][0]["added"] is not None
