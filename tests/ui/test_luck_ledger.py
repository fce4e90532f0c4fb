"""The luck ledger against brute force on small tables, and on the luck of a real game."""

from __future__ import annotations

from itertools import product

import pytest

from game.commanders.roster import take_turn
from game.core.terms import EventKind
from game.engine.game import Game
from game.engine.replay import Step
from game.scenario.loading import load_scenario
from game.ui.luck_ledger import distribution, draws, ledger, luck_of, percentile
from tests.ui.flows import NIGHT_ATTACK


@pytest.mark.parametrize("table", [(0, 1), (700, 1000, 1300), (650, 720, 720, 1350), (1000, 1000, 1000)])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_percentiles_are_those_of_all_sums(table: tuple[int, ...], count: int) -> None:
    sums = [sum(drawn) for drawn in product(table, repeat=count)]
    for total in {*sums, min(sums) - 1000, max(sums) + 1000}:
        below, equal = sum(other < total for other in sums), sums.count(total)
        assert percentile(total, count, table) == pytest.approx(100 * (below + equal / 2) / len(sums))


def test_a_distribution_is_whole() -> None:
    table = tuple(int(entry) for entry in load_scenario(NIGHT_ATTACK).world.rules[0].luck)
    for count in (1, 7, 400):
        assert distribution(count, table).sum() == pytest.approx(1)


def test_mean_luck_is_in_the_middle() -> None:
    assert luck_of("soviet", [1000] * 9, (700, 1000, 1300)).percentile == pytest.approx(50)
    assert "neither" in luck_of("soviet", [1000] * 9, (700, 1000, 1300)).words
    assert "no luck" in luck_of("soviet", [], (700, 1000, 1300)).words


def test_every_fight_of_a_game_is_counted_for_both_sides() -> None:
    game = Game.new(load_scenario(NIGHT_ATTACK), 3)
    steps: list[Step] = []
    while game.outcome is None:
        turn, side = game.turn, game.active_side
        steps += take_turn(game, "cadet")
        steps.append(Step(turn, side, None, tuple(game.end_turn())))
    kinds = [event.kind for step in steps for event in step.events]
    assaults, shells = kinds.count(EventKind.ASSAULT), kinds.count(EventKind.BOMBARDMENT)
    assert assaults
    assert sum(len(drawn) for drawn in draws(game.scenario, steps).values()) == 2 * assaults + shells
    for luck in ledger(game, steps):
        assert 0 <= luck.percentile <= 100


def test_a_game_without_luck_has_no_luck_to_tell_of() -> None:
    """1.3: nothing is drawn."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1, "none")
    assert [luck.words for luck in ledger(game, [])] == ["played without luck"] * 2
