"""Sixteen games side by side in compiled code, an officer against each; the first use compiles for some seconds."""

import numpy as np

from game.learning import VectorBattles

games = VectorBattles(16, scenario="lake_khasan/night_attack", side="soviet", opponent="officer")
games.action_space.seed(1938)
seen, infos = games.reset(seed=1938)
earned, finished = np.zeros(games.num_envs), 0
for _ in range(400):
    mask = seen["action_mask"]
    # one open action of each game at random: the greatest of random numbers among those that are open
    lots = np.where(mask == 1, games.np_random.random(mask.shape), -1.0)
    seen, rewards, terminated, truncated, infos = games.step(lots.argmax(axis=1))
    earned += rewards
    finished += int(terminated.sum())
print(f"{finished} games finished; {earned.sum() / max(1, finished):.1f} points a game for the Soviets")
print(f"units {seen['units'].shape}, hexes {seen['hexes'].shape}, mask {seen['action_mask'].shape}")
