"""How many decisions a second the environments for learners take on one core, side by side and one after another.

python -m tests.measures.stepping [--seconds 10] [--games 64] [SCENARIO ...]

In both, two learners pick open actions at random: in PettingZoo's own loop over the environment of two learners, and in
the vector environment without an opponent, one thread. Seconds are those of the processor, so that a busy machine
counts less; picking the actions is counted in both. What compiling takes for the first vector environment of a machine
is said apart, in seconds of all processes that take part.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from gymnasium.spaces import Discrete
from numpy.typing import NDArray

from game.cli.console import say_table
from game.learning import VectorBattles, battle_env

SCENARIOS = ("lake_khasan/night_attack", "lake_khasan/corps_assault")


@dataclass(frozen=True)
class Pace:
    """Decisions a second in one scenario."""

    scenario: str
    one_by_one: float
    side_by_side: float

    @property
    def times(self) -> float:
        """How many times as many go side by side."""
        return self.side_by_side / self.one_by_one


def decisions_a_second(step: Callable[[], int], seconds: float) -> float:
    """Return how many decisions `step`, which returns its own, takes in a second of this process's processor."""
    step()
    done, began = 0, processor()
    while processor() - began < seconds:
        done += step()
    return done / (processor() - began)


def processor() -> float:
    """Return the seconds of the processor that this process has taken."""
    times = os.times()
    return times.user + times.system


def one_by_one(scenario: str, seconds: float) -> float:
    """Measure PettingZoo's loop."""
    env = battle_env.env(scenario=scenario)
    env.reset(seed=1)

    def step() -> int:
        seen, _, terminated, truncated, _ = env.last()
        if terminated or truncated:
            env.reset()
            return 0
        env.step(env.action_space(env.agent_selection).sample(seen["action_mask"]))
        return 1

    return decisions_a_second(step, seconds)


def side_by_side(scenario: str, seconds: float, games: int) -> float:
    """Measure the vector environment."""
    env = VectorBattles(games, scenario=scenario, opponent=None)
    mask = env.reset(seed=1)[0]["action_mask"]
    luck = Discrete(2**31, seed=1).np_random

    def step() -> int:
        nonlocal mask
        mask = env.step(picked(mask, luck.random(games)))[0]["action_mask"]
        return games

    return decisions_a_second(step, seconds)


def picked(mask: NDArray[np.int8], lots: NDArray[np.float64]) -> NDArray[np.int64]:
    """(N,) one open action of each game at random, by (N,) `lots` from 0 up to 1; any where none is open."""
    places = np.flatnonzero(mask)
    games, actions = np.divmod(places, mask.shape[1])
    counts = np.bincount(games, minlength=len(mask))
    first = np.cumsum(counts) - counts
    chosen = np.minimum(first + (lots * counts).astype(np.int64), max(0, len(actions) - 1))
    found: NDArray[np.int64] = np.where(counts > 0, actions[chosen], 0)
    return found


def seconds_to_compile() -> float:
    """Return what the first step of a first vector environment takes, in processor time with that of its workers."""
    VectorBattles(1, opponent=None)  # reads scenario and rules
    before = os.times()
    VectorBattles(1, opponent=None).reset(seed=1)
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.measures.stepping", description=__doc__)
    parser.add_argument("scenario", nargs="*", default=SCENARIOS)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--games", type=int, default=64)
    asked = parser.parse_args(arguments)
    print(f"the first step of the first vector environment: {seconds_to_compile():.1f} s of processor time")
    rows: list[Sequence[str]] = []
    for scenario in asked.scenario:
        pace = Pace(scenario, one_by_one(scenario, asked.seconds), side_by_side(scenario, asked.seconds, asked.games))
        rows.append([scenario, f"{pace.one_by_one:,.0f}", f"{pace.side_by_side:,.0f}", f"{pace.times:.0f}"])
    title = "decisions a second of the processor, one thread"
    say_table(title, ["scenario", "one by one", f"{asked.games} side by side", "times"], rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
