"""Games that agents play at random, among the actions that are open: for tests of environments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from gymnasium.spaces import Discrete

from game.learning.actions import END
from game.learning.battle import Battle
from game.learning.setting import setting_of
from game.scenario.homes import shipped_names

NIGHT: Final = "lake_khasan/night_attack"
SCENARIOS: Final = shipped_names()


class Agent:
    """Picks open actions at random, the same in every run; ends its turn now and then, or if nothing else is left."""

    def __init__(self, actions: int, seed: int, patience: int = 20) -> None:
        self.space = Discrete(actions, seed=seed)
        self.patience = patience
        self.picked = 0

    def pick(self, mask: Any, end: int) -> int:
        """Return one of the open actions."""
        self.picked += 1
        mask = mask.copy()
        if mask.sum() > 1 and self.picked % self.patience:
            mask[end] = 0
        return int(self.space.sample(mask))


def new_battle(scenario: str = NIGHT, seed: int = 1, **setting: Any) -> Battle:
    """Return a game that has just begun."""
    battle = Battle(setting_of(scenario, setting))
    battle.begin(seed)
    return battle


def played(battle: Battle, decisions: int, seed: int = 0) -> Iterator[Battle]:
    """Play on at random; yield the game before each decision, as many as are asked for or until it is over."""
    agent = Agent(battle.actions.count, seed)
    for _ in range(decisions):
        if battle.game.outcome is not None:
            return
        yield battle
        battle.act(agent.pick(battle.mask(), battle.actions.others + END))


def near_blows(battle: Battle, turns: int = 3) -> Battle:
    """Let computer commanders lead both sides for some turns, so that there is somebody to fight."""
    from game.commanders.roster import take_turn

    for _ in range(2 * turns):
        if battle.game.outcome is None:
            take_turn(battle.game, "cadet")
            battle.game.end_turn()
    battle.draft.clear()  # what was being prepared may not be possible any more
    battle._mask = None
    battle.settle()
    return battle


def ones(mask: Any) -> list[int]:
    """Return the places of the ones."""
    return [int(place) for place in np.flatnonzero(mask)]
