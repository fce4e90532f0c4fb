"""Battles on rivers at random (rulebook 3.8, 6.7): they stay sound, nothing illegal is offered, and they end."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from game.commanders.roster import player_turns
from game.core.terms import OrderKind
from game.engine.forecast import BombardForecast
from game.engine.game import Game
from game.engine.orders import Bombard
from game.engine.saves import read_save, save_text
from tests.boards import river_games
from tests.properties.test_play import CHOICES, played
from tests.recount import faults

SLOW = [HealthCheck.too_slow]


@settings(max_examples=40, suppress_health_check=SLOW)
@given(river_games(), CHOICES)
def test_positions_stay_sound(game: Game, choices: list[int]) -> None:
    assert faults(game.world, game.state) == []
    for _ in played(game, choices):
        pass
    assert read_save(save_text(game).encode("ascii")).game.digest() == game.digest()


@settings(max_examples=15, suppress_health_check=SLOW)
@given(river_games())
def test_every_order_offered_is_legal_and_the_forecast_of_fire_has_what_happens(game: Game) -> None:
    for order in game.legal_orders():
        twin = game.copy()
        found = game.forecast(order) if order.kind is OrderKind.BOMBARD else None
        assert isinstance(order, Bombard) is isinstance(found, BombardForecast)
        twin.play(order)
        assert faults(twin.world, twin.state) == [], order
        if found is not None:
            for unit in found.defenders.units:
                row = game.scenario.names.unit_row[unit.unit]
                gone = int(game.state.unit_figures[row].men) - int(twin.state.unit_figures[row].men)
                assert unit.men.least <= gone <= unit.men.most


@pytest.mark.parametrize("commander", ["random", "cadet", "officer"])
@settings(max_examples=8, suppress_health_check=SLOW, deadline=None)
@given(game=river_games())
def test_commanders_play_them_to_the_end(commander: str, game: Game) -> None:
    """An order that is not legal would be refused with an error."""
    for _ in player_turns(game, dict.fromkeys(game.scenario.names.sides, commander)):
        assert faults(game.world, game.state) == []
    assert game.outcome is not None
