"""A commander of one's own in batches: the same games as order by order, whoever works, and what is said of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pytest

from game.batch.ladder import play_pairing
from game.batch.runner import run_batch
from game.commanders.by_function import commander_of
from game.commanders.roster import COMMANDERS, enlist, play_out
from game.core.dice import Purpose
from game.core.errors import CommanderError
from game.engine.game import Game
from game.engine.orders import Order
from game.scenario.loading import load_scenario

NIGHT: Final = load_scenario("lake_khasan/night_attack")
FEW: Final = 20
"""Of so many legal orders one is given."""

MOST: Final = 60
"""Legal orders that are looked at in a turn."""


def some_order(game: Game) -> Iterator[tuple[Order, str]]:
    """Give orders that follow from the seed that is shown, and look ahead before each."""
    for number, order in enumerate(list(islice(game.legal_orders(), MOST))):
        if (game.seed + number) % FEW == int(Purpose.BOG) and game.check(order):
            assert game.copy().play(order), "nobody listens to a batch, but who plays on from a copy hears what happens"
            yield order, "it follows from the seed"


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    """Whoever is enlisted is known for one test."""
    before = dict(COMMANDERS)
    enlist(commander_of(some_order, "mine"))
    yield
    COMMANDERS.clear()
    COMMANDERS.update(before)


def test_a_batch_plays_what_is_played_order_by_order_whoever_works() -> None:
    commanders = {"japanese": "mine", "soviet": "cadet"}
    batches = [run_batch(NIGHT, 5, 3, commanders, workers) for workers in (1, 2, 3)]
    assert len({results.digest() for results in batches}) == 1
    assert len(set(batches[0].digests.tolist())) == 5
    game = Game.new(NIGHT, int(batches[0].seeds[4]))
    play_out(game, commanders)
    assert int(game.digest(), 16) == batches[0].digests[4]
    assert game.record[0].reasons[0] == "it follows from the seed"


def test_it_may_lead_both_sides_and_stand_on_a_ladder() -> None:
    assert run_batch(NIGHT, 1, 1, dict.fromkeys(NIGHT.names.sides, "mine")).unfinished == 0
    assert play_pairing(NIGHT, "mine", "idle", runs=1, seed=1).figures().runs == 1


def test_what_goes_wrong_in_a_batch_names_the_game_that_plays_it_again() -> None:
    def orders(game: Game) -> list[Order]:
        return [] if game.turn < 6 else [3 // (game.turn - 6)]  # type: ignore[list-item]  # it never comes to that

    enlist(commander_of(orders, "faulty"))
    for workers in (1, 2):
        with pytest.raises(CommanderError, match=r"turn 6, soviet, lake_khasan/night_attack with seed (\d+)") as found:
            run_batch(NIGHT, 6, 1, {"soviet": "faulty", "japanese": "idle"}, workers)
        seed = int(str(found.value).rpartition(" ")[2].rstrip(")"))
        with pytest.raises(CommanderError, match=f"ZeroDivisionError.*{seed}"):
            play_out(Game.new(NIGHT, seed), {"soviet": "faulty", "japanese": "idle"})


@pytest.mark.parametrize("at_random", [True, False])
def test_without_luck_all_its_games_are_one_only_if_it_says_so(at_random: bool) -> None:
    enlist(commander_of(lambda game: [], "still", at_random=at_random))
    results = run_batch(NIGHT, 1, 1, {"soviet": "still", "japanese": "idle"}, luck="none")
    assert results.is_one_game != at_random
