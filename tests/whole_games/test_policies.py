"""The policies that commanders are held against play whole games, compiled, by the same orders as one by one."""

from __future__ import annotations

import pytest

from game.commanders.cadet.policies import POLICIES
from game.commanders.commander import Commander
from game.commanders.player import Player, players_of
from game.commanders.roster import COMMANDERS
from game.commanders.whole_game import play_game
from game.core import _jit
from game.core.code_cache import CodeCache
from game.engine.game import Game
from game.scenario.loading import load_scenario

from . import policy_examples


@pytest.fixture(autouse=True)
def compiled_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing compiles the policies ahead; one by one they take three times as long."""
    monkeypatch.setattr(_jit, "CACHE", CodeCache(_jit.CACHE.base, _jit.KEY))
    monkeypatch.setattr(_jit, "BUNDLES", [*_jit.BUNDLES, policy_examples.BUNDLE])


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_policy_gives_the_same_orders_in_one_call_and_one_by_one(policy: Commander) -> None:
    scenario = load_scenario("lake_khasan/fortieth_division")
    both = (COMMANDERS["cadet"], policy)
    state = scenario.start.copy(0, 3)
    play_game(scenario.world, state, players_of(scenario.world, both))
    game = Game.new(scenario, 3)
    players = [Player(commander, game.world) for commander in both]
    while game.outcome is None:
        players[int(game.state.clock.active[0])].take_turn(game)
        game.end_turn()
    assert game.digest() == state.digest()
