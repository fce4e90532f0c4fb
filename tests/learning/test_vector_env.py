"""Games side by side go as each would by itself, to the last number of the observation and the last digest."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv

from game.core.errors import UsageError
from game.learning import BattleEnv, VectorBattles, battle_env
from game.learning.actions import END
from tests.hiding import Hidden
from tests.learning.playing import NIGHT, Agent

GAMES = 3


def picked(mask: Any, agent: Agent, end: int) -> np.ndarray[Any, Any]:
    """Return an open action in each game; any will do where a game is over."""
    return np.array([agent.pick(row, end) if row.any() else 0 for row in mask])


def require_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert ours.keys() == theirs.keys()
    for part, array in theirs.items():
        assert ours[part].dtype == array.dtype
        assert np.array_equal(ours[part], array), part


def both(**asked: Any) -> tuple[VectorBattles, SyncVectorEnv]:
    ours = VectorBattles(GAMES, **asked)
    asked.pop("workers", None)
    theirs = SyncVectorEnv([lambda: BattleEnv(**asked)] * GAMES, autoreset_mode=AutoresetMode.NEXT_STEP)
    return ours, theirs


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        ({"opponent": "cadet", "verdict": 3.0, "margin": 0.3}, 260),
        ({"opponent": "officer", "side": "japanese", "workers": 2, "ground": False}, 200),
        ({"opponent": "random", "illegal": "ignore", "penalty": 0.1, "decisions": 40, "luck": "none"}, 150),
        ({"scenario": "lake_khasan/corps_assault", "opponent": "cadet", "workers": 3}, 60),
        ({"scenario": "khalkhin_gol/august_encirclement", "opponent": "idle", "decisions_a_turn": 12}, 40),
    ],
)
def test_games_go_as_those_of_single_environments(asked: dict[str, Any], steps: int) -> None:
    """Gymnasium's own vector of single environments, with the same seeds and actions, says the same at every step."""
    ours, theirs = both(**asked)
    seen, _ = ours.reset(seed=5)
    expected, _ = theirs.reset(seed=5)
    require_same(seen, expected)
    agent, ends = Agent(ours.actions.count, 1), 0
    for step in range(steps):
        actions = picked(expected["action_mask"], agent, ours.actions.others + END)
        if asked.get("illegal") == "ignore" and step % 7 == 0:
            actions[:] = ours.actions.first_hex  # the corner of the map, where nobody can go
        seen, *rest, _ = ours.step(actions)
        expected, *others, infos = theirs.step(actions)
        require_same(seen, expected)
        assert all(np.array_equal(one, other) for one, other in zip(rest, others, strict=True))
        assert ours.digests() == list(infos["digest"])
        ends += int(rest[1].sum() + rest[2].sum())
    assert ends > 0 or ours.setting.scenario.name != NIGHT


def test_without_an_opponent_it_goes_as_the_environment_of_two_learners() -> None:
    ours, single = VectorBattles(2, opponent=None, verdict=2.0), battle_env.raw_env(verdict=2.0)
    seen, infos = ours.reset(seed=3)
    single.reset(options={"game_seed": int(infos["seed"][0])})
    agent = Agent(ours.actions.count, 2)
    for _ in range(400):
        row = single.row[single.agent_selection]
        expected = single.observe(single.agent_selection)
        require_same(
            {part: array[0] for part, array in seen.items()},
            {**expected["observation"], "action_mask": expected["action_mask"]},
        )
        assert infos["side"][0] == row
        actions = picked(seen["action_mask"], agent, ours.actions.others + END)
        seen, rewards, over, truncated, infos = ours.step(actions)
        single.step(actions[0])
        assert (rewards[0], over[0]) == (
            single.rewards[single.possible_agents[row]],
            single.battle.game.outcome is not None,
        )
        if over[0]:
            assert infos["digest"][0] == single.battle.game.digest()
            return
        assert not truncated[0]
    pytest.fail("the game did not come to an end")


