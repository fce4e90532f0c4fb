"""A learner on each side: PettingZoo's loop. Both prefer to fight where they can, and never end a turn too early."""

from typing import Any

from game.learning import battle_env
from game.learning.actions import END, EVERYBODY, LAUNCH

env = battle_env.env(scenario="lake_khasan/night_attack")
actions = env.unwrapped.battle.actions


def decide(space: Any, mask: Any) -> int:
    """Launch what is prepared with all who can join, else anything but the end of the turn, if there is anything."""
    for action in (actions.others + EVERYBODY, actions.others + LAUNCH):
        if mask[action]:
            return int(action)
    if mask.sum() > 1:
        mask[actions.others + END] = 0
    return int(space.sample(mask))


env.reset(seed=1938)
earned = dict.fromkeys(env.agents, 0.0)
for agent in env.agents:
    env.action_space(agent).seed(1938)
for agent in env.agent_iter():
    seen, reward, terminated, truncated, info = env.last()
    earned[agent] += reward
    env.step(None if terminated or truncated else decide(env.action_space(agent), seen["action_mask"]))
battle = env.unwrapped.battle
orders = sum(len(turn.orders) for turn in battle.game.record)
print(f"{battle.game.outcome.name} after {orders} orders; earned {earned}")
