"""One side in the hands of a learner, here one that decides at random: Gymnasium's loop, with masks, and a replay."""

import tempfile
from pathlib import Path

import gymnasium

import game.learning  # noqa: F401 - makes the names known to Gymnasium
from game import verify

env = gymnasium.make("BorderWars/NightAttack-v0", side="japanese", opponent="officer", verdict=10.0)
env.action_space.seed(1938)
seen, info = env.reset(seed=1938)
earned, decisions, over = 0.0, 0, False
while not over:
    action = env.action_space.sample(seen["action_mask"])
    seen, reward, terminated, truncated, info = env.step(action)
    earned += float(reward)
    decisions += 1
    over = terminated or truncated
print(f"seed {info['seed']}: {info['outcome']} after {decisions} decisions, which earned {earned:g}")

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "episode.json"
    env.unwrapped.save_replay(path)  # type: ignore[attr-defined]  # Gymnasium knows it as any environment
    proof = verify(path)
    print(f"a replay of {proof.orders} orders, holds: {proof.holds}, digest {proof.digest}")
