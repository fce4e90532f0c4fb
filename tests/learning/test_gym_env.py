"""The Gymnasium environment: it passes Gymnasium's own check, and every episode is a game that can be proved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

from game.core.errors import ScenarioError, UsageError
from game.engine.replay import verify
from game.learning import BattleEnv, register
from game.learning.actions import END
from game.learning.registration import ANY, names
from tests.learning.playing import NIGHT, SCENARIOS, Agent, ones

Episode = tuple[float, list[int], dict[str, Any]]


def episode(env: BattleEnv, seed: int | None = 1, agent: int = 0, **options: Any) -> Episode:
    """Play a game at random; return the sum of its rewards, its actions and the last info."""
    seen, info = env.reset(seed=seed, options=options or None)
    picks = Agent(env.battle.actions.count, agent)
    earned, actions, over = 0.0, [], False
    while not over:
        actions.append(picks.pick(seen["action_mask"], env.battle.actions.others + END))
        seen, reward, terminated, truncated, info = env.step(actions[-1])
        earned += reward
        over = terminated or truncated
    return earned, actions, info


class EndsTurns(gymnasium.spaces.Discrete):
    """Draws the one action that is always open where no order is being prepared, for a check that knows no masks."""

    def __init__(self, env: BattleEnv) -> None:
        super().__init__(env.battle.actions.count)
        self.end = env.battle.actions.others + END

    def sample(self, mask: Any = None, probability: Any = None) -> Any:
        """Return it."""
        return np.int64(self.end)


# --- Gymnasium's own check --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [None, "ansi"])
def test_it_passes_gymnasiums_check(mode: str | None) -> None:
    """Which takes any action at all: those that are masked out are to be ignored then."""
    env = gymnasium.make("BorderWars/NightAttack-v0", opponent="cadet", illegal="ignore", render_mode=mode)
    check_env(env.unwrapped, skip_render_check=mode is None)


def test_it_passes_gymnasiums_check_where_illegal_actions_are_errors() -> None:
    env = BattleEnv(opponent="cadet")
    env.action_space = EndsTurns(env)
    check_env(env, skip_render_check=True)


@pytest.mark.parametrize("name", sorted(names()))
def test_every_scenario_has_a_name(name: str) -> None:
    env = gymnasium.make(name, opponent="idle")
    seen, _ = env.reset(seed=1)
    assert env.observation_space.contains(seen)
    assert env.unwrapped.battle.setting.scenario.name == names()[name]


def test_names_are_those_of_the_scenarios() -> None:
    assert set(names().values()) == set(SCENARIOS)
    assert names()["BorderWars/AugustEncirclement-v0"] == "khalkhin_gol/august_encirclement"
    assert {ANY, *names()} <= set(gymnasium.registry)
    before = dict(gymnasium.registry)
    register()  # twice is as good as once
    assert gymnasium.registry == before


def test_any_scenario_is_a_keyword() -> None:
    env = gymnasium.make("BorderWars/Battle-v0", scenario=NIGHT, side="japanese", opponent="officer:historical")
    seen, info = env.reset(seed=3)
    assert info["side"] == "japanese"
    assert seen["action_mask"].any()


# --- episodes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["soviet", "japanese"])
def test_a_seed_gives_the_same_episode(side: str) -> None:
    env = BattleEnv(side=side, opponent="cadet")
    first, again, other = episode(env), episode(env), episode(env, seed=2)
    assert first == again
    assert first[2]["seed"] != other[2]["seed"]
    assert episode(BattleEnv(side=side, opponent="cadet")) == first


def test_games_go_on_from_seed_to_seed() -> None:
    env = BattleEnv(opponent="idle")
    seeds = [env.reset(seed=7)[1]["seed"], env.reset()[1]["seed"], env.reset()[1]["seed"]]
    assert len(set(seeds)) == 3
    assert [env.reset(seed=7)[1]["seed"], env.reset()[1]["seed"]] == seeds[:2]
    assert env.reset(options={"game_seed": 1938})[1]["seed"] == 1938


@pytest.mark.parametrize("side", ["soviet", "japanese"])
def test_rewards_add_up_to_the_change_of_the_margin_and_the_verdict(side: str) -> None:
    env = BattleEnv(side=side, opponent="cadet", verdict=1000.0)
    env.reset(seed=1)
    start = env.battle.game.points()
    earned, _, info = episode(env)
    end, other = env.battle.game.points(), "japanese" if side == "soviet" else "soviet"
    winner = env.battle.game.outcome.winner if env.battle.game.outcome else None
    verdict = 1000 if winner == side else -1000 if winner == other else 0
    assert info["outcome"] == env.battle.game.outcome.level
    assert earned - verdict == (end[side] - end[other] - (start[side] - start[other]))


def test_weights_scale_the_reward() -> None:
    whole, half, nothing = (episode(BattleEnv(opponent="cadet", margin=margin))[0] for margin in (1.0, 0.5, 0.0))
    assert (half, nothing) == (whole / 2, 0)
    assert whole != 0


def test_an_episode_is_a_replay_that_can_be_proved(tmp_path: Path) -> None:
    env = BattleEnv(side="japanese", opponent="officer")
    _, _, info = episode(env)
    env.save_replay(tmp_path / "game.json")
    proof = verify(tmp_path / "game.json")
    assert proof.holds
    assert proof.digest == info["digest"]


def test_an_episode_can_be_truncated() -> None:
    env = BattleEnv(opponent="idle", decisions=5)
    _, actions, info = episode(env)
    assert (len(actions), info["decisions"], info["outcome"]) == (5, 5, "")


def test_what_is_masked_out_is_ignored_if_that_is_asked_for() -> None:
    env = BattleEnv(opponent="idle", illegal="ignore", penalty=0.25)
    seen, info = env.reset(seed=1)
    closed = int(np.flatnonzero(seen["action_mask"] == 0)[0])
    after, reward, _, _, said = env.step(closed)
    assert reward == -0.25
    assert said["digest"] == info["digest"]
    assert "is masked out" in said["refused"]
    assert after["clock"][7] == seen["clock"][7] - 1


def test_a_picture_and_a_text() -> None:
    picture, text = BattleEnv(render_mode="rgb_array"), BattleEnv(render_mode="ansi", opponent="idle")
    picture.reset(seed=1)
    text.reset(seed=1)
    shown = picture.render()
    assert (shown.dtype, shown.ndim, shown.shape[2]) == (np.uint8, 3, 3)
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) > 50
    assert text.render() == f"{NIGHT}, turn 5: soviet to decide\nvictory points: soviet 20, japanese 0"
    text.render_mode = None
    with pytest.raises(UsageError, match="give render_mode='rgb_array' or 'ansi'"):
        text.render()


def test_masks_under_the_name_that_other_libraries_ask_for() -> None:
    env = BattleEnv(opponent="idle")
    seen, _ = env.reset(seed=1)
    assert ones(env.action_masks()) == ones(seen["action_mask"])


# --- what is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"side": "sovet"}, "has no side 'sovet'"),
        ({"opponent": "oficer"}, "there is no commander 'oficer'"),
        ({"opponent": "officer:nobody"}, "has no plan 'nobody'"),
        ({"reward": 1}, "an environment has no keyword 'reward'"),
        ({"luck": "good"}, "luck must be 'table' or 'none'"),
        ({"illegal": "never"}, "illegal must be 'error' or 'ignore'"),
        ({"margin": float("nan")}, "margin must be a finite number"),
        ({"verdict": "much"}, "verdict must be a finite number"),
        ({"decisions": -1}, "the decisions of an episode must be a whole number"),
        ({"decisions_a_turn": 1.5}, "the decisions of a player turn must be a whole number"),
        ({"ground": "yes"}, "ground must be True or False"),
        ({"render_mode": "human"}, "render_mode must be 'rgb_array' or 'ansi'"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        BattleEnv(**asked)


def test_a_scenario_that_there_is_not() -> None:
    with pytest.raises((UsageError, ScenarioError), match="nowhere"):
        BattleEnv("nowhere/at_all")


def test_steps_before_the_first_game_and_after_the_last() -> None:
    env = BattleEnv(opponent="idle", decisions_a_turn=1)
    with pytest.raises(UsageError, match="there is no game yet"):
        env.step(0)
    episode(env)
    with pytest.raises(UsageError, match="the game is over"):
        env.step(0)


@pytest.mark.parametrize("action", [-1, 10**6, 1.5, None, "end", True])
def test_what_is_no_action(action: Any) -> None:
    env = BattleEnv(opponent="idle")
    env.reset(seed=1)
    with pytest.raises(UsageError, match="an action must be a whole number"):
        env.step(action)


PROGRAM = """
import sys
for missing in {missing!r}:
    sys.modules[missing] = None
import game
assert not {{"gymnasium", "pettingzoo"}} & {{name for name, module in sys.modules.items() if module is not None}}
try:
    {what}
except game.UsageError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("missing", "what"),
    [(["gymnasium"], "import game.learning"), (["pettingzoo"], "from game.learning import battle_env")],
)
def test_a_missing_library_is_said_in_one_sentence_with_the_extra(missing: list[str], what: str) -> None:
    command = [sys.executable, "-c", PROGRAM.format(missing=missing, what=what)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = f"environments for learning need {missing[0]}, which the extra 'rl' brings: pip install 'borderwars[rl]'\n"
    assert done.stdout == said


def test_gymnasium_finds_the_names_by_the_name_of_the_package() -> None:
    program = "import gymnasium; gymnasium.make('game.learning:BorderWars/NightAttack-v0', opponent='idle').reset()"
    subprocess.run([sys.executable, "-c", program], check=True)
