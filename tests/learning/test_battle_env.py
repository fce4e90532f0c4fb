"""The PettingZoo environment: it passes PettingZoo's own tests, and what one side wins the other loses."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pettingzoo.test import api_test, seed_test
from pettingzoo.test.render_test import collect_render_results

from game.core.errors import UsageError
from game.engine.replay import verify
from game.learning import battle_env
from game.learning.actions import END
from tests.learning.playing import Agent

SAID_OF_EVERY_DICTIONARY = (
    "Observation is not a NumPy array",
    "Observation space for each agent probably should be",
    "Action mask numpy array is all zeros",  # of an agent whose game is over
)


def play(env: Any, seed: int = 1) -> tuple[dict[str, float], dict[str, Any]]:
    """Play a game at random; return what each agent has earned, and the last info."""
    env.reset(seed=seed)
    actions = env.unwrapped.battle.actions
    picks, earned, info = Agent(actions.count, seed), dict.fromkeys(env.possible_agents, 0.0), {}
    for agent in env.agent_iter():
        seen, reward, terminated, truncated, info = env.last()
        earned[agent] += reward
        over = terminated or truncated
        env.step(None if over else picks.pick(seen["action_mask"], actions.others + END))
    return earned, info


def test_it_passes_pettingzoos_test_of_the_interface() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        api_test(battle_env.env(), num_cycles=60)
    strange = {str(one.message) for one in caught if not str(one.message).startswith(SAID_OF_EVERY_DICTIONARY)}
    assert strange == set()


def test_it_passes_pettingzoos_test_of_the_end_of_a_game() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api_test(battle_env.env(decisions_a_turn=4), num_cycles=400)
        api_test(battle_env.env(decisions=7), num_cycles=30)


def test_it_passes_pettingzoos_test_of_seeds() -> None:
    seed_test(battle_env.env, num_cycles=20)


def test_it_can_be_rendered_as_pettingzoo_asks() -> None:
    """PettingZoo's own test begins with a window, which this environment does not open.

    It picks without a seed and may end turns, so any turn of the night may be shown.
    """
    for shown in collect_render_results(battle_env.env(render_mode="ansi")):
        assert re.match(r"lake_khasan/night_attack, turn [567]: (soviet|japanese) (to decide|.*)\n", shown)
    env = battle_env.env(render_mode="rgb_array")
    env.reset(seed=1)
    shown = env.render()
    assert (shown.dtype, shown.ndim, shown.shape[2]) == (np.uint8, 3, 3)


def test_agents_are_called_by_their_sides() -> None:
    env = battle_env.env()
    env.reset(seed=1)
    assert env.possible_agents == ["soviet_0", "japanese_0"]
    assert env.agent_selection == f"{env.unwrapped.battle.game.active_side}_0"


def test_what_one_side_earns_the_other_loses() -> None:
    env = battle_env.env(verdict=10.0)
    env.reset(seed=1)
    start = env.unwrapped.battle.game.points()
    earned, info = play(env)
    end, outcome = env.unwrapped.battle.game.points(), env.unwrapped.battle.game.outcome
    change = end["soviet"] - end["japanese"] - (start["soviet"] - start["japanese"])
    assert earned["soviet_0"] == -earned["japanese_0"]
    assert earned["soviet_0"] == change + 10 * {"soviet": 1, "japanese": -1, None: 0}[outcome.winner]
    assert info["outcome"] == outcome.level


def test_an_agent_that_is_not_to_decide_has_nothing_open() -> None:
    env = battle_env.env()
    env.reset(seed=1)
    other = next(agent for agent in env.agents if agent != env.agent_selection)
    assert env.observe(env.agent_selection)["action_mask"].any()
    assert not env.observe(other)["action_mask"].any()
    assert not env.observe(other)["observation"]["clock"][5]


def test_a_game_of_two_learners_is_a_replay(tmp_path: Path) -> None:
    env = battle_env.env()
    _, info = play(env)
    env.unwrapped.save_replay(tmp_path / "game.json")
    proof = verify(tmp_path / "game.json")
    assert (proof.holds, proof.digest) == (True, info["digest"])


def test_what_is_masked_out_is_an_error() -> None:
    env = battle_env.env()
    env.reset(seed=1)
    with pytest.raises(UsageError, match="is masked out: a unit is to be named, or the turn ended"):
        env.step(env.unwrapped.battle.actions.first_hex)
