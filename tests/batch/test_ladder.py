"""The ladder: what a run is, who has won it, and what several scenarios come to together."""

from __future__ import annotations

import numpy as np
import pytest

from game.batch.ladder import GAMES, Meeting, Pairing, figures_of, ladder_of, play_pairing
from game.commanders.roster import COMMANDERS, play_out
from game.core.errors import UsageError
from game.core.seeds import run_seeds
from game.engine.game import Game
from game.scenario.loading import Scenario


def pairing(scenario: Scenario, *games: tuple[int, int]) -> Pairing:
    """A pairing whose games ended with these margins for the first commander."""
    return Pairing(scenario, "cadet", "random", np.array(games, np.int64))


def test_a_run_is_two_games_with_one_seed_and_changed_sides(scenario: Scenario) -> None:
    """Each of the games can be played alone, and gives the margin that stands in its place."""
    played = play_pairing(scenario, "cadet", "random", runs=2, seed=7, workers=1)
    first, second = scenario.names.sides
    for run, seed in enumerate(run_seeds(7, 2)):
        for place, (side, enemy) in enumerate(((first, second), (second, first))):
            game = Game.new(scenario, int(seed))
            play_out(game, {side: "cadet", enemy: "random"})
            assert game.outcome is not None
            assert played.games[run, place] == game.outcome.points[side] - game.outcome.points[enemy]
    assert played.margins.tolist() == [sum(row) for row in played.games.tolist()]


def test_seen_from_the_other_commander_everything_is_turned_round(scenario: Scenario) -> None:
    one = play_pairing(scenario, "cadet", "random", runs=3, seed=7, workers=2)
    other = play_pairing(scenario, "random", "cadet", runs=3, seed=7, workers=1)
    assert (one.games == -other.games[:, ::-1]).all()
    assert one.figures().share == 1 - other.figures().share


def test_who_meets_itself_wins_nothing(scenario: Scenario) -> None:
    """With its sides changed it is the same game, and the margins of both cancel."""
    figures = play_pairing(scenario, "cadet", "cadet", runs=2, seed=7, workers=1).figures()
    assert (figures.won, figures.level, figures.share, figures.margin) == (0, 2, 0.5, 0)


def test_the_figures_of_a_pairing(scenario: Scenario) -> None:
    """Four runs: two won, one lost, one without a winner, although every first game was lost."""
    figures = pairing(scenario, (-3, 5), (-1, 9), (-7, 6), (-2, 2)).figures()
    assert (figures.runs, figures.won, figures.level, figures.share) == (4, 2, 1, 0.625)
    assert figures.games_share == 0.5
    assert figures.margin == pytest.approx((2 + 8 - 1 + 0) / 4)
    assert figures.margin_95 is not None
    assert figures.margin_95[0] < figures.margin < figures.margin_95[1]
    assert figures.share_95[0] < 0.625 < figures.share_95[1]


def test_a_single_game_without_a_winner_is_half_of_one() -> None:
    none = np.zeros(1)
    assert figures_of(none, np.array([0, 1, 1, -1]), none).games_share == 0.625


def test_scenarios_together_are_counted_run_by_run(scenario: Scenario) -> None:
    """A scenario with large margins is one among the others in the share, and no spread in the margin."""
    small, large = pairing(scenario, (1, 0), (0, 1)), pairing(scenario, (-50, 0), (0, -50))
    figures = Meeting((small, large)).figures()
    assert (figures.runs, figures.won, figures.share) == (4, 2, 0.5)
    assert (figures.margin, figures.margin_95) == (-24.5, (-24.5, -24.5))


def test_progress_counts_games(scenario: Scenario) -> None:
    said: list[int] = []
    play_pairing(scenario, "cadet", "random", runs=2, seed=7, workers=1, progress=said.append)
    assert said == sorted(said)
    assert said[-1] == 2 * GAMES


def test_a_ladder_has_everybody_who_gives_orders_the_lowest_first() -> None:
    found = ladder_of(())
    assert found == [name for name in COMMANDERS if name in found]
    assert set(COMMANDERS) - set(found) == {"idle"}
    assert ladder_of(("cadet", "idle")) == ["cadet", "idle"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("cadet",), "'cadet' alone makes no ladder; name at least two commanders"),
        (("cadet", "random", "cadet"), "'cadet' is named twice"),
        (("cadet", "randm"), "no commander 'randm'; did you mean 'random'?"),
    ],
)
def test_what_makes_no_ladder(names: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        ladder_of(names)
