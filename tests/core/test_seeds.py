"""Seeds of runs: all different, always the same."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.seeds import run_seeds

FIRST = [2063660503516106026, 6440215991381461172, 6500995978973984393]


def test_seeds_are_the_same_for_ever() -> None:
    """Published results name these seeds; they never change."""
    assert run_seeds(1938, 3).tolist() == FIRST


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1, 2**32, 2**63 - 1])
def test_seeds_differ_within_a_batch(seed: int) -> None:
    seeds = run_seeds(seed, 5000)
    assert len(np.unique(seeds)) == 5000
    assert len(np.unique(seeds & 0xFFFFFFFF)) == 5000
    assert seeds.min() >= 0


def test_more_runs_only_add_seeds() -> None:
    assert run_seeds(5, 10)[:4].tolist() == run_seeds(5, 4).tolist()


def test_batches_share_no_seed() -> None:
    seeds = np.concatenate([run_seeds(seed, 500) for seed in range(40)])
    assert len(np.unique(seeds)) == len(seeds)


def test_no_runs_have_no_seeds() -> None:
    assert run_seeds(1, 0).shape == (0,)
