"""Whole games saved on their way: what the rules make of a state is always within the bounds of a save."""

from __future__ import annotations

import pytest

from game.commanders.roster import player_turns
from game.engine.game import Game
from game.engine.saves import read_save, save_text
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario


@pytest.mark.parametrize("name", shipped_names())
def test_a_game_can_be_saved_all_along(name: str) -> None:
    """Six times on its way, and once it is over."""
    game = Game.new(load_scenario(name), seed=3)
    first, second = game.scenario.names.sides
    every = max(1, 2 * game.scenario.file.calendar.turns // 6)
    for number, _ in enumerate(player_turns(game, {first: "cadet", second: "random"})):
        if number % every == every - 1:
            assert read_save(save_text(game).encode()).game.digest() == game.digest()
    assert read_save(save_text(game).encode()).game.outcome is not None