def test_observations_are_within_their_space_and_are_not_written_to_again() -> None:
    env = VectorBattles(GAMES, opponent="cadet")
    seen, _ = env.reset(seed=1)
    agent, kept = Agent(env.actions.count, 1), []
    for _ in range(20):
        assert env.observation_space.contains(seen)
        kept.append((seen, {part: array.copy() for part, array in seen.items()}))
        seen, *_ = env.step(picked(seen["action_mask"], agent, env.actions.others + END))
    for now, then in kept:
        require_same(now, then)


def test_a_game_that_is_over_begins_again_with_the_next_step() -> None:
    env = VectorBattles(GAMES, opponent="idle", decisions_a_turn=1)
    assert env.metadata["autoreset_mode"] is AutoresetMode.NEXT_STEP
    _, infos = env.reset(seed=1)
    end = np.full(GAMES, env.actions.others + END)
    seeds = infos["seed"]
    for _ in range(20):
        _, _, over, _, infos = env.step(end)
        if over.any():
            break
    assert over.all()
    assert infos["_digest"].all()
    assert list(infos["digest"]) == env.digests()
    seen, rewards, over, _, infos = env.step(end)  # whose actions are not looked at
    assert not over.any()
    assert not rewards.any()
    assert set(infos["seed"]).isdisjoint(seeds)
    assert (seen["clock"][:, 0] == 5).all()
    assert (env.game_seeds() == infos["seed"]).all()


def test_results_do_not_depend_on_the_number_of_workers() -> None:
    ends = []
    for workers in (1, 2, 5):
        env = VectorBattles(5, opponent="cadet", workers=workers)
        seen, _ = env.reset(seed=9)
        agent = Agent(env.actions.count, 4)
        for _ in range(60):
            seen, *_ = env.step(picked(seen["action_mask"], agent, env.actions.others + END))
        ends.append(env.digests())
        env.close()
    assert ends[0] == ends[1] == ends[2]


def test_gymnasium_makes_it_by_name() -> None:
    env = gymnasium.make_vec("BorderWars/NightAttack-v0", num_envs=2, opponent="idle")
    assert isinstance(env.unwrapped, VectorBattles)
    seen, _ = env.reset(seed=[4, None])
    assert seen["units"].shape == (2, 20, 34)


# --- what is wrong --------------------------------------------------------------------------------------------------


def test_an_action_that_is_masked_out_is_an_error_before_anything_has_happened() -> None:
    env = VectorBattles(GAMES, opponent="idle")
    env.reset(seed=1)
    before = env.digests()
    with pytest.raises(UsageError, match=r"game 1: action 10 \(hex 0000\) is masked out"):
        env.step([env.actions.others + END, env.actions.first_hex, env.actions.others + END])
    assert env.digests() == before


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([1, 2], "actions must be 3 whole numbers"),
        ([0.5, 1, 2], "actions must be 3 whole numbers"),
        ([0, 0, -1], "actions go from 0 to 2718"),
        ([0, 0, 2719], "actions go from 0 to 2718"),
    ],
)
def test_what_are_no_actions(actions: list[Any], said: str) -> None:
    env = VectorBattles(GAMES, opponent="idle")
    env.reset(seed=1)
    with pytest.raises(UsageError, match=said):
        env.step(actions)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"num_envs": 0}, "the number of games must be a whole number"),
        ({"workers": 0}, "the number of workers must be a whole number"),
        ({"opponent": None, "side": "soviet"}, "without an opponent both sides are the learner's"),
        ({"opponent": "nobody"}, "there is no commander 'nobody'"),
        ({"colour": "red"}, "an environment has no keyword 'colour'"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        VectorBattles(**asked)


def test_seeds_must_be_as_many_as_games_and_a_game_must_have_begun() -> None:
    env = VectorBattles(GAMES, opponent="idle")
    with pytest.raises(UsageError, match="there are no games yet"):
        env.step([0, 0, 0])
    with pytest.raises(UsageError, match="there are 2 seeds for 3 games"):
        env.reset(seed=[1, 2])


def test_where_something_is_hidden_it_refuses_to_show_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Games side by side read the positions themselves: rules of sighting must not leak through them."""
    env = VectorBattles(GAMES, opponent="idle")
    own = [int(unit) for unit in env.actions.own[0] if unit >= 0]
    Hidden(1, own).hide(monkeypatch)
    with pytest.raises(UsageError, match="games side by side show all there is"):
        env.reset(seed=1)
