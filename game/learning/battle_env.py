"""The PettingZoo environment: a learner on each side, taking decisions in turn (AEC).

    from game.learning import battle_env

    env = battle_env.env(scenario="lake_khasan/night_attack")

Agents are called by their sides, `soviet_0` and `japanese_0`. An observation is `{"observation": {...}, "action_mask":
...}`, its parts those of the Gymnasium environment; the mask of an agent that is not to decide is all 0. Rewards are
zero-sum.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from gymnasium import spaces
from gymnasium.utils import seeding

from game.learning.battle import Battle
from game.learning.gym_env import STANDARD, next_game_seed
from game.learning.needs import missing
from game.learning.observing import observation_spaces
from game.learning.pictures import RENDER_MODES, rendered, require_mode
from game.learning.setting import setting_of
from game.scenario.loading import Scenario

try:
    from pettingzoo import AECEnv  # type: ignore[import-untyped]  # it has no types
    from pettingzoo.utils.wrappers import OrderEnforcingWrapper  # type: ignore[import-untyped]  # it has no types
except ImportError as error:
    raise missing("pettingzoo") from error


def env(scenario: Scenario | str | Path = STANDARD, render_mode: str | None = None, **setting: Any) -> AECEnv:
    """Return the environment with PettingZoo's check of the order of calls; arguments as `BattleAEC`."""
    return OrderEnforcingWrapper(raw_env(scenario, render_mode, **setting))


def raw_env(scenario: Scenario | str | Path = STANDARD, render_mode: str | None = None, **setting: Any) -> BattleAEC:
    """Return the environment as it is; arguments as `BattleAEC`."""
    return BattleAEC(scenario, render_mode, **setting)


class BattleAEC(AECEnv):  # type: ignore[misc]  # PettingZoo has no types
    """Both sides of a scenario, decision by decision."""

    metadata: ClassVar[dict[str, Any]] = {
        "name": "border_wars_battle_v0",
        "render_modes": list(RENDER_MODES),
        "render_fps": 4,
        "is_parallelizable": False,
    }

    def __init__(
        self, scenario: Scenario | str | Path = STANDARD, render_mode: str | None = None, **setting: Any
    ) -> None:
        """Make it; `setting` are the fields of `Setting`: luck, margin, verdict, decisions_a_turn, .. .

        Raises
        ------
        UsageError : there is no such scenario or keyword, or a value is out of bounds.
        """
        super().__init__()
        self.battle = Battle(setting_of(scenario, setting))
        self.render_mode = require_mode(render_mode)
        sides = self.battle.setting.scenario.names.sides
        self.possible_agents = [f"{side}_0" for side in sides]
        self.row = {agent: row for row, agent in enumerate(self.possible_agents)}
        parts = observation_spaces(self.battle.setting, self.battle.actions)
        mask = parts.pop("action_mask")
        self.observation_spaces = {
            agent: spaces.Dict({"observation": spaces.Dict(parts), "action_mask": mask})
            for agent in self.possible_agents
        }
        self.action_spaces = {agent: spaces.Discrete(self.battle.actions.count) for agent in self.possible_agents}
        self._generator, _ = seeding.np_random()

    def observation_space(self, agent: str) -> spaces.Space[Any]:
        """Return what an agent sees."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> spaces.Space[Any]:
        """Return the actions of an agent, the same for both."""
        return self.action_spaces[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Begin a game; its seed follows from `seed`, or is `options["game_seed"]`."""
        if seed is not None:
            self._generator, _ = seeding.np_random(seed)
        self.battle.begin(next_game_seed(self._generator, options))
        self.agents = list(self.possible_agents)
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos = {agent: self.battle.info() for agent in self.agents}
        self.agent_selection = self.possible_agents[self.battle.side]

    def step(self, action: Any) -> None:
        """Take an action for the agent that is to decide.

        Raises
        ------
        UsageError : it is masked out and `illegal` is "error", or it is no action.
        """
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)
            return
        self.battle.act(action)
        earned = self.battle.settle()
        self._cumulative_rewards[agent] = 0.0
        self.rewards = dict(zip(self.possible_agents, (float(earned), float(-earned)), strict=True))
        over, truncated = self.battle.game.outcome is not None, self.battle.truncated
        self.terminations = dict.fromkeys(self.agents, over)
        self.truncations = dict.fromkeys(self.agents, truncated)
        self.infos = {agent: self.battle.info() for agent in self.agents}
        self.agent_selection = self.possible_agents[self.battle.side]
        self._accumulate_rewards()

    def observe(self, agent: str) -> dict[str, Any]:
        """Return what an agent sees now."""
        row = self.row[agent]
        mask = self.battle.mask()
        if row != self.battle.side:
            mask[:] = 0
        return {"observation": self.battle.observe(row), "action_mask": mask}

    def render(self) -> Any:
        """Return a picture (height, width, 3) uint8, or text, by `render_mode`."""
        return rendered(self.battle.game, self.render_mode, self.battle.refused)

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def save_replay(self, path: Path | str) -> None:
        """Write the episode so far as a replay, as `Battle.save_replay`."""
        self.battle.save_replay(path)
