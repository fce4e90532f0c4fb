"""The Gymnasium environment: one learner leads a side, a commander of the roster the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import gymnasium
import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray

from game.commanders.player import Player
from game.commanders.roster import DEFAULT, hired, require_leader, require_side
from game.core.arguments import seed_of
from game.engine.orders import Order
from game.learning.battle import Battle
from game.learning.observing import Observation, observation_spaces
from game.learning.pictures import RENDER_MODES, rendered, require_mode
from game.learning.setting import Setting, setting_of
from game.scenario.loading import Scenario

STANDARD: Final = "lake_khasan/night_attack"
"""The scenario where none is named: the smallest that comes with the game."""


class BattleEnv(gymnasium.Env[Any, Any]):
    """A side of a scenario, decision by decision.

    An observation is a dictionary of arrays of whole numbers (`units`, `hexes`, `sides`, `clock`, `ground`,
    `action_mask`), an action a number (`game.learning.actions`). The reward is what the side has gained of the margin
    in victory points since its last decision, the enemy's turn included. `info` has `seed` and `digest` of the game.
    """

    metadata: dict[str, Any] = {"render_modes": list(RENDER_MODES), "render_fps": 4}  # noqa: RUF012 - as in the base

    def __init__(
        self,
        scenario: Scenario | str | Path = STANDARD,
        side: str | None = None,
        opponent: str = DEFAULT,
        render_mode: str | None = None,
        **setting: Any,
    ) -> None:
        """Make it; without a side the learner leads the one that the scenario names first.

        Parameters
        ----------
        opponent : who leads the other side: a name of the roster, with a plan or without ("officer:historical")
        setting : the fields of `Setting`: luck, margin, verdict, decisions_a_turn, decisions, illegal, penalty, ground

        Raises
        ------
        UsageError : there is no such scenario, side, commander or keyword, or a value is out of bounds.
        """
        self.battle = Battle(setting_of(scenario, setting))
        self.render_mode = require_mode(render_mode)
        self.side, self.opponent, self._player = opponent_in(self.battle.setting, side, opponent)
        self.row = self.battle.setting.scenario.names.side_row[self.side]
        self.action_space = spaces.Discrete(self.battle.actions.count)
        self.observation_space = spaces.Dict(observation_spaces(self.battle.setting, self.battle.actions))

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """Begin a game; its seed follows from `seed`, or is `options["game_seed"]`."""
        super().reset(seed=seed)
        self.battle.begin(next_game_seed(self.np_random, options))
        if self.battle.side != self.row:
            self.battle.play_turn_of(self._player)
            self.battle.settle()
        return self._observation(), self.battle.info()

    def step(self, action: int | np.integer[Any]) -> tuple[Observation, float, bool, bool, dict[str, Any]]:
        """Take an action, and let the opponent play if it ended the turn.

        Raises
        ------
        UsageError : it is masked out and `illegal` is "error", it is no action, or the game is over.
        """
        self.battle.act(action)
        if self.battle.side != self.row and self.battle.game.outcome is None:
            self.battle.play_turn_of(self._player)
        earned = self.battle.settle()
        reward = earned if self.row == 0 else -earned
        over = self.battle.game.outcome is not None
        return self._observation(), float(reward), over, self.battle.truncated, self.battle.info()

    def action_masks(self) -> NDArray[np.bool_]:
        """(A,) bool: the mask under the name by which MaskablePPO of sb3-contrib asks for it."""
        return self._mask().astype(np.bool_)

    def actions_for(self, order: Order) -> list[int]:
        """Return the actions that give an order, as `Battle.actions_for`."""
        return self.battle.actions_for(order)

    def render(self) -> Any:
        """Return a picture (height, width, 3) uint8, or text, by `render_mode`."""
        return rendered(self.battle.game, self.render_mode, self.battle.refused)

    def save_replay(self, path: Path | str) -> None:
        """Write the episode so far as a replay, as `Battle.save_replay`."""
        self.battle.save_replay(path, {self.opponent: self._player.commander.name})

    def _mask(self) -> NDArray[np.int8]:
        return self.battle.mask()

    def _observation(self) -> Observation:
        return {**self.battle.observe(self.row), "action_mask": self._mask()}


def opponent_in(setting: Setting, side: str | None, opponent: str) -> tuple[str, str, Player]:
    """Return the learner's side, the other one, and who leads that. Raises UsageError for a name that there is not."""
    scenario = setting.scenario
    own = scenario.names.sides[0] if side is None else require_side(scenario, side)
    other = next(name for name in scenario.names.sides if name != own)
    require_leader(scenario, other, opponent)
    players = hired(scenario, setting.world, {own: "idle", other: opponent})
    return own, other, players[scenario.names.side_row[other]]


def next_game_seed(generator: Any, options: dict[str, Any] | None) -> int:
    """Return the seed of the next game: the one that is asked for, else the next of a generator."""
    if options and "game_seed" in options:
        return seed_of(options["game_seed"])
    return int(generator.integers(2**63))
